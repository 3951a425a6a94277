//! `kollate compare`: what articles share, and where they disagree.

use crate::args::Color;
use crate::args::Compare;
use crate::args::Findings;
use crate::args::Globals;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::input;
use crate::input::Inputs;
use crate::output::Output;
use crate::progress::Bar;
use crate::report;
use crate::report::Look;
use crate::report::Places;
use crate::report::Sheet;
use kollate_core::engine::Config;
use kollate_core::engine::Engine;
use kollate_core::engine::Input;
use kollate_core::report::Report;

/// Compares the articles under the paths and writes the report.
pub(crate) fn run(args: &Compare, globals: &Globals) -> Result<Outcome, Failure> {
    let mut out = Output::open(args.output.as_deref())?;
    let inputs = input::read(&args.paths, globals);
    inputs.report_problems(globals);
    let outcome = inputs.outcome();
    let places = Places::new(&inputs.articles);
    let look = look(globals.color, &out);
    let format = report::FORMATS.iter().find(|format| format.name == args.format);
    let format = format.unwrap_or(&report::FORMATS[0]);
    let kept = if format.needs_articles { inputs.articles.clone() } else { vec![] };
    let report = findings(&args.findings, inputs, globals);
    let articles = kept.iter().map(|article| (article.id.as_str(), article)).collect();
    let sheet = Sheet { report: &report, articles, places: &places, look, options: &args.options };
    (format.write)(&sheet, &mut out)?;
    out.finish()?;
    Ok(outcome)
}

/// Compares articles, with a bar that shows how far it is.
pub(crate) fn findings(args: &Findings, inputs: Inputs, globals: &Globals) -> Report {
    let config = Config {
        why_not: args.why_not,
        only: (!args.only.is_empty()).then(|| args.only.clone()),
        min_confidence: args.min_confidence,
    };
    let bar = Bar::new(globals.quiet);
    Engine { config }.run(Input { articles: inputs.articles, skipped: inputs.skipped }, &bar)
}

/// Columns where the output is no terminal: what the issue trackers and mails that reports are pasted into can show.
const WIDTH: usize = 100;

/// How output for the eye is to look.
pub(crate) fn look(color: Color, out: &Output) -> Look {
    let is_terminal = out.is_terminal();
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Look {
        width: columns.filter(|_| is_terminal).unwrap_or(WIDTH).max(40),
        color: match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !set("NO_COLOR") && !is_dumb,
        },
    }
}
