//! The arguments. Choices come from the tables, so that a new format or kind shows up by itself.

mod examples;

use crate::findings;
use crate::findings::FailOn;
use crate::report;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use encoding_rs::Encoding;
use kollate_formats::FORMATS;
use kollate_formats::Mapping;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Reads news articles against one another: copies, shared passages and quotations, and claims that disagree.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
#[command(help_template = examples::FIRST, before_help = examples::KOLLATE)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) globals: Globals,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles against one another: what they share, and where they disagree
    #[command(help_template = examples::FIRST, before_help = examples::COMPARE)]
    Compare(Compare),
    /// Find the copies in a corpus of any size, and decide which articles to keep
    #[command(help_template = examples::FIRST, before_help = examples::DEDUP)]
    Dedup(Dedup),
    /// Show one finding in full: both sentences in context, values, anchors
    #[command(help_template = examples::FIRST, before_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Show what kollate reads in an article: sentences, values, names, quotations
    #[command(help_template = examples::FIRST, before_help = examples::INSPECT)]
    Inspect(Inspect),
    /// List the formats that are read, and by which fields
    #[command(help_template = examples::FIRST, before_help = examples::FORMATS)]
    Formats,
    /// Accept findings, so that they fail no job
    #[command(subcommand, help_template = examples::FIRST, before_help = examples::BASELINE)]
    Baseline(BaselineCommand),
    /// Show the settings in force, and where each comes from
    #[command(help_template = examples::FIRST, before_help = examples::CONFIG)]
    Config,
    /// Print the JSON Schema of what kollate writes
    #[command(help_template = examples::FIRST, before_help = examples::SCHEMA)]
    Schema {
        /// Of what
        #[arg(value_name = "WHAT", default_value = "report")]
        of: SchemaOf,
    },
    /// Print what a shell needs to complete commands and options
    #[command(help_template = examples::FIRST, before_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of a command
    #[command(help_template = examples::FIRST, before_help = examples::MAN)]
    Man(Man),
}

/// What to print the schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// compare --format json
    Report,
    /// A line of compare --format jsonl
    Finding,
    /// A line of inspect --format jsonl
    Inspection,
    /// A baseline
    Baseline,
}

/// Arguments of `kollate man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// The command, such as compare or baseline update; all of kollate by default
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(crate) dir: Option<PathBuf>,
}

/// What holds for every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Globals {
    /// Use so many threads; all cores by default
    #[arg(long, global = true, value_name = "N", value_parser = report::count)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Show no progress and no notes; errors still show
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Take settings from this file; by default from the nearest kollate.toml in this folder or above it
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Take settings from no file
    #[arg(long, global = true)]
    pub(crate) no_config: bool,
    /// How inputs are read.
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How inputs are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// Read every input in this format; by ending and content by default
    #[arg(long, global = true, value_name = "F",
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    pub(crate) input_format: Option<String>,
    /// Language of articles that state none; found in the text by default
    #[arg(long, global = true, value_name = "L",
          value_parser = PossibleValuesParser::new(kollate_core::lang::LANGUAGES.iter().map(|lang| lang.code)))]
    pub(crate) lang: Option<String>,
    /// Where records hold a field, such as text=body.plain; may be given several times
    #[arg(long, global = true, value_name = "FIELD=PATH")]
    pub(crate) map: Vec<Mapping>,
    /// Encoding of the inputs, such as windows-1252; found in the bytes by default
    #[arg(long, global = true, value_name = "E", value_parser = encoding)]
    pub(crate) encoding: Option<&'static Encoding>,
    /// Take the name of an article's folder for its outlet where it states none
    #[arg(long, global = true)]
    pub(crate) folder_outlets: bool,
    /// Longest text of an article, in bytes, such as 50M
    #[arg(long, global = true, value_name = "SIZE", default_value = "50M", value_parser = size)]
    pub(crate) max_article: usize,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment variable `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Arguments of `kollate compare`.
#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to write the report
    #[arg(long, value_name = "F", default_value = "text", value_parser = report_formats())]
    pub(crate) format: String,
    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What single formats can be told.
    #[command(flatten)]
    pub(crate) options: report::Options,
    /// What fails a job.
    #[command(flatten)]
    pub(crate) job: Job,
    /// What disagreements are found by.
    #[command(flatten)]
    pub(crate) findings: Findings,
}

/// What fails a job, and what is left out of it.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "For build servers")]
pub(crate) struct Job {
    /// End with exit code 1 if there are such findings: kinds, near-duplicate, any …; number:0.9 for a confidence
    #[arg(long, value_name = "KIND[:X],…", value_delimiter = ',', value_parser = FailOn::parse,
          long_help = fail_on_help())]
    pub(crate) fail_on: Vec<FailOn>,
    /// Findings that are accepted, with reasons: they are marked as known, and fail no job
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Compare all, but report only what concerns articles in files that this list names, one path a line
    #[arg(long, value_name = "LIST")]
    pub(crate) changed_only: Option<PathBuf>,
}

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Add what is found in the articles and not known yet
    #[command(help_template = examples::FIRST, before_help = examples::UPDATE)]
    Update {
        /// Add only such findings, as --fail-on of compare names them
        #[arg(long, value_name = "KIND[:X],…", value_delimiter = ',', value_parser = FailOn::parse)]
        of: Vec<FailOn>,
        /// Why the new ones are accepted
        #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
        reason: String,
        /// The baseline and the articles.
        #[command(flatten)]
        file: BaselineFile,
    },
    /// Take out what is found in the articles no more
    #[command(help_template = examples::FIRST, before_help = examples::PRUNE)]
    Prune {
        /// The baseline and the articles.
        #[command(flatten)]
        file: BaselineFile,
    },
}

/// A baseline and the articles it is about.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineFile {
    /// The baseline
    #[arg(long, value_name = "FILE", default_value = "kollate-baseline.json")]
    pub(crate) baseline: PathBuf,
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Which disagreements to report.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Findings {
    /// Report only these kinds of disagreement
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = kinds())]
    pub(crate) only: Vec<String>,
    /// Report only disagreements at least so sure, from 0 to 1
    #[arg(long, value_name = "X", default_value = "0", value_parser = share)]
    pub(crate) min_confidence: f64,
    /// Also report what was considered and let go, and why
    #[arg(long)]
    pub(crate) why_not: bool,
}

/// Arguments of `kollate explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Id of the finding, or its beginning
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The articles, to compare them anew
    #[arg(value_name = "PATH", required_unless_present = "report", conflicts_with = "report")]
    pub(crate) paths: Vec<PathBuf>,
    /// A report made with --format json, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "F", default_value = "text")]
    pub(crate) format: ExplainFormat,
}

