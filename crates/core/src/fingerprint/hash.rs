//! Hashes of words and of runs of three words.
//!
//! A word's hash is one folded 64 × 64 → 128 bit product for up to 16 bytes, one more for every further 16. A run's
//! hash is a linear combination of its words' hashes with odd factors, so that it rolls: two products a word, and no
//! finishing step, because the hash of a word is already mixed. Both are the same on every run and platform.

/// Words in a shingle.
pub const SHINGLE_WORDS: usize = 3;

/// Odd, without structure: the digits of π and e in base 16.
const LOW: u64 = 0x243f_6a88_85a3_08d3;
const HIGH: u64 = 0x1319_8a2e_0370_7345;
const LENGTH: u64 = 0xb7e1_5162_8aed_2a6b;
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xbf58_476d_1ce4_e5b9;
const SEQUENCE: u64 = 0xd6e8_feb8_6659_fd93;

/// The upper half of a product folded onto the lower.
#[inline]
fn fold(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    product as u64 ^ (product >> 64) as u64
}

/// The hash of a word of at most 16 bytes, given as its little-endian halves (missing bytes zero).
#[inline]
pub(crate) fn short_word_hash(low: u64, high: u64, len: usize) -> u64 {
    fold(low ^ LOW, high ^ HIGH ^ (len as u64).wrapping_mul(LENGTH))
}

/// The hash of a word in its normal form.
pub fn word_hash(word: &[u8]) -> u64 {
    let mut hash = None;
    let mut rest = word;
    loop {
        let (block, next) = rest.split_at(rest.len().min(16));
        let mut padded = [0; 16];
        padded[..block.len()].copy_from_slice(block);
        let both = u128::from_le_bytes(padded);
        let (low, high) = (both as u64, (both >> 64) as u64);
        let chained = hash.map_or(0, |before: u64| before.rotate_left(23));
        let now = short_word_hash(low ^ chained, high, block.len());
        if next.is_empty() {
            return now;
        }
        hash = Some(now);
        rest = next;
    }
}

/// Rolls over the hashes of a text's words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Roller {
    before: u64,
    last: u64,
    words: u32,
    sequence: u64,
}

impl Roller {
    /// Takes the next word; gives the hash of the three words that end with it, once there are three.
    #[inline]
    pub fn push(&mut self, word: u64) -> Option<u64> {
        let run = run_hash(self.before, self.last, word);
        (self.before, self.last) = (self.last, word);
        self.sequence = self.sequence.wrapping_mul(SEQUENCE).wrapping_add(word);
        self.words += 1;
        (self.words as usize >= SHINGLE_WORDS).then_some(run)
    }

    /// The one shingle of a text of fewer than three words; none of no words.
    pub fn short(&self) -> Option<u64> {
        (1..SHINGLE_WORDS).contains(&(self.words as usize)).then(|| run_hash(0, self.before, self.last))
    }

    /// Words taken so far.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// Hash of all words so far, in order; 0 of none.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }
}

/// The hash of three words in a row.
#[inline]
pub fn run_hash(first: u64, second: u64, third: u64) -> u64 {
    first.wrapping_mul(FIRST).wrapping_add(second.wrapping_mul(SECOND)).wrapping_add(third)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GOLDEN: [u64; 3] = [0x8823_d9ad_0987_143e, 0x9dce_bfc6_44ab_c509, 0xf33a_3b63_6747_25b4];

    #[test]
    fn hashes_never_change() {
        assert_eq!(word_hash(b"kollate"), GOLDEN[0]);
        assert_eq!(word_hash(b"donaudampfschifffahrt"), GOLDEN[1]);
        assert_eq!(run_hash(word_hash(b"der"), word_hash(b"kleine"), word_hash(b"hund")), GOLDEN[2]);
    }

    #[test]
    fn words_differ_by_content_and_length() {
        let mut words: Vec<Vec<u8>> = (0..50).map(|len| vec![b'a'; len]).collect();
        words.extend((0..50).map(|len| vec![0; len]));
        words.extend((0..20_000_u32).map(|number| number.to_string().into_bytes()));
        let distinct: BTreeSet<_> = words.iter().cloned().collect();
        let hashes: BTreeSet<_> = words.iter().map(|word| word_hash(word)).collect();
        assert_eq!(hashes.len(), distinct.len());
    }

    #[test]
    fn order_counts_in_a_run() {
        let [one, two, three] = [b"one", b"two", b"tri"].map(|word| word_hash(word));
        let runs = [[one, two, three], [one, three, two], [two, one, three], [two, three, one], [one, one, one]];
        let hashes: BTreeSet<_> = runs.iter().map(|[first, second, third]| run_hash(*first, *second, *third)).collect();
        assert_eq!(hashes.len(), runs.len());
    }

    #[test]
    fn runs_of_numbers_fall_evenly_into_samples_and_partitions() {
        let hashes: Vec<u64> = (0..64_000_u32).map(|number| word_hash(number.to_string().as_bytes())).collect();
        let runs: Vec<u64> = hashes.windows(3).map(|words| run_hash(words[0], words[1], words[2])).collect();
        let sampled = runs.iter().filter(|&&run| run < u64::MAX / 8).count();
        assert!((7_600..8_400).contains(&sampled), "{sampled} of {} below an eighth", runs.len());
        let mut parts = [0_u32; 256];
        for run in &runs {
            parts[*run as usize & 255] += 1;
        }
        assert!(parts.iter().all(|count| (180..330).contains(count)), "{parts:?}");
    }
}
