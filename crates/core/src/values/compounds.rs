//! German compounds of a number and what it counts: vierköpfig, zehnprozentig, achtjährig.
//!
//! In: a token. Out: its value; the whole word is the span.

use super::signs::Signs;
use super::words::number_words;
use super::{Bound, Context, Stated, Value, ValueKind};
use super::{ages, units};

/// Endings of adjectives and of the nouns made of them.
const ENDINGS: [&str; 6] = ["", "e", "en", "er", "es", "em"];

/// Reads a compound.
pub(super) fn read(context: &Context, at: usize) -> Option<Value> {
    if !context.signs(at).any(Signs::HEADED) {
        return None;
    }
    let (number, rest) = number_words(context.lang).headed(context.norm(at))?;
    let suffixes = &context.lang.tables().number_suffixes;
    let suffix = ENDINGS.iter().find_map(|ending| suffixes.get(rest.strip_suffix(ending)?))?;
    let span = context.document.tokens[at].span;
    let (kind, unit) = match suffix {
        "" => (ValueKind::Number, None),
        "a" if ages::lasts(context, at + 1) => return None,
        "a" => (ValueKind::Age, Some("a")),
        symbol => units::unit(symbol).map(|unit| (unit.kind, Some(unit.symbol)))?,
    };
    // "a" is a year here, not the are.
    let known = unit.filter(|_| kind != ValueKind::Age).and_then(units::unit);
    let factor = known.map_or(1.0, |unit| unit.factor);
    let base = known.map_or(unit, |unit| Some(unit.base));
    let stated =
        unit.filter(|_| base != unit).map(|symbol| Stated { value: number, low: number, high: number, unit: symbol });
    let value = number * factor;
    Some(Value {
        span,
        core: span,
        kind,
        value,
        low: value,
        high: value,
        unit: base,
        bound: Bound::Exact,
        stated,
        whole: None,
        time: None,
        timex: None,
    })
}
