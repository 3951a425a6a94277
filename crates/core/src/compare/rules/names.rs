//! Another person, place or organisation in the same place of two parallel sentences.

use crate::claims::Clause;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::frame::Bag;
use crate::compare::rules::parallel::{Parallel, Side, parallels};
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::PlaceRelation;
use crate::names::compare_names;
use crate::names::place_relation;
use crate::reading::Reading;
use crate::text::Span;

/// Names in the same place of two parallel sentences.
pub(crate) struct Names;

/// How parallel two sentences must run for a differing name to be an answer to the same question.
const LEAST_PARALLEL: f64 = 0.4;

/// How many content words around the name must be the same.
const LEAST_FRAME: usize = 2;

/// So many content words but for names, and this share of the clause, must be the same around two names of which no table knows how
/// they stand: then the one article copied the clause and put another name in.
const COPIED_FRAME: usize = 4;
/// See [`COPIED_FRAME`].
const COPIED_SHARE: f64 = 0.75;
/// How sure such a difference is: unknown is not disjoint.
const UNKNOWN: f64 = 0.6;

impl Rule for Names {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("person", "different people in one part"),
            ("place", "sites that exclude one another"),
            ("organisation", "different companies or authorities in one part"),
        ]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found = Vec::new();
        for parallel in parallels(encounter, LEAST_PARALLEL) {
            for &gap in &parallel.gaps {
                for kind in [NameKind::Person, NameKind::Place, NameKind::Organisation] {
                    found.extend(judge(&parallel, gap, kind));
                }
            }
        }
        for meeting in &encounter.meetings {
            found.extend(in_free_order(encounter, meeting));
        }
        for likeness in encounter.likenesses.iter().filter(|likeness| likeness.mutual) {
            for kind in [NameKind::Person, NameKind::Organisation] {
                found.extend(in_other_words(encounter, likeness, kind));
            }
        }
        found
    }
}

/// Two sentences that an encoder finds nearest to one another, each with one name of a kind that the other article gives
/// nowhere. Who only speaks is none that a sentence is about; where both sentences quote, the names are of their speakers.
fn in_other_words(encounter: &Encounter, likeness: &Likeness, kind: NameKind) -> Option<Comparison> {
    let Meeting { left, right, .. } = likeness.meeting;
    let (left, right) = (Side::new(encounter.left, left), Side::new(encounter.right, right));
    if left.is_apart(&right) {
        return None;
    }
    let l = stranger(&left, encounter.right, kind)?;
    let r = stranger(&right, encounter.left, kind)?;
    if compare_names(kind, name(&left, l), name(&right, r)) != NameRelation::Different {
        return None;
    }
    let clause = |side: &Side, mention: Mention| {
        let inside = |clause: &&Clause| clause.span.contains(mention.span);
        side.statement.clauses.iter().find(inside).map_or(mention.span, |clause| clause.span)
    };
    let outcome = Outcome::Disagree { relation: "contradiction", confidence: (0.4 + 0.5 * likeness.cosine).min(0.9) };
    Some(comparison((&left, clause(&left, l), l), (&right, clause(&right, r), r), kind, outcome))
}

/// The one name of a kind in a sentence that another article gives nowhere, unless the sentence says what its bearer said.
fn stranger(side: &Side, other: &Reading, kind: NameKind) -> Option<Mention> {
    let (from, to) = side.statement.mentions;
    let names = &side.reading.names;
    let known = |mention: &Mention| {
        let name = &names.entities[mention.entity as usize].name;
        other.names.entities.iter().any(|entity| compare_names(kind, name, &entity.name) != NameRelation::Different)
    };
    let own = |mention: &&Mention| !mention.derived && names.entities[mention.entity as usize].kind == kind;
    let mut strangers = names.mentions[from as usize..to as usize].iter().filter(own).filter(|mention| !known(mention));
    let only = *strangers.next()?;
    let single = strangers.all(|mention| mention.entity == only.entity);
    (single && !speaks(side, only)).then_some(only)
}

