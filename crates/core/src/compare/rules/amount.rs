//! Numbers, money and measures that answer one question.

use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::claims::key;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::interval::Standing;
use crate::compare::interval::amounts;
use crate::compare::interval::as_shares;
use crate::compare::interval::is_restated;
use crate::compare::interval::share;
use crate::compare::rules::Rule;
use crate::compare::rules::slots::{self, COPIED, Place, Slot, choose, may_be_difference, nouns, weigh};
use crate::compare::rules::sole::{self, Measured};
use crate::compare::rules::update;
use crate::reading::Reading;
use crate::values::Bound;
use crate::values::Value;
use crate::values::ValueKind;

/// Numbers, money and measures.
pub(crate) struct Amount;

/// Least score for two values to be taken as answers to one question: about three shared words of the clause, or two
/// in sentences that run parallel.
const LEAST_SCORE: f64 = 3.0;

/// What it counts that both are the only amount of their kind in their articles.
const SOLE: f64 = 1.5;

impl Rule for Amount {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("number", "counts, shares and measures that cannot both be right"),
            ("money", "amounts of money that cannot both be right"),
        ]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let soles = sole::pairs(encounter, measured);
        let mut slots = slots::of_meetings(encounter, slot);
        // What differs between copies is judged by them: elsewhere it may pass for a rounder form.
        let copied: Vec<(u32, u32)> = slots
            .iter()
            .filter(|slot| slot.meeting.parallel >= COPIED && slot.standing == Standing::Disjoint)
            .map(|slot| (slot.left, slot.right))
            .collect();
        let new = |slot: &Slot| !copied.contains(&(slot.left, slot.right));
        slots.extend(slots::of_soles(encounter, &soles, sole_slot).into_iter().filter(new));
        slots.extend(slots::of_likenesses(encounter, sensed_slot).into_iter().filter(new));
        choose(slots, LEAST_SCORE).iter().map(|slot| comparison(encounter, slot)).collect()
    }
}

/// Two sole amounts as a slot.
fn sole_slot<'e>(sole: &'e sole::Pair, left: &Place, right: &Place) -> Option<Slot<'e>> {
    let mut slot = slot(&sole.meeting, left, right, sole.values)?;
    slot.score += SOLE;
    slot.anchors += 1;
    Some(slot)
}

/// Least anchors of amounts in sentences that share few words: there are many amounts in an article.
const LEAST_SENSED: u32 = 3;

/// How many times one of two amounts of one thing may be the other: articles on one event differ in details.
const MOST_TIMES: f64 = 3.0;

/// The same of sentences that share their words, where none was copied.
const MOST_TIMES_SAID: f64 = 20.0;

/// The same of an amount that another article states too, where one of them has a bound: "more than 20" is no statement
/// of 50.
const MOST_TIMES_STATED: f64 = 1.5;

/// Whether neither of two amounts is `times` the other or more.
fn are_near(left: &Value, right: &Value, times: f64) -> bool {
    let (l, r) = as_shares(left, right).map_or((left.value, right.value), |(left, right)| (left.value, right.value));
    l.abs() < times * r.abs() && r.abs() < times * l.abs()
}

/// Two amounts of sentences that say the same in other words as a slot, where they exclude one another and neither is
/// stated anywhere in the other article.
fn sensed_slot<'e>(likeness: &'e Likeness, left: &Place, right: &Place, indices: (u32, u32)) -> Option<Slot<'e>> {
    let (l, r) = (left.value, right.value);
    let dimension = common_dimension(l, r)?;
    let noun = nouns(left, right);
    let fits = match dimension {
        COUNT => noun >= 0,
        SHARE => noun == 1,
        _ => true,
    } && (likeness.mutual || noun >= 0);
    if !fits
        || !are_near(l, r, MOST_TIMES)
        || is_part_and_whole(left, right)
        || amounts(l, r) != Standing::Disjoint
        || is_stated(left, right.reading)
        || is_stated(right, left.reading)
    {
        return None;
    }
    // Few amounts of an article are of money, or of one length or weight.
    let rare = u32::from(!matches!(dimension, COUNT | SHARE | 6));
    let mut slot = slots::sensed(likeness, left, right, indices, rare + u32::from(noun == 1));
    slot.standing = Standing::Disjoint;
    (slot.anchors >= LEAST_SENSED).then_some(slot)
}

/// The amounts of an article that say what news measures and counts, and that no other article states: the kind, the
/// question and the answer of each, in text order. Costs the values of the article times those of the others.
pub(crate) fn lone(reading: &Reading, others: &[&Reading]) -> Vec<(&'static str, String, Answer)> {
    let statements =
        reading.claims.statements.iter().filter(|statement| statement.prose && statement.background.is_empty());
    let places = statements.flat_map(|statement| {
        (statement.values.0..statement.values.1).filter_map(|index| Place::new(reading, statement, index))
    });
    places
        .filter(|place| measured(place).is_some() && !others.iter().any(|other| is_stated(place, other)))
        .map(|place| (kind(&place), question(&place), answer(&place)))
        .collect()
}

/// `money` or `number`.
fn kind(place: &Place) -> &'static str {
    if place.value.kind == ValueKind::Money { "money" } else { "number" }
}

/// Whether another article states an amount somewhere: one as near as rounding goes, of the same thing where things are
/// counted.
fn is_stated(place: &Place, other: &Reading) -> bool {
    let counts = place.value.kind == ValueKind::Number;
    let says_it = |found: &Place| {
        common_dimension(found.value, place.value).is_some()
            && !is_part_and_whole(found, place)
            && match amounts(found.value, place.value) {
                Standing::Equal => true,
                Standing::Subsumes | Standing::Overlaps => are_near(found.value, place.value, MOST_TIMES_STATED),
                Standing::Disjoint | Standing::Unknown => false,
            }
            && (!counts || nouns(place, found) >= 0)
    };
    other.claims.statements.iter().any(|statement| {
        (statement.values.0..statement.values.1)
            .filter_map(|index| Place::new(other, statement, index))
            .any(|found| says_it(&found))
    })
}

