//! The program in a build: what fails a job, what a baseline accepts, where settings come from.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

const ONE: &str = "Brand in Wedel\n\nIn Wedel ist am Montagabend eine Lagerhalle an der Rissener Straße abgebrannt. \
                   Zwei Menschen wurden bei dem Brand in der Lagerhalle verletzt, teilte die Feuerwehr am Dienstag mit. \
                   Den Schaden schätzt die Polizei auf 400.000 Euro.\n";

/// A folder of two articles that contradict one another, and a third that is a copy.
struct Desk(TempDir);

/// Exit code, standard output, standard error.
type Run = (i32, String, String);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path("texte")).unwrap();
        fs::write(desk.path("texte/eins.txt"), ONE).unwrap();
        fs::write(desk.path("texte/zwei.txt"), ONE.replace("Zwei Menschen", "Fünf Menschen")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(&[], args)
    }

    fn run_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
        command.args(args).current_dir(self.0.path()).env_remove("GITHUB_STEP_SUMMARY");
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn code(&self, args: &[&str]) -> i32 {
        self.run(args).0
    }
}

#[test]
fn findings_fail_a_job_where_they_are_named() {
    let desk = Desk::new();
    let cases: &[(&str, i32)] = &[
        ("number", 1),
        ("number:0.2", 1),
        ("number:1", 0),
        ("disagreement", 1),
        ("any", 1),
        ("near-duplicate", 1),
        ("money", 0),
        ("update", 0),
        ("money,number", 1),
    ];
    for (names, code) in cases {
        assert_eq!(desk.code(&["compare", "--fail-on", names, "texte"]), *code, "{names}");
    }
    assert_eq!(desk.code(&["compare", "texte"]), 0);
    let (code, out, err) = desk.run(&["compare", "--fail-on", "number", "texte"]);
    assert!(code == 1 && out.contains("DISAGREE number"), "the report comes first: {out}");
    assert!(err.contains("1 finding that --fail-on names") && err.contains("kollate explain "), "{err}");
    let (code, _, err) = desk.run(&["compare", "--fail-on", "nubmer", "texte"]);
    assert!(code == 2 && err.contains("mean number?"), "{err}");
}

#[test]
fn skipped_inputs_come_after_findings_and_nothing_to_read_before() {
    let desk = Desk::new();
    fs::write(desk.path("texte/leer.txt"), "").unwrap();
    assert_eq!(desk.code(&["compare", "--fail-on", "number", "texte"]), 1);
    assert_eq!(desk.code(&["compare", "--fail-on", "money", "texte"]), 3);
    assert_eq!(desk.code(&["compare", "--fail-on", "number", "nirgends"]), 2);
}

#[test]
fn a_baseline_accepts_what_is_there_and_nothing_new() {
    let desk = Desk::new();
    let fails = ["compare", "--baseline", "b.json", "--fail-on", "any", "texte"];
    let (code, _, err) = desk.run(&fails);
    assert!(code == 2 && err.contains("b.json") && err.contains("kollate baseline update"), "{err}");
    assert_eq!(desk.code(&["baseline", "update", "--baseline", "b.json", "texte"]), 2, "without a reason");
    let update = ["baseline", "update", "--baseline", "b.json", "--reason", "Altbestand", "texte"];
    assert_eq!(desk.code(&update), 0);
    let first = fs::read(desk.path("b.json")).unwrap();
    assert_eq!(desk.code(&update), 0);
    assert_eq!(fs::read(desk.path("b.json")).unwrap(), first, "a second update changes nothing");
    let (code, out, _) = desk.run(&fails);
    assert!(code == 0 && out.contains("KNOWN number · contradiction · Altbestand"), "{out}");
    assert!(out.contains("0 disagreements · 1 known disagreement"), "{out}");
    // Lines before the finding, and another folder, leave it known.
    fs::rename(desk.path("texte"), desk.path("archiv")).unwrap();
    fs::write(desk.path("archiv/eins.txt"), ONE.replace("\n\n", "\n\n\n\n")).unwrap();
    let moved = ["compare", "--baseline", "b.json", "--fail-on", "any", "archiv"];
    assert_eq!(desk.code(&moved), 0);
    // What is new fails.
    fs::write(desk.path("archiv/zwei.txt"), ONE.replace("Zwei Menschen", "Sieben Menschen")).unwrap();
    let (code, _, err) = desk.run(&moved);
    assert!(code == 1 && err.contains("no longer found: 1 entry"), "{err}");
    assert_eq!(desk.code(&["baseline", "prune", "--baseline", "b.json", "archiv"]), 0);
    let pruned = fs::read_to_string(desk.path("b.json")).unwrap();
    assert!(!pruned.contains("Fünf") && pruned.len() < first.len(), "{pruned}");
    let (_, _, err) = desk.run(&moved);
    assert!(!err.contains("of no use"), "{err}");
}

