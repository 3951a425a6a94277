//! One finding a line, in JSON: `{"type": "disagreement", …}` with the fields that the finding has in the whole report.

use crate::report::Sheet;
use kollate_core::report::Anomaly;
use kollate_core::report::Apparatus;
use kollate_core::report::ClusterEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::Skipped;
use schemars::JsonSchema;
use serde::Serialize;
use std::io;
use std::io::Write;

/// A line.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Line<'a> {
    /// Claims that cannot both hold.
    Disagreement(&'a Disagreement),
    /// What does not fit within one article.
    Anomaly(&'a Anomaly),
    /// How the texts of two articles stand to one another.
    Pair(&'a PairEntry),
    /// A group of copies.
    Cluster(&'a ClusterEntry),
    /// A quotation that two articles share.
    QuoteMatch(&'a QuoteMatchEntry),
    /// A shared passage.
    Passage(&'a PassageEntry),
    /// A question with its readings.
    Apparatus(&'a Apparatus),
    /// Something that could not be read.
    Skipped(&'a Skipped),
}

/// Writes the findings, what matters most first.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let report = sheet.report;
    let lines = report.disagreements.iter().map(Line::Disagreement);
    let lines = lines.chain(report.anomalies.iter().map(Line::Anomaly));
    let lines = lines.chain(report.pairs.iter().map(Line::Pair));
    let lines = lines.chain(report.clusters.iter().map(Line::Cluster));
    let lines = lines.chain(report.quote_matches.iter().map(Line::QuoteMatch));
    let lines = lines.chain(report.passages.iter().map(Line::Passage));
    let lines = lines.chain(report.apparatus.iter().map(Line::Apparatus));
    for line in lines.chain(report.skipped.iter().map(Line::Skipped)) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
