//! The program as a user runs it: arguments, bad inputs, exit codes, bytes.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use tempfile::TempDir;

/// A folder of inputs and the program.
struct Desk {
    folder: TempDir,
}

/// What a run gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A desk with some files.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let desk = Self::new();
        for (name, bytes) in files {
            desk.put(name, bytes);
        }
        desk
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = program(self.folder.path(), args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap().into()
    }

    /// The report of a run in JSON.
    fn report(&self, args: &[&str]) -> (i32, serde_json::Value) {
        let run = self.run(&[&["compare", "--format", "json"], args].concat());
        (run.code, serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err)))
    }
}

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The path, record and reason of everything skipped.
fn skipped(report: &serde_json::Value) -> Vec<(String, Option<u64>, String)> {
    let entries = report["skipped"].as_array().unwrap();
    let entry = |entry: &serde_json::Value| {
        assert!(!entry["remedy"].as_str().unwrap().is_empty());
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        (text("path"), entry["record"].as_u64(), text("reason"))
    };
    entries.iter().map(entry).collect()
}

fn ids(report: &serde_json::Value) -> Vec<&str> {
    report["articles"].as_array().unwrap().iter().map(|article| article["id"].as_str().unwrap()).collect()
}

const FIRE: &str =
    "In Wedel ist am Montag eine Lagerhalle abgebrannt. Zwei Menschen wurden verletzt, sagte ein Sprecher.";
const RAIN: &str = "Nach tagelangem Regen steigt der Pegel der Elbe. Die Stadt lässt die Flutschutztore schließen.";

#[test]
fn nothing_to_read_is_a_usage_error() {
    let desk = Desk::with(&[("leer/.versteckt.txt", b"x")]);
    let cases: &[(&[&str], &str)] = &[
        (&["compare"], "PATH"),
        (&["compare", "nirgends.txt"], "nirgends.txt: skipped: cannot be read"),
        (&["compare", "leer"], "leer: skipped: the folder holds no file"),
        (&["compare", "--format", "papyrus", "leer"], "papyrus"),
        (&["compare", "--only", "wetter", "leer"], "wetter"),
        (&["compare", "--min-confidence", "2", "leer"], "from 0 to 1"),
        (&["compare", "--map", "wort=x", "leer"], "no field wort"),
        (&["compare", "--encoding", "klingonisch", "leer"], "no such encoding"),
        (&["compare", "--threads", "0", "leer"], "--threads"),
        (&["gibtsnicht"], "gibtsnicht"),
        (&["explain", "abc"], "PATH"),
    ];
    for (args, message) in cases {
        let run = desk.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains(message), "{args:?}: {}", run.err);
    }
}

