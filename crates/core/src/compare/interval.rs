//! How two values stand to one another: equal, one within the other, overlapping, disjoint, or not to be told.

use crate::values::Bound;
use crate::values::Edge;
use crate::values::Granularity;
use crate::values::TimeValue;
use crate::values::Value;
use crate::values::ValueKind;

/// How two values stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same value.
    Equal,
    /// One is a rounder or wider form of the other.
    Subsumes,
    /// They share something.
    Overlaps,
    /// They cannot both hold.
    Disjoint,
    /// It cannot be told.
    Unknown,
}

/// Room left around a converted or rounded number, as a share: 103 km are 64 miles.
const CONVERSION_SLACK: f64 = 0.01;

/// How far apart, as a share, a number and a round one for it may be.
const ROUNDING_SLACK: f64 = 0.05;

/// How two numbers of one dimension stand to one another. Symmetric.
pub fn amounts(left: &Value, right: &Value) -> Standing {
    if let Some((l, r)) = as_shares(left, right) {
        return amounts(&l, &r);
    }
    if left.unit != right.unit {
        return Standing::Unknown;
    }
    if same(left.value, right.value) && left.bound == right.bound {
        return Standing::Equal;
    }
    let apart = left.high < right.low || right.high < left.low;
    if !apart {
        let inside = |a: &Value, b: &Value| a.low >= b.low && a.high <= b.high;
        return if inside(left, right) || inside(right, left) { Standing::Subsumes } else { Standing::Overlaps };
    }
    if is_soft(left, right) && within(left.value, right.value, ROUNDING_SLACK) {
        return Standing::Subsumes;
    }
    if rounds_to(left, right) || rounds_to(right, left) || nearly(left.value, right.value) && is_measure(left) {
        return Standing::Subsumes;
    }
    Standing::Disjoint
}

/// Two amounts that are shares, stated on two scales ("a quarter", "20 percent"; "two of five", "three of seven"), on one.
pub(crate) fn as_shares(left: &Value, right: &Value) -> Option<(Value, Value)> {
    let apart = left.unit != right.unit || left.whole != right.whole;
    if apart { share(left).zip(share(right)) } else { None }
}

/// A value as a share of a whole, 1 for all of it: percent, fractions, parts of a stated number. None for others.
pub(crate) fn share(value: &Value) -> Option<Value> {
    let fraction = value.kind == ValueKind::Number && value.unit.is_none() && value.value > 0.0 && value.value < 1.0;
    let whole = match (value.whole, value.unit) {
        (Some(whole), None) if value.value <= whole => whole,
        (None, Some("%")) => 100.0,
        (None, None) if fraction => 1.0,
        _ => return None,
    };
    let [number, low, high] = [value.value, value.low, value.high].map(|number| number / whole);
    Some(Value { value: number, low, high, unit: None, whole: None, kind: ValueKind::Percent, ..value.clone() })
}

/// Whether two numbers that are hedged alike ("about 350", "about 390") are not the same number rounded.
pub(crate) fn is_restated(left: &Value, right: &Value) -> bool {
    left.bound == right.bound
        && left.unit == right.unit
        && !same(left.value, right.value)
        && !matches!(left.bound, Bound::Exact | Bound::Range)
        && !rounds_to(left, right)
        && !rounds_to(right, left)
}

/// Whether two reals are the same number.
fn same(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs())
}

/// Whether two measured numbers differ by no more than a conversion of units may.
fn nearly(left: f64, right: f64) -> bool {
    within(left, right, CONVERSION_SLACK)
}

/// Whether two numbers differ by no more than a share of the greater one.
fn within(left: f64, right: f64, share: f64) -> bool {
    (left - right).abs() <= share * left.abs().max(right.abs())
}

/// Whether a word makes one of two numbers a round one: "knapp 25 000" is said of 24 000.
fn is_soft(left: &Value, right: &Value) -> bool {
    let soft = |value: &Value| !matches!(value.bound, Bound::Exact | Bound::Range);
    soft(left) || soft(right)
}

/// Whether a value was measured, so that units may have been converted.
fn is_measure(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Quantity | ValueKind::Temperature | ValueKind::Duration)
}

/// Whether `coarse` is `fine` rounded: an approximate number within one unit of its last significant place, or an
/// exact one that is rounder by at least two places ("500" for 497).
fn rounds_to(coarse: &Value, fine: &Value) -> bool {
    let place = last_place(coarse.value);
    let finer = last_place(fine.value);
    let apart = (coarse.value - fine.value).abs();
    match coarse.bound {
        Bound::Exact | Bound::Range => place >= finer * 100.0 - 1e-9 && apart <= place / 2.0,
        Bound::About => place > finer && apart <= place,
        // "More than 30" is not said of 25.
        Bound::AtLeast | Bound::AtMost => false,
    }
}

/// The size of the last significant place of a number: 100 for 25 400, 0.1 for 6.1.
fn last_place(value: f64) -> f64 {
    let mut place = 1e12;
    while place > 1e-6 {
        let times = value / place;
        if (times - times.round()).abs() < 1e-6 && times.round() != 0.0 {
            return place;
        }
        place /= 10.0;
    }
    place
}

/// How two times stand to one another. Symmetric.
pub fn moments(left: &TimeValue, right: &TimeValue) -> Standing {
    if left.edge != right.edge {
        return edges(left, right);
    }
    let whole_days = |time: &TimeValue| time.granularity <= Granularity::Day;
    if let (Some(l), Some(r)) = (left.interval, right.interval) {
        if l == r {
            return Standing::Equal;
        }
        let apart = if whole_days(left) || whole_days(right) {
            l.1.date() < r.0.date() || r.1.date() < l.0.date()
        } else {
            l.1 < r.0 || r.1 < l.0
        };
        let within = (l.0 >= r.0 && l.1 <= r.1) || (r.0 >= l.0 && r.1 <= l.1);
        return match (apart, within) {
            (true, _) => Standing::Disjoint,
            (_, true) => Standing::Subsumes,
            _ => Standing::Overlaps,
        };
    }
    parts(left, right)
}

/// Two times with different edges: "in June" or "by June" and "not before August" exclude one another, most others do
/// not.
fn edges(left: &TimeValue, right: &TimeValue) -> Standing {
    let (Some(l), Some(r)) = (left.interval, right.interval) else { return Standing::Unknown };
    let late = |done: &TimeValue, done_interval: (_, _), from: &TimeValue, from_interval: (_, _)| {
        done.edge != Edge::From && from.edge == Edge::From && done_interval.1 < from_interval.0
    };
    if late(left, l, right, r) || late(right, r, left, l) { Standing::Disjoint } else { Standing::Unknown }
}

/// Two times of which one has no known date, by the parts that both state.
fn parts(left: &TimeValue, right: &TimeValue) -> Standing {
    let mut stated = 0;
    let mut differ = false;
    let mut hold = |l: Option<i32>, r: Option<i32>| {
        if let (Some(l), Some(r)) = (l, r) {
            stated += 1;
            differ |= l != r;
        }
    };
    hold(left.year.map(i32::from), right.year.map(i32::from));
    hold(left.month.map(i32::from), right.month.map(i32::from));
    hold(left.day.map(i32::from), right.day.map(i32::from));
    hold(left.weekday.map(i32::from), right.weekday.map(i32::from));
    if let (Some(l), Some(r)) = (left.clock, right.clock) {
        stated += 1;
        differ |= l.1 < r.0 || r.1 < l.0;
    }
    match (stated, differ) {
        (0, _) => Standing::Unknown,
        (_, true) => Standing::Disjoint,
        (_, false) => Standing::Overlaps,
    }
}
