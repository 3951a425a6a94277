//! What is read of a range of a file of lines.

use crate::corpus::file::LineFile;
use crate::corpus::lines::blocks;
use kollate_core::Version;
use kollate_core::candidates::Batch;
use kollate_core::candidates::Rate;
use kollate_core::candidates::Sampler;
use kollate_core::dedup::Facts;
use kollate_core::fingerprint::Scanner;
use kollate_core::fingerprint::Simhash;
use kollate_formats::Fault;
use kollate_formats::Options;
use kollate_formats::Problem;
use kollate_formats::jsonl_fast;
use std::io;
use std::ops::Range;

/// The articles of a range; places count from the first of them.
#[derive(Debug)]
pub(crate) struct Part {
    /// Where each record begins in the file.
    pub(crate) offsets: Vec<u64>,
    /// How long each record is, without its line feed.
    pub(crate) lengths: Vec<u32>,
    /// The ids, one after the other.
    pub(crate) ids: Vec<u8>,
    /// Where each id ends.
    pub(crate) id_ends: Vec<u32>,
    /// What is known of each.
    pub(crate) facts: Vec<Facts>,
    /// The simhash of each, where asked for.
    pub(crate) simhashes: Vec<u64>,
    /// Those whose record takes a parser.
    pub(crate) parsed: Vec<u32>,
    /// Those that are versions of stories.
    pub(crate) versions: Vec<(u32, Version)>,
    /// Those without an id, with the number of the record, from 1.
    pub(crate) nameless: Vec<(u32, u32)>,
    /// Records that are no articles, by number.
    pub(crate) problems: Vec<(u32, Problem)>,
    /// Records, damaged ones included.
    pub(crate) records: u32,
    /// The samples of all.
    pub(crate) batch: Batch,
}

/// What is wanted of every article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// How many samples.
    pub(crate) rate: Rate,
    /// Its simhash.
    pub(crate) simhash: bool,
}

/// Reads the records that begin in a range.
pub(crate) fn read(file: &LineFile, range: Range<u64>, wanted: Wanted) -> io::Result<Part> {
    let options = &file.options;
    let mut reader = Reader::new(options, wanted);
    let limit = options.max_article.saturating_mul(4).saturating_add(64 << 10).min(u32::MAX as usize - 1);
    blocks(file, range, limit, &mut |block, offset, long| {
        if long { reader.too_long(block.len(), offset) } else { reader.block(block, offset) }
    })?;
    Ok(reader.finish())
}

/// What is known of a record, but for its text.
#[derive(Clone, Copy)]
struct Head {
    day: Option<i32>,
    parsed: bool,
}

/// Reads records one after the other.
struct Reader<'o> {
    options: &'o Options,
    scanner: Scanner,
    sampler: Sampler,
    simhash: Option<Simhash>,
    words: Vec<u64>,
    samples: Vec<u64>,
    sample_ends: Vec<u32>,
    part: Part,
}

impl<'o> Reader<'o> {
    fn new(options: &'o Options, wanted: Wanted) -> Self {
        let part = Part {
            offsets: vec![],
            lengths: vec![],
            ids: vec![],
            id_ends: vec![],
            facts: vec![],
            simhashes: vec![],
            parsed: vec![],
            versions: vec![],
            nameless: vec![],
            problems: vec![],
            records: 0,
            batch: Batch::new(&[], &[]),
        };
        Self {
            options,
            scanner: Scanner::default(),
            sampler: Sampler::new(wanted.rate),
            simhash: wanted.simhash.then(Simhash::default),
            words: vec![],
            samples: vec![],
            sample_ends: vec![],
            part,
        }
    }

    /// Reads the lines of a block.
    fn block(&mut self, block: &[u8], offset: u64) {
        let mut at = 0;
        while at < block.len() {
            let rest = &block[at..];
            let used = match self.scanned(rest, offset + at as u64) {
                Some(used) => used,
                None => self.by_parser(rest, offset + at as u64),
            };
            at += used + 1;
        }
    }

