//! The order of stages, from articles to the report.
//!
//! Alone knows all rooms, and alone decides on threads. Stages run on one article or one pair at a time; what they
//! find is sorted before it is reported, so that neither threads nor the order of arguments show. Inside, articles are
//! ordered by their content and never by id: renaming them turns the sides of findings and changes nothing else.

mod build;
mod findings;
mod ids;
mod pairs;
mod texts;

use crate::candidates::Overlap;
use crate::candidates::candidates;
use crate::compare::Compared;
use crate::compare::Question;
use crate::compare::Senses;
use crate::compare::SentenceEncoder;
use crate::compare::lone;
use crate::compare::mentioned;
use crate::copies::Cluster;
use crate::copies::Edge;
use crate::copies::Origin;
use crate::copies::clusters;
use crate::copies::origins;
use crate::copies::recurring;
use crate::events;
use crate::events::Events;
use crate::events::StatedDateAnomaly;
use crate::events::Weights;
use crate::events::happenings;
use crate::events::months_allow;
use crate::events::shared;
use crate::events::stated_dates;
use crate::reading::Reading;
use crate::reading::read;
use crate::report::Report;
use crate::report::Skipped;
use crate::text::Article;
use crate::text::Span;
use crate::values::Reference;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What shapes the findings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Also report what was considered and let go.
    pub why_not: bool,
    /// Kinds of disagreement to report; all where none.
    pub only: Option<Vec<String>>,
    /// Least confidence of a disagreement to be reported: 0..=1.
    pub min_confidence: f64,
}

/// What a run works on.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Articles with unique ids, in any order.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// Is told how far a run is.
pub trait Progress: Sync {
    /// A stage of `total` steps begins.
    fn stage(&self, name: &'static str, total: u64);
    /// `by` steps of the stage are done.
    fn advance(&self, by: u64);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// Compares articles.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    /// What shapes the findings.
    pub config: Config,
    /// Proposes sentences that may answer one another in other words; without it, shared words alone do.
    pub encoder: Option<Arc<dyn SentenceEncoder>>,
}

/// All that the stages found, by index of the articles.
struct Found<'a> {
    readings: Vec<Reading<'a>>,
    events: Events,
    pairs: Vec<pairs::Pair>,
    clusters: Vec<Cluster>,
    origins: Vec<Origin>,
    /// For each article the spans that its inferred date rests on.
    inferred_from: Vec<Vec<(u32, Span)>>,
    mentioned: Vec<Compared>,
    /// What only one article of its event states.
    lone: Vec<Question>,
    anomalies: Vec<StatedDateAnomaly>,
    /// For each event of another article that an article mentions: article, event, statement.
    mentions: Vec<(u32, u32, u32)>,
}

impl Found<'_> {
    /// Gives back what comparing needed and the report does not: the better part of what was read.
    fn release(&mut self) {
        for reading in &mut self.readings {
            reading.claims.words = vec![];
            reading.print.shingles = vec![];
        }
    }
}

impl Engine {
    /// Compares articles with one another and reports what was found. Cannot fail.
    pub fn run(&self, input: Input, progress: &dyn Progress) -> Report {
        let Input { mut articles, skipped } = input;
        articles.sort_by(|a, b| content_order(a).cmp(&content_order(b)));
        let mut found = self.find(&articles, progress);
        found.release();
        progress.stage("writing the report", 1);
        // On a worker: allocators keep what a thread gave back for that thread, and the workers read the articles.
        let (report, ()) = rayon::join(|| build::report(&self.config, &found, skipped), || ());
        progress.advance(1);
        report
    }

