//! Which articles of a corpus are copies of which others, and which to keep.
//!
//! In: an [`Index`] of samples, a few [`Facts`] about every article and a way to read it again. Out: a [`Decision`] for
//! every article, the verified pairs and the clusters. Never a loss: an article is dropped only for one that is kept
//! and that it was compared with, word for word; never along a chain. What an index only estimates is counted exactly,
//! on the texts, before it is an [`Edge`]. Time is linear in the articles and their copies.

mod clusters;
mod decide;
mod guard;
mod verify;

pub use clusters::Cluster;
pub use decide::Decision;
pub use decide::Keep;
pub use verify::Edge;

use crate::candidates::Index;
use crate::candidates::Need;
use crate::candidates::SAMPLED;
use crate::candidates::Size;
use crate::candidates::least_shared;
use crate::copies::Relation;
use clusters::clusters;
use decide::decide;
use verify::verify;

/// What the texts of a corpus are read by, a second time: files, or memory.
pub trait Texts: Sync {
    /// Why a text could not be read.
    type Error: Send;

    /// Appends the text of an article, in UTF-8, to `text`.
    ///
    /// # Errors
    /// If it cannot be read any more.
    fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), Self::Error>;
}

/// What is known of an article without its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Number of its words.
    pub words: u32,
    /// Its date, where one is stated: days of a calendar, the earliest that it can be.
    pub day: Option<i32>,
    /// It is left out: compared with nothing, and no decision says anything about it.
    pub skipped: bool,
}

/// What makes articles copies, and which of them are kept.
#[derive(Clone, Debug)]
pub struct Config {
    /// Least Jaccard similarity of `near-duplicate`; none for no such relation.
    pub jaccard: Option<f64>,
    /// Least containment of the shorter in the longer for `contained`; none for no such relation.
    pub containment: Option<f64>,
    /// Which copy is kept.
    pub keep: Keep,
    /// Which copies are dropped.
    pub drop: Vec<Relation>,
    /// Keep a copy whose numbers, dates or negations differ from those of its keeper.
    pub guard: bool,
    /// Compare only articles that are dated, and at most so many days apart.
    pub within: Option<u32>,
    /// A cluster holds only what is a copy of its keeper.
    pub split_chains: bool,
}

/// Least Jaccard similarity of near-duplicates.
pub const JACCARD: f64 = 0.7;
/// Least containment of a contained article.
pub const CONTAINMENT: f64 = 0.8;
/// Least containment of a derived article.
pub const DERIVED: f64 = 0.35;

impl Default for Config {
    fn default() -> Self {
        Self {
            jaccard: Some(JACCARD),
            containment: Some(CONTAINMENT),
            keep: Keep::Longest,
            drop: vec![Relation::Identical, Relation::NearDuplicate, Relation::Contained],
            guard: true,
            within: None,
            split_chains: false,
        }
    }
}

impl Config {
    /// How two articles stand, as far as whole texts tell; none where they share less than is asked for.
    pub fn relation(&self, edge: &Edge) -> Option<Relation> {
        let at_least = |share: f64, least: Option<f64>| least.is_some_and(|least| share >= least);
        if edge.identical {
            Some(Relation::Identical)
        } else if at_least(edge.jaccard(), self.jaccard) {
            Some(Relation::NearDuplicate)
        } else if at_least(edge.containment(), self.containment) {
            Some(Relation::Contained)
        } else if self.drop.contains(&Relation::Derived) && edge.containment() >= DERIVED {
            Some(Relation::Derived)
        } else {
            None
        }
    }

    /// The least containment of the shorter in the longer that a pair must have.
    fn least_containment(&self) -> f64 {
        let by_jaccard = self.jaccard.map(|jaccard| 2.0 * jaccard / (1.0 + jaccard));
        let derived = self.drop.contains(&Relation::Derived).then_some(DERIVED);
        [by_jaccard, self.containment, derived].into_iter().flatten().fold(1.0, f64::min)
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// One for every article, in order.
    pub decisions: Vec<Decision>,
    /// The verified pairs, by left and right.
    pub edges: Vec<Edge>,
    /// The clusters, by their first article; each has at least two.
    pub clusters: Vec<Cluster>,
}

/// Finds the copies in a corpus and decides which to keep.
///
/// # Errors
/// If an article cannot be read a second time.
pub fn dedup<T: Texts>(index: Index, facts: &[Facts], texts: &T, config: &Config) -> Result<Found, T::Error> {
    let needs = Needs::new(config.least_containment());
    let pairs = index.pairs(
        |article, size| needs.of(size, facts[article as usize].words),
        |pair| {
            let (left, right) = (&facts[pair.left as usize], &facts[pair.right as usize]);
            comparable(left, right, config).then_some((pair.left, pair.right))
        },
    );
    let sizes = index.into_sizes();
    let mut edges = verify(&pairs, texts, &|edge: &Edge| config.relation(edge).is_some())?;
    drop(pairs);
    let mut clusters = clusters(&edges, &sizes);
    let decisions = decide(&mut edges, &mut clusters, facts, texts, config)?;
    Ok(Found { decisions, edges, clusters })
}

/// Share of the samples to expect that a pair must have in common where they are common to many articles.
const OF_EXPECTED: f64 = 0.75;

/// What the samples of two articles must have in common for them to be likely enough to reach a threshold.
struct Needs {
    share: f64,
    light: Vec<u8>,
}

impl Needs {
    /// For pairs with at least that share of the shorter in the longer.
    fn new(share: f64) -> Self {
        Self { share, light: least_shared(Need::MOST, share) }
    }

    /// The demand of an article of so many samples and words.
    fn of(&self, size: Size, words: u32) -> Need {
        // A short text gives more samples than there are of it in a long one.
        let own = size.light().min(words / SAMPLED).min(Need::MOST.into());
        // Stock phrases are heavy too, and an anchor has many of them: what is only heavy must reach what is expected.
        let all = f64::from(size.all);
        let heavy = (all * self.share * OF_EXPECTED).ceil().max(2.0).min(all).min(Need::MOST.into());
        Need { light: self.light[own as usize], all: heavy as u8 }
    }
}

/// Whether two articles may be compared at all.
fn comparable(left: &Facts, right: &Facts, config: &Config) -> bool {
    let near = |days| left.day.zip(right.day).is_some_and(|(one, other)| one.abs_diff(other) <= days);
    !left.skipped && !right.skipped && config.within.is_none_or(near)
}

#[cfg(test)]
mod tests;
