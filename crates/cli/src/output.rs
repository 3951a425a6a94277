//! Where a report goes: standard output, or a file that appears only when it is whole.

use crate::exit::Failure;
use crate::interrupt;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// Bytes that are written at once.
const BUFFER: usize = 256 << 10;

/// A place for a report.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file beside its final place.
    File {
        /// What is written to.
        file: BufWriter<NamedTempFile>,
        /// Where it goes.
        path: PathBuf,
    },
    /// Something that is no regular file, such as a pipe.
    Special(BufWriter<std::fs::File>),
}

impl Output {
    /// Opens `path`, or standard output. Called before anything is read, so that a wrong path costs no work.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))) };
        let failed = |error| Failure::Output { path: path.to_owned(), error };
        if path.metadata().is_ok_and(|meta| !meta.is_file()) {
            let file = std::fs::File::options().write(true).open(path).map_err(failed)?;
            return Ok(Self::Special(BufWriter::with_capacity(BUFFER, file)));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".kollate-");
        let file = with_usual_permissions(&mut builder).tempfile_in(folder).map_err(|error| failed(plain(error)))?;
        interrupt::begun(file.path());
        Ok(Self::File { file: BufWriter::with_capacity(BUFFER, file), path: path.to_owned() })
    }

    /// Whether it is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout(_)) && io::IsTerminal::is_terminal(&io::stdout())
    }

    /// The failure, with the name of this file where it is one of writing to it.
    pub(crate) fn named(&self, failure: Failure) -> Failure {
        match (self, failure) {
            (Self::File { path, .. }, Failure::Write(error)) => Failure::Output { path: path.clone(), error },
            (_, failure) => failure,
        }
    }

    /// Ends the report: only now does a file appear under its name.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::Special(mut out) => Ok(out.flush()?),
            Self::File { file, path } => {
                let failed = |error| Failure::Output { path: path.clone(), error };
                let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
                let temporary = file.path().to_owned();
                file.persist(&path).map_err(|error| failed(error.error))?;
                interrupt::ended(&temporary);
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { file, .. } => file.write(bytes),
            Self::Special(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { file, .. } => file.flush(),
            Self::Special(out) => out.flush(),
        }
    }
}

/// What the system says, without the name of a temporary file that nobody asked for.
fn plain(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source()?.downcast_ref::<io::Error>());
    match inner.and_then(io::Error::raw_os_error) {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error,
    }
}

/// Temporary files are for their owner alone; a report is a file like any other.
#[cfg(unix)]
fn with_usual_permissions<'b>(
    builder: &'b mut tempfile::Builder<'static, 'static>,
) -> &'b mut tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

/// Elsewhere temporary files have the usual permissions already.
#[cfg(not(unix))]
fn with_usual_permissions<'b>(
    builder: &'b mut tempfile::Builder<'static, 'static>,
) -> &'b mut tempfile::Builder<'static, 'static> {
    builder
}
