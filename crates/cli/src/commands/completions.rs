//! `kollate completions`: what a shell needs to complete commands and options.

use crate::args::Args;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::output::Output;
use crate::settings::with_switches;
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the script of a shell.
pub(crate) fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut out = Output::open(None)?;
    clap_complete::generate(shell, &mut with_switches(Args::command()), "kollate", &mut out);
    out.finish()?;
    Ok(Outcome::Done)
}
