//! What an article can hold, through all writers, read back by the parsers of others.

use crate::findings::FailOn;
use crate::report::FORMATS;
use crate::report::Look;
use crate::report::Options;
use crate::report::Places;
use crate::report::Sheet;
use crate::visible::pictured;
use clap::Args;
use clap::FromArgMatches;
use kollate_core::Article;
use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::*;
use proptest::prelude::*;
use pulldown_cmark::Event;
use pulldown_cmark::Tag;
use quick_xml::events::Event as Xml;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// What texts are made of.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]>",
    "<!--",
    "-->",
    "</summary>",
    "&amp;",
    "&#0;",
    "\u{1b}[31m",
    "\u{1b}]0;x\u{7}",
    "|",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{9b}2J",
    "\u{ffff}",
    "\u{feff}",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "`",
    "```\n",
    "~~~",
    "*",
    "**",
    "_",
    "~",
    "# ",
    "> ",
    "- ",
    "1. ",
    "[x](javascript:alert(1))",
    "![i](http://x)",
    "<http://x>",
    "https://example.org/a",
    "www.example.org",
    "#12",
    "@name",
    "a@b.example",
    "\u{202e}",
    "\u{2066}",
    "שלום",
    "مرحبا",
    "::error::",
    "::set-output name=x::",
    "%0A",
    "\"",
    "'",
    "\\",
    "\\|",
    "{{",
    "${{ x }}",
    ";",
    ",",
    ":",
    "😀",
    "e\u{301}",
    "東京",
    "Wort",
    "17",
    " ",
    " ",
    "\u{2028}",
    "\u{85}",
];

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![12 => pieces, 1 => Just("lang".repeat(2_500)), 1 => any::<String>()]
}

fn span(article: &str, text: &str) -> SpanEntry {
    let end = text.chars().count() as u32;
    SpanEntry { article: article.to_owned(), start: 0, end, text: text.to_owned(), field: None }
}

fn value(text: &str) -> ValueEntry {
    ValueEntry { literal: text.to_owned(), value: Some(text.to_owned()), ..ValueEntry::default() }
}

fn article(id: &str, title: &str) -> ArticleEntry {
    ArticleEntry {
        id: id.to_owned(),
        path: id.to_owned(),
        record: None,
        outlet: Some(title.to_owned()),
        title: Some(title.to_owned()),
        lang: "de".to_owned(),
        words: 1,
        simhash: "0".repeat(16),
        text_sha256: "0".repeat(64),
        date: DateEntry { stated: None, earliest: None, latest: None, basis: "none", inferred_from: vec![] },
        url: None,
        authors: vec![],
        replaced: 0,
    }
}

