//! Shared passages, cut as a reader would cut them, each with its kind and its copying score.

use super::Passage;
use super::PassageKind;
use super::Recurring;
use super::kinds::judge;
use super::stretches::stretches;
use crate::align::align;
use crate::reading::Reading;

impl PassageKind {
    /// Whether a passage of this kind is reuse: it counts for coverage and relations.
    pub fn is_reuse(self) -> bool {
        matches!(self, Self::Verbatim | Self::Edited | Self::Quotation)
    }
}

/// The passages that two articles share, in order of the left one, not overlapping on either side. Linear in both.
pub fn passages(left: &Reading, right: &Reading, recurring: &Recurring) -> Vec<Passage> {
    let aligned = align((left.article, &left.document), (right.article, &right.document));
    stretches(left, right, &aligned).into_iter().map(|aligned| judge(left, right, recurring, aligned)).collect()
}
