//! The ways in which two claims can disagree, one file each.

mod amount;
mod attribution;
mod certainty;
mod frame;
mod moment;
mod names;
mod negation;
mod parallel;
mod quotation;
mod role;
mod sequence;
mod slots;
mod sole;
mod update;

pub(crate) use amount::lone as lone_amounts;

use crate::compare::Comparison;
use crate::compare::Encounter;

/// One way in which two claims about the same thing can disagree. Symmetric: swapping the articles swaps the sides of
/// its comparisons and nothing else.
pub trait Rule: Sync {
    /// The kinds that it finds, as reports and `--only` spell them, each with one line for `--help` and the legend.
    fn kinds(&self) -> &'static [(&'static str, &'static str)];
    /// Every question that both articles answer.
    fn judge(&self, encounter: &Encounter) -> Vec<Comparison>;
}

/// A new kind of disagreement is one file beside this, and one row. The order is that of precedence: where two rules
/// speak of the same words, the earlier one has the say.
pub static RULES: &[&dyn Rule] = &[
    &quotation::QuoteWording,
    &amount::Amount,
    &moment::Moment,
    &role::Role,
    &names::Names,
    &sequence::Sequence,
    &attribution::Attribution,
    &negation::Negation,
    &certainty::Certainty,
];
