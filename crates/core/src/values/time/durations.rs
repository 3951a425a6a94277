//! Lengths of time: "drei Stunden", "vier Jahre und sechs Monate", "zweistündig", "a three-year term".
//!
//! A length is compared in seconds. A year is 12 months of 30.436875 days each, the mean of the Gregorian calendar
//! (400 years are 146 097 days), so that 54 months are four and a half years exactly; a week is 7 days, a day 24 hours.

use super::counts::count;
use super::counts::plain_number;
use super::expression::Amount;
use super::lasting::adjective;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Opens;
use super::meanings::Unit;
use super::phrases;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::Bound;

/// Seconds of a day.
const DAY: f64 = 86_400.0;
/// Seconds of a mean month: a twelfth of 365.2425 days.
const MONTH: f64 = 365.242_5 / 12.0 * DAY;

/// A length of time with its edges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Length {
    pub(super) amount: Amount,
    /// In seconds.
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) bound: Bound,
    pub(super) timex: String,
    /// First token of the number and unit, without words of bound.
    pub(super) core: usize,
    /// Token after it.
    pub(super) next: usize,
}

/// The length at a token.
pub(super) fn length(words: &Words, at: usize) -> Option<Length> {
    let (hedge, core) = words.hedge(at);
    if !Opens::of(words.signs(core)).any(Opens::LENGTH) {
        return None;
    }
    let mut found = compound(words, core)
        .or_else(|| adjective(words, core))
        .or_else(|| (words.kind(core) == Some(TokenKind::Word)).then(|| whole(words, core)).flatten())?;
    if let Some(hedge) = hedge {
        let (low, high, bound) = hedge.widen(found.low, found.high, found.bound);
        (found.low, found.high, found.bound) = (low.max(0.0), high, bound);
    }
    Some(found)
}

/// A length that touches the article's date: "den vergangenen zwei Jahren", "the next three weeks", "kommenden Monaten";
/// 1 where it begins there, -1 where it ends there.
pub(super) fn leaning(words: &Words, at: usize) -> Option<(Length, i8)> {
    let article = usize::from(words.is(at, &["den", "die", "der", "the", "ces", "les", "these"]));
    if words.lang == Lang::Fr {
        return leaning_french(words, at + article);
    }
    let (to, next) = phrases::lean(words, at + article)?;
    let Lean::Reference { by: by @ (-1 | 1), .. } = to else { return None };
    let found = match compound(words, next) {
        Some(found) => found,
        None => plural(words, next)?,
    };
    Some((found, by as i8))
}

/// "les deux dernières années", "ces derniers jours".
fn leaning_french(words: &Words, at: usize) -> Option<(Length, i8)> {
    let (count, next) = words.cardinal(at).map_or((None, at), |(count, next)| (Some(f64::from(count)), next));
    let (Lean::Reference { by: by @ (-1 | 1), .. }, next) = phrases::lean(words, next)? else { return None };
    let found = plural(words, next)?;
    let Some(count) = count else { return Some((found, by as i8)) };
    let unit = found.amount.unit?;
    let mut amount = Amount::default();
    amount.add(count, unit);
    let value = count * seconds(unit);
    let exact =
        Length { amount, value, low: value, high: value, bound: Bound::Exact, timex: timex(&[(count, unit)]), ..found };
    Some((exact, by as i8))
}

/// A unit in the plural, of which no number is said.
fn plural(words: &Words, at: usize) -> Option<Length> {
    let (times, kind, next) = unit(words, at).filter(|_| is_plural(words, at))?;
    let mut amount = Amount { vague: true, ..Amount::default() };
    amount.add(2.0 * times, kind);
    let value = 2.0 * times * seconds(kind);
    let timex = vague_timex(kind);
    Some(Length { amount, value, low: value, high: 1000.0 * seconds(kind), bound: Bound::Range, timex, core: at, next })
}

/// Whether a unit stands in the plural.
pub(super) fn is_plural(words: &Words, at: usize) -> bool {
    let norm = words.norm(at);
    match words.lang {
        Lang::De => {
            norm.ends_with("en")
                || matches!(norm, "tage" | "jahre" | "monate" | "nächte" | "jahrzehnte" | "jahrhunderte" | "quartale")
        }
        Lang::En => norm.ends_with('s'),
        Lang::Fr => {
            norm.ends_with('s')
                && (norm != "mois" || words.is(at.wrapping_sub(1), &["derniers", "prochains", "passés"]))
        }
    }
}

/// Seconds of one unit.
pub(super) fn seconds(unit: Unit) -> f64 {
    match unit {
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3600.0,
        Unit::Day => DAY,
        Unit::Weekend => 2.0 * DAY,
        Unit::Week => 7.0 * DAY,
        Unit::Month => MONTH,
        Unit::Quarter => 3.0 * MONTH,
        Unit::HalfYear => 6.0 * MONTH,
        Unit::Year => 12.0 * MONTH,
        Unit::Decade => 120.0 * MONTH,
        Unit::Century => 1200.0 * MONTH,
        Unit::Millennium => 12_000.0 * MONTH,
    }
}

