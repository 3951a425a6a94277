//! Another person, place or organisation in the same place of two parallel sentences.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::parallel::{Parallel, Side, parallels};
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::PlaceRelation;
use crate::names::compare_names;
use crate::names::place_relation;

/// Names in the same place of two parallel sentences.
pub(crate) struct Names;

/// How parallel two sentences must run for a differing name to be an answer to the same question.
const LEAST_PARALLEL: f64 = 0.4;

/// How many content words around the name must be the same.
const LEAST_FRAME: usize = 2;

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
        found
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
    let outcome = outcome(kind, lname, rname, confidence)?;
    let (lspan, rspan) = parallel.clauses(gap);
    Some(Comparison {
        kind: kind.name(),
        left: Answer { span: lspan, literal: left.span, value: Some(lname.to_owned()), ..Answer::default() },
        right: Answer { span: rspan, literal: right.span, value: Some(rname.to_owned()), ..Answer::default() },
        outcome,
        question: parallel.left.reading.text(lspan).replacen(parallel.left.reading.text(left.span), "…", 1),
        explanation: format!("{{left}} names “{lname}” where {{right}} names “{rname}”."),
        edits: vec![],
    })
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
            PlaceRelation::Unknown => disagree(confidence.min(0.65)),
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
