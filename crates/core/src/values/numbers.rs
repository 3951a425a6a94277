//! Bare numbers: cardinals, ordinals, fractions.

use super::numerals::numeral;
use super::{Context, Value, ValueKind};

/// Reads a bare number.
pub(super) fn read(context: &Context, at: usize) -> Option<Value> {
    let found = numeral(context.article, context.document, at).filter(|found| !found.article)?;
    Some(Value {
        span: found.span,
        core: found.span,
        kind: if found.ordinal { ValueKind::Ordinal } else { ValueKind::Number },
        value: found.value,
        low: found.low,
        high: found.high,
        unit: None,
        bound: found.bound,
        stated: None,
        time: None,
        timex: None,
    })
}
