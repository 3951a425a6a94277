//! Quotations of two articles that are one utterance.

use super::QuoteMatch;
use crate::reading::Reading;

/// The quotations that both articles give, one to one, in order of the left one.
pub fn quote_matches(left: &Reading, right: &Reading) -> Vec<QuoteMatch> {
    let _ = (left, right);
    vec![]
}
