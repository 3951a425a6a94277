//! `JUnit` XML: a suite for each kind of finding, a case for each finding; a kind of which nothing was found passes.
//!
//! A case fails where `--fail-on` names it; where nothing is named, everything but notes fails. What a baseline knows
//! is skipped, with the reason.

use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::findings;
use crate::findings::kinds;
use crate::report::Sheet;
use crate::report::xml::Escaped;
use std::io;
use std::io::Write;

/// How a case ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Passed,
    Failed,
    Skipped,
}

/// Writes the suites.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let all = Counts::of(sheet, findings(sheet.report));
    let silent = kinds().iter().filter(|(kind, _)| findings(sheet.report).all(|found| found.kind() != *kind)).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let Counts { cases, failures, skipped } = all;
    let cases = cases + silent;
    writeln!(out, "<testsuites name=\"kollate\" tests=\"{cases}\" failures=\"{failures}\" skipped=\"{skipped}\">")?;
    for (kind, about) in kinds() {
        suite(sheet, kind, about, out)?;
    }
    writeln!(out, "</testsuites>")
}

/// How many cases there are.
#[derive(Default)]
struct Counts {
    cases: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn of<'a>(sheet: &Sheet, findings: impl Iterator<Item = Finding<'a>>) -> Self {
        findings.fold(Self::default(), |mut counts, finding| {
            counts.cases += 1;
            match ending(sheet, finding) {
                Ending::Passed => {}
                Ending::Failed => counts.failures += 1,
                Ending::Skipped => counts.skipped += 1,
            }
            counts
        })
    }
}

fn ending(sheet: &Sheet, finding: Finding) -> Ending {
    let fails = if sheet.fail_on.is_empty() { finding.level() != Level::Note } else { sheet.fails(finding) };
    match (finding.known(), fails) {
        (Some(_), _) => Ending::Skipped,
        (None, true) => Ending::Failed,
        (None, false) => Ending::Passed,
    }
}

/// All findings of a kind.
fn suite(sheet: &Sheet, kind: &str, about: &str, out: &mut dyn Write) -> io::Result<()> {
    let of_kind = || findings(sheet.report).filter(|finding| finding.kind() == kind);
    let Counts { cases, failures, skipped } = Counts::of(sheet, of_kind());
    let tests = cases.max(1);
    writeln!(
        out,
        "  <testsuite name=\"{kind}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    )?;
    if cases == 0 {
        writeln!(out, "    <testcase classname=\"kollate.{kind}\" name=\"none found: {}\"/>", Escaped(about))?;
    }
    of_kind().try_for_each(|finding| case(sheet, finding, out))?;
    writeln!(out, "  </testsuite>")
}

/// One finding.
fn case(sheet: &Sheet, finding: Finding, out: &mut dyn Write) -> io::Result<()> {
    let kind = finding.kind();
    let (left, right) = (finding.left(), finding.right());
    let sides: Vec<&str> = [Some(left), right].into_iter().flatten().map(|site| site.article).collect();
    let name = format!("{} [{}]", sides.join(" / "), finding.id());
    let (file, line) = (sheet.places.file(left.article), sheet.places.line(left));
    writeln!(
        out,
        "    <testcase classname=\"kollate.{kind}\" name=\"{}\" file=\"{}\" line=\"{line}\">",
        Escaped(&name),
        Escaped(file)
    )?;
    let message = finding.message();
    match ending(sheet, finding) {
        Ending::Passed => writeln!(out, "      <system-out>{}</system-out>", Escaped(&message))?,
        Ending::Skipped => {
            let reason = finding.known().unwrap_or_default();
            writeln!(out, "      <skipped message=\"{}\"/>", Escaped(reason))?;
        }
        Ending::Failed => {
            writeln!(out, "      <failure type=\"{kind}\" message=\"{}\">", Escaped(&message))?;
            for span in [Some(left), right].into_iter().flatten().filter_map(|site| site.span) {
                writeln!(out, "{}: {}", Escaped(&sheet.places.of(span)), Escaped(&span.text))?;
            }
            writeln!(out, "</failure>")?;
        }
    }
    writeln!(out, "    </testcase>")
}
