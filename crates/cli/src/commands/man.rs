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
use std::io;
use std::io::Write;
use std::path::Path;

/// Prints the page of a command, or writes all pages to a folder.
pub(crate) fn run(args: &Man) -> Result<Outcome, Failure> {
    let mut command = with_examples(with_switches(Args::command().disable_help_subcommand(true)));
    command.build();
    if let Some(folder) = &args.dir {
        let failed = |error| Failure::Output { path: folder.clone(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        pages(&command, folder).map_err(failed)?;
        return Ok(Outcome::Done);
    }
    let mut out = Output::open(None)?;
    out.write_all(page(find(&command, &args.command)?)?.as_bytes())?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Writes the pages of a command and of those below it.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).try_for_each(|inner| pages(inner, folder))?;
    let man = clap_mangen::Man::new(command.clone());
    fs::write(folder.join(man.get_filename()), page(command.clone())?)
}

/// The page of a command, its examples under their usual heading.
fn page(command: Command) -> io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n"))
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
