//! Weekdays, with the date or the week that stands beside them: "Mittwoch, den 12.", "Montag kommender Woche".

use super::dates;
use super::dates::Read;
use super::dates::weekday_at;
use super::expression::Base;
use super::expression::Clock;
use super::meanings::Form;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Unit;
use super::phrases::Phrase;
use super::phrases::lean;
use super::phrases::trailing_lean;
use super::phrases::unit;
use super::words::Words;
use crate::lang::Lang;

/// "Mittwoch", "Mittwoch, 12. Juni", "Mittwoch, den 12.", "Montag kommender Woche", "Dienstagabend".
pub(super) fn weekday(words: &Words, at: usize) -> Option<Phrase> {
    if let Some(((weekday, part), next)) = words.find(at, Meaning::WEEKDAY_PART, |meaning| match meaning {
        Meaning::WeekdayPart(weekday, part) => Some((weekday, part)),
        _ => None,
    }) {
        let dated = dated_weekday(words, weekday, next).or_else(|| in_week(words, weekday, next));
        let base = dated.map_or(plain_weekday(weekday), |(base, _)| base);
        return Some(Phrase {
            clock: Some(Clock::part(part)),
            ..Phrase::of(base, dated.map_or(next, |(_, next)| next))
        });
    }
    let (weekday, form, next) = weekday_at(words, at)?;
    if let Some((base, next)) = dated_weekday(words, weekday, next) {
        return Some(Phrase::of(base, next));
    }
    if form == Form::Short {
        return None;
    }
    if let Some((base, next)) = in_week(words, weekday, next) {
        return Some(Phrase::of(base, next));
    }
    Some(trailing_lean(words, Phrase::of(plain_weekday(weekday), next)))
}

/// A weekday of the week that is named after it.
pub(super) fn in_week(words: &Words, weekday: i8, at: usize) -> Read {
    let (by, next) = of_week(words, at)?;
    Some((Base::Weekday { weekday, lean: None, week: Some(by) }, next))
}

fn plain_weekday(weekday: i8) -> Base {
    Base::Weekday { weekday, lean: None, week: None }
}

/// The date after a weekday: ", 12. Juni", ", den 12.6.", " the 12th", " 12 juin".
fn dated_weekday(words: &Words, weekday: i8, at: usize) -> Read {
    let mut next = at;
    for fillers in [&[","][..], &["den", "dem", "der", "the", "le"][..]] {
        next += usize::from(words.is(next, fillers));
    }
    if !words.near(next) && !words.glued(next) {
        return None;
    }
    match dates::date(words, next) {
        Some((Base::Day { year, month, day, .. }, end)) => {
            Some((Base::Day { year, month, day, weekday: Some(weekday), lean: None }, end))
        }
        _ => bare_day(words, weekday, next, next > at),
    }
}

/// "Mittwoch, den 12.", "Monday the 12th": the day alone, of a month that has it on that weekday.
fn bare_day(words: &Words, weekday: i8, at: usize, article: bool) -> Read {
    let (day, next) = dates::day_number(words, at)?;
    let ordinal = words.digits(at, 2).is_none() || words.lang == Lang::De;
    let fits = article && words.norm(at - 1) != "," && ordinal && words.lang != Lang::Fr;
    let _ = weekday;
    (fits && !words.capital(next)).then_some((Base::DayOfMonth { day: day as i8, month_off: None }, next))
}

/// "der kommenden Woche", "nächster Woche", "next week", "of last week", "de la semaine prochaine".
fn of_week(words: &Words, at: usize) -> Option<(i32, usize)> {
    let mut next = at;
    while next < at + 3 && words.is(next, &["der", "in", "of", "de", "la", "dieser"]) && lean(words, next).is_none() {
        next += 1;
    }
    let (found, end) = if words.lang == Lang::Fr {
        let (unit, end) = unit(words, next)?;
        let (lean, after) = lean(words, end).filter(|_| unit == Unit::Week)?;
        (lean, after)
    } else {
        let (lean, end) = lean(words, next)?;
        let (unit, after) = unit(words, end)?;
        (lean, if unit == Unit::Week { after } else { return None })
    };
    match found {
        Lean::Reference { by, .. } => Some((by, end)),
        _ => None,
    }
}
