//! Which claims of two articles answer one question, and whether their answers can both hold: judged, not extracted.
//!
//! In: an [`Encounter`] of two [`Reading`]s on one event. Out: [`Comparison`]s, one for each question that both
//! answer, agreeing or not. A rule never sees which article is called left in the report; the engine hands over every
//! pair in an order of its own, so that renaming articles changes nothing.

mod interval;
mod lone;
mod meeting;
mod mentioned;
mod questions;
mod rules;
mod sense;

pub use interval::{Standing, amounts, moments};
pub use lone::{lone, unanswered};
pub use meeting::{Alike, Gap, Meeting, Proposal, match_words, meetings, proposals};
pub use mentioned::mentioned;
pub use questions::{Compared, Question, Witness, questions};
pub use rules::{RULES, Rule};
pub use sense::{Likeness, Senses, SentenceEncoder, likenesses};

use crate::align::Edit;
use crate::copies::QuoteMatch;
use crate::events::Weights;
use crate::reading::Reading;
use crate::text::Span;

/// Two articles on one event, ready for the rules.
#[derive(Debug)]
pub struct Encounter<'a> {
    /// One article.
    pub left: &'a Reading<'a>,
    /// The other.
    pub right: &'a Reading<'a>,
    /// Which sentences answer one another.
    pub meetings: Vec<Meeting>,
    /// Which sentences say much the same, by an encoder; none without one.
    pub likenesses: Vec<Likeness>,
    /// Which quotations are one utterance.
    pub quotes: &'a [QuoteMatch],
    /// How much words tell.
    pub weights: &'a Weights,
}

/// What an article answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The clause or words that answer.
    pub span: Span,
    /// The words of the value.
    pub literal: Span,
    /// A normal form of the value.
    pub value: Option<String>,
    /// Least and greatest number meant.
    pub range: Option<(f64, f64)>,
    /// Currency or unit.
    pub unit: Option<String>,
    /// First and last moment meant, ISO 8601.
    pub interval: Option<(String, String)>,
}

/// How two answers stand to one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// They cannot both hold.
    Disagree {
        /// `contradiction`, `certainty`, `attribution`, `wording`, `positions` or `update`.
        relation: &'static str,
        /// 0..=1.
        confidence: f64,
    },
    /// They say the same.
    Agree,
    /// One is a wider or rounder form of the other.
    Precision,
    /// They answer different questions, or it cannot be told.
    NotComparable {
        /// `subsumed`, `other event`, `other quantity`, `other time`, `too few anchors`, …
        reason: &'static str,
    },
}

/// One question that both articles answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Kind of the values: a name from [`RULES`].
    pub kind: &'static str,
    /// What the left article says.
    pub left: Answer,
    /// What the right article says.
    pub right: Answer,
    /// How the answers stand.
    pub outcome: Outcome,
    /// What is asked, in the words of an article.
    pub question: String,
    /// One sentence that a reader can check, with `{left}` and `{right}` for the articles.
    pub explanation: String,
    /// Words that differ, where the comparison is one of wordings.
    pub edits: Vec<Edit>,
}

/// Kinds of disagreement with one line about each, in the order of reports.
pub fn kinds() -> Vec<(&'static str, &'static str)> {
    let mut kinds: Vec<(&str, &str)> = Vec::new();
    for rule in RULES {
        for kind in rule.kinds() {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
    }
    kinds
}

/// Applies every rule to two articles.
pub fn compare(encounter: &Encounter) -> Vec<Comparison> {
    let mut found: Vec<Comparison> = Vec::new();
    for rule in RULES {
        for comparison in rule.judge(encounter) {
            if !repeats(&found, &comparison) {
                found.push(comparison);
            }
        }
    }
    found
}

/// Whether an earlier rule has judged the same words: the first rule of the table that speaks of a pair of clauses
/// with the same literal has the say.
fn repeats(found: &[Comparison], comparison: &Comparison) -> bool {
    found.iter().any(|earlier| {
        let literals = earlier.left.literal.overlaps(comparison.left.literal)
            && earlier.right.literal.overlaps(comparison.right.literal);
        let both = matches!(earlier.outcome, Outcome::Disagree { .. })
            && matches!(comparison.outcome, Outcome::Disagree { .. });
        literals && (both || earlier.kind == comparison.kind)
    })
}