/// A report of two articles in which every text is one of `texts`.
fn report(texts: &[String; 6]) -> Report {
    let [left_id, right_id, left, right, title, other] = texts;
    let (left_id, right_id) = (format!("l{left_id}"), format!("r{right_id}"));
    let spans = (span(&left_id, left), span(&right_id, right));
    let quote = |id: &str, span: &SpanEntry| QuoteEntry {
        id: id.to_owned(),
        quote: vec![span.clone()],
        speaker: Some(SpeakerEntry { name: other.clone(), span: None }),
        cue: Some(other.clone()),
        via: None,
    };
    Report {
        schema: SCHEMA,
        version: "0.0.0",
        config: BTreeMap::new(),
        articles: vec![article(&left_id, title), article(&right_id, title)],
        events: vec![EventEntry {
            id: "e1".into(),
            articles: vec![left_id.clone(), right_id.clone()],
            mentions: vec![],
        }],
        pairs: vec![PairEntry {
            id: "p1".into(),
            left: left_id.clone(),
            right: right_id.clone(),
            relation: Relation::Overlapping,
            jaccard: 0.5,
            containment_left: 0.5,
            containment_right: 0.5,
            coverage_left: 0.5,
            coverage_right: 0.5,
            values_changed: false,
            direction: Direction { verdict: "undecided", evidence: vec![other.clone()] },
            known: None,
        }],
        clusters: vec![ClusterEntry {
            id: "c1".into(),
            articles: vec![left_id.clone(), right_id.clone()],
            keep: left_id.clone(),
            reason: other.clone(),
            weakest: WeakestEdge { pair: "p1".into(), jaccard: 0.5 },
        }],
        origins: vec![],
        passages: vec![PassageEntry {
            id: "s1".into(),
            kind: PassageKind::Verbatim,
            left: spans.0.clone(),
            right: spans.1.clone(),
            words: 1,
            similarity: 0.5,
            copying: 0.5,
            edits: vec![],
            known: None,
        }],
        quotes: vec![quote("q1", &spans.0), quote("q2", &spans.1)],
        quote_matches: vec![QuoteMatchEntry {
            id: "m1".into(),
            left: "q1".into(),
            right: "q2".into(),
            relation: "altered",
            edits: vec![],
        }],
        disagreements: vec![Disagreement {
            id: "d1".into(),
            kind: "number",
            relation: "contradiction",
            left: spans.0.clone(),
            right: spans.1.clone(),
            left_value: value(left),
            right_value: value(right),
            also: vec![],
            confidence: 0.9,
            event: "e1".into(),
            apparatus: "a1".into(),
            explanation: other.clone(),
            known: None,
        }],
        apparatus: vec![Apparatus {
            id: "a1".into(),
            event: "e1".into(),
            kind: "number",
            question: other.clone(),
            verdict: "disagree",
            readings: vec![Reading { value: value(left), witnesses: vec![spans.0, spans.1], origins: vec![] }],
        }],
        anomalies: vec![],
        why_not: None,
        skipped: vec![Skipped { path: other.clone(), record: None, reason: other.clone(), remedy: other.clone() }],
    }
}

fn options(table: &str) -> Options {
    let command = Options::augment_args(clap::Command::new("x"));
    Options::from_arg_matches(&command.get_matches_from(["x", "--table", table])).unwrap()
}

/// A report in a format; of csv a table.
fn written(report: &Report, format: &str, table: &str, fail_on: &[FailOn]) -> String {
    let mut out = Vec::new();
    write_to(report, format, table, fail_on, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn write_to(report: &Report, format: &str, table: &str, fail_on: &[FailOn], out: &mut dyn Write) -> io::Result<()> {
    let text = |id: &str| {
        let found = report.quotes.iter().flat_map(|quote| &quote.quote).find(|span| span.article == id);
        found.map_or("", |span| &span.text).to_owned()
    };
    let articles: Vec<Article> =
        report.articles.iter().map(|article| Article::new(&article.id, text(&article.id))).collect();
    let format = FORMATS.iter().find(|one| one.name == format).unwrap();
    let sheet = Sheet {
        report,
        articles: articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        places: &Places::new(&articles),
        look: Look { width: 80, color: false, links: false },
        options: &options(table),
        fail_on,
        has_baseline: false,
        changed: None,
    };
    (format.write)(&sheet, out)
}

/// A text as XML can hold it.
fn in_xml(text: &str) -> String {
    let holds = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|c| if holds(c) { c } else { '\u{FFFD}' }).collect()
}

/// The words of a text as Markdown shows them.
fn in_markdown(text: &str) -> String {
    let is_shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let words = text.split_whitespace().map(|word| word.chars().filter(is_shown).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// All texts and attributes of an XML document, which must be well-formed.
fn xml_texts(document: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = quick_xml::Reader::from_str(document);
    reader.config_mut().check_comments = true;
    let (mut texts, mut attributes) = (vec![String::new()], Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(tag) | Xml::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    attributes.push(quick_xml::escape::unescape(&attribute.value).unwrap().into_owned());
                }
                texts.push(String::new());
            }
            Xml::End(_) => texts.push(String::new()),
            Xml::Text(text) => texts.last_mut().unwrap().push_str(&text),
            Xml::GeneralRef(reference) => {
                let written = format!("&{};", &*reference);
                texts.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&written).unwrap());
            }
            Xml::Decl(_) => {}
            Xml::Eof => return (texts, attributes),
            other => panic!("{other:?}"),
        }
    }
}

