//! Findings as a build server sees them: what may fail a job, what a baseline may accept.
//!
//! In: a report. Out: [`Finding`]s of all kinds in one shape, in the order of the report, made one at a time. The kinds
//! are the rows of [`kinds`]; a finding borrows from the report, and costs nothing to make.

pub(crate) mod baseline;
pub(crate) mod changed;
mod fail_on;
mod fingerprint;

pub(crate) use fail_on::FailOn;
pub(crate) use fail_on::names;

use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::Anomaly;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::Report;
use kollate_core::report::SpanEntry;
use std::collections::BTreeSet;

/// One finding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Finding<'a> {
    /// Claims that cannot both hold.
    Disagreement(&'a Disagreement),
    /// A stated date that does not fit.
    Anomaly(&'a Anomaly),
    /// Two articles of which one is a copy, or made from the same text.
    Copy(&'a PairEntry),
    /// A passage that two articles share which are no copies.
    Passage(&'a PassageEntry),
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// What fails the job, and contradictions that are nearly sure.
    Error,
    /// What somebody should look at.
    Warning,
    /// Good to know.
    Note,
}

/// What a shared passage is called among the kinds.
const SHARED_PASSAGE: &str = "shared-passage";

/// Confidence from which a contradiction is called sure. Of the disagreements of the development events that the rules
/// are so sure of, nearly all are true.
const SURE: f64 = 0.75;

/// The kinds of findings, each with a line about it: those of disagreements, then those of texts.
pub(crate) fn kinds() -> Vec<(&'static str, &'static str)> {
    let mut kinds = kollate_core::compare::kinds();
    kinds.extend([
        ("stated_date", "A stated date that does not fit what the article tells"),
        ("identical", "Two articles of the same words"),
        ("near-duplicate", "Two articles that are nearly the same"),
        ("contained", "An article that another one holds"),
        ("derived", "An article that is rewritten from another, or both from one text"),
        ("versions", "Two versions of one story, by what their publisher says"),
        (SHARED_PASSAGE, "A passage that two articles share which are no copies"),
    ]);
    kinds
}

/// All findings of a report.
pub(crate) fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let copies: BTreeSet<(&str, &str)> = report
        .pairs
        .iter()
        .filter(|pair| pair.relation != Relation::Overlapping)
        .map(|pair| (pair.left.as_str(), pair.right.as_str()))
        .collect();
    let passages = report.passages.iter().filter(move |passage| {
        let is_reuse = matches!(passage.kind, PassageKind::Verbatim | PassageKind::Edited);
        is_reuse && !copies.contains(&(passage.left.article.as_str(), passage.right.article.as_str()))
    });
    let pairs = report.pairs.iter().filter(|pair| pair.relation != Relation::Overlapping);
    report
        .disagreements
        .iter()
        .map(Finding::Disagreement)
        .chain(report.anomalies.iter().map(Finding::Anomaly))
        .chain(pairs.map(Finding::Copy))
        .chain(passages.map(Finding::Passage))
}

impl<'a> Finding<'a> {
    /// Its id in the report.
    pub(crate) fn id(self) -> &'a str {
        match self {
            Self::Disagreement(found) => &found.id,
            Self::Anomaly(found) => &found.id,
            Self::Copy(found) => &found.id,
            Self::Passage(found) => &found.id,
        }
    }

    /// Its row of [`kinds`].
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Disagreement(found) => found.kind,
            Self::Anomaly(found) => found.kind,
            Self::Copy(found) => found.relation.name(),
            Self::Passage(_) => SHARED_PASSAGE,
        }
    }

    /// Whether it is a later update, which contradicts nobody.
    pub(crate) fn is_update(self) -> bool {
        matches!(self, Self::Disagreement(found) if found.relation == "update")
    }

    /// How sure it is, or, of copies, how much is copied: 0..=1.
    pub(crate) fn confidence(self) -> f64 {
        match self {
            Self::Disagreement(found) => found.confidence,
            Self::Anomaly(_) => 1.0,
            Self::Copy(found) => match found.relation {
                Relation::Identical | Relation::NearDuplicate => found.jaccard,
                _ => found.containment_left.max(found.containment_right),
            },
            Self::Passage(found) => found.copying,
        }
    }

    /// How much it matters by itself.
    pub(crate) fn level(self) -> Level {
        match self {
            Self::Disagreement(found) => match (found.relation, found.confidence >= SURE) {
                ("contradiction" | "wording", true) => Level::Error,
                ("contradiction" | "wording", false) | ("certainty" | "attribution" | "positions", true) => {
                    Level::Warning
                }
                _ => Level::Note,
            },
            Self::Copy(found) if matches!(found.relation, Relation::Derived | Relation::Versions) => Level::Note,
            Self::Anomaly(_) | Self::Copy(_) => Level::Warning,
            Self::Passage(_) => Level::Note,
        }
    }

    /// Where it lies: the article, and the words where it is about some.
    pub(crate) fn left(self) -> Site<'a> {
        match self {
            Self::Disagreement(found) => Site::of(&found.left),
            Self::Anomaly(found) => Site::of(&found.span),
            Self::Copy(found) => Site { article: &found.left, span: None },
            Self::Passage(found) => Site::of(&found.left),
        }
    }

    /// Where the other side lies, where there is one.
    pub(crate) fn right(self) -> Option<Site<'a>> {
        match self {
            Self::Disagreement(found) => Some(Site::of(&found.right)),
            Self::Anomaly(_) => None,
            Self::Copy(found) => Some(Site { article: &found.right, span: None }),
            Self::Passage(found) => Some(Site::of(&found.right)),
        }
    }

    /// Why it is accepted, where a baseline says so.
    pub(crate) fn known(self) -> Option<&'a str> {
        let known = match self {
            Self::Disagreement(found) => &found.known,
            Self::Anomaly(found) => &found.known,
            Self::Copy(found) => &found.known,
            Self::Passage(found) => &found.known,
        };
        known.as_deref()
    }

    /// One sentence that a reader can check.
    pub(crate) fn message(self) -> String {
        match self {
            Self::Disagreement(found) => found.explanation.clone(),
            Self::Anomaly(found) => found.explanation.clone(),
            Self::Copy(found) => copy(found),
            Self::Passage(found) => format!(
                "{} and {} share {} words that are no quotation (copying {:.2}).",
                found.left.article, found.right.article, found.words, found.copying
            ),
        }
    }
}

