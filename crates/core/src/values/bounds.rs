//! Words of bound and approximation: what they make of a number.
//!
//! In: the phrase before or after a number, and the number. Out: the interval that is meant.

use super::Bound;
use super::Context;
use super::phrases::Phrases;
use super::signs::Signs;
use crate::lang::Lang;
use std::sync::LazyLock;

/// What a phrase says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    /// Mindestens, über, at least: it or more.
    AtLeast,
    /// Gut, just over: it or a little more.
    JustOver,
    /// Höchstens, bis zu, under: it or less.
    AtMost,
    /// Knapp, fast, nearly: it or a little less.
    JustUnder,
    /// Rund, etwa, about: near it.
    About,
    /// Genau, exactly, nur: as it stands.
    Exact,
}

/// The bounds of a language.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Before the number.
    pub(super) before: Phrases<Hedge>,
    /// After the number and its unit.
    pub(super) after: Phrases<Hedge>,
}

/// The bounds of a language, compiled on first use.
pub(super) fn bounds(lang: Lang) -> &'static Bounds {
    static COMPILED: LazyLock<Vec<Bounds>> = LazyLock::new(|| {
        Lang::ALL
            .iter()
            .map(|lang| Bounds {
                before: Phrases::compile(&lang.tables().bounds, Hedge::parse),
                after: Phrases::compile(&lang.tables().bounds_after, Hedge::parse),
            })
            .collect()
    });
    &COMPILED[lang as usize]
}

/// How far "knapp", "gut" and "rund" reach, as a share of the number, at the least …
const NEAR: f64 = 0.1;
/// … and at the most: "rund 1000" is not said of 1500, however round it is.
const FAR: f64 = 0.25;

/// How far from a number its approximations lie: half of its last significant place, between [`NEAR`] and [`FAR`].
fn reach(value: f64) -> f64 {
    let size = value.abs();
    let mut place = 1.0;
    while place < size && (size / (place * 10.0)).fract() == 0.0 {
        place *= 10.0;
    }
    (place / 2.0).clamp(NEAR * size, FAR * size)
}

impl Hedge {
    /// Reads the value column of the tables.
    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "min" => Self::AtLeast,
            "over" => Self::JustOver,
            "max" => Self::AtMost,
            "under" => Self::JustUnder,
            "about" => Self::About,
            "exact" => Self::Exact,
            _ => return None,
        })
    }

    /// The interval and bound that it makes of an interval.
    pub(super) fn widen(self, low: f64, high: f64, bound: Bound) -> (f64, f64, Bound) {
        match self {
            Self::AtLeast => (low, f64::INFINITY, Bound::AtLeast),
            Self::JustOver => (low, high + reach(high), Bound::AtLeast),
            Self::AtMost => (f64::NEG_INFINITY, high, Bound::AtMost),
            Self::JustUnder => (low - reach(low), high, Bound::AtMost),
            Self::About if bound == Bound::Range => (low - NEAR * low.abs(), high + NEAR * high.abs(), bound),
            Self::About => (low - reach(low), high + reach(high), Bound::About),
            Self::Exact => (low, high, bound),
        }
    }

    /// What two phrases in a row say: "mindestens rund", "bis zu etwa", "not less than".
    pub(super) fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Exact | Self::About, other) | (other, Self::Exact | Self::About) => other,
            (first, _) => first,
        }
    }
}

/// The words of bound at a token, and the first token after them.
pub(super) fn hedges(context: &Context, at: usize) -> (Option<Hedge>, usize) {
    let table = &bounds(context.lang).before;
    let mut next = at;
    let mut found: Option<Hedge> = None;
    // Two in a row are common ("mindestens rund"), three are none.
    for _ in 0..2 {
        let bound = context.signs(next).any(Signs::BOUND);
        let Some((words, hedge)) = bound.then(|| table.at(context.document, next)).flatten() else { break };
        found = Some(found.map_or(hedge, |first| first.and(hedge)));
        next += words;
    }
    (found, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approximation_holds_its_number_and_stays_near() {
        for value in [1.0, 7.0, 30.0, 350.0, 1000.0, 28_000.0, 1.5e6, 0.4] {
            for hedge in [Hedge::JustOver, Hedge::JustUnder, Hedge::About] {
                let (low, high, _) = hedge.widen(value, value, Bound::Exact);
                assert!(low <= value && value <= high, "{value} {hedge:?}");
                assert!(low >= value * 0.75 && high <= value * 1.25, "{value} {hedge:?}");
            }
        }
    }

    #[test]
    fn knapp_is_never_more_and_gut_never_less() {
        let (low, high, bound) = Hedge::JustUnder.widen(500.0, 500.0, Bound::Exact);
        assert_eq!((high, bound), (500.0, Bound::AtMost));
        assert!(low < 500.0);
        let (low, high, bound) = Hedge::JustOver.widen(28_000.0, 28_000.0, Bound::Exact);
        assert_eq!((low, bound), (28_000.0, Bound::AtLeast));
        assert!(high > 28_000.0 && high.is_finite());
    }
}