/// What an amount answers, if anything.
fn measured(place: &Place) -> Option<Measured> {
    if may_be_difference(place) {
        return None;
    }
    Some((dimension(place.value)?, place.value.unit, measure(place)?))
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

/// The dimension of bare numbers.
const COUNT: u8 = 0;
/// The dimension of percent and fractions.
const SHARE: u8 = 1;

/// The dimension in which two values can be compared: a part of a stated whole is a count among counts, and a share
/// among shares.
fn common_dimension(left: &Value, right: &Value) -> Option<u8> {
    let (l, r) = (dimension(left)?, dimension(right)?);
    if l == r {
        return Some(l);
    }
    let shares = matches!((l, r), (COUNT, SHARE) | (SHARE, COUNT)) && as_shares(left, right).is_some();
    shares.then_some(SHARE)
}

/// Whether one value is the whole of a part, and the other a part or all of one: they never answer one question.
fn is_part_and_whole(left: &Place, right: &Place) -> bool {
    left.is_whole() && right.value.whole.is_some() || right.is_whole() && left.value.whole.is_some()
}

/// What a value is compared by: values of different dimensions never meet.
fn dimension(value: &Value) -> Option<u8> {
    match value.kind {
        ValueKind::Number if value.whole.is_none() && share(value).is_some() => Some(SHARE),
        ValueKind::Number => Some(COUNT),
        ValueKind::Percent => Some(SHARE),
        ValueKind::Money => Some(2),
        ValueKind::Quantity => Some(3),
        ValueKind::Age => Some(4),
        ValueKind::Temperature => Some(5),
        ValueKind::Duration => Some(6),
        ValueKind::Ordinal | ValueKind::Date | ValueKind::Time | ValueKind::Set => None,
    }
}

/// Two values as a slot, where they are of one dimension and unit.
fn slot<'e>(meeting: &'e Meeting, left: &Place, right: &Place, indices: (u32, u32)) -> Option<Slot<'e>> {
    let dimension = common_dimension(left.value, right.value)?;
    if left.value.unit != right.value.unit && dimension != SHARE || is_part_and_whole(left, right) {
        return None;
    }
    let mut slot = weigh(meeting, left, right, indices);
    slot.standing = amounts(left.value, right.value);
    if meeting.parallel >= COPIED && is_restated(left.value, right.value) {
        slot.standing = Standing::Disjoint;
    }
    if meeting.parallel < COPIED && !are_near(left.value, right.value, MOST_TIMES_SAID) && slot.obstacle.is_none() {
        slot.obstacle = Some("other quantity");
    }
    let bare = dimension == COUNT;
    match nouns(left, right) {
        1 => {
            slot.score += 1.5;
            slot.anchors += 1;
        }
        // What is counted differs. Money and measures carry their unit; the words after them tell less.
        -1 if bare => slot.score -= if slot.standing == Standing::Equal { 1.0 } else { 4.0 },
        -1 => slot.score -= 0.25,
        _ if bare => slot.score -= 1.5,
        _ => {}
    }
    Some(slot)
}

/// A slot as a comparison.
fn comparison(encounter: &Encounter, slot: &Slot) -> Comparison {
    let (left, right) = slot.places(encounter);
    let kind = kind(&left);
    Comparison {
        kind,
        left: answer(&left),
        right: answer(&right),
        outcome: outcome(slot, update::relation(&left, &right)),
        question: question(&left),
        explanation: format!(
            "{{left}} says “{}”, {{right}} says “{}”, of the same {}.",
            left.reading.text(left.value.span),
            right.reading.text(right.value.span),
            if kind == "money" { "amount" } else { "number" },
        ),
        edits: vec![],
    }
}

/// What a slot comes to; `relation` is that of values which exclude one another.
fn outcome(slot: &Slot, relation: &'static str) -> Outcome {
    match slot.standing {
        Standing::Equal => Outcome::Agree,
        Standing::Subsumes | Standing::Overlaps => Outcome::Precision,
        Standing::Unknown => Outcome::NotComparable { reason: "unknown" },
        Standing::Disjoint => match slot.obstacle {
            Some(reason) => Outcome::NotComparable { reason },
            None if slot.anchors < 2 => Outcome::NotComparable { reason: "too few anchors" },
            None => Outcome::Disagree { relation, confidence: confidence(slot) },
        },
    }
}

/// Surer the more surely both stand in one slot.
pub(crate) fn confidence(slot: &Slot) -> f64 {
    (0.5 + 0.06 * slot.score).clamp(0.5, 0.95)
}

/// The words that ask what the value answers: its clause without the value.
pub(crate) fn question(place: &Place) -> String {
    let clause = place.clause().span;
    let text = place.reading.text(clause);
    let literal = place.reading.text(place.value.span);
    text.replacen(literal, "…", 1).trim().to_owned()
}

/// A value as an answer.
fn answer(place: &Place) -> Answer {
    let value = place.value;
    Answer {
        span: place.clause().span,
        literal: value.span,
        value: Some(number(value.value)),
        range: (value.bound != Bound::Exact || value.low < value.high).then_some((value.low, value.high)),
        unit: value.unit.map(str::to_owned),
        interval: None,
    }
}

/// A number with at most four decimals, without trailing zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
