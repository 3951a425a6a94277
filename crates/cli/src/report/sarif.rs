//! SARIF 2.1.0, for code scanning: one run, a result a finding, the other article as related location.
//!
//! GitHub refuses a run of more than 25,000 results; what matters most comes first, and what is left out is counted in
//! a notification. What a baseline knows is there, suppressed, with the reason.

use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Site;
use crate::findings::kinds;
use crate::report::Sheet;
use crate::report::xml::iri;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// Most results of a run that GitHub takes.
const MOST: usize = 25_000;

/// Where the schema lies.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the run, its results one by one.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":")?;
    serde_json::to_writer(&mut *out, &tool(sheet))?;
    write!(out, ",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")?;
    let mut fingerprints: BTreeMap<String, usize> = BTreeMap::new();
    for (number, (level, finding)) in sheet.by_level().take(MOST).enumerate() {
        let fingerprint = finding.fingerprint();
        let repetition = fingerprints.entry(fingerprint.clone()).or_default();
        *repetition += 1;
        let hash = format!("{fingerprint}:{repetition}");
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &result(sheet, level, finding, &fingerprint, &hash))?;
    }
    write!(out, "\n],\n\"invocations\":[")?;
    serde_json::to_writer(&mut *out, &invocation(sheet))?;
    out.write_all(b"]\n}]}\n")
}

/// The program and its rules: all kinds, also those of which nothing was found.
fn tool(sheet: &Sheet) -> Value {
    let rules: Vec<Value> = kinds()
        .into_iter()
        .map(|(kind, about)| json!({ "id": kind, "shortDescription": { "text": about }, "help": { "text": HELP } }))
        .collect();
    json!({ "driver": { "name": "kollate", "version": sheet.report.version, "rules": rules } })
}

/// What can be done about any finding.
const HELP: &str = "Read both passages, and correct the article that is wrong. `kollate explain ID PATH…` shows the \
                    finding in full; what is meant so goes into the baseline: `kollate baseline update`.";

/// One finding.
fn result(sheet: &Sheet, level: Level, finding: Finding, fingerprint: &str, hash: &str) -> Value {
    let (first, other) = sheet.sides(finding);
    let mut result = json!({
        "ruleId": finding.kind(),
        "level": match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        "message": { "text": plain(&finding.message()) },
        "locations": [location(sheet, first, None)],
        "partialFingerprints": { "primaryLocationLineHash": hash, "kollateContent/v1": fingerprint },
        "properties": { "id": finding.id(), "confidence": (finding.confidence() * 1e4).round() / 1e4 },
    });
    if let Some(other) = other {
        result["relatedLocations"] = json!([location(sheet, other, Some("The other article"))]);
    }
    if sheet.has_baseline {
        result["baselineState"] = json!(if finding.known().is_some() { "unchanged" } else { "new" });
    }
    if let Some(reason) = finding.known() {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

/// A message whose words are neither placeholders nor links (SARIF 2.1.0, 3.11.5 and 3.11.6): braces are doubled, brackets
/// and backslashes escaped.
fn plain(text: &str) -> String {
    let mut message = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => message.extend([c, c]),
            '[' | ']' | '\\' => message.extend(['\\', c]),
            _ => message.push(c),
        }
    }
    message
}

/// Where a side lies.
fn location(sheet: &Sheet, site: Site, message: Option<&str>) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({ "uri": iri(sheet.places.file(site.article)) }));
    physical.insert("region".to_owned(), region(sheet, site));
    let mut location = json!({
        "physicalLocation": physical,
        "logicalLocations": [{ "name": site.article, "kind": "article" }],
    });
    if let Some(message) = message {
        location["id"] = json!(1);
        location["message"] = json!({ "text": plain(message) });
    }
    location
}

/// The lines and columns of a side, and its words.
fn region(sheet: &Sheet, site: Site) -> Value {
    let mut region = match sheet.places.region(site) {
        Some(region) => json!({
            "startLine": region.start.0,
            "startColumn": region.start.1,
            "endLine": region.end.0,
            "endColumn": region.end.1,
        }),
        None => json!({ "startLine": sheet.places.line(site) }),
    };
    if let Some(span) = site.span {
        region["snippet"] = json!({ "text": span.text });
    }
    region
}

/// How the run went: what was skipped, and how many results are left out.
fn invocation(sheet: &Sheet) -> Value {
    let mut notifications: Vec<Value> = sheet
        .report
        .skipped
        .iter()
        .map(|skipped| {
            json!({
                "level": "warning",
                "message": { "text": plain(&format!("{}; {}", skipped.reason, skipped.remedy)) },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": iri(&skipped.path) } } }],
            })
        })
        .collect();
    let left_out = sheet.by_level().count().saturating_sub(MOST);
    if left_out > 0 {
        let text = format!("{left_out} findings are left out: code scanning takes {MOST}. --format json has all.");
        notifications.push(json!({ "level": "warning", "message": { "text": plain(&text) } }));
    }
    json!({ "executionSuccessful": true, "toolExecutionNotifications": notifications })
}
