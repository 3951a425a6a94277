//! What every target of a format does: any bytes are read as that format, without panic, and every article keeps what
//! articles promise. And what is read in its own shape again: of every record some verdict is asked.

use kollate_formats::{Options, Verdict, by_name, keep, read};

/// Longest article: small, so that limits are met.
const MAX_ARTICLE: usize = 1 << 20;

/// Reads bytes as the format of that name.
pub fn read_as(name: &str, bytes: &[u8]) {
    let options =
        Options { format: Some(by_name(name).expect("a format")), max_article: MAX_ARTICLE, ..Options::default() };
    let (mut items, mut records) = (0, 0);
    read("a", bytes, &options, &mut |item| {
        items += 1;
        if let Ok(article) = item {
            assert!(article.text.len() <= options.max_article && !article.text.trim().is_empty());
            assert!(article.text.is_char_boundary(article.header_bytes));
            records = records.max(article.record.unwrap_or(1));
        }
    });
    assert!(items > 0, "something is said of every file");
    let odd = |record: usize| if record % 2 == 0 { Verdict::Gone } else { Verdict::Kept };
    let _ = keep("a", bytes, &options, &odd, &mut std::io::sink());
}
