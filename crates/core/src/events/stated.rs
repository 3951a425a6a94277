//! Whether an article's stated date fits its content.

use crate::events::Events;
use crate::lang::Lang;
use crate::reading::Reading;
use crate::text::Span;
use crate::values::Edge;
use crate::values::Granularity;
use crate::values::Value;
use crate::values::ValueKind;

/// A stated date that the content contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDateAnomaly {
    /// Index of the article.
    pub article: u32,
    /// The months that the chain names, first to last, 1..=12.
    pub months: Vec<i8>,
    /// The spans that lead to it: article and span; the article's own first.
    pub evidence: Vec<(u32, Span)>,
}

/// A month that is named as past and without a year.
struct PastMonth {
    article: u32,
    month: i8,
    span: Span,
}

/// Fewer months than this make no chain: "im September" alone may be said at any time of the year.
const LEAST_MONTHS: usize = 3;

/// A chain longer than this may run either way round the year.
const LONGEST_CHAIN: i8 = 4;

/// Finds the stated dates that do not fit. Articles of one event are of one time; where together they name three or
/// more months in a row as past and without a year, they were written in the last of these months or after it, and
/// within the year: a date stated in an earlier month of the chain is wrong. The article itself must name one of the
/// months that follow its stated date. Linear.
pub fn stated_dates(readings: &[Reading], events: &Events) -> Vec<StatedDateAnomaly> {
    let mut found = Vec::new();
    for event in &events.events {
        let months: Vec<PastMonth> =
            event.articles.iter().flat_map(|&article| past_months(article, &readings[article as usize])).collect();
        let Some(chain) = chain(&months) else { continue };
        for &article in &event.articles {
            found.extend(anomaly(article, &readings[article as usize], &months, &chain));
        }
    }
    found
}

/// The months in a row that are named, first to last, where they are long enough and not too long.
fn chain(months: &[PastMonth]) -> Option<Vec<i8>> {
    let named = |month: i8| months.iter().any(|past| past.month == month);
    let before = |month: i8| if month == 1 { 12 } else { month - 1 };
    let after = |month: i8| month % 12 + 1;
    let first = (1..=12).find(|&month| named(month) && !named(before(month)))?;
    let run: Vec<i8> = std::iter::successors(Some(first), |&month| Some(after(month)))
        .take_while(|&month| named(month))
        .take(12)
        .collect();
    let all = (1..=12).filter(|&month| named(month)).count();
    (run.len() >= LEAST_MONTHS && run.len() as i8 <= LONGEST_CHAIN && all == run.len()).then_some(run)
}

/// An article whose stated month lies in the chain before a month that it names as past itself.
fn anomaly(article: u32, reading: &Reading, months: &[PastMonth], chain: &[i8]) -> Option<StatedDateAnomaly> {
    let stated = reading.article.date.as_ref()?;
    let month: i8 = stated.value.get(5..7)?.parse().ok()?;
    let at = chain.iter().position(|&named| named == month)?;
    let own = months.iter().find(|past| {
        past.article == article && chain.iter().position(|&named| named == past.month).is_some_and(|named| named > at)
    })?;
    let mut evidence = vec![(article, own.span)];
    for &named in chain {
        let other = months.iter().find(|past| past.month == named && past.article != article);
        evidence.extend(other.map(|past| (past.article, past.span)));
    }
    Some(StatedDateAnomaly { article, months: chain.to_vec(), evidence })
}

/// The months that an article names as past and without a year.
fn past_months(article: u32, reading: &Reading) -> Vec<PastMonth> {
    let mut found = Vec::new();
    for statement in reading.claims.statements.iter().filter(|statement| statement.prose) {
        for value in &reading.values[statement.values.0 as usize..statement.values.1 as usize] {
            if let Some(month) = bare_month(value).filter(|_| is_past(reading, statement.tokens, value)) {
                found.push(PastMonth { article, month, span: value.span });
            }
        }
    }
    found
}

/// The month of a value that names one, or its beginning or end, and neither day nor year.
fn bare_month(value: &Value) -> Option<i8> {
    let time = value.time.as_ref().filter(|_| value.kind == ValueKind::Date)?;
    let bare =
        matches!(time.granularity, Granularity::Month | Granularity::Week) && time.year.is_none() && time.day.is_none();
    time.month.filter(|_| bare)
}

/// Whether a value is told of as past: "seit August", or a past tense in its sentence.
pub(crate) fn is_past(reading: &Reading, (from, to): (u32, u32), value: &Value) -> bool {
    let since = value.time.as_ref().is_some_and(|time| time.edge == Edge::From);
    since || (from..to).any(|token| is_past_verb(reading, token as usize))
}

/// Whether a word is an auxiliary of the past, or has the ending of the regular German or English past.
fn is_past_verb(reading: &Reading, at: usize) -> bool {
    let norm = reading.document.norm(&reading.document.tokens[at]);
    let word = &reading.claims.words[at];
    let endings: &[&str] = match reading.document.lang {
        Lang::De => &["te", "ten"],
        Lang::En => &["ed"],
        Lang::Fr => &[],
    };
    let regular =
        word.content && !word.capital && norm.len() > 5 && endings.iter().any(|ending| norm.ends_with(ending));
    regular || reading.document.lang.tables().past_tense.has(norm)
}
