//! Pairs of articles that are worth aligning, from an inverted index of shingles.
//!
//! In: the [`Fingerprint`]s of all articles. Out: [`Overlap`]s with exact shared counts, sorted. Never compares all
//! pairs: shingles are dealt into partitions, sorted there by hash, and pairs counted along the postings; a long posting
//! links its articles to a few anchors (see [`Index`]). Every pair that passes is counted exactly, on the sorted
//! shingles. Time and space are linear in the shingles.
//!
//! `dedup` feeds the same index with samples of the shingles; here all of them go in, because a single shared quotation
//! is worth aligning.
//!
//! Source of sampling by a threshold on the hash: *FracMinHash*, in *Lightweight compositional analysis of metagenomes
//! with FracMinHash and minimum metagenome covers* (2022); of verification and clusters: *On the Resemblance and
//! Containment of Documents* (1997).

mod batch;
mod index;
mod postings;
mod sample;

pub use batch::Batch;
pub use batch::SLABS;
pub use batch::Shelf;
pub use index::Index;
pub use index::Limits;
pub use index::Need;
pub use index::Shared;
pub use index::Size;
pub use sample::Rate;
pub use sample::Sampler;
pub use sample::least_shared;

use crate::fingerprint::Fingerprint;
use rayon::prelude::*;

/// Two articles that share shingles; `left < right`, as indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// The article whose index is smaller.
    pub left: u32,
    /// The other one.
    pub right: u32,
    /// Shingles that both have: exact.
    pub shared: u32,
}

/// Shared shingles that make a pair worth aligning at any length: a verbatim run of eight words, or several shorter.
/// Unrelated articles share fewer, nearly always.
const SHARED: u32 = 6;

/// Share of the shorter article that does so too: two short reports with one sentence in common. One shared shingle
/// is chance even there.
const SHARE: f64 = 0.03;
const LEAST: u32 = 2;

/// Share of the shorter article that a pair must have in common where its shingles are common property: below it that
/// is an imprint, above it one of very many copies of a story (the relation `derived`).
const SHARE_OF_COPIES: f64 = 0.35;

/// Postings of more articles link to anchors: fewer copies of one story are compared each with each.
const LIMITS: Limits = Limits { light: 64, anchors: 3 };

/// Articles in a batch of the index.
const IN_BATCH: usize = 4_096;

/// Finds the pairs that share enough to be aligned.
///
/// Of a story with more than 64 copies, each is paired with a few of the others, not with all.
pub fn candidates(prints: &[Fingerprint]) -> Vec<Overlap> {
    let batches = prints.par_chunks(IN_BATCH).map(batch).collect();
    let index = Index::new(batches, LIMITS);
    let need = |_, size: Size| Need { light: least_of(size), all: least_of(size) };
    let found = index.pairs(need, Some);
    let mut overlaps: Vec<Overlap> = found.into_par_iter().filter_map(|shared| overlap(prints, shared)).collect();
    overlaps.par_sort_unstable();
    overlaps
}

fn batch(prints: &[Fingerprint]) -> Batch {
    let hashes: Vec<u64> = prints.iter().flat_map(|print| &print.shingles).copied().collect();
    let mut end = 0;
    let ends: Vec<u32> = prints
        .iter()
        .map(|print| {
            end += print.shingles.len() as u32;
            end
        })
        .collect();
    Batch::new(&hashes, &ends)
}

fn least_of(size: Size) -> u8 {
    LEAST.min(size.all.into()) as u8
}

/// Counts a pair exactly and keeps it if it shares enough.
fn overlap(prints: &[Fingerprint], shared: Shared) -> Option<Overlap> {
    let Shared { left, right, light, .. } = shared;
    let sides = (&prints[left as usize].shingles, &prints[right as usize].shingles);
    let count = shared_shingles(sides.0, sides.1);
    let shorter = sides.0.len().min(sides.1.len());
    let share = f64::from(count) / shorter.max(1) as f64;
    let own = light >= LEAST && (count >= SHARED || share >= SHARE);
    let enough = count >= LEAST.min(shorter as u32) && (own || share >= SHARE_OF_COPIES);
    enough.then_some(Overlap { left, right, shared: count })
}