#[test]
fn every_kind_of_bad_input_is_named_and_the_rest_goes_on() {
    let latin: Vec<u8> = "Der Bürgermeister eröffnet die Straße.".chars().map(|c| c as u8).collect();
    let desk = Desk::with(&[
        ("a/gut.txt", FIRE.as_bytes()),
        ("a/leer.txt", b""),
        ("a/weiss.txt", b" \n\t\n"),
        ("a/bild.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        ("a/binaer.txt", b"abc\0def\0\0\0ghi"),
        ("a/bild.png", b"\x89PNG\r\n\x1a\n"),
        ("a/latin.txt", &latin),
        ("a/kaputt.jsonl", "{\"id\":\"k1\",\"text\":\"Ein Satz.\"}\n{\"id\":\"k2\",\"text\":\n{\"id\":\"k3\",\"text\":\"Noch einer.\"}\n".as_bytes()),
        ("a/ohne.jsonl", b"{\"id\":\"o1\",\"title\":\"Nur ein Titel\"}\n"),
        ("a/doppelt.json", "[{\"id\":\"d\",\"text\":\"Eins.\"},{\"id\":\"d\",\"text\":\"Zwei.\"}]".as_bytes()),
        ("a/abgeschnitten.json", "[{\"id\":\"x\",\"text\":\"Ganz.\"},{\"id\":\"y\",\"te".as_bytes()),
    ]);
    let (code, report) = desk.report(&["a", "nirgends.txt"]);
    assert_eq!(code, 3);
    assert_eq!(ids(&report), ["d", "gut.txt", "k1", "k3", "latin.txt", "x"]);
    let expected = [
        ("a/abgeschnitten.json", Some(2), "line 1: the file ends in the middle of a record"),
        ("a/bild.png", None, "no format that is read has this ending"),
        ("a/bild.txt", None, "not text but a PNG image"),
        ("a/binaer.txt", None, "not text but binary data"),
        ("a/doppelt.json", Some(2), "a second article with the id d"),
        ("a/kaputt.jsonl", Some(2), "line 2: not valid JSON: EOF while parsing a value, column 18"),
        ("a/leer.txt", None, "the file is empty"),
        ("a/ohne.jsonl", Some(1), "line 1: the record has no text"),
        ("a/weiss.txt", None, "the text is empty"),
    ];
    let mut found = skipped(&report);
    let missing = found.pop().unwrap();
    assert!(missing.0 == "nirgends.txt" && missing.2.starts_with("cannot be read: "), "{missing:?}");
    let expected: Vec<_> =
        expected.iter().map(|&(path, record, reason)| (path.to_owned(), record, reason.to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("a.txt", FIRE.as_bytes()), ("b.txt", RAIN.as_bytes())]);
    fs::set_permissions(desk.path("b.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(desk.path("b.txt")).is_ok() {
        return; // permissions do not bind this user
    }
    let (code, report) = desk.report(&["a.txt", "b.txt"]);
    assert_eq!((code, skipped(&report).len()), (3, 1));
}

#[test]
fn bytes_that_are_no_characters_are_counted_aloud() {
    let mut bytes = "Für Öl, Gas und Wärme zahlen Bürger mehr: ".as_bytes().to_vec();
    bytes.extend_from_slice(b"\xC3 und \xFF.");
    let desk = Desk::with(&[("a.txt", &bytes)]);
    let run = desk.run(&["inspect", "a.txt"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("a.txt: 2 sequences of bytes are no character"), "{}", run.err);
    assert_eq!(desk.run(&["inspect", "--quiet", "a.txt"]).err, "");
}

#[test]
fn neither_threads_nor_the_order_of_arguments_show() {
    let desk = Desk::with(&[
        ("z/1.txt", FIRE.as_bytes()),
        ("y/1.txt", RAIN.as_bytes()),
        ("x.jsonl", format!("{{\"text\":\"{FIRE}\"}}\n{{\"text\":\"{RAIN}\"}}\n{{}}\n").as_bytes()),
    ]);
    for format in ["json", "text"] {
        let run = |args: &[&str]| desk.run(&[&["compare", "--format", format], args].concat());
        let first = run(&["--threads", "1", "z", "y", "x.jsonl"]);
        assert!(!first.out.is_empty());
        for args in [["--threads", "4", "z", "y", "x.jsonl"], ["--threads", "2", "x.jsonl", "y", "z"]] {
            let other = run(&args);
            assert_eq!((other.code, &other.out, &other.err), (first.code, &first.out, &first.err), "{args:?}");
        }
    }
    let (_, report) = desk.report(&["z", "y", "x.jsonl", "./z/1.txt"]);
    assert_eq!(ids(&report), ["x.jsonl#1", "x.jsonl#2", "y/1.txt", "z/1.txt"]);
}

#[test]
fn standard_input_is_read_by_its_content() {
    let desk = Desk::new();
    let run = desk.run_with(&["inspect", "--format", "jsonl", "-"], FIRE.as_bytes());
    assert!(run.code == 0 && run.out.contains("\"article\":\"-\""), "{}{}", run.out, run.err);
    let lines = format!("{{\"text\":\"{FIRE}\"}}\n{{\"text\":\"{RAIN}\"}}\n");
    let run = desk.run_with(&["inspect", "--format", "jsonl", "-"], lines.as_bytes());
    assert_eq!((run.code, run.out.lines().count()), (0, 2));
}

#[test]
fn a_report_goes_to_a_file_whole_or_not_at_all() {
    let desk = Desk::with(&[("a.txt", FIRE.as_bytes())]);
    let run = desk.run(&["compare", "--format", "json", "--output", "report.json", "a.txt", "nirgends.txt"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    let report = fs::read_to_string(desk.path("report.json")).unwrap();
    assert!(report.contains("kollate.report/1"));
    let run = desk.run(&["compare", "--output", "nirgends/report.json", "a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("hint: check that the folder exists"), "{}", run.err);
    let names: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let lines: String =
        (0..3000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Satz {n}.\"}}\n")).collect::<Vec<_>>().concat();
    let desk = Desk::with(&[("a.jsonl", lines.as_bytes())]);
    let mut child = program(desk.folder.path(), &["inspect", "--format", "jsonl", "a.jsonl"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn colour_comes_only_when_asked_for() {
    let desk = Desk::with(&[("a.txt", FIRE.as_bytes())]);
    assert!(!desk.run(&["compare", "a.txt"]).out.contains('\x1b'));
    assert!(desk.run(&["compare", "--color", "always", "a.txt"]).out.contains('\x1b'));
    assert_eq!(desk.run(&["compare", "a.txt"]).err, "", "no progress where there is no terminal");
}

#[test]
fn compressed_inputs_are_read_through() {
    let line = format!("{{\"text\":\"{FIRE}\"}}\n");
    let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    gzip.write_all(line.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let whole = [gzip.clone(), gzip.clone()].concat();
    let cut = [&gzip[..], &gzip[..gzip.len() - 20]].concat();
    let desk = Desk::with(&[
        ("a.jsonl.gz", &whole),
        ("b.jsonl.zst", &zstd::encode_all(line.as_bytes(), 1).unwrap()),
        ("c.jsonl.gz", &cut),
    ]);
    let (code, report) = desk.report(&["a.jsonl.gz", "b.jsonl.zst"]);
    assert_eq!((code, ids(&report)), (0, vec!["a.jsonl.gz#1", "a.jsonl.gz#2", "b.jsonl.zst#1"]));
    let (code, report) = desk.report(&["c.jsonl.gz"]);
    assert_eq!((code, ids(&report)), (3, vec!["c.jsonl.gz#1"]));
    assert!(skipped(&report)[0].2.starts_with("line 2: cannot be read"), "{report}");
}

#[test]
fn a_million_characters_in_one_article() {
    let text = format!("{FIRE} {RAIN}\n").repeat(5500);
    assert!(text.len() > 1 << 20);
    let desk = Desk::with(&[("gross.txt", text.as_bytes()), ("klein.txt", FIRE.as_bytes())]);
    let (code, report) = desk.report(&["."]);
    assert_eq!((code, ids(&report)), (0, vec!["gross.txt", "klein.txt"]));
    let (code, report) = desk.report(&["--max-article", "64K", "."]);
    assert_eq!((code, ids(&report)), (3, vec!["klein.txt"]));
    assert!(skipped(&report)[0].2.contains("over the limit of 65536"), "{report}");
}

#[test]
fn a_finding_is_explained_from_the_articles_and_from_a_report() {
    let desk =
        Desk::with(&[("a.txt", FIRE.as_bytes()), ("b.txt", FIRE.replace("Zwei Menschen", "Drei Menschen").as_bytes())]);
    let run = desk.run(&["compare", "--format", "json", "a.txt", "b.txt", "--output", "report.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(desk.path("report.json")).unwrap()).unwrap();
    let id = report["events"][0]["id"].as_str().unwrap();
    let anew = desk.run(&["explain", id, "a.txt", "b.txt"]);
    let kept = desk.run(&["explain", &id[..8], "--report", "report.json"]);
    assert_eq!((anew.code, &anew.out), (0, &kept.out), "{}{}", anew.err, kept.err);
    assert!(anew.out.starts_with(&format!("EVENT {id}\n")));
    let run = desk.run(&["explain", "zzz", "--report", "report.json"]);
    assert!(run.code == 2 && run.err.contains("no finding has the id zzz"), "{}", run.err);
    let misread = format!("{}{}", &id[..10], if id.ends_with('0') { "x1" } else { "x0" });
    let run = desk.run(&["explain", &misread, "--report", "report.json"]);
    assert!(run.code == 2 && run.err.contains(&format!("did you mean {id}?")), "{}", run.err);
    let run = desk.run(&["explain", "zzz", "--report", "a.txt"]);
    assert!(run.code == 2 && run.err.contains("a.txt: not valid JSON"), "{}", run.err);
}

#[test]
fn help_lists_what_works() {
    let run = Desk::new().run(&["--help"]);
    assert_eq!(run.code, 0);
    for command in ["compare", "explain", "inspect", "formats"] {
        assert!(run.out.contains(&format!("\n  {command} ")), "{command}: {}", run.out);
    }
    let run = Desk::new().run(&["formats"]);
    assert!(run.code == 0 && run.out.contains("jsonl") && run.out.contains("maintext"));
}
