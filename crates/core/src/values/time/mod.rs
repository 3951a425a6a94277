//! Dates, clock times, durations and recurring times as intervals with their TIMEX3 values.
//!
//! In: an article cut into tokens, and the date it is read by. Out: at each token the longest temporal expression that
//! begins there. Spans follow the convention of German TIMEX3 corpora: without "am", "um", "ab", with "Anfang",
//! "vergangenen". A range ("vom 12. bis 14. Juni") gives two values, the first an [`Edge::From`] and the second an
//! [`Edge::Until`].
//!
//! | file | owns |
//! |---|---|
//! | `meanings`, `columns`, `vocabulary` | what words mean; the tables of the language, by first word |
//! | `words` | walking over tokens |
//! | `calendar` | periods, counting, movable feasts |
//! | `dates`, `years`, `quarters`, `seasons`, `clock`, `clock_french`, `day_parts`, `weekdays`, `phrases`, `sections` | the grammar of days and times |
//! | `durations`, `counts`, `lasting`, `sets` | that of lengths and of what recurs |
//! | `expression` | what an expression says before any reference is used |
//! | `tense`, `edges` | what stands around it |
//! | `pick`, `timex`, `resolve` | from expression and reference to interval and TIMEX3 value |
//! | `infer` | the date of an undated article |
//! | `anchor` | times that need another time of the text: "um 6.47 Uhr", "am Tag darauf" |
//!
//! Cost: one look-up of the word for most tokens; an expression looks ahead a bounded number of tokens, and its tense
//! a bounded number to both sides, so that time is linear in the text.

mod anchor;
mod calendar;
mod clock;
mod clock_french;
mod columns;
mod counts;
mod dates;
mod day_parts;
mod durations;
mod edges;
mod expression;
mod infer;
mod lasting;
mod meanings;
mod phrases;
mod pick;
mod quarters;
mod resolve;
mod seasons;
mod sections;
mod sets;
mod tense;
#[cfg(test)]
mod tests;
mod timex;
mod vocabulary;
mod weekdays;
mod words;
mod years;

pub(super) use anchor::anchor;
pub use infer::Inference;
pub use infer::infer_reference;
pub(super) use lasting::is_adjective;
pub(super) use vocabulary::Vocabulary;

use super::Bound;
use super::Context;
use super::Edge;
use super::Granularity;
use super::TimeValue;
use super::Value;
use super::ValueKind;
use super::signs::Signs;
use crate::lang::Lang;
use durations::Length;
use expression::Base;
use expression::Clock;
use expression::Expression;
use expression::Stamp;
use meanings::Meaning;
use meanings::Opens;
use meanings::Unit;
use phrases::Phrase;
use resolve::Ground;
use sets::Recurrence;
use words::Words;

/// Reads the longest temporal expression that begins at a token.
pub(super) fn read(context: &Context, at: usize) -> Option<Value> {
    let opens = opens(context, at);
    if opens == Opens::default() {
        return None;
    }
    let words = Words::new(context);
    let leans = opens.any(Opens::ARTICLE)
        || context.signs(at).any(Meaning::LEAN)
        || context.lang == Lang::Fr && context.signs(at).any(Signs::COUNT);
    if leans && let Some((length, side)) = durations::leaning(&words, at) {
        return Some(touching(&words, context, at, &length, side));
    }
    let found = opens.any(Opens::DATE.and(Opens::ARTICLE)).then(|| expression(&words, at)).flatten();
    let length = opens.any(Opens::LENGTH).then(|| durations::length(&words, at)).flatten();
    let recurrence = opens.any(Opens::SET).then(|| sets::recurrence(&words, at)).flatten();
    let ends = [
        found.map(|found| found.next),
        length.as_ref().map(|found| found.next),
        recurrence.as_ref().map(|found| found.next),
    ];
    let longest = ends.into_iter().flatten().max()?;
    if let Some(set) = recurrence.filter(|set| set.next == longest) {
        return Some(recurring(&words, at, &set));
    }
    if let Some(found) = found.filter(|found| found.next == longest) {
        return Some(dated(&words, &found, Ground { reference: context.reference.range, ..Ground::default() }));
    }
    Some(lasting(&words, context, at, &length?))
}

/// The longest date or time at a token.
fn expression(words: &Words, at: usize) -> Option<Expression> {
    let article = usize::from(determined(words, at));
    let phrase = phrases::phrase(words, at + article).filter(|_| article == 0 || words.near(at + 1));
    let with_date = phrase.map(|phrase| with_clock(words, phrase));
    let alone = clock::clock(words, at).map(|(clock, next)| dated_clock(words, clock, next));
    let best = match (with_date, alone) {
        (Some(date), Some(time)) if time.next > date.next => time,
        (Some(date), _) => date,
        (None, time) => time?,
    };
    let (edge, side) = edges::edge(words, at, best.next);
    Some(Expression {
        base: best.base,
        clock: best.clock,
        section: best.section,
        edge,
        side,
        from: at,
        next: best.next,
    })
}

