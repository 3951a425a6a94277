//! The report, `kollate.report/1`: what a run found, ready to be written.
//!
//! Names and shapes here are a contract with readers of the JSON; fields may be added, never renamed. Offsets count
//! Unicode code points of the article's text as given, end exclusive. Reals have at most four decimals.

use crate::align::Op;
use crate::copies::PassageKind;
use crate::copies::Relation;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Name of the format.
pub const SCHEMA: &str = "kollate.report/1";

/// Everything a run found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Version of kollate.
    pub version: &'static str,
    /// What shaped the findings.
    pub config: BTreeMap<String, ConfigValue>,
    /// The articles, by id.
    pub articles: Vec<ArticleEntry>,
    /// Which articles report one event.
    pub events: Vec<EventEntry>,
    /// How the texts of two articles stand to one another.
    pub pairs: Vec<PairEntry>,
    /// Groups of identical, near-duplicate and contained articles.
    pub clusters: Vec<ClusterEntry>,
    /// Groups of articles that go back to one text.
    pub origins: Vec<OriginEntry>,
    /// Shared passages.
    pub passages: Vec<PassageEntry>,
    /// Direct quotations.
    pub quotes: Vec<QuoteEntry>,
    /// Quotations that two articles share.
    pub quote_matches: Vec<QuoteMatchEntry>,
    /// Claims that cannot both hold.
    pub disagreements: Vec<Disagreement>,
    /// Questions with their readings and witnesses.
    pub apparatus: Vec<Apparatus>,
    /// What does not fit within one article.
    pub anomalies: Vec<Anomaly>,
    /// What was considered and let go; only with `--why-not`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<Vec<WhyNot>>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// A setting as the report states it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ConfigValue {
    /// On or off.
    Flag(bool),
    /// A number.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    Number(f64),
    /// Words.
    Text(String),
    /// Several words.
    List(Vec<String>),
}

/// A stretch of an article's text, or of its title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpanEntry {
    /// Id of the article.
    pub article: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice.
    pub text: String,
    /// `title`, where the span lies in the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
}

/// A value; what does not apply is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueEntry {
    /// The words of the article.
    pub literal: String,
    /// The value in a normal form: a number as digits, a date as ISO 8601, a name in its fullest form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Least number meant.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "four_decimals_opt")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub low: Option<f64>,
    /// Greatest number meant.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "four_decimals_opt")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub high: Option<f64>,
    /// ISO 4217 currency, or unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First moment meant, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last moment meant, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleEntry {
    /// Its id.
    pub id: String,
    /// The file it is from.
    pub path: String,
    /// Its record number in the file.
    pub record: Option<usize>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The language it was read in.
    pub lang: String,
    /// Number of words.
    pub words: u32,
    /// 64-bit simhash, 16 hex digits.
    pub simhash: String,
    /// SHA-256 of the text in UTF-8, hex.
    pub text_sha256: String,
    /// When it is from.
    pub date: DateEntry,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// How many U+FFFD of the text stand for bytes that could not be decoded.
    #[serde(skip_serializing_if = "is_zero")]
    pub replaced: usize,
}

/// When an article is from, and how that is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateEntry {
    /// As the input states it.
    pub stated: Option<String>,
    /// First day it can be from.
    pub earliest: Option<String>,
    /// Last day it can be from.
    pub latest: Option<String>,
    /// `metadata`, `header`, `content` or `none`.
    pub basis: &'static str,
    /// The spans that an inferred date rests on.
    pub inferred_from: Vec<SpanEntry>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventEntry {
    /// Stable id.
    pub id: String,
    /// The articles that report it.
    pub articles: Vec<String>,
    /// Articles that only mention it, and where.
    pub mentions: Vec<MentionEntry>,
}

/// Where an article mentions an event it does not report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MentionEntry {
    /// Id of the article.
    pub article: String,
    /// The sentences.
    pub spans: Vec<SpanEntry>,
}

/// Two articles whose texts are related.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairEntry {
    /// Stable id.
    pub id: String,
    /// The article whose id is smaller bytewise.
    pub left: String,
    /// The other one.
    pub right: String,
    /// How they stand to one another.
    pub relation: Relation,
    /// Jaccard similarity of the sets of 3-word shingles.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub jaccard: f64,
    /// Share of left's shingles found in right.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub containment_left: f64,
    /// Share of right's shingles found in left.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub containment_right: f64,
    /// Share of left's words inside passages of real reuse.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub coverage_left: f64,
    /// Share of right's words inside passages of real reuse.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub coverage_right: f64,
    /// Whether numbers, dates or negations differ inside the shared passages.
    pub values_changed: bool,
    /// Which text the other goes back to.
    pub direction: Direction,
    /// Why this is known and accepted, where a baseline says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// Which of two texts goes back to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Direction {
    /// `left` (left is the source), `right`, `common-source` or `undecided`.
    pub verdict: &'static str,
    /// The reasons, one sentence each.
    pub evidence: Vec<String>,
}

/// A group of copies by direct edges.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusterEntry {
    /// Stable id.
    pub id: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// The one to keep.
    pub keep: String,
    /// Why that one.
    pub reason: String,
    /// The weakest edge that holds it together.
    pub weakest: WeakestEdge,
}

/// The weakest edge of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeakestEdge {
    /// Id of the pair.
    pub pair: String,
    /// Its Jaccard similarity.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub jaccard: f64,
}

