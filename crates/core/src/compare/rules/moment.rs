//! Dates and clock times that answer one question.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::interval::Standing;
use crate::compare::interval::moments;
use crate::compare::rules::Rule;
use crate::compare::rules::amount::{confidence, question};
use crate::compare::rules::slots::{self, COPIED, Place, Slot, choose, weigh};
use crate::compare::rules::update;
use crate::reading::Reading;
use crate::values::Granularity;
use crate::values::TimeValue;
use crate::values::ValueKind;
use jiff::Unit;
use jiff::civil::Date;

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
        let mut slots = slots::of_meetings(encounter, slot);
        slots.extend(slots::of_likenesses(encounter, sensed_slot));
        choose(slots, LEAST_SCORE).iter().map(|slot| comparison(encounter, slot)).collect()
    }
}

/// Two times of sentences that say the same in other words as a slot, where they are stated as finely, exclude one another
/// and neither is stated anywhere in the other article.
fn sensed_slot<'e>(likeness: &'e Likeness, left: &Place, right: &Place, indices: (u32, u32)) -> Option<Slot<'e>> {
    let (l, r) = (moment(left)?, moment(right)?);
    if fineness(l) != fineness(r) || standing(left, right)? != Standing::Disjoint {
        return None;
    }
    if is_stated(right.reading, l) || is_stated(left.reading, r) || is_over(left)? != is_over(right)? {
        return None;
    }
    if fineness(l) <= Granularity::Day && !likeness.mutual || is_shifted(left, right) {
        return None;
    }
    let mut slot = slots::sensed(likeness, left, right, indices, 0);
    slot.standing = Standing::Disjoint;
    Some(slot)
}

/// Whether two days lie as far apart as the days of their articles, each named by that day ("gestern", "am Mittwoch"): two
/// reports of two days, each of its own yesterday.
fn is_shifted(left: &Place, right: &Place) -> bool {
    let day = |place: &Place| {
        let first = own_moment(place).filter(|time| time.relative)?.interval?.0.date();
        Some((first, place.reading.reference.day()?))
    };
    let (Some(l), Some(r)) = (day(left), day(right)) else { return false };
    let apart = |from: Date, to: Date| from.until((Unit::Day, to)).map_or(0, |span| span.get_days());
    apart(l.1, r.1) != 0 && apart(l.0, r.0) == apart(l.1, r.1)
}

/// Whether two times are the same words: then a copy was only dated otherwise.
fn is_same_words(left: &Place, right: &Place) -> bool {
    left.reading.text(left.value.span) == right.reading.text(right.value.span)
}

/// How finely a time is stated: to the minute, the part of a day, the day, or less.
fn fineness(time: &TimeValue) -> Granularity {
    time.granularity.max(Granularity::Week)
}

/// Whether an article states a time somewhere, as finely.
fn is_stated(reading: &Reading, time: &TimeValue) -> bool {
    let times = reading.values.iter().filter_map(|value| value.time.as_ref());
    times
        .filter(|other| fineness(other) == fineness(time))
        .any(|other| matches!(moments(other, time), Standing::Equal | Standing::Subsumes | Standing::Overlaps))
}

/// Whether a time lies before its article, or on its day; unknown without a date.
fn is_over(place: &Place) -> Option<bool> {
    let time = moment(place)?;
    let (Some((first, _)), Some((_, last))) = (time.interval, place.reading.reference.range) else { return Some(true) };
    Some(first.date() <= last)
}

/// A value's time, where it is a moment: no duration, no recurring time.
fn moment<'v>(place: &Place<'v>) -> Option<&'v TimeValue> {
    matches!(place.value.kind, ValueKind::Date | ValueKind::Time).then_some(place.value.time.as_ref())?
}

/// A value's time by what the article itself says: a date that it has from its companions settles no day that it names by
/// that date alone.
fn own_moment(place: &Place) -> Option<TimeValue> {
    let time = moment(place)?;
    let lent = time.relative && place.reading.inferred && place.reading.inferred_from.is_empty();
    Some(TimeValue { interval: time.interval.filter(|_| !lent), ..time.clone() })
}

/// How two times stand. A date that an article has from its companions contradicts nobody.
fn standing(left: &Place, right: &Place) -> Option<Standing> {
    let standing = moments(moment(left)?, moment(right)?);
    let holds =
        standing != Standing::Disjoint || moments(&own_moment(left)?, &own_moment(right)?) == Standing::Disjoint;
    Some(if holds { standing } else { Standing::Unknown })
}

/// Two times as a slot.
fn slot<'e>(meeting: &'e Meeting, left: &Place, right: &Place, indices: (u32, u32)) -> Option<Slot<'e>> {
    let (l, r) = (moment(left)?, moment(right)?);
    let mut slot = weigh(meeting, left, right, indices);
    slot.standing = standing(left, right)?;
    if l.edge == r.edge {
        slot.score += 0.5;
    }
    if is_shifted(left, right) || meeting.parallel >= COPIED && is_same_words(left, right) {
        slot.obstacle = Some("other time");
    }
    Some(slot)
}

/// A slot as a comparison.
fn comparison(encounter: &Encounter, slot: &Slot) -> Comparison {
    let (left, right) = slot.places(encounter);
    let times = own_moment(&left).zip(own_moment(&right));
    let kind = times.map_or("date", |(l, r)| kind(&l, &r));
    Comparison {
        kind,
        left: answer(&left),
        right: answer(&right),
        outcome: outcome(slot, update::relation(&left, &right)),
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
