//! Amounts: a numeral or a range of two, with the words of bound before and after it and its unit.
//!
//! In: a token. Out: the number, percentage, amount of money, quantity, age or temperature that begins there.
//! Looks ahead a bounded number of tokens.

use super::bounds::{Hedge, bounds};
use super::compounds;
use super::measures::{Measure, end_of, measure};
use super::money;
use super::numerals::{Numeral, numeral};
use super::ranges::{self, Opener};
use super::shapes;
use super::signs::Signs;
use super::time;
use super::units::units;
use super::{Bound, Context, Stated, Value, ValueKind};
use super::{ages, measures};
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
    if let Some(value) = compounds::read(context, at) {
        return Some(value);
    }
    let opened = ranges::opener(context, first).and_then(|opener| opened(context, &opener));
    let amount = opened.or_else(|| amount(context, first, first == at))?;
    if amount.measure.is_none() && (amount.right.is_some() || amount.core > context.document.tokens[at].span.start) {
        match of_time(context, &amount) {
            Lasting::No => {}
            Lasting::Time => return None,
            Lasting::Long(time) => return Some(lasting(context, at, hedge, &amount, time)),
        }
    }
    Some(value(context, at, hedge, &amount))
}

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

/// The words of bound at a token, and the first token after them.
fn hedges(context: &Context, at: usize) -> (Option<Hedge>, usize) {
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

/// A numeral or two, with their unit.
struct Amount {
    left: Numeral,
    right: Option<Numeral>,
    measure: Option<Measure>,
    /// Where it begins: at a currency before the number, or at the number.
    core: u32,
    end: u32,
    next: usize,
}

/// What stands before a numeral and belongs to it.
enum Lead {
    Currency(usize, money::Currency),
    Scale(usize, &'static super::units::Unit),
    Age(usize),
}

impl Lead {
    fn at(context: &Context, at: usize) -> Option<Self> {
        if let Some((words, currency)) = money::before(context, at) {
            return Some(Self::Currency(at + words, currency));
        }
        let signs = context.signs(at);
        if signs.any(Signs::SCALE)
            && let Some((words, unit)) = units(context.lang).scales.at(context.document, at)
        {
            return Some(Self::Scale(at + words, unit));
        }
        if !signs.any(Signs::AGE_LEAD) {
            return None;
        }
        let (words, ()) = ages::leads(context.lang).at(context.document, at)?;
        Some(Self::Age(at + words))
    }

    fn next(&self) -> usize {
        match *self {
            Self::Currency(next, _) | Self::Scale(next, _) | Self::Age(next) => next,
        }
    }

    /// The measure that it gives a numeral, with what may follow.
    fn measure(&self, context: &Context, numeral: Numeral) -> Measure {
        let next = numeral.tokens.1 as usize;
        match self {
            Self::Currency(_, currency) => {
                // "$20 US", "$ 10 dollars": the currency after it only repeats.
                let again = measure(context, numeral).filter(|again| {
                    let number = context.text(again.next).starts_with(|c: char| c.is_ascii_digit());
                    let code = currency.measure(context, next).base;
                    again.kind == ValueKind::Money && again.base == code && again.factor == 1.0 && !number
                });
                let found = currency.measure(context, next);
                again.map_or(found, |again| Measure { next: again.next, end: again.end, ..found })
            }
            Self::Scale(_, unit) => Measure::of(unit, context, next),
            Self::Age(_) => ages::led(&measures::After::new(context, numeral)),
        }
    }
}

/// An amount that begins at a token; `alone` where no word of bound stands before it.
fn amount(context: &Context, at: usize, alone: bool) -> Option<Amount> {
    let lead = Lead::at(context, at);
    let begin = lead.as_ref().map_or(at, |lead| {
        // "€-20" and "-$5" are rare; "im Alter von etwa 50" is not.
        if matches!(lead, Lead::Age(_)) { hedges(context, lead.next()).1 } else { lead.next() }
    });
    let mut left = numeral(context, begin)?;
    if left.ordinal && lead.is_some() {
        return None;
    }
    let mut measure = match &lead {
        Some(lead) => Some(lead.measure(context, left)),
        None if left.ordinal => None,
        None => measure(context, left),
    };
    if matches!(lead, Some(Lead::Currency(..))) {
        millions(context, &mut left, &mut measure);
    }
    if lead.is_none() {
        if left.digits && (shapes::in_link(context, begin) || measure.is_some() && shapes::in_code(context, begin)) {
            return None;
        }
        scale_after_code(context, &mut left, &mut measure);
    }
    let mut amount = Amount::of(context, at, lead.is_some(), left, measure);
    amount.go_on(context);
    if amount.right.is_none() && matches!(lead, None | Some(Lead::Currency(..))) {
        amount.smaller(context);
    }
    let bare = amount.measure.is_none() && amount.right.is_none();
    let kept = !bare || shapes::is_number(context, &amount.left, alone);
    (kept && (amount.measure.is_some() || amount.left.rest.is_empty())).then_some(amount)
}

/// "$3m", "£4.6b", "USD 5 m": a small letter after money is a scale; so is "million" after a code ("75 USD million").
fn millions(context: &Context, left: &mut Numeral, measure: &mut Option<Measure>) {
    let Some(found) = measure.as_mut() else { return };
    let next = left.tokens.1 as usize;
    let (text, end, past) = if left.rest.is_empty() {
        (context.text(next), end_of(context, next + 1), next + 1)
    } else {
        (left.rest.of(&context.article.text), left.rest.end, next)
    };
    let times = match text {
        "m" => 1e6,
        "b" | "B" => 1e9,
        "t" | "T" if !left.rest.is_empty() => 1e12,
        _ => return,
    };
    left.value *= times;
    (left.low, left.high) = (left.low * times, left.high * times);
    left.scale = times;
    left.span.end = end;
    left.rest = Span { start: end, end };
    left.tokens.1 = past as u32;
    (found.next, found.end) = (past, end);
}

/// "75 USD million": English news put the scale after a code as well.
fn scale_after_code(context: &Context, left: &mut Numeral, measure: &mut Option<Measure>) {
    let Some(found) = measure.as_mut().filter(|found| found.kind == ValueKind::Money && left.scale == 1.0) else {
        return;
    };
    let times = match context.norm(found.next) {
        "million" | "mn" | "mln" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return,
    };
    left.value *= times;
    (left.low, left.high, left.scale) = (left.low * times, left.high * times, times);
    found.next += 1;
    found.end = end_of(context, found.next);
}

/// "between 20 and 30", "von 20 bis 30".
fn opened(context: &Context, opener: &Opener) -> Option<Amount> {
    let left = amount_before_joint(context, opener.next)?;
    let joint = left.next;
    if context.norm(joint) != opener.joint {
        return None;
    }
    left.joined(context, joint + 1).filter(|amount| amount.right.is_some())
}

/// One end of a range, without looking for the other.
fn amount_before_joint(context: &Context, at: usize) -> Option<Amount> {
    let at = hedges(context, at).1;
    let lead = Lead::at(context, at);
    let mut left = numeral(context, lead.as_ref().map_or(at, Lead::next))?;
    if left.ordinal {
        return None;
    }
    let mut found = match &lead {
        Some(lead) => Some(lead.measure(context, left)),
        None => measure(context, left),
    };
    if matches!(lead, Some(Lead::Currency(..))) {
        millions(context, &mut left, &mut found);
    }
    let amount = Amount::of(context, at, lead.is_some(), left, found);
    (found.is_some() || left.rest.is_empty()).then_some(amount)
}

impl Amount {
    fn of(context: &Context, at: usize, led: bool, left: Numeral, measure: Option<Measure>) -> Self {
        let core = if led { context.document.tokens[at].span.start } else { left.span.start };
        let (end, next) = measure.map_or((left.span.end, left.tokens.1 as usize), |found| (found.end, found.next));
        Self { left, right: None, measure, core, end: end.max(left.span.end), next }
    }

    /// Looks for the other end of a range: "20 bis 30", "20-30", "two or three".
    fn go_on(&mut self, context: &Context) {
        if self.left.ordinal || self.left.article || (self.measure.is_none() && !self.left.rest.is_empty()) {
            return;
        }
        let Some(next) = ranges::joint(context, self.next, &self.left) else { return };
        if let Some(joined) = self.joined(context, next)
            && joined.right.is_some()
        {
            *self = joined;
        }
    }

    /// This and the amount at a token as a range, where they are of one kind and ascend.
    fn joined(&self, context: &Context, at: usize) -> Option<Self> {
        let other = amount_before_joint(context, at)?;
        let mut left = self.left;
        if left.article || other.left.article && other.measure.is_none() {
            return None;
        }
        let shared = match (self.measure, other.measure) {
            (Some(first), Some(second)) if first.base == second.base && first.kind == second.kind => {
                let times = first.factor / second.factor;
                if second.offset == 0.0 {
                    left.value *= times;
                    (left.low, left.high) = (left.low * times, left.high * times);
                }
                Some(second)
            }
            (Some(first), None) if self.core < left.span.start => {
                Some(Measure { end: other.end, next: other.next, ..first })
            }
            (None, second) => second,
            _ => return None,
        };
        // "2 bis 3 Millionen": the scale belongs to both.
        if left.scale == 1.0 && other.left.scale > 1.0 && left.value < other.left.value / other.left.scale {
            left.value *= other.left.scale;
            (left.low, left.high) = (left.low * other.left.scale, left.high * other.left.scale);
        }
        let ascends = left.value < other.left.value;
        ascends.then_some(Self {
            left,
            right: Some(other.left),
            measure: shared,
            end: other.end,
            next: other.next,
            ..*self
        })
    }

    /// Adds cents and smaller units.
    fn smaller(&mut self, context: &Context) {
        let Some(found) = self.measure else { return };
        let decimal = self.left.fraction_digits > 0 || self.left.scale > 1.0 || self.left.bound != Bound::Exact;
        let more = money::and_cents(context, found, decimal).or_else(|| measures::and_smaller(context, found, decimal));
        if let Some((share, longer)) = more {
            self.left.value += share;
            self.left.low += share;
            self.left.high += share;
            self.measure = Some(longer);
            (self.end, self.next) = (longer.end, longer.next);
        }
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
        time: None,
        timex: None,
    }
}
