//! A corpus of any size: read once for what `dedup` needs, and again article by article.
//!
//! In: paths. Out: for every article where its record lies, its id, and a few [`Facts`]; the samples of its shingles.
//! Nothing of the texts stays in memory: a record of a file in JSON lines is read again from the file, and what cannot
//! be read twice (standard input, compressed files) or is no line of JSON is spooled to a file of lines first.

mod file;
mod lines;
mod part;
mod places;
mod samples;
mod spool;

pub(crate) use file::LineFile;
pub(crate) use part::Wanted;
pub(crate) use samples::Samples;
pub(crate) use spool::Original;

use crate::exit::Failure;
use crate::input;
use crate::input::names;
use crate::input::walk::Source;
use kollate_core::Version;
use kollate_core::dedup::Facts;
use kollate_core::dedup::Texts;
use kollate_core::fingerprint::word_hash;
use kollate_core::report::Skipped;
use kollate_formats::Options;
use kollate_formats::jsonl_fast;
use part::Part;
use places::Places;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

/// Where things are put that memory has no room for.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// Bytes of memory for samples.
    pub(crate) memory: u64,
    /// Folder of temporary files.
    pub(crate) folder: PathBuf,
}

/// All articles, without their texts.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    files: Vec<LineFile>,
    /// Of every file the input that it was made of, where that has no lines of JSON.
    originals: Vec<Option<Original>>,
    /// Of every file the shortest name of its input.
    names: Vec<String>,
    /// From which article on a file counts.
    starts: Vec<(u32, u32)>,
    offsets: Places,
    lengths: Vec<u32>,
    ids: Vec<u8>,
    id_ends: Places,
    /// What is known of every article.
    pub(crate) facts: Vec<Facts>,
    /// Their simhashes, where they were asked for.
    pub(crate) simhashes: Vec<u64>,
    /// Articles whose record takes a parser.
    parsed: FxHashSet<u32>,
    /// Which articles are versions of which stories, where their publisher says.
    versions: FxHashMap<u32, Version>,
    /// Bytes at the start of a text that are a crawler's header.
    headers: FxHashMap<u32, usize>,
    /// What could not be read.
    pub(crate) skipped: Vec<Skipped>,
}

/// One of the files that were read.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    /// The shortest name that no other input has.
    pub(crate) name: &'a str,
    /// Its records as lines.
    pub(crate) file: &'a LineFile,
    /// The input itself, where its records are no lines of JSON.
    pub(crate) original: Option<&'a Original>,
    /// Its articles.
    pub(crate) articles: Range<u32>,
}

/// Bytes of a file that are read as one piece of work.
const RANGE: u64 = 8 << 20;

/// Pieces of work for each thread between two looks at how much memory is used.
const AT_ONCE: usize = 8;

impl Corpus {
    /// Reads all that was found.
    pub(crate) fn read(
        found: input::walk::Found,
        options: &Options,
        room: &Room,
        wanted: Wanted,
    ) -> Result<(Self, Samples), Failure> {
        let input::walk::Found { sources, skipped } = found;
        let mut corpus = Self { skipped, ..Self::default() };
        let mut samples = Samples::new(room.clone());
        let short = names::short(&sources);
        let mut spool = spool::Spool::new(&room.folder);
        for (source, name) in sources.iter().zip(&short) {
            match spool.lines(source, name, options)? {
                Ok(file) => corpus.read_file(file, source, name, wanted, &mut samples)?,
                Err(skipped) => corpus.skipped.extend(skipped),
            }
        }
        corpus.skip_doubles();
        corpus.skipped.sort();
        Ok((corpus, samples))
    }