/// How `kollate explain` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// For reading
    Text,
    /// The finding in a line of JSON, then what it points to, as compare --format jsonl writes them
    Jsonl,
}

/// Arguments of `kollate inspect`.
#[derive(Debug, clap::Args)]
pub(crate) struct Inspect {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to write what was read
    #[arg(long, value_name = "F", default_value = "text")]
    pub(crate) format: InspectFormat,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How `kollate inspect` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// For reading
    Text,
    /// One line of JSON for each article
    Jsonl,
}

/// Arguments of `kollate dedup`.
#[derive(Debug, clap::Args)]
pub(crate) struct Dedup {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Least Jaccard similarity of near-duplicates, or off
    #[arg(long, value_name = "X", default_value = "0.7", value_parser = threshold)]
    pub(crate) jaccard: Threshold,
    /// Least share of the shorter article in the longer for it to be contained, or off
    #[arg(long, value_name = "X", default_value = "0.8", value_parser = threshold)]
    pub(crate) containment: Threshold,
    /// Which of several copies to keep
    #[arg(long, value_name = "WHICH", default_value = "longest")]
    pub(crate) keep: KeepWhich,
    /// Which copies to drop
    #[arg(
        long,
        value_name = "RELATION,…",
        value_delimiter = ',',
        default_value = "identical,near-duplicate,contained"
    )]
    pub(crate) drop: Vec<DropWhat>,
    /// Drop copies whose numbers, dates or negations differ from those of the article kept, too
    #[arg(long)]
    pub(crate) no_guard: bool,
    /// Compare only articles that are dated at most so many days apart; undated ones are all kept
    #[arg(long, value_name = "DAYS")]
    pub(crate) within: Option<u32>,
    /// Let a cluster hold only what is a copy of its keeper, instead of all that a chain of copies connects
    #[arg(long)]
    pub(crate) split_chains: bool,
    /// How to write the decisions
    #[arg(long, value_name = "F", default_value = "jsonl")]
    pub(crate) format: DedupFormat,
    /// Write the decisions to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write the records of the articles that are kept, unchanged and in the shape of their input, to this file; for
    /// several inputs that are not JSON lines or WARC files name a folder (DIR/), in which each becomes a file
    #[arg(long, value_name = "FILE|DIR/")]
    pub(crate) kept: Option<PathBuf>,
    /// Write the pairs of copies that were found, with what they share, to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<PathBuf>,
    /// Show the simhash of every article
    #[arg(long)]
    pub(crate) fingerprints: bool,
    /// Use about so much memory, such as 512M; half of what the machine has by default
    #[arg(long, value_name = "SIZE", value_parser = memory)]
    pub(crate) memory: Option<u64>,
    /// Folder for temporary files
    #[arg(long, value_name = "DIR")]
    pub(crate) tmp: Option<PathBuf>,
}