/// Whether the bearer of a name is quoted or speaks in the sentence.
fn speaks(side: &Side, mention: Mention) -> bool {
    let tables = side.reading.document.lang.tables();
    let (from, to) = side.statement.tokens;
    let sentence = side.span((from, to));
    let quoted = side.reading.quotes.iter().any(|quote| {
        let near = quote.quote.iter().chain(&quote.cue).any(|span| sentence.overlaps(*span));
        near && quote.speaker.as_ref().is_some_and(|speaker| speaker.entity == Some(mention.entity))
    });
    let marked = side.reading.marked.iter().any(|span| sentence.overlaps(*span));
    quoted || marked || (from..to).any(|token| tables.speech_verbs.has(side.norm(token)))
}

/// Least shared keys of two clauses in free order, and their share in the mean of both, for a name to answer one
/// question in both.
const LEAST_SHARED: usize = 3;
/// See [`LEAST_SHARED`].
const LEAST_OVERLAP: f64 = 0.5;

/// Clauses that say the same in another order, each with one name of a kind that the other does not hold.
fn in_free_order(encounter: &Encounter, meeting: &Meeting) -> Vec<Comparison> {
    let side = |reading, number: u32| Side::new(reading, number);
    let (left, right) = (side(encounter.left, meeting.left), side(encounter.right, meeting.right));
    let mut found = Vec::new();
    if left.is_apart(&right) {
        return found;
    }
    for lclause in &left.statement.clauses {
        for rclause in &right.statement.clauses {
            let (lbag, rbag) =
                (Bag::nameless(left.reading, lclause.tokens), Bag::nameless(right.reading, rclause.tokens));
            if lbag.shared(&rbag) < LEAST_SHARED || lbag.overlap(&rbag) < LEAST_OVERLAP {
                continue;
            }
            for kind in [NameKind::Person, NameKind::Organisation] {
                let one = |side: &Side, tokens| only(side, tokens, kind);
                if let (Some(l), Some(r)) = (one(&left, lclause.tokens), one(&right, rclause.tokens)) {
                    found.extend(differ(
                        (&left, lclause.span, l),
                        (&right, rclause.span, r),
                        kind,
                        lbag.overlap(&rbag),
                    ));
                }
            }
        }
    }
    found
}

/// One side of two names held together: the sentence, the clause, the name.
type Named<'s, 'e> = (&'s Side<'e>, Span, Mention);

/// Holds two names in clauses that say the same together.
fn differ(left: Named, right: Named, kind: NameKind, share: f64) -> Option<Comparison> {
    let (lname, rname) = (name(left.0, left.2), name(right.0, right.2));
    if stands_elsewhere(right.0, lname, kind) || stands_elsewhere(left.0, rname, kind) {
        return None;
    }
    let outcome = outcome(kind, lname, rname, (0.5 + 0.35 * share).min(0.9))?;
    Some(comparison(left, right, kind, outcome))
}

/// Two names as a comparison.
fn comparison(left: Named, right: Named, kind: NameKind, outcome: Outcome) -> Comparison {
    let answer = |(side, span, mention): Named| Answer {
        span,
        literal: mention.span,
        value: Some(name(side, mention).to_owned()),
        ..Answer::default()
    };
    let text = left.0.reading.text(left.1);
    Comparison {
        kind: kind.name(),
        left: answer(left),
        right: answer(right),
        outcome,
        question: text.replacen(left.0.reading.text(left.2.span), "…", 1),
        explanation: format!(
            "{{left}} names “{}” where {{right}} names “{}”.",
            name(left.0, left.2),
            name(right.0, right.2)
        ),
        edits: vec![],
    }
}

/// The one mention of a kind in a run of tokens, if there is just one.
fn only(side: &Side, tokens: (u32, u32), kind: NameKind) -> Option<Mention> {
    if tokens.0 == tokens.1 {
        return None;
    }
    let span = side.span(tokens);
    let (from, to) = side.statement.mentions;
    let names = &side.reading.names;
    let mut inside = names.mentions[from as usize..to as usize]
        .iter()
        .filter(|mention| span.contains(mention.span) && names.entities[mention.entity as usize].kind == kind);
    match (inside.next(), inside.next()) {
        (Some(&mention), None) => Some(mention),
        _ => None,
    }
}

