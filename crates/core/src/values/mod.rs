//! Numbers, money, quantities, dates and times as intervals with spans.
//!
//! In: a [`Document`] with its article, and the date to read it by. Out: [`Value`]s in text order, not overlapping
//! (a longer reading wins: "1,4 Millionen Euro" is one value of money). Linear in the text.

// Whole numbers below 2^53 are exact in `f64`, and numerals are built of those; `text` and `rest` are plain names.
#![allow(clippy::float_cmp, clippy::similar_names)]

mod ages;
mod amounts;
mod bounds;
#[cfg(test)]
mod cases;
mod composition;
mod compounds;
mod digits;
mod measures;
mod money;
mod numbers;
#[cfg(test)]
mod numeral_cases;
mod numerals;
mod parts;
mod phrases;
mod ranges;
mod shapes;
mod signs;
mod symbols;
mod time;
mod units;
mod words;

pub use time::Inference;
pub use time::infer_reference;

use crate::lang::Lang;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;
use crate::text::Span;
use crate::text::StatedDate;
use jiff::civil::{Date, DateTime};
use numerals::Numeral;
use signs::Signs;
use std::cell::Cell;
use std::cell::OnceCell;

/// What a value measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A bare cardinal: 23, zwölf, mehrere Hundert.
    Number,
    /// Third, 3., dritte.
    Ordinal,
    /// Percent; percentage points and basis points have their own units.
    Percent,
    /// An amount of a currency.
    Money,
    /// A measure with a unit: length, area, weight, volume, speed, …
    Quantity,
    /// How old somebody is, in years.
    Age,
    /// Degrees.
    Temperature,
    /// A calendar date, week, month, year, season.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time: every Monday.
    Set,
}

/// What is said of a number's edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "rund", "etwa", "about": near it, either side.
    About,
    /// "gut", "über", "more than", "mindestens": it or more.
    AtLeast,
    /// "knapp", "fast", "unter", "bis zu", "up to": it or less.
    AtMost,
    /// "20 bis 30": between two.
    Range,
}

/// The finest part of a time that the text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// A year or more.
    Year,
    /// Quarter, half-year, season.
    Quarter,
    /// Month.
    Month,
    /// Week, weekend, beginning or end of a month.
    Week,
    /// Day.
    Day,
    /// Part of a day: morning, evening, night.
    DayPart,
    /// A clock time.
    Minute,
}

/// A time as the text states it, and the interval it comes to where that can be known.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeValue {
    /// First and last moment (both inclusive, local civil time), where the text and the reference date settle them.
    pub interval: Option<(DateTime, DateTime)>,
    /// The finest part stated.
    pub granularity: Granularity,
    /// Year, if stated in so many words.
    pub year: Option<i16>,
    /// Month 1..=12, if stated.
    pub month: Option<i8>,
    /// Day of the month 1..=31, if stated.
    pub day: Option<i8>,
    /// Weekday 1 (Monday) ..= 7, if stated.
    pub weekday: Option<i8>,
    /// First and last minute of the day 0..=1439 (+1440 where a night runs past midnight), if a clock time or part of
    /// the day is stated.
    pub clock: Option<(u16, u16)>,
    /// Whether the interval rests on the reference date (a weekday, "gestern", a date without its year).
    pub relative: bool,
    /// "bis", "until", "spätestens", "by": the time ends something; "ab", "seit", "frühestens": it begins something.
    pub edge: Edge,
}

/// How a time bounds what it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// At that time.
    At,
    /// From then on: ab, seit, since, depuis, frühestens, "not before".
    From,
    /// Until then: bis, until, by, jusqu'à, spätestens.
    Until,
}

