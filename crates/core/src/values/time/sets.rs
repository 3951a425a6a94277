//! Recurring times: "jeden Montag", "montags", "täglich", "alle zwei Wochen", "every other day".

use super::clock;
use super::dates;
use super::durations;
use super::expression::Clock;
use super::expression::Stamp;
use super::meanings::DayPart;
use super::meanings::Meaning;
use super::meanings::Unit;
use super::phrases;
use super::words::Words;
use crate::lang::Lang;

/// A recurring time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recurrence {
    pub(super) timex: String,
    pub(super) weekday: Option<i8>,
    pub(super) clock: Option<Clock>,
    pub(super) next: usize,
}

impl Recurrence {
    fn of(timex: String, next: usize) -> Self {
        Self { timex, weekday: None, clock: None, next }
    }

    fn weekday(weekday: i8, part: Option<DayPart>, next: usize) -> Self {
        let code = part.map_or(String::new(), |part| format!("T{}", part.code));
        Self {
            weekday: Some(weekday),
            clock: part.map(Clock::part),
            ..Self::of(format!("XXXX-WXX-{weekday}{code}"), next)
        }
    }

    fn part(part: DayPart, next: usize) -> Self {
        Self { clock: Some(Clock::part(part)), ..Self::of(format!("XXXX-XX-XXT{}", part.code), next) }
    }
}

/// The recurring time at a token.
pub(super) fn recurrence(words: &Words, at: usize) -> Option<Recurrence> {
    let plain = word(words, at).or_else(|| every(words, at))?;
    Some(with_clock(words, plain))
}

/// "täglich", "montags", "abends", "Mondays".
fn word(words: &Words, at: usize) -> Option<Recurrence> {
    let (meaning, next) = words.find(
        at,
        Meaning::FREQUENCY.and(Meaning::EVERY_WEEKDAY).and(Meaning::EVERY_PART).and(Meaning::EVERY_WEEKDAY_PART),
        |meaning| {
            let takes = matches!(
                meaning,
                Meaning::Frequency(_)
                    | Meaning::EveryWeekday(_)
                    | Meaning::EveryPart(_)
                    | Meaning::EveryWeekdayPart(..)
            );
            takes.then_some(meaning)
        },
    )?;
    // "The Daily Telegraph", "Tägliche Rundschau".
    let name = words.capital(at) && !phrases::starts_sentence(words, at) && words.lang != Lang::De;
    match meaning {
        Meaning::Frequency(_) if name => None,
        Meaning::Frequency(timex) => Some(Recurrence::of(frequency(timex), next)),
        Meaning::EveryWeekday(weekday) => {
            // "des Montags", "last Monday's".
            let genitive =
                words.lang == Lang::De && words.capital(at) && at > 0 && words.is(at - 1, &["des", "eines", "jenes"]);
            let part = if words.lang == Lang::De { every_part(words, next) } else { clock::part(words, next) };
            let end = part.map_or(next, |(_, end)| end);
            (!genitive).then(|| Recurrence::weekday(weekday, part.map(|(part, _)| part), end))
        }
        Meaning::EveryPart(part) if words.lang == Lang::De => {
            (!words.capital(at) || phrases::starts_sentence(words, at)).then(|| Recurrence::part(part, next))
        }
        Meaning::EveryWeekdayPart(weekday, part) => Some(Recurrence::weekday(weekday, Some(part), next)),
        _ => None,
    }
}

/// PEV stands for every evening.
fn frequency(timex: &str) -> String {
    match timex {
        "PEV" | "PMO" | "PNI" => format!("XXXX-XX-XXT{}", &timex[1..]),
        other => other.to_owned(),
    }
}

fn every_part(words: &Words, at: usize) -> Option<(DayPart, usize)> {
    words.find(at, Meaning::EVERY_PART, |meaning| match meaning {
        Meaning::EveryPart(part) => Some(part),
        _ => None,
    })
}