/// How many numbers two sorted lists have in common. Linear.
pub fn shared_shingles(left: &[u64], right: &[u64]) -> u32 {
    let (mut at, mut beside, mut shared) = (0, 0, 0);
    while at < left.len() && beside < right.len() {
        let (one, other) = (left[at], right[beside]);
        shared += u32::from(one == other);
        at += usize::from(one <= other);
        beside += usize::from(other <= one);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn print(shingles: impl IntoIterator<Item = u64>) -> Fingerprint {
        let mut shingles: Vec<u64> = shingles.into_iter().map(mixed).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Fingerprint { words: shingles.len() as u32 + 2, shingles, ..Fingerprint::default() }
    }

    /// Spreads small numbers as hashes are spread.
    fn mixed(number: u64) -> u64 {
        let number = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (number ^ (number >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    }

    fn all_pairs(prints: &[Fingerprint]) -> Vec<Overlap> {
        let mut found = vec![];
        for right in 0..prints.len() {
            for left in 0..right {
                let light = shared_shingles(&prints[left].shingles, &prints[right].shingles);
                found.extend(overlap(prints, Shared { left: left as u32, right: right as u32, light, heavy: 0 }));
            }
        }
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn the_index_only_saves_work(sets in prop::collection::vec(prop::collection::vec(0_u64..400, 0..80), 0..40)) {
            let prints: Vec<Fingerprint> = sets.into_iter().map(print).collect();
            prop_assert_eq!(candidates(&prints), all_pairs(&prints));
        }
    }

    proptest! {
        #[test]
        fn indexes_of_parts_have_the_pairs_of_the_whole(
            sets in prop::collection::vec(prop::collection::btree_set(0_u64..60, 0..12), 0..60),
            cut in 0_u32..60,
        ) {
            let hashes: Vec<u64> = sets.iter().flatten().map(|&number| mixed(number)).collect();
            let ends: Vec<u32> = sets.iter().scan(0, |end, set| { *end += set.len() as u32; Some(*end) }).collect();
            let pairs = |rights| {
                let mut shelves = vec![Shelf::default(); SLABS];
                let sizes = Batch::new(&hashes, &ends).shelve(0, &mut shelves);
                let limits = Limits { light: 5, anchors: 2 };
                let index = Index::build(sizes, rights, limits, |number| Ok::<_, ()>(std::mem::take(&mut shelves[number])));
                index.unwrap().pairs(|_, _| Need { light: 1, all: 1 }, Some)
            };
            let parts = [pairs(0..cut), pairs(cut..60)].concat();
            prop_assert_eq!(parts, pairs(0..u32::MAX));
        }
    }

    #[test]
    fn many_copies_are_linked_and_not_squared() {
        let prints: Vec<Fingerprint> =
            (0..500).map(|copy| print((0..300).filter(move |n| (n * 31 + copy) % 97 != 0))).collect();
        let found = candidates(&prints);
        assert!(found.len() < 500 * 12, "{} pairs", found.len());
        let mut group: Vec<u32> = (0..500).collect();
        for overlap in found {
            let (one, other) = (group[overlap.left as usize], group[overlap.right as usize]);
            group.iter_mut().filter(|name| **name == other).for_each(|name| *name = one);
        }
        assert!(group.iter().all(|&name| name == group[0]));
    }

    #[test]
    fn a_paragraph_that_all_share_pairs_nobody() {
        let prints: Vec<Fingerprint> =
            (0..400).map(|own| print((0..40).chain(1_000 * (own + 1)..1_000 * (own + 1) + 200))).collect();
        assert_eq!(candidates(&prints), []);
    }

    #[test]
    fn empty_texts_pair_with_nothing() {
        assert_eq!(candidates(&[]), []);
        assert_eq!(candidates(&[print([]), print([]), print(0..9)]), []);
    }
}
