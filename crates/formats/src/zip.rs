//! ZIP archives, entry after entry as they stand in the file, which so may come from a pipe and be larger than memory.
//!
//! The directory at the end is not needed: every entry begins with a header of its own. Where that leaves the length
//! open, packed content ends by itself, and stored content ends at the descriptor behind it, which repeats the length.
//! Source of the layout: the public ZIP application note, sections 4.3 and 4.5.3.

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::io;
use std::io::BufRead;
use std::io::Read;

/// First bytes of an entry, of the directory behind the entries, and of a descriptor behind content.
pub(crate) const ENTRY: &[u8] = b"PK\x03\x04";
const DIRECTORY: &[u8] = b"PK\x01\x02";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// Bytes of a descriptor with its mark and long lengths.
const LONG_DESCRIPTOR: usize = 24;
/// Bytes of a header before the name.
const HEADER: usize = 30;
/// Flags of an entry.
const ENCRYPTED: u16 = 1;
const OPEN: u16 = 1 << 3;
/// What stands for a length that the extra field gives.
const LONG: u64 = 0xFFFF_FFFF;
/// Id of that extra field.
const ZIP64: u16 = 1;

/// The entries of an archive.
pub(crate) struct Entries<R> {
    bytes: Window<R>,
}

/// What the header of an entry says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its path in the archive.
    pub(crate) name: String,
    /// How its content is packed.
    method: u16,
    flags: u16,
    /// Bytes it takes, where the header knows.
    length: Option<u64>,
}

impl<R: Read> Entries<R> {
    pub(crate) fn new(bytes: R) -> Self {
        Self { bytes: Window { bytes, buffer: vec![0; WINDOW], start: 0, end: 0 } }
    }

    /// Moves to the next entry, past whatever stands before it. None where the directory, or the file, ends them.
    pub(crate) fn next(&mut self) -> io::Result<Option<Entry>> {
        if !self.bytes.seek(&[ENTRY, DIRECTORY])? || self.bytes.peek(4)?.starts_with(DIRECTORY) {
            return Ok(None);
        }
        let mut header = [0; HEADER];
        self.bytes.read_exact(&mut header)?;
        let short = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let long = |at: usize| u64::from(short(at)) | u64::from(short(at + 2)) << 16;
        let (flags, method, packed, whole) = (short(6), short(8), long(18), long(22));
        let mut name = vec![0; usize::from(short(26))];
        self.bytes.read_exact(&mut name)?;
        let mut extra = vec![0; usize::from(short(28))];
        self.bytes.read_exact(&mut extra)?;
        let length = if packed == LONG { zip64(&extra, whole == LONG) } else { Some(packed) };
        let length = length.filter(|_| flags & OPEN == 0);
        Ok(Some(Entry { name: String::from_utf8_lossy(&name).into_owned(), method, flags, length }))
    }

    /// A reader of the content of the entry that was moved to.
    pub(crate) fn content<'r>(&'r mut self, entry: &Entry) -> io::Result<Box<dyn Read + 'r>> {
        if entry.flags & ENCRYPTED != 0 {
            return Err(io::Error::other("the entry is encrypted"));
        }
        match (entry.method, entry.length) {
            (0, Some(length)) => Ok(Box::new(self.bytes.by_ref().take(length))),
            (0, None) => Ok(Box::new(Stored { bytes: &mut self.bytes, given: 0, sum: Crc::new(), done: false })),
            (8, _) => Ok(Box::new(DeflateDecoder::new(&mut self.bytes))),
            (method, _) => Err(io::Error::other(format!("the entry is packed by method {method}, which is not read"))),
        }
    }
}

