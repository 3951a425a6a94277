//! Times that rest on another time of the text: a clock time without its date, "am Nachmittag", "am Tag darauf".

use super::Context;
use super::calendar::Days;
use super::dated;
use super::expression;
use super::expression::Base;
use super::expression::Clock;
use super::expression::Expression;
use super::expression::Origin;
use super::expression::Stamp;
use super::resolve::Ground;
use super::tense::tense;
use super::words::Words;
use crate::values::Edge;
use crate::values::Granularity;
use crate::values::Value;
use crate::values::ValueKind;
use jiff::civil::Date;
use jiff::civil::DateTime;

/// A day that the text speaks of.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    /// The value that names it.
    value: usize,
    sentence: usize,
    interval: (DateTime, DateTime),
    /// Whether later sentences may go on speaking of it: not a deadline, and not the day of publication.
    lasting: bool,
}

impl Anchor {
    /// The day, for a clock time: of a night that runs past midnight, the second for its small hours.
    fn day(&self, clock: Option<Clock>) -> Date {
        let (first, last) = self.interval;
        let early = clock.is_some_and(|clock| clock.to < 720);
        if early && first.date() != last.date() { last.date() } else { first.date() }
    }

    /// Whether it names the second half of a day.
    fn afternoon(&self) -> bool {
        self.interval.0.hour() >= 12
    }
}

/// Gives the times that need one the day that the text speaks of. Linear in the number of values.
pub(in crate::values) fn anchor(context: &Context, values: &mut [Value]) {
    let words = Words::new(context);
    let anchors: Vec<Anchor> =
        values.iter().enumerate().filter_map(|(i, value)| anchor_of(context, i, value)).collect();
    let mut frames = Frames::default();
    // For each value, the first anchor that stands behind it.
    let mut behind = 0;
    for (i, value) in values.iter_mut().enumerate() {
        while anchors.get(behind).is_some_and(|anchor| anchor.value <= i) {
            behind += 1;
        }
        if let Some(frame) = frames.of(context, value) {
            reframe(context, &words, value, frame);
            continue;
        }
        let Some(found) = needy(context, &words, value) else { continue };
        let before = if anchors.get(behind.wrapping_sub(1)).is_some_and(|anchor| anchor.value == i) {
            behind - 1
        } else {
            behind
        };
        settle(context, &words, value, &found, (&anchors[..before], &anchors[behind..]));
    }
}

/// The longer period that a sentence has set: "Im kommenden Jahr …", "In der Woche darauf …".
#[derive(Default)]
struct Frames {
    last: Option<(usize, Granularity, Days)>,
}

impl Frames {
    /// The frame that a value stands in; a value that sets one is remembered.
    fn of(&mut self, context: &Context, value: &Value) -> Option<Days> {
        let time = value.time.as_ref()?;
        let sentence = context.document.sentence_at(value.span.start)?;
        let open = time.relative && time.year.is_none() && value.kind != ValueKind::Duration;
        let framed = self.last.filter(|&(at, size, _)| {
            let fits = if time.month.is_some() {
                size == Granularity::Year
            } else {
                time.weekday.is_some() && size == Granularity::Week
            };
            at == sentence && open && fits
        });
        let sets = time.relative
            && time.month.is_none()
            && time.weekday.is_none()
            && time.edge == Edge::At
            && value.kind == ValueKind::Date;
        if let Some((first, last)) =
            time.interval.filter(|_| sets && matches!(time.granularity, Granularity::Year | Granularity::Week))
        {
            self.last = Some((sentence, time.granularity, (first.date(), last.date())));
        }
        framed.map(|(_, _, days)| days)
    }
}

/// Resolves a value inside the frame of its sentence.
fn reframe(context: &Context, words: &Words, value: &mut Value, frame: Days) {
    if let Some(found) = expression_of(context, words, value) {
        let ground = Ground { reference: context.reference.range, frame: Some(frame), ..Ground::default() };
        *value = dated(words, &found, ground);
    }
}

/// The expression that a value was read from.
fn expression_of(context: &Context, words: &Words, value: &Value) -> Option<Expression> {
    let at = context.document.tokens.partition_point(|token| token.span.start < value.span.start);
    expression(words, at)
        .filter(|found| words.span(found.from, found.next) == value.span)
        .or_else(|| super::edges::distance(words, &super::durations::length(words, at)?))
}

/// The anchor that a value is: a time of one day, or of one night.
fn anchor_of(context: &Context, index: usize, value: &Value) -> Option<Anchor> {
    let time = value.time.as_ref()?;
    let interval = time.interval?;
    let days = super::calendar::days_between(interval.0.date(), interval.1.date());
    let single =
        time.granularity >= Granularity::Day && (days == 0 || days == 1 && time.granularity >= Granularity::DayPart);
    let named = time.day.is_some() || time.weekday.is_some() || time.relative;
    (single && named).then(|| Anchor {
        value: index,
        sentence: context.document.sentence_at(value.span.start).unwrap_or(0),
        interval,
        lasting: time.edge != Edge::Until,
    })
}

/// The expression of a value that needs an anchor.
fn needy(context: &Context, words: &Words, value: &Value) -> Option<Expression> {
    let time = value.time.as_ref()?;
    let open = matches!(value.kind, ValueKind::Date | ValueKind::Time)
        && time.year.is_none()
        && time.month.is_none()
        && time.day.is_none()
        && time.weekday.is_none();
    if !open {
        return None;
    }
    let found = expression_of(context, words, value)?;
    let needs = match found.base {
        Base::Open => true,
        Base::Period { origin, .. } => origin != Origin::Reference,
        Base::Distance { anchored, .. } => anchored,
        _ => false,
    };
    needs.then_some(found)
}

/// Resolves a value by the nearest anchor: of its own sentence, else of one before.
fn settle(
    context: &Context,
    words: &Words,
    value: &mut Value,
    found: &Expression,
    (before, after): (&[Anchor], &[Anchor]),
) {
    let sentence = context.document.sentence_at(value.span.start).unwrap_or(0);
    let own = before.last().filter(|anchor| anchor.sentence == sentence);
    let open = found.base == Base::Open;
    let next = after.first().filter(|anchor| anchor.sentence == sentence && open);
    let told = !open || tense(words, found.from, found.next).is_some() && announced(words, found);
    let earlier = || before.iter().rev().take(8).find(|anchor| anchor.lasting).filter(|_| told);
    let ground = Ground { reference: context.reference.range, ..Ground::default() };
    if let Some(anchor) = own.or(next).or_else(earlier) {
        let clock = found.clock.map(|clock| {
            if clock.twelve && anchor.afternoon() && anchor.sentence == sentence { clock.later() } else { clock }
        });
        let day = anchor.day(clock);
        *value = dated(words, &Expression { clock, ..*found }, Ground { anchor: Some(day), ..ground });
    } else if let Some(day) = context.reference.day().filter(|_| open && context.document.sentences.len() > 1) {
        // No day is told: TIMEX3 counts it to the article's own, but that settles no interval.
        let assumed = dated(words, found, Ground { anchor: Some(day), ..ground });
        value.timex = assumed.timex;
    }
}

/// Whether a preposition announces a clock time, as in running text; a bare one stands in a list of events.
fn announced(words: &Words, found: &Expression) -> bool {
    let part = found.clock.is_some_and(|clock| matches!(clock.stamp, Stamp::Part(_)) || clock.about);
    part || super::clock::preposition(words, found.from)
        || found.from > 0 && words.is(found.from - 1, &["kurz", "um", "at", "à"])
}
