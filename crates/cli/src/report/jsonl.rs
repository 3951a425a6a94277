//! One finding a line, in JSON: `{"type": "disagreement", …}` with the fields that the finding has in the whole report.

use crate::report::Sheet;
use serde::Serialize;
use std::io;
use std::io::Write;

/// A finding and what it is.
#[derive(Serialize)]
struct Line<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    finding: &'a T,
}

/// Writes the findings, what matters most first.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let report = sheet.report;
    lines("disagreement", &report.disagreements, out)?;
    lines("anomaly", &report.anomalies, out)?;
    lines("pair", &report.pairs, out)?;
    lines("cluster", &report.clusters, out)?;
    lines("quote_match", &report.quote_matches, out)?;
    lines("passage", &report.passages, out)?;
    lines("apparatus", &report.apparatus, out)?;
    lines("skipped", &report.skipped, out)
}

fn lines<T: Serialize>(r#type: &'static str, findings: &[T], out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        serde_json::to_writer(&mut *out, &Line { r#type, finding })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
