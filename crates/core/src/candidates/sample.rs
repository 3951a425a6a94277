//! Samples of a document's shingles.
//!
//! A shingle is in the sample of every document that has it, or of none: those whose hash is below a threshold
//! (*FracMinHash*). Two documents with containment c share a c-th of their samples, whatever their lengths. A short
//! text gives its smallest hashes instead, or it might give none.

use crate::fingerprint::Roller;

/// One shingle in 2³ is sampled: recall is .9995 at a Jaccard similarity of 0.3 on articles of 300 words.
const SHIFT: u32 = 3;

/// Least number of samples, where a text has so many shingles.
const LEAST: usize = 8;

/// More samples than this come from a long text: repeated ones are taken out before they fill the index.
const LONG: usize = 128;

/// Samples documents; keeps its buffer from one to the next.
#[derive(Debug, Default)]
pub struct Sampler {
    shingles: Vec<u64>,
}

impl Sampler {
    /// Appends the sampled shingles of a document, given the hashes of its words in order. In a short text a shingle
    /// may come as often as it stands there. Linear.
    pub fn sample(&mut self, words: &[u64], samples: &mut Vec<u64>) {
        let start = samples.len();
        self.shingles.clear();
        samples.resize(start + words.len() + 1, 0);
        let mut count = start;
        let mut roller = Roller::default();
        for &word in words {
            if let Some(shingle) = roller.push(word) {
                // Written always and kept sometimes: cheaper than a branch that goes wrong at every eighth.
                samples[count] = shingle;
                count += usize::from(shingle >> (64 - SHIFT) == 0);
            }
        }
        samples.truncate(count);
        if count - start < LEAST {
            samples.truncate(start);
            self.smallest(words, samples);
        } else if count - start > LONG {
            let mut own = samples.split_off(start);
            own.sort_unstable();
            own.dedup();
            samples.append(&mut own);
        }
    }

    /// The smallest shingles of a short text.
    fn smallest(&mut self, words: &[u64], samples: &mut Vec<u64>) {
        let mut roller = Roller::default();
        self.shingles.extend(words.iter().filter_map(|&word| roller.push(word)));
        self.shingles.extend(roller.short());
        self.shingles.sort_unstable();
        self.shingles.dedup();
        let below = self.shingles.partition_point(|shingle| shingle >> (64 - SHIFT) == 0);
        self.shingles.truncate(below.max(LEAST));
        samples.append(&mut self.shingles);
    }
}

/// The least number of shared samples that leaves a pair worth verifying: with `own` samples of the shorter document
/// and a containment of at least `share`, three and a half standard deviations under what is expected.
pub fn least_shared(own: u32, share: f64) -> u32 {
    let own = f64::from(own);
    let expected = own * share;
    let low = expected - 3.5 * (expected * (1.0 - share)).sqrt();
    (low.floor().max(1.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::word_hash;
    use proptest::prelude::*;

    fn samples(words: &[u64]) -> Vec<u64> {
        let mut samples = vec![7];
        Sampler::default().sample(words, &mut samples);
        let mut own = samples.split_off(1);
        own.sort_unstable();
        own.dedup();
        own
    }

    proptest! {
        #[test]
        fn samples_are_the_small_shingles(words in prop::collection::vec(0_u32..60, 0..300)) {
            let words: Vec<u64> = words.iter().map(|word| word_hash(word.to_string().as_bytes())).collect();
            let mut roller = Roller::default();
            let mut all: Vec<u64> = words.iter().filter_map(|&word| roller.push(word)).collect();
            all.extend(roller.short());
            all.sort_unstable();
            all.dedup();
            let expected: Vec<u64> = all.iter().enumerate().filter(|(at, shingle)| *at < 8 || **shingle < 1 << 61).map(|(_, s)| *s).collect();
            let found = samples(&words);
            if found.len() > 8 || all.len() <= 8 {
                prop_assert_eq!(&found, &expected);
            }
            prop_assert!(found.len() >= all.len().min(LEAST).min(expected.len()) || found.iter().all(|s| *s < 1 << 61));
        }
    }

    #[test]
    fn a_text_of_one_word_gives_one_sample() {
        let words = vec![word_hash(b"nein"); 100_000];
        assert_eq!(samples(&words).len(), 1);
        assert_eq!(samples(&words[..1]).len(), 1);
        assert_eq!(samples(&[]).len(), 0);
    }

    #[test]
    fn long_texts_must_share_more() {
        assert_eq!(least_shared(8, 0.5), 1);
        assert!((5..=7).contains(&least_shared(37, 0.46)));
        assert!(least_shared(37, 0.82) > 20);
    }
}
