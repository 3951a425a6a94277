//! Measures `compare_names` on pairs of names that are known to be one bearer's or not.
//!
//! usage: `same_name PAIRS.csv [--wrong]`; columns `schema,name1,name2,is_match` by their header. Prints precision,
//! recall and F1 of "same"; with `--wrong` the pairs that were judged wrongly too.

use kollate_core::names::{NameKind, NameRelation, compare_names};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: same_name PAIRS.csv [--wrong]")?;
    let show_wrong = arguments.next().is_some_and(|argument| argument == "--wrong");
    let table = String::from_utf8(std::fs::read(path)?)?;
    let mut rows = table.lines().map(fields);
    let header = rows.next().unwrap_or_default();
    let column = |name: &str| header.iter().position(|title| title == name).ok_or(format!("no column {name}"));
    let (schema, left, right, truth) = (column("schema")?, column("name1")?, column("name2")?, column("is_match")?);
    let (mut hits, mut found, mut wanted) = (0_u32, 0_u32, 0_u32);
    let mut out = std::io::stdout().lock();
    for row in rows.filter(|row| row.len() > truth) {
        let kind = if row[schema] == "Person" { NameKind::Person } else { NameKind::Organisation };
        let relation = compare_names(kind, &row[left], &row[right]);
        let (same, is_match) = (relation == NameRelation::Same, row[truth] == "true");
        hits += u32::from(same && is_match);
        found += u32::from(same);
        wanted += u32::from(is_match);
        if show_wrong && same != is_match {
            writeln!(out, "{relation:?}, should be {is_match}: {} | {}", row[left], row[right])?;
        }
    }
    let ratio = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let (precision, recall) = (ratio(hits, found), ratio(hits, wanted));
    let f1 = ratio(2 * hits, found + wanted);
    writeln!(out, "precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({found} called same, {wanted} are)")?;
    Ok(())
}

/// The fields of one CSV line.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                fields.last_mut().expect("never empty").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("never empty").push(c),
        }
    }
    fields
}
