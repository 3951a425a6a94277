//! What follows a number and makes it more than a number: units, currencies, ages.
//!
//! In: the place after a numeral. Out: the [`Measure`] that begins there. One function a kind, and one row in
//! [`MEASURES`].

use super::Bound;
use super::Context;
use super::ValueKind;
use super::ages;
use super::money;
use super::numerals::Numeral;
use super::signs::Signs;
use super::units::{Unit, symbols, units};
use crate::lang::Lang;
use crate::text::Span;

/// A unit as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) kind: ValueKind,
    /// Base unit or currency.
    pub(super) base: &'static str,
    /// So many base units is one.
    pub(super) factor: f64,
    /// Added after multiplying.
    pub(super) offset: f64,
    /// How reports write the unit that the text uses.
    pub(super) symbol: &'static str,
    /// The first token not read.
    pub(super) next: usize,
    /// The byte after it.
    pub(super) end: u32,
}

impl Measure {
    /// A unit that ends before token `next`.
    pub(super) fn of(unit: &'static Unit, context: &Context, next: usize) -> Self {
        let Unit { symbol, base, factor, offset, kind } = *unit;
        Self { kind, base, factor, offset, symbol, next, end: end_of(context, next) }
    }
}

/// The byte after the token before `next`.
pub(super) fn end_of(context: &Context, next: usize) -> u32 {
    next.checked_sub(1).and_then(|last| context.document.tokens.get(last)).map_or(0, |token| token.span.end)
}

/// The place after a numeral.
#[derive(Clone, Copy)]
pub(super) struct After<'t> {
    pub(super) context: &'t Context<'t>,
    /// The numeral.
    pub(super) numeral: Numeral,
    /// What its last token goes on with; empty as a rule.
    pub(super) rest: Span,
    /// The token after it.
    pub(super) next: usize,
    /// Whether a hyphen stands between: 12-Pfund-Tasse.
    pub(super) hyphen: bool,
}

impl<'t> After<'t> {
    /// The place after a numeral.
    pub(super) fn new(context: &'t Context<'t>, numeral: Numeral) -> Self {
        let mut after = Self { context, numeral, rest: numeral.rest, next: numeral.tokens.1 as usize, hyphen: false };
        // "3 millions d'euros", "une dizaine de mètres", "hundreds of miles": such numerals are nouns.
        let noun = numeral.scale >= 1e6 || numeral.bound != Bound::Exact || numeral.fraction;
        if after.rest.is_empty() && noun && context.lang != Lang::De {
            after.next += match context.norm(after.next) {
                "de" | "of" => 1,
                "d" if matches!(context.text(after.next + 1), "'" | "’") => 2,
                _ => 0,
            };
            // "half a percentage point", "a third of a mile"
            let article = context.signs(after.next).any(Signs::ARTICLE);
            let counts = numeral.fraction && article && context.signs(after.next + 1).any(Signs::MEASURE);
            after.next += usize::from(counts);
        }
        if after.rest.is_empty()
            && matches!(context.text(after.next), "-" | "‐" | "‑")
            && context.glued(after.next)
            && context.glued(after.next + 1)
        {
            after.next += 1;
            after.hyphen = true;
        }
        after
    }

    /// The text that a unit must begin with, `ahead` tokens on: the rest of the numeral's token counts as the first.
    pub(super) fn text(&self, ahead: usize) -> Option<&'t str> {
        self.look(ahead, |context, at| context.text(at))
    }

    /// Likewise in normal form; the rest of a token stays as it is, so that only lower-case rests match.
    pub(super) fn norm(&self, ahead: usize) -> Option<&'t str> {
        self.look(ahead, |context, at| context.norm(at))
    }

    fn look(&self, ahead: usize, word: impl Fn(&'t Context<'t>, usize) -> &'t str) -> Option<&'t str> {
        let context = self.context;
        let at = if self.rest.is_empty() {
            self.next + ahead
        } else if ahead == 0 {
            return Some(self.rest.of(&context.article.text));
        } else {
            self.next + ahead - 1
        };
        (at < context.document.tokens.len()).then(|| word(context, at))
    }

    /// The token after a unit of `words` tokens.
    pub(super) fn past(&self, words: usize) -> usize {
        if self.rest.is_empty() { self.next + words } else { self.next + words - 1 }
    }

    /// Whether a measure can begin here: one look at the token's signs.
    fn promising(&self) -> bool {
        let signs = self.context.signs(self.next);
        !self.rest.is_empty()
            || signs.any(Signs::MEASURE.and(Signs::CURRENCY))
            || matches!(self.context.text(self.next), "(" | "{" | "[")
            || self.context.text(self.next).len() == 4 // "MUSD"
    }

    /// Whether the next token stands on the same line.
    fn same_line(&self) -> bool {
        !self.rest.is_empty() || self.context.gap(self.next).is_some_and(|gap| !gap.contains('\n'))
    }
}

/// The readers of measures. The longest wins; of two of one length the earlier row's.
const MEASURES: &[fn(&After) -> Option<Measure>] = &[ages::age, money::money, bracketed, unit_by_symbol, unit_by_word];