/// A share from 0 to 1 above which something counts, or nothing that does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Threshold(pub(crate) Option<f64>);

/// Which of several copies to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepWhich {
    /// The longest, of several the earliest: a longer version is never dropped for a shorter one
    Longest,
    /// The one with the earliest stated date; undated ones come last, then the order of the inputs counts
    Earliest,
    /// The first in the order of the inputs
    First,
}

/// Which copies to drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DropWhat {
    /// The same words in the same order
    Identical,
    /// Jaccard similarity as --jaccard says
    NearDuplicate,
    /// The shorter of two, contained in the longer as --containment says
    Contained,
    /// The shorter of two with at least 0.35 of it in the longer
    Derived,
    /// An older version of a story that its publisher numbers, for a newer one; both are kept by default
    Versions,
}

/// How `kollate dedup` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DedupFormat {
    /// One line of JSON for each article
    Jsonl,
    /// A table; ids that a spreadsheet would take for a formula get an apostrophe before them
    Csv,
    /// For reading: the clusters
    Text,
}

/// The formats of reports with a line about each.
fn report_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(report::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}

/// The kinds of disagreement with a line about each.
fn kinds() -> PossibleValuesParser {
    let kinds = kollate_core::compare::kinds();
    PossibleValuesParser::new(kinds.into_iter().map(|(name, about)| PossibleValue::new(name).help(about)))
}

/// What `--fail-on` can name.
fn fail_on_help() -> String {
    let help = "End with exit code 1 if there are such findings; KIND:0.9 means only those at least so sure.\n\n\
                    Kinds:"
        .to_owned();
    findings::names().iter().fold(help, |help, (name, about)| format!("{help}\n- {name}: {about}"))
}

/// A number from 0 to 1.
fn share(stated: &str) -> Result<f64, String> {
    let number = stated.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "write a number from 0 to 1".to_owned())
}

/// A number from 0 to 1, or `off`.
fn threshold(stated: &str) -> Result<Threshold, String> {
    if stated == "off" {
        return Ok(Threshold(None));
    }
    let number = share(stated).map_err(|_| "write a number from 0 to 1, or off".to_owned())?;
    if number == 0.0 {
        Err("0 makes everything a copy; write a number above 0, or off".to_owned())
    } else {
        Ok(Threshold(Some(number)))
    }
}

/// An amount of memory: a size without the limit that texts have.
fn memory(stated: &str) -> Result<u64, String> {
    let digits = stated.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match stated[digits.len()..].to_ascii_uppercase().trim_end_matches(['B', 'I']) {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err("write a size such as 512M or 4G".to_owned()),
    };
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
    bytes.filter(|&bytes| bytes > 0).ok_or_else(|| "write a size such as 512M or 4G".to_owned())
}

/// An encoding by any of the labels that the web knows.
fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; try utf-8, windows-1252, iso-8859-15, macintosh or utf-16le".to_owned())
}

/// A size in bytes, with K, M or G for powers of 1024.
fn size(stated: &str) -> Result<usize, String> {
    let digits = stated.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match stated[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => Some(1),
        "K" | "KB" | "KIB" => Some(1 << 10),
        "M" | "MB" | "MIB" => Some(1 << 20),
        "G" | "GB" | "GIB" => Some(1 << 30),
        _ => None,
    };
    let bytes = factor.zip(digits.parse::<usize>().ok()).and_then(|(factor, number)| number.checked_mul(factor));
    bytes.filter(|&bytes| 0 < bytes && bytes < 1 << 32).ok_or_else(|| "write a size such as 50M, under 4G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn help_begins_with_examples() {
        fn check(command: &mut clap::Command, name: &str) {
            let help = command.render_long_help().to_string();
            let (examples, usage) = (help.find("Examples:\n  kollate "), help.find("Usage:"));
            assert!(examples.is_some() && examples < usage, "{name}: {help}");
            for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
                let name = format!("{name} {}", inner.get_name());
                check(inner, &name);
            }
        }
        check(&mut Args::command(), "kollate");
    }

    #[test]
    fn sizes() {
        assert_eq!((size("512"), size("64K"), size("2g")), (Ok(512), Ok(64 << 10), Ok(2 << 30)));
        for wrong in ["", "M", "5X", "-1", "0", "4G", "99999999999999999999"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
