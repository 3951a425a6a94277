//! The apparatus in TEI P5: witnesses in the header, an `app` for each question, a group of readings for each answer.
//!
//! Each `rdg` has the words of one witness; its `source` points at the characters of the file (RFC 5147), for the base
//! text itself is not repeated here.

use crate::report::Sheet;
use crate::report::xml::Escaped;
use crate::report::xml::iri;
use kollate_core::report::Apparatus;
use kollate_core::report::ArticleEntry;
use kollate_core::report::EventEntry;
use kollate_core::report::Reading;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// Writes the document, event by event.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let report = sheet.report;
    let numbers = report.articles.iter().zip(1..).map(|(article, number)| (article.id.as_str(), number)).collect();
    header(sheet, out)?;
    writeln!(out, "  <text>\n    <body>")?;
    let mut rows: BTreeMap<&str, Vec<&Apparatus>> = BTreeMap::new();
    for row in &report.apparatus {
        rows.entry(&row.event).or_default().push(row);
    }
    for event in &report.events {
        let rows = rows.remove(event.id.as_str()).unwrap_or_default();
        self::event(sheet, event, &rows, &numbers, out)?;
    }
    if report.events.is_empty() {
        writeln!(out, "      <p/>")?;
    }
    writeln!(out, "    </body>\n  </text>\n</TEI>")
}

/// The number of each article among the witnesses.
type Numbers<'a> = BTreeMap<&'a str, u32>;

/// What was collated, and the witnesses.
fn header(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n  <teiHeader>\n    <fileDesc>\n      <titleStmt>\n        \
         <title>Critical apparatus</title>\n      </titleStmt>\n      <publicationStmt>\n        \
         <p>Made by kollate {}.</p>\n      </publicationStmt>\n      <sourceDesc>\n        <listWit>",
        Escaped(sheet.report.version)
    )?;
    for (article, number) in sheet.report.articles.iter().zip(1..) {
        witness(sheet, article, number, out)?;
    }
    writeln!(
        out,
        "        </listWit>\n      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n      \
         <variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n    </encodingDesc>\n  \
         </teiHeader>"
    )
}

/// One article.
fn witness(sheet: &Sheet, article: &ArticleEntry, number: u32, out: &mut dyn Write) -> io::Result<()> {
    let file = iri(sheet.places.file(&article.id));
    write!(out, "          <witness xml:id=\"w{number}\" n=\"{}\"><bibl>", Escaped(&article.id))?;
    if let Some(title) = &article.title {
        write!(out, "<title>{}</title>", Escaped(title))?;
    }
    if let Some(outlet) = &article.outlet {
        write!(out, "<publisher>{}</publisher>", Escaped(outlet))?;
    }
    match (&article.date.earliest, &article.date.latest) {
        (Some(first), Some(last)) => {
            let stated = article.date.stated.as_deref().unwrap_or_default();
            let cert = if article.date.basis == "metadata" { "high" } else { "low" };
            write!(
                out,
                "<date notBefore=\"{}\" notAfter=\"{}\" cert=\"{cert}\">{}</date>",
                Escaped(first),
                Escaped(last),
                Escaped(stated)
            )?;
        }
        _ => write!(out, "<date cert=\"unknown\"/>")?,
    }
    // A pointer ends at white space.
    let target = article.url.as_deref().map_or(file, |url| url.replace(char::is_whitespace, "%20"));
    writeln!(out, "<ref target=\"{}\">{}</ref></bibl></witness>", Escaped(&target), Escaped(&article.path))
}

/// The questions of an event.
fn event(
    sheet: &Sheet,
    event: &EventEntry,
    rows: &[&Apparatus],
    numbers: &Numbers,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "      <div type=\"event\" xml:id=\"e{}\">", Escaped(&event.id))?;
    if rows.is_empty() {
        writeln!(out, "        <p/>")?;
    }
    for row in rows {
        question(sheet, row, numbers, out)?;
    }
    writeln!(out, "      </div>")
}

/// One question.
fn question(sheet: &Sheet, row: &Apparatus, numbers: &Numbers, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "        <p n=\"{}\">\n          <app xml:id=\"a{}\" type=\"{}\" subtype=\"{}\">",
        Escaped(&row.question),
        Escaped(&row.id),
        Escaped(row.kind),
        Escaped(row.verdict)
    )?;
    for (number, reading) in row.readings.iter().enumerate() {
        answer(sheet, number + 1, reading, numbers, out)?;
    }
    writeln!(out, "          </app>\n        </p>")
}

/// One answer with its witnesses.
fn answer(sheet: &Sheet, number: usize, reading: &Reading, numbers: &Numbers, out: &mut dyn Write) -> io::Result<()> {
    let value = reading.value.value.as_deref().unwrap_or(&reading.value.literal);
    writeln!(out, "            <rdgGrp n=\"{number}: {}\">", Escaped(value))?;
    for span in &reading.witnesses {
        let Some(witness) = numbers.get(span.article.as_str()) else { continue };
        writeln!(
            out,
            "              <rdg wit=\"#w{witness}\" source=\"{}\">{}</rdg>",
            Escaped(&pointer(sheet, span)),
            Escaped(&span.text)
        )?;
    }
    writeln!(out, "            </rdgGrp>")
}

/// The characters of a file.
fn pointer(sheet: &Sheet, span: &SpanEntry) -> String {
    let file = iri(sheet.places.file(&span.article));
    match span.field {
        Some(_) => file,
        None => format!("{file}#char={},{}", span.start, span.end),
    }
}