/// What a Markdown document shows, row by row of its tables, and everything in it that is more than text.
fn markdown(document: &str) -> (Vec<String>, Vec<String>) {
    let (mut rows, mut markup) = (vec![String::new()], Vec::new());
    let parser = pulldown_cmark::Parser::new_ext(document, pulldown_cmark::Options::ENABLE_TABLES);
    for event in parser {
        match event {
            Event::Text(text) => rows.last_mut().unwrap().push_str(&text.replace('\u{200B}', "")),
            Event::Html(html) | Event::InlineHtml(html) => markup.push(html.trim().to_owned()),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_)) => {
                markup.push(format!("{event:?}"));
            }
            Event::End(_) => rows.push(String::new()),
            _ => {}
        }
    }
    (rows, markup)
}

/// The message of a workflow command.
fn decoded(text: &str) -> String {
    text.replace("%0A", "\n").replace("%0D", "\r").replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_writer_escapes_what_articles_hold(texts in prop::array::uniform6(hostile())) {
        let report = report(&texts);
        let found = &report.disagreements[0];
        for format in FORMATS {
            let out = written(&report, format.name, "disagreements", &[]);
            prop_assert_eq!(&out, &written(&report, format.name, "disagreements", &[]), "same bytes");
        }

        let json: Value = serde_json::from_str(&written(&report, "json", "pairs", &[])).unwrap();
        prop_assert_eq!(json["disagreements"][0]["left"]["text"].as_str(), Some(found.left.text.as_str()));
        let lines = written(&report, "jsonl", "pairs", &[]);
        let lines: Vec<Value> = lines.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(lines.len(), 7);
        prop_assert_eq!(lines[0]["explanation"].as_str(), Some(found.explanation.as_str()));

        for (table, rows) in
            [("pairs", 1), ("clusters", 2), ("disagreements", 1), ("apparatus", 2), ("passages", 1), ("quotes", 2)]
        {
            let out = written(&report, "csv", table, &[]);
            let records: Vec<csv::StringRecord> = csv::Reader::from_reader(out.as_bytes()).records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), rows, "{}", out);
            for cell in records.iter().flatten() {
                let first = cell.trim_start_matches(' ').chars().next().unwrap_or('x');
                prop_assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{:?}", cell);
                prop_assert!(cell.chars().all(|c| !c.is_control() || "\n\r\t".contains(c)), "{:?}", cell);
            }
            if table == "disagreements" {
                let cell = &records[0][9];
                let text = pictured(&found.left.text);
                prop_assert!(cell == text || cell.strip_prefix('\'') == Some(&text), "{:?}", cell);
            }
        }

        let (rows, markup) = markdown(&written(&report, "markdown", "pairs", &[]));
        let shown = rows.join("\n");
        let ours = ["<br>", "<b>", "</b>", "</details>", "<details><summary>Shared quotations</summary>",
                    "<details><summary>Shared passages</summary>", "<details><summary>Skipped</summary>"];
        for html in &markup {
            prop_assert!(ours.contains(&html.as_str()), "{:?}", html);
        }
        let explanation = in_markdown(&found.explanation);
        prop_assert!(shown.contains(&explanation), "{:?} in {:?}", explanation, shown);

        let sarif: Value = serde_json::from_str(&written(&report, "sarif", "pairs", &[])).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        prop_assert_eq!(results.len(), 2);
        let message = results[0]["message"]["text"].as_str().unwrap();
        prop_assert_eq!(in_sarif(message), Some(found.explanation.clone()));
        let uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        prop_assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~/:".contains(&byte)), "{}", uri);

        let (_, attributes) = xml_texts(&written(&report, "junit", "pairs", &[]));
        let message = in_xml(&found.explanation);
        prop_assert!(attributes.contains(&message), "{:?}", message);
        let (elements, attributes) = xml_texts(&written(&report, "tei", "pairs", &[]));
        let (left, question) = (in_xml(&found.left.text), in_xml(&report.apparatus[0].question));
        prop_assert!(elements.contains(&left), "{:?}", left);
        prop_assert!(attributes.contains(&question), "{:?}", question);

        let out = written(&report, "github", "pairs", &[]);
        let commands: Vec<&str> = out.split_terminator(['\n', '\r']).collect();
        prop_assert_eq!(commands.len(), 2, "{}", out);
        let message = commands[0].strip_prefix("::error ").unwrap().split_once("::").unwrap().1;
        // Control characters become pictures: of the rest, all is there.
        let plain = |text: &str| -> String {
            let shown = |c: &char| {
                !c.is_control()
                    && !matches!(c, ' ' | '\u{FFFD}' | '\u{2400}'..='\u{2420}')
                    && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            };
            text.chars().filter(shown).collect()
        };
        prop_assert!(message.chars().all(|c| !c.is_control()), "{:?}", message);
        prop_assert_eq!(plain(&decoded(message)), plain(&found.explanation));
        let gitlab: Value = serde_json::from_str(&written(&report, "gitlab", "pairs", &[])).unwrap();
        prop_assert_eq!(gitlab[0]["description"].as_str(), Some(found.explanation.as_str()));

        let annotations: Value = serde_json::from_str(&written(&report, "annotations", "pairs", &[])).unwrap();
        let selector = &annotations["first"]["items"][0]["target"][0]["selector"][0];
        prop_assert_eq!(selector["exact"].as_str(), Some(found.left.text.as_str()));

        let text = written(&report, "text", "pairs", &[]);
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", text);
        let html = written(&report, "html", "pairs", &[]);
        prop_assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
    }
}

