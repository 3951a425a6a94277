//! Quarters, halves and weeks of a year.

use super::dates::Read;
use super::dates::ordinal;
use super::expression::Base;
use super::expression::Year;
use super::meanings::Meaning;
use super::meanings::Unit;
use super::words::Words;
use super::years::year_after;
use crate::lang::Lang;

/// Quarters and halves: "zweites Quartal 2025", "Q2", "first half of this year", "2024-Q2".
pub(super) fn part_of_year(words: &Words, at: usize) -> Read {
    if let Some(found) = coded(words, at) {
        return Some(found);
    }
    let (number, next) = ordinal(words, at)?;
    if words.lang == Lang::En && words.is(next, &["half"]) && number <= 2 {
        let (year, end) = year_after(words, next + 1);
        return (year != Year::Open).then_some((Base::HalfYear { number, year }, end));
    }
    let (unit, end) = words.find(next, Meaning::UNIT, |meaning| match meaning {
        Meaning::Unit(1, unit) => Some(unit),
        _ => None,
    })?;
    let (year, end) = year_after(words, end);
    match unit {
        Unit::Quarter if number <= 4 => Some((Base::Quarter { number, year }, end)),
        Unit::HalfYear if number <= 2 => Some((Base::HalfYear { number, year }, end)),
        _ => None,
    }
}

/// "Kalenderwoche 23", "KW 23", "23. Kalenderwoche", "week 23 of 2027", "semaine 23".
pub(super) fn week(words: &Words, at: usize) -> Read {
    let (number, next) = if words.is(at, &["kw", "kalenderwoche", "week", "semaine"]) {
        let next = words.past_stop(at + 1);
        (words.digits(next, 2).filter(|_| words.near(next))?, next + 1)
    } else {
        let (number, next) = ordinal(words, at)?;
        if let Some(end) = week_of_year(words, next) {
            let Base::Year(year) = end.0 else { return None };
            return (1..=53).contains(&number).then_some((Base::Week { number, year }, end.1));
        }
        (u32::try_from(number).ok().filter(|_| words.is(next, &["kw", "kalenderwoche"]))?, next + 1)
    };
    let (year, next) = year_after(words, next);
    (1..=53).contains(&number).then_some((Base::Week { number: number as i8, year }, next))
}

/// The year after "second week of 2021", "zweite Woche des Jahres 2021".
fn week_of_year(words: &Words, at: usize) -> Read {
    if !words.is(at, &["week", "woche", "semaine"]) || !words.is(at + 1, &["of", "in", "des", "im", "de"]) {
        return None;
    }
    let (year, end) = year_after(words, at + 1);
    (year != Year::Open).then_some((Base::Year(year), end))
}

/// "Q2 2025", "2025-Q2", "H1".
fn coded(words: &Words, at: usize) -> Read {
    if let Some(year) =
        words.digits_of(at, 4).filter(|_| words.is(at + 1, &["-"]) && words.glued(at + 1) && words.glued(at + 2))
    {
        let (base, next) = coded(words, at + 2)?;
        let year = Year::Stated(year as i16);
        return Some(match base {
            Base::Quarter { number, .. } => (Base::Quarter { number, year }, next),
            Base::HalfYear { number, .. } => (Base::HalfYear { number, year }, next),
            other => (other, next),
        });
    }
    let norm = words.norm(at);
    let number: i8 = norm.get(1..)?.parse().ok().filter(|_| norm.len() == 2 && words.capital(at))?;
    let (year, next) = year_after(words, at + 1);
    match norm.as_bytes()[0] {
        b'q' if (1..=4).contains(&number) => Some((Base::Quarter { number, year }, next)),
        b'h' if (1..=2).contains(&number) && year != Year::Open => Some((Base::HalfYear { number, year }, next)),
        _ => None,
    }
}
