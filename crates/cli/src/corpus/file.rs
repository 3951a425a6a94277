//! A file of lines, read at any place by any thread.

use kollate_formats::Options;
use std::fs::File;
use std::io;

/// A file of JSON lines.
#[derive(Debug)]
pub(crate) struct LineFile {
    file: File,
    /// The input it stands for, as reports show it.
    pub(crate) shown: String,
    /// How its records are read.
    pub(crate) options: Options,
}

impl LineFile {
    /// A file that stands for the input `shown`.
    pub(crate) fn new(file: File, shown: &str, options: Options) -> Self {
        Self { file, shown: shown.to_owned(), options }
    }

    /// Its size in bytes.
    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Fills `bytes` from `offset` on.
    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        let read = self.read_up_to(bytes, offset)?;
        if read < bytes.len() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// Fills as much of `bytes` as the file has from `offset` on; gives how much that is.
    pub(crate) fn read_up_to(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        while filled < bytes.len() {
            match read_some(&self.file, &mut bytes[filled..], offset + filled as u64) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}

#[cfg(unix)]
fn read_some(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_some(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, offset)
}
