//! Samples of a document's shingles.
//!
//! A shingle is in the sample of every document that has it, or of none: those whose hash is below a threshold
//! (*FracMinHash*). Two documents with containment c share a c-th of their samples, whatever their lengths. A short
//! text gives its smallest hashes instead, or it might give none.

use crate::fingerprint::Roller;

/// One of how many shingles is sampled, but for those of short texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(u32);

impl Rate {
    /// The rate for pairs with at least that `share` of the shorter in the longer: near-duplicates are told from others
    /// by few samples, abridged copies take more (recall is then .9995 at a Jaccard similarity of 0.3 on
    /// articles of 300 words).
    pub fn for_share(share: f64) -> Self {
        Self(if share < LOW { 12 } else { 16 })
    }

    /// One of so many.
    pub fn one_of(self) -> u32 {
        self.0
    }

    /// The first hash that is too large for the sample.
    fn limit(self) -> u64 {
        u64::MAX / u64::from(self.0)
    }
}

/// Least number of samples, where a text has so many shingles: of two short texts that have half of it in common, both
/// have some of these, but for one pair in some thousands. With 8 it was one in fifty.
const LEAST: usize = 16;

/// More samples than this come from a long text: repeated ones are taken out before they fill the index.
const LONG: usize = 128;

/// Samples documents; keeps its buffer from one to the next.
#[derive(Debug)]
pub struct Sampler {
    limit: u64,
    shingles: Vec<u64>,
}

impl Sampler {
    /// A sampler of that rate.
    pub fn new(rate: Rate) -> Self {
        Self { limit: rate.limit(), shingles: vec![] }
    }

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
                // Written always and kept sometimes: cheaper than a branch that goes wrong at every sample.
                samples[count] = shingle;
                count += usize::from(shingle < self.limit);
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
        // Of hashes that are evenly spread, these are three times as many as are needed.
        let likely = (3 * LEAST as u64).saturating_mul(u64::MAX / words.len().max(1) as u64).max(self.limit);
        if !self.below(likely, words) && !self.below(u64::MAX, words) {
            let mut roller = Roller::default();
            for &word in words {
                let _ = roller.push(word);
            }
            self.shingles.extend(roller.short());
        }
        let below = self.shingles.partition_point(|&shingle| shingle < self.limit);
        self.shingles.truncate(below.max(LEAST));
        samples.append(&mut self.shingles);
    }

    /// Gathers the shingles up to a hash, sorted; says whether they are enough.
    fn below(&mut self, most: u64, words: &[u64]) -> bool {
        let mut roller = Roller::default();
        self.shingles.clear();
        self.shingles.extend(words.iter().filter_map(|&word| roller.push(word)).filter(|&shingle| shingle <= most));
        self.shingles.sort_unstable();
        self.shingles.dedup();
        self.shingles.len() >= LEAST
    }
}

/// For every number of samples, up to `most`, how many of them a longer document must have for the pair to be worth
/// verifying, where at least the `share` of the shorter document is in the longer: of the pairs that have no more in
/// common than is asked for, one in ten thousand shares fewer (one in seventy where little is asked for), and of all
/// others by far fewer.
pub fn least_shared(most: u8, share: f64) -> Vec<u8> {
    let least = |own| least_of(own, share.clamp(0.01, MOST_SHARE)).clamp(1, most.max(1).into());
    (0..=u32::from(most)).map(|own| least(own) as u8).collect()
}

/// Share of the pairs just above a threshold that may be missed.
const MISSED: f64 = 0.0001;

/// The same below a share of [`LOW`]: or one shared stock phrase would make a pair of two short articles worth verifying,
/// and there are thirty such pairs for every copy. Few pairs lie just above such a threshold: of all that reach it, fewer
/// than one in a thousand is missed.
const MISSED_LOW: f64 = 0.015;
const LOW: f64 = 0.6;

/// Above this the samples of the shorter document are still not all expected in the longer: which of them are common
/// to many documents is not the same in both.
const MOST_SHARE: f64 = 0.95;

/// The largest number that a binomial variable is below with a chance of about [`MISSED`].
fn least_of(own: u32, share: f64) -> u32 {
    let missed = if share < LOW { MISSED_LOW } else { MISSED };
    let mut chance = (1.0 - share).powf(f64::from(own));
    let (mut below, mut number) = (chance, 0);
    while below <= missed {
        chance *= f64::from(own - number) / f64::from(number + 1) * share / (1.0 - share);
        number += 1;
        below += chance;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::word_hash;
    use proptest::prelude::*;

    const RATE: Rate = Rate(8);

    fn samples(words: &[u64]) -> Vec<u64> {
        let mut samples = vec![7];
        Sampler::new(RATE).sample(words, &mut samples);
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
            let expected: Vec<u64> = all.iter().enumerate().filter(|(at, shingle)| *at < LEAST || **shingle < RATE.limit()).map(|(_, s)| *s).collect();
            let found = samples(&words);
            if found.len() > LEAST || all.len() <= LEAST {
                prop_assert_eq!(&found, &expected);
            }
            prop_assert!(found.len() >= all.len().min(LEAST).min(expected.len()) || found.iter().all(|s| *s < RATE.limit()));
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
        let (half, most) = (least_shared(127, 0.5), least_shared(127, 0.82));
        assert_eq!((half[0], half[7], half[8], half[20]), (1, 1, 1, 5));
        assert!((20..25).contains(&most[37]), "{}", most[37]);
        assert!(half.is_sorted() && most.is_sorted());
    }
}
