//! The date of an undated article, from its content alone.
//!
//! Three kinds of evidence, the strongest first: a full date said to be today or yesterday ("am heutigen Mittwoch, 12.
//! Juni 2024") or standing in the dateline; full dates in clauses of the past (the article is no older) and of the future
//! (it is no younger); a weekday with a date without its year ("Mittwoch, 12. Juni"), which fits one year in five to
//! seven, where the years that the text states leave one of them. When in doubt there is no answer.

use super::calendar::Days;
use super::calendar::days_between;
use super::calendar::shift;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Relative;
use super::meanings::Tense;
use super::meanings::Unit;
use super::tense::tense;
use super::words::Words;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;
use crate::values::Context;
use crate::values::Edge;
use crate::values::Reference;
use crate::values::Value;
use crate::values::ValueKind;
use jiff::civil::Date;

/// How wide a range still says something: a quarter of a year.
const WIDEST_DAYS: i64 = 92;
/// How far from an article a date lies that it names by day and weekday but not by year.
const NEAR_DAYS: i32 = 31;
/// How many tokens a dateline has at most.
const DATELINE_TOKENS: usize = 14;

/// The days that an article can be from, and the words that tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    /// First and last day.
    pub range: (Date, Date),
    /// The words that the range rests on, in text order.
    pub spans: Vec<Span>,
}

/// Infers the days that an article can be from, by the values read in it (with whatever reference, or none: only what
/// the words state is used). None where the content does not settle them. Linear in the number of values.
pub fn infer_reference(article: &Article, document: &Document, values: &[Value]) -> Option<Inference> {
    let context = Context::new(article, document, Reference::UNKNOWN);
    let words = Words::new(&context);
    let dates: Vec<Named> = values.iter().filter_map(|value| named(&words, value)).collect();
    today(&words, &dates).or_else(|| bounded(&dates))
}

/// A date that the text names by day and month at least.
#[derive(Clone, Copy, Debug)]
struct Named {
    span: Span,
    /// First token.
    at: usize,
    /// Token after it.
    next: usize,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    tense: Option<Tense>,
}

impl Named {
    fn full(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month?, self.day?).ok()
    }
}

/// What a value states of its date.
fn named(words: &Words, value: &Value) -> Option<Named> {
    let time = value.time.as_ref().filter(|_| matches!(value.kind, ValueKind::Date | ValueKind::Time))?;
    if time.year.is_none() && time.day.is_none() {
        return None;
    }
    let tokens = &words.document.tokens;
    let at = tokens.partition_point(|token| token.span.start < value.span.start);
    let next = at + tokens[at..].iter().take(16).take_while(|token| token.span.end <= value.span.end).count();
    let told = tense(words, at, next).filter(|_| time.edge != Edge::Until || time.day.is_some());
    Some(Named {
        span: value.span,
        at,
        next,
        year: time.year,
        month: time.month,
        day: time.day,
        weekday: time.weekday,
        tense: told,
    })
}

/// A full date that is said to be today, or that stands in the dateline; two that differ cancel each other.
fn today(words: &Words, dates: &[Named]) -> Option<Inference> {
    let mut found: Option<Inference> = None;
    for date in dates {
        let Some(day) = date.full() else { continue };
        let off = said_today(words, date).or_else(|| dateline(words, date).then_some(0));
        let Some(day) = off.and_then(|off| shift(day, Unit::Day, -off)) else { continue };
        match &mut found {
            Some(inference) if inference.range.0 != day => return None,
            Some(inference) => inference.spans.push(date.span),
            None => found = Some(Inference { range: (day, day), spans: vec![date.span] }),
        }
    }
    found
}

/// How many days from the article's a date is said to be: "am heutigen Mittwoch, 12. Juni 2024", "gestern (11.6.2024)".
fn said_today(words: &Words, date: &Named) -> Option<i32> {
    let mut end = date.at;
    for _ in 0..3 {
        if let Some((off, _)) = words.find_before(end, Meaning::LEAN.and(Meaning::RELATIVE), |meaning| match meaning {
            Meaning::Lean(Lean::Day(off)) | Meaning::Relative(Relative::Day(off)) => Some(off),
            _ => None,
        }) {
            return Some(off);
        }
        if end == 0 || !words.is(end - 1, &[",", "(", "dem", "den", "der"]) {
            return None;
        }
        end -= 1;
    }
    None
}

/// Whether a date stands in the dateline: near the beginning, before the agency in brackets or a dash.
fn dateline(words: &Words, date: &Named) -> bool {
    let place = date.at > 0 && words.is(date.at - 1, &[",", ")", "/", "("]);
    let ends = words.is(date.next, &["(", "-", "–", "—", "/", ")", ":"]);
    date.next <= DATELINE_TOKENS && place && ends
}

