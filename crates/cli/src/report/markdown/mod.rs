//! The report in Markdown, for pull requests and job summaries: what matters most first, tables, long lists folded.
//!
//! It is cut below what GitHub takes for a summary (1 MiB, over which the upload fails without a word), with a count of
//! what was left out. What a baseline knows is only counted.

mod escape;

use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Site;
use crate::report::Sheet;
use crate::report::sides::relation_name;
use crate::report::sides::sides;
use escape::bold;
use escape::escaped;
use escape::spaced;
use kollate_core::report::QuoteEntry;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// Most bytes written, but for the closing lines.
const LIMIT: usize = 900 << 10;
/// Bytes kept for those: each of them is short.
const CLOSING: usize = 4 << 10;
/// Most code points of an article's words in a cell.
const WORDS: usize = 300;

/// Writes the report.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Cut { out, left: LIMIT - CLOSING, left_out: 0 };
    page.block(&format!("# kollate\n\n{}\n", summary(sheet)))?;
    disagreements(sheet, &mut page)?;
    dates(sheet, &mut page)?;
    copies(sheet, &mut page)?;
    quotations(sheet, &mut page)?;
    passages(sheet, &mut page)?;
    skipped(sheet, &mut page)?;
    page.close()
}

/// A page of limited length.
struct Cut<'o> {
    out: &'o mut dyn Write,
    /// Bytes that may still be written.
    left: usize,
    left_out: usize,
}

impl Cut<'_> {
    /// Writes what belongs together, or counts it where there is no room. After the first that does not fit nothing
    /// fits any more: a report with holes would mislead.
    fn block(&mut self, text: &str) -> io::Result<()> {
        if self.left_out > 0 || text.len() > self.left {
            self.left_out += 1;
            return Ok(());
        }
        self.left -= text.len();
        self.out.write_all(text.as_bytes())
    }

    /// A heading, and rows below it where there are any.
    fn section(&mut self, head: &str, rows: impl Iterator<Item = String>, foot: &str) -> io::Result<()> {
        let mut is_open = false;
        for row in rows {
            if !is_open && self.left_out == 0 && self.left > head.len() + row.len() {
                is_open = true;
                self.block(head)?;
            }
            self.block(&row)?;
        }
        if is_open { self.out.write_all(foot.as_bytes()) } else { Ok(()) }
    }

    fn close(self) -> io::Result<()> {
        if self.left_out > 0 {
            writeln!(self.out, "\n**{} more are left out here;** `--format json` has all.", self.left_out)?;
        }
        Ok(())
    }
}

/// The counts, in one line.
fn summary(sheet: &Sheet) -> String {
    let report = sheet.report;
    let (mut new, mut updates, mut known, mut failing) = (0, 0, 0, 0);
    for finding in crate::findings::findings(report) {
        known += usize::from(finding.known().is_some());
        failing += usize::from(sheet.fails(finding));
        if matches!(finding, Finding::Disagreement(_)) && finding.known().is_none() {
            *if finding.is_update() { &mut updates } else { &mut new } += 1;
        }
    }
    let always = [(report.articles.len(), "articles"), (report.events.len(), "events"), (new, "disagreements")];
    let others = [
        (updates, "later updates"),
        (report.anomalies.len(), "odd dates"),
        (report.quote_matches.len(), "shared quotations"),
        (known, "known"),
        (report.skipped.len(), "skipped"),
    ];
    let others = others.into_iter().filter(|(number, _)| *number > 0);
    let mut line: Vec<String> =
        always.into_iter().chain(others).map(|(number, noun)| format!("{number} {noun}")).collect();
    if failing > 0 {
        line.insert(0, format!("**{failing} fail this job**"));
    }
    line.join(" · ")
}

/// New findings of one variety, what matters most first.
fn new<'s>(sheet: &'s Sheet, wanted: fn(Finding) -> bool) -> impl Iterator<Item = (Level, Finding<'s>)> {
    sheet.by_level().filter(move |(_, finding)| finding.known().is_none() && wanted(*finding))
}

/// The sign of a level: a sign, for colour alone does not reach everybody.
fn sign(level: Level) -> &'static str {
    match level {
        Level::Error => "❌",
        Level::Warning => "⚠️",
        Level::Note => "ℹ️",
    }
}

