//! `kollate explain`: one finding in full.
//!
//! Works on the JSON of a report, made anew or read from a file, and on the articles where they are at hand.

use crate::args::Explain;
use crate::args::ExplainFormat;
use crate::args::Findings;
use crate::args::Globals;
use crate::commands::compare::findings;
use crate::commands::compare::look;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::input;
use crate::output::Output;
use crate::report::Page;
use crate::report::Tone;
use crate::report::Word;
use crate::report::words;
use crate::suggest::suggest;
use kollate_core::Article;
use serde_json::Map;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::Read;
use std::io::Write;
use std::iter;
use std::path::Path;
use std::path::PathBuf;

/// Shows a finding.
pub(crate) fn run(args: &Explain, globals: &Globals) -> Result<Outcome, Failure> {
    let (report, articles) = match &args.report {
        Some(file) => read_report(file, globals)?,
        None => compare(&args.paths, globals)?,
    };
    let (list, finding) = find(&report, &args.id)?;
    let mut out = Output::open(None)?;
    if args.format == ExplainFormat::Jsonl {
        return lines(&report, list, finding, out);
    }
    let look = look(globals.color, &out);
    let texts = articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut shown = Shown { page: Page::new(&mut out, look), texts, report: &report };
    shown.finding(list.name, finding)?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Writes a finding and what it points to in a line each.
fn lines(report: &Value, list: &List, finding: &Value, mut out: Output) -> Result<Outcome, Failure> {
    let linked = linked(report, finding).into_iter().map(|(_, list, item)| (list, item));
    for (list, item) in iter::once((list, finding)).chain(linked) {
        let mut line = Map::from_iter([("type".to_owned(), Value::from(list.kind))]);
        line.extend(item.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// A report made anew.
fn compare(paths: &[PathBuf], globals: &Globals) -> Result<(Value, Vec<Article>), Failure> {
    let inputs = input::read(paths, globals);
    inputs.report_problems(globals);
    let articles = inputs.articles.clone();
    let report = findings(&Findings::default(), inputs, globals);
    Ok((serde_json::to_value(&report)?, articles))
}

/// A report from a file, and those of its articles that still lie where they lay.
fn read_report(file: &Path, globals: &Globals) -> Result<(Value, Vec<Article>), Failure> {
    let failed = |reason: String, hint| Failure::File { path: file.display().to_string(), reason, hint };
    let mut json = String::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().read_to_string(&mut json).map(|_| ())
    } else {
        fs::read_to_string(file).map(|text| json = text)
    };
    read.map_err(|error| failed(format!("cannot be read: {error}"), "make it with: kollate compare --format json"))?;
    let report: Value = serde_json::from_str(&json)
        .map_err(|error| failed(format!("not valid JSON: {error}"), "make it with: kollate compare --format json"))?;
    if report.get("schema").and_then(Value::as_str) != Some(kollate_core::report::SCHEMA) {
        return Err(failed("not a report of this version of kollate".to_owned(), "make it anew with --format json"));
    }
    let listed = report.get("articles").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut paths: Vec<PathBuf> =
        listed.iter().filter_map(|article| string(article, "path")).map(PathBuf::from).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.dedup();
    let read = input::read(&paths, globals).articles;
    let known: BTreeMap<(&str, Option<u64>), &str> = listed
        .iter()
        .filter_map(|article| {
            let record = article.get("record").and_then(Value::as_u64);
            Some(((string(article, "path")?, record), string(article, "id")?))
        })
        .collect();
    let articles = read.into_iter().filter_map(|article| {
        let id = known.get(&(article.path.as_str(), article.record.map(|record| record as u64)))?;
        Some(Article { id: (*id).to_owned(), ..article })
    });
    let articles = articles.collect();
    Ok((report, articles))
}

/// A list of a report that holds findings with ids.
struct List {
    /// Its field.
    field: &'static str,
    /// The type of its findings in lines of JSON.
    kind: &'static str,
    /// What one of them is called.
    name: &'static str,
}

/// The lists of a report that hold findings with ids.
static LISTS: &[List] = &[
    List { field: "disagreements", kind: "disagreement", name: "DISAGREEMENT" },
    List { field: "quote_matches", kind: "quote_match", name: "SHARED QUOTATION" },
    List { field: "passages", kind: "passage", name: "SHARED PASSAGE" },
    List { field: "pairs", kind: "pair", name: "PAIR" },
    List { field: "apparatus", kind: "apparatus", name: "QUESTION" },
    List { field: "anomalies", kind: "anomaly", name: "ANOMALY" },
    List { field: "quotes", kind: "quote", name: "QUOTATION" },
    List { field: "events", kind: "event", name: "EVENT" },
    List { field: "clusters", kind: "cluster", name: "CLUSTER" },
    List { field: "origins", kind: "origin", name: "ORIGIN" },
];

/// The entries of a list of a report.
fn items<'r>(report: &'r Value, field: &str) -> &'r [Value] {
    report.get(field).and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
}

/// What a finding points to: the question it answers, the quotations it matches, each with the key that names it.
fn linked<'r>(report: &'r Value, finding: &Value) -> Vec<(&'static str, &'static List, &'r Value)> {
    let links = [("apparatus", "apparatus"), ("left", "quotes"), ("right", "quotes")];
    let follow = |(key, field)| {
        let id = string(finding, key)?;
        let list = LISTS.iter().find(|list| list.field == field)?;
        let item = items(report, field).iter().find(|item| string(item, "id") == Some(id))?;
        Some((key, list, item))
    };
    links.into_iter().filter_map(follow).collect()
}

