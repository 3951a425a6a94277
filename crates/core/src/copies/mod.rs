//! What two articles are to one another as texts: relation, direction, passages with their kinds, clusters, origins.
//!
//! In: two [`Reading`](crate::reading::Reading)s, each [`Annotated`] once, or all of them. Out: [`Passage`]s with their kinds
//! ([`passages`]), how the pair stands ([`kinship`]), quotations that are one utterance ([`quote_matches`]), and over
//! all pairs [`clusters`] and [`origins`]. Always: turning the sides turns the result and nothing else; ids of
//! articles decide nothing. Every function on a pair is linear in its two texts.

mod annotated;
mod changes;
mod clusters;
mod credits;
mod direction;
mod kinds;
mod kinship;
mod origins;
mod passages;
mod quotations;
mod recurring;
mod rewritten;
mod stretches;
#[cfg(test)]
mod tests;
mod utterances;
mod wording;

pub use self::annotated::Annotated;
pub use self::clusters::Cluster;
pub use self::clusters::clusters;
pub use self::direction::Direction;
pub use self::direction::Verdict;
pub use self::kinship::Kinship;
pub use self::kinship::kinship;
pub use self::origins::Origin;
pub use self::origins::origins;
pub use self::passages::passages;
pub use self::quotations::quote_matches;
pub use self::recurring::Recurring;
pub use self::recurring::recurring;

use crate::align::Aligned;
use crate::align::Edit;
use serde::Serialize;

/// How two articles' texts stand to one another; the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Relation {
    /// The same words in the same order.
    Identical,
    /// Jaccard of the shingle sets at least 0.7.
    NearDuplicate,
    /// Containment of the shorter in the longer at least 0.8.
    Contained,
    /// Containment at least 0.35, or coverage of the shorter at least 0.5.
    Derived,
    /// At least one passage of reuse.
    Overlapping,
    /// Two versions of one story, by what their publisher says, that would be one of the others by their texts: an
    /// update or a correction, and no copy.
    Versions,
}

impl Relation {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::NearDuplicate => "near-duplicate",
            Self::Contained => "contained",
            Self::Derived => "derived",
            Self::Overlapping => "overlapping",
            Self::Versions => "versions",
        }
    }
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PassageKind {
    /// Word for word.
    Verbatim,
    /// With word-level edits.
    Edited,
    /// Nearly all of it inside quotation marks on both sides.
    Quotation,
    /// A formula, or role and name.
    Stock,
    /// Imprint, netiquette, newsletter, credits.
    Boilerplate,
}

impl PassageKind {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Edited => "edited",
            Self::Quotation => "quotation",
            Self::Stock => "stock",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A shared passage with its kind and its copying score.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The alignment.
    pub aligned: Aligned,
    /// What it is.
    pub kind: PassageKind,
    /// Share of the matched words' weight that is neither name, role, date nor stock phrase: 0..=1.
    pub copying: f64,
}

/// How a quotation in one article stands to the same utterance in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteRelation {
    /// Word for word.
    Verbatim,
    /// The same but for an editor's words in brackets.
    Glossed,
    /// Words are missing at the start or the end only.
    Trimmed,
    /// Words changed or missing inside.
    Altered,
}

/// Two quotations that are one utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteMatch {
    /// Index of the left article's quotation.
    pub left: u32,
    /// Index of the right article's quotation.
    pub right: u32,
    /// How they stand.
    pub relation: QuoteRelation,
    /// Word-level edits that turn the left into the right.
    pub edits: Vec<Edit>,
}

/// Two articles of a run, as indices with `left < right`, and how their texts stand to one another.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'k> {
    /// Index of the one article.
    pub left: u32,
    /// Index of the other one.
    pub right: u32,
    /// How they stand.
    pub kinship: &'k Kinship,
}
