//! How the words and digits of a numeral compose: a numeral under construction, which grows piece by piece.
//!
//! In: the state after the first piece. Out: the finished numeral. Bounded look-ahead: a numeral inside another one reads
//! no third.

use super::Bound;
use super::digits;
use super::numerals::Numeral;
use super::numerals::Scan;
use super::words::Piece;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::text::Span;

/// A numeral under construction.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // they are independent
pub(super) struct State {
    /// The first token not read.
    pub(super) next: usize,
    /// What is finished: the thousands and more.
    pub(super) total: f64,
    /// What is below.
    pub(super) group: f64,
    /// The last scale of a thousand or more.
    pub(super) scale: f64,
    /// Whether the last piece was "hundred".
    pub(super) hundred: bool,
    /// Whether the last piece was a word: words go on after words only.
    pub(super) spoken: bool,
    /// Whether it is the word for zero: nothing goes on after it but a decimal sign.
    pub(super) zero: bool,
    pub(super) article: bool,
    pub(super) ordinal: bool,
    pub(super) fraction: bool,
    pub(super) about: bool,
    pub(super) vague: Option<(f64, f64)>,
    /// Whether nothing can follow.
    pub(super) done: bool,
    /// The digits that it begins with.
    pub(super) digits: Option<digits::Digits>,
    pub(super) decimals: u8,
    /// Whether it is read inside another one: then it reads no "and".
    pub(super) nested: bool,
}

impl State {
    pub(super) fn at(next: usize) -> Self {
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
    pub(super) fn finish(mut self, scan: &Scan, at: usize) -> Option<Numeral> {
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
            // "one billion and a quarter million"
            Some(Piece::Scale(scale)) if scale < self.scale => {
                let next = scan.after_stop(part + 2);
                Some(Self { group: self.group + scale * count / parts, next, done: true, ..state })
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
