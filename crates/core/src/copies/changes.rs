//! Which edits change what a passage says: numbers, dates and negations.

use crate::align::Edit;
use crate::align::tokens_inside;
use crate::reading::Reading;
use crate::text::Span;
use crate::values::Value;
use crate::values::ValueKind;

/// How many edits put another number or date in the place of one.
pub(super) fn changed_values(left: &Reading, right: &Reading, edits: &[Edit]) -> usize {
    edits.iter().filter(|edit| changes_value(left, right, edit)).count()
}

/// How many edits put in or take out a negation.
pub(super) fn changed_negations(left: &Reading, right: &Reading, edits: &[Edit]) -> usize {
    let negations = |reading: &Reading, span: Option<Span>| {
        let Some(span) = span else { return 0 };
        let document = &reading.document;
        let range = tokens_inside(document, span);
        let table = &document.lang.tables().negations;
        document.tokens[range.0 as usize..range.1 as usize]
            .iter()
            .filter(|token| table.has(document.norm(token)))
            .count()
    };
    edits.iter().filter(|edit| negations(left, edit.left) != negations(right, edit.right)).count()
}

/// The values that a span touches.
fn values_at<'r>(reading: &'r Reading, span: Span) -> &'r [Value] {
    let first = reading.values.partition_point(|value| value.span.end <= span.start);
    let last = reading.values.partition_point(|value| value.span.start < span.end);
    &reading.values[first..last.max(first)]
}

/// Whether an edit replaces a value by one that differs. A value that is only added or left out changes nothing.
fn changes_value(left: &Reading, right: &Reading, edit: &Edit) -> bool {
    let (Some(one), Some(other)) = (edit.left, edit.right) else { return false };
    let (ours, theirs) = (values_at(left, one), values_at(right, other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|value| theirs.iter().any(|other| is_same(value, other)))
}

/// Whether two values say the same.
fn is_same(left: &Value, right: &Value) -> bool {
    let times = (&left.time, &right.time);
    if let (Some(one), Some(other)) = times {
        return match (one.interval, other.interval) {
            (Some(one), Some(other)) => one == other,
            _ => left.timex == right.timex,
        };
    }
    let is_time = |value: &Value| matches!(value.kind, ValueKind::Date | ValueKind::Time);
    is_time(left) == is_time(right)
        && left.unit == right.unit
        && same_number(left.low, right.low)
        && same_number(left.high, right.high)
}

/// Whether two numbers are one, but for what rounding to binary does to them.
fn same_number(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq() || (left - right).abs() <= 1e-9 * left.abs().max(right.abs())
}
