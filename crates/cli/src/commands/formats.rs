//! `kollate formats`: what is read, and by which fields.

use crate::exit::Failure;
use crate::exit::Outcome;
use crate::output::Output;
use kollate_formats::FIELDS;
use kollate_formats::FORMATS;
use kollate_formats::SHAPES;
use std::io::Write;

/// Prints the tables of formats and fields.
pub(crate) fn run() -> Result<Outcome, Failure> {
    let mut out = Output::open(None)?;
    for format in FORMATS {
        writeln!(out, "{:<10} {}", format.name, format.about)?;
        writeln!(out, "{:<10} .{}", "", format.extensions.join(" ."))?;
        writeln!(out, "{:<10} {}", "", format.fields)?;
    }
    writeln!(out, "\nFields of records, under the first of these names that holds anything, or as --map says:")?;
    for (_, name, aliases) in FIELDS {
        writeln!(out, "{name:<10} {}", aliases.join(", "))?;
    }
    writeln!(out, "\nRecords of well-known makers that are read so:")?;
    for (name, fields) in SHAPES {
        writeln!(out, "{name:<12} {fields}")?;
    }
    writeln!(out, "\nAny of them may be compressed with gzip (.gz) or Zstandard (.zst).")?;
    out.finish()?;
    Ok(Outcome::Done)
}
