//! How fast each reading room is: reads articles as JSON lines on standard input, prints megabytes a second.
//!
//! `cargo run --release --example speed [ROOM] < articles.jsonl`. The articles are held in memory first; every room runs over
//! all of them, again and again for about a second, on one thread.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout, reason = "a stopwatch")]

use kollate_core::{Article, DateBasis, StatedDate, names, quotes, segment, values};
use std::hint::black_box;
use std::io::BufRead;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut articles = Vec::new();
    for line in std::io::stdin().lock().lines() {
        articles.push(article(&serde_json::from_str(&line?)?));
    }
    let bytes: usize = articles.iter().map(|article: &Article| article.text.len()).sum();
    println!("{} articles, {bytes} bytes", articles.len());
    let documents: Vec<_> = articles.iter().map(segment::segment).collect();
    let found: Vec<_> =
        articles.iter().zip(&documents).map(|(article, document)| names::names(article, document)).collect();
    let all =
        || articles.iter().zip(&documents).zip(&found).map(|((article, document), names)| (article, document, names));
    time("segment", bytes, || articles.iter().for_each(|article| drop(black_box(segment::segment(article)))));
    time("values", bytes, || {
        all().for_each(|(article, document, _)| {
            let reference = values::Reference::stated(article.date.as_ref());
            drop(black_box(values::values(article, document, reference)));
        });
    });
    time("names", bytes, || {
        all().for_each(|(article, document, _)| drop(black_box(names::names(article, document))));
    });
    time("quotes", bytes, || {
        all().for_each(|(article, document, names)| drop(black_box(quotes::quotes(article, document, names))));
    });
    Ok(())
}

/// The article that a record holds.
fn article(record: &serde_json::Value) -> Article {
    let field = |name: &str| record.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    Article {
        title: field("title"),
        lang: field("lang"),
        date: field("date").map(|value| StatedDate { value, basis: DateBasis::Metadata }),
        ..Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default())
    }
}

/// Runs `room` for about a second and prints its best speed.
fn time(name: &str, bytes: usize, room: impl Fn()) {
    if std::env::args().nth(1).is_some_and(|only| only != name) {
        return;
    }
    let mut best = Duration::MAX;
    let mut rounds = 0;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        room();
        best = best.min(start.elapsed());
        rounds += 1;
    }
    println!("{name:10} {:8.1} MB/s, best of {rounds}", bytes as f64 / best.as_secs_f64() / 1e6);
}
