//! Passages that two articles share, word by word.
//!
//! In: two [`Document`]s with their articles. Out: [`Aligned`] stretches in order of the left article, not
//! overlapping on either side; moved blocks allowed.

use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;
use serde::Serialize;

/// What was done to the left to get the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Words changed.
    Replace,
    /// Words only in the right.
    Insert,
    /// Words only in the left.
    Delete,
}

/// One word-level edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub op: Op,
    /// The words on the left; none for an insertion.
    pub left: Option<Span>,
    /// The words on the right; none for a deletion.
    pub right: Option<Span>,
}

/// A stretch that two articles share.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// In the left article.
    pub left: Span,
    /// In the right article.
    pub right: Span,
    /// Words that are the same on both sides.
    pub words: u32,
    /// Same words, twice, over the words of both sides: 0..=1.
    pub similarity: f64,
    /// In text order.
    pub edits: Vec<Edit>,
    /// Pairs of token numbers (left, right) that are the same word, in order.
    pub matches: Vec<(u32, u32)>,
}

/// Aligns two articles.
pub fn align(left: (&Article, &Document), right: (&Article, &Document)) -> Vec<Aligned> {
    let _ = (left, right);
    vec![]
}

/// Word-level edits that turn one span of the left article into one of the right; token numbers as in the documents.
pub fn edits(left: (&Article, &Document, Span), right: (&Article, &Document, Span)) -> Vec<Edit> {
    let _ = (left, right);
    vec![]
}
