//! The records that survive, byte for byte and in the shape of their inputs.
//!
//! Lines of JSON go to one file, and so do the records of web archives; of another format one input does. Several such
//! inputs are written to a folder, each as a file of its own. What cannot be done is said before anything is read.

use crate::corpus::Corpus;
use crate::corpus::Input;
use crate::corpus::LineFile;
use crate::corpus::Original;
use crate::corpus::failed;
use crate::exit::Failure;
use crate::input::names;
use crate::input::walk::Source;
use crate::output::Output;
use kollate_core::dedup::Found;
use kollate_formats::Options;
use kollate_formats::Shape;
use kollate_formats::Verdict;
use kollate_formats::keep;
use kollate_formats::shape;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// Bytes that are copied at once.
const AT_ONCE: u64 = 1 << 20;

/// Where the records go.
pub(crate) enum Kept {
    /// All of them to one file.
    File(Output),
    /// Those of every input to a file in this folder.
    Folder(PathBuf),
}

impl Kept {
    /// Opens the place, and refuses inputs whose records it cannot hold in their own shape.
    pub(crate) fn open(path: &Path, sources: &[Source], options: &Options) -> Result<Self, Failure> {
        let is_folder = path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']);
        let shapes: Vec<Option<Shape>> = sources.iter().map(|source| shape_of(source, options)).collect();
        if let Some(at) = shapes.iter().position(|shape| *shape == Some(Shape::Package)) {
            return Err(package(&sources[at].shown));
        }
        if is_folder {
            distinct(sources)?;
            std::fs::create_dir_all(path).map_err(|error| Failure::Output { path: path.to_owned(), error })?;
            return Ok(Self::Folder(path.to_owned()));
        }
        let are_all = |wanted: Shape| shapes.iter().flatten().all(|shape| *shape == wanted);
        if sources.len() > 1 && !are_all(Shape::Lines) && !are_all(Shape::Records) {
            return Err(Failure::Usage {
                reason: "--kept: inputs of these formats cannot be one file and keep their shape".to_owned(),
                hint: format!("name a folder, such as --kept {}/: every input becomes a file in it", path.display()),
            });
        }
        Ok(Self::File(Output::open(Some(path))?))
    }

    /// Writes the articles that are kept, in the order of the inputs.
    pub(crate) fn write(&mut self, corpus: &Corpus, found: &Found) -> Result<(), Failure> {
        match self {
            Self::File(out) => {
                let mut all = corpus.inputs();
                all.try_for_each(|input| write(corpus, found, &input, out)).map_err(|failure| out.named(failure))
            }
            Self::Folder(folder) => corpus.inputs().try_for_each(|input| write_in(folder, corpus, found, &input)),
        }
    }

    /// The file, where it is one.
    pub(crate) fn into_output(self) -> Option<Output> {
        match self {
            Self::File(out) => Some(out),
            Self::Folder(_) => None,
        }
    }
}

/// How an input holds its records; none where it cannot be read, which is said later, or comes from standard input.
fn shape_of(source: &Source, options: &Options) -> Option<Shape> {
    let file = source.file.as_ref().filter(|file| file.is_file())?;
    shape(&source.shown, File::open(file).ok()?, options)
}

fn package(path: &str) -> Failure {
    Failure::File {
        path: path.to_owned(),
        reason: "--kept cannot leave records out of such a file".to_owned(),
        hint: "unpack it and name the WARC files in it; write Parquet as CSV or JSON lines first",
    }
}

/// The name of an input's file in the folder: as short as it is unique, without what compression added.
fn name(short: &str) -> String {
    let bare = short.strip_suffix(".gz").or_else(|| short.strip_suffix(".zst")).unwrap_or(short);
    let parts = bare.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/").replace(':', "_")
}

/// Refuses inputs that would become one file.
fn distinct(sources: &[Source]) -> Result<(), Failure> {
    let mut taken = BTreeSet::new();
    for (source, short) in sources.iter().zip(names::short(sources)) {
        if !taken.insert(name(&short)) {
            return Err(Failure::File {
                path: source.shown.clone(),
                reason: format!("--kept would write two inputs to {}", name(&short)),
                hint: "rename one of them: what is compressed is written unpacked, without its second ending",
            });
        }
    }
    Ok(())
}

/// Writes what is kept of one input to its file in a folder. An article that is a file of its own and goes leaves none.
fn write_in(folder: &Path, corpus: &Corpus, found: &Found, input: &Input) -> Result<(), Failure> {
    let is_whole = input.original.is_some_and(|original| original.is_whole);
    if is_whole && !input.articles.clone().any(|article| is_kept(corpus, found, article)) {
        return Ok(());
    }
    let path = folder.join(name(input.name));
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(|error| Failure::Output { path: parent.to_owned(), error })?;
    let mut out = Output::open(Some(&path))?;
    write(corpus, found, input, &mut out).map_err(|failure| out.named(failure))?;
    out.finish()
}

/// Writes what is kept of one input.
fn write(corpus: &Corpus, found: &Found, input: &Input, out: &mut dyn Write) -> Result<(), Failure> {
    match input.original {
        Some(original) => again(corpus, found, input, original, out),
        None => lines(corpus, found, input, out),
    }
}

fn is_kept(corpus: &Corpus, found: &Found, article: u32) -> bool {
    !found.decision(article).dropped && !corpus.facts[article as usize].is_skipped()
}

/// Writes an input again without what is not kept.
fn again(
    corpus: &Corpus,
    found: &Found,
    input: &Input,
    original: &Original,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let file: &LineFile = input.file;
    let mut verdicts: FxHashMap<usize, Verdict> = FxHashMap::default();
    let unread = corpus.skipped.iter().filter(|skipped| skipped.path == file.shown);
    verdicts.extend(unread.filter_map(|skipped| Some((skipped.record?, Verdict::Gone))));
    for (article, &record) in input.articles.clone().zip(&original.records) {
        let verdict = if is_kept(corpus, found, article) { Verdict::Kept } else { Verdict::Gone };
        verdicts.insert(record as usize, verdict);
    }
    let verdict = |number: usize| verdicts.get(&number).copied().unwrap_or(Verdict::Other);
    let bytes = original.bytes.open().map_err(|error| failed(&file.shown, &error))?;
    let done: io::Result<bool> = keep(&file.shown, bytes, &original.options, &verdict, out);
    if done? { Ok(()) } else { Err(package(&file.shown)) }
}

/// Writes the lines of the articles of an input that are kept, each with a line feed.
fn lines(corpus: &Corpus, found: &Found, input: &Input, out: &mut dyn Write) -> Result<(), Failure> {
    let mut buffer = Vec::new();
    let mut articles = input.articles.clone().filter(|article| is_kept(corpus, found, *article)).peekable();
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
        input.file.read_at(&mut buffer, offset).map_err(|error| failed(&input.file.shown, &error))?;
        out.write_all(&buffer)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Whether the record of `next` stands right after that of `last`, and there is room for it in the piece.
fn follows(corpus: &Corpus, last: u32, next: u32, start: u64, end: u64) -> bool {
    next == last + 1 && corpus.place(next).0 == end + 1 && end - start < AT_ONCE
}
