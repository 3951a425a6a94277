//! `kollate config`: the settings in force, each with where it comes from.

use crate::exit::Failure;
use crate::exit::Outcome;
use crate::output::Output;
use crate::settings::FILE;
use crate::settings::Line;
use crate::settings::Settings;
use std::io;
use std::io::Write;

/// Columns in which a setting stands before its source.
const COLUMN: usize = 50;

/// Prints the settings such that they can be put into the file.
pub(crate) fn run(settings: &Settings) -> Result<Outcome, Failure> {
    let mut out = Output::open(None)?;
    match &settings.file {
        Some(file) => writeln!(out, "# {}", file.display())?,
        None => writeln!(out, "# no {FILE} in this folder or above it")?,
    }
    let mut command: Vec<String> = Vec::new();
    for line in settings.lines() {
        if line.command != command {
            writeln!(out, "\n[{}]", line.command.join("."))?;
            command.clone_from(&line.command);
        }
        write(&line, &mut out)?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// One setting, as a comment where nothing is set.
fn write(line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let setting = match (line.values.as_slice(), line.is_list) {
        ([], true) => format!("# {} = []", line.name),
        ([], false) => format!("# {} =", line.name),
        (values, true) => {
            let values: Vec<String> = values.iter().map(|value| toml(value)).collect();
            format!("{} = [{}]", line.name, values.join(", "))
        }
        ([value, ..], false) => format!("{} = {}", line.name, toml(value)),
    };
    writeln!(out, "{setting:<COLUMN$} # {}", line.source)
}

/// A value in TOML: numbers and switches bare, everything else as a string, for which JSON's escapes are TOML's, too.
fn toml(value: &str) -> String {
    let is_bare = value == "true" || value == "false" || value.parse::<i64>().is_ok() || value.parse::<f64>().is_ok();
    if is_bare && !value.starts_with('+') { value.to_owned() } else { serde_json::json!(value).to_string() }
}
