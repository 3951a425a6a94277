//! Tables for spreadsheets, one a run: RFC 4180, UTF-8, a line of column names first.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula; words from articles that begin so
//! get an apostrophe before them.

use crate::report::Sheet;
use crate::visible::pictured;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use kollate_core::report::Report;
use kollate_core::report::SpanEntry;
use kollate_core::report::ValueEntry;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// A table.
struct Table {
    /// As `--table` spells it.
    name: &'static str,
    /// One line for `--help`.
    about: &'static str,
    columns: &'static [&'static str],
    /// Hands over the rows, one by one.
    rows: fn(&Sheet, &mut Rows) -> io::Result<()>,
}

/// Takes rows.
type Rows<'o> = dyn FnMut(&[Cow<str>]) -> io::Result<()> + 'o;

/// The tables.
static TABLES: &[Table] = &[
    Table {
        name: "pairs",
        about: "Two articles a row: how their texts stand to one another",
        columns: &[
            "id",
            "left",
            "right",
            "relation",
            "jaccard",
            "containment_left",
            "containment_right",
            "coverage_left",
            "coverage_right",
            "values_changed",
            "direction",
            "evidence",
        ],
        rows: pairs,
    },
    Table {
        name: "clusters",
        about: "An article of a group of copies a row, and whether it is the one to keep",
        columns: &["cluster", "article", "keep", "reason", "weakest_pair", "weakest_jaccard"],
        rows: clusters,
    },
    Table {
        name: "disagreements",
        about: "Two claims that cannot both hold a row",
        columns: &[
            "id",
            "kind",
            "relation",
            "confidence",
            "event",
            "left",
            "left_place",
            "left_start",
            "left_end",
            "left_text",
            "left_value",
            "right",
            "right_place",
            "right_start",
            "right_end",
            "right_text",
            "right_value",
            "also",
            "explanation",
        ],
        rows: disagreements,
    },
    Table {
        name: "apparatus",
        about: "An answer to a question in an article a row",
        columns: &[
            "question_id",
            "event",
            "kind",
            "question",
            "verdict",
            "reading",
            "value",
            "literal",
            "origins",
            "article",
            "place",
            "start",
            "end",
            "text",
        ],
        rows: apparatus,
    },
    Table {
        name: "passages",
        about: "A shared passage a row",
        columns: &[
            "id",
            "kind",
            "words",
            "similarity",
            "copying",
            "edits",
            "left",
            "left_place",
            "left_start",
            "left_end",
            "left_text",
            "right",
            "right_place",
            "right_start",
            "right_end",
            "right_text",
        ],
        rows: passages,
    },
    Table {
        name: "quotes",
        about: "A part of a quotation a row, with its speaker and the quotations that match it",
        columns: &["id", "article", "place", "start", "end", "text", "speaker", "cue", "via", "matches"],
        rows: quotes,
    },
];

/// The tables with a line about each, for `--table`.
pub(crate) fn tables() -> PossibleValuesParser {
    PossibleValuesParser::new(TABLES.iter().map(|table| PossibleValue::new(table.name).help(table.about)))
}

/// Writes the table that the options name.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let table = TABLES.iter().find(|table| table.name == sheet.options.table).unwrap_or(&TABLES[0]);
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(table.columns)?;
    (table.rows)(sheet, &mut |row| Ok(writer.write_record(row.iter().map(|cell| cell.as_bytes()))?))?;
    writer.flush()
}

fn pairs(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    for pair in &sheet.report.pairs {
        rows(&[
            own(&pair.id),
            guarded(&pair.left),
            guarded(&pair.right),
            own(pair.relation.name()),
            real(pair.jaccard),
            real(pair.containment_left),
            real(pair.containment_right),
            real(pair.coverage_left),
            real(pair.coverage_right),
            pair.values_changed.to_string().into(),
            own(pair.direction.verdict),
            guarded(&pair.direction.evidence.join(" ")),
        ])?;
    }
    Ok(())
}

fn clusters(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    for cluster in &sheet.report.clusters {
        for article in &cluster.articles {
            rows(&[
                own(&cluster.id),
                guarded(article),
                (*article == cluster.keep).to_string().into(),
                guarded(&cluster.reason),
                own(&cluster.weakest.pair),
                real(cluster.weakest.jaccard),
            ])?;
        }
    }
    Ok(())
}

