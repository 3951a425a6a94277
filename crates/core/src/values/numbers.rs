//! Amounts: a numeral or a range of two, with the words of bound before and after it and its unit.
//!
//! In: a token. Out: the number, percentage, amount of money, quantity, age or temperature that begins there.
//! Looks ahead a bounded number of tokens.

use super::amounts;
use super::amounts::Amount;
use super::bounds::Hedge;
use super::bounds::bounds;
use super::bounds::hedges;
use super::compounds;
use super::measures::end_of;
use super::ranges;
use super::shapes;
use super::signs::Signs;
use super::time;
use super::{Bound, Context, Stated, Value, ValueKind};
use crate::text::Span;

/// Reads an amount.
pub(super) fn read(context: &Context, at: usize) -> Option<Value> {
    if !promising(context, at) {
        return None;
    }
    if let Some(value) = shapes::score(context, at).or_else(|| shapes::proportion(context, at)) {
        return Some(value);
    }
    let (hedge, first) = hedges(context, at);
    if !context.signs(first).any(HEADS) {
        return None;
    }
    // A noun inside ("about one house in ten") tells what the sentence is about, and must not become part of a value.
    if let Some(hedge) = hedge
        && let Some(share) = shapes::proportion(context, first)
        && share.span.of(&context.article.text).split_whitespace().count() <= MOST_WORDS
    {
        let (low, high, bound) = hedge.widen(share.low, share.high, share.bound);
        let span = Span { start: context.document.tokens[at].span.start, end: share.span.end };
        return Some(Value { span, low, high, bound, ..share });
    }
    if let Some(value) = compounds::read(context, at) {
        return Some(value);
    }
    let opened = ranges::opener(context, first).and_then(|opener| amounts::opened(context, &opener));
    let amount = opened.or_else(|| amounts::amount(context, first, first == at))?;
    if amount.measure.is_none() && (amount.right.is_some() || amount.core > context.document.tokens[at].span.start) {
        match of_time(context, &amount) {
            Lasting::No => {}
            Lasting::Time => return None,
            Lasting::Long(time) => return Some(lasting(context, at, hedge, &amount, time)),
        }
    }
    Some(value(context, at, hedge, &amount))
}

/// Words of a proportion without a noun inside: "one in four".
const MOST_WORDS: usize = 3;

/// What an amount can begin with, after the words of bound.
const HEADS: Signs = Signs::COUNT
    .and(Signs::SIGN)
    .and(Signs::HEADED)
    .and(Signs::SCALE)
    .and(Signs::AGE_LEAD)
    .and(Signs::OPENER)
    .and(Signs::CURRENCY);

/// Whether an amount can begin at a token: "ein" only where it counts something.
fn promising(context: &Context, at: usize) -> bool {
    let signs = context.signs(at);
    let idle = signs.any(Signs::ARTICLE)
        && !signs.any(Signs::BOUND)
        && context.signs(at + 1).none()
        && !context.signs(at + 2).any(Signs::PROPORTION);
    signs.any(Signs::AMOUNT) && !idle
}

/// Whether a bare amount is one of time: "mehr als zwei Stunden", "zwischen 20 und 30 Tage", "von 10 bis 17.30 Uhr".
enum Lasting {
    No,
    /// A date or a time of day: another reader's.
    Time,
    /// A length of time.
    Long(Value),
}

fn of_time(context: &Context, amount: &Amount) -> Lasting {
    let last = amount.right.unwrap_or(amount.left);
    let first = time::read(context, amount.left.tokens.0 as usize);
    let second = time::read(context, last.tokens.0 as usize).filter(|value| value.span.end > amount.end);
    match (second, first) {
        (Some(value), _) if value.kind == ValueKind::Duration && value.core.start == last.span.start => {
            Lasting::Long(value)
        }
        (Some(_), _) => Lasting::Time,
        (None, Some(value)) if value.span.end > amount.left.span.end => Lasting::Time,
        _ => Lasting::No,
    }
}

/// A length of time with the bounds of the amount.
fn lasting(context: &Context, at: usize, hedge: Option<Hedge>, amount: &Amount, time: Value) -> Value {
    let start = context.document.tokens[at].span.start;
    let last = amount.right.unwrap_or(amount.left);
    let share = if last.value == 0.0 { 1.0 } else { amount.left.value / last.value };
    let (low, high, bound) = match amount.right {
        Some(_) => (time.value * share, time.high, Bound::Range),
        None => (time.low, time.high, time.bound),
    };
    let (low, high, bound) = hedge.map_or((low, high, bound), |hedge| hedge.widen(low, high, bound));
    let timex = time.timex.map(|timex| timex.replacen(&last.value.to_string(), &amount.left.value.to_string(), 1));
    Value {
        span: Span { start, end: time.span.end },
        core: Span { start: amount.core, end: time.core.end },
        value: time.value * share,
        low,
        high,
        bound,
        timex,
        ..time
    }
}

/// Puts an amount and what is said of its edges together.
fn value(context: &Context, at: usize, before: Option<Hedge>, amount: &Amount) -> Value {
    let bounded = context.signs(amount.next).any(Signs::BOUND_AFTER);
    let after = bounded.then(|| bounds(context.lang).after.at(context.document, amount.next)).flatten();
    let after = after.filter(|_| context.gap(amount.next).is_some_and(|gap| !gap.contains('\n')));
    let (low, high, mut bound) = match amount.right {
        Some(right) => (amount.left.low, right.high, Bound::Range),
        None => (amount.left.low, amount.left.high, amount.left.bound),
    };
    let (mut low, mut high) = (low, high);
    let hedged = before.is_some() || after.is_some();
    if amount.left.bound == Bound::About && amount.right.is_none() && !hedged {
        (low, high, bound) = Hedge::About.widen(low, high, Bound::Exact);
    }
    for hedge in [before, after.map(|(_, hedge)| hedge)].into_iter().flatten() {
        (low, high, bound) = hedge.widen(low, high, bound);
    }
    let core = Span { start: amount.core, end: amount.end };
    let end = after.map_or(amount.end, |(words, _)| end_of(context, amount.next + words));
    let span = Span { start: context.document.tokens[at].span.start.min(core.start), end };
    let value = amount.left.value;
    let plain = if amount.left.ordinal { ValueKind::Ordinal } else { ValueKind::Number };
    let Some(measure) = amount.measure else {
        return Value {
            span,
            core,
            kind: plain,
            value,
            low,
            high,
            unit: None,
            bound,
            stated: None,
            whole: None,
            time: None,
            timex: None,
        };
    };
    let convert = |number: f64| number * measure.factor + measure.offset;
    let own = measure.symbol == measure.base;
    Value {
        span,
        core,
        kind: measure.kind,
        value: convert(value),
        low: convert(low),
        high: convert(high),
        unit: Some(measure.base),
        bound,
        stated: (!own).then_some(Stated { value, low, high, unit: measure.symbol }),
        whole: None,
        time: None,
        timex: None,
    }
}
