//! Parts of the day as times: "am frühen Morgen", "in der Nacht zu Dienstag", "the evening of June 12".

use super::clock;
use super::dates;
use super::dates::weekday_at;
use super::expression::Base;
use super::expression::Clock;
use super::meanings::DayPart;
use super::meanings::Unit;
use super::phrases::Phrase;
use super::phrases::relative;
use super::weekdays::weekday;
use super::words::Words;
use crate::lang::Lang;

/// "Abend", "frühen Morgen", "Nacht zu Dienstag", "Abend des 12. Juni", "the evening of June 12".
pub(super) fn part_of_day(words: &Words, at: usize) -> Option<Phrase> {
    let (part, next) = clock::part(words, at)?;
    if !said_part(words, at, next) {
        return None;
    }
    if part.code == "NI"
        && let Some(night) = night_before(words, next, part)
    {
        return Some(night);
    }
    let clock = Some(Clock::part(part));
    let mut inner = next;
    while inner < next + 2 && words.is(inner, &["des", "vom", "of", "du", "de", "le", "the", "zum"]) {
        inner += 1;
    }
    if inner > next
        && let Some(date) =
            dates::date(words, inner).map(|(base, end)| Phrase::of(base, end)).or_else(|| weekday(words, inner))
        && matches!(date.base, Base::Day { .. } | Base::Feast { .. } | Base::Weekday { .. })
        && date.clock.is_none()
    {
        return Some(Phrase { clock, ..date });
    }
    Some(Phrase { clock, ..Phrase::of(Base::Open, next) })
}

/// Whether a part of the day is said as a time: with its article or preposition before it.
fn said_part(words: &Words, at: usize, next: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| words.near(at) || words.glued(at)) else { return false };
    match words.lang {
        Lang::De => {
            let announced = words.is(
                before,
                &[
                    "am", "im", "der", "den", "zum", "gegen", "bis", "seit", "vom", "über", "zur", "dem", "des",
                    "jenem", "ab", "selben", "gleichen", "späten", "frühen", "in",
                ],
            );
            announced
                && (words.capital(next - 1) || words.is(before, &["am"]))
                && !(words.is(before, &["der", "den", "dem", "des"]) && words.is(at, &["frühe", "früh"]))
        }
        Lang::En => {
            words.is(
                before,
                &[
                    "the",
                    "this",
                    "that",
                    "late",
                    "early",
                    "in",
                    "by",
                    "one",
                    "following",
                    "same",
                    "until",
                    "at",
                    "mid",
                    "-",
                ],
            ) && (!words.is(before, &["the", "one"])
                || (before > 0
                    && words.is(
                        before - 1,
                        &["in", "during", "on", "by", "through", "until", "throughout", "of", "since"],
                    )))
        }
        Lang::Fr => {
            words.is(
                before,
                &["le", "la", "au", "ce", "cette", "cet", "du", "en", "dans", "l", "'", "’", "hier", "demain"],
            ) && !(words.is(before, &["le", "la", "du"])
                && !(before > 0
                    && words.is(
                        before - 1,
                        &["dans", "jusqu", "pendant", "vers", "à", ",", "depuis", "avant", "après", "durant", "tard"],
                    )))
        }
    }
}

/// "zu Dienstag", "zum 12. Juni", "auf Sonntag", "von Montag auf Dienstag", "vom 12. auf den 13. Juni", "de lundi à mardi":
/// the night that ends on the day named last.
fn night_before(words: &Words, at: usize, part: DayPart) -> Option<Phrase> {
    let mut next = at;
    if words.is(next, &["von", "vom", "de", "du", "from"]) {
        let first = next + 1;
        let skip = weekday_at(words, first)
            .map(|(_, _, end)| end)
            .or_else(|| dates::day_number(words, first).map(|(_, end)| end))?;
        next = dates::month_at(words, skip).map_or(skip, |(_, _, end)| end);
    }
    if !words.is(next, &["zu", "zum", "auf", "à", "au", "to", "into"]) {
        return None;
    }
    next += 1 + usize::from(words.is(next + 1, &["den", "dem", "the", "heute"]) && !words.is(next + 1, &["heute"]));
    let date = weekday(words, next)
        .or_else(|| dates::date(words, next).map(|(base, end)| Phrase::of(base, end)))
        .or_else(|| relative(words, next))?;
    let ends = matches!(
        date.base,
        Base::Weekday { .. } | Base::Day { .. } | Base::Feast { .. } | Base::Period { unit: Unit::Day, .. }
    );
    ends.then_some(Phrase { clock: Some(Clock { eve: true, ..Clock::part(part) }), ..date })
}