impl Amount {
    pub(super) fn add(&mut self, count: f64, unit: Unit) {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => self.seconds += count * seconds(unit),
            Unit::Day | Unit::Weekend | Unit::Week => self.days += count * seconds(unit) / DAY,
            _ => self.months += count * seconds(unit) / MONTH,
        }
        self.unit = Some(self.unit.map_or(unit, |other| other.max(unit)));
    }
}

/// The unit that a count counts: how many of which, and the token after it.
pub(super) fn unit(words: &Words, at: usize) -> Option<(f64, Unit, usize)> {
    if !words.near(at) {
        return None;
    }
    let ((times, unit), next) = words.find(at, Meaning::UNIT, |meaning| match meaning {
        Meaning::Unit(times, unit) => Some((times, unit)),
        _ => None,
    })?;
    let short = words.is(at, &["min", "std", "sek", "tg", "hr", "hrs", "sec", "mn"]);
    Some((f64::from(times), unit, if short { words.past_stop(next) } else { next }))
}

/// "vier Jahre und sechs Monate", "two hours and fifteen minutes", "einige Tage", "a year and a half".
fn compound(words: &Words, at: usize) -> Option<Length> {
    let first = count(words, at)?;
    let hyphen = usize::from(words.is(first.next, &["-"]) && words.glued(first.next));
    let (times, kind, mut next) = glued_unit(words, at).or_else(|| unit(words, first.next + hyphen))?;
    if words.lang == Lang::De && hyphen == 0 && !words.capital(first.next) && words.text(first.next).len() > 4 {
        return None;
    }
    if aged(words, at, next, kind) {
        return None;
    }
    let mut amount = Amount { vague: first.vague, ..Amount::default() };
    amount.add(first.value * times, kind);
    let mut parts = vec![(first.value * times, kind)];
    if hyphen == 0
        && let Some((half, end)) = and_half(words, next)
    {
        amount.add(half, kind);
        parts[0].0 += half;
        next = end;
    }
    while hyphen == 0 && !first.vague && parts.len() < 4 {
        let Some((count, kind, end)) = and_more(words, next, parts[parts.len() - 1].1) else { break };
        amount.add(count, kind);
        parts.push((count, kind));
        next = end;
    }
    let value: f64 = parts.iter().map(|&(count, unit)| count * seconds(unit)).sum();
    let extra = value - first.value * times * seconds(kind);
    let edge = |count: f64| count * times * seconds(kind) + extra;
    let timex = if first.vague { vague_timex(kind) } else { timex(&parts) };
    Some(Length {
        amount,
        value,
        low: edge(first.low),
        high: edge(first.high),
        bound: first.bound,
        timex,
        core: at,
        next,
    })
}

/// "3h", "30min": the unit in the same word as its digits.
pub(super) fn glued_unit(words: &Words, at: usize) -> Option<(f64, Unit, usize)> {
    let unit = match words.mixed(at)?.1 {
        "s" | "sec" | "sek" => Unit::Second,
        "min" | "mins" | "mn" => Unit::Minute,
        "h" | "hr" | "hrs" | "std" => Unit::Hour,
        _ => return None,
    };
    Some((1.0, unit, at + 1))
}

/// Whether a number of years is somebody's age.
fn aged(words: &Words, at: usize, next: usize, unit: Unit) -> bool {
    if unit != Unit::Year && unit != Unit::Month {
        return false;
    }
    let before = at.checked_sub(1);
    let after = words.is(next, &["alt", "alte", "alter", "alten", "altes", "altem", "old"])
        || words.is(next, &["-"]) && words.is(next + 1, &["old", "olds"]);
    let alter = before.is_some_and(|at| {
        words.is(at, &["von", "of", "de"]) && at > 0 && words.is(at - 1, &["alter", "age", "aged", "âge"])
    });
    let named = before.is_some_and(|at| words.is(at, &["aged", "âgé", "âgée", "âgés", "âgées"]));
    let french_age =
        before.is_some_and(|at| words.is(at, &["de"]) && at > 0 && words.is(at - 1, &["âgé", "âgée", "âgés", "âgées"]));
    let from_age = words.lang == Lang::De
        && unit == Unit::Year
        && before.is_some_and(|at| words.is(at, &["ab", "unter", "mit"]))
        && !words.is(next, &["haft", "gefängnis"]);
    after || alter || named || french_years(words, at, next) || french_age || from_age
}

/// "le jardinier de 44 ans": years after a noun that does not last are an age.
fn french_years(words: &Words, at: usize, next: usize) -> bool {
    const LASTING: [&str; 22] = [
        "peine",
        "durée",
        "période",
        "délai",
        "mandat",
        "contrat",
        "plan",
        "prison",
        "accord",
        "bail",
        "programme",
        "sursis",
        "réclusion",
        "plus",
        "moins",
        "près",
        "guerre",
        "attente",
        "règne",
        "absence",
        "horizon",
        "terme",
    ];
    let noun = at >= 2 && words.is(at - 1, &["de"]) && !words.is(at - 2, &LASTING);
    words.lang == Lang::Fr && noun && words.is(next.wrapping_sub(1), &["ans"]) && !words.is(next, &["de"])
}

