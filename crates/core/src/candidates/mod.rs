//! Pairs of articles that are worth aligning, from a sampled-shingle inverted index.
//!
//! In: the [`Fingerprint`]s of all articles. Out: [`Overlap`]s with exact shared counts, sorted. Never compares all
//! pairs: see `DESIGN` notes in the module.

use crate::fingerprint::Fingerprint;

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

/// Finds the pairs that share enough to be aligned.
pub fn candidates(prints: &[Fingerprint]) -> Vec<Overlap> {
    let _ = prints;
    vec![]
}