/// The packed length in a field of long lengths: behind the whole length, where that is long too.
fn zip64(extra: &[u8], behind_whole: bool) -> Option<u64> {
    let mut rest = extra;
    while let Some((head, body)) = rest.split_at_checked(4) {
        let short = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let length = usize::from(short(2));
        let body = body.get(..length)?;
        if short(0) == ZIP64 {
            let at = if behind_whole { 8 } else { 0 };
            return Some(u64::from_le_bytes(body.get(at..at + 8)?.try_into().ok()?));
        }
        rest = &rest[4 + length..];
    }
    None
}

/// Bytes held at once.
const WINDOW: usize = 128 << 10;

/// A reader that can be looked into.
struct Window<R> {
    bytes: R,
    buffer: Vec<u8>,
    /// What of the buffer is read and not yet used.
    start: usize,
    end: usize,
}

impl<R: Read> Window<R> {
    /// At least the next `wanted` bytes, which must be few; fewer where the file ends.
    fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.end - self.start < wanted {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            match self.bytes.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// Moves to the first of some marks of four bytes. Returns whether there is one.
    fn seek(&mut self, marks: &[&[u8]]) -> io::Result<bool> {
        loop {
            let ahead = self.peek(4)?;
            if ahead.len() < 4 {
                return Ok(false);
            }
            let is_mark = |at: &usize| ahead.get(*at..at + 4).is_some_and(|mark| marks.contains(&mark));
            let found = memchr::memmem::find_iter(ahead, b"PK").find(is_mark);
            let passed = found.unwrap_or(ahead.len() - 3);
            self.consume(passed);
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        self.start += amount;
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut ahead = self.peek(1)?;
        let read = ahead.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

/// Stored content of a length that only the descriptor behind it knows.
struct Stored<'r, R> {
    bytes: &'r mut Window<R>,
    /// Bytes given so far.
    given: u64,
    /// Their checksum.
    sum: Crc,
    done: bool,
}

impl<R: Read> Read for Stored<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ahead = self.bytes.peek(LONG_DESCRIPTOR + 4)?;
        if self.done || out.is_empty() {
            return Ok(0);
        }
        if ahead.is_empty() {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the entry is cut off"));
        }
        let free = match memchr::memmem::find(ahead, DESCRIPTOR) {
            Some(0) => match descriptor(ahead, self.given, self.sum.sum()) {
                Some(length) => {
                    self.bytes.consume(length);
                    self.done = true;
                    return Ok(0);
                }
                None => 1,
            },
            Some(at) => at,
            None => ahead.len().saturating_sub(DESCRIPTOR.len() - 1).max(1),
        };
        let used = free.min(out.len());
        out[..used].copy_from_slice(&ahead[..used]);
        self.bytes.consume(used);
        self.sum.update(&out[..used]);
        self.given += used as u64;
        Ok(used)
    }
}

/// The length of the descriptor at the start of `ahead`, if it is one of content of `given` bytes with the checksum `sum`:
/// it states that sum and the length, packed and unpacked, and an entry or the directory follows.
fn descriptor(ahead: &[u8], given: u64, sum: u32) -> Option<usize> {
    let is_of = |length: &[u8]| {
        let stated = [DESCRIPTOR, &sum.to_le_bytes(), length, length].concat();
        let behind = stated.len();
        let follows = ahead.get(behind..behind + 4).is_some_and(|mark| mark == ENTRY || mark == DIRECTORY);
        (follows && ahead.starts_with(&stated)).then_some(behind)
    };
    is_of(&(given as u32).to_le_bytes()).or_else(|| is_of(&given.to_le_bytes()))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    /// How an entry of a test is written.
    #[derive(Clone, Copy, Debug)]
    pub(crate) enum How {
        Stored,
        /// With the length behind the content.
        StoredOpen,
        Packed,
        PackedOpen,
        /// With the length in an extra field.
        Long,
    }

    /// An archive of entries.
    pub(crate) fn archive(entries: &[(&str, &[u8], How)]) -> Vec<u8> {
        let mut file = vec![];
        for (name, content, how) in entries {
            let packed = match how {
                How::Packed | How::PackedOpen => {
                    let mut encoder = DeflateEncoder::new(vec![], flate2::Compression::fast());
                    encoder.write_all(content).unwrap();
                    encoder.finish().unwrap()
                }
                _ => content.to_vec(),
            };
            let open = matches!(how, How::StoredOpen | How::PackedOpen);
            let method: u16 = if matches!(how, How::Packed | How::PackedOpen) { 8 } else { 0 };
            let length = (packed.len() as u32).to_le_bytes();
            let (stated, extra) = match how {
                How::Long => ([0xFF; 4], [&[1, 0, 16, 0][..], &[9; 8], &(packed.len() as u64).to_le_bytes()].concat()),
                _ if open => ([0; 4], vec![]),
                _ => (length, vec![]),
            };
            file.extend_from_slice(ENTRY);
            file.extend_from_slice(&[20, 0, if open { 8 } else { 0 }, 0]);
            file.extend_from_slice(&method.to_le_bytes());
            file.extend_from_slice(&[0; 8]);
            file.extend_from_slice(&stated);
            file.extend_from_slice(&stated);
            file.extend_from_slice(&(name.len() as u16).to_le_bytes());
            file.extend_from_slice(&(extra.len() as u16).to_le_bytes());
            file.extend_from_slice(name.as_bytes());
            file.extend_from_slice(&extra);
            file.extend_from_slice(&packed);
            if open {
                file.extend_from_slice(DESCRIPTOR);
                let mut sum = Crc::new();
                sum.update(content);
                file.extend_from_slice(&sum.sum().to_le_bytes());
                file.extend_from_slice(&length);
                file.extend_from_slice(&(content.len() as u32).to_le_bytes());
            }
        }
        file.extend_from_slice(DIRECTORY);
        file
    }

    fn contents(file: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut entries = Entries::new(file);
        let mut found = vec![];
        while let Some(entry) = entries.next().unwrap() {
            let mut content = vec![];
            entries.content(&entry).unwrap().read_to_end(&mut content).unwrap();
            found.push((entry.name, content));
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_entry_comes_back(
            pieces in prop::collection::vec(
                (prop::sample::select(vec![How::Stored, How::StoredOpen, How::Packed, How::PackedOpen, How::Long]),
                 prop::collection::vec(prop::sample::select(vec![&b"PK\x03\x04"[..], b"PK\x07\x08", b"PK\x01\x02", b"PK", b"abc", b"\0\0"]), 0..40)),
                0..5),
        ) {
            // A stored entry of unknown length ends where its descriptor does: content that repeats one is not told apart.
            let contents_of: Vec<Vec<u8>> = pieces.iter().map(|(_, parts)| parts.concat()).collect();
            let entries: Vec<(&str, &[u8], How)> =
                pieces.iter().zip(&contents_of).map(|((how, _), content)| ("a", content.as_slice(), *how)).collect();
            let found = contents(&archive(&entries));
            prop_assert_eq!(found.len(), entries.len());
            for (found, wanted) in found.iter().zip(&contents_of) {
                prop_assert_eq!(&found.1, wanted);
            }
        }
    }

    #[test]
    fn content_that_looks_like_a_descriptor_is_content() {
        let content = b"PK\x07\x08PK\x03\x04\0\0\0\0PK\x03\x04PK\x01\x02";
        let found = contents(&archive(&[("a", content, How::StoredOpen)]));
        assert_eq!(found, [("a".to_owned(), content.to_vec())]);
    }

    #[test]
    fn content_longer_than_the_window() {
        let long: Vec<u8> = (0..500_000_u32).flat_map(u32::to_le_bytes).collect();
        for how in [How::Stored, How::StoredOpen, How::Packed, How::PackedOpen] {
            let found = contents(&archive(&[("lang", &long, how), ("kurz", b"x", how)]));
            assert!(found[0].1 == long && found[1].1 == b"x", "{how:?}");
        }
    }
}