/// The range between the latest date of the past and the earliest of the future.
fn bounded(dates: &[Named]) -> Option<Inference> {
    let mut range = Range::default();
    for date in dates {
        if let Some(day) = date.full() {
            range.bound(date, (day, day));
        }
    }
    if let Some((date, day)) = fitting(dates) {
        range.near(date, day);
    }
    range.settled()
}

/// The day of a weekday and date without a year, if one year alone fits all of them and the years that the text states.
fn fitting(dates: &[Named]) -> Option<(&Named, Date)> {
    let combined: Vec<&Named> =
        dates.iter().filter(|date| date.year.is_none() && date.weekday.is_some() && date.month.is_some()).collect();
    let first = combined.first()?;
    let past = dates.iter().filter(|date| date.tense == Some(Tense::Past)).filter_map(|date| date.year).max()?;
    let future = dates.iter().filter(|date| date.tense == Some(Tense::Future)).filter_map(|date| date.year).min();
    // Without a year of the future, the nearest year that fits must be close to the latest one named.
    let last = future.unwrap_or(past.saturating_add(3));
    let fits = |year: i16| {
        combined.iter().all(|date| {
            date.in_year(year).is_some_and(|day| Some(day.weekday().to_monday_one_offset()) == date.weekday)
        })
    };
    let mut years = (past..=last.min(past.saturating_add(12))).filter(|&year| fits(year));
    let year = years.next()?;
    years.next().is_none().then_some((*first, first.in_year(year)?))
}

/// The days that are left, and what bounded them.
#[derive(Default)]
struct Range {
    low: Option<(Date, Span)>,
    high: Option<(Date, Span)>,
}

impl Range {
    /// A date of the past bounds from below, a date of the future from above.
    fn bound(&mut self, date: &Named, (first, last): Days) {
        match date.tense {
            Some(Tense::Past) if self.low.is_none_or(|(low, _)| first > low) => self.low = Some((first, date.span)),
            Some(Tense::Future) if self.high.is_none_or(|(high, _)| last < high) => self.high = Some((last, date.span)),
            _ => {}
        }
    }

    /// A date that is near the article's, on the side that its tense tells.
    fn near(&mut self, date: &Named, day: Date) {
        let (before, after) = match date.tense {
            Some(Tense::Past) => (0, NEAR_DAYS),
            Some(Tense::Future) => (NEAR_DAYS, 0),
            _ => (NEAR_DAYS, NEAR_DAYS),
        };
        if let (Some(first), Some(last)) = (shift(day, Unit::Day, -before), shift(day, Unit::Day, after)) {
            if self.low.is_none_or(|(low, _)| first > low) {
                self.low = Some((first, date.span));
            }
            if self.high.is_none_or(|(high, _)| last < high) {
                self.high = Some((last, date.span));
            }
        }
    }

    fn settled(self) -> Option<Inference> {
        let ((low, from), (high, to)) = (self.low?, self.high?);
        if low > high || days_between(low, high) > WIDEST_DAYS {
            return None;
        }
        let mut spans = vec![from, to];
        spans.sort_unstable();
        spans.dedup();
        Some(Inference { range: (low, high), spans })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;
    use crate::values::values;

    fn inferred(lang: &str, text: &str) -> Option<(String, String)> {
        let mut article = Article::new("undated", text);
        article.lang = Some(lang.to_owned());
        let document = segment(&article);
        let found = values(&article, &document, Reference::UNKNOWN);
        let range = infer_reference(&article, &document, &found)?.range;
        Some((range.0.to_string(), range.1.to_string()))
    }

    #[test]
    fn content_tells_the_date_or_nothing() {
        for (lang, text, want) in [
            (
                "de",
                "Am heutigen Mittwoch, 12. Juni 2024, wurde das Museum eröffnet.",
                Some(("2024-06-12", "2024-06-12")),
            ),
            ("de", "Gestern (11. Juni 2024) brannte ein Stall.", Some(("2024-06-12", "2024-06-12"))),
            ("en", "OSLO, March 3, 2021 (Wire) - The ferry sank.", Some(("2021-03-03", "2021-03-03"))),
            (
                "de",
                "Am 3. Mai 2023 wurde er gewählt. Am 2. Juni 2023 wird er vereidigt.",
                Some(("2023-05-03", "2023-06-02")),
            ),
            (
                "de",
                "Das Haus wurde 2022 gekauft. Am Mittwoch, 12. Juni, brannte es.",
                Some(("2024-06-12", "2024-07-13")),
            ),
            ("de", "Am Mittwoch, 12. Juni, brannte es.", None),
            ("de", "Am 3. Mai 2023 wurde er gewählt.", None),
            ("de", "Es brannte.", None),
        ] {
            assert_eq!(inferred(lang, text), want.map(|(low, high)| (low.to_owned(), high.to_owned())), "{text}");
        }
    }
}
