//! What two sentences share in whatever order: the machinery of the rules for sentences that do not run parallel.

use crate::claims::Word;
use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::claims::key;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// The keys of a run of tokens, each with its first token, and the concepts among them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    pub(crate) keys: FxHashMap<u64, u32>,
    /// With the token of each.
    pub(crate) concepts: Vec<(ConceptId, u32)>,
}

impl Bag {
    /// Collects a run of tokens. Linear.
    pub(crate) fn new(reading: &Reading, tokens: (u32, u32)) -> Self {
        Self::filtered(reading, tokens, |_| true)
    }

    /// Collects a run of tokens but for names. Linear.
    pub(crate) fn nameless(reading: &Reading, tokens: (u32, u32)) -> Self {
        Self::filtered(reading, tokens, |word| word.entity.is_none())
    }

    /// Collects the wanted words of a run of tokens.
    fn filtered(reading: &Reading, (from, to): (u32, u32), wanted: impl Fn(&Word) -> bool) -> Self {
        let mut bag = Self::default();
        for token in from..to {
            let word = &reading.claims.words[token as usize];
            if !wanted(word) {
                continue;
            }
            let Some(key) = key(word) else { continue };
            bag.keys.entry(key).or_insert(token);
            if let Some(concept) = word.concept {
                bag.concepts.push((concept, token));
            }
        }
        bag
    }

    /// How many keys both have.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        self.keys.keys().filter(|key| other.keys.contains_key(key)).count()
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Shared keys over the mean number of keys: 0..=1.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        2.0 * self.shared(other) as f64 / (self.len() + other.len()).max(1) as f64
    }

    /// Shared keys over those of the smaller bag: 0..=1.
    pub(crate) fn containment(&self, other: &Self) -> f64 {
        self.shared(other) as f64 / self.len().min(other.len()).max(1) as f64
    }

    /// The concepts of a class, each once.
    pub(crate) fn of_class(&self, classes: &[&str]) -> Vec<ConceptId> {
        let mut found: Vec<ConceptId> = self
            .concepts
            .iter()
            .map(|&(concept, _)| concept)
            .filter(|&concept| classes.contains(&concepts::class(concept)))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
