//! Files of lines: the input itself where it is one, else a temporary file that it is spooled to.

use crate::corpus::file::LineFile;
use crate::exit::Failure;
use crate::input::walk::Source;
use kollate_core::Article;
use kollate_core::Version;
use kollate_core::report::Skipped;
use kollate_formats::Fault;
use kollate_formats::Options;
use kollate_formats::Problem;
use kollate_formats::Shape;
use serde::Serialize;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// Makes files of lines.
pub(crate) struct Spool {
    folder: PathBuf,
}

/// A file of lines that stands for an input.
pub(crate) struct Spooled {
    pub(crate) file: LineFile,
    /// Of articles that were read and written anew: which have a header of how many bytes. None for an input that is
    /// lines of JSON itself.
    pub(crate) headers: Option<Vec<(u32, usize)>>,
    /// Of articles that were read and written anew: which are versions of stories.
    pub(crate) versions: Vec<(u32, Version)>,
    /// Of articles that were read and written anew: the input once more.
    pub(crate) original: Option<Original>,
    /// What could not be read.
    pub(crate) skipped: Vec<Skipped>,
}

/// An input that has no lines of JSON, for writing it again without some of its records.
#[derive(Debug)]
pub(crate) struct Original {
    /// Where its bytes are.
    pub(crate) bytes: Bytes,
    /// The record of each article, from 1.
    pub(crate) records: Vec<u32>,
    /// Whether it is one article.
    pub(crate) is_whole: bool,
    /// How it is read.
    pub(crate) options: Options,
}

/// Bytes that can be read again.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// The input itself.
    Input(PathBuf),
    /// A copy of standard input.
    Copy(File),
}

impl Bytes {
    /// From the first of them on.
    pub(crate) fn open(&self) -> io::Result<File> {
        match self {
            Self::Input(path) => File::open(path),
            Self::Copy(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Ok(file)
            }
        }
    }
}

/// What is known of the articles of an input that were written anew.
#[derive(Default)]
struct Anew {
    headers: Vec<(u32, usize)>,
    versions: Vec<(u32, Version)>,
    records: Vec<u32>,
}

/// An article as it is spooled, and as `--kept` writes it where the input has no lines of JSON.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    text: &'a str,
}

/// Bytes at the start of a file that tell what it is.
const HEAD: usize = 8 << 10;