/// What is to be said of two articles that are copies.
fn copy(pair: &PairEntry) -> String {
    let (left, right) = (&pair.left, &pair.right);
    let percent = |share: f64| (share * 100.0).round();
    let (most, inner, outer) = if pair.containment_left >= pair.containment_right {
        (pair.containment_left, left, right)
    } else {
        (pair.containment_right, right, left)
    };
    let message = match pair.relation {
        Relation::Identical => format!("{left} and {right} have the same words in the same order"),
        Relation::NearDuplicate => format!("{left} and {right} are nearly the same (Jaccard {:.2})", pair.jaccard),
        Relation::Versions => format!("{left} and {right} are versions of one story"),
        Relation::Contained => format!("{}% of {inner} is contained in {outer}", percent(most)),
        _ => format!("{inner} and {outer} go back to one text: {}% of {inner} is in {outer}", percent(most)),
    };
    let changed = if pair.values_changed { "; numbers, dates or negations differ" } else { "" };
    let source = match pair.direction.verdict {
        "left" => format!("; {left} is the source"),
        "right" => format!("; {right} is the source"),
        _ => String::new(),
    };
    format!("{message}{changed}{source}.")
}

/// Where a side of a finding lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    /// Id of the article.
    pub(crate) article: &'a str,
    /// The words; none where the whole article is meant.
    pub(crate) span: Option<&'a SpanEntry>,
}

impl<'a> Site<'a> {
    /// The site of some words.
    pub(crate) fn of(span: &'a SpanEntry) -> Self {
        Self { article: &span.article, span: Some(span) }
    }
}
