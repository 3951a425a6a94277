//! `kollate inspect`: what kollate reads in an article.

use crate::args::Globals;
use crate::args::Inspect;
use crate::args::InspectFormat;
use crate::commands::compare::look;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::input;
use crate::output::Output;
use crate::report;
use kollate_core::inspection::Inspection;
use kollate_core::inspection::inspection;
use kollate_core::reading::Reading;
use kollate_core::reading::read;
use rayon::prelude::*;
use std::io::Write;

/// Inspects every article, in the order of the inputs.
pub(crate) fn run(args: &Inspect, globals: &Globals) -> Result<Outcome, Failure> {
    let mut out = Output::open(args.output.as_deref())?;
    let inputs = input::read(&args.paths, globals);
    inputs.report_problems(globals);
    let look = look(globals.color, &out);
    for batch in inputs.articles.chunks(BATCH) {
        let inspections: Vec<(Reading, Inspection)> = batch
            .par_iter()
            .map(|article| {
                let reading = read(article);
                let inspection =
                    inspection(article, &reading.document, &reading.values, &reading.names, &reading.quotes);
                (reading, inspection)
            })
            .collect();
        for (reading, inspection) in &inspections {
            match args.format {
                InspectFormat::Jsonl => {
                    serde_json::to_writer(&mut out, inspection)?;
                    out.write_all(b"\n")?;
                }
                InspectFormat::Text => report::inspection::write(reading, inspection, look, &mut out)?,
            }
        }
    }
    out.finish()?;
    Ok(inputs.outcome())
}

/// Articles inspected at once: enough for every thread, few enough to hold.
const BATCH: usize = 1024;
