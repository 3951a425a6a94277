//! Runs the command that the arguments name.

use crate::args::Args;
use crate::args::Command;
use crate::commands;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::settings::Settings;
use crate::visible;

/// Runs a command. The report is written before this returns, whatever the outcome.
pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Outcome, Failure> {
    if let Some(threads) = args.globals.threads {
        // The pool exists already only if something ran before us, which nothing does.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
    match &args.command {
        Command::Compare(compare) => commands::compare::run(compare, &args.globals),
        Command::Dedup(dedup) => commands::dedup::run(dedup, &args.globals),
        Command::Explain(explain) => commands::explain::run(explain, &args.globals),
        Command::Inspect(inspect) => commands::inspect::run(inspect, &args.globals),
        Command::Formats => commands::formats::run(),
        Command::Baseline(baseline) => commands::baseline::run(baseline, &args.globals),
        Command::Config => commands::config::run(settings),
        Command::Schema { of } => commands::schema::run(*of),
        Command::Completions { shell } => commands::completions::run(*shell),
        Command::Man(man) => commands::man::run(man),
    }
}

/// Says on standard error why a run failed.
pub(crate) fn complain(failure: &Failure) {
    visible::note(&failure.to_string());
}
