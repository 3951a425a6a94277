//! Any bytes, read as any format: no panic, and every article keeps what articles promise.
#![no_main]

use kollate_formats::{FORMATS, Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let format = FORMATS.get(usize::from(choice) % (FORMATS.len() + 1));
    let options = Options { format, max_article: 1 << 20, ..Options::default() };
    read("a", bytes, &options, &mut |item| {
        if let Ok(article) = item {
            assert!(article.text.len() <= options.max_article && !article.text.trim().is_empty());
            assert!(article.text.is_char_boundary(article.header_bytes));
        }
    });
});
