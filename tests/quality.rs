//! How well the invented events of `fixtures/events` are read: their scorer must not print less than the recorded
//! level. Raise a level whenever the score rises; never lower one.
//!
//! The rules were written with the events whose number modulo 4 is 1 or 2 in view; the others tell how far that
//! carries. Needs Python 3 for the scorer.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says what it skipped")]

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// A line of the scorer, which of its numbers, and the least it may be; for the events in view and for the others.
const LEVELS: &[(&str, &str, f64, f64)] = &[
    ("overall (any type)", "P", 1.0, 0.92),
    ("overall (any type)", "R", 0.59, 0.41),
    ("overall (type equal)", "F1", 0.71, 0.54),
    ("  difficulty easy", "R", 1.0, 0.75),
    ("quote spans", "F1", 1.0, 0.98),
    ("passage tokens", "F1", 0.99, 0.95),
    ("copies (pairs)", "P", 1.0, 1.0),
    ("copies (pairs)", "R", 1.0, 1.0),
    ("quote matches", "F1", 1.0, 0.90),
    ("relation right", "matched", 1.0, 1.0),
    ("speaker accuracy", "matched", 1.0, 0.95),
];

/// The same for the events of `fixtures/events-second`.
const SECOND_LEVELS: &[(&str, &str, f64)] = &[
    ("overall (any type)", "P", 0.94),
    ("overall (any type)", "R", 0.27),
    ("overall (type equal)", "F1", 0.42),
    ("  difficulty easy", "R", 0.63),
];

fn events() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/events")
}

fn second_events() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/events-second")
}

/// Compares every event of a folder by itself and turns the reports into predictions.
fn predictions(events_in: &Path, folder: &Path) {
    let mut reports = Vec::new();
    for entry in fs::read_dir(events_in).unwrap() {
        let articles = entry.unwrap().path().join("articles.jsonl");
        if articles.is_file() {
            let name = articles.parent().unwrap().file_name().unwrap().to_owned();
            let report = folder.join(name).with_extension("json");
            let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
            command.args(["compare", "--format", "json", "--quiet", "--output"]).arg(&report).arg(&articles);
            assert!(command.status().unwrap().success(), "{}", articles.display());
            reports.push(report);
        }
    }
    reports.sort();
    let script = events().join("from_report.py");
    assert!(Command::new("python3").arg(script).arg(folder.join("p")).args(&reports).status().unwrap().success());
}

/// The predictions for a folder of events; none where there is no Python for the scorer.
fn predicted(events: &Path) -> Option<tempfile::TempDir> {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3 for the scorer");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    predictions(events, folder.path());
    Some(folder)
}

/// What the scorer prints of some events.
fn scores(folder: &Path, modulo: &str) -> String {
    let file = |kind: &str| folder.join(format!("p.{kind}.jsonl"));
    let mut command = Command::new("python3");
    command.arg(events().join("score.py")).arg(file("disagreements"));
    for kind in ["quotes", "passages", "copies", "matches"] {
        command.arg(format!("--{kind}")).arg(file(kind));
    }
    let output = command.args(["--events", modulo]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The number behind a word of a line.
fn number(scores: &str, line: &str, word: &str) -> f64 {
    let line = scores.lines().find(|found| found.starts_with(line)).unwrap_or_else(|| panic!("no line {line:?}"));
    let mut words = line.split_whitespace().skip_while(|found| *found != word).skip(1);
    words.next().and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("no {word} in {line:?}"))
}

#[test]
fn the_events_score_no_less_than_recorded() {
    let Some(folder) = predicted(&events()) else { return };
    let (seen, others) = (scores(folder.path(), "1,2"), scores(folder.path(), "0,3"));
    println!("events in view\n{seen}\nthe others\n{others}");
    for &(line, word, least_seen, least_others) in LEVELS {
        for (which, scores, least) in [("in view", &seen, least_seen), ("others", &others, least_others)] {
            let found = number(scores, line, word);
            assert!(found >= least, "{line} {word}, events {which}: {found}, recorded {least}");
        }
    }
}

#[test]
fn the_second_events_score_no_less_than_recorded() {
    let Some(folder) = predicted(&second_events()) else { return };
    let mut command = Command::new("python3");
    command.arg(events().join("score.py")).arg(folder.path().join("p.disagreements.jsonl"));
    let output = command.arg("--gold").arg(second_events()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let scores = String::from_utf8(output.stdout).unwrap();
    println!("the second events\n{scores}");
    for &(line, word, least) in SECOND_LEVELS {
        let found = number(&scores, line, word);
        assert!(found >= least, "{line} {word}, second events: {found}, recorded {least}");
    }
}

#[test]
fn articles_of_different_events_never_disagree() {
    let folders = [events(), second_events()];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path().join("articles.jsonl")).collect();
    files.retain(|file| file.is_file());
    files.sort();
    let output = Command::new(env!("CARGO_BIN_EXE_kollate"))
        .args(["compare", "--format", "json"])
        .args(&files)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["disagreements"].as_array().unwrap();
    assert!(findings.len() > 20, "{} findings", findings.len());
    for finding in findings {
        let event = |side: &str| finding[side]["article"].as_str().unwrap()[..2].to_owned();
        assert_eq!(event("left"), event("right"), "{finding:#}");
    }
}