#[test]
fn only_what_changed_is_reported() {
    let desk = Desk::new();
    fs::write(desk.path("texte/grün.txt"), ONE.replace("Zwei Menschen", "Neun Menschen")).unwrap();
    fs::write(desk.path("liste"), "texte/eins.txt\ntexte/weg.txt\n").unwrap();
    let report = |list: &str| -> serde_json::Value {
        let (_, out, err) = desk.run(&["compare", "--format", "json", "--changed-only", list, "texte"]);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {err}"))
    };
    let found = report("liste");
    // Copies say it once, and the others under `also`.
    let about = |found: &serde_json::Value, id: &str| found.to_string().contains(&format!("\"article\":\"{id}\""));
    let all = found["disagreements"].as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|found| about(found, "eins.txt")), "{all:?}");
    // Other pairs stay only where a cluster of the changed article rests on them.
    let weakest = &found["clusters"][0]["weakest"]["pair"];
    let is_about = |pair: &serde_json::Value| [&pair["left"], &pair["right"]].iter().any(|side| **side == "eins.txt");
    assert!(found["pairs"].as_array().unwrap().iter().all(|pair| is_about(pair) || pair["id"] == *weakest));
    assert_eq!(found["articles"].as_array().unwrap().len(), 3);
    // As git writes what is not ASCII.
    fs::write(desk.path("liste"), "\"texte/gr\\303\\274n.txt\"\n").unwrap();
    let found = report("liste");
    let all = found["disagreements"].as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|found| about(found, "grün.txt")), "{all:?}");
    // It is shown beside what changed, whichever side that is.
    let (_, commands, _) =
        desk.run(&["compare", "--format", "github", "--only", "number", "--changed-only", "liste", "texte"]);
    let numbers: Vec<&str> = commands.lines().filter(|line| line.contains("title=kollate number")).collect();
    assert!(!numbers.is_empty() && numbers.iter().all(|line| line.contains("file=texte/grün.txt,")), "{commands}");
    fs::write(desk.path("liste"), "andere/eins.txt\n").unwrap();
    let (_, _, err) = desk.run(&["compare", "--changed-only", "liste", "texte"]);
    assert!(err.contains("no file of the list is among those read"), "{err}");
    assert_eq!(desk.code(&["compare", "--changed-only", "keine", "texte"]), 2);
}

#[test]
fn a_baseline_knows_no_third_value() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path("texte")).unwrap();
    fs::create_dir(desk.path("texte")).unwrap();
    let write = |name: &str, number: &str| {
        fs::write(desk.path(&format!("texte/{name}.txt")), ONE.replace("Zwei Menschen", number)).unwrap();
    };
    write("eins", "Zwei Menschen");
    write("zwei", "Neun Menschen");
    let compare = ["compare", "--baseline", "bekannt.json", "--fail-on", "number", "texte"];
    desk.run(&["baseline", "update", "texte", "--of", "number", "--reason", "geprüft", "--baseline", "bekannt.json"]);
    assert_eq!(desk.code(&compare), 0);
    write("drei", "Elf Menschen");
    assert_eq!(desk.code(&compare), 1);
}

