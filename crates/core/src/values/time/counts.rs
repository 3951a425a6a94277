//! What stands before a unit of time: numbers, ranges, halves, "einige", "several".

use super::durations::glued_unit;
use super::durations::unit;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::Bound;

/// A count of a unit, and how it is bounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) bound: Bound,
    pub(super) vague: bool,
    pub(super) next: usize,
}

impl Count {
    fn exact(value: f64, next: usize) -> Self {
        Self { value, low: value, high: value, bound: Bound::Exact, vague: false, next }
    }

    /// "einige", "mehrere": from two up, no more than `high`.
    fn vague(high: f64, next: usize) -> Self {
        Self { value: 2.0, low: 2.0, high, bound: Bound::Range, vague: true, next }
    }
}

/// The number before a unit.
pub(super) fn count(words: &Words, at: usize) -> Option<Count> {
    if words.lang == Lang::De && words.is(at, &["beide", "beiden", "beider"]) {
        return Some(Count::exact(2.0, at + 1));
    }
    let spoken = words.kind(at) != Some(TokenKind::Number);
    spoken
        .then(|| vague_count(words, at).or_else(|| half(words, at)))
        .flatten()
        .or_else(|| range(words, at))
        .or_else(|| numbered(words, at))
}

/// "einige", "ein paar", "mehrere", "viele", "several", "quelques".
fn vague_count(words: &Words, at: usize) -> Option<Count> {
    let some = match words.lang {
        Lang::De => words.is(
            at,
            &[
                "einige", "einigen", "einiger", "mehrere", "mehreren", "mehrerer", "wenige", "wenigen", "weniger",
                "etliche", "etlichen", "paar", "ein",
            ],
        ),
        Lang::En => words.is(at, &["several", "some", "few", "couple", "a"]),
        Lang::Fr => words.is(at, &["quelques", "plusieurs"]),
    };
    let many = words.is(at, &["viele", "vielen", "lange", "langen", "many", "longues"]);
    let pair = words.is(at, &["ein", "a"]) && words.is(at + 1, &["paar", "few", "couple"]);
    let next = at + 1 + usize::from(pair);
    let next = next + usize::from(words.is(next, &["of"]) && pair);
    let single = words.is(at, &["ein", "a"]) && !pair;
    match (some && !single, many) {
        (true, _) => Some(Count::vague(20.0, next)),
        (_, true) => Some(Count::vague(1000.0, next)),
        _ => None,
    }
}

/// "halbe Stunde", "eine halbe Stunde", "half an hour", "half a year".
fn half(words: &Words, at: usize) -> Option<Count> {
    match words.lang {
        Lang::De => {
            let skip = usize::from(words.is(at, &["ein", "eine", "einer", "einem", "einen", "eines"]));
            let half = words.is(at + skip, &["halbe", "halben", "halber", "halbes", "halbem"]);
            half.then(|| Count::exact(0.5, at + skip + 1))
        }
        Lang::En => {
            let half = words.is(at, &["half"]) && words.is(at + 1, &["a", "an"]);
            let plain = usize::from(words.is(at, &["a", "one"]));
            let hyphen = usize::from(words.is(at + plain + 1, &["-"]));
            let joined = words.is(at + plain, &["half", "½"]) && unit(words, at + plain + 1 + hyphen).is_some();
            if half {
                Some(Count::exact(0.5, at + 2))
            } else {
                joined.then(|| Count::exact(0.5, at + plain + 1 + hyphen))
            }
        }
        Lang::Fr => {
            let skip = usize::from(words.is(at, &["une", "un"]));
            let half = words.is(at + skip, &["demi", "demie"]);
            let next = at + skip + 1 + usize::from(words.is(at + skip + 1, &["-"]));
            half.then(|| Count::exact(0.5, next))
        }
    }
}

/// "zwei bis drei", "20-30", "two to three".
fn range(words: &Words, at: usize) -> Option<Count> {
    let (low, next) = plain_number(words, at)?;
    let joint = words.is(next, &["bis", "to", "à", "-", "–", "oder", "or", "ou"]);
    let (high, end) = plain_number(words, next + 1).filter(|&(high, _)| joint && high > low)?;
    // "50 to 30 years" are two numbers; "20 bis 30 Minuten" is one length.
    Some(Count { value: low, low, high, bound: Bound::Range, vague: false, next: end })
}

fn numbered(words: &Words, at: usize) -> Option<Count> {
    let (found, next) = words.numeral(at)?;
    let joined = found.rest.is_empty() || glued_unit(words, at).is_some();
    let fits = !found.ordinal && !found.fraction && joined && found.value >= 0.0;
    fits.then_some(Count {
        value: found.value,
        low: found.low,
        high: found.high,
        bound: found.bound,
        vague: false,
        next,
    })
}

pub(super) fn plain_number(words: &Words, at: usize) -> Option<(f64, usize)> {
    let (found, next) = words.numeral(at)?;
    (!found.ordinal && !found.fraction && found.rest.is_empty()).then_some((found.value, next))
}
