//! `kollate man`: manual pages.

use crate::args::Args;
use crate::args::Man;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::output::Output;
use crate::settings::with_switches;
use clap::Command;
use clap::CommandFactory;
use std::fs;

/// Prints the page of a command, or writes all pages to a folder.
pub(crate) fn run(args: &Man) -> Result<Outcome, Failure> {
    let mut command = with_examples(with_switches(Args::command().disable_help_subcommand(true)));
    command.build();
    if let Some(folder) = &args.dir {
        let failed = |error| Failure::Output { path: folder.clone(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        clap_mangen::generate_to(command, folder).map_err(failed)?;
        return Ok(Outcome::Done);
    }
    let page = find(&command, &args.command)?;
    let mut out = Output::open(None)?;
    clap_mangen::Man::new(page).render(&mut out)?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// A command with its examples at the end, where manual pages have them.
fn with_examples(command: Command) -> Command {
    let examples = command.get_before_help().map(|examples| format!("Examples:\n{examples}"));
    let command = command.mut_subcommands(with_examples);
    match examples {
        Some(examples) => command.after_help(examples),
        None => command,
    }
}

/// The command of that name, given as its words.
fn find(command: &Command, words: &[String]) -> Result<Command, Failure> {
    let [first, rest @ ..] = words else { return Ok(command.clone()) };
    match command.find_subcommand(first) {
        Some(inner) => find(inner, rest),
        None => Err(Failure::Usage {
            reason: format!("there is no command {first}"),
            hint: "kollate --help lists the commands".to_owned(),
        }),
    }
}
