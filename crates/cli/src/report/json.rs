//! The whole report as JSON, `kollate.report/1`.

use crate::report::Sheet;
use std::io;
use std::io::Write;

/// Writes the report, indented so that changes between two reports show line by line.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, sheet.report)?;
    out.write_all(b"\n")
}
