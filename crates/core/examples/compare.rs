//! Compares the articles of a JSONL file and prints the report as JSON; how long each stage took goes to stderr.

#![allow(clippy::disallowed_types)] // tells how long stages take; the core itself knows no clock

use kollate_core::engine::{Config, Engine, Input, Progress};
use kollate_core::text::{Article, DateBasis, StatedDate};
use std::io::{BufRead, Write};
use std::time::Instant;

/// Tells when each stage begins.
struct Stages(Instant);

impl Progress for Stages {
    fn stage(&self, name: &'static str, total: u64) {
        writeln!(std::io::stderr(), "{:8.3} s {name} ({total})", self.0.elapsed().as_secs_f64()).expect("writable");
    }

    fn advance(&self, _: u64) {}
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: compare ARTICLES.jsonl");
    let file = std::fs::read(path).expect("readable");
    let articles = file
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
            let text = |key: &str| record[key].as_str().map(str::to_owned);
            Article {
                outlet: text("outlet"),
                title: text("title"),
                lang: text("lang"),
                date: text("date").map(|value| StatedDate { value, basis: DateBasis::Metadata }),
                ..Article::new(text("id").expect("id"), text("text").expect("text"))
            }
        })
        .collect();
    let engine =
        Engine { config: Config { why_not: std::env::args().nth(2).is_some(), ..Config::default() }, encoder: None };
    let stages = Stages(Instant::now());
    let report = engine.run(Input { articles, skipped: vec![] }, &stages);
    stages.stage("printing", 1);
    serde_json::to_writer(std::io::BufWriter::new(std::io::stdout().lock()), &report).expect("writable");
    stages.stage("done", 0);
    std::io::stdout().flush().expect("writable");
}