/// A number in the unit that the text uses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    /// The stated number.
    pub value: f64,
    /// Least and greatest number meant; infinite where open.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Symbol of the stated unit: "cm", "mph", "°F".
    pub unit: &'static str,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its words, with the words of bound or approximation ("mindestens 20") and unit.
    pub span: Span,
    /// The digits or number words and the unit alone ("20"), without the words of bound.
    pub core: Span,
    /// What it measures.
    pub kind: ValueKind,
    /// The stated number, in `unit`: for money and quantities after Mio./Mrd. are multiplied out. 0 for times.
    pub value: f64,
    /// Least and greatest number meant; infinite where open. In `unit`.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// ISO 4217 for money, base unit for quantities ("m", "kg", "s", "%", "pp"), none for bare numbers.
    pub unit: Option<&'static str>,
    /// What is said of its edges.
    pub bound: Bound,
    /// The same as the text states it, where that is in another unit: 592 "cm" for 5.92 "m".
    pub stated: Option<Stated>,
    /// Of how many, for a bare number that counts part of a whole: 11 in "sechs der elf Boote", "alle elf".
    pub whole: Option<f64>,
    /// For dates, times, durations and sets.
    pub time: Option<TimeValue>,
    /// TIMEX3 value for dates, times, durations and sets.
    pub timex: Option<String>,
}

/// The date an article is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// First and last day that the article can be from; equal where it is dated to the day.
    pub range: Option<(Date, Date)>,
}

impl Reference {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { range: None };

    /// The days that a stated date (`2024-06-10` or `2024-06`) leaves open; unknown where it is neither.
    pub fn stated(date: Option<&StatedDate>) -> Self {
        let Some(date) = date else { return Self::UNKNOWN };
        let range = match date.value.parse::<Date>() {
            Ok(day) => Some((day, day)),
            Err(_) => format!("{}-01", date.value).parse::<Date>().ok().map(|day| (day, day.last_of_month())),
        };
        Self { range }
    }

    /// The day, where the article is dated to one.
    pub fn day(self) -> Option<Date> {
        self.range.filter(|(first, last)| first == last).map(|(first, _)| first)
    }
}

/// What every reader reads in.
pub(crate) struct Context<'t> {
    /// The article.
    pub article: &'t Article,
    /// The same, cut.
    pub document: &'t Document,
    /// The date to read it by.
    pub reference: Reference,
    /// The language to read it in.
    pub lang: Lang,
    /// What each token can be.
    signs: Vec<Signs>,
    /// Whether the article speaks of British money, once a pound has asked.
    sterling: OnceCell<bool>,
    /// The numerals read last.
    numerals: [Cell<Option<Recalled>>; RECALLED],
}

/// A token, and the numeral that begins there.
type Recalled = (usize, Option<Numeral>);

/// How many numerals are remembered: an expression reads no more than a few places.
const RECALLED: usize = 8;

/// What tells that an article speaks of British money.
const STERLING: [&str; 5] = ["£", "Sterling", "sterling", "GBP", "Brexit"];

impl<'t> Context<'t> {
    /// One pass over the tokens.
    pub(super) fn new(article: &'t Article, document: &'t Document, reference: Reference) -> Self {
        Self {
            article,
            document,
            reference,
            lang: document.lang,
            signs: signs::signs(document),
            sterling: OnceCell::new(),
            numerals: [const { Cell::new(None) }; RECALLED],
        }
    }

    /// What a token can be; nothing past the end.
    #[inline]
    pub(super) fn signs(&self, at: usize) -> Signs {
        self.signs.get(at).copied().unwrap_or_default()
    }

    /// Whether the article speaks of British money: pounds are no weight then.
    fn sterling(&self) -> bool {
        *self.sterling.get_or_init(|| STERLING.iter().any(|sign| self.article.text.contains(sign)))
    }

    /// The numeral at a token, as it was read the last time or as `read` reads it.
    fn recalled(&self, at: usize, read: impl FnOnce() -> Option<Numeral>) -> Option<Numeral> {
        let slot = &self.numerals[at % RECALLED];
        match slot.get() {
            Some((place, found)) if place == at => found,
            _ => {
                let found = read();
                slot.set(Some((at, found)));
                found
            }
        }
    }

