//! Settings: what the command line leaves open comes from the environment, then from `kollate.toml`, then from the
//! defaults.
//!
//! There is no list of settings: every option of every command is one, under its long name. `kollate.toml` has a table
//! for each command, `[compare]`, `[baseline.update]`; options that hold everywhere stand above the tables. In the
//! environment `compare --fail-on` is `KOLLATE_COMPARE_FAIL_ON`, and `--threads` is `KOLLATE_THREADS`. What is found
//! becomes the default of the option, so that it is checked and shown in `--help` as if it had been given. What a file
//! switches on, `--why-not=false` switches off again.

mod file;

use crate::args::Args;
use crate::exit::Failure;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::Command;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::parser::ValueSource;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

/// The name of the file, looked for in the folder that the program runs in and in those above it.
pub(crate) const FILE: &str = "kollate.toml";

/// What is in force, and where it comes from.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The file in use.
    pub(crate) file: Option<PathBuf>,
    /// By command (empty for what holds everywhere) and long name.
    given: BTreeMap<(Vec<String>, String), Given>,
}

/// What the environment or the file says of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    values: Vec<String>,
    /// Whether it is a variable or a file, and which place in it.
    source: String,
}

/// One line of what `kollate config` shows.
pub(crate) struct Line {
    /// The command; none for what holds everywhere.
    pub(crate) command: Vec<String>,
    /// Long name of the option.
    pub(crate) name: String,
    /// Several where the option takes several; none where nothing is set.
    pub(crate) values: Vec<String>,
    /// Whether the option takes several values.
    pub(crate) is_list: bool,
    /// Where they come from.
    pub(crate) source: String,
}

/// Reads the arguments of the program. Wrong usage ends it here, as help and version do.
pub(crate) fn load() -> Result<(Args, Settings), Failure> {
    let command = Args::command();
    // First as if there were no settings: mistakes on the command line are told before those elsewhere.
    let matches = with_switches(command.clone()).get_matches();
    let mut settings = Settings::read(&command, &matches)?;
    let mut command = settings.applied(with_switches(command));
    let parsed = command.try_get_matches_from_mut(std::env::args_os());
    let parsed = parsed.map_err(|error| settings.blame(&error))?;
    let args = Args::from_arg_matches(&parsed).map_err(|error| settings.blame(&error))?;
    settings.hear(&parsed);
    Ok((args, settings))
}

impl Settings {
    /// Reads the environment and the file.
    fn read(command: &Command, matches: &ArgMatches) -> Result<Self, Failure> {
        let named = matches.get_one::<PathBuf>("config").cloned();
        let named =
            named.or_else(|| std::env::var_os("KOLLATE_CONFIG").filter(|path| !path.is_empty()).map(Into::into));
        let path = if matches.get_flag("no_config") { None } else { named.or_else(upward) };
        let mut settings = Self { file: path, given: BTreeMap::new() };
        if let Some(path) = &settings.file {
            settings.given = file::read(path, command)?;
        }
        let mut given = BTreeMap::new();
        each_option(command, &mut |path, arg, name| {
            let variable = variable(path, name);
            if let Some(value) = std::env::var(&variable).ok().filter(|value| !value.is_empty()) {
                let source = format!("environment variable {variable}");
                given.insert((path.to_vec(), name.to_owned()), Given { values: split(arg, value), source });
            }
        });
        settings.given.extend(given);
        Ok(settings)
    }

    /// Takes what the command line says of the options that hold everywhere; those of other commands were not given.
    fn hear(&mut self, parsed: &ArgMatches) {
        for arg in Args::command().get_arguments().filter(|arg| is_setting(arg)) {
            let id = arg.get_id().as_str();
            let is_given = parsed.value_source(id) == Some(ValueSource::CommandLine);
            let values = parsed.get_raw(id).filter(|_| is_given).into_iter().flatten();
            let values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
            if let Some(name) = arg.get_long().filter(|_| is_given) {
                let source = "command line".to_owned();
                self.given.insert((vec![], name.to_owned()), Given { values, source });
            }
        }
    }

    /// The command with the settings as defaults.
    fn applied(&self, mut command: Command) -> Command {
        for ((path, name), given) in &self.given {
            command = with_default(command, path, name, &given.values);
        }
        command
    }

    /// Says which setting an error is about: what the command line holds has been found right before.
    fn blame(&self, error: &clap::Error) -> Failure {
        let text = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            _ => String::new(),
        };
        let (option, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
        let is_meant = |name: &str| option.split([' ', '=', '[']).next() == Some(&format!("--{name}"));
        let source = self.given.iter().find(|((_, name), given)| is_meant(name) && given.values.contains(&value));
        let source = source.map_or("the settings", |(_, given)| given.source.as_str());
        let message = error.to_string();
        let message = message.trim_start_matches("error: ").lines().next().unwrap_or_default().to_owned();
        let hint = std::error::Error::source(error)
            .map_or_else(|| "see --help of the command".to_owned(), ToString::to_string);
        // What is wrong says already what to write instead.
        let message = message.strip_suffix(&format!(": {hint}")).unwrap_or(&message);
        Failure::Usage { reason: format!("{source}: {message}"), hint }
    }