/// The finding whose id is, or alone begins with, `id`.
fn find<'r>(report: &'r Value, id: &str) -> Result<(&'static List, &'r Value), Failure> {
    let all = || LISTS.iter().flat_map(|list| items(report, list.field).iter().map(move |item| (list, item)));
    let known = |item: &Value| string(item, "id").unwrap_or_default().to_owned();
    let found: Vec<_> = all().filter(|(_, item)| known(item).starts_with(id)).collect();
    if let Some(exact) = found.iter().find(|(_, item)| known(item) == id) {
        return Ok(*exact);
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::Usage {
            reason: format!("no finding has the id {id}"),
            hint: match suggest(id, all().filter_map(|(_, item)| string(item, "id"))) {
                Some(meant) => format!("did you mean {meant}?"),
                None => "ids stand in brackets in the text report, and under \"id\" in the JSON report".to_owned(),
            },
        }),
        several => Err(Failure::Usage {
            reason: format!("{} findings have ids that begin with {id}", several.len()),
            hint: format!(
                "write more of it: {}",
                several.iter().map(|(_, item)| known(item)).collect::<Vec<_>>().join(", ")
            ),
        }),
    }
}

/// A string of an object.
fn string<'r>(value: &'r Value, key: &str) -> Option<&'r str> {
    value.get(key)?.as_str()
}

/// A finding on its way to a page.
struct Shown<'a, 'o> {
    page: Page<'o>,
    texts: BTreeMap<&'a str, &'a Article>,
    report: &'a Value,
}

/// Code points of context shown on each side of a span.
const CONTEXT: usize = 200;
/// The column of values beside their names.
const COLUMN: usize = 20;

impl Shown<'_, '_> {
    /// Everything about a finding.
    fn finding(&mut self, name: &str, finding: &Value) -> io::Result<()> {
        let id = string(finding, "id").unwrap_or_default();
        self.page.line(0, 2, &words(&format!("{name} {id}"), Tone::Head))?;
        if let Value::Object(fields) = finding {
            self.fields(2, fields)?;
        }
        self.follow(finding)
    }

    /// The findings that this one points to: the question it answers, the quotations it matches.
    fn follow(&mut self, finding: &Value) -> io::Result<()> {
        for (key, list, item) in linked(self.report, finding) {
            let name = if list.field == key { list.name.to_owned() } else { key.to_uppercase() };
            let id = string(item, "id").unwrap_or_default();
            self.page.gap()?;
            self.page.line(0, 2, &words(&format!("{name} {id}"), Tone::Head))?;
            self.fields(2, item.as_object().unwrap_or(&Map::new()))?;
        }
        Ok(())
    }

    fn fields(&mut self, indent: usize, fields: &Map<String, Value>) -> io::Result<()> {
        let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        for (key, value) in fields.iter().filter(|(key, value)| *key != "id" && !is_empty(value)) {
            self.field(indent, key, value)?;
        }
        Ok(())
    }

    fn field(&mut self, indent: usize, key: &str, value: &Value) -> io::Result<()> {
        match value {
            Value::Object(span) if span.contains_key("start") => self.span(indent, key, value),
            Value::Object(fields) => {
                self.page.line(indent, indent, &words(key, Tone::Faint))?;
                self.fields(indent + 2, fields)
            }
            Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
                let all: Vec<String> = items.iter().map(plain).collect();
                self.page.labelled(indent, key, COLUMN, &words(&all.join(", "), Tone::Plain))
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.field(indent, key, item)),
            plain_value => self.page.labelled(indent, key, COLUMN, &words(&plain(plain_value), Tone::Plain)),
        }
    }

    /// A span in the text around it, where the article is at hand and has not changed.
    fn span(&mut self, indent: usize, key: &str, span: &Value) -> io::Result<()> {
        let number = |key| span.get(key).and_then(Value::as_u64).unwrap_or_default() as usize;
        let (start, end) = (number("start"), number("end"));
        let (id, text) = (string(span, "article").unwrap_or_default(), string(span, "text").unwrap_or_default());
        let label = format!("{key} in {id}, characters {start} to {end}");
        self.page.line(indent, indent, &words(&label, Tone::Faint))?;
        let context = self.texts.get(id).filter(|_| span.get("field").is_none());
        let context =
            context.and_then(|article| context_of(&article.text, start, end)).filter(|(_, found, _)| found == text);
        let (before, after) = context.map_or((String::new(), String::new()), |(before, _, after)| (before, after));
        let mut line = words(&before, Tone::Faint);
        line.push(Word { text: "»".to_owned(), tone: Tone::Head, glued: false });
        line.extend(words(text, Tone::Head));
        line.push(Word { text: "«".to_owned(), tone: Tone::Head, glued: false });
        line.extend(words(&after, Tone::Faint));
        self.page.line(indent + 2, indent + 2, &line)
    }
}

/// The text before, in and after a range of code points.
fn context_of(text: &str, start: usize, end: usize) -> Option<(String, String, String)> {
    let slice = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let from = start.saturating_sub(CONTEXT);
    (start <= end).then(|| {
        let before = format!("{}{}", if from > 0 { "…" } else { "" }, slice(from, start));
        let mut after = slice(end, end + CONTEXT);
        if after.chars().count() == CONTEXT {
            after.push('…');
        }
        (before, slice(start, end), after)
    })
}

/// A value without quotation marks.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
