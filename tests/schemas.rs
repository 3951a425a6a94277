//! Everything that is written in JSON is valid by its schema: kollate's own as `kollate schema` prints it, and SARIF by
//! the schema of its standard; so is the critical apparatus by that of TEI.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says so where it skips")]

use jsonschema::Validator;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kollate")).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The schema that the program prints of a format.
fn own(what: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&run(&["schema", what])).unwrap()).unwrap()
}

fn check(validator: &Validator, what: &str, json: &str) {
    let value: Value = serde_json::from_str(json).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {}", errors.join("\n"));
}

#[test]
fn golden_reports_are_valid() {
    let validator = own("report");
    let mut cases = 0;
    for case in fs::read_dir(root().join("fixtures")).unwrap() {
        let golden = case.unwrap().path().join("report.json");
        if let Ok(json) = fs::read_to_string(&golden) {
            check(&validator, &golden.display().to_string(), &json);
            cases += 1;
        }
    }
    assert!(cases >= 5);
    let golden = fs::read_to_string(root().join("fixtures/quickstart/report.json")).unwrap();
    let mut wrong: Value = serde_json::from_str(&golden).unwrap();
    wrong["disagreements"][0]["left"]["start"] = "3".into();
    assert!(!validator.is_valid(&wrong), "a schema that everything fits");
    wrong = serde_json::from_str(&golden).unwrap();
    wrong["pairs"][0]["relation"] = "alike".into();
    assert!(!validator.is_valid(&wrong), "a schema that every relation fits");
}

#[test]
fn lines_are_valid() {
    let finding = own("finding");
    let golden = fs::read_to_string(root().join("fixtures/quickstart/report.jsonl")).unwrap();
    assert!(golden.lines().count() > 10);
    golden.lines().for_each(|line| check(&finding, "report.jsonl", line));
    assert!(!finding.is_valid(&serde_json::json!({ "type": "disagreement" })));
    let report: Value =
        serde_json::from_str(&fs::read_to_string(root().join("fixtures/quickstart/report.json")).unwrap()).unwrap();
    for list in ["disagreements", "pairs", "passages", "clusters", "apparatus"] {
        let id = report[list][0]["id"].as_str().unwrap();
        let lines = run(&["explain", id, "--report", "fixtures/quickstart/report.json", "--format", "jsonl"]);
        lines.lines().for_each(|line| check(&finding, "explain", line));
        assert_eq!(lines.lines().count(), if list == "disagreements" { 2 } else { 1 }, "{lines}");
    }
    let inspection = own("inspection");
    let lines = run(&["inspect", "--format", "jsonl", "fixtures/quickstart/articles"]);
    assert_eq!(lines.lines().count(), 5);
    lines.lines().for_each(|line| check(&inspection, "inspect", line));
}

#[test]
fn why_not_and_baselines_are_valid() {
    let report = run(&["compare", "--format", "json", "--why-not", "fixtures/events/01-train-accident/articles.jsonl"]);
    check(&own("report"), "--why-not", &report);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baseline.json");
    let file = file.to_str().unwrap();
    run(&["baseline", "update", "--quiet", "--reason", "Test", "--baseline", file, "fixtures/quickstart/articles"]);
    check(&own("baseline"), "baseline", &fs::read_to_string(file).unwrap());
    let known = run(&["compare", "--quiet", "--format", "json", "--baseline", file, "fixtures/quickstart/articles"]);
    assert!(known.contains("\"known\": \"Test\""));
    check(&own("report"), "--baseline", &known);
}

#[test]
fn sarif_is_valid_by_its_standard() {
    let schema = fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let golden = fs::read_to_string(root().join("fixtures/quickstart/report.sarif")).unwrap();
    check(&validator, "quickstart", &golden);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baseline.json");
    let file = file.to_str().unwrap();
    run(&["baseline", "update", "--quiet", "--reason", "Test", "--baseline", file, "fixtures/quickstart/articles"]);
    let known = run(&["compare", "--quiet", "--format", "sarif", "--baseline", file, "fixtures/quickstart/articles"]);
    assert!(known.contains("\"suppressions\""));
    check(&validator, "suppressed", &known);
    let events = run(&["compare", "--format", "sarif", "fixtures/events/01-train-accident/articles.jsonl"]);
    check(&validator, "records", &events);
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{}] })));
}

/// A program on the path.
fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Needs Jing, a validator of RELAX NG.
#[test]
fn the_critical_apparatus_is_valid_tei() {
    let Some(jing) = program("jing") else {
        eprintln!("skipped: needs jing on the path");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("tei_all.rng");
    let packed = fs::File::open(root().join("tests/schemas/tei_all.rng.gz")).unwrap();
    std::io::copy(&mut flate2::read::GzDecoder::new(packed), &mut fs::File::create(&schema).unwrap()).unwrap();
    let articles = folder.path().join("zwei Artikel & <mehr>.jsonl");
    let article = |id: &str, number: u32| {
        serde_json::json!({
            "id": id, "outlet": "A & B <c>", "title": "]]> \u{1b}[1m", "date": "2025-03-04T18:00:00+02:00", "lang": "de",
            "url": "https://example.org/a b?c=„d“&e=<f>",
            "text": format!("Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag {number} Menschen verletzt worden."),
        })
        .to_string()
    };
    fs::write(&articles, [article("1 a\"<", 14), article("2\n", 17)].join("\n")).unwrap();
    let mut command = Command::new(jing);
    command.arg(&schema);
    let hostile = articles.to_str().unwrap();
    for (number, input) in ["fixtures/quickstart/articles", "fixtures/edges", hostile].into_iter().enumerate() {
        let file = folder.path().join(format!("{number}.xml"));
        let output = Command::new(env!("CARGO_BIN_EXE_kollate"))
            .args(["compare", "--quiet", "--format", "tei", input, "--output"])
            .arg(&file)
            .current_dir(root())
            .output()
            .unwrap();
        assert!(matches!(output.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&output.stderr));
        command.arg(file);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