    /// Everything that is in force, by command and in the order of `--help`.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        each_option(&Args::command(), &mut |path, arg, name| {
            let defaults =
                || arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
            let given = self.given.get(&(path.to_vec(), name.to_owned()));
            let (values, source) = match given {
                Some(given) => (given.values.clone(), given.source.clone()),
                None => (defaults(), "default".to_owned()),
            };
            let mut values: Vec<String> = values.into_iter().flat_map(|value| split(arg, value)).collect();
            if is_flag(arg) {
                values = vec![values.first().is_some_and(|value| is_on(value)).to_string()];
            }
            let is_list = takes_several(arg);
            lines.push(Line { command: path.to_vec(), name: name.to_owned(), values, is_list, source });
        });
        lines
    }
}

/// The nearest file of settings, from the folder that the program runs in upwards.
fn upward() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
}

/// Calls `visit` for every option that can be set: the path of its command, itself and its long name.
fn each_option(command: &Command, visit: &mut dyn FnMut(&[String], &Arg, &str)) {
    visit_options(command, &[], visit);
}

fn visit_options(command: &Command, path: &[String], visit: &mut dyn FnMut(&[String], &Arg, &str)) {
    for arg in command.get_arguments().filter(|arg| is_setting(arg)) {
        if let Some(name) = arg.get_long() {
            visit(path, arg, name);
        }
    }
    for inner in command.get_subcommands().filter(|inner| !["help", "man"].contains(&inner.get_name())) {
        visit_options(inner, &[path, &[inner.get_name().to_owned()]].concat(), visit);
    }
}

/// Whether an option can be set: not those that say where settings come from, and not help.
fn is_setting(arg: &Arg) -> bool {
    let is_about_settings = matches!(arg.get_id().as_str(), "config" | "no_config" | "help" | "version");
    !is_about_settings && !arg.is_positional()
}

/// A command whose switches can be given a value, so that what a file or the environment switched on can be switched
/// off: `--quiet=false`. Without a value a switch is on.
pub(crate) fn with_switches(command: Command) -> Command {
    let switched = |arg: Arg| {
        if !is_setting(&arg) || !is_flag(&arg) {
            return arg;
        }
        let values = clap::builder::BoolishValueParser::new();
        let arg = arg.action(ArgAction::Set).value_parser(values).num_args(0..=1).require_equals(true);
        arg.default_value("false").default_missing_value("true").hide_default_value(true).value_name("true|false")
    };
    command.mut_args(switched).mut_subcommands(with_switches)
}

/// Whether an option takes several values.
fn takes_several(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// Whether an option is on or off.
fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::SetFalse)
}

/// Whether a switch is on that was given a value, in the words that the parser takes for true.
fn is_on(value: &str) -> bool {
    matches!(value.to_lowercase().as_str(), "y" | "yes" | "t" | "true" | "on" | "1")
}

/// Whether an option is a path.
fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == clap::builder::ValueParser::path_buf().type_id()
}

/// A value as the values it stands for.
fn split(arg: &Arg, value: String) -> Vec<String> {
    match arg.get_value_delimiter() {
        Some(delimiter) => value.split(delimiter).map(|part| part.trim().to_owned()).collect(),
        None => vec![value],
    }
}

/// The variable of an option.
fn variable(path: &[String], name: &str) -> String {
    let parts: Vec<&str> = ["kollate"].into_iter().chain(path.iter().map(String::as_str)).chain([name]).collect();
    parts.join("_").replace('-', "_").to_uppercase()
}

/// A command in which an option has other default values.
fn with_default(command: Command, path: &[String], name: &str, values: &[String]) -> Command {
    if let [first, rest @ ..] = path {
        return command.mut_subcommand(first, |inner| with_default(inner, rest, name, values));
    }
    let id = command.get_arguments().find(|arg| arg.get_long() == Some(name)).map(|arg| arg.get_id().clone());
    let Some(id) = id else { return command };
    // The parser keeps its defaults for ever, and so do we: a few strings, once.
    let values: Vec<&'static str> = values.iter().map(|value| &*value.clone().leak()).collect();
    command.mut_arg(id, |arg| arg.default_values(values))
}

/// The path of a setting, from the folder of the file that names it.
fn from_folder_of(file: &Path, path: &str) -> String {
    let folder = file.parent().unwrap_or(Path::new(""));
    let here = std::env::current_dir().unwrap_or_default();
    let folder = folder.strip_prefix(&here).unwrap_or(folder);
    if path == "-" { path.to_owned() } else { folder.join(path).to_string_lossy().into_owned() }
}
