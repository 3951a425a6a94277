//! How fast each reading room is: reads articles as JSON lines on standard input, prints megabytes a second.
//!
//! `cargo run --release --example speed [ROOM] < articles.jsonl`. The articles are held in memory first; every room, and then
//! all four together, runs over all of them, again and again for about a second, on one thread. Printed is the time on the
//! processor (where Linux tells it), which other programs on the machine disturb least, and the best round by the clock.
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
    time("together", bytes, || {
        for article in &articles {
            let document = segment::segment(article);
            let reference = values::Reference::stated(article.date.as_ref());
            let names = names::names(article, &document);
            drop(black_box(values::values(article, &document, reference)));
            drop(black_box(quotes::quotes(article, &document, &names)));
        }
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

/// Runs `room` for about a second and prints its speed.
fn time(name: &str, bytes: usize, room: impl Fn()) {
    if std::env::args().nth(1).is_some_and(|only| only != name) {
        return;
    }
    // Tables are compiled on first use.
    room();
    let mut best = Duration::MAX;
    let mut rounds = 0;
    let (begun, busy) = (Instant::now(), on_processor());
    while begun.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        room();
        best = best.min(start.elapsed());
        rounds += 1;
    }
    let speed = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    let spent = on_processor().zip(busy).and_then(|(now, then)| now.checked_sub(then));
    let spent = spent.map(|spent| speed(spent / rounds));
    let spent = spent.map_or_else(|| "?".to_owned(), |spent| format!("{spent:.1}"));
    println!("{name:10} {spent:>8} MB/s of processor time, best of {rounds} rounds {:.1} MB/s", speed(best));
}

/// How long this thread has run.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