fn disagreements(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    for found in &sheet.report.disagreements {
        let mut row =
            vec![own(&found.id), own(found.kind), own(found.relation), real(found.confidence), own(&found.event)];
        row.extend(span(sheet, &found.left));
        row.push(value(&found.left_value));
        row.extend(span(sheet, &found.right));
        row.push(value(&found.right_value));
        let also: Vec<String> = found
            .also
            .iter()
            .map(|pair| format!("{} / {}", sheet.places.of(&pair.left), sheet.places.of(&pair.right)))
            .collect();
        row.push(guarded(&also.join("; ")).into_owned().into());
        row.push(guarded(&found.explanation));
        rows(&row)?;
    }
    Ok(())
}

fn apparatus(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    for question in &sheet.report.apparatus {
        for (number, reading) in question.readings.iter().enumerate() {
            for witness in &reading.witnesses {
                let mut row = vec![
                    own(&question.id),
                    own(&question.event),
                    own(question.kind),
                    guarded(&question.question),
                    own(question.verdict),
                    (number + 1).to_string().into(),
                    value(&reading.value),
                    guarded(&reading.value.literal),
                    own(&reading.origins.join(" ")),
                ];
                row.extend(span(sheet, witness));
                rows(&row)?;
            }
        }
    }
    Ok(())
}

fn passages(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    for passage in &sheet.report.passages {
        let mut row = vec![
            own(&passage.id),
            own(passage.kind.name()),
            passage.words.to_string().into(),
            real(passage.similarity),
            real(passage.copying),
            passage.edits.len().to_string().into(),
        ];
        row.extend(span(sheet, &passage.left));
        row.extend(span(sheet, &passage.right));
        rows(&row)?;
    }
    Ok(())
}

fn quotes(sheet: &Sheet, rows: &mut Rows) -> io::Result<()> {
    let matches = matches(sheet.report);
    for quote in &sheet.report.quotes {
        let matches = matches.get(quote.id.as_str()).map_or("", String::as_str);
        for part in &quote.quote {
            let mut row = vec![own(&quote.id)];
            row.extend(span(sheet, part));
            row.push(guarded(quote.speaker.as_ref().map_or("", |speaker| &speaker.name)));
            row.push(guarded(quote.cue.as_deref().unwrap_or_default()));
            row.push(guarded(quote.via.as_deref().unwrap_or_default()));
            row.push(own(matches));
            rows(&row)?;
        }
    }
    Ok(())
}

/// For each quotation those that match it, each with how.
fn matches(report: &Report) -> BTreeMap<&str, String> {
    let mut matches: BTreeMap<&str, String> = BTreeMap::new();
    for found in &report.quote_matches {
        for (one, other) in [(&found.left, &found.right), (&found.right, &found.left)] {
            let all = matches.entry(one).or_default();
            let comma = if all.is_empty() { "" } else { "; " };
            all.extend([comma, found.relation, " ", other]);
        }
    }
    matches
}

/// The cells of a span: article, place, first and last offset, words.
fn span<'a>(sheet: &Sheet, span: &'a SpanEntry) -> [Cow<'a, str>; 5] {
    [
        guarded(&span.article),
        guarded(&sheet.places.of(span)).into_owned().into(),
        span.start.to_string().into(),
        span.end.to_string().into(),
        guarded(&span.text),
    ]
}

/// A value in its normal form, or as it is written.
fn value(value: &ValueEntry) -> Cow<'_, str> {
    guarded(value.value.as_deref().unwrap_or(&value.literal))
}

/// Words that cannot be a formula: ids and names of kollate's own making.
fn own(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

/// A real with at most four decimals.
fn real(real: f64) -> Cow<'static, str> {
    format!("{real:.4}").trim_end_matches('0').trim_end_matches('.').to_owned().into()
}

/// Characters that begin a formula, also in their wide form, or hide its beginning.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%'];

/// Words of an article such that no spreadsheet takes them for a formula and no terminal obeys them.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    let text = pictured(text);
    if text.trim_start_matches(' ').starts_with(FORMULA) { format!("'{text}").into() } else { text }
}
