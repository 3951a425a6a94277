//! The records that survive, byte for byte and in the shape of their inputs.

use crate::corpus::Corpus;
use crate::corpus::LineFile;
use crate::corpus::Original;
use crate::corpus::failed;
use crate::exit::Failure;
use kollate_core::dedup::Found;
use kollate_formats::Verdict;
use kollate_formats::keep;
use rustc_hash::FxHashMap;
use std::io::Write;

/// Bytes that are copied at once.
const AT_ONCE: u64 = 1 << 20;

/// Writes the articles that are kept, in the order of the inputs: lines of JSON as they are; an input of another format
/// that is the only one in its own shape; several such inputs as lines of JSON, for no file holds them all.
pub(crate) fn write(corpus: &Corpus, found: &Found, out: &mut dyn Write) -> Result<(), Failure> {
    if let Some((file, original)) = corpus.only_original()
        && again(corpus, found, file, original, out)?
    {
        return Ok(());
    }
    lines(corpus, found, out)
}

fn is_kept(corpus: &Corpus, found: &Found, article: u32) -> bool {
    !found.decisions[article as usize].dropped && !corpus.facts[article as usize].skipped
}

/// Writes an input again without what is not kept. Returns whether its format has a way for that.
fn again(
    corpus: &Corpus,
    found: &Found,
    file: &LineFile,
    original: &Original,
    out: &mut dyn Write,
) -> Result<bool, Failure> {
    let mut verdicts: FxHashMap<usize, Verdict> = FxHashMap::default();
    let unread = corpus.skipped.iter().filter(|skipped| skipped.path == file.shown);
    verdicts.extend(unread.filter_map(|skipped| Some((skipped.record?, Verdict::Gone))));
    for (article, &record) in (0..).zip(&original.records) {
        let verdict = if is_kept(corpus, found, article) { Verdict::Kept } else { Verdict::Gone };
        verdicts.insert(record as usize, verdict);
    }
    let verdict = |number: usize| verdicts.get(&number).copied().unwrap_or(Verdict::Other);
    let bytes = original.bytes.open().map_err(|error| failed(&file.shown, &error))?;
    Ok(keep(&file.shown, bytes, &original.options, &verdict, out)?)
}

/// Writes the lines of the articles that are kept, each with a line feed.
fn lines(corpus: &Corpus, found: &Found, out: &mut dyn Write) -> Result<(), Failure> {
    let mut buffer = Vec::new();
    let mut articles = (0..corpus.len()).filter(|article| is_kept(corpus, found, *article)).peekable();
    while let Some(first) = articles.next() {
        let (offset, length) = corpus.place(first);
        let mut end = offset + u64::from(length);
        // Records that follow one another are read as one piece.
        let mut last = first;
        while let Some(next) = articles.next_if(|&next| follows(corpus, last, next, offset, end)) {
            end = corpus.place(next).0 + u64::from(corpus.place(next).1);
            last = next;
        }
        buffer.resize((end - offset) as usize, 0);
        let file = corpus.file(first);
        file.read_at(&mut buffer, offset).map_err(|error| failed(&file.shown, &error))?;
        out.write_all(&buffer)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Whether the record of `next` stands right after that of `last`, and there is room for it in the piece.
fn follows(corpus: &Corpus, last: u32, next: u32, start: u64, end: u64) -> bool {
    next == last + 1
        && corpus.place(next).0 == end + 1
        && std::ptr::eq(corpus.file(last), corpus.file(next))
        && end - start < AT_ONCE
}
