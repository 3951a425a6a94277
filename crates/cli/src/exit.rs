//! How a run ends.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use thiserror::Error;

/// What a run came to, as the shell sees it. Where several apply, 2 comes before 1, and 1 before 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// 0: done.
    Done,
    /// 1: done, and there are findings that `--fail-on` names.
    Failed,
    /// 2: wrong usage, or nothing could be read.
    Unusable,
    /// 3: done, but some inputs were skipped.
    Skipped,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Unusable => Self::from(2),
            Outcome::Skipped => Self::from(3),
        }
    }
}

/// Why a run could not be finished.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The report could not be written.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The file of the report could not be made.
    #[error("{}: cannot be written: {error}\n  hint: check that the folder exists, may be written to and has room", path.display())]
    Output {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file that the command needs could not be used.
    #[error("{path}: {reason}\n  hint: {hint}")]
    File {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
        /// What can be done.
        hint: &'static str,
    },
    /// The arguments do not go together.
    #[error("{reason}\n  hint: {hint}")]
    Usage {
        /// What is wrong.
        reason: String,
        /// What can be done.
        hint: String,
    },
}

impl Failure {
    /// Whether the reader of our output has gone: `kollate … | head` is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