#[test]
fn settings_come_from_file_environment_and_command_line_in_this_order() {
    let desk = Desk::new();
    let settings =
        "quiet = true\n[compare]\nformat = \"csv\"\ntable = \"pairs\"\nfail-on = [\"number:0.1\", \"money\"]\n";
    fs::write(desk.path("kollate.toml"), settings).unwrap();
    let (code, out, _) = desk.run(&["compare", "texte"]);
    assert!(code == 1 && out.starts_with("id,left,right,relation"), "{out}");
    // The file is found from below, and its paths lie beside it.
    let below = Command::new(env!("CARGO_BIN_EXE_kollate"))
        .args(["compare", "."])
        .current_dir(desk.path("texte"))
        .output()
        .unwrap();
    assert_eq!(below.status.code(), Some(1));
    let (_, out, _) = desk.run_with(&[("KOLLATE_COMPARE_FORMAT", "gitlab")], &["compare", "texte"]);
    assert!(out.starts_with('['), "{out}");
    let (_, out, _) = desk.run_with(&[("KOLLATE_COMPARE_FORMAT", "gitlab")], &["compare", "--format", "json", "texte"]);
    assert!(out.starts_with('{'), "{out}");
    let (code, out, _) = desk.run(&["compare", "--no-config", "texte"]);
    assert!(code == 0 && out.starts_with("EVENT"), "{out}");
    let (_, out, _) = desk.run_with(&[("KOLLATE_THREADS", "2")], &["config"]);
    let line = |start: &str| {
        let found = out.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {out}"));
        found.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(line("quiet").starts_with("quiet = true # ") && line("quiet").ends_with("kollate.toml:1"));
    assert!(line("fail-on").starts_with("fail-on = [\"number:0.1\", \"money\"] # "), "{out}");
    assert_eq!(line("threads"), "threads = 2 # environment variable KOLLATE_THREADS");
    assert_eq!(line("color"), "color = \"auto\" # default");
    let (_, out, _) = desk.run(&["config", "--color", "never"]);
    assert!(out.contains("color = \"never\" ") && out.contains("# command line"), "{out}");
}

#[test]
fn switches_of_the_file_can_be_switched_off() {
    let desk = Desk::new();
    fs::write(desk.path("kollate.toml"), "quiet = true\n[compare]\nwhy-not = true\n").unwrap();
    let considered = |variables: &[(&str, &str)], args: &[&str]| {
        let (code, out, err) = desk.run_with(variables, &[&["compare"], args, &["texte"]].concat());
        assert_eq!(code, 0, "{err}");
        out.contains("CONSIDERED AND LET GO")
    };
    assert!(considered(&[], &[]) && considered(&[], &["--why-not"]) && considered(&[], &["--why-not=true"]));
    assert!(!considered(&[], &["--why-not=false"]));
    assert!(!considered(&[("KOLLATE_COMPARE_WHY_NOT", "0")], &[]));
    assert!(considered(&[("KOLLATE_COMPARE_WHY_NOT", "0")], &["--why-not"]));
    let (_, out, _) = desk.run_with(&[("KOLLATE_QUIET", "no")], &["config"]);
    assert!(out.contains("quiet = false ") && out.contains("# environment variable KOLLATE_QUIET"), "{out}");
    let (code, _, err) = desk.run(&["compare", "--why-not=ja", "texte"]);
    assert!(code == 2 && err.contains("--why-not[=<true|false>]"), "{err}");
    let (_, out, _) = desk.run(&["compare", "--help"]);
    assert!(out.contains("--why-not[=<true|false>]"), "{out}");
}

#[test]
fn wrong_settings_are_refused_with_a_suggestion() {
    let desk = Desk::new();
    let cases = [
        (
            "[compare]\nfial-on = \"any\"\n",
            "kollate.toml:2: there is no setting fial-on in [compare]; did you mean fail-on?",
        ),
        ("[compare]\nformat = \"papyrus\"\n", "kollate.toml:2: invalid value 'papyrus'"),
        ("[compare]\nmin-confidence = 3\n", "'3' for '--min-confidence <X>'\n  hint: write a number from 0 to 1\n"),
        ("[compare]\nmax-quote = 0\n", "hint: write a whole number, at least 1"),
        ("threads = [\n", "kollate.toml:"),
    ];
    for (settings, message) in cases {
        fs::write(desk.path("kollate.toml"), settings).unwrap();
        let (code, _, err) = desk.run(&["compare", "texte"]);
        assert!(code == 2 && err.contains(message), "{settings}: {err}");
    }
    let (code, _, err) = desk.run(&["compare", "--config", "keine.toml", "texte"]);
    assert!(code == 2 && err.contains("keine.toml: cannot be read"), "{err}");
}

#[test]
fn a_job_of_github_gets_a_summary() {
    let desk = Desk::new();
    fs::write(desk.path("summary.md"), "before\n").unwrap();
    let summary = desk.path("summary.md");
    let variables = [("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let (code, out, _) = desk.run_with(&variables, &["compare", "--format", "github", "--fail-on", "number", "texte"]);
    assert!(code == 1 && out.starts_with("::error file=texte/eins.txt,line=3,col="), "{out}");
    let written = fs::read_to_string(&summary).unwrap();
    assert!(written.starts_with("before\n# kollate\n\n**1 fail this job**"), "{written}");
}

#[test]
fn shells_and_manuals_are_served() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = desk.run(&["completions", shell]);
        assert!(code == 0 && out.contains("fail-on"), "{shell}");
    }
    let (code, out, _) = desk.run(&["man", "baseline", "update"]);
    assert!(code == 0 && out.contains(".TH") && out.contains("reason"), "{out}");
    assert_eq!(desk.code(&["man", "papagei"]), 2);
    assert_eq!(desk.code(&["man", "--dir", "man"]), 0);
    let page = fs::read_to_string(desk.path("man/kollate-baseline-update.1")).unwrap();
    assert!(page.contains(".SH EXAMPLES\n  kollate baseline update") && !page.contains("EXTRA"), "{page}");
    assert_eq!(desk.run(&["man", "baseline", "update"]).1, page);
    assert_eq!(fs::read_dir(desk.path("man")).unwrap().count(), 13);
    let (_, out, _) = desk.run(&["compare", "--help"]);
    let place = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text}: {out}"));
    assert!(place("Examples:") < place("Usage:") && place("near-duplicate") > 0);
}