/// Holds the names of one kind in a gap together.
fn judge(parallel: &Parallel, gap: Gap, kind: NameKind) -> Option<Comparison> {
    let left = only(&parallel.left, gap.left, kind)?;
    let right = only(&parallel.right, gap.right, kind)?;
    let (lname, rname) = (name(&parallel.left, left), name(&parallel.right, right));
    if stands_elsewhere(&parallel.right, lname, kind) || stands_elsewhere(&parallel.left, rname, kind) {
        return None;
    }
    let frame = parallel.frame(gap);
    if frame.matched < LEAST_FRAME || frame.share < 0.4 {
        return None;
    }
    let confidence = (0.55 + 0.35 * frame.share).min(0.9);
    let unknown = |outcome: &Outcome| matches!(outcome, Outcome::NotComparable { .. });
    let (lspan, rspan) = parallel.clauses(gap);
    let sides = ((&parallel.left, lspan, left), (&parallel.right, rspan, right));
    if outcome(kind, lname, rname, confidence).as_ref().is_none_or(unknown)
        && frame.nameless >= COPIED_FRAME
        && frame.share >= COPIED_SHARE
        && are_strangers(kind, lname, rname)
    {
        let outcome = Outcome::Disagree { relation: "contradiction", confidence: UNKNOWN };
        let mut found = comparison(sides.0, sides.1, kind, outcome);
        found.explanation.push_str(match kind {
            NameKind::Place => " No table says whether one of the two lies in the other.",
            _ => " No table says whether the two are one.",
        });
        return Some(found);
    }
    let outcome = outcome(kind, lname, rname, confidence)?;
    Some(comparison(sides.0, sides.1, kind, outcome))
}

/// Whether two names of which nothing is known have nothing in common: no word, and neither abbreviates the other.
fn are_strangers(kind: NameKind, left: &str, right: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (l, r) = (words(left), words(right));
    let abbreviates = |name: &str| !name.chars().any(char::is_lowercase);
    let inside = |one: &[String], other: &[String]| {
        one.iter().any(|word| other.iter().any(|other| other.contains(word.as_str()) || word.contains(other.as_str())))
    };
    kind != NameKind::Person && !inside(&l, &r) && !abbreviates(left) && !abbreviates(right)
}

/// How two names in one place stand.
fn outcome(kind: NameKind, left: &str, right: &str, confidence: f64) -> Option<Outcome> {
    let disagree = |confidence| Some(Outcome::Disagree { relation: "contradiction", confidence });
    if kind == NameKind::Place {
        return match place_relation(left, right) {
            PlaceRelation::Same => Some(Outcome::Agree),
            PlaceRelation::Within | PlaceRelation::Contains => Some(Outcome::Precision),
            PlaceRelation::Disjoint => disagree(confidence),
            // Two sites that no table knows may be one inside the other: unknown is not disjoint.
            PlaceRelation::Unknown => Some(Outcome::NotComparable { reason: "unknown" }),
        };
    }
    match compare_names(kind, left, right) {
        NameRelation::Same => Some(Outcome::Agree),
        NameRelation::Different => disagree(confidence),
        NameRelation::Unknown => None,
    }
}

/// The fullest form of a mentioned name.
fn name<'e>(side: &Side<'e>, mention: Mention) -> &'e str {
    &side.reading.names.entities[mention.entity as usize].name
}

/// Whether a name stands somewhere else in the sentence: then the sentences only order things differently.
fn stands_elsewhere(side: &Side, name: &str, kind: NameKind) -> bool {
    let (from, to) = side.statement.mentions;
    let names = &side.reading.names;
    names.mentions[from as usize..to as usize].iter().any(|mention| {
        let entity = &names.entities[mention.entity as usize];
        entity.kind == kind && compare_names(kind, &entity.name, name) == NameRelation::Same
    })
}
