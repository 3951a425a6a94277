//! Why something could not be read, where, and what can be done about it.

use kollate_core::report::Skipped;
use std::fmt;
use thiserror::Error;

/// What is wrong with a file or a record.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
    /// The operating system or a decoder refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// No article in a file of records.
    #[error("the file holds no record")]
    NoRecord,
    /// Not text at all.
    #[error("not text but {what}")]
    Binary {
        /// What its first bytes say.
        what: &'static str,
    },
    /// Broken JSON.
    #[error("not valid JSON: {0}")]
    Json(String),
    /// Broken XML.
    #[error("not valid XML: {0}")]
    Xml(String),
    /// Broken Parquet.
    #[error("not valid Parquet: {0}")]
    Parquet(String),
    /// A format that this build leaves out.
    #[error("Parquet is not read by this build")]
    NotBuilt,
    /// An item that its publisher took back.
    #[error("the item was withdrawn")]
    Withdrawn,
    /// The file ends within a record.
    #[error("the file ends in the middle of a record")]
    Unfinished,
    /// JSON, but no record.
    #[error("not a record but {0}")]
    NotARecord(&'static str),
    /// A record without a text.
    #[error("the record has no text")]
    NoText,
    /// A text of white space.
    #[error("the text is empty")]
    EmptyText,
    /// A field of a wrong type.
    #[error("the field {0} is no text")]
    NotText(String),
    /// Nested beyond reason.
    #[error("elements nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Over the limit.
    #[error("{bytes} bytes, over the limit of {limit} for one article")]
    TooLong {
        /// Its length, as far as it was read.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Over what is held of a page or a record of a web archive, whatever articles may be.
    #[error("{bytes} bytes, over the limit of {limit} for one page")]
    PageTooLong {
        /// Its length, as far as it was read.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}

impl Fault {
    /// What the reader of the message can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::Io(_) => "check that the file exists, is complete and may be read",
            Self::Empty | Self::EmptyText => "nothing to do if it is meant to be empty; else fetch the article again",
            Self::NoRecord => "check the file, or name its format with --input-format",
            Self::Binary { .. } => "convert it to text first, or name its format with --input-format",
            Self::Json(_) => "repair the record; every line of a .jsonl file is one JSON object",
            Self::Xml(_) => "repair or fetch the file again; what stands before was read",
            Self::Parquet(_) => "write the file again; what stands in its other row groups was read",
            Self::NotBuilt => "build kollate with --features parquet, or write the file as JSON lines or CSV",
            Self::Withdrawn => "nothing to do: its publisher cancelled it",
            Self::Unfinished => "fetch the file again; what stands before was read",
            Self::NotARecord(_) => "make it a JSON object with a field text",
            Self::NoText => "name the field that holds the text, such as --map text=body.plain",
            Self::NotText(_) => "make it a string, or name another field with --map",
            Self::TooDeep { .. } => "no page of news is; check where it is from",
            Self::TooLong { .. } => "raise --max-article, or split the text",
            Self::PageTooLong { .. } => "save the page without its scripts and images",
        }
        .to_owned()
    }
}

/// A fault and its place in the file.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// The record, from 1.
    pub record: Option<usize>,
    /// The line on which the record starts, from 1.
    pub line: Option<usize>,
    /// The byte of the decompressed file at which the record starts, in formats without lines.
    pub offset: Option<u64>,
    /// The part of an archive that it lies in.
    pub part: Option<String>,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self { fault, record: None, line: None, offset: None, part: None }
    }
}

impl Fault {
    /// This fault in record number `record`, on line `line`.
    pub fn on_line(self, record: usize, line: usize) -> Problem {
        Problem { record: Some(record), line: Some(line), ..self.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = &self.part {
            let more = self.line.is_some() || self.offset.is_some();
            write!(f, "{part}{}", if more { ", " } else { ": " })?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        } else if let Some(offset) = self.offset {
            write!(f, "byte {offset}: ")?;
        }
        self.fault.fmt(f)
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.fault)
    }
}

impl Problem {
    /// As the report lists it.
    pub fn skipped(&self, path: &str) -> Skipped {
        Skipped { path: path.to_owned(), record: self.record, reason: self.to_string(), remedy: self.fault.remedy() }
    }
}
