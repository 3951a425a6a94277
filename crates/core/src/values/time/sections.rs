//! Beginnings, middles and ends of periods: "Anfang Oktober", "the last week of July".

use super::dates;
use super::expression::Base;
use super::expression::Origin;
use super::meanings::Meaning;
use super::meanings::Section;
use super::meanings::Unit;
use super::phrases::Phrase;
use super::phrases::leaning_period;
use super::phrases::trailing_lean;
use super::phrases::unit;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;

/// "Anfang Oktober", "Ende der Woche", "late 2024", "mid-November", "fin de l'année", "Jahresende".
pub(super) fn section(words: &Words, at: usize) -> Option<Phrase> {
    if let Some(((unit, section), next)) = words.find(at, Meaning::UNIT_SECTION, |meaning| match meaning {
        Meaning::UnitSection(unit, section) => Some((unit, section)),
        _ => None,
    }) {
        let base = match dates::date(words, next) {
            Some((Base::Year(year), end)) if unit == Unit::Year => {
                return Some(sectioned(section, Base::Year(year), end));
            }
            _ => Base::Period { unit, by: 0, origin: Origin::Reference },
        };
        return Some(sectioned(section, base, next));
    }
    let (section, mut next) = words.find(at, Meaning::SECTION, |meaning| match meaning {
        Meaning::Section(section) => Some(section),
        _ => None,
    })?;
    // "to start in June" and "Ende" in a name are none.
    let verb = words.is(at, &["start", "close", "turn", "end", "beginning"]) && !words.is(next, &["of"]);
    if verb || (words.lang == Lang::De && !words.capital(at)) {
        return None;
    }
    let begin = next;
    while next < begin + 3
        && words
            .is(next, &["der", "des", "dem", "of", "the", "de", "la", "le", "du", "l", "'", "’", "-", "im", "d", "vom"])
    {
        next += 1;
    }
    if !words.near(begin) && !words.glued(begin) {
        return None;
    }
    let article = next > begin;
    let inner = dates::date(words, next)
        .map(|(base, end)| Phrase::of(base, end))
        .filter(|inner| !matches!(inner.base, Base::Day { .. } | Base::DayOfMonth { .. }))
        .or_else(|| leaning_period(words, next));
    if let Some(inner) = inner.filter(|inner| inner.clock.is_none()) {
        return Some(sectioned(section, trailing_lean(words, inner).base, trailing_lean(words, inner).next));
    }
    let (unit, end) = unit(words, next).filter(|&(unit, _)| article && unit >= Unit::Week)?;
    // "start of the week", but not "Ende der Woche der Wahrheit".
    (unit != Unit::Weekend).then_some(sectioned(section, Base::Period { unit, by: 0, origin: Origin::Reference }, end))
}

/// "the last week of July", "in der ersten Woche des Jahres", "letztes Wochenende im Mai": counted from the ends of the
/// period, not from the article's date.
pub(super) fn part_of_period(words: &Words, at: usize) -> Option<Phrase> {
    let last = words.is(
        at,
        &["last", "final", "letzte", "letzten", "letzter", "letztes", "letztem", "dernier", "dernière", "derniers"],
    );
    let (section, next) = if last {
        (Section::End, at + 1)
    } else {
        let (number, next) = dates::ordinal(words, at).filter(|_| words.kind(at) == Some(TokenKind::Word))?;
        (*[Section::Start, Section::Mid, Section::Mid, Section::End, Section::End].get(number as usize - 1)?, next)
    };
    let (_, end) = unit(words, next)
        .filter(|&(unit, _)| matches!(unit, Unit::Day | Unit::Week | Unit::Weekend) && words.near(next))?;
    let joint: &[&str] = match words.lang {
        Lang::De => &["des", "im", "vom", "von"],
        Lang::En => &["of", "in"],
        Lang::Fr => &["de", "du", "d"],
    };
    if !words.is(end, joint) || !words.near(end) {
        return None;
    }
    let inner = dates::past_joint(words, end);
    match dates::date(words, inner) {
        Some((base @ (Base::Month { .. } | Base::Year(_)), after)) => return Some(sectioned(section, base, after)),
        Some(_) => return None,
        None => {}
    }
    if let Some(found) = leaning_period(words, inner).filter(|found| month_or_year(found.base)) {
        return Some(sectioned(section, found.base, found.next));
    }
    let (unit, after) = unit(words, inner).filter(|&(unit, _)| matches!(unit, Unit::Month | Unit::Year))?;
    Some(sectioned(section, Base::Period { unit, by: 0, origin: Origin::Reference }, after))
}

fn month_or_year(base: Base) -> bool {
    matches!(base, Base::Period { unit: Unit::Month | Unit::Year, .. })
}

fn sectioned(section: Section, base: Base, next: usize) -> Phrase {
    Phrase { section: Some(section), ..Phrase::of(base, next) }
}
