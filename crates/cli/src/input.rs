//! Finds the inputs, reads them and names their articles.
//!
//! In: paths as the user gave them. Out: articles with unique ids and what was skipped, both in an order that does not
//! depend on the order of the arguments.

pub(crate) mod names;
pub(crate) mod walk;

use crate::args::Globals;
use crate::args::Reading;
use crate::exit::Outcome;
use crate::visible;
use kollate_core::Article;
use kollate_core::report::Skipped;
use kollate_formats::Options;
use kollate_formats::Problem;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;
use walk::Source;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Articles with unique ids, by path and record.
    pub(crate) articles: Vec<Article>,
    /// What could not be read, by path and record.
    pub(crate) skipped: Vec<Skipped>,
}

impl Inputs {
    /// How a run on these inputs ends, if nothing else happens.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.articles.is_empty(), self.skipped.is_empty()) {
            (true, _) => Outcome::Unusable,
            (false, true) => Outcome::Done,
            (false, false) => Outcome::Skipped,
        }
    }

    /// Says on standard error what was skipped, and what was read with doubts.
    pub(crate) fn report_problems(&self, globals: &Globals) {
        let mut lines: Vec<String> = self.skipped.iter().map(complaint).collect();
        if !globals.quiet {
            lines.extend(self.articles.iter().filter(|article| article.replaced > 0).map(doubt));
        }
        if self.articles.is_empty() {
            lines.push("no article could be read".to_owned());
        }
        let hidden = lines.len().saturating_sub(SHOWN_PROBLEMS + 1);
        if hidden > 0 {
            let last = lines.pop().filter(|_| self.articles.is_empty());
            lines.truncate(SHOWN_PROBLEMS);
            lines.push(format!("… and {hidden} more; the report lists all under \"skipped\""));
            lines.extend(last);
        }
        for line in &lines {
            visible::note(line);
        }
    }
}

/// Says on standard error what was skipped; gives how a run ends that read articles, or `none`.
pub(crate) fn report_skipped(skipped: &[Skipped], none: bool) -> Outcome {
    for problem in skipped.iter().take(SHOWN_PROBLEMS) {
        visible::note(&complaint(problem));
    }
    if skipped.len() > SHOWN_PROBLEMS {
        visible::note(&format!("… and {} more", skipped.len() - SHOWN_PROBLEMS));
    }
    match (none, skipped.is_empty()) {
        (true, _) => {
            visible::note("no article could be read");
            Outcome::Unusable
        }
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Skipped,
    }
}

/// Most problems shown on standard error: a file of a million broken lines must not scroll everything away.
const SHOWN_PROBLEMS: usize = 20;

fn complaint(skipped: &Skipped) -> String {
    format!("{}: skipped: {}\n  hint: {}", skipped.path, skipped.reason, skipped.remedy)
}

fn doubt(article: &Article) -> String {
    format!(
        "{}: {} sequences of bytes are no character and were read as \u{FFFD}\n  hint: name the encoding with --encoding",
        article.id, article.replaced
    )
}

/// Reads everything under `paths`.
pub(crate) fn read(paths: &[PathBuf], globals: &Globals) -> Inputs {
    let options = options(&globals.reading);
    let walk::Found { sources, skipped } = walk::walk(paths, options.format.is_some());
    let read: Vec<Vec<Result<Article, Skipped>>> =
        sources.par_iter().map(|source| read_source(source, &options)).collect();
    let mut inputs = Inputs { articles: vec![], skipped };
    let short = names::short(&sources);
    let mut taken = BTreeSet::new();
    for (items, name) in read.into_iter().zip(&short) {
        for item in items {
            match item.and_then(|article| names::name(article, name, &mut taken)) {
                Ok(article) => inputs.articles.push(article),
                Err(skipped) => inputs.skipped.push(skipped),
            }
        }
    }
    inputs.skipped.sort();
    inputs
}

/// The options of the readers.
pub(crate) fn options(reading: &Reading) -> Options {
    Options {
        format: reading.input_format.as_deref().and_then(kollate_formats::by_name),
        encoding: reading.encoding,
        lang: reading.lang.clone(),
        map: reading.map.clone(),
        max_article: reading.max_article,
        folder_outlets: reading.folder_outlets,
    }
}

/// Everything in one file, or in standard input.
fn read_source(source: &Source, options: &Options) -> Vec<Result<Article, Skipped>> {
    let mut items = Vec::new();
    let mut sink = |item: Result<Article, Problem>| {
        items.push(match item {
            Ok(article) => Ok(Article { path: source.shown.clone(), ..article }),
            Err(problem) => Err(problem.skipped(&source.shown)),
        });
    };
    match &source.file {
        None => kollate_formats::read(&source.shown, std::io::stdin().lock(), options, &mut sink),
        Some(path) => match File::open(path) {
            Ok(file) => kollate_formats::read(&source.shown, file, options, &mut sink),
            Err(error) => sink(Err(kollate_formats::Fault::Io(error).into())),
        },
    }
    items
}
