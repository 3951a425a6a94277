//! `kollate compare`: what articles share, and where they disagree.

use crate::args::Color;
use crate::args::Compare;
use crate::args::Findings;
use crate::args::Globals;
use crate::commands::baseline::entries;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::findings::Finding;
use crate::findings::baseline::Applied;
use crate::findings::baseline::Baseline;
use crate::findings::changed;
use crate::input;
use crate::input::Inputs;
use crate::output::Output;
use crate::progress::Bar;
use crate::report;
use crate::report::Look;
use crate::report::Places;
use crate::report::Sheet;
use crate::sense;
use crate::visible;
use kollate_core::engine::Config;
use kollate_core::engine::Engine;
use kollate_core::engine::Input;
use kollate_core::report::Report;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;

/// Compares the articles under the paths and writes the report.
pub(crate) fn run(args: &Compare, globals: &Globals) -> Result<Outcome, Failure> {
    // What can be wrong with the arguments comes to light before the work begins.
    let baseline = args.job.baseline.as_deref().map(Baseline::read).transpose()?;
    let list = args.job.changed_only.as_deref().map(changed::read).transpose()?;
    let format = report::FORMATS.iter().find(|format| format.name == args.format);
    let format = format.unwrap_or(&report::FORMATS[0]);
    let mut out = Output::open(args.output.as_deref())?;
    let inputs = input::read(&args.paths, globals);
    inputs.report_problems(globals);
    let outcome = inputs.outcome();
    let places = Places::new(&inputs.articles);
    let look = look(globals.color, &out);
    let changed = list.map(|list| changed::articles(&inputs.articles, &list));
    if changed.as_ref().is_some_and(BTreeSet::is_empty) && !globals.quiet {
        visible::note(
            "--changed-only: no file of the list is among those read\n  hint: give the paths as seen from here",
        );
    }
    let kept = if format.needs_articles { inputs.articles.clone() } else { vec![] };
    let mut report = findings(&args.findings, inputs, globals);
    if let Some(baseline) = &baseline {
        tell(&baseline.apply(&mut report), args, globals);
    }
    if let Some(changed) = &changed {
        changed::retain(&mut report, changed);
    }
    let articles = kept.iter().map(|article| (article.id.as_str(), article)).collect();
    let fail_on = &args.job.fail_on;
    let sheet = Sheet {
        report: &report,
        articles,
        places: &places,
        look,
        options: &args.options,
        fail_on,
        has_baseline: baseline.is_some(),
        changed: changed.as_ref(),
    };
    (format.write)(&sheet, &mut out)?;
    out.finish()?;
    if format.name == "github" {
        append_summary(&sheet);
    }
    Ok(judged(&sheet, outcome))
}

/// How a run ends, by its findings and by its inputs.
fn judged(sheet: &Sheet, inputs: Outcome) -> Outcome {
    let failing: Vec<Finding> =
        crate::findings::findings(sheet.report).filter(|finding| sheet.fails(*finding)).collect();
    let Some(first) = failing.first() else { return inputs };
    let number = failing.len();
    let line = format!(
        "{number} finding{} that --fail-on names, first {}: {}\n  hint: kollate explain {} PATH…",
        if number == 1 { "" } else { "s" },
        first.kind(),
        first.message(),
        first.id()
    );
    visible::note(&line);
    if inputs == Outcome::Unusable { inputs } else { Outcome::Failed }
}

/// Says what the baseline did.
fn tell(applied: &Applied, args: &Compare, globals: &Globals) {
    let file = args.job.baseline.as_deref().unwrap_or(Path::new("")).display();
    let mut lines = vec![format!("{file}: {} known findings", applied.known)];
    // Fewer findings than usual are looked for: nothing can be said of the entries for the others.
    let is_whole = args.findings.only.is_empty() && args.findings.min_confidence == 0.0;
    if is_whole && !applied.unused.is_empty() {
        lines.push(format!(
            "{file}: no longer found: {}, first {}\n  hint: kollate baseline prune --baseline {file} PATH…",
            entries(applied.unused.len()),
            applied.unused[0]
        ));
    }
    if applied.without_reason > 0 {
        lines.push(format!(
            "{file}: without a reason: {}\n  hint: write why they are accepted",
            entries(applied.without_reason)
        ));
    }
    if !globals.quiet {
        for line in lines {
            visible::note(&line);
        }
    }
}

/// The Markdown report for the summary page of a job, where GitHub Actions says where it goes.
fn append_summary(sheet: &Sheet) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return };
    let append = || {
        let file = File::options().append(true).create(true).open(&path)?;
        let mut out = BufWriter::new(file);
        report::markdown::write(sheet, &mut out)?;
        out.flush()
    };
    if let Err(error) = append() {
        let path = Path::new(&path).display();
        visible::note(&format!("{path}: the summary cannot be written: {error}"));
    }
}

/// Compares articles, with a bar that shows how far it is.
pub(crate) fn findings(args: &Findings, inputs: Inputs, globals: &Globals) -> Report {
    let config = Config {
        why_not: args.why_not,
        only: (!args.only.is_empty()).then(|| args.only.clone()),
        min_confidence: args.min_confidence,
    };
    let bar = Bar::new(globals.quiet);
    Engine { config, encoder: sense::encoder() }.run(Input { articles: inputs.articles, skipped: inputs.skipped }, &bar)
}

/// Columns where the output is no terminal: what the issue trackers and mails that reports are pasted into can show.
const WIDTH: usize = 100;

/// How output for the eye is to look.
pub(crate) fn look(color: Color, out: &Output) -> Look {
    let is_terminal = out.is_terminal();
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && !set("NO_COLOR") && !is_dumb,
    };
    Look {
        width: columns.filter(|_| is_terminal).unwrap_or(WIDTH).max(40),
        color,
        links: color && is_terminal && !is_dumb,
    }
}