fn disagreements(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let head = "\n## Disagreements\n\n| | kind | one says | the other says | why |\n|---|---|---|---|---|\n";
    let rows = new(sheet, |finding| matches!(finding, Finding::Disagreement(_))).filter_map(|(level, finding)| {
        let Finding::Disagreement(found) = finding else { return None };
        let [first, second] = sides(found).map(|(span, value)| said(sheet, Site::of(span), &value.literal));
        Some(format!(
            "| {} | {}<br>{}<br>{:.2} | {} | {} | {}<br>`{}` |\n",
            sign(level),
            escaped(found.kind),
            escaped(relation_name(found)),
            found.confidence,
            first,
            second,
            escaped(&found.explanation),
            found.id
        ))
    });
    page.section(head, rows, "")
}

/// The words of a side, what is at issue in bold, and where they stand.
fn said(sheet: &Sheet, site: Site, literal: &str) -> String {
    let Some(span) = site.span else { return escaped(site.article) };
    let words = cut(&span.text);
    let marked = match words.split_once(literal).filter(|_| !literal.trim().is_empty() && literal.len() < words.len()) {
        Some((before, after)) => format!("{}{}{}", spaced(before), bold(literal), spaced(after)),
        None => escaped(&words),
    };
    format!("{marked}<br>{}", escaped(&sheet.places.of(span)))
}

/// Words, not too many.
fn cut(text: &str) -> String {
    match text.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn dates(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let rows = new(sheet, |finding| matches!(finding, Finding::Anomaly(_)))
        .map(|(level, finding)| format!("- {} {} `{}`\n", sign(level), escaped(&finding.message()), finding.id()));
    page.section("\n## Dates that do not fit\n\n", rows, "")
}

fn copies(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let head = "\n## Copies\n\n| | relation | articles | |\n|---|---|---|---|\n";
    let rows = new(sheet, |finding| matches!(finding, Finding::Copy(_))).map(|(level, finding)| {
        let right = finding.right().map_or("", |site| site.article);
        format!(
            "| {} | {} | {}<br>{} | {}<br>`{}` |\n",
            sign(level),
            escaped(finding.kind()),
            escaped(finding.left().article),
            escaped(right),
            escaped(&finding.message()),
            finding.id()
        )
    });
    page.section(head, rows, "")
}

fn quotations(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let report = sheet.report;
    let quotes: BTreeMap<&str, &QuoteEntry> = report.quotes.iter().map(|quote| (quote.id.as_str(), quote)).collect();
    let head = "\n<details><summary>Shared quotations</summary>\n\n| relation | speaker | in one | in the other |\n\
                |---|---|---|---|\n";
    let rows = report.quote_matches.iter().filter_map(|found| {
        let (left, right) = (quotes.get(found.left.as_str())?, quotes.get(found.right.as_str())?);
        let speaker = [left, right].into_iter().find_map(|quote| quote.speaker.as_ref());
        Some(format!(
            "| {} | {} | {} | {} |\n",
            escaped(found.relation),
            escaped(speaker.map_or("", |speaker| &speaker.name)),
            quoted(sheet, left),
            quoted(sheet, right)
        ))
    });
    page.section(head, rows, "\n</details>\n")
}

/// The words of a quotation and where they stand.
fn quoted(sheet: &Sheet, quote: &QuoteEntry) -> String {
    let words: Vec<&str> = quote.quote.iter().map(|span| span.text.as_str()).collect();
    let place = quote.quote.first().map(|span| sheet.places.of(span)).unwrap_or_default();
    format!("{}<br>{}", escaped(&cut(&words.join(" … "))), escaped(&place))
}

fn passages(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let head = "\n<details><summary>Shared passages</summary>\n\n| words | in one | in the other |\n|---|---|---|\n";
    let rows = new(sheet, |finding| matches!(finding, Finding::Passage(_))).filter_map(|(_, finding)| {
        let Finding::Passage(found) = finding else { return None };
        let right = finding.right()?;
        Some(format!("| {} | {} | {} |\n", found.words, said(sheet, finding.left(), ""), said(sheet, right, "")))
    });
    page.section(head, rows, "\n</details>\n")
}

fn skipped(sheet: &Sheet, page: &mut Cut) -> io::Result<()> {
    let rows = sheet.report.skipped.iter().map(|skipped| {
        format!("- {}: {}; {}\n", escaped(&skipped.path), escaped(&skipped.reason), escaped(&skipped.remedy))
    });
    page.section("\n<details><summary>Skipped</summary>\n\n", rows, "\n</details>\n")
}
