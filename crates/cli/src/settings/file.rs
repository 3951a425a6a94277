//! `kollate.toml`.

use crate::exit::Failure;
use crate::settings::Given;
use crate::settings::each_option;
use crate::settings::from_folder_of;
use crate::settings::is_flag;
use crate::settings::is_path;
use crate::settings::takes_several;
use crate::suggest::suggest;
use clap::Arg;
use clap::Command;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// Settings by command and long name.
type AllGiven = BTreeMap<(Vec<String>, String), Given>;

/// Reads the file; what is unknown or of the wrong kind is an error with its line.
pub(super) fn read(path: &Path, command: &Command) -> Result<AllGiven, Failure> {
    let failed = |reason: String, hint| Failure::File { path: path.display().to_string(), reason, hint };
    let text = std::fs::read_to_string(path)
        .map_err(|error| failed(format!("cannot be read: {error}"), "check the path, or run with --no-config"))?;
    parse(path, &text, command).map_err(|Wrong { at, reason }| {
        let line = 1 + text.get(..at).unwrap_or(&text).matches('\n').count();
        Failure::Usage {
            reason: format!("{}:{line}: {reason}", path.display()),
            hint: "`kollate config` lists the settings; --no-config runs without the file".to_owned(),
        }
    })
}

/// What is wrong at which byte.
struct Wrong {
    at: usize,
    reason: String,
}

fn parse(path: &Path, text: &str, command: &Command) -> Result<AllGiven, Wrong> {
    let table = DeTable::parse(text)
        .map_err(|error| Wrong { at: error.span().map_or(0, |span| span.start), reason: error.message().to_owned() })?;
    let mut known: BTreeMap<(Vec<String>, String), Arg> = BTreeMap::new();
    each_option(command, &mut |path, arg, name| {
        known.insert((path.to_vec(), name.to_owned()), arg.clone());
    });
    let mut reader = Reader { path, text, known, given: BTreeMap::new() };
    reader.table(&[], table.get_ref())?;
    Ok(reader.given)
}

/// A file on its way to settings.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    known: BTreeMap<(Vec<String>, String), Arg>,
    given: AllGiven,
}

impl Reader<'_> {
    fn table(&mut self, command: &[String], table: &DeTable) -> Result<(), Wrong> {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let inner = [command, &[name.to_owned()]].concat();
            let is_command = self.known.keys().any(|(path, _)| path.starts_with(&inner));
            match (value.get_ref(), self.known.get(&(command.to_vec(), name.to_owned())).cloned()) {
                (DeValue::Table(table), None) if is_command => self.table(&inner, table)?,
                (_, Some(arg)) => self.setting(command, name, &arg, value)?,
                _ => return Err(Wrong { at: key.span().start, reason: self.unknown(command, name) }),
            }
        }
        Ok(())
    }

    /// What to say of a key that nothing has.
    fn unknown(&self, command: &[String], name: &str) -> String {
        let place = if command.is_empty() { String::new() } else { format!(" in [{}]", command.join(".")) };
        let here = self.known.keys().filter(|(path, _)| path == command).map(|(_, name)| name.as_str());
        let below = self.known.keys().filter(|(path, _)| path.len() > command.len() && path.starts_with(command));
        let near: BTreeSet<&str> = here.chain(below.map(|(path, _)| path[command.len()].as_str())).collect();
        if let Some(near) = suggest(name, near) {
            return format!("there is no setting {name}{place}; did you mean {near}?");
        }
        let elsewhere = self.known.keys().find(|(_, known)| known == name);
        match elsewhere {
            Some((path, _)) if path.is_empty() => format!("{name} stands above all tables, not{place}"),
            Some((path, _)) => format!("there is no setting {name}{place}; it belongs in [{}]", path.join(".")),
            None => format!("there is no setting {name}{place}"),
        }
    }

    fn setting(&mut self, command: &[String], name: &str, arg: &Arg, value: &Spanned<DeValue>) -> Result<(), Wrong> {
        let at = value.span().start;
        let wrong = |reason: &str| Wrong { at, reason: format!("{name}: {reason}") };
        let mut values = match value.get_ref() {
            DeValue::Array(items) if takes_several(arg) => {
                let items: Option<Vec<String>> = items.iter().map(|item| scalar(item.get_ref())).collect();
                items.ok_or_else(|| wrong("write a list of strings or numbers"))?
            }
            DeValue::Boolean(_) if !is_flag(arg) => return Err(wrong("write a value, not true or false")),
            DeValue::Boolean(_) => vec![scalar(value.get_ref()).unwrap_or_default()],
            _ if is_flag(arg) => return Err(wrong("write true or false")),
            other => vec![scalar(other).ok_or_else(|| wrong("write a string or a number"))?],
        };
        if is_path(arg) {
            values = values.iter().map(|value| from_folder_of(self.path, value)).collect();
        }
        let line = 1 + self.text[..at].matches('\n').count();
        let source = format!("{}:{line}", self.path.display());
        self.given.insert((command.to_vec(), name.to_owned()), Given { values, source });
        Ok(())
    }
}

/// A single value as it would stand on the command line.
fn scalar(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(is_on) => Some(is_on.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use clap::CommandFactory;

    fn given(text: &str) -> Result<Vec<(String, Vec<String>)>, String> {
        let found = parse(Path::new("/x/kollate.toml"), text, &Args::command());
        let found = found.map_err(|wrong| format!("{}: {}", wrong.at, wrong.reason))?;
        let name = |path: &[String], name: &str| [path, &[name.to_owned()]].concat().join(".");
        Ok(found.into_iter().map(|((path, option), given)| (name(&path, &option), given.values)).collect())
    }

    #[test]
    fn options_are_settings() {
        let text = "threads = 4\n[compare]\nfail-on = [\"number:0.9\", \"any\"]\nwhy-not = true\nmin-confidence = 0.5\n\
                    baseline = \"b.json\"\n[baseline.update]\nreason = \"alt\"\n";
        let found = given(text).unwrap();
        let expected: &[(&str, &[&str])] = &[
            ("threads", &["4"]),
            ("baseline.update.reason", &["alt"]),
            ("compare.baseline", &["/x/b.json"]),
            ("compare.fail-on", &["number:0.9", "any"]),
            ("compare.min-confidence", &["0.5"]),
            ("compare.why-not", &["true"]),
        ];
        for (name, values) in expected {
            let one = found.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("{name}: {found:?}"));
            assert_eq!(one.1, *values);
        }
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn mistakes_are_helped() {
        let cases = [
            ("[compare]\nfial-on = \"any\"", "10: there is no setting fial-on in [compare]; did you mean fail-on?"),
            ("[comapre]\n", "1: there is no setting comapre; did you mean compare?"),
            ("jaccard = 0.5", "0: there is no setting jaccard; it belongs in [dedup]"),
            ("[compare]\nthreads = 2", "10: threads stands above all tables, not in [compare]"),
            ("[compare]\nwhy-not = \"ja\"", "20: why-not: write true or false"),
            ("[compare]\nformat = true", "19: format: write a value, not true or false"),
            ("[compare]\nformat = [1]", "19: format: write a string or a number"),
            ("config = \"x\"", "0: there is no setting config"),
        ];
        for (text, expected) in cases {
            assert_eq!(given(text).unwrap_err(), expected, "{text}");
        }
        assert!(given("[compare").is_err());
    }
}
