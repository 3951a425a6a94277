//! Amounts that an article states once for all: the number of injured, the damage, the sentence. Where two articles on one
//! event each state just one such amount, they answer one question, however differently their sentences run.

use crate::claims::concepts::ConceptId;
use crate::compare::Encounter;
use crate::compare::Meeting;
use crate::compare::interval::Standing;
use crate::compare::interval::amounts;
use crate::compare::rules::slots::Place;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// A value that is the only answer of its article: its statement and its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sole {
    statement: u32,
    value: u32,
}

/// What a value answers: the dimension, the unit, the concept.
pub(crate) type Measured = (u8, Option<&'static str>, ConceptId);

/// Two sole values: their statements, as a meeting without matched words, and their indices.
pub(crate) struct Pair {
    pub meeting: Meeting,
    pub values: (u32, u32),
}

/// The pairs of sole values of two articles. `measured` tells what a value answers. Linear.
pub(crate) fn pairs(encounter: &Encounter, measured: fn(&Place) -> Option<Measured>) -> Vec<Pair> {
    let (left, right) = (soles(encounter.left, measured), soles(encounter.right, measured));
    let mut found: Vec<Pair> = left
        .iter()
        .filter_map(|(answered, l)| {
            let r = right.get(answered)?;
            let meeting =
                Meeting { left: l.statement, right: r.statement, overlap: 0.0, parallel: 0.0, matches: vec![] };
            Some(Pair { meeting, values: (l.value, r.value) })
        })
        .collect();
    found.sort_unstable_by_key(|pair| pair.values);
    found
}

/// The sole values of an article by what they answer: the first of those that say the same. Where two of them exclude
/// one another, the article states parts, earlier states or other things as well, and nothing is sole.
fn soles(reading: &Reading, measured: fn(&Place) -> Option<Measured>) -> FxHashMap<Measured, Sole> {
    let mut found: FxHashMap<Measured, Option<Sole>> = FxHashMap::default();
    for (number, statement) in reading.claims.statements.iter().enumerate() {
        if !statement.prose || !statement.background.is_empty() {
            continue;
        }
        for index in statement.values.0..statement.values.1 {
            let Some(place) = Place::new(reading, statement, index) else { continue };
            let Some(answered) = measured(&place) else { continue };
            let sole = Sole { statement: number as u32, value: index };
            let held = found.entry(answered).or_insert(Some(sole));
            let first = held.map(|held| &reading.values[held.value as usize]);
            if first.is_some_and(|first| amounts(first, place.value) == Standing::Disjoint) {
                *held = None;
            }
        }
    }
    found.into_iter().filter_map(|(answered, sole)| Some((answered, sole?))).collect()
}
