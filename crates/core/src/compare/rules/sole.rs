//! Amounts that an article states once for all: the number of injured, the damage, the sentence. Where two articles on one
//! event each state just one such amount, they answer one question, however differently their sentences run.

use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::claims::key;
use crate::compare::Encounter;
use crate::compare::Meeting;
use crate::compare::interval::Standing;
use crate::compare::interval::amounts;
use crate::compare::rules::slots::Place;
use crate::compare::rules::slots::may_be_difference;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// A value that is the only answer of its article: its statement and its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sole {
    statement: u32,
    value: u32,
}

/// What is measured: the dimension, the unit, the concept.
type Measured = (u8, Option<&'static str>, ConceptId);

/// The pairs of sole amounts of two articles: the statements as a meeting without matched words, and both values.
/// `dimension` tells which values can be compared at all. Linear.
pub(crate) fn pairs(encounter: &Encounter, dimension: impl Fn(&Place) -> Option<u8>) -> Vec<(Meeting, (u32, u32))> {
    let (left, right) = (soles(encounter.left, &dimension), soles(encounter.right, &dimension));
    let mut found: Vec<(Meeting, (u32, u32))> = left
        .iter()
        .filter_map(|(measured, l)| {
            let r = right.get(measured)?;
            let meeting =
                Meeting { left: l.statement, right: r.statement, overlap: 0.0, parallel: 0.0, matches: vec![] };
            Some((meeting, (l.value, r.value)))
        })
        .collect();
    found.sort_unstable_by_key(|pair| pair.1);
    found
}

/// The sole amounts of an article by what they measure: the first of those that say the same. Where two of them exclude
/// one another, the article states parts, earlier states or other things as well, and nothing is sole.
fn soles(reading: &Reading, dimension: &impl Fn(&Place) -> Option<u8>) -> FxHashMap<Measured, Sole> {
    let mut found: FxHashMap<Measured, Option<Sole>> = FxHashMap::default();
    for (number, statement) in reading.claims.statements.iter().enumerate() {
        if !statement.prose || statement.background {
            continue;
        }
        for index in statement.values.0..statement.values.1 {
            let Some(place) = Place::new(reading, statement, index) else { continue };
            let (Some(dimension), Some(concept)) = (dimension(&place), measure(&place)) else { continue };
            if may_be_difference(&place) {
                continue;
            }
            let sole = Sole { statement: number as u32, value: index };
            let held = found.entry((dimension, place.value.unit, concept)).or_insert(Some(sole));
            let first = held.map(|held| &reading.values[held.value as usize]);
            if first.is_some_and(|first| amounts(first, place.value) == Standing::Disjoint) {
                *held = None;
            }
        }
    }
    found.into_iter().filter_map(|(measured, sole)| Some((measured, sole?))).collect()
}

/// What an amount measures: its noun where that is a measure or a fate, else the only measure or fate of its clause.
fn measure(place: &Place) -> Option<ConceptId> {
    let telling = |concept: ConceptId| matches!(concepts::class(concept), "measure" | "fate");
    if let Some(concept) = place.noun().and_then(|token| place.word(token).concept).filter(|&concept| telling(concept))
    {
        return Some(concept);
    }
    let (from, to) = place.clause().tokens;
    let mut measures: Vec<ConceptId> = (from..to)
        .map(|token| place.word(token))
        .filter(|word| key(word).is_some())
        .filter_map(|word| word.concept)
        .filter(|&concept| telling(concept))
        .collect();
    measures.sort_unstable();
    measures.dedup();
    let alone = (from..to).filter_map(|token| place.word(token).value).all(|value| {
        let other = &place.reading.values[value as usize];
        other.span == place.value.span || other.kind != place.value.kind
    });
    match measures[..] {
        [only] if alone => Some(only),
        _ => None,
    }
}