/// What a message of SARIF shows; nothing where it holds a placeholder or a link.
fn in_sarif(message: &str) -> Option<String> {
    let mut shown = String::new();
    let mut rest = message.chars();
    while let Some(c) = rest.next() {
        match c {
            '{' | '}' if rest.next() != Some(c) => return None,
            '[' | ']' => return None,
            '\\' => shown.push(rest.next()?),
            _ => shown.push(c),
        }
    }
    Some(shown)
}

/// Counts what is written, and remembers the largest piece.
#[derive(Default)]
struct Meter {
    bytes: usize,
    largest: usize,
}

impl Write for Meter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        self.largest = self.largest.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn findings_stream() {
    let mut report = report(&["a", "b", "17 Menschen", "14 Menschen", "Titel", "warum"].map(str::to_owned));
    let (found, row) = (report.disagreements[0].clone(), report.apparatus[0].clone());
    report.disagreements =
        (0..20_000).map(|number| Disagreement { id: format!("d{number}"), ..found.clone() }).collect();
    report.apparatus = (0..20_000).map(|number| Apparatus { id: format!("a{number}"), ..row.clone() }).collect();
    for format in ["json", "jsonl", "csv", "sarif", "junit", "github", "gitlab", "annotations", "tei", "markdown"] {
        let mut meter = Meter::default();
        write_to(&report, format, "apparatus", &[], &mut meter).unwrap();
        assert!(meter.bytes > 500_000, "{format}: {}", meter.bytes);
        assert!(meter.largest <= 16 << 10, "{format} writes {} bytes at once", meter.largest);
        if format == "markdown" {
            assert!(meter.bytes < 900 << 10, "{}", meter.bytes);
        }
    }
}

#[test]
fn what_is_cut_from_markdown_is_counted() {
    let mut report = report(&["a", "b", "17 Menschen", "14 Menschen", "Titel", "warum"].map(str::to_owned));
    let found = report.disagreements[0].clone();
    report.disagreements =
        (0..20_000).map(|number| Disagreement { id: format!("d{number}"), ..found.clone() }).collect();
    let out = written(&report, "markdown", "pairs", &[]);
    let rows = out.lines().filter(|line| line.starts_with("| ❌")).count();
    // The shared quotation, the shared passage and the skipped file come after.
    assert!(out.ends_with(&format!("\n**{} more are left out here;** `--format json` has all.\n", 20_000 - rows + 3)));
}

#[test]
fn what_fails_the_job_is_an_error_everywhere() {
    let report = report(&["a", "b", "17 Menschen", "14 Menschen", "Titel", "warum"].map(str::to_owned));
    let fail_on = [FailOn::parse("shared-passage").unwrap()];
    assert!(written(&report, "github", "pairs", &fail_on).contains("::error file=la,line=1,col=1,endColumn=12,"));
    assert!(written(&report, "github", "pairs", &[]).contains("::notice file=la"));
    assert!(written(&report, "junit", "pairs", &fail_on).contains("failures=\"1\""));
    assert!(written(&report, "gitlab", "pairs", &fail_on).contains("\"critical\""));
}
