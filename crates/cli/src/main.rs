//! The command line of kollate: arguments, walking folders, progress and report writers around `kollate-core`.

mod args;
mod commands;
mod corpus;
mod exit;
mod findings;
mod input;
mod interrupt;
mod output;
mod progress;
mod report;
mod run;
mod sense;
mod settings;
mod suggest;
mod visible;

use std::process::ExitCode;

fn main() -> ExitCode {
    let ended = settings::load().and_then(|(args, settings)| run::run(&args, &settings));
    match ended {
        Ok(outcome) => outcome.into(),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            run::complain(&failure);
            exit::Outcome::Unusable.into()
        }
    }
}
