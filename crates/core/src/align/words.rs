//! The words of one side of an alignment, as numbers that are quick to compare.

use super::edits::Tokens;
use crate::segment::Document;
use crate::segment::TokenKind;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The words and numbers of a document, or of a stretch of it; marks are left out, so that punctuation, quotation
/// style, hyphens and white space never count.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Words {
    /// Hash of each word's normal form. Two words are held to be one where these are equal.
    pub(crate) keys: Vec<u64>,
    /// The number of each word's token.
    pub(crate) tokens: Vec<u32>,
}

impl Words {
    /// All words of a document.
    pub(crate) fn all(document: &Document) -> Self {
        Self::between(document, (0, document.tokens.len() as u32))
    }

    /// The words of a range of tokens.
    pub(super) fn between(document: &Document, range: Tokens) -> Self {
        let is_word = |&at: &u32| document.tokens[at as usize].kind != TokenKind::Mark;
        Self::of(document, (range.0..range.1).filter(is_word).collect())
    }

    /// The words of these tokens.
    pub(super) fn of(document: &Document, tokens: Vec<u32>) -> Self {
        let keys = tokens.iter().map(|&at| key(document.norm(&document.tokens[at as usize]))).collect();
        Self { keys, tokens }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the right side must be read first: a rule that looks at nothing but the words, so that turning the
    /// sides turns the result and nothing else. The shorter one is read first, as it is the one that gets indexed.
    pub(super) fn comes_after(&self, other: &Self) -> bool {
        (self.len(), &self.keys) > (other.len(), &other.keys)
    }
}

/// The same on every run: the hasher has no seed.
fn key(norm: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(norm.as_bytes());
    hasher.finish()
}