/// Articles that go back to one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OriginEntry {
    /// Stable id.
    pub id: String,
    /// Its articles; one, where nothing else goes back to the same text.
    pub articles: Vec<String>,
    /// The reasons, one sentence each.
    pub evidence: Vec<String>,
}

/// A shared passage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassageEntry {
    /// Stable id.
    pub id: String,
    /// What it is.
    pub kind: PassageKind,
    /// In the left article.
    pub left: SpanEntry,
    /// In the right article.
    pub right: SpanEntry,
    /// Matched words.
    pub words: u32,
    /// How alike the two stretches are.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub similarity: f64,
    /// How much of the match is neither name, role, date nor stock phrase.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub copying: f64,
    /// The word-level edits.
    pub edits: Vec<EditEntry>,
    /// Why this is known and accepted, where a baseline says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// A word-level edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditEntry {
    /// What was done.
    pub op: Op,
    /// The words on the left.
    pub left: Option<SpanEntry>,
    /// The words on the right.
    pub right: Option<SpanEntry>,
}

/// A direct quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteEntry {
    /// Stable id.
    pub id: String,
    /// Inside the marks; several where the cue interrupts.
    pub quote: Vec<SpanEntry>,
    /// Who is quoted.
    pub speaker: Option<SpeakerEntry>,
    /// The word of saying.
    pub cue: Option<String>,
    /// Who passed it on.
    pub via: Option<String>,
}

/// Who is quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpeakerEntry {
    /// The fullest form of the name in the article.
    pub name: String,
    /// The words that name the speaker.
    pub span: Option<SpanEntry>,
}

/// A quotation that two articles share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteMatchEntry {
    /// Stable id.
    pub id: String,
    /// Id of the quotation in the left article.
    pub left: String,
    /// Id of the quotation in the right article.
    pub right: String,
    /// `verbatim`, `glossed`, `trimmed` or `altered`.
    pub relation: &'static str,
    /// The word-level edits.
    pub edits: Vec<EditEntry>,
}

/// Two spans that stand for the same finding in a pair of copies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpanPair {
    /// In the left article.
    pub left: SpanEntry,
    /// In the right article.
    pub right: SpanEntry,
}

/// Two claims on one event that cannot both hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Disagreement {
    /// Stable id.
    pub id: String,
    /// `number`, `money`, `date`, …: a name from the table of rules.
    pub kind: &'static str,
    /// `contradiction`, `certainty`, `attribution`, `wording`, `positions` or `update`.
    pub relation: &'static str,
    /// The left claim.
    pub left: SpanEntry,
    /// The right claim.
    pub right: SpanEntry,
    /// What the left says.
    pub left_value: ValueEntry,
    /// What the right says.
    pub right_value: ValueEntry,
    /// The same finding between copies of the two articles.
    pub also: Vec<SpanPair>,
    /// How sure: 0..=1.
    #[serde(serialize_with = "four_decimals")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub confidence: f64,
    /// Id of the event.
    pub event: String,
    /// Id of the row of the apparatus.
    pub apparatus: String,
    /// One sentence that a reader can check.
    pub explanation: String,
    /// Why this is known and accepted, where a baseline says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// A question with its readings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Apparatus {
    /// Stable id.
    pub id: String,
    /// Id of the event.
    pub event: String,
    /// Kind of the values.
    pub kind: &'static str,
    /// What is asked, in the words of the articles.
    pub question: String,
    /// `agree`, `disagree`, `precision`, `update` or `single`.
    pub verdict: &'static str,
    /// The answers.
    pub readings: Vec<Reading>,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reading {
    /// The answer.
    pub value: ValueEntry,
    /// Where it stands.
    pub witnesses: Vec<SpanEntry>,
    /// The independent origins behind the witnesses.
    pub origins: Vec<String>,
}

/// What does not fit within one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Anomaly {
    /// Stable id.
    pub id: String,
    /// `stated_date`.
    pub kind: &'static str,
    /// Id of the article.
    pub article: String,
    /// What does not fit.
    pub span: SpanEntry,
    /// The chain of spans that leads to it.
    pub evidence: Vec<SpanEntry>,
    /// One sentence that a reader can check.
    pub explanation: String,
    /// Why this is known and accepted, where a baseline says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

/// What was considered and let go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhyNot {
    /// The left claim.
    pub left: SpanEntry,
    /// The right claim.
    pub right: SpanEntry,
    /// The kind it would have been.
    pub kind: &'static str,
    /// `subsumed`, `other event`, `other quantity`, `too few anchors`, …
    pub reason: &'static str,
    /// One sentence that a reader can check.
    pub explanation: String,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Skipped {
    /// The file.
    pub path: String,
    /// The record in it.
    pub record: Option<usize>,
    /// What is wrong.
    pub reason: String,
    /// What can be done.
    pub remedy: String,
}

/// Whether a count is nothing to speak of.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Writes a real with at most four decimals; a whole number without any. Open ends never come here.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn four_decimals<S: Serializer>(real: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let rounded = (real * 1e4).round() / 1e4;
    if rounded.fract() == 0.0 && rounded.abs() < 9e15 {
        return serializer.serialize_i64(rounded as i64);
    }
    serializer.serialize_f64(rounded)
}

/// [`four_decimals`] of a number that is there.
#[expect(clippy::ref_option, reason = "serde hands over a reference")]
fn four_decimals_opt<S: Serializer>(real: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match real {
        Some(real) => four_decimals(real, serializer),
        None => serializer.serialize_none(),
    }
}
