//! A sentence encoder that is built into the program: sentences that say the same in other words, also in another language,
//! get vectors that point the same way.
//!
//! ```
//! use kollate_semantics::Encoder;
//!
//! let encoder = Encoder::builtin();
//! let left = encoder.encode("Die Brücke wurde am Montag für den Verkehr gesperrt.");
//! let right = encoder.encode("Since Monday no cars have been allowed on the bridge.");
//! let other = encoder.encode("Der Verein verpflichtete einen neuen Torwart.");
//! assert!(left.similarity(&right) > left.similarity(&other) + 0.2);
//! ```
//!
//! The model is Google's *Universal Sentence Encoder* (Yang et al. 2019, multilingual, version 3): pieces of words, their
//! embedding, convolutions over windows of 2, 3 and 5 pieces, and a network over their average. `tools/convert.py` trims and
//! quantises it, `model/README.md` gives source and licence.
//!
//! * **Offline**: the model is part of the program, and read in place; using it first costs well under a millisecond.
//! * **Deterministic**: sums of integers, and reals in a fixed order without the platform's mathematics. A sentence has the
//!   same vector, bit by bit, alone or among others, on any thread.
//! * **Total**: any text has a vector. Of a text over 4 KiB, or over 510 pieces, the rest is not read.

mod branch;
mod dense;
mod distinct;
mod model;
mod normalise;
mod pieces;
mod real;
mod sentence;
mod table;
mod trie;
#[cfg(target_arch = "x86_64")]
mod wide_registers;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::distinct::Distinct;
use crate::model::Model;
use rayon::prelude::*;

/// The number of dimensions of a [`Vector`].
pub const DIMENSIONS: usize = 512;

/// Sentences are taken together until they have this many distinct pieces, 13 KB each while they are worked on.
const MAX_DISTINCT: usize = 8192;

/// How many sentences are worked on as one task.
const TASK: usize = 16;

static BUILTIN: LazyLock<Encoder> = LazyLock::new(|| Encoder {
    model: Model::read(include_bytes!("../model/encoder.bin")).expect("the model file in the repository is whole"),
});

/// A direction of length 1 that stands for what a sentence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector(Vec<f32>);

impl Vector {
    /// The cosine of the angle between two vectors: -1 to 1, and about 1 for two wordings of one thing. Symmetric.
    pub fn similarity(&self, other: &Self) -> f32 {
        real::dot(&self.0, &other.0)
    }

    /// The [`DIMENSIONS`] coordinates.
    pub fn coordinates(&self) -> &[f32] {
        &self.0
    }
}

impl From<Vector> for Vec<f32> {
    fn from(vector: Vector) -> Self {
        vector.0
    }
}

/// Turns sentences into vectors.
pub struct Encoder {
    model: Model,
}

impl Encoder {
    /// The encoder with the built-in model.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The vector of one sentence. Several are faster together: [`Encoder::encode_all`].
    pub fn encode(&self, sentence: &str) -> Vector {
        self.encode_all(&[sentence]).swap_remove(0)
    }

    /// The vectors of sentences, in their order: the same as of each alone, but what they have in common is done once.
    /// Uses the threads of the pool it is called in.
    pub fn encode_all(&self, sentences: &[&str]) -> Vec<Vector> {
        let cut: Vec<Vec<u32>> = sentences.par_iter().map(|sentence| self.model.pieces.cut(sentence)).collect();
        let mut rest = cut.as_slice();
        let mut vectors = Vec::with_capacity(cut.len());
        while !rest.is_empty() {
            let (together, others) = rest.split_at(held(rest));
            vectors.extend(self.vectors(together));
            rest = others;
        }
        vectors
    }

    /// The vectors of sentences that are worked on together.
    fn vectors(&self, sentences: &[Vec<u32>]) -> Vec<Vector> {
        let mut pieces = sentences.concat();
        pieces.sort_unstable();
        pieces.dedup();
        let distinct = Distinct::of(pieces, &self.model);
        let places: Vec<Vec<usize>> =
            sentences.iter().map(|pieces| pieces.iter().map(|&piece| distinct.place(piece)).collect()).collect();
        places.par_chunks(TASK).flat_map_iter(|places| sentence::vectors(places, &distinct, &self.model)).collect()
    }
}

/// How many of the sentences, at least one, have so few distinct pieces that these can be held at once.
fn held(sentences: &[Vec<u32>]) -> usize {
    let mut seen = BTreeSet::<u32>::new();
    let fit = sentences.iter().take_while(|pieces| {
        seen.extend(pieces.iter().copied());
        seen.len() <= MAX_DISTINCT
    });
    fit.count().max(1)
}
