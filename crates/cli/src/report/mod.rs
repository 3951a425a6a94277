//! The writers of reports.
//!
//! In: a [`Sheet`]. Out: bytes. A writer neither sorts nor decides: the report has an order already. A new format is a
//! file and a row in [`FORMATS`].

pub(crate) mod inspection;
mod json;
mod marked;
mod page;
mod places;
mod text;

pub(crate) use marked::contrasted;
pub(crate) use marked::marked;
pub(crate) use page::Page;
pub(crate) use page::Tone;
pub(crate) use page::Word;
pub(crate) use page::words;
pub(crate) use places::Places;

use kollate_core::report::Report;
use std::io;
use std::io::Write;

/// A report and how it is to look.
pub(crate) struct Sheet<'a> {
    /// What was found.
    pub(crate) report: &'a Report,
    /// On which lines of the articles it lies.
    pub(crate) places: &'a Places,
    /// How it is to look, for formats that are for the eye.
    pub(crate) look: Look,
}

/// How something for the eye is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Columns.
    pub(crate) width: usize,
    /// Whether colour may be used.
    pub(crate) color: bool,
}

/// One format of reports.
pub(crate) struct Format {
    /// As `--format` spells it.
    pub(crate) name: &'static str,
    /// One line for `--help`.
    pub(crate) about: &'static str,
    /// Writes a report.
    pub(crate) write: fn(&Sheet, &mut dyn Write) -> io::Result<()>,
}

/// The formats of reports.
pub(crate) static FORMATS: &[Format] = &[
    Format { name: "text", about: "For reading on a terminal", write: text::write },
    Format { name: "json", about: "Everything, as kollate.report/1", write: json::write },
];