    /// Reads one file of lines.
    fn read_file(
        &mut self,
        spooled: spool::Spooled,
        source: &Source,
        name: &str,
        wanted: Wanted,
        samples: &mut Samples,
    ) -> Result<(), Failure> {
        let spool::Spooled { file, headers, versions, original, skipped } = spooled;
        let skips_known = headers.is_some();
        self.skipped.extend(skipped);
        let (first, number) = (self.facts.len() as u32, self.files.len() as u32);
        self.starts.push((first, number));
        let size = file.size().map_err(|error| failed(&source.shown, &error))?;
        let ranges: Vec<Range<u64>> =
            (0..size.div_ceil(RANGE)).map(|at| at * RANGE..((at + 1) * RANGE).min(size)).collect();
        let mut records = 0;
        for some in ranges.chunks(AT_ONCE * rayon::current_num_threads()) {
            let read = |range: &Range<u64>| part::read(&file, range.clone(), wanted);
            let parts: io::Result<Vec<Part>> = some.par_iter().map(read).collect();
            for part in parts.map_err(|error| failed(&source.shown, &error))? {
                records = self.append(part, source, name, records, samples);
            }
            samples.make_room()?;
        }
        if records == 0 && !skips_known {
            self.skipped.push(kollate_formats::Problem::from(kollate_formats::Fault::NoRecord).skipped(&source.shown));
        }
        for (place, header) in headers.into_iter().flatten() {
            self.headers.insert(first + place, header);
        }
        self.versions.extend(versions.into_iter().map(|(place, version)| (first + place, version)));
        self.files.push(file);
        self.originals.push(original);
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Adds what was read; `records` are before it in its file. Gives the records after it.
    fn append(&mut self, part: Part, source: &Source, name: &str, records: usize, samples: &mut Samples) -> usize {
        let first = self.facts.len() as u32;
        part.offsets.iter().for_each(|&offset| self.offsets.push(offset));
        self.lengths.extend(part.lengths);
        self.facts.extend(part.facts);
        self.simhashes.extend(part.simhashes);
        self.parsed.extend(part.parsed.iter().map(|place| first + place));
        self.versions.extend(part.versions.into_iter().map(|(place, version)| (first + place, version)));
        let mut start = 0;
        let mut nameless = part.nameless.iter().peekable();
        for (place, &end) in (0_u32..).zip(&part.id_ends) {
            match nameless.next_if(|(at, _)| *at == place) {
                Some(&(_, record)) => {
                    self.ids.extend_from_slice(format!("{name}#{}", records + record as usize).as_bytes());
                }
                None => self.ids.extend_from_slice(&part.ids[start..end as usize]),
            }
            start = end as usize;
            self.id_ends.push(self.ids.len() as u64);
        }
        for (record, problem) in part.problems {
            let problem = kollate_formats::Problem { record: Some(records + record as usize), ..problem };
            self.skipped.push(problem.skipped(&source.shown));
        }
        samples.push(part.batch);
        records + part.records as usize
    }

    /// Leaves out every article whose id an earlier one has.
    fn skip_doubles(&mut self) {
        // Half of the hash over the number of the article: equal halves lie side by side, in the order of the input.
        let half = |article: u32| word_hash(self.id(article).as_bytes()) >> 32 << 32 | u64::from(article);
        let mut order: Vec<u64> = (0..self.facts.len() as u32).into_par_iter().map(half).collect();
        order.par_sort_unstable();
        let mut doubles: Vec<u32> = order
            .par_chunk_by(|left, right| left >> 32 == right >> 32)
            .flat_map_iter(|alike| self.doubles(alike))
            .collect();
        doubles.sort_unstable();
        for article in doubles {
            self.facts[article as usize].skip();
            self.skipped.push(Skipped {
                path: self.file(article).shown.clone(),
                record: None,
                reason: format!("a second article with the id {}", self.id(article)),
                remedy: "give every record an id of its own, or none".to_owned(),
            });
        }
    }

    /// The articles among these whose id one before them has: numbers in their lower halves, ascending.
    fn doubles(&self, alike: &[u64]) -> Vec<u32> {
        let mut known = FxHashSet::default();
        alike.iter().map(|&entry| entry as u32).filter(|&article| !known.insert(self.id(article))).collect()
    }

    /// How many articles there are, those left out included.
    pub(crate) fn len(&self) -> u32 {
        self.facts.len() as u32
    }

    /// The id of an article.
    pub(crate) fn id(&self, article: u32) -> &str {
        let start = article.checked_sub(1).map_or(0, |before| self.id_ends.get(before));
        // Ids come from records that were read as UTF-8.
        std::str::from_utf8(&self.ids[start as usize..self.id_ends.get(article) as usize]).unwrap_or_default()
    }

    /// The file that an article's record lies in.
    pub(crate) fn file(&self, article: u32) -> &LineFile {
        let place = self.starts.partition_point(|&(first, _)| first <= article) - 1;
        &self.files[self.starts[place].1 as usize]
    }

    /// The inputs in their order.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = Input<'_>> {
        let ends = self.starts.iter().skip(1).map(|&(first, _)| first).chain([self.len()]);
        self.starts.iter().zip(ends).map(|(&(first, number), end)| Input {
            name: &self.names[number as usize],
            file: &self.files[number as usize],
            original: self.originals[number as usize].as_ref(),
            articles: first..end,
        })
    }

    /// Where in its file the record of an article lies.
    pub(crate) fn place(&self, article: u32) -> (u64, u32) {
        (self.offsets.get(article), self.lengths[article as usize])
    }
}

impl Texts for Corpus {
    type Error = Failure;

    fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), Failure> {
        thread_local! {
            static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        LINE.with_borrow_mut(|line| {
            let (offset, length) = self.place(article);
            let file = self.file(article);
            line.resize((length as usize).max(line.len()), 0);
            let line = &mut line[..length as usize];
            file.read_at(line, offset).map_err(|error| failed(&file.shown, &error))?;
            let start = text.len();
            self.text_of(article, line, &file.options, text).ok_or_else(|| failed(&file.shown, &changed()))?;
            if let Some(&header) = self.headers.get(&article) {
                text.drain(start..start + header);
            }
            Ok(())
        })
    }

    fn version(&self, article: u32) -> Option<&Version> {
        self.versions.get(&article)
    }
}

impl Corpus {
    /// Appends the text of a record that was read before.
    fn text_of(&self, article: u32, line: &[u8], options: &Options, text: &mut Vec<u8>) -> Option<()> {
        if !self.parsed.contains(&article) {
            return jsonl_fast::scan(line)?.0.text.unescape(text);
        }
        let article = jsonl_fast::parse_record(line, options).ok()?;
        text.extend_from_slice(article.text.as_bytes());
        Some(())
    }
}

/// A file that is not what it was.
fn changed() -> io::Error {
    io::Error::other("the file has changed while it was read")
}

/// Why a file could not be read.
pub(crate) fn failed(path: &str, error: &io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        reason: format!("cannot be read: {error}"),
        hint: "check that it is there, may be read and is not being written to",
    }
}
