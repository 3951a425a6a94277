//! Code Quality of GitLab: a list of JSON objects. What a baseline knows is left out.

use crate::findings::Finding;
use crate::findings::Level;
use crate::report::Sheet;
use serde_json::json;
use std::io;
use std::io::Write;

/// Writes the list.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let new = sheet.by_level().filter(|(_, finding)| finding.known().is_none());
    for (number, (level, finding)) in new.enumerate() {
        out.write_all(if number == 0 { b"\n  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *out, &entry(sheet, level, finding))?;
    }
    out.write_all(b"\n]\n")
}

/// One finding. Of two with one fingerprint GitLab shows one, so the id, which is unique, is that.
fn entry(sheet: &Sheet, level: Level, finding: Finding) -> serde_json::Value {
    let (site, _) = sheet.sides(finding);
    let severity = match level {
        Level::Error if sheet.fails(finding) => "critical",
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    json!({
        "description": finding.message(),
        "check_name": finding.kind(),
        "fingerprint": finding.id(),
        "severity": severity,
        "location": { "path": sheet.places.file(site.article), "lines": { "begin": sheet.places.line(site) } },
    })
}
