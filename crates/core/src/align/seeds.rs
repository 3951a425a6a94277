//! Verbatim runs that two word sequences share.
//!
//! The shorter side's runs of [`SEED`] words are indexed, the longer side is scanned once, and every hit is extended to
//! both sides as far as the words agree. Source of the method: maximal exact matches as anchors, as in
//! minimap2, on words instead of bases.
//!
//! Cost on text of any kind: `O(n + m)` words times [`OCCURRENCES`] times [`LONG`] at the worst. Three bounds hold it
//! there: a run is looked up at its first few occurrences only; a diagonal is extended over each word once; and after
//! a long run the scan goes on behind it.

use super::SOLID;

/// Words in a seed. Three is the shingle of the fingerprint; shorter ones are mostly "in der" and "der die".
pub(super) const SEED: usize = 3;
/// Occurrences of one seed that are followed. The 50th copy of a paragraph adds nothing that the first few lack.
const OCCURRENCES: usize = 16;
/// Index entries that are looked at for one seed, with those that only share its bucket.
const WALK: usize = 64;
/// From this length on a run is surely no accident, and what overlaps it would lose to it: the scan jumps over it.
const LONG: usize = 32;
/// How far a hit is extended backwards. Needed only where the run's beginning was too common to be followed.
const BACK: usize = 64;
/// A seed that occurs more often than this is a formula ("in der nacht"), and kept only inside a run of [`SOLID`] words.
const RARE: usize = 4;

/// A run of words that both sides share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    /// First word on the left.
    pub(super) left: u32,
    /// First word on the right.
    pub(super) right: u32,
    /// Number of words.
    pub(super) len: u32,
}

impl Run {
    /// One past its last word on the left.
    pub(super) fn left_end(self) -> u32 {
        self.left + self.len
    }

    /// One past its last word on the right.
    pub(super) fn right_end(self) -> u32 {
        self.right + self.len
    }
}

/// Where each run of [`SEED`] words begins, as chains through buckets.
struct Index<'k> {
    keys: &'k [u64],
    heads: Vec<u32>,
    next: Vec<u32>,
    shift: u32,
}

const NONE: u32 = u32::MAX;

impl<'k> Index<'k> {
    fn new(keys: &'k [u64]) -> Self {
        let count = keys.len().saturating_sub(SEED - 1);
        let bits = (2 * count + 2).next_power_of_two().trailing_zeros().max(4);
        let mut index = Self { keys, heads: vec![NONE; 1 << bits], next: vec![NONE; count], shift: 64 - bits };
        // Backwards, so that every chain is in text order.
        for at in (0..count).rev() {
            let bucket = index.bucket(&keys[at..at + SEED]);
            index.next[at] = index.heads[bucket];
            index.heads[bucket] = at as u32;
        }
        index
    }

    fn bucket(&self, seed: &[u64]) -> usize {
        let mixed =
            seed.iter().fold(0u64, |hash, &key| (hash.rotate_left(23) ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        (mixed >> self.shift) as usize
    }

    /// The first places of a seed, at most [`OCCURRENCES`].
    fn find(&self, seed: &[u64], places: &mut Vec<usize>) {
        places.clear();
        let mut at = self.heads[self.bucket(seed)];
        for _ in 0..WALK {
            if at == NONE || places.len() == OCCURRENCES {
                return;
            }
            let place = at as usize;
            if &self.keys[place..place + SEED] == seed {
                places.push(place);
            }
            at = self.next[place];
        }
    }
}

/// The runs that both sides share, in order of the left, then the right. `left` should be the shorter side.
pub(super) fn runs(left: &[u64], right: &[u64]) -> Vec<Run> {
    let mut found = vec![];
    if left.len() < SEED || right.len() < SEED {
        return found;
    }
    let index = Index::new(left);
    // For each diagonal, how far on the right it is known.
    let mut known = vec![0u32; left.len() + right.len()];
    let mut places = Vec::with_capacity(OCCURRENCES);
    let mut at = 0;
    while at + SEED <= right.len() {
        index.find(&right[at..at + SEED], &mut places);
        let mut longest = 0;
        for &place in &places {
            let diagonal = &mut known[left.len() + at - place];
            if *diagonal as usize > at {
                continue;
            }
            let run = extend(left, right, place, at);
            *diagonal = run.right_end();
            longest = longest.max(run.right_end() as usize - at);
            if run.len as usize >= SOLID || places.len() <= RARE {
                found.push(run);
            }
        }
        at += if longest >= LONG { longest } else { 1 };
    }
    found.sort_unstable();
    found
}

/// The whole run around one hit.
fn extend(left: &[u64], right: &[u64], place: usize, at: usize) -> Run {
    let back = (1..=BACK.min(place).min(at)).take_while(|&step| left[place - step] == right[at - step]).count();
    let ahead = left[place..].iter().zip(&right[at..]).take_while(|(one, other)| one == other).count();
    Run { left: (place - back) as u32, right: (at - back) as u32, len: (back + ahead) as u32 }
}
