//! Numerals: cardinals, ordinals and fractions in digits and words, without bounds and units.
//!
//! In: a document and a token. Out: the longest [`Numeral`] that begins there. Looks ahead a bounded number of tokens.

use super::Bound;
use super::Context;
use super::composition::State;
use super::digits;
use super::signs::Signs;
use super::words::{Piece, number_words};
use crate::lang::Lang;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Span;

/// A numeral: what digits or number words say, without bounds ("knapp") and units.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // they are independent
pub(crate) struct Numeral {
    /// Half-open range of the tokens that it touches.
    pub tokens: (u32, u32),
    /// Its digits and number words.
    pub span: Span,
    /// What its last token goes on with: "km" of "500km", "pm" of "8pm"; empty as a rule.
    pub rest: Span,
    /// The number.
    pub value: f64,
    /// Least and greatest number meant: other than `value` only for vague ones ("mehrere Hundert").
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// `Exact`, or `Range` for vague ones, `About` for "une centaine".
    pub bound: Bound,
    /// Third, 3., dritte.
    pub ordinal: bool,
    /// "ein", "a", "un" alone: one only where a unit or a noun that is counted follows.
    pub article: bool,
    /// Whether it begins with digits.
    pub digits: bool,
    /// How many digits stand after the decimal sign.
    pub fraction_digits: u8,
    /// Whether it is a fraction: ein Drittel, 1/2, half.
    pub fraction: bool,
    /// The scale that it ends with: 1e6 for "2,5 Millionen"; else 1.
    pub scale: f64,
}

/// The longest numeral that begins at token `at`. Several readers ask at one place: the last answers are remembered.
pub(super) fn numeral(context: &Context, at: usize) -> Option<Numeral> {
    if !context.signs(at).any(Signs::COUNT.and(Signs::SIGN)) {
        return None;
    }
    context.recalled(at, || signed(context, at))
}

/// A numeral with its sign.
fn signed(context: &Context, at: usize) -> Option<Numeral> {
    let scan = Scan { context, text: &context.article.text, document: context.document, lang: context.lang };
    let (sign, at_number) = scan.sign(at);
    let mut numeral = scan.head(at_number)?.finish(&scan, at_number)?;
    if at_number > at {
        if numeral.article || numeral.ordinal {
            return None;
        }
        numeral.tokens.0 = at as u32;
        numeral.span.start = context.document.tokens[at].span.start;
        (numeral.low, numeral.high) = (sign * numeral.high, sign * numeral.low);
        numeral.value *= sign;
    }
    Some(numeral)
}

/// What a numeral is read from.
pub(super) struct Scan<'t> {
    context: &'t Context<'t>,
    pub(super) text: &'t str,
    pub(super) document: &'t Document,
    pub(super) lang: Lang,
}