    /// Runs the stages.
    fn find<'a>(&self, articles: &'a [Article], progress: &dyn Progress) -> Found<'a> {
        progress.stage("reading", articles.len() as u64);
        let mut readings: Vec<Reading> = articles
            .par_iter()
            .map(|article| {
                let reading = read(article);
                progress.advance(1);
                reading
            })
            .collect();
        progress.stage("finding candidates", 2);
        let prints: Vec<_> = readings.iter_mut().map(|reading| std::mem::take(&mut reading.print)).collect();
        let overlaps = candidates(&prints);
        for (reading, print) in readings.iter_mut().zip(prints) {
            reading.print = print;
        }
        progress.advance(1);
        let weights = Weights::new(&readings);
        let mut events = events::events(&readings, &weights, &overlaps, &events::Config::default());
        progress.advance(1);
        date_by_event(&mut readings, &events);
        let recurring = recurring(&readings);
        let senses = self.encoder.as_ref().map(|encoder| Senses::new(&readings, &events, &**encoder));
        let senses = senses.as_ref();
        if let Some(senses) = senses {
            part_strangers(&mut events, &readings, senses, &overlaps);
        }
        let pairs = pairs::pairs(&readings, &events, &overlaps, &weights, &recurring, senses, progress);
        let edges: Vec<Edge> =
            pairs.iter().map(|pair| Edge { left: pair.left, right: pair.right, kinship: &pair.kinship }).collect();
        let (clusters, origins) = (clusters(&readings, &edges), origins(&readings, &edges));
        let all: Vec<_> = readings
            .par_iter()
            .enumerate()
            .flat_map_iter(|(index, reading)| happenings(index as u32, reading))
            .collect();
        let shared = shared(&readings, &all);
        let mentions = mentions(&readings, &events, &shared);
        let mentioned = mentioned(&readings, &shared);
        let anomalies = stated_dates(&readings, &events);
        let lone = events.events.par_iter().flat_map_iter(|event| lone(&readings, &event.articles)).collect();
        let own = |(article, reading): (usize, &Reading)| {
            reading.inferred_from.iter().map(|&span| (article as u32, span)).collect()
        };
        let inferred_from = readings.iter().enumerate().map(own).collect();
        Found { readings, events, pairs, clusters, origins, inferred_from, mentioned, lone, anomalies, mentions }
    }
}

/// What articles are ordered by inside: all but the id, and the id only between articles that are alike in all else.
fn content_order(article: &Article) -> (&str, &str, &str, &str, &str) {
    (
        article.date.as_ref().map_or("~", |date| &date.value),
        &article.text,
        article.title.as_deref().unwrap_or(""),
        article.outlet.as_deref().unwrap_or(""),
        &article.id,
    )
}

/// Two dated articles of which not even the nearest sentences come this near to one another report no one event.
const LEAST_NEARNESS: f64 = 0.33;

/// Parts what shares words and days but says nothing alike. Articles without a date of their own stay: they are read by the
/// day of their event.
fn part_strangers(events: &mut Events, readings: &[Reading], senses: &Senses, overlaps: &[Overlap]) {
    let undated = |article: u32| readings[article as usize].article.date.is_none();
    let copied: FxHashSet<(u32, u32)> = overlaps.iter().map(|overlap| (overlap.left, overlap.right)).collect();
    events.part(|left, right| {
        undated(left)
            || undated(right)
            || copied.contains(&(left, right))
            || senses.nearness(left, right).is_none_or(|nearness| nearness >= LEAST_NEARNESS)
    });
}

/// Reads undated articles again by the day of their event.
fn date_by_event(readings: &mut [Reading], events: &Events) {
    readings.par_iter_mut().zip(&events.dates).for_each(|(reading, dates)| {
        if let (None, Some((_, last))) = (reading.reference.range, dates) {
            reading.redate(Reference { range: Some((*last, *last)) });
        }
    });
}

/// Which articles mention an event that they do not report: a happening that they share with one of its articles, and
/// that stands in the lead of that article.
fn mentions(readings: &[Reading], events: &Events, shared: &[events::Shared]) -> Vec<(u32, u32, u32)> {
    let mut found = Vec::new();
    for group in shared {
        for told in &group.happenings {
            let event = events.of[told.article as usize];
            for other in &group.happenings {
                let elsewhere = events.of[other.article as usize] != event && is_fresh(told, &group.happenings);
                if elsewhere && months_allow(&readings[told.article as usize], &readings[other.article as usize]) {
                    found.push((other.article, event, other.statement));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether an article is the one that a happening is news to: it tells it earliest in its text.
fn is_fresh(told: &events::Happening, all: &[events::Happening]) -> bool {
    all.iter().all(|other| told.statement <= other.statement || told.article == other.article)
}
