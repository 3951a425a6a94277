//! Dates and clock times that answer one question.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::interval::Standing;
use crate::compare::interval::moments;
use crate::compare::rules::Rule;
use crate::compare::rules::amount::{confidence, question};
use crate::compare::rules::slots::{Place, Slot, choose, weigh};
use crate::values::Granularity;
use crate::values::TimeValue;
use crate::values::ValueKind;

/// Dates and clock times.
pub(crate) struct Moment;

/// Least score for two times to be taken as answers to one question: a little less than for numbers, because a
/// sentence has few times.
const LEAST_SCORE: f64 = 3.0;

impl Rule for Moment {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("date", "days, months or years that exclude one another"),
            ("time", "clock times of one day that exclude one another"),
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
        choose(slots, LEAST_SCORE).iter().map(|slot| comparison(encounter, slot)).collect()
    }
}

/// A value's time, where it is a moment: no duration, no recurring time.
fn moment<'v>(place: &Place<'v>) -> Option<&'v TimeValue> {
    matches!(place.value.kind, ValueKind::Date | ValueKind::Time).then_some(place.value.time.as_ref())?
}

/// Two times as a slot.
fn slot<'e>(
    encounter: &Encounter,
    meeting: &'e Meeting,
    left: &Place,
    right: &Place,
    indices: (u32, u32),
) -> Option<Slot<'e>> {
    let (l, r) = (moment(left)?, moment(right)?);
    let mut slot = weigh(encounter, meeting, left, right, indices);
    slot.standing = moments(l, r);
    if l.edge == r.edge {
        slot.score += 0.5;
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
    let times = moment(&left).zip(moment(&right));
    let kind = times.map_or("date", |(l, r)| kind(l, r));
    Comparison {
        kind,
        left: answer(&left),
        right: answer(&right),
        outcome: outcome(slot),
        question: question(&left),
        explanation: format!(
            "{{left}} says “{}”, {{right}} says “{}”, of the same {kind}.",
            left.reading.text(left.value.span),
            right.reading.text(right.value.span),
        ),
        edits: vec![],
    }
}

/// `time` where both state a clock time and nothing says that the days differ, else `date`.
fn kind(left: &TimeValue, right: &TimeValue) -> &'static str {
    let clocks = left.granularity >= Granularity::DayPart && right.granularity >= Granularity::DayPart;
    let days = match (left.interval, right.interval) {
        (Some(l), Some(r)) => l.0.date() == r.0.date(),
        _ => left.day == right.day && left.weekday == right.weekday,
    };
    if clocks && days { "time" } else { "date" }
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

/// A time as an answer.
fn answer(place: &Place) -> Answer {
    let value = place.value;
    let interval = value.time.as_ref().and_then(|time| time.interval);
    Answer {
        span: place.clause().span,
        literal: value.span,
        value: value.timex.clone(),
        interval: interval.map(|(first, last)| (first.to_string(), last.to_string())),
        ..Answer::default()
    }
}