/// Whether an article stands at a token and "kommende Woche" after it: then it is part of the expression.
fn determined(words: &Words, at: usize) -> bool {
    let article: &[&str] = match words.lang {
        Lang::De => &["der", "die", "das", "dem", "den", "des"],
        Lang::En => &["the"],
        Lang::Fr => &["la", "le"],
    };
    Opens::of(words.signs(at)).any(Opens::ARTICLE)
        && words.is(at, article)
        && (phrases::lean(words, at + 1).is_some_and(|(_, next)| phrases::unit(words, next).is_some())
            || phrases::after_unit(words, at + 1).is_some())
}

/// Adds the part of the day and the clock time that follow a date: "Abend", ", 18 Uhr", " at 6 p.m.".
fn with_clock(words: &Words, phrase: Phrase) -> Phrase {
    let phrase = with_part(words, phrase);
    if !daily(phrase.base) || phrase.base == Base::Open || phrase.clock.is_some_and(|clock| clock.eve) {
        return phrase;
    }
    let comma = usize::from(words.is(phrase.next, &[","]));
    let preposition: &[&str] = match words.lang {
        Lang::De => &[],
        Lang::En => &["at", "around", "about"],
        Lang::Fr => &["à", "vers"],
    };
    let at = phrase.next + comma + usize::from(words.is(phrase.next + comma, preposition));
    let Some((time, next)) = clock::clock(words, at).filter(|_| words.beside(phrase.next)) else { return phrase };
    // "heute 15-20 Uhr" names a range, whose ends stand by themselves.
    if words.is(next, &["-", "–", "bis"]) {
        return phrase;
    }
    // "am Montag, 18 Uhr": but not "am Montag, kurz nach acht" with words that could open another clause.
    let time = match phrase.clock {
        Some(part) => half_of(time, part),
        None => time,
    };
    Phrase { clock: Some(time), next, ..phrase }
}

/// A clock time in the half of the day that a part of the day tells.
fn half_of(time: Clock, part: Clock) -> Clock {
    match part.stamp {
        Stamp::Part(code) => clock::halved(time, meanings::DayPart { code, from: part.from, to: part.to }),
        Stamp::Minute(_) => time,
    }
}

/// Adds the part of the day that follows a day: "heute Abend", "Samstag früh", "lundi matin", "au soir".
fn with_part(words: &Words, phrase: Phrase) -> Phrase {
    if phrase.clock.is_some()
        || !daily(phrase.base)
        || !words.near(phrase.next)
        || matches!(phrase.base, Base::Feast { .. })
    {
        return phrase;
    }
    let mut at = phrase.next;
    match words.lang {
        Lang::Fr if words.is(at, &["au", "dans", "en"]) => at += 1 + usize::from(words.is(at + 1, &["la"])),
        Lang::De if words.is(at, &["am"]) => at += 1,
        Lang::En if words.is(at, &["in"]) && words.is(at + 1, &["the"]) => at += 2,
        _ => {}
    }
    let part = words.find(at, Meaning::PART.and(Meaning::EVERY_PART), |meaning| match meaning {
        Meaning::Part(part) => Some(part),
        Meaning::EveryPart(part) if words.lang == Lang::De => Some(part),
        _ => None,
    });
    let Some((part, next)) = part else { return phrase };
    let found = Phrase { clock: Some(Clock::part(part)), next, ..phrase };
    // "Wednesday evening next week", "Mittwoch Abend nächster Woche"
    match phrase.base {
        Base::Weekday { weekday, lean: None, week: None } => {
            weekdays::in_week(words, weekday, next).map_or(found, |(base, next)| Phrase { base, next, ..found })
        }
        _ => found,
    }
}

/// Whether a base is a day, so that a time of day can stand beside it.
fn daily(base: Base) -> bool {
    match base {
        Base::Weekday { weekday, .. } => weekday > 0,
        Base::Period { unit, .. } => unit == Unit::Day,
        Base::Day { .. } | Base::DayOfMonth { .. } | Base::Feast { .. } => true,
        _ => false,
    }
}

/// A clock time, with the day that follows it in English: "8 a.m. Monday", "7 p.m. on June 12".
fn dated_clock(words: &Words, clock: Clock, next: usize) -> Phrase {
    let alone = Phrase { base: Base::Open, clock: Some(clock), section: None, next };
    if words.lang != Lang::En || !words.near(next) {
        return alone;
    }
    let at = next + usize::from(words.is(next, &["on"]));
    match phrases::phrase(words, at).filter(|phrase| daily(phrase.base)) {
        Some(date) => {
            let date = with_part(words, date);
            let clock = date.clock.map_or(clock, |part| half_of(clock, part));
            Phrase { clock: Some(clock), ..date }
        }
        None => alone,
    }
}

/// The value of a date or time.
fn dated(words: &Words, found: &Expression, ground: Ground) -> Value {
    let tense = tense::tense(words, found.from, found.next);
    let resolved = resolve::resolve(found, Ground { tense, ..ground });
    let span = words.span(found.from, found.next);
    Value {
        span,
        core: span,
        kind: if found.clock.is_some() { ValueKind::Time } else { ValueKind::Date },
        value: 0.0,
        low: 0.0,
        high: 0.0,
        unit: None,
        stated: None,
        whole: None,
        bound: if found.clock.is_some_and(|clock| clock.about) { Bound::About } else { Bound::Exact },
        time: Some(resolved.time),
        timex: Some(resolved.timex),
    }
}

