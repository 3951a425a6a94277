//! Every format, from files as their makers write them: what is read of each stands beside it, written by hand.
//!
//! `fixtures/formats/FORMAT/NAME` is read, and each item compared with a line of `NAME.expected` (of a page, the name
//! without its ending): the fields that the line names, or how a problem begins. A file without expectations is damaged
//! so that only a problem can come of it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use kollate_core::Article;
use kollate_formats::FORMATS;
use kollate_formats::Fault;
use kollate_formats::Options;
use kollate_formats::Problem;
use kollate_formats::read;
use serde_json::Value;
use serde_json::json;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

fn items(name: &str, bytes: impl Read, options: &Options) -> Vec<Result<Article, Problem>> {
    let mut items = Vec::new();
    read(name, bytes, options, &mut |item| items.push(item));
    items
}

/// The files of fixtures, without what is expected of them.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    let folders = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut files: Vec<PathBuf> =
        folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect();
    files.retain(|file| file.extension().is_none_or(|end| end != "expected"));
    files.retain(|file| cfg!(feature = "parquet") || file.extension().is_none_or(|end| end != "parquet"));
    files.sort();
    assert!(files.len() > 40, "the fixtures are there");
    files
}

/// What is expected of a file.
fn expected(file: &Path) -> Option<Vec<Value>> {
    let beside = PathBuf::from(format!("{}.expected", file.display()));
    let lines = fs::read_to_string(beside).or_else(|_| fs::read_to_string(file.with_extension("expected"))).ok()?;
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn field(article: &Article, name: &str) -> Value {
    match name {
        "id" => json!(article.id),
        "title" => json!(article.title),
        "date" => json!(article.date.as_ref().map(|date| &date.value)),
        "outlet" => json!(article.outlet),
        "authors" => json!(article.authors),
        "text" => json!(article.text.trim_end()),
        "replaced" => json!(article.replaced),
        "problem" => Value::Null,
        other => panic!("no field {other}"),
    }
}

fn compare(file: &Path, found: &[Result<Article, Problem>], wanted: &[Value]) -> Vec<String> {
    let mut wrong = Vec::new();
    if found.len() != wanted.len() {
        wrong.push(format!("{}: {} items, not {}: {found:?}", file.display(), found.len(), wanted.len()));
    }
    for (found, wanted) in found.iter().zip(wanted) {
        for (name, value) in wanted.as_object().unwrap() {
            let is_right = match found {
                Ok(article) => name != "problem" && field(article, name) == *value,
                Err(problem) => name == "problem" && problem.to_string().starts_with(value.as_str().unwrap()),
            };
            if !is_right {
                let shown = found.as_ref().map_or_else(ToString::to_string, |article| field(article, name).to_string());
                wrong.push(format!("{}: {name}\n  wanted {value}\n  found  {shown}", file.display()));
            }
        }
    }
    wrong
}

#[test]
fn every_file_is_read_as_expected() {
    let mut wrong = Vec::new();
    for file in fixtures() {
        let name = file.file_name().unwrap().to_str().unwrap();
        let found = items(name, fs::File::open(&file).unwrap(), &Options::default());
        match expected(&file) {
            Some(wanted) => wrong.extend(compare(&file, &found, &wanted)),
            None if found.iter().any(Result::is_err) => {}
            None => wrong.push(format!("{}: no problem is told", file.display())),
        }
        for problem in found.iter().filter_map(|item| item.as_ref().err()) {
            let skipped = problem.skipped(name);
            assert!(!skipped.reason.is_empty() && !skipped.remedy.is_empty(), "{name}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_format_has_files_whole_and_damaged() {
    let files = fixtures();
    for format in FORMATS.iter().filter(|format| cfg!(feature = "parquet") || format.name != "parquet") {
        let of_format: Vec<&PathBuf> =
            files.iter().filter(|file| file.parent().is_some_and(|folder| folder.ends_with(format.name))).collect();
        let is_damaged = |file: &&&PathBuf| {
            expected(file).is_none_or(|lines| lines.iter().any(|line| line.get("problem").is_some()))
                || file.to_str().is_some_and(|name| name.contains("cut-off"))
        };
        assert!(of_format.len() > 1 && of_format.iter().any(|file| is_damaged(&file)), "{}", format.name);
    }
}

#[test]
fn every_format_has_a_fuzz_target() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/fuzz_targets");
    for format in FORMATS {
        let target = fs::read_to_string(targets.join(format!("{}.rs", format.name))).unwrap_or_default();
        assert!(target.contains(&format!("read_as(\"{}\"", format.name)), "{}", format.name);
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_so() {
    let found = items("a.parquet", b"PAR1\0\0".as_slice(), &Options::default());
    let problem = found[0].as_ref().unwrap_err();
    assert!(problem.fault.remedy().contains("--features parquet"), "{problem}");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Bytes that mean something to one format or another.
const SIGNS: &[u8] = b"<{\"\0\xFF&[\n";

/// A file with some of its bytes lost, changed, said twice, or replaced by those of another.
fn damaged(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(64)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, piece.repeat(dice.below(9))));
            }
            4 => {
                let from = dice.below(other.len());
                drop(bytes.splice(at..end, other[from..(from + 64).min(other.len())].iter().copied()));
            }
            _ => drop(bytes.splice(at..end, SIGNS[dice.below(SIGNS.len())..].iter().copied())),
        }
    }
    bytes
}

/// What the fuzz targets do, on any compiler and for as long as `KOLLATE_FUZZ_SECONDS` says: a second by default.
#[test]
fn damage_of_any_kind_is_survived() {
    let seconds = std::env::var("KOLLATE_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(1);
    let files: Vec<(String, Vec<u8>)> = fixtures()
        .iter()
        .map(|file| (file.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(file).unwrap()))
        .filter(|(name, _)| !name.contains("bomb"))
        .collect();
    let (until, mut dice) = (Instant::now() + Duration::from_secs(seconds), Dice(0x9E37_79B9_7F4A_7C15));
    let options = Options { max_article: 20_000, ..Options::default() };
    while Instant::now() < until {
        let ((name, bytes), other) = (&files[dice.below(files.len())], &files[dice.below(files.len())].1);
        let bytes = damaged(bytes, other, &mut dice);
        let started = Instant::now();
        let found = items(name, bytes.as_slice(), &options);
        assert!(!found.is_empty(), "something is said of every file: {name}");
        for article in found.iter().flatten() {
            assert!(article.text.len() <= options.max_article && article.text.is_char_boundary(article.header_bytes));
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{name} takes long");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Says that something went over a limit and gives what else was read.
fn limited(name: &str, bytes: impl Read) -> usize {
    let options = Options { max_article: 1 << 20, ..Options::default() };
    let found = items(name, bytes, &options);
    let over = |problem: &Problem| {
        matches!(
            problem.fault,
            Fault::TooLong { .. } | Fault::PageTooLong { .. } | Fault::TooDeep { .. } | Fault::Io(_)
        )
    };
    assert!(found.iter().any(|item| item.as_ref().is_err_and(over)), "{name}: {:?}", found.first());
    found.iter().filter(|item| item.is_ok()).count()
}

#[test]
fn bombs_and_endless_lines_meet_limits() {
    let filler = vec![b'x'; 48 << 20];
    let bomb = gzip(&filler);
    for name in ["a.txt.gz", "a.html.gz", "a.xml.gz"] {
        limited(name, [gzip(if name.contains("xml") { b"<nitf>" } else { b"a" }), bomb.clone()].concat().as_slice());
    }
    let endless =
        |start: &'static [u8], end: &'static [u8]| start.chain(std::io::repeat(b'x').take(64 << 20)).chain(end);
    let good: &[u8] = b"\"}\n{\"text\":\"Es regnet.\"}\n";
    assert_eq!(limited("a.jsonl", endless(b"{\"text\":\"Ja.\"}\n{\"text\":\"", good)), 2);
    limited("a.json", endless(b"[{\"text\":\"", b"\"}]"));
    limited("a.csv", endless(b"title,text\na,\"", b"\"\n"));
    limited("a.txt", endless(b"", b""));
}

#[test]
fn deep_nesting_is_refused() {
    for (name, start, piece) in [
        ("a.html", "<html><body>", "<div>"),
        ("a.json", "[{\"text\":", "["),
        ("a.jsonl", "{\"text\":\"Ja.\"}\n{\"text\":", "["),
        ("a.xml", "<nitf><body><body.content>", "<block>"),
        ("a.rss", "<rss><channel><item><description>", "<div>"),
    ] {
        let file = format!("{start}{}", piece.repeat(200_000));
        let found = items(name, file.as_bytes(), &Options::default());
        assert!(found.iter().any(Result::is_err), "{name}");
    }
}
