//! The records that survive, byte for byte.

use crate::corpus::Corpus;
use crate::exit::Failure;
use kollate_core::dedup::Found;
use std::io::Write;

/// Bytes that are copied at once.
const AT_ONCE: u64 = 1 << 20;

/// Writes the records of the articles that are kept, in the order of the inputs, each with a line feed.
pub(crate) fn write(corpus: &Corpus, found: &Found, out: &mut dyn Write) -> Result<(), Failure> {
    let mut buffer = Vec::new();
    let kept = |article: &u32| !found.decisions[*article as usize].dropped && !corpus.facts[*article as usize].skipped;
    let mut articles = (0..corpus.len()).filter(kept).peekable();
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
        file.read_at(&mut buffer, offset).map_err(|error| crate::corpus::failed(&file.shown, &error))?;
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
