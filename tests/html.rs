//! The HTML report, as a file and in a browser.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says so where it skips")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A report on some articles.
fn report(paths: &[&Path], args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kollate")).arg("compare").args(args).args(paths).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Two articles, near copies that disagree, full of what would like to be more than text.
fn hostile(folder: &Path) -> PathBuf {
    let article = |id: &str, number: &str, doubt: &str, end: &str| {
        let text = format!(
            "Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag {number} Menschen verletzt worden, darunter \
             zwei Feuerwehrleute.\n\n</div></details><script>window.hacked = 1</script><img src=x \
             onerror=\"window.hacked = 2\"> \u{1b}[2J\u{1b}]8;;http://x\u{7} \u{202e}redro rehtona\u{202c}\r\n\r\n„Es gab \
             vor dem Brand {doubt} Hinweis auf einen Defekt an der <svg onload=window.hacked=3> Anlage“, sagte die \
             Betriebsleiterin Ruth Amsinck.\n\n{}\n\nשלום עולם و أهلاً 東京 e\u{301}\u{302} &lt;&amp; ]]> <!-- --> {{{{x}}}} \
             ${{x}} `x`\n\n{end}",
            "x".repeat(10_000)
        );
        serde_json::json!({
            "id": id,
            "outlet": format!("Blatt \"><script>window.hacked=4</script> {number}"),
            "title": "</title><script>window.hacked = 5</script> Brand in Ossenbeck",
            "date": "2025-03-04",
            "lang": "de",
            "url": "javascript:window.hacked=6",
            "text": text,
        })
    };
    let lines = [
        article("eins\" onclick=\"window.hacked=7", "14", "keinen", "Das Feuer war nach drei Stunden gelöscht."),
        article("zwei' onclick='window.hacked=8", "17", "einen", "Das Feuer war um Mitternacht gelöscht."),
    ];
    let file = folder.join("articles.jsonl");
    fs::write(&file, lines.map(|line| line.to_string()).join("\n")).unwrap();
    file
}

/// The ids of all findings of a report in JSON.
fn ids(json: &str) -> BTreeSet<String> {
    let report: Value = serde_json::from_str(json).unwrap();
    let lists =
        ["events", "pairs", "clusters", "passages", "quotes", "quote_matches", "disagreements", "apparatus", "origins"];
    let items = lists.iter().flat_map(|list| report[*list].as_array().unwrap());
    items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The values of an attribute.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let marker = format!(" {name}=\"");
    html.split(marker.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The tags of a page that are opened and never closed, or closed and never opened.
fn unbalanced(html: &str) -> Vec<String> {
    const VOID: [&str; 8] = ["meta", "link", "input", "rect", "line", "circle", "path", "!DOCTYPE"];
    let (start, rest) = html.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (middle, _) = rest.rsplit_once("<script>").unwrap();
    let page = format!("{start}{middle}");
    let mut open: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    for tag in page.split('<').skip(1) {
        let name =
            tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/') && !tag.starts_with(c)).next().unwrap();
        if let Some(closed) = name.strip_prefix('/') {
            if open.last() == Some(&closed) {
                open.pop();
            } else if !VOID.contains(&closed) {
                wrong.push(format!("{name} in {open:?}"));
            }
        } else if !VOID.contains(&name) || tag.contains("><title") {
            open.push(name);
        }
    }
    wrong.truncate(3);
    wrong
}

#[test]
fn every_finding_has_its_anchor() {
    for case in ["quickstart/articles", "events/01-train-accident/articles.jsonl"] {
        let articles = root().join("fixtures").join(case);
        let html = report(&[&articles], &["--format", "html"]);
        let anchors = attributes(&html, "id");
        let unique: BTreeSet<&str> = anchors.iter().copied().collect();
        assert_eq!(anchors.len(), unique.len(), "{case}: ids stand twice");
        for id in ids(&report(&[&articles], &["--format", "json"])) {
            assert!(unique.contains(id.as_str()), "{case}: {id} has no anchor");
        }
        for link in attributes(&html, "href").into_iter().filter(|link| *link != "data:,") {
            assert!(unique.contains(link.trim_start_matches('#')), "{case}: {link} leads nowhere");
        }
    }
}

#[test]
fn the_page_stands_by_itself() {
    let articles = root().join("fixtures/quickstart/articles");
    let german = report(&[&articles], &["--format", "html"]);
    assert!(german.contains("<html lang=\"de\">") && german.contains("Widersprüche"));
    let english = report(&[&articles], &["--format", "html", "--ui-lang", "en"]);
    assert!(english.contains("<html lang=\"en\">") && !english.contains("Widersprüche"));
    for html in [&german, &english] {
        assert!(!html.contains("http:") && !html.contains("https:") && !html.contains("@import"));
        assert_eq!(unbalanced(html), Vec::<String>::new());
    }
    assert_eq!(german, report(&[&articles], &["--format", "html", "--threads", "1"]));
}

#[test]
fn articles_are_never_more_than_text() {
    let folder = tempfile::tempdir().unwrap();
    let html = report(&[&hostile(folder.path())], &["--format", "html"]);
    assert_eq!(html.matches("<script").count(), 2, "the page's data and its script");
    for inside in ["<img", "<svg onload", "\u{1b}", "\u{202e}", "onclick=\"window", "onclick='window", "<!-- -->"] {
        assert!(!html.contains(inside), "{inside:?}");
    }
    for shown in ["&lt;script&gt;window.hacked", "␛[2J", "⟨U+202E⟩", "שלום עולם", "&amp;lt;&amp;amp;"] {
        assert!(html.contains(shown), "{shown:?}");
    }
    assert_eq!(unbalanced(&html), Vec::<String>::new());
}

#[test]
fn shared_pages_quote_little() {
    let articles = root().join("fixtures/quickstart/articles");
    let html = report(&[&articles], &["--format", "html", "--max-quote", "6"]);
    let text: String = html.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    for file in fs::read_dir(&articles).unwrap() {
        let article = fs::read_to_string(file.unwrap().path()).unwrap();
        // Headlines name an article; what follows them is quoted.
        let body = article.split_once("\n\n").unwrap().1;
        let words: Vec<&str> = body.split_whitespace().collect();
        for run in words.windows(8) {
            assert!(!text.contains(&run.join(" ")), "{run:?}");
        }
    }
}

/// A program on the path.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Needs Chromium, its driver and Python 3; `KOLLATE_SHOTS` names a folder for the pictures it takes.
#[test]
fn pages_work_in_a_browser() {
    let programs = (program(&["chromedriver"]), program(&["chromium", "chromium-browser"]), program(&["python3"]));
    let (Some(driver), Some(chromium), Some(python)) = programs else {
        eprintln!("skipped: needs chromium, chromedriver and python3 on the path");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let reports = [
        ("quickstart", root().join("fixtures/quickstart/articles"), &["--ui-lang", "en"][..]),
        ("event", root().join("fixtures/events/01-train-accident/articles.jsonl"), &[]),
        ("hostile", hostile(folder.path()), &["--why-not"]),
    ];
    let mut command = Command::new(python);
    command.arg(root().join("tests/browser/check.py")).arg(driver).arg(chromium);
    command.arg(env::var_os("KOLLATE_SHOTS").map_or_else(|| folder.path().join("shots"), PathBuf::from));
    for (name, articles, args) in reports {
        let page = folder.path().join(format!("{name}.html"));
        fs::write(&page, report(&[&articles], &[&["--format", "html"], args].concat())).unwrap();
        command.arg(page);
    }
    let output = command.env("PYTHONDONTWRITEBYTECODE", "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}
