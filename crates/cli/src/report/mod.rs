//! The writers of reports.
//!
//! In: a [`Sheet`]. Out: bytes. A writer neither sorts nor decides: the report has an order already. A new format is a
//! file and a row in [`FORMATS`].

mod annotations;
mod csv;
mod edits;
mod github;
mod gitlab;
#[cfg(test)]
mod hostile;
mod html;
pub(crate) mod inspection;
mod json;
pub(crate) mod jsonl;
mod junit;
pub(crate) mod markdown;
mod marked;
mod page;
mod places;
mod sarif;
mod sections;
mod sides;
#[cfg(test)]
mod streaming;
mod tei;
mod text;
mod xml;

pub(crate) use csv::guarded;
pub(crate) use marked::both_marked;
pub(crate) use marked::contrasted;
pub(crate) use marked::marked;
pub(crate) use page::Page;
pub(crate) use page::Tone;
pub(crate) use page::Word;
pub(crate) use page::words;
pub(crate) use places::Places;
pub(crate) use places::Region;

use crate::findings::FailOn;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Site;
use crate::findings::findings;

use clap::ValueEnum;
use kollate_core::Article;
use kollate_core::report::Report;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;
use std::num::NonZeroUsize;

/// Reads a number of things, at least one, from the command line.
pub(crate) fn count(stated: &str) -> Result<NonZeroUsize, String> {
    stated.parse().map_err(|_| "write a whole number, at least 1".to_owned())
}

/// A report and how it is to look.
pub(crate) struct Sheet<'a> {
    /// What was found.
    pub(crate) report: &'a Report,
    /// The articles by id, for the formats whose row asks for them.
    pub(crate) articles: BTreeMap<&'a str, &'a Article>,
    /// On which lines of the articles it lies.
    pub(crate) places: &'a Places,
    /// How it is to look, for formats that are for the eye.
    pub(crate) look: Look,
    /// What single formats can be told.
    pub(crate) options: &'a Options,
    /// What fails the job.
    pub(crate) fail_on: &'a [FailOn],
    /// Whether findings are held against a baseline.
    pub(crate) has_baseline: bool,
    /// The articles that are asked about, where only what concerns them is.
    pub(crate) changed: Option<&'a BTreeSet<String>>,
}

impl Sheet<'_> {
    /// The sides of a finding, the one first that it is shown beside: the changed article's where only the other side is of
    /// an article that nobody changed.
    pub(crate) fn sides<'f>(&self, finding: Finding<'f>) -> (Site<'f>, Option<Site<'f>>) {
        let (left, right) = (finding.left(), finding.right());
        let is_changed = |site: &Site| self.changed.is_some_and(|changed| changed.contains(site.article));
        match right {
            Some(right) if is_changed(&right) && !is_changed(&left) => (right, Some(left)),
            _ => (left, right),
        }
    }

    /// Whether a finding fails the job. What is known never does.
    pub(crate) fn fails(&self, finding: Finding) -> bool {
        finding.known().is_none() && self.fail_on.iter().any(|what| what.means(finding))
    }

    /// How much a finding matters: what fails the job is an error.
    pub(crate) fn level(&self, finding: Finding) -> Level {
        if self.fails(finding) { Level::Error } else { finding.level() }
    }

    /// The findings by how much they matter, else in the order of the report.
    pub(crate) fn by_level(&self) -> impl Iterator<Item = (Level, Finding<'_>)> {
        let levels = [Level::Error, Level::Warning, Level::Note];
        levels.into_iter().flat_map(move |level| {
            findings(self.report).filter(move |finding| self.level(*finding) == level).map(move |found| (level, found))
        })
    }
}

/// What single formats can be told; the others pass over it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Which table to write as csv
    #[arg(long, value_name = "TABLE", default_value = "disagreements", value_parser = csv::tables())]
    pub(crate) table: String,
    /// Language of the headings of html; that of most articles by default
    #[arg(long, value_name = "L")]
    pub(crate) ui_lang: Option<UiLang>,
    /// Quote at most so many words of an article in one place of html, so that the page can be shared
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) max_quote: Option<NonZeroUsize>,
}

/// The language of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum UiLang {
    /// German
    De,
    /// English
    En,
}

/// How something for the eye is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Columns.
    pub(crate) width: usize,
    /// Whether colour may be used.
    pub(crate) color: bool,
    /// Whether places may be links.
    pub(crate) links: bool,
}

/// One format of reports.
pub(crate) struct Format {
    /// As `--format` spells it.
    pub(crate) name: &'static str,
    /// One line for `--help`.
    pub(crate) about: &'static str,
    /// Whether it needs the texts of the articles, and not only what was found in them.
    pub(crate) needs_articles: bool,
    /// Writes a report.
    pub(crate) write: fn(&Sheet, &mut dyn Write) -> io::Result<()>,
}

/// The formats of reports.
pub(crate) static FORMATS: &[Format] = &[
    Format { name: "text", about: "For reading on a terminal", needs_articles: false, write: text::write },
    Format { name: "json", about: "Everything, as kollate.report/1", needs_articles: false, write: json::write },
    Format { name: "jsonl", about: "One finding a line, in JSON", needs_articles: false, write: jsonl::write },
    Format { name: "csv", about: "One of the tables that --table names", needs_articles: false, write: csv::write },
    Format { name: "html", about: "One page for the browser", needs_articles: true, write: html::write },
    Format { name: "markdown", about: "For pull requests", needs_articles: false, write: markdown::write },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", needs_articles: false, write: sarif::write },
    Format { name: "junit", about: "JUnit XML, for build servers", needs_articles: false, write: junit::write },
    Format {
        name: "github",
        about: "Annotations of GitHub Actions, and a summary of the job",
        needs_articles: false,
        write: github::write,
    },
    Format { name: "gitlab", about: "Code Quality of GitLab", needs_articles: false, write: gitlab::write },
    Format {
        name: "annotations",
        about: "W3C Web Annotations, JSON-LD",
        needs_articles: true,
        write: annotations::write,
    },
    Format { name: "tei", about: "Critical apparatus in TEI", needs_articles: false, write: tei::write },
];