    /// The characters of a token; empty past the end.
    #[inline]
    pub(crate) fn text(&self, at: usize) -> &'t str {
        self.document.tokens.get(at).map_or("", |token| token.span.of(&self.article.text))
    }

    /// The normal form of a token; empty past the end.
    #[inline]
    pub(crate) fn norm(&self, at: usize) -> &'t str {
        self.document.tokens.get(at).map_or("", |token| self.document.norm(token))
    }

    /// What a token is made of.
    #[inline]
    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.document.tokens.get(at).map(|token| token.kind)
    }

    /// What stands between token `at - 1` and token `at`; none at either end of the text.
    #[inline]
    pub(crate) fn gap(&self, at: usize) -> Option<&'t str> {
        let (left, right) = (self.document.tokens.get(at.checked_sub(1)?)?, self.document.tokens.get(at)?);
        self.article.text.get(left.span.end as usize..right.span.start as usize)
    }

    /// Whether token `at` follows the one before it without a space.
    #[inline]
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.gap(at) == Some("")
    }

    /// Whether token `at` is not the first of its sentence.
    pub(crate) fn in_sentence(&self, at: usize) -> bool {
        let Some(token) = self.document.tokens.get(at) else { return false };
        let sentence = self.document.sentence_at(token.span.start);
        sentence.is_some_and(|number| (self.document.sentences[number].tokens.0 as usize) < at)
    }
}

/// A reader of one kind of value: the longest that begins at token `at`, if any.
///
/// It must be cheap where nothing begins, and look ahead no further than a bounded number of tokens.
type Reader = fn(&Context, usize) -> Option<Value>;

/// The readers. Of two readings of the same length the earlier row's wins.
const READERS: &[Reader] = &[time::read, numbers::read];

/// Reads the values of a document.
pub fn values(article: &Article, document: &Document, reference: Reference) -> Vec<Value> {
    let context = Context::new(article, document, reference);
    let mut found = vec![];
    let mut at = 0;
    while at < document.tokens.len() {
        at = match longest(&context, at) {
            Some(value) => {
                let end = value.span.end;
                found.push(value);
                next_token(document, at, end)
            }
            None => at + 1,
        };
    }
    time::anchor(&context, &mut found);
    parts::wholes(&context, &mut found);
    found
}

/// The longest value that begins at a token; but a time is no number, however much of it a number could take: "ab 12.
/// Juni", "zwischen 1943 und 1945".
fn longest(context: &Context, at: usize) -> Option<Value> {
    if context.signs(at).none() {
        return None;
    }
    let mut best: Option<Value> = None;
    for read in READERS {
        if let Some(value) = read(context, at)
            && best.as_ref().is_none_or(|best| wins(&value, best))
        {
            best = Some(value);
        }
    }
    best.filter(|best| !bare(best) || best.core.start == best.span.start || !time_inside(context, at, best))
}

/// Whether a value is a number without a unit.
fn bare(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Number | ValueKind::Ordinal)
}

/// Whether the numeral of a value, without its words of bound, is a time.
fn time_inside(context: &Context, at: usize, value: &Value) -> bool {
    let core =
        at + context.document.tokens[at..].iter().take_while(|token| token.span.start < value.core.start).count();
    time::read(context, core).is_some_and(|time| time.span.end >= value.core.end || time.span.start == value.core.start)
}

/// Whether a later row's reading wins: by its length, or as an age over a length of time ("die achtjährige Tochter").
fn wins(value: &Value, best: &Value) -> bool {
    let age = value.kind == ValueKind::Age && best.kind == ValueKind::Duration;
    let longer = value.span.end > best.span.end && !(bare(value) && best.time.is_some());
    longer || age && value.span.end == best.span.end
}

/// The first token after `at` that begins at or after byte `end`.
fn next_token(document: &Document, at: usize, end: u32) -> usize {
    let rest = &document.tokens[at + 1..];
    at + 1 + rest.iter().take_while(|token| token.span.start < end).count()
}