    /// Reads a record without a parser; gives the length of its line.
    fn scanned(&mut self, lines: &[u8], offset: u64) -> Option<usize> {
        if !self.options.map.is_empty() {
            return None;
        }
        let (record, end) = jsonl_fast::scan(lines)?;
        record.text.unescape(self.scanner.begin())?;
        let day = record.date.map(|raw| jsonl_fast::date(raw.bytes));
        let id = record.id.map_or(&b""[..], |id| id.bytes.trim_ascii());
        // Spaces beyond ASCII around an id are the parser's business too.
        if record.text.bytes.len() > self.options.max_article || std::str::from_utf8(id).ok()?.trim().len() < id.len() {
            return None;
        }
        self.words.clear();
        self.scanner.scan(&mut self.words).ok()?;
        if self.words.is_empty() {
            return None;
        }
        self.part.records += 1;
        let head = Head { day: day.flatten().and_then(|date| day_number(&date)), parsed: false };
        self.article(head, offset, end, |part| part.ids.extend_from_slice(id));
        Some(end)
    }

    /// Reads a record by the parser; gives the length of its line.
    fn by_parser(&mut self, lines: &[u8], offset: u64) -> usize {
        let end = memchr::memchr(b'\n', lines).unwrap_or(lines.len());
        let line = lines[..end].trim_ascii();
        if line.is_empty() {
            return end;
        }
        self.part.records += 1;
        match jsonl_fast::parse_record(line, self.options) {
            Err(fault) => self.problem(fault, offset),
            Ok(article) => {
                self.words.clear();
                self.scanner.begin().extend_from_slice(article.text.as_bytes());
                // A parsed text is UTF-8.
                let _ = self.scanner.scan(&mut self.words);
                let day = article.date.as_ref().and_then(|date| day_number(&date.value));
                let place = self.part.offsets.len() as u32;
                self.part.versions.extend(article.version.map(|version| (place, version)));
                self.article(Head { day, parsed: true }, offset, end, |part| {
                    part.ids.extend_from_slice(article.id.as_bytes());
                });
            }
        }
        end
    }

    fn too_long(&mut self, bytes: usize, offset: u64) {
        self.part.records += 1;
        self.problem(Fault::TooLong { bytes, limit: self.options.max_article }, offset);
    }

    /// The last record is no article. Its line is not known, but where it begins.
    fn problem(&mut self, fault: Fault, offset: u64) {
        self.part.problems.push((self.part.records, Problem { offset: Some(offset), ..fault.into() }));
    }

    /// Adds the article whose words were read.
    fn article(&mut self, head: Head, offset: u64, length: usize, id: impl FnOnce(&mut Part)) {
        let part = &mut self.part;
        let place = part.offsets.len() as u32;
        let before = part.ids.len();
        id(part);
        if part.ids.len() == before {
            part.nameless.push((place, part.records));
        }
        part.id_ends.push(part.ids.len() as u32);
        part.offsets.push(offset);
        part.lengths.push(length as u32);
        part.facts.push(Facts::new(self.words.len(), head.day));
        if head.parsed {
            part.parsed.push(place);
        }
        self.sampler.sample(&self.words, &mut self.samples);
        self.sample_ends.push(self.samples.len() as u32);
        if let Some(simhash) = &mut self.simhash {
            // The text was read once already.
            let _ = self.scanner.each_word(|word| simhash.push(word));
            part.simhashes.push(simhash.finish());
        }
    }

    fn finish(mut self) -> Part {
        self.part.batch = Batch::new(&self.samples, &self.sample_ends);
        self.part
    }
}

/// Days since the year 0 of the Gregorian calendar; of a month its first.
fn day_number(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next().flatten().unwrap_or(1));
    // March is month 0, so that the day that some years have more is the last of the year.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through() {
        let day = |date| day_number(date).unwrap();
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        assert_eq!(day("2023-03-01") - day("2023-02-28"), 1);
        assert_eq!(day("2025-01-01") - day("2024-12-31"), 1);
        assert_eq!(day("2024-06") - day("2024-05-31"), 1);
        assert_eq!(day("2001-01-01") - day("2000-01-01"), 366);
        assert_eq!(day_number("gestern"), None);
    }
}
