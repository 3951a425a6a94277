//! Numerals: cardinals, ordinals and fractions in digits and words, without bounds and units.
//!
//! In: a document and a token. Out: the longest [`Numeral`] that begins there. Looks ahead a bounded number of tokens.

use super::Bound;
use super::Context;
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
    pub(super) fn token(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The normal form of a token; empty past the end.
    fn norm(&self, at: usize) -> &str {
        self.document.tokens.get(at).map_or("", |token| self.document.norm(token))
    }

    /// What stands between token `at - 1` and token `at`.
    pub(super) fn gap(&self, at: usize) -> Option<&str> {
        let (left, right) = (self.document.tokens.get(at.checked_sub(1)?)?, self.document.tokens.get(at)?);
        self.text.get(left.span.end as usize..right.span.start as usize)
    }

    /// Whether token `at` follows the one before it without a space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.gap(at) == Some("")
    }

    /// What a word says inside a numeral.
    fn piece(&self, at: usize) -> Option<Piece> {
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
    fn head(&self, at: usize) -> Option<State> {
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
    fn scaled_part(&self, state: State) -> Option<State> {
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
    fn after_stop(&self, at: usize) -> usize {
        let short = matches!(self.norm(at - 1), "mio" | "mill" | "mrd" | "mia" | "tsd" | "bio" | "dz" | "mln" | "bln");
        if short && self.token(at) == "." && self.glued(at) { at + 1 } else { at }
    }
}

/// A numeral under construction.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // they are independent
struct State {
    /// The first token not read.
    next: usize,
    /// What is finished: the thousands and more.
    total: f64,
    /// What is below.
    group: f64,
    /// The last scale of a thousand or more.
    scale: f64,
    /// Whether the last piece was "hundred".
    hundred: bool,
    /// Whether the last piece was a word: words go on after words only.
    spoken: bool,
    /// Whether it is the word for zero: nothing goes on after it but a decimal sign.
    zero: bool,
    article: bool,
    ordinal: bool,
    fraction: bool,
    about: bool,
    vague: Option<(f64, f64)>,
    /// Whether nothing can follow.
    done: bool,
    /// The digits that it begins with.
    digits: Option<digits::Digits>,
    decimals: u8,
    /// Whether it is read inside another one: then it reads no "and".
    nested: bool,
}

impl State {
    fn at(next: usize) -> Self {
        Self {
            next,
            total: 0.0,
            group: 0.0,
            scale: f64::INFINITY,
            hundred: false,
            spoken: false,
            zero: false,
            article: false,
            ordinal: false,
            fraction: false,
            about: false,
            vague: None,
            done: false,
            digits: None,
            decimals: 0,
            nested: false,
        }
    }

    /// Reads on as far as the numeral goes.
    fn finish(mut self, scan: &Scan, at: usize) -> Option<Numeral> {
        let glued = self.digits.is_some_and(|digits| !digits.rest.is_empty());
        if self.digits.is_some_and(|digits| digits.ordinal) {
            self.ordinal = true;
            self.done = true;
        }
        let mut before_tail = self;
        if let Some(part) = self.one_of(scan) {
            self = part;
        }
        while !self.done && !glued {
            let Some(longer) = self.longer(scan) else { break };
            match longer {
                Longer::Rewind => {
                    self = before_tail;
                    break;
                }
                Longer::Tail(state) => {
                    before_tail = self;
                    self = state;
                }
                Longer::More(state) => self = state,
            }
        }
        self.numeral(scan, at)
    }

    /// "one twenty-fifth": one, and an ordinal of several words.
    fn one_of(self, scan: &Scan) -> Option<Self> {
        let one = scan.lang == Lang::En && self.spoken && self.value() == 1.0 && !self.nested;
        if !one {
            return None;
        }
        let sub =
            self.nested(scan, self.next).filter(|sub| sub.ordinal && !sub.digits && sub.tokens.1 > sub.tokens.0 + 1)?;
        let next = sub.tokens.1 as usize;
        let ends =
            scan.norm(next) == "of" || scan.document.tokens.get(next).is_none_or(|token| token.kind == TokenKind::Mark);
        ends.then_some(Self { group: 1.0 / sub.value, fraction: true, done: true, article: false, next, ..self })
    }

    /// A numeral inside this one.
    fn nested(self, scan: &Scan, at: usize) -> Option<Numeral> {
        // One level is enough, and keeps the look-ahead bounded.
        if self.nested {
            return None;
        }
        let head = scan.head(at)?;
        Self { nested: true, ..head }.finish(scan, at)
    }

    /// The scale that it ends with, else 1.
    fn last_scale(self) -> f64 {
        match self.digits {
            Some(digits) if digits.scale > 1.0 => digits.scale,
            _ if (self.group == 0.0 || self.done) && self.scale.is_finite() => self.scale,
            _ => 1.0,
        }
    }

    /// The finished numeral.
    fn numeral(self, scan: &Scan, at: usize) -> Option<Numeral> {
        let first = scan.document.tokens.get(at)?;
        let last = scan.document.tokens.get(self.next.checked_sub(1)?)?;
        let rest = match self.digits {
            Some(digits) if digits.next == self.next => digits.rest,
            _ => Span { start: last.span.end, end: last.span.end },
        };
        let value = self.total + self.group;
        let (value, low, high, bound) = match self.vague {
            // The first number that is no longer meant is the upper end's neighbour.
            Some((low, high)) => (low, low, high.next_down(), Bound::Range),
            None if self.about => (value, value, value, Bound::About),
            None => (value, value, value, Bound::Exact),
        };
        Some(Numeral {
            tokens: (at as u32, self.next as u32),
            span: Span { start: first.span.start, end: rest.start },
            rest,
            value,
            low,
            high,
            bound,
            ordinal: self.ordinal,
            article: self.article && self.next == at + 1,
            digits: self.digits.is_some(),
            fraction_digits: self.digits.map_or(self.decimals, |digits| digits.decimals),
            scale: self.last_scale(),
            fraction: self.fraction || self.digits.is_some_and(|digits| digits.fraction),
        })
    }
}

/// One more piece.
enum Longer {
    /// It goes on.
    More(State),
    /// It goes on with a part below a hundred or a scale; if that turns out to be another numeral, rewind to here.
    Tail(State),
    /// What was read last belongs to another numeral.
    Rewind,
}

impl State {
    /// One more piece, if the numeral goes on.
    fn longer(self, scan: &Scan) -> Option<Longer> {
        let at = self.next;
        if scan.document.tokens.get(at)?.kind == TokenKind::Number {
            return self.digits_after_scale(scan, at, false).map(Longer::Tail);
        }
        let hyphen = matches!(scan.token(at), "-" | "‐" | "‑") && (scan.glued(at) == scan.glued(at + 1));
        if hyphen {
            // "fifty - two" is English only, and only below a hundred.
            let tens = scan.lang == Lang::En && self.group % 100.0 >= 20.0;
            return if scan.glued(at) || tens { self.piece(scan, at + 1, true, false) } else { None };
        }
        if scan.document.tokens[at].kind == TokenKind::Mark {
            return None;
        }
        if scan.piece(at) == Some(Piece::And) {
            // An ordinal inside may have one: "one hundred and fifth".
            if self.nested && !self.hundred {
                return None;
            }
            return self.mixed(scan, at + 1).map(Longer::More).or_else(|| self.piece(scan, at + 1, false, true));
        }
        self.piece(scan, at, false, false)
    }

    /// Adds the piece at a token.
    fn piece(self, scan: &Scan, at: usize, hyphen: bool, and: bool) -> Option<Longer> {
        if and && self.hundred && scan.document.tokens.get(at)?.kind == TokenKind::Number {
            return self.digits_after_scale(scan, at, true).map(Longer::Tail);
        }
        let next = Self { next: scan.after_stop(at + 1), hundred: false, ..self };
        match scan.piece(at)? {
            Piece::Whole(value) => self.whole(scan.lang, next, value, and),
            Piece::Vague(twice, _) if !and && self.value() < 100.0 && !self.fraction => {
                // "two dozens", "five hundreds": after a number the plural is a scale.
                let (group, scale) = (self.value() * twice / 2.0, twice / 2.0);
                Some(Longer::More(Self { group, total: 0.0, scale, done: true, ..next }))
            }
            Piece::Article if scan.lang == Lang::Fr && !self.article => self.whole(scan.lang, next, 1.0, and),
            Piece::Scale(scale) if !and => self.scaled(next, scale),
            Piece::Set(size, about) if !and && !hyphen => {
                let group = self.value() * size;
                Some(Longer::More(Self { group, total: 0.0, about, done: true, ..next }))
            }
            Piece::Part(parts) if !and => self.parts(scan, next, parts).map(Longer::More),
            Piece::Ordinal(value) => self.ordinal(scan, next, value, and).map(Longer::More),
            Piece::Point if !and && !hyphen && self.spoken => self.spoken_decimals(scan, at + 1).map(Longer::More),
            _ => None,
        }
    }

    fn value(self) -> f64 {
        self.total + self.group
    }

    /// Adds a cardinal below a hundred, or below the last scale.
    fn whole(self, lang: Lang, next: Self, value: f64, and: bool) -> Option<Longer> {
        if !self.spoken || self.zero || (self.article && !self.hundred && self.total == 0.0) || value == 0.0 {
            return None;
        }
        let tail = self.group % 100.0;
        let added = Self { group: self.group + value, spoken: true, ..next };
        if self.group == 0.0 && self.total > 0.0 {
            return (value < self.scale && (!and || lang != Lang::Fr)).then_some(Longer::Tail(added));
        }
        if lang == Lang::De {
            return (self.hundred && value < 100.0).then_some(Longer::Tail(added));
        }
        if self.group > 0.0 && tail == 0.0 && value < 100.0 {
            return (!and || lang == Lang::En).then_some(Longer::Tail(added));
        }
        let french = lang == Lang::Fr;
        let unit = tail >= 20.0 && tail % 10.0 == 0.0 && (1.0..10.0).contains(&value);
        let goes_on = match (french, and) {
            (false, and) => unit && !and,
            (true, true) => (unit && value == 1.0) || (tail == 60.0 && value == 11.0),
            (true, false) => unit || french_teens(tail, value),
        };
        if french && !and && tail == 4.0 && value == 20.0 {
            return Some(Longer::More(Self { group: self.group + 76.0, spoken: true, ..next }));
        }
        goes_on.then_some(Longer::More(added))
    }

    /// Multiplies by a scale.
    fn scaled(self, next: Self, scale: f64) -> Option<Longer> {
        let next = Self { spoken: true, article: self.article, ..next };
        if scale == 100.0 {
            let limit = if self.digits.is_some() { 1000.0 } else { 100.0 };
            let fits = self.group > 0.0 && self.group < limit && !self.hundred && !self.zero;
            let group = self.group * scale;
            return Some(if fits { Longer::More(Self { group, hundred: true, ..next }) } else { Longer::Rewind })
                .filter(|_| self.group > 0.0);
        }
        if self.group > 0.0 && scale < self.scale {
            let total = self.total + self.group * scale;
            return Some(Longer::More(Self { total, group: 0.0, scale, ..next }));
        }
        if self.group == 0.0 && self.total > 0.0 && scale > self.scale && self.total * scale < 1e18 {
            let total = self.total * scale;
            return Some(Longer::More(Self { total, scale, ..next }));
        }
        (self.group > 0.0 && self.total > 0.0).then_some(Longer::Rewind)
    }

    /// "three quarters", "zwei Drittel", "one hundred and thirty fifths".
    fn parts(self, scan: &Scan, next: Self, parts: f64) -> Option<Self> {
        if self.fraction || self.zero {
            return None;
        }
        let group = self.value() / parts;
        let state = Self { group, total: 0.0, fraction: true, done: true, ..next };
        Some(scan.scaled_part(state).unwrap_or(state))
    }

    /// "two and a half", "sechs und zwei Drittel Millionen", "one million and a half": what follows the "and".
    fn mixed(self, scan: &Scan, at: usize) -> Option<Self> {
        if let Some(sub) = self.nested(scan, at).filter(|sub| sub.fraction && sub.value < 1.0 && sub.rest.is_empty()) {
            let of = if self.group == 0.0 && self.total > 0.0 { self.scale } else { 1.0 };
            let group = self.group + of * sub.value;
            let tens = self.hundred && sub.tokens.1 as usize > at + 2;
            if !tens && scan.piece(sub.tokens.1 as usize).is_none() {
                return Some(Self {
                    group,
                    next: sub.tokens.1 as usize,
                    article: false,
                    spoken: false,
                    done: true,
                    ..self
                });
            }
        }
        let (count, part) = match scan.piece(at)? {
            Piece::Part(_) => (1.0, at),
            Piece::Article => (1.0, at + 1),
            Piece::Whole(count) if count < 100.0 => (count, at + 1),
            _ => return None,
        };
        let part = if scan.token(part) == "-" { part + 1 } else { part };
        let parts = match scan.piece(part)? {
            Piece::Part(parts) => parts,
            Piece::Ordinal(parts) if scan.lang == Lang::En && count == 1.0 && part > at && parts > 2.0 => parts,
            _ => return None,
        };
        let of = if self.group == 0.0 && self.total > 0.0 { self.scale } else { 1.0 };
        let group = self.group + of * count / parts;
        let state = Self { group, next: part + 1, article: false, spoken: false, ..self };
        match scan.piece(part + 1) {
            Some(Piece::Scale(scale)) if of == 1.0 => {
                let next = scan.after_stop(part + 2);
                Some(Self { group: state.value() * scale, total: 0.0, next, done: true, ..state })
            }
            _ => Some(Self { done: true, ..state }),
        }
    }

    /// Ends in an ordinal, or in a fraction: "twenty-first", "hundert Millionste", "one fifth".
    fn ordinal(self, scan: &Scan, next: Self, value: f64, and: bool) -> Option<Self> {
        if !self.spoken || self.zero || self.digits.is_some() && value < 100.0 {
            return None;
        }
        let done = Self { done: true, ..next };
        let of = matches!(scan.norm(next.next), "of" | "de" | "des" | "du" | "d")
            || scan.document.tokens.get(next.next).is_none_or(|token| token.kind == TokenKind::Mark);
        let one = self.value() == 1.0 && !and && value > 2.0 && scan.lang != Lang::De;
        if one && (of || !self.article && scan.lang == Lang::En) {
            let part = Self { group: 1.0 / value, fraction: true, ..done };
            return Some(scan.scaled_part(part).unwrap_or(part));
        }
        let tail = self.group % 100.0;
        let french = scan.lang == Lang::Fr;
        let group = if value >= 100.0 {
            if and {
                return None;
            }
            self.group.max(1.0) * value
        } else if french && tail == 4.0 && value == 20.0 {
            self.group + 76.0
        } else if (tail == 0.0 && (self.total > 0.0 || self.group > 0.0))
            || (tail >= 20.0 && tail % 10.0 == 0.0 && value < 10.0)
            || (french && french_teens(tail, value))
        {
            self.group + value
        } else {
            return None;
        };
        Some(Self { group, ordinal: true, ..done })
    }

    /// "two hundred point zero three", "zwei Komma fünf".
    fn spoken_decimals(self, scan: &Scan, first: usize) -> Option<Self> {
        let (mut value, mut unit, mut at, mut decimals) = (0.0, 1.0, first, 0_u8);
        while let Some(Piece::Whole(digit)) = scan.piece(at) {
            if digit.fract() != 0.0 || decimals > 12 {
                break;
            }
            let width = if digit < 10.0 { 1 } else { 2 };
            value = value * 10_f64.powi(width) + digit;
            unit *= 10_f64.powi(width);
            decimals += width as u8;
            at += 1;
        }
        let state = Self { group: self.group + value / unit, next: at, zero: false, spoken: false, decimals, ..self };
        (at > first).then_some(state)
    }

    /// "4 thousand 3 hundred", "2 Millionen 500 Tausend", "3 hundred and 21".
    fn digits_after_scale(self, scan: &Scan, at: usize, and: bool) -> Option<Self> {
        let read = digits::digits(scan, at).filter(|read| read.rest.is_empty() && read.decimals == 0)?;
        let below = if self.hundred { 100.0 } else { self.scale };
        if !self.spoken || read.value >= below || read.value == 0.0 {
            return None;
        }
        let scale = match scan.piece(read.next) {
            Some(Piece::Scale(scale)) => scale,
            _ => 1.0,
        };
        let fits = if and { scale == 1.0 } else { self.group == 0.0 && scale > 1.0 && read.value * scale < self.scale };
        fits.then_some(Self { group: self.group + read.value, next: read.next, hundred: false, ..self })
    }
}

/// "soixante-douze", "quatre-vingt-treize", "dix-sept": tens that go on past nine.
fn french_teens(tail: f64, value: f64) -> bool {
    ((tail == 60.0 || tail == 80.0) && (10.0..20.0).contains(&value))
        || ((tail == 10.0 || tail == 70.0 || tail == 90.0) && (7.0..10.0).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;
    use crate::text::Article;
    use crate::values::Reference;

    /// The numeral at the start of a text, as value and length in bytes.
    fn read(lang: &str, text: &str) -> Option<(f64, usize, bool)> {
        let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
        let document = segment(&article);
        let context = Context::new(&article, &document, Reference::UNKNOWN);
        numeral(&context, 0).map(|found| (found.value, found.span.len(), found.ordinal))
    }

    /// Each text is one numeral from end to end.
    fn whole(lang: &str, cases: &[(&str, f64)]) {
        for &(text, value) in cases {
            let (found, len, _) = read(lang, text).unwrap_or_else(|| panic!("{text}: nothing read"));
            assert!((found - value).abs() <= 1e-9 * value.abs().max(1.0), "{text}: {found}, want {value}");
            assert_eq!(len, text.len(), "{text}: read {len} bytes only");
        }
    }

    #[test]
    fn german_words() {
        whole(
            "de",
            &[
                ("einhunderteinunddreißig", 131.0),
                ("zweitausenddreihundert", 2300.0),
                ("achtzehnhundert", 1800.0),
                ("neunzehnhundertvierundachtzig", 1984.0),
                ("zweihundert Millionen", 2e8),
                ("zwei Millionen dreihunderttausend", 2_300_000.0),
                ("hunderttausend", 1e5),
                ("zwölf Milliarden", 12e9),
                ("eine Million", 1e6),
                ("anderthalb", 1.5),
                ("anderthalb Millionen", 1.5e6),
                ("zweieinhalb", 2.5),
                ("zweieinhalbtausend", 2500.0),
                ("1,5 Mio.", 1.5e6),
                ("2 Millionen 500 Tausend", 2.5e6),
                ("ein Dutzend", 12.0),
                ("ein halbes Dutzend", 6.0),
                ("fünf Dutzend", 60.0),
                ("drei Viertel", 0.75),
                ("ein Drittel", 1.0 / 3.0),
                ("sechs und zwei Drittel Millionen", 6e6 + 2e6 / 3.0),
                ("eine halbe Million", 5e5),
                ("zwei Komma fünf Milliarden", 2.5e9),
                ("hunderteinundzwanzigste", 121.0),
                ("hundertdritte", 103.0),
                ("zweihundert Millionste", 2e8),
            ],
        );
    }

    #[test]
    fn english_words() {
        whole(
            "en",
            &[
                ("forty-five", 45.0),
                ("a hundred and one", 101.0),
                ("one hundred and sixty-one", 161.0),
                ("twenty-one trillion three hundred", 21_000_000_000_300.0),
                ("half a million", 5e5),
                ("two thirds of a million", 2e6 / 3.0),
                ("two and a half thousand", 2500.0),
                ("three quarters", 0.75),
                ("two dozen", 24.0),
                ("twelve hundred", 1200.0),
                ("one hundred twenty-fifth", 125.0),
                ("two hundred point zero three", 200.03),
                ("4.6bn", 4.6e9),
                ("1.5 million", 1.5e6),
                ("21st", 21.0),
                ("minus five", -5.0),
            ],
        );
    }

    #[test]
    fn french_words() {
        whole(
            "fr",
            &[
                ("quatre-vingt-dix-sept", 97.0),
                ("quatre-vingts", 80.0),
                ("soixante et onze", 71.0),
                ("soixante-dix-huit", 78.0),
                ("vingt et un", 21.0),
                ("septante-deux", 72.0),
                ("nonante", 90.0),
                ("deux cent mille", 2e5),
                ("mille neuf cent quatre-vingt-quatre", 1984.0),
                ("trois millions deux cent mille", 3.2e6),
                ("un tiers", 1.0 / 3.0),
                ("deux millions et demi", 2.5e6),
                ("une douzaine", 12.0),
                ("vingt et unième", 21.0),
                ("quatre-vingt-unième", 81.0),
                ("1er", 1.0),
            ],
        );
    }

    #[test]
    fn digits_by_language() {
        whole(
            "de",
            &[("1.500", 1500.0), ("1,5", 1.5), ("25 400", 25_400.0), ("1'000", 1000.0), ("1.234.567,89", 1_234_567.89)],
        );
        whole(
            "en",
            &[
                ("1,500", 1500.0),
                ("1.500", 1.5),
                (".5", 0.5),
                ("12,34,567.89", 1_234_567.89),
                ("1/2", 0.5),
                ("2½", 2.5),
            ],
        );
        whole("fr", &[("25\u{202f}400", 25_400.0), ("4 118", 4118.0), ("3,5", 3.5)]);
    }

    #[test]
    fn a_numeral_ends_where_the_next_begins() {
        assert_eq!(read("en", "3 hundred and 2 hundred"), Some((300.0, 9, false)));
        assert_eq!(read("de", "3. große Runde"), Some((3.0, 2, true)));
        assert_eq!(read("de", "3.10.2024"), Some((3.0, 1, false)));
        assert_eq!(read("de", "500km"), Some((500.0, 3, false)));
        assert_eq!(read("de", "Zehn. Zwanzig"), Some((10.0, 4, false)));
        assert_eq!(read("de", "und"), None);
    }
}