/// "und ein halb", "et demi", "and a half" after the unit.
fn and_half(words: &Words, at: usize) -> Option<(f64, usize)> {
    if words.is(at, &["et"]) && words.is(at + 1, &["demi", "demie"]) {
        return Some((0.5, at + 2));
    }
    if words.is(at, &["and"]) {
        let next = at + 1 + usize::from(words.is(at + 1, &["a"]));
        let more = unit(words, next + 1).is_some() || words.is(next + 1, &["of", "a", "an"]);
        return (words.is(next, &["half"]) && !more).then_some((0.5, next + 1));
    }
    None
}

/// One more part, of a smaller unit: "und sechs Monate", ", 15 Minuten", "30 minutes".
fn and_more(words: &Words, at: usize, above: Unit) -> Option<(f64, Unit, usize)> {
    let next = at + usize::from(words.is(at, &["und", "and", "et", ","]));
    let (value, end) = plain_number(words, next).filter(|_| words.near(next))?;
    let (times, unit, end) = unit(words, end)?;
    (unit < above).then_some((value * times, unit, end))
}

/// P4Y6M, PT2H15M, P1.5Y.
pub(super) fn timex(parts: &[(f64, Unit)]) -> String {
    let mut date = String::from("P");
    let mut clock = String::new();
    for &(count, unit) in parts {
        let (times, code, of_clock) = code(unit);
        let text = if of_clock { &mut clock } else { &mut date };
        text.push_str(&trimmed(count * times));
        text.push_str(code);
    }
    if clock.is_empty() { date } else { format!("{date}T{clock}") }
}

/// How TIMEX3 writes a unit: how many, the letter, whether after the T.
fn code(unit: Unit) -> (f64, &'static str, bool) {
    match unit {
        Unit::Second => (1.0, "S", true),
        Unit::Minute => (1.0, "M", true),
        Unit::Hour => (1.0, "H", true),
        Unit::Day => (1.0, "D", false),
        Unit::Weekend => (1.0, "WE", false),
        Unit::Week => (1.0, "W", false),
        Unit::Month => (1.0, "M", false),
        Unit::Quarter => (3.0, "M", false),
        Unit::HalfYear => (6.0, "M", false),
        Unit::Year => (1.0, "Y", false),
        Unit::Decade => (1.0, "DE", false),
        Unit::Century => (1.0, "CE", false),
        Unit::Millennium => (1.0, "ML", false),
    }
}

/// A number without needless decimals.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn vague_timex(unit: Unit) -> String {
    let (_, code, clock) = code(unit);
    format!("P{}X{code}", if clock { "T" } else { "" })
}

/// The TIMEX3 value of a count of units.
pub(super) fn timex_of(count: f64, unit: Unit) -> String {
    timex(&[(count, unit)])
}

/// A unit without a number: "seit Jahren", "for hours", "den ganzen Tag", "the whole day", "all week".
fn whole(words: &Words, at: usize) -> Option<Length> {
    let single = words.is(at, &["all"]) && words.near(at + 1) && !is_plural(words, at + 1);
    let all = single || words.is(at, &["ganze", "ganzen", "ganzer", "ganzes", "whole", "entire", "full", "toute"]);
    let next = at + usize::from(all) + usize::from(words.is(at, &["toute"]) && words.is(at + 1, &["la"]));
    let (times, kind, end) = unit(words, next)?;
    let mut amount = Amount { vague: !all, ..Amount::default() };
    amount.add(times, kind);
    if all {
        let value = times * seconds(kind);
        return Some(Length {
            amount,
            value,
            low: value,
            high: value,
            bound: Bound::Exact,
            timex: timex(&[(times, kind)]),
            core: at,
            next: end,
        });
    }
    let before = at.checked_sub(1)?;
    let plural = match words.lang {
        Lang::De => {
            words
                .is(at, &["jahren", "jahrzehnten", "monaten", "wochen", "tagen", "stunden", "minuten", "jahrhunderten"])
                && words.is(before, &["seit", "vor", "nach", "in", "binnen", "über"])
        }
        Lang::En => words.norm(at).ends_with('s') && words.is(before, &["for", "in", "within"]),
        Lang::Fr => {
            words.norm(at).ends_with('s')
                && words.is(before, &["des", "pendant"])
                && words.is(before.wrapping_sub(1), &["depuis", "pendant", "après", "dans"])
        }
    };
    let value = 2.0 * times * seconds(kind);
    plural.then(|| Length {
        amount,
        value,
        low: value,
        high: 1000.0 * seconds(kind),
        bound: Bound::Range,
        timex: vague_timex(kind),
        core: at,
        next: end,
    })
}