/// The value of a length of time; one that is counted from the article's date is that date: "vor drei Tagen".
fn lasting(words: &Words, context: &Context, at: usize, found: &Length) -> Value {
    if let Some(distance) = edges::distance(words, found) {
        let mut value = dated(words, &distance, Ground { reference: context.reference.range, ..Ground::default() });
        // In "vor drei Tagen" TIMEX3 takes the words without "vor", and they are a length.
        if words.lang == Lang::De && distance.next == found.next {
            value.timex = Some(found.timex.clone());
        }
        return value;
    }
    counted(words, context, found).unwrap_or_else(|| length(words, at, found))
}

/// A length counted from a day that is named behind it, as the day that it comes to: "zwei Wochen nach Ostern", "three
/// weeks from tomorrow". None where that day is not known.
fn counted(words: &Words, context: &Context, found: &Length) -> Option<Value> {
    let (back, at) = edges::counted_from(words, found)?;
    let day = expression(words, at).filter(|day| daily(day.base) && day.clock.is_none() && words.near(at))?;
    let mut value = dated(words, &day, Ground { reference: context.reference.range, ..Ground::default() });
    let stated = value.time.as_ref().filter(|time| time.interval.is_some())?;
    let (first, last) = stated.interval.map(|(first, last)| (first.date(), last.date()))?;
    // A feast of several days is counted from its main one.
    let feast = matches!(day.base, Base::Feast { .. }).then(|| value.timex.as_ref()?.parse().ok()).flatten();
    let from = feast.or(Some(first).filter(|_| first == last))?;
    let (days, timex) = resolve::distance(from, found.amount, back)?;
    let relative = stated.relative;
    let unit = found.amount.unit.map_or(Granularity::Day, resolve::of_unit);
    value.span = words.span(found.core, day.next);
    value.core = value.span;
    value.timex = Some(timex);
    value.time = Some(TimeValue {
        interval: resolve::interval(days, None),
        relative,
        ..timeless(unit, edges::edge(words, found.core, day.next).0)
    });
    Some(value)
}

/// The value of a length of time by itself.
fn length(words: &Words, at: usize, found: &Length) -> Value {
    let core = words.span(found.core, found.next);
    Value {
        span: words.span(at, found.next),
        core,
        kind: ValueKind::Duration,
        value: found.value,
        low: found.low,
        high: found.high,
        unit: Some("s"),
        stated: None,
        whole: None,
        bound: found.bound,
        time: Some(timeless(
            found.amount.unit.map_or(Granularity::Day, resolve::of_unit),
            edges::edge(words, found.core, found.next).0,
        )),
        timex: Some(found.timex.clone()),
    }
}

/// The value of a length that begins or ends at the article's date.
fn touching(words: &Words, context: &Context, at: usize, found: &Length, side: i8) -> Value {
    let mut value = length(words, at, found);
    let interval = context.reference.range.and_then(|reference| resolve::touching(reference, found.amount, side));
    if let Some(time) = &mut value.time {
        (time.interval, time.relative) = (interval, true);
    }
    value
}

/// The value of a recurring time.
fn recurring(words: &Words, at: usize, found: &Recurrence) -> Value {
    let span = words.span(at, found.next);
    let time = TimeValue {
        weekday: found.weekday,
        clock: found.clock.map(|clock| (clock.from, clock.to)),
        ..timeless(Granularity::Day, Edge::At)
    };
    Value {
        span,
        core: span,
        kind: ValueKind::Set,
        value: 0.0,
        low: 0.0,
        high: 0.0,
        unit: None,
        stated: None,
        whole: None,
        bound: Bound::Exact,
        time: Some(time),
        timex: Some(found.timex.clone()),
    }
}

/// No day and no clock time.
fn timeless(granularity: Granularity, edge: Edge) -> TimeValue {
    TimeValue {
        interval: None,
        granularity,
        year: None,
        month: None,
        day: None,
        weekday: None,
        clock: None,
        relative: false,
        edge,
    }
}

/// The cheap first test: what can begin at a token at all.
fn opens(context: &Context, at: usize) -> Opens {
    let signs = context.signs(at);
    let opens = Opens::of(signs);
    if opens == Opens::default() || idle(context, at, signs) {
        return Opens::default();
    }
    opens
}

/// Whether a word opens something only with what follows it, and nothing of that kind follows: an article before no
/// word of time; "ein" and "diese" before a word that is in no table.
fn idle(context: &Context, at: usize, signs: Signs) -> bool {
    let next = context.signs(at + 1);
    if Opens::of(signs) == Opens::ARTICLE && !signs.any(Signs::COUNT) {
        return !(Opens::of(next).any(Opens::LENGTH) || next.any(Signs::COUNT));
    }
    let one = signs.any(Signs::ARTICLE) || signs.any(Meaning::LEAN);
    one && !signs.any(Meaning::BY_ITSELF) && !next.any(Meaning::TIMELY)
}