impl Scan<'_> {
    /// The characters of a token; empty past the end.
    #[inline]
    pub(super) fn token(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The normal form of a token; empty past the end.
    #[inline]
    pub(super) fn norm(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| self.document.norm(token))
    }

    /// What stands between token `at - 1` and token `at`.
    #[inline]
    pub(super) fn gap(&self, at: usize) -> Option<&str> {
        let (left, right) = (self.document.tokens.get(at.checked_sub(1)?)?, self.document.tokens.get(at)?);
        self.text.get(left.span.end as usize..right.span.start as usize)
    }

    /// Whether token `at` follows the one before it without a space.
    #[inline]
    pub(super) fn glued(&self, at: usize) -> bool {
        self.gap(at) == Some("")
    }

    /// What a word says inside a numeral.
    pub(super) fn piece(&self, at: usize) -> Option<Piece> {
        if !self.context.signs(at).any(Signs::PIECE) {
            return None;
        }
        number_words(self.lang).piece(self.norm(at))
    }

    /// The sign before a numeral, and where the numeral begins.
    fn sign(&self, at: usize) -> (f64, usize) {
        let dash = matches!(self.token(at), "-" | "−" | "–");
        let before = at == 0
            || !self.glued(at) && self.document.tokens[at - 1].kind != TokenKind::Number
            || matches!(self.token(at - 1), "(" | "[" | "„" | "“" | "\"" | "'");
        let digit = self.token(at + 1).starts_with(|c: char| c.is_ascii_digit()) || self.token(at + 1) == ".";
        if dash && before && digit && self.glued(at + 1) {
            return (-1.0, at + 1);
        }
        // "12 minus 5" is sums, not signs.
        let sums = at > 0 && self.document.tokens[at - 1].kind == TokenKind::Number;
        if self.piece(at) == Some(Piece::Minus) && !sums { (-1.0, at + 1) } else { (1.0, at) }
    }

    /// Reads the first piece.
    pub(super) fn head(&self, at: usize) -> Option<State> {
        if let Some(read) = digits::digits(self, at) {
            return Some(State { group: read.value, digits: Some(read), ..State::at(read.next) });
        }
        let next = State::at(at + 1);
        match self.piece(at)? {
            Piece::Whole(value) => Some(State { group: value, spoken: true, zero: value == 0.0, ..next }),
            Piece::Ordinal(value) => Some(State { group: value, ordinal: true, done: true, ..next }),
            Piece::Article => Some(self.after_article(at, next)),
            Piece::Part(parts) => self.part_first(at, parts),
            Piece::Scale(scale) => self.scale_first(at, scale),
            Piece::Vague(low, high) => Some(self.vague(at, low, high)),
            Piece::Several => self.several(at + 1),
            Piece::Set(..) | Piece::And | Piece::Point | Piece::Minus => None,
        }
    }

    /// "a hundred", "ein Dutzend", "un tiers", "ein paar Hundert", "a half million"; or the article alone.
    fn after_article(&self, at: usize, alone: State) -> State {
        let one = State { group: 1.0, spoken: true, article: true, ..alone };
        match self.piece(at + 1) {
            Some(Piece::Several) => self.several(at + 2).unwrap_or(one),
            // Two articles make no numeral: "ein einer".
            _ => one,
        }
    }

    /// "half a million", "halbe Million", "quarter million"; "half", "Hälfte", "moitié" alone.
    fn part_first(&self, at: usize, parts: f64) -> Option<State> {
        let state = State { group: 1.0 / parts, fraction: true, done: true, ..State::at(at + 1) };
        if let Some(scaled) = self.scaled_part(state) {
            return Some(scaled);
        }
        matches!(self.norm(at), "half" | "hälfte" | "moitié").then_some(state)
    }

    /// A fraction of a scale or set: "two thirds of a million", "half a dozen".
    pub(super) fn scaled_part(&self, state: State) -> Option<State> {
        let mut at = state.next;
        if matches!(self.norm(at), "of" | "de" | "-") {
            at += 1;
        }
        if self.norm(at) == "d" && matches!(self.token(at + 1), "'" | "’") {
            at += 2;
        }
        if self.piece(at) == Some(Piece::Article) {
            at += 1;
        }
        let (times, about) = match self.piece(at)? {
            Piece::Scale(scale) => (scale, false),
            Piece::Set(size, about) => (size, about),
            _ => return None,
        };
        Some(State { group: state.group * times, next: self.after_stop(at + 1), fraction: false, about, ..state })
    }

    /// "hundert", "mille"; "Millionen" alone is vague.
    fn scale_first(&self, at: usize, scale: f64) -> Option<State> {
        let next = State::at(at + 1);
        let plural = match self.lang {
            Lang::De => self.norm(at).ends_with("en"),
            Lang::Fr => self.norm(at).ends_with('s') && self.norm(at).len() > 5,
            Lang::En => false,
        };
        match (self.lang, scale) {
            (Lang::En, _) => None,
            (_, 100.0) => Some(State { group: 100.0, spoken: true, hundred: true, ..next }),
            (_, 1000.0) if self.norm(at) != "tsd" => Some(State { total: 1000.0, scale: 1000.0, spoken: true, ..next }),
            _ if plural => Some(self.vague(at, 2.0 * scale, 1000.0 * scale)),
            _ => None,
        }
    }

    /// "Hunderte", "tens of thousands", "Hunderte Millionen".
    fn vague(&self, at: usize, low: f64, high: f64) -> State {
        let mut next = at + 1;
        if matches!(self.norm(next), "of" | "de" | "von") {
            next += 1;
        }
        let times = match self.piece(next) {
            Some(Piece::Vague(more, _)) if more >= 1000.0 => Some(more / 2.0),
            Some(Piece::Scale(scale)) if scale >= 1000.0 => Some(scale),
            _ => None,
        };
        let state = State { done: true, ..State::at(at + 1) };
        match times {
            Some(times) => State { vague: Some((low * times, high * times)), next: next + 1, ..state },
            None => State { vague: Some((low, high)), ..state },
        }
    }

    /// What follows "mehrere": a scale or a set, else it is no numeral.
    fn several(&self, at: usize) -> Option<State> {
        let (low, high) = match self.piece(at)? {
            Piece::Scale(100.0) => (200.0, 1000.0),
            // Loosely used: "mehrere Tausend" is said of 15 000 as well.
            Piece::Scale(scale) if scale < 1e6 => (2.0 * scale, 20.0 * scale),
            Piece::Scale(scale) => (2.0 * scale, 1000.0 * scale),
            Piece::Set(size, _) => (2.0 * size, 10.0 * size),
            Piece::Vague(low, high) => (low, high),
            _ => return None,
        };
        let next = self.after_stop(at + 1);
        Some(State { vague: Some((low, high)), done: true, ..State::at(next) })
    }

    /// Past the stop of "Mio.".
    pub(super) fn after_stop(&self, at: usize) -> usize {
        let short = matches!(self.norm(at - 1), "mio" | "mill" | "mrd" | "mia" | "tsd" | "bio" | "dz" | "mln" | "bln");
        if short && self.token(at) == "." && self.glued(at) { at + 1 } else { at }
    }
}