/// "jeden Montag", "alle zwei Tage", "every other Friday", "tous les jours", "jeden letzten Samstag im Monat".
fn every(words: &Words, at: usize) -> Option<Recurrence> {
    let all = words.lang == Lang::De && words.is(at, &["alle", "aller"]);
    let start = if all {
        at + 1
    } else {
        words.find(at, Meaning::EVERY, |meaning| matches!(meaning, Meaning::Every).then_some(()))?.1
    };
    if let Some((weekday, _, next)) = dates::weekday_at(words, start) {
        let part = clock::part(words, next);
        let end = part.map_or(next, |(_, end)| end);
        return (!all).then(|| Recurrence::weekday(weekday, part.map(|(part, _)| part), end));
    }
    if let Some((weekday, part)) = words
        .find(start, Meaning::WEEKDAY_PART, |meaning| match meaning {
            Meaning::WeekdayPart(weekday, part) => Some((weekday, part)),
            _ => None,
        })
        .map(|(found, _)| found)
    {
        return Some(Recurrence::weekday(weekday, Some(part), start + 1));
    }
    if let Some((part, next)) = clock::part(words, start).filter(|_| !all) {
        return Some(Recurrence::part(part, next));
    }
    if let Some((month, _, next)) = dates::month_at(words, start).filter(|_| !all) {
        return Some(Recurrence::of(format!("XXXX-{month:02}"), next));
    }
    counted(words, start, all)
}

/// "jedes Jahr", "zwei Tage", "other week", "second Friday", "letzten Samstag im Monat".
fn counted(words: &Words, at: usize, all: bool) -> Option<Recurrence> {
    if let Some((unit, next)) = phrases::unit(words, at).filter(|_| !all) {
        return Some(Recurrence::of(durations::timex_of(1.0, unit), next));
    }
    let (times, next) = if words.is(at, &["other"]) {
        (2.0, at + 1)
    } else if let Some((count, next)) = words.cardinal(at) {
        (f64::from(count), next)
    } else if let Some((number, next)) = dates::ordinal(words, at).filter(|_| !all) {
        (f64::from(number), next)
    } else {
        (1.0, phrases::lean(words, at).filter(|_| !all)?.1)
    };
    if let Some((unit, next)) = phrases::unit(words, next) {
        return Some(Recurrence::of(durations::timex_of(times, unit), next));
    }
    let (weekday, _, next) = dates::weekday_at(words, next)?;
    // "den letzten Samstag im Monat": once a month, whatever the weekday's number.
    let of_unit = words
        .is(next, &["im", "of", "du"])
        .then(|| phrases::unit(words, next + 1 + usize::from(words.is(next + 1, &["the", "each", "every"]))))
        .flatten();
    Some(match of_unit {
        Some((unit, next)) => {
            Recurrence { weekday: Some(weekday), ..Recurrence::of(durations::timex_of(1.0, unit), next) }
        }
        None => Recurrence::weekday(weekday, None, next),
    })
}

/// "jeden Montag um 4 Uhr" keeps its clock time, as "täglich 18 Uhr" does.
fn with_clock(words: &Words, found: Recurrence) -> Recurrence {
    if found.clock.is_some() {
        return found;
    }
    let at = found.next + usize::from(words.is(found.next, &["um", "at", "à"]));
    let Some((clock, next)) = clock::clock(words, at).filter(|_| words.near(at)) else { return found };
    let Stamp::Minute(minute) = clock.stamp else { return found };
    let timex = match found.weekday {
        Some(_) => format!("{}T{:02}:{:02}", found.timex, minute / 60, minute % 60),
        None if found.timex == durations::timex_of(1.0, Unit::Day) => {
            format!("XXXX-XX-XXT{:02}:{:02}", minute / 60, minute % 60)
        }
        None => return found,
    };
    Recurrence { timex, clock: Some(clock), next, ..found }
}