impl Spool {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The lines of an input, or why there are none.
    pub(crate) fn lines(
        &mut self,
        source: &Source,
        name: &str,
        options: &Options,
    ) -> Result<Result<Spooled, Vec<Skipped>>, Failure> {
        let skip = |error| Ok(Err(vec![Problem::from(Fault::Io(error)).skipped(&source.shown)]));
        let Some(path) = &source.file else { return self.spooled(source, name, io::stdin().lock(), options) };
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return skip(error),
        };
        if file.metadata().is_ok_and(|meta| meta.is_file()) {
            let mut head = vec![0; HEAD];
            let file_of_lines = LineFile::new(file, &source.shown, options.clone());
            let read = match file_of_lines.read_up_to(&mut head, 0) {
                Ok(read) => read,
                Err(error) => return skip(error),
            };
            if kollate_formats::is_plain_jsonl(&source.shown, &head[..read], options) {
                return Ok(Ok(Spooled {
                    file: file_of_lines,
                    headers: None,
                    versions: vec![],
                    original: None,
                    skipped: vec![],
                }));
            }
            file = match File::open(path) {
                Ok(file) => file,
                Err(error) => return skip(error),
            };
        }
        self.spooled(source, name, file, options)
    }

    /// Spools an input: lines of JSON as they are, articles of other formats a line each.
    fn spooled(
        &self,
        source: &Source,
        name: &str,
        bytes: impl Read,
        options: &Options,
    ) -> Result<Result<Spooled, Vec<Skipped>>, Failure> {
        let (head, mut bytes) = match kollate_formats::open(&source.shown, bytes) {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(vec![Problem::from(Fault::Io(error)).skipped(&source.shown)])),
        };
        let file = tempfile::tempfile_in(&self.folder).map_err(|error| self.full(&error))?;
        let mut out = BufWriter::with_capacity(1 << 20, file);
        let (mut headers, mut versions, mut original, mut skipped) = (None, vec![], None, vec![]);
        if kollate_formats::is_plain_jsonl(&source.shown, &head, options) {
            if let Err(error) = copy(&mut bytes, &mut out).map_err(|error| self.full(&error))? {
                skipped.push(Problem::from(Fault::Io(error)).skipped(&source.shown));
            }
        } else {
            let found = if let Some(path) = &source.file {
                let anew = self.articles(source, name, &mut bytes, options, &mut out, &mut skipped)?;
                (anew, Bytes::Input(path.clone()))
            } else {
                // It comes but once.
                let mut copied = tempfile::tempfile_in(&self.folder).map_err(|error| self.full(&error))?;
                if let Err(error) = copy(&mut bytes, &mut copied).map_err(|error| self.full(&error))? {
                    skipped.push(Problem::from(Fault::Io(error)).skipped(&source.shown));
                }
                let copied = Bytes::Copy(copied);
                let mut again = copied.open().map_err(|error| self.full(&error))?;
                let anew = self.articles(source, name, &mut again, options, &mut out, &mut skipped)?;
                (anew, copied)
            };
            let is_whole = kollate_formats::shape(&source.shown, head.as_slice(), options) == Some(Shape::Whole);
            headers = Some(found.0.headers);
            versions = found.0.versions;
            original = Some(Original { bytes: found.1, records: found.0.records, is_whole, options: options.clone() });
        }
        let file = out.into_inner().map_err(|error| self.full(error.error()))?;
        // The articles were written with the fields that every record has.
        let options = Options { map: if headers.is_some() { vec![] } else { options.map.clone() }, ..options.clone() };
        Ok(Ok(Spooled { file: LineFile::new(file, &source.shown, options), headers, versions, original, skipped }))
    }

    /// Reads the articles of an input and writes a line for each; gives their headers and records.
    fn articles(
        &self,
        source: &Source,
        name: &str,
        bytes: &mut dyn Read,
        options: &Options,
        out: &mut impl Write,
        skipped: &mut Vec<Skipped>,
    ) -> Result<Anew, Failure> {
        let (mut anew, mut count, mut outcome) = (Anew::default(), 0, Ok(()));
        kollate_formats::read(&source.shown, bytes, options, &mut |item| match item {
            _ if outcome.is_err() => {}
            Ok(article) => {
                if article.header_bytes > 0 {
                    anew.headers.push((count, article.header_bytes));
                }
                anew.records.push(article.record.unwrap_or(1) as u32);
                anew.versions.extend(article.version.clone().map(|version| (count, version)));
                outcome = write(&named(article, name), out);
                count += 1;
            }
            Err(problem) => skipped.push(problem.skipped(&source.shown)),
        });
        outcome.map_err(|error| self.full(&error))?;
        Ok(anew)
    }

    fn full(&self, error: &io::Error) -> Failure {
        Failure::File {
            path: self.folder.display().to_string(),
            reason: format!("temporary file: {error}"),
            hint: "name a folder with more room with --tmp",
        }
    }
}

/// Copies everything: the outer error is one of writing, the inner one of reading.
fn copy(bytes: &mut impl Read, out: &mut impl Write) -> io::Result<io::Result<()>> {
    let mut buffer = vec![0; 256 << 10];
    loop {
        match bytes.read(&mut buffer) {
            Ok(0) => return Ok(Ok(())),
            Ok(read) => out.write_all(&buffer[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// The article with an id: what has none is called after its file.
fn named(mut article: Article, name: &str) -> Article {
    if article.id.is_empty() {
        article.id = article.record.map_or_else(|| name.to_owned(), |record| format!("{name}#{record}"));
    }
    article
}

fn write(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let record = Record {
        id: &article.id,
        outlet: article.outlet.as_deref(),
        date: article.date.as_ref().map(|date| date.value.as_str()),
        lang: article.lang.as_deref(),
        title: article.title.as_deref(),
        text: &article.text,
    };
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")
}