/// The lines in the README's workflows that run the program, as a shell gets them.
fn workflows() -> Vec<String> {
    let readme = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    let fences = readme.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut found = Vec::new();
    for fence in fences {
        let mut before = "";
        for line in fence.lines().map(str::trim) {
            let command = line.trim_start_matches("- ");
            let keys = ["run: ", "script: ", "entry: "];
            let command = keys.iter().find_map(|key| command.strip_prefix(key)).unwrap_or(command);
            if command.starts_with("kollate ") {
                let piped = if before.ends_with('|') { before } else { "" };
                found.push(format!("{piped} {command}").replace("origin/${{ github.base_ref }}", "HEAD"));
            }
            before = line;
        }
    }
    found
}

#[test]
fn the_workflows_of_the_readme_run() {
    let desk = Desk::new();
    fs::rename(desk.path("texte"), desk.path("articles")).unwrap();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_kollate"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let shell = |script: &str| {
        let mut command = Command::new("bash");
        command.args(["-e", "-o", "pipefail", "-c", script]).current_dir(desk.0.path()).env("PATH", &path);
        command.env("GITHUB_STEP_SUMMARY", desk.path("summary.md")).output().unwrap()
    };
    let made = shell(
        "git init -q && git add articles/eins.txt && git -c user.name=x -c user.email=x@example.org commit -qm 1 && \
         echo >> articles/eins.txt",
    );
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let workflows = workflows();
    assert_eq!(workflows.len(), 4, "{workflows:?}");
    for script in &workflows {
        let output = shell(script);
        let code = i32::from(script.contains("--fail-on"));
        assert_eq!(output.status.code(), Some(code), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        let annotated = String::from_utf8_lossy(&output.stdout).contains("::error");
        assert_eq!(annotated, script.contains("--format github"), "{script}");
    }
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert!(read("summary.md").contains("fail this job"));
    for (name, wanted) in [("kollate.sarif", "/runs/0/results/0"), ("kollate.json", "/0/fingerprint")] {
        let written: serde_json::Value = serde_json::from_str(&read(name)).unwrap();
        assert!(written.pointer(wanted).is_some(), "{name}");
    }
}
