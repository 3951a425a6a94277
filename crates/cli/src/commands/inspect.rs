//! `kollate inspect`: what kollate reads in an article.

use crate::args::Globals;
use crate::args::Inspect;
use crate::args::InspectFormat;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::input;
use crate::output::Output;
use kollate_core::inspection::Inspection;
use kollate_core::inspection::inspection;
use kollate_core::reading::read;
use kollate_core::report::SpanEntry;
use rayon::prelude::*;
use std::io;
use std::io::Write;

/// Inspects every article, in the order of the inputs.
pub(crate) fn run(args: &Inspect, globals: &Globals) -> Result<Outcome, Failure> {
    let mut out = Output::open(args.output.as_deref())?;
    let inputs = input::read(&args.paths, globals);
    inputs.report_problems(globals);
    for batch in inputs.articles.chunks(BATCH) {
        let inspections: Vec<Inspection> = batch
            .par_iter()
            .map(|article| {
                let reading = read(article);
                inspection(article, &reading.document, &reading.values, &reading.names, &reading.quotes)
            })
            .collect();
        for inspection in &inspections {
            match args.format {
                InspectFormat::Jsonl => {
                    serde_json::to_writer(&mut out, inspection)?;
                    out.write_all(b"\n")?;
                }
                InspectFormat::Text => write_text(inspection, &mut out)?,
            }
        }
    }
    out.finish()?;
    Ok(inputs.outcome())
}

/// Articles inspected at once: enough for every thread, few enough to hold.
const BATCH: usize = 1024;

/// Writes an inspection for reading.
fn write_text(inspection: &Inspection, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} ({}, {} sentences)", inspection.article, inspection.lang, inspection.sentences.len())?;
    for value in &inspection.values {
        let meaning = value.timex.clone().or_else(|| value.value.map(|number| number.to_string()));
        let unit = value.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        write_line(value.kind, &value.span, &format!("{}{unit}", meaning.unwrap_or_default()), out)?;
    }
    for name in &inspection.names {
        write_line(name.kind, &name.span, &name.name, out)?;
    }
    for quote in &inspection.quotes {
        let speaker = quote.speaker_name.as_deref().unwrap_or("no speaker found");
        for span in &quote.quote {
            write_line(&quote.kind.to_lowercase(), span, speaker, out)?;
        }
    }
    writeln!(out)
}

fn write_line(kind: &str, span: &SpanEntry, meaning: &str, out: &mut impl Write) -> io::Result<()> {
    let text = span.text.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "  {kind:<12} {:>6}..{:<6} {text}  → {meaning}", span.start, span.end)
}
