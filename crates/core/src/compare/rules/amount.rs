//! Numbers, money and measures that answer one question.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Outcome;
use crate::compare::interval::Standing;
use crate::compare::interval::amounts;
use crate::compare::rules::Rule;
use crate::compare::rules::slots::{Place, Slot, choose, nouns, weigh};
use crate::compare::rules::sole;
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
        let mut slots = Vec::new();
        for meeting in &encounter.meetings {
            let left = &encounter.left.claims.statements[meeting.left as usize];
            let right = &encounter.right.claims.statements[meeting.right as usize];
            for l in left.values.0..left.values.1 {
                for r in right.values.0..right.values.1 {
                    let places = (Place::new(encounter.left, left, l), Place::new(encounter.right, right, r));
                    if let (Some(lp), Some(rp)) = places {
                        slots.extend(slot(encounter, meeting, &lp, &rp, (l, r)));
                    }
                }
            }
        }
        let soles = sole::pairs(encounter, |place| dimension(place.value));
        for (meeting, (l, r)) in &soles {
            let left = Place::new(encounter.left, &encounter.left.claims.statements[meeting.left as usize], *l);
            let right = Place::new(encounter.right, &encounter.right.claims.statements[meeting.right as usize], *r);
            if let (Some(lp), Some(rp)) = (left, right) {
                slots.extend(slot(encounter, meeting, &lp, &rp, (*l, *r)).map(|mut slot| {
                    slot.score += SOLE;
                    slot.anchors += 1;
                    slot
                }));
            }
        }
        choose(slots, LEAST_SCORE).iter().map(|slot| comparison(encounter, slot)).collect()
    }
}

/// What a value is compared by: values of different dimensions never meet.
fn dimension(value: &Value) -> Option<u8> {
    match value.kind {
        ValueKind::Number => Some(0),
        ValueKind::Percent => Some(1),
        ValueKind::Money => Some(2),
        ValueKind::Quantity => Some(3),
        ValueKind::Age => Some(4),
        ValueKind::Temperature => Some(5),
        ValueKind::Duration => Some(6),
        ValueKind::Ordinal | ValueKind::Date | ValueKind::Time | ValueKind::Set => None,
    }
}

/// Two values as a slot, where they are of one dimension and unit.
fn slot<'e>(
    encounter: &Encounter,
    meeting: &'e crate::compare::Meeting,
    left: &Place,
    right: &Place,
    indices: (u32, u32),
) -> Option<Slot<'e>> {
    let dimension = dimension(left.value).filter(|d| dimension(right.value) == Some(*d))?;
    if left.value.unit != right.value.unit {
        return None;
    }
    let mut slot = weigh(encounter, meeting, left, right, indices);
    slot.standing = amounts(left.value, right.value);
    let bare = dimension == 0;
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
    let left = Place::new(encounter.left, &encounter.left.claims.statements[slot.meeting.left as usize], slot.left)
        .expect("made from this slot");
    let right =
        Place::new(encounter.right, &encounter.right.claims.statements[slot.meeting.right as usize], slot.right)
            .expect("made from this slot");
    let kind = if left.value.kind == ValueKind::Money { "money" } else { "number" };
    Comparison {
        kind,
        left: answer(&left),
        right: answer(&right),
        outcome: outcome(slot),
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

/// What a slot comes to.
fn outcome(slot: &Slot) -> Outcome {
    match slot.standing {
        Standing::Equal => Outcome::Agree,
        Standing::Subsumes | Standing::Overlaps => Outcome::Precision,
        Standing::Unknown => Outcome::NotComparable { reason: "unknown" },
        Standing::Disjoint => match slot.obstacle {
            Some(reason) => Outcome::NotComparable { reason },
            None if slot.anchors < 2 => Outcome::NotComparable { reason: "too few anchors" },
            None => Outcome::Disagree { relation: "contradiction", confidence: confidence(slot) },
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
