//! Large reports through all writers: what a writer holds beside the report does not grow with what it writes.

use crate::report::FORMATS;
use crate::report::Look;
use crate::report::Options;
use crate::report::Places;
use crate::report::Sheet;
use clap::Args;
use clap::FromArgMatches;
use kollate_core::Article;
use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::*;
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Findings of each of four kinds.
const EACH: usize = 25_000;
/// Findings of each kind on one event; its articles are two.
const ON_EVENT: usize = 100;
/// Most bytes a writer may hold for a finding: references to it by event, article and id, and never its words. Every
/// finding is written with some 200 to 1,000 bytes.
const HELD: usize = 80;
/// Most bytes of a page for the browser.
const PAGE: usize = 10_000_000;

/// Counts what is written.
#[derive(Default)]
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn id(kind: char, number: usize) -> String {
    format!("{kind}{number:011x}")
}

/// The two articles of an event.
fn sides(number: usize) -> [String; 2] {
    ["left", "right"].map(|side| format!("{side}-{:05}.txt", number / ON_EVENT))
}

/// A sentence of its own on either side of a finding.
fn spans(number: usize) -> [SpanEntry; 2] {
    sides(number).map(|article| {
        let text = format!("Nach Angaben der Leitstelle waren am Abend {number} Helfer auf dem Gelände im Einsatz.");
        let start = (number % ON_EVENT * text.len()) as u32;
        SpanEntry { article, start, end: start + text.chars().count() as u32, text, field: None }
    })
}

fn value(number: usize) -> ValueEntry {
    ValueEntry { literal: number.to_string(), value: Some(number.to_string()), ..ValueEntry::default() }
}

fn article(id: &str) -> ArticleEntry {
    ArticleEntry {
        id: id.to_owned(),
        path: id.to_owned(),
        record: None,
        outlet: None,
        title: None,
        lang: "de".to_owned(),
        words: 1_000,
        simhash: "0".repeat(16),
        text_sha256: "0".repeat(64),
        date: DateEntry { stated: None, earliest: None, latest: None, basis: "none", inferred_from: vec![] },
        url: None,
        authors: vec![],
        replaced: 0,
    }
}

fn disagreement(number: usize) -> Disagreement {
    let [left, right] = spans(number);
    Disagreement {
        id: id('d', number),
        kind: "number",
        relation: "contradiction",
        left,
        right,
        left_value: value(number),
        right_value: value(number + 1),
        also: vec![],
        confidence: 0.9,
        event: id('e', number / ON_EVENT),
        apparatus: id('a', number),
        explanation: format!("left says “{number}”, right says “{}”, of the same number.", number + 1),
        known: None,
    }
}

fn pair(number: usize) -> PairEntry {
    let [left, right] = sides(number);
    PairEntry {
        id: id('p', number),
        left,
        right,
        relation: Relation::Derived,
        jaccard: 0.5,
        containment_left: 0.5,
        containment_right: 0.5,
        coverage_left: 0.5,
        coverage_right: 0.5,
        values_changed: false,
        direction: Direction { verdict: "undecided", evidence: vec![] },
        known: None,
    }
}

fn passage(number: usize) -> PassageEntry {
    let [left, right] = spans(number);
    PassageEntry {
        id: id('f', number),
        kind: PassageKind::Verbatim,
        left,
        right,
        words: 13,
        similarity: 1.0,
        copying: 0.9,
        edits: vec![],
        known: None,
    }
}

fn quotation(number: usize) -> [QuoteEntry; 2] {
    let mut side = 'k';
    spans(number).map(|span| {
        side = char::from(side as u8 + 1);
        QuoteEntry { id: id(side, number), quote: vec![span], speaker: None, cue: None, via: None }
    })
}

fn question(number: usize) -> Apparatus {
    let reading = |(span, value)| Reading { value, witnesses: vec![span], origins: vec![id('o', number)] };
    let readings = spans(number).into_iter().zip([value(number), value(number + 1)]).map(reading).collect();
    Apparatus {
        id: id('a', number),
        event: id('e', number / ON_EVENT),
        kind: "number",
        question: "Wie viele Helfer waren im Einsatz?".to_owned(),
        verdict: "disagree",
        readings,
    }
}

fn report() -> Report {
    let ids: Vec<[String; 2]> = (0..EACH).step_by(ON_EVENT).map(sides).collect();
    let event = |(number, sides): (usize, &[String; 2])| EventEntry {
        id: id('e', number),
        articles: sides.to_vec(),
        mentions: vec![],
    };
    let quote_match = |number| QuoteMatchEntry {
        id: id('q', number),
        left: id('l', number),
        right: id('m', number),
        relation: "verbatim",
        edits: vec![],
    };
    Report {
        schema: SCHEMA,
        version: "0.0.0",
        config: BTreeMap::new(),
        articles: ids.iter().flatten().map(|id| article(id)).collect(),
        events: ids.iter().enumerate().map(event).collect(),
        pairs: (0..EACH).map(pair).collect(),
        clusters: vec![],
        origins: vec![],
        passages: (0..EACH).map(passage).collect(),
        quotes: (0..EACH).flat_map(quotation).collect(),
        quote_matches: (0..EACH).map(quote_match).collect(),
        disagreements: (0..EACH).map(disagreement).collect(),
        apparatus: (0..EACH).map(question).collect(),
        anomalies: vec![],
        why_not: None,
        skipped: vec![],
    }
}

#[test]
fn a_hundred_thousand_findings_are_written_as_they_come() {
    let report = report();
    let text = "Nach Angaben der Leitstelle waren am Abend alle Helfer im Einsatz.\n".repeat(200);
    let articles: Vec<Article> = report.articles.iter().map(|entry| Article::new(&entry.id, text.clone())).collect();
    let command = Options::augment_args(clap::Command::new("x"));
    let tables = ["pairs", "clusters", "disagreements", "apparatus", "passages", "quotes"];
    let runs = FORMATS.iter().flat_map(|format| {
        let tables = if format.name == "csv" { &tables[..] } else { &tables[..1] };
        tables.iter().map(move |table| (format, *table))
    });
    for (format, table) in runs {
        let options = Options::from_arg_matches(&command.clone().get_matches_from(["x", "--table", table])).unwrap();
        let sheet = Sheet {
            report: &report,
            articles: articles.iter().map(|article| (article.id.as_str(), article)).collect(),
            places: &Places::new(&articles),
            look: Look { width: 80, color: false, links: false },
            options: &options,
            fail_on: &[],
            has_baseline: false,
            changed: None,
        };
        let mut out = Counted::default();
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        (format.write)(&sheet, &mut out).unwrap();
        let held = HEAP.peak_usage().saturating_sub(before);
        assert!(format.name != "html" || out.0 <= PAGE, "{} bytes of HTML", out.0);
        assert!(held <= 4 * EACH * HELD, "{} {table}: {held} bytes held of {} written", format.name, out.0);
    }
}
