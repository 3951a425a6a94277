//! Workflow commands of GitHub Actions: a line a finding that GitHub shows beside the file.
//!
//! What a baseline knows is left out. GitHub shows the first ten errors and the first ten warnings of a step, so what
//! matters most comes first.

use crate::findings::Finding;
use crate::findings::Level;
use crate::report::Region;
use crate::report::Sheet;
use crate::visible::picture;
use std::io;
use std::io::Write;

/// Writes the commands.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    for (level, finding) in sheet.by_level().filter(|(_, finding)| finding.known().is_none()) {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        writeln!(out, "::{command} {}::{}", properties(sheet, finding), data(&finding.message()))?;
    }
    Ok(())
}

/// Where a finding lies and what it is called.
fn properties(sheet: &Sheet, finding: Finding) -> String {
    let (site, _) = sheet.sides(finding);
    let (file, line) = (property(sheet.places.file(site.article)), sheet.places.line(site));
    let extent = match sheet.places.region(site) {
        // Columns count only where a finding lies on one line.
        Some(Region { start, end }) if start.0 == end.0 => format!(",col={},endColumn={}", start.1, end.1),
        Some(Region { end, .. }) => format!(",endLine={}", end.0),
        None => String::new(),
    };
    let title = format!("kollate {} {}", finding.kind(), finding.id());
    format!("file={file},line={line}{extent},title={}", property(&title))
}

/// A message as a command can hold it. Logs are shown in colours, so control characters become pictures of themselves.
fn data(text: &str) -> String {
    let mut data = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => data.push_str("%25"),
            '\r' => data.push_str("%0D"),
            '\n' => data.push_str("%0A"),
            '\t' => data.push(' '),
            '\x7f' => data.push('\u{FFFD}'),
            _ => data.push(picture(c)),
        }
    }
    data
}

/// A property as a command can hold it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_a_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
        assert_eq!(data("a\x1b[31mb\u{202e}c\0"), "a␛[31mb\u{FFFD}c␀");
    }
}
