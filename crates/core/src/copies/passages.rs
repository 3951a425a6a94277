//! Shared passages, cut as a reader would cut them, each with its kind and its copying score.

use super::Passage;
use super::PassageKind;
use super::annotated::Annotated;
use super::kinds::Judge;
use super::kinds::Judged;
use super::rewritten::with_rewritten;
use super::stretches::Stretch;
use super::stretches::stretches;
use crate::align::align_words;
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

/// Matched words of a passage, at the least: fewer are chance.
const LEAST: u32 = 5;

/// The passages that two articles share, in order of the left one, not overlapping on either side. Linear in both.
pub fn passages(left: &Annotated, right: &Annotated) -> Vec<Passage> {
    let aligned = align_words((&left.reading.document, &left.words), (&right.reading.document, &right.words));
    let stretches = stretches(left, right, &aligned);
    let judged = |of_copies: bool, stretches: &[Stretch]| -> Vec<Passage> {
        let judge = Judge { left, right, of_copies };
        joined(&judge, stretches).iter().filter_map(|(stretch, judged)| judge.passage(stretch, judged)).collect()
    };
    let strict = judged(false, &stretches);
    let coverage = coverage(left.reading, right.reading, &strict);
    let are_copies = coverage.0.max(coverage.1) >= COPIES;
    let mut found = if are_copies { judged(true, &with_rewritten(left, right, stretches)) } else { strict };
    found.retain(|passage| passage.aligned.words >= LEAST);
    found
}

const BOILERPLATE: (PassageKind, PassageKind) = (PassageKind::Boilerplate, PassageKind::Boilerplate);

impl Judge<'_, '_, '_> {
    /// Whether a stretch of this kind belongs to a passage of reuse that it touches. Between copies a formula does; else
    /// a frame that two articles fill with other values would pass as reuse because it stands beside it.
    fn joins(&self, kind: PassageKind) -> bool {
        kind.is_reuse() || self.of_copies && kind == PassageKind::Stock
    }
}

/// Joins neighbours into whole passages, each with what it was judged to be.
fn joined(judge: &Judge, stretches: &[Stretch]) -> Vec<(Stretch, Judged)> {
    let mut joined: Vec<(Stretch, Judged, bool)> = vec![];
    for stretch in stretches {
        let judged = judge.judged(stretch);
        let kind = judged.kind;
        match joined.last_mut() {
            Some((before, like, grown))
                if before.touches(judge.left, judge.right, stretch)
                    && (judge.joins(like.kind) && judge.joins(kind) || (like.kind, kind) == BOILERPLATE) =>
            {
                before.join(stretch.clone());
                like.kind = like.kind.min(kind);
                *grown = true;
            }
            _ => joined.push((stretch.clone(), judged, false)),
        }
    }
    let whole = |(stretch, judged, grown): (Stretch, Judged, bool)| {
        let judged = if grown { judge.judged(&stretch) } else { judged };
        (stretch, judged)
    };
    joined.into_iter().map(whole).collect()
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