/// The longest measure after a numeral.
pub(super) fn measure(context: &Context, numeral: Numeral) -> Option<Measure> {
    let after = After::new(context, numeral);
    if !after.promising() || !after.same_line() {
        return None;
    }
    let mut best: Option<Measure> = None;
    for read in MEASURES {
        if let Some(found) = read(&after)
            && best.is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best.map(|found| degrees(context, numeral, found))
}

/// Kilometres by their symbol.
fn unit_by_symbol(after: &After) -> Option<Measure> {
    let (words, (unit, needs_digits)) = symbols().find(|ahead| after.text(ahead))?;
    let next = after.past(words);
    // "5 m" is a length, "A 5, B" is not; "2024m2" is an area, "3 Mt" in words is no megaton.
    if needs_digits && (!after.numeral.digits || after.hyphen && unit.symbol.len() < 2) {
        return None;
    }
    // "En 2019 l'entreprise" has no litres.
    let elided = matches!(after.context.text(next), "'" | "’") && after.context.glued(next);
    (!elided).then(|| Measure::of(unit, after.context, next))
}

/// Kilometres by their name.
fn unit_by_word(after: &After) -> Option<Measure> {
    let units = &units(after.context.lang).words;
    let (words, unit) = match units.find(|ahead| after.norm(ahead)) {
        Some(found) => found,
        None if after.rest.is_empty() => return None,
        // "500Meter": the rest of a token is as the text has it.
        None => (1, units.word(&after.rest.of(&after.context.article.text).to_lowercase())?),
    };
    // "a foot in the door", "ein Zoll auf Stahl": words that are units only where they are counted.
    let idle = after.numeral.article && matches!(unit.symbol, "ft" | "in" | "st" | "bar" | "kn" | "°" | "turn" | "cup");
    let counted = matches!(unit.symbol, "st" | "kn" | "bar") && !after.numeral.digits;
    (!idle && !counted).then(|| Measure::of(unit, after.context, after.past(words)))
}

/// "20 (kg)".
fn bracketed(after: &After) -> Option<Measure> {
    let context = after.context;
    let closing = match context.text(after.next) {
        "(" => ")",
        "{" => "}",
        "[" => "]",
        _ => return None,
    };
    let (words, (unit, _)) = symbols().find(|ahead| after.text(ahead + 1))?;
    let close = after.next + 1 + words;
    (context.text(close) == closing && unit.kind == ValueKind::Quantity).then(|| Measure::of(unit, context, close + 1))
}

/// Tokens looked at on either side for what turns.
const ANGLE_WINDOW: usize = 8;

/// Bare degrees are a temperature, unless something turns or slopes.
fn degrees(context: &Context, numeral: Numeral, found: Measure) -> Measure {
    if found.symbol != "°" {
        return found;
    }
    let from = (numeral.tokens.0 as usize).saturating_sub(ANGLE_WINDOW);
    let to = (found.next + ANGLE_WINDOW).min(context.document.tokens.len());
    let angles = &context.lang.tables().angle_words;
    if (from..to).any(|at| angles.has(context.norm(at))) {
        return found;
    }
    // English may mean Fahrenheit: such degrees are compared with their like only.
    if context.lang == Lang::En {
        return Measure { kind: ValueKind::Temperature, ..found };
    }
    super::units::unit("°C").map_or(found, |unit| Measure::of(unit, context, found.next))
}

/// "5 feet 2 inches", "2 Kilo 300 Gramm", "ein Meter achtzig": a smaller unit of the same dimension goes on.
///
/// Returns how many of the first unit it adds, and the measure to the end of both.
pub(super) fn and_smaller(context: &Context, first: Measure, decimal: bool) -> Option<(f64, Measure)> {
    if decimal || first.kind != ValueKind::Quantity {
        return None;
    }
    let numeral = super::numerals::numeral(context, first.next)?;
    if numeral.ordinal || numeral.article || numeral.value < 0.0 {
        return None;
    }
    let glued = numeral.rest.of(&context.article.text) == "in";
    let next = numeral.tokens.1 as usize + usize::from(!glued);
    let inches = glued || numeral.rest.is_empty() && context.norm(next - 1) == "in";
    if first.symbol == "ft" && inches && numeral.value < 12.0 {
        return Some((numeral.value / 12.0, Measure { next, end: end_of(context, next), ..first }));
    }
    if let Some(second) = measure(context, numeral) {
        let smaller = second.base == first.base && second.kind == first.kind && second.factor < first.factor;
        let share = numeral.value * second.factor / first.factor;
        return (smaller && share < 1.0).then_some((share, Measure { next: second.next, end: second.end, ..first }));
    }
    let metres = context.lang == Lang::De && first.symbol == "m" && (10.0..100.0).contains(&numeral.value);
    let next = numeral.tokens.1 as usize;
    (metres && numeral.rest.is_empty())
        .then_some((numeral.value / 100.0, Measure { next, end: numeral.span.end, ..first }))
}
