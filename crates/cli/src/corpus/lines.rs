//! The lines that begin in a range of a file, without holding more than a window of it.

use crate::corpus::file::LineFile;
use std::io;
use std::ops::Range;

/// Bytes that are read at once: they stay in the cache of a core while they are scanned.
const WINDOW: usize = 256 << 10;

/// Hands over the lines of a file that begin in `range`, in blocks: bytes that begin with a line and end with one, and
/// where they begin in the file. A line over `limit` bytes is handed over cut off at `limit`, alone.
pub(crate) fn blocks(
    file: &LineFile,
    range: Range<u64>,
    limit: usize,
    found: &mut impl FnMut(&[u8], u64, bool),
) -> io::Result<()> {
    let Some(mut start) = first_line(file, range.start)?.filter(|&start| start < range.end) else { return Ok(()) };
    let mut window = vec![0; WINDOW];
    while start < range.end {
        let read = file.read_up_to(&mut window, start)?;
        let is_end = read < window.len();
        let bytes = &window[..read];
        let within = usize::try_from(range.end - start).unwrap_or(usize::MAX);
        match cut(bytes, within, is_end) {
            Some(0) => break,
            Some(cut) => {
                found(&bytes[..cut], start, false);
                start += cut as u64;
            }
            None if read > limit => {
                found(&bytes[..limit], start, true);
                let Some(next) = first_line(file, start + read as u64)? else { break };
                start = next;
            }
            None => window.resize(window.len() * 4, 0),
        }
    }
    Ok(())
}

/// How many of the bytes are whole lines that begin before `within`; none where not even one is whole.
fn cut(bytes: &[u8], within: usize, is_end: bool) -> Option<usize> {
    if bytes.len() < within {
        return if is_end { Some(bytes.len()) } else { memchr::memrchr(b'\n', bytes).map(|at| at + 1) };
    }
    // The last line that begins in the range may end beyond it.
    match memchr::memchr(b'\n', &bytes[within - 1..]) {
        Some(at) => Some(within + at),
        None if is_end => Some(bytes.len()),
        None => memchr::memrchr(b'\n', &bytes[..within - 1]).map(|at| at + 1),
    }
}

/// Where the first line at or after `offset` begins; none where none does.
fn first_line(file: &LineFile, offset: u64) -> io::Result<Option<u64>> {
    let Some(mut at) = offset.checked_sub(1) else { return Ok(Some(0)) };
    let mut window = vec![0; 64 << 10];
    loop {
        let read = file.read_up_to(&mut window, at)?;
        if let Some(found) = memchr::memchr(b'\n', &window[..read]) {
            return Ok(Some(at + found as u64 + 1));
        }
        if read < window.len() {
            return Ok(None);
        }
        at += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kollate_formats::Options;
    use std::io::Write;

    #[test]
    fn every_line_is_handed_over_once_whatever_the_ranges() {
        let mut lines = vec![];
        for number in 0..4_000_usize {
            lines.push(format!(
                "{number} {}\n",
                "x".repeat(number * 7919 % 997 + if number % 1_000 == 7 { 700_000 } else { 0 })
            ));
        }
        let whole = lines.concat();
        for text in [whole.as_str(), whole.trim_end(), "", "\n", "a", "a\n\nb"] {
            let mut handle = tempfile::tempfile().unwrap();
            handle.write_all(text.as_bytes()).unwrap();
            let file = LineFile::new(handle, "a", Options::default());
            for step in [1 << 20, 777_777, 5_000_000, u64::MAX].into_iter().chain((text.len() < 10).then_some(1)) {
                let (mut joined, mut start) = (vec![], 0);
                while start < text.len() as u64 {
                    let end = start.saturating_add(step).min(text.len() as u64);
                    blocks(&file, start..end, 1 << 30, &mut |block, offset, long| {
                        assert!(!long && offset as usize == joined.len());
                        joined.extend_from_slice(block);
                    })
                    .unwrap();
                    start = end;
                }
                assert!(joined == text.as_bytes(), "{} bytes in steps of {step}", text.len());
            }
        }
    }

    #[test]
    fn a_line_over_the_limit_is_cut_off() {
        let mut handle = tempfile::tempfile().unwrap();
        write!(handle, "a\n{}\nb\n", "x".repeat(5 << 20)).unwrap();
        let file = LineFile::new(handle, "a", Options::default());
        let mut found = vec![];
        blocks(&file, 0..file.size().unwrap(), 1 << 20, &mut |block, _, long| found.push((block.len(), long))).unwrap();
        assert_eq!(found, [(2, false), (1 << 20, true), (2, false)]);
    }
}
