//! How much a word tells: its inverse document frequency over the articles of the run.

use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// Document frequencies of stems.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    documents: f64,
    frequency: FxHashMap<u64, u32>,
}

/// Articles that are taken to have been seen besides the run's own, so that a handful of articles gives no extreme
/// weights.
const PRIOR_DOCUMENTS: f64 = 8.0;

impl Weights {
    /// Counts the articles that each content stem occurs in. Linear.
    pub fn new(readings: &[Reading]) -> Self {
        let mut frequency = FxHashMap::default();
        let mut stems = Vec::new();
        for reading in readings {
            stems.clear();
            stems.extend(reading.claims.words.iter().filter(|word| word.content).map(|word| word.stem));
            stems.sort_unstable();
            stems.dedup();
            for &stem in &stems {
                *frequency.entry(stem).or_insert(0) += 1;
            }
        }
        Self { documents: readings.len() as f64, frequency }
    }

    /// Weight of a stem, above 0; about 2 for a word of one article in a small run.
    pub fn of(&self, stem: u64) -> f64 {
        ((self.documents + PRIOR_DOCUMENTS) / (f64::from(self.frequency(stem)) + 1.0)).ln().max(0.1)
    }

    /// How many articles a stem occurs in.
    pub fn frequency(&self, stem: u64) -> u32 {
        self.frequency.get(&stem).copied().unwrap_or(0)
    }
}
