//! Which articles of a corpus are copies of which others, and which to keep.
//!
//! In: the [`Index`] of samples (or several, one after the other, where memory is short), a few [`Facts`] about every
//! article and a way to read it again. Out: a [`Decision`] about every article, the verified pairs and the clusters.
//! Never a loss: an article is dropped only for one that is kept and that it was compared with, word for word; never
//! along a chain. What an index only estimates is counted exactly, on the texts, before it is an [`Edge`]. Time is
//! linear in the articles and their copies.

mod clusters;
mod decide;
mod guard;
mod needs;
mod table;
#[cfg(test)]
mod tests;
mod verify;

pub use clusters::Cluster;
pub use decide::Decision;
pub use decide::Keep;
pub use verify::Edge;

use crate::candidates::Index;
use crate::candidates::Rate;
use crate::copies::Relation;
use crate::text::Version;
use clusters::clusters;
use decide::decide;
use needs::Needs;
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

    /// Which version of which story an article is, where its publisher says. Versions of one story are no copies.
    fn version(&self, _article: u32) -> Option<&Version> {
        None
    }
}

/// What is known of an article without its text: eight bytes, for there are as many as articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Number of its words, and whether it is left out.
    words: u32,
    /// Its date; [`Facts::UNDATED`] for none.
    day: i32,
}

impl Facts {
    const SKIPPED: u32 = 1 << 31;
    const UNDATED: i32 = i32::MIN;

    /// An article of so many words (more than 2³¹ count as that), and its date, where one is stated: days of a calendar,
    /// the earliest that it can be.
    pub fn new(words: usize, day: Option<i32>) -> Self {
        Self { words: words.min(Self::SKIPPED as usize - 1) as u32, day: day.unwrap_or(Self::UNDATED) }
    }

    /// Number of its words.
    pub fn words(self) -> u32 {
        self.words & !Self::SKIPPED
    }

    /// Its date, where one is stated.
    pub fn day(self) -> Option<i32> {
        (self.day != Self::UNDATED).then_some(self.day)
    }

    /// Leaves it out: it is compared with nothing, and no decision says anything about it.
    pub fn skip(&mut self) {
        self.words |= Self::SKIPPED;
    }

    /// Whether it is left out.
    pub fn is_skipped(self) -> bool {
        self.words & Self::SKIPPED != 0
    }
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
        self.of_texts(edge).map(|relation| if edge.versions.is_some() { Relation::Versions } else { relation })
    }

    /// How the texts of two articles stand, whoever published them.
    fn of_texts(&self, edge: &Edge) -> Option<Relation> {
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

    /// How many of the shingles are to be sampled for these thresholds.
    pub fn rate(&self) -> Rate {
        Rate::for_share(self.least_containment())
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
    /// Those about the articles that have copies, by article.
    decisions: Vec<(u32, Decision)>,
    /// The verified pairs, by left and right.
    pub edges: Vec<Edge>,
    /// The clusters, by their first article; each has at least two.
    pub clusters: Vec<Cluster>,
}

impl Found {
    /// What becomes of an article: it is kept where it has no copy.
    pub fn decision(&self, article: u32) -> Decision {
        let place = self.decisions.binary_search_by_key(&article, |&(article, _)| article);
        place.map_or_else(|_| Decision::default(), |place| self.decisions[place].1)
    }
}

/// Finds the copies in a corpus and decides which to keep. The indexes are for one part of the articles after the other.
///
/// # Errors
/// If an article cannot be read a second time, or an index not be made.
pub fn dedup<T: Texts>(
    indexes: impl IntoIterator<Item = Result<Index, T::Error>>,
    facts: &[Facts],
    texts: &T,
    config: &Config,
) -> Result<Found, T::Error> {
    let needs = Needs::new(config);
    let (mut pairs, mut common) = (vec![], vec![]);
    for index in indexes {
        let index = index?;
        pairs.extend(promising(&index, &needs, facts, config));
        common = (0..facts.len() as u32).map(|article| clusters::is_common(index.size(article))).collect();
    }
    let mut edges = verify(&pairs, texts, &|edge: &Edge| config.relation(edge).is_some())?;
    drop(pairs);
    let mut clusters = clusters(&edges, &common);
    drop(common);
    let decisions = decide(&mut edges, &mut clusters, facts, texts, config)?;
    Ok(Found { decisions, edges, clusters })
}

/// The pairs of an index that may reach a threshold.
fn promising(index: &Index, needs: &Needs, facts: &[Facts], config: &Config) -> Vec<(u32, u32)> {
    index.pairs(
        |article, size| needs.of(size, facts[article as usize].words()),
        |pair| {
            let (left, right) = (facts[pair.left as usize], facts[pair.right as usize]);
            let sizes = (index.size(pair.left), index.size(pair.right));
            let wanted = comparable(left, right, config)
                && needs.promise(pair, (sizes.0, left.words()), (sizes.1, right.words()));
            wanted.then_some((pair.left, pair.right))
        },
    )
}

/// Whether two articles may be compared at all.
fn comparable(left: Facts, right: Facts, config: &Config) -> bool {
    let near = |days| left.day().zip(right.day()).is_some_and(|(one, other)| one.abs_diff(other) <= days);
    !left.is_skipped() && !right.is_skipped() && config.within.is_none_or(near)
}
