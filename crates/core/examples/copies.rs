//! Prints what the copies room finds in files of articles (JSON lines), as prediction lines for `fixtures/events/score.py`.
//!
//! `cargo run --example copies -- passages|copies|matches|kinship FILE…`; every file is one set of articles, in which
//! all pairs are examined.

use kollate_core::copies::{self, Annotated, Relation};
use kollate_core::reading::{Reading, read};
use kollate_core::{Article, CodePoints, DateBasis, Span, StatedDate};
use serde_json::{Value, json};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in arguments {
        let articles: Vec<Article> = String::from_utf8(std::fs::read(&path)?)?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| Ok(article(&serde_json::from_str(line)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        for line in lines(&what, &articles) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// An article of a record.
fn article(record: &Value) -> Article {
    let field = |name: &str| record.get(name).and_then(Value::as_str).map(str::to_owned);
    let id = record["id"].as_str().map_or_else(|| record["id"].to_string(), str::to_owned);
    let mut article = Article::new(id, field("text").unwrap_or_default());
    article.title = field("title");
    article.outlet = field("outlet");
    article.lang = field("lang");
    article.date = field("date").map(|value| StatedDate { value, basis: DateBasis::Metadata });
    article
}

/// The prediction lines of one set.
fn lines(what: &str, articles: &[Article]) -> Vec<Value> {
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let recurring = copies::recurring(&readings);
    let texts: Vec<Annotated> = readings.iter().map(|reading| Annotated::new(reading, &recurring)).collect();
    let mut lines = vec![];
    for (at, left) in texts.iter().enumerate() {
        for right in &texts[at + 1..] {
            let found = copies::passages(left, right);
            match what {
                "matches" => lines.extend(matches(left, right)),
                "passages" => {
                    lines.extend(found.iter().map(|passage| passage_line(left.reading, right.reading, passage)));
                }
                _ => lines.extend(kinship(left, right, &found, what == "kinship")),
            }
        }
    }
    lines
}

/// A span as the scorer reads it.
fn side(reading: &Reading, span: Span) -> Value {
    let points = CodePoints::new(&reading.article.text);
    json!({ "article": reading.article.id, "start": points.at(span.start), "end": points.at(span.end), "text": reading.text(span) })
}

fn passage_line(left: &Reading, right: &Reading, passage: &copies::Passage) -> Value {
    let aligned = &passage.aligned;
    let edits: Vec<_> = aligned
        .edits
        .iter()
        .map(|edit| {
            let text = |reading: &Reading, span: Option<Span>| span.map(|span| reading.text(span).to_owned());
            (text(left, edit.left), text(right, edit.right))
        })
        .collect();
    json!({
        "a": side(left, aligned.left), "b": side(right, aligned.right), "kind": passage.kind, "words": aligned.words,
        "copying": passage.copying, "similarity": aligned.similarity, "edits": edits,
    })
}

fn kinship(left: &Annotated, right: &Annotated, passages: &[copies::Passage], all: bool) -> Option<Value> {
    let (one, other) = (&left.reading.print.shingles, &right.reading.print.shingles);
    let shared = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    let kinship = copies::kinship(left, right, shared as u32, passages);
    let is_copy = kinship.relation.is_some_and(|relation| relation <= Relation::Derived);
    (all || is_copy).then(|| {
        json!({
            "a": left.reading.article.id, "b": right.reading.article.id, "relation": kinship.relation, "jaccard": kinship.jaccard,
            "containment": [kinship.containment_left, kinship.containment_right],
            "coverage": [kinship.coverage_left, kinship.coverage_right],
            "values_changed": kinship.values_changed, "direction": kinship.direction.verdict.name(),
            "evidence": kinship.direction.evidence,
        })
    })
}

fn matches(left: &Annotated, right: &Annotated) -> Vec<Value> {
    let hull = |spans: &[Span]| spans.iter().copied().reduce(Span::hull).unwrap_or_default();
    copies::quote_matches(left, right)
        .iter()
        .map(|found| {
            let (one, other) = (&left.reading.quotes[found.left as usize].quote, &right.reading.quotes[found.right as usize].quote);
            json!({ "a": side(left.reading, hull(one)), "b": side(right.reading, hull(other)), "relation": found.relation })
        })
        .collect()
}
