//! A numeral or a range of two, with their units and what stands before them: currencies, scales, words of age.
//!
//! In: a token, past the words of bound. Out: the [`Amount`] that begins there. Looks ahead a bounded number of tokens.

use super::ages;
use super::bounds::hedges;
use super::measures;
use super::measures::Measure;
use super::measures::end_of;
use super::measures::measure;
use super::money;
use super::numerals::Numeral;
use super::numerals::numeral;
use super::ranges;
use super::ranges::Opener;
use super::shapes;
use super::signs::Signs;
use super::units::units;
use super::{Bound, Context, ValueKind};
use crate::text::Span;

/// A numeral or two, with their unit.
pub(super) struct Amount {
    pub(super) left: Numeral,
    pub(super) right: Option<Numeral>,
    pub(super) measure: Option<Measure>,
    /// Where it begins: at a currency before the number, or at the number.
    pub(super) core: u32,
    pub(super) end: u32,
    pub(super) next: usize,
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
pub(super) fn amount(context: &Context, at: usize, alone: bool) -> Option<Amount> {
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
        None => measure(context, left).or_else(|| ages::apposed(context, &left)),
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
pub(super) fn opened(context: &Context, opener: &Opener) -> Option<Amount> {
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
