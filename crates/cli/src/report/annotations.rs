//! W3C Web Annotations in JSON-LD: an annotation a finding, a target a side.
//!
//! A target is found again by its words and the words around them (`TextQuoteSelector`), also where the page has been
//! extracted anew, and by its offsets in code points (`TextPositionSelector`).

use crate::findings::Finding;
use crate::findings::Site;
use crate::findings::findings;
use crate::report::Sheet;
use crate::report::xml::iri;
use serde_json::Value;
use serde_json::json;
use std::io;
use std::io::Write;

/// Code points of context on each side of a quotation: what the data model's own examples have, and enough to be unique.
const CONTEXT: usize = 32;

/// Writes the collection, its annotations one by one.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let total = findings(sheet.report).count();
    writeln!(
        out,
        "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:kollate:report\",\
         \"type\":\"AnnotationCollection\",\"label\":\"kollate\",\"total\":{total},\
         \"first\":{{\"id\":\"urn:kollate:report:1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":["
    )?;
    for (number, finding) in findings(sheet.report).enumerate() {
        out.write_all(if number == 0 { b"" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &annotation(sheet, finding))?;
    }
    out.write_all(b"\n]}}\n")
}

/// One finding.
fn annotation(sheet: &Sheet, finding: Finding) -> Value {
    let targets: Vec<Value> =
        [Some(finding.left()), finding.right()].into_iter().flatten().map(|site| target(sheet, site)).collect();
    let mut bodies = vec![
        json!({ "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "language": "en",
                "value": finding.message() }),
        json!({ "type": "TextualBody", "purpose": "tagging", "value": finding.kind() }),
    ];
    if let Some(reason) = finding.known() {
        bodies.push(json!({ "type": "TextualBody", "purpose": "assessing", "value": reason }));
    }
    json!({
        "id": format!("urn:kollate:{}", finding.id()),
        "type": "Annotation",
        "motivation": "commenting",
        "generator": { "id": "urn:kollate", "type": "Software", "name": format!("kollate {}", sheet.report.version) },
        "body": bodies,
        "target": targets,
    })
}

/// A side: the page or file, and the words in it.
fn target(sheet: &Sheet, site: Site) -> Value {
    let source = source(sheet, site.article);
    let Some(span) = site.span else { return json!({ "type": "SpecificResource", "source": source }) };
    let article = sheet.articles.get(site.article);
    let text = match span.field {
        Some(_) => article.and_then(|article| article.title.as_deref()),
        None => article.map(|article| article.text.as_str()),
    };
    let (prefix, suffix) = around(text.unwrap_or_default(), span.start as usize, span.end as usize);
    let mut selectors =
        vec![json!({ "type": "TextQuoteSelector", "exact": span.text, "prefix": prefix, "suffix": suffix })];
    if span.field.is_none() {
        // Offsets count in the text; the title is another one.
        selectors.push(json!({ "type": "TextPositionSelector", "start": span.start, "end": span.end }));
    }
    json!({ "type": "SpecificResource", "source": source, "selector": selectors })
}

/// What an article is called in the web: where it was published, or its file, and which record of it.
fn source(sheet: &Sheet, id: &str) -> String {
    match sheet.articles.get(id) {
        Some(article) if article.url.is_some() => article.url.clone().unwrap_or_default(),
        Some(article) if article.record.is_some() => format!("{}#{}", iri(sheet.places.file(id)), iri(id)),
        _ => iri(sheet.places.file(id)),
    }
}

/// The text before and after a range of code points.
fn around(text: &str, start: usize, end: usize) -> (String, String) {
    let from = start.saturating_sub(CONTEXT);
    let before = text.chars().skip(from).take(start - from).collect();
    (before, text.chars().skip(end).take(CONTEXT).collect())
}
