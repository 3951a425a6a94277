//! Shared passages, cut as a reader would cut them, each with its kind and its copying score.

use super::Passage;
use super::PassageKind;
use super::Recurring;
use super::kinds::judge;
use super::stretches::stretches;
use crate::align::align;
use crate::align::tokens_inside;
use crate::align::words_in;
use crate::reading::Reading;
use crate::text::Span;

impl PassageKind {
    /// Whether a passage of this kind is reuse: it counts for coverage and relations.
    pub fn is_reuse(self) -> bool {
        matches!(self, Self::Verbatim | Self::Edited | Self::Quotation)
    }
}

/// Two articles are held to be copies of one another, so that short and much edited passages between them count, where
/// the certain ones cover this share of the shorter one: the line of `derived`.
const COPIES: f64 = 0.35;

/// The passages that two articles share, in order of the left one, not overlapping on either side. Linear in both.
pub fn passages(left: &Reading, right: &Reading, recurring: &Recurring) -> Vec<Passage> {
    let aligned = align((left.article, &left.document), (right.article, &right.document));
    let stretches = stretches(left, right, &aligned);
    let judged = |copies: bool| -> Vec<Passage> {
        stretches.iter().map(|aligned| judge(left, right, recurring, aligned.clone(), copies)).collect()
    };
    let strict = judged(false);
    let coverage = coverage(left, right, &strict);
    if coverage.0.max(coverage.1) >= COPIES { judged(true) } else { strict }
}

/// The share of each article's words inside passages of reuse: 0..=1, 0 of an article without words.
pub(super) fn coverage(left: &Reading, right: &Reading, passages: &[Passage]) -> (f64, f64) {
    let reuse = || passages.iter().filter(|passage| passage.kind.is_reuse());
    let share = |reading: &Reading, words: usize| words as f64 / reading.document.words().max(1) as f64;
    let words = |reading: &Reading, span: Span| words_in(&reading.document, tokens_inside(&reading.document, span));
    (
        share(left, reuse().map(|passage| words(left, passage.aligned.left)).sum()),
        share(right, reuse().map(|passage| words(right, passage.aligned.right)).sum()),
    )
}
