//! Golden reports: the articles of every case, `fixtures/<case>/articles` or `articles.jsonl`, are compared, and the
//! reports must be those in the case.
//!
//! `BLESS=1 cargo golden` writes them anew. A change of a golden report belongs in the changelog.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// The cases: folders with articles. The events have a scorer of their own.
fn cases() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let entries = fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path());
    let has_articles = |case: &PathBuf| case.join("articles").is_dir() || case.join("articles.jsonl").is_file();
    let mut cases: Vec<PathBuf> = entries.filter(has_articles).collect();
    cases.sort();
    cases
}

/// The report of a case, as the program prints it.
fn report(case: &Path, format: &str) -> String {
    let is_folder = case.join("articles").is_dir();
    let (folder, path) = if is_folder { (case.join("articles"), ".") } else { (case.to_owned(), "articles.jsonl") };
    let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
    command.env_remove("GITHUB_STEP_SUMMARY");
    command.current_dir(folder).args(["compare", "--format", format, path]);
    let output = command.output().unwrap();
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 3)), "{}: {code:?} {}", case.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The first line in which two texts differ.
fn difference(expected: &str, found: &str) -> String {
    let at = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
    let at = at.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    format!("line {}:\n  expected {}\n  found    {}", at + 1, line(expected), line(found))
}

/// The formats that every case has a golden report of, and those that only the quickstart has, with their endings.
const EVERYWHERE: &[(&str, &str)] = &[("text", "text"), ("json", "json")];
const QUICKSTART: &[(&str, &str)] = &[
    ("jsonl", "jsonl"),
    ("csv", "csv"),
    ("markdown", "md"),
    ("sarif", "sarif"),
    ("junit", "junit.xml"),
    ("github", "github"),
    ("gitlab", "gitlab.json"),
    ("annotations", "annotations.jsonld"),
    ("tei", "tei.xml"),
];

#[test]
fn reports_are_as_they_were() {
    let mut wrong = Vec::new();
    for case in cases() {
        let more = if case.ends_with("quickstart") { QUICKSTART } else { &[] };
        for (format, ending) in EVERYWHERE.iter().chain(more) {
            let golden = case.join(format!("report.{ending}"));
            let found = report(&case, format);
            if env::var_os("BLESS").is_some() {
                fs::write(&golden, &found).unwrap();
            }
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            if expected != found {
                wrong.push(format!("{}: {}", golden.display(), difference(&expected, &found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nBLESS=1 cargo golden writes them anew", wrong.join("\n"));
}

#[test]
fn every_case_says_what_it_shows() {
    assert!(cases().len() >= 5);
    for case in cases() {
        let about = fs::read_to_string(case.join("ABOUT.md")).unwrap();
        assert!(about.starts_with("# "), "{}", case.display());
    }
}
