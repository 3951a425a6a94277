//! `kollate baseline`: findings that are accepted.

use crate::args::BaselineCommand;
use crate::args::BaselineFile;
use crate::args::Findings;
use crate::args::Globals;
use crate::commands::compare::findings;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::findings::FailOn;
use crate::findings::baseline::Baseline;
use crate::input;
use crate::output::Output;
use crate::visible;
use kollate_core::report::Report;

/// Compares the articles anew, and brings the baseline up to what is found.
pub(crate) fn run(command: &BaselineCommand, globals: &Globals) -> Result<Outcome, Failure> {
    match command {
        BaselineCommand::Update { of, reason, file } => update(of, reason, file, globals),
        BaselineCommand::Prune { file } => prune(file, globals),
    }
}

/// Accepts what is new.
fn update(of: &[FailOn], reason: &str, file: &BaselineFile, globals: &Globals) -> Result<Outcome, Failure> {
    let mut baseline = if file.baseline.exists() { Baseline::read(&file.baseline)? } else { Baseline::default() };
    let (report, outcome) = report(file, globals)?;
    let wanted = crate::findings::findings(&report)
        .filter(|finding| of.is_empty() || of.iter().any(|what| what.means(*finding)));
    let new = baseline.accept(wanted, reason);
    write(&baseline, file)?;
    say(globals, &format!("{}: {} accepted", file.baseline.display(), entries(new)));
    Ok(outcome)
}

/// So many entries, in words that fit their number.
pub(crate) fn entries(count: usize) -> String {
    format!("{count} {}", if count == 1 { "entry" } else { "entries" })
}

/// Takes out what is found no more.
fn prune(file: &BaselineFile, globals: &Globals) -> Result<Outcome, Failure> {
    let mut baseline = Baseline::read(&file.baseline)?;
    let (report, outcome) = report(file, globals)?;
    if outcome == Outcome::Skipped {
        return Err(Failure::Usage {
            reason: "some articles could not be read, so what is found in them would be pruned".to_owned(),
            hint: "see the lines above, and try again when all can be read".to_owned(),
        });
    }
    let gone = baseline.prune(&report);
    write(&baseline, file)?;
    for entry in &gone {
        say(globals, &format!("{}: gone: {entry}", file.baseline.display()));
    }
    say(globals, &format!("{}: {} taken out", file.baseline.display(), entries(gone.len())));
    Ok(outcome)
}

/// What is found in the articles.
fn report(file: &BaselineFile, globals: &Globals) -> Result<(Report, Outcome), Failure> {
    let inputs = input::read(&file.paths, globals);
    inputs.report_problems(globals);
    let outcome = inputs.outcome();
    if outcome == Outcome::Unusable {
        return Err(Failure::Usage {
            reason: "without articles there is nothing to hold the baseline against".to_owned(),
            hint: "name the files or folders that hold the articles".to_owned(),
        });
    }
    Ok((findings(&Findings::default(), inputs, globals), outcome))
}

fn write(baseline: &Baseline, file: &BaselineFile) -> Result<(), Failure> {
    let mut out = Output::open(Some(&file.baseline))?;
    baseline.write(&mut out)?;
    out.finish()
}

/// A note on standard error.
fn say(globals: &Globals, line: &str) {
    if !globals.quiet {
        visible::note(line);
    }
}
