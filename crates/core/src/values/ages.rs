//! Ages: 58 Jahre alt, 58-jährig, 58-year-old, âgé de 58 ans.
//!
//! In: the place after or before a numeral. Out: a [`Measure`] in years.

use super::Context;
use super::ValueKind;
use super::measures::{After, Measure, end_of};
use super::phrases::Phrases;
use crate::lang::Lang;
use std::sync::LazyLock;

/// A length of life that ages are counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    symbol: &'static str,
    /// In years.
    years: f64,
    /// Whether it is an age only after such words as "im Alter von".
    led: bool,
}

/// Reads the value column of the tables.
fn span(value: &str) -> Option<Span> {
    let (name, led) = value.strip_suffix('?').map_or((value, false), |name| (name, true));
    let (symbol, years) = match name {
        "year" => ("a", 1.0),
        "month" => ("mo", 1.0 / 12.0),
        "week" => ("wk", 7.0 / 365.25),
        "day" => ("d", 1.0 / 365.25),
        _ => return None,
    };
    Some(Span { symbol, years, led })
}

/// Words after an age, by language.
fn phrases(lang: Lang) -> &'static Phrases<Span> {
    static COMPILED: LazyLock<Vec<Phrases<Span>>> =
        LazyLock::new(|| Lang::ALL.iter().map(|lang| Phrases::compile(&lang.tables().ages, span)).collect());
    &COMPILED[lang as usize]
}

/// Words before an age, by language.
pub(super) fn leads(lang: Lang) -> &'static Phrases<()> {
    static COMPILED: LazyLock<Vec<Phrases<()>>> = LazyLock::new(|| {
        Lang::ALL.iter().map(|lang| Phrases::compile(&lang.tables().age_leads, |_| Some(()))).collect()
    });
    &COMPILED[lang as usize]
}

/// The words that ages are followed by.
pub(super) fn first_words(lang: Lang) -> impl Iterator<Item = &'static str> {
    phrases(lang).first_words()
}

/// An age by the words after the numeral.
pub(super) fn age(after: &After) -> Option<Measure> {
    let (words, span) = phrases(after.context.lang).find(|ahead| after.norm(ahead))?;
    let next = after.past(words);
    let alone = !span.led || apposition(after, next);
    (alone && !lasts(after.context, next)).then(|| measure(after.context, span, next))
}

/// "Jean Dupont, 58 ans, …": French says no more.
fn apposition(after: &After, next: usize) -> bool {
    let context = after.context;
    let first = after.numeral.tokens.0 as usize;
    let before = first > 0 && matches!(context.text(first - 1), "," | "(");
    context.lang == Lang::Fr && before && matches!(context.text(next), "," | "." | ")" | ";" | "et")
}

/// Whether what has the age rather lasts so long: "eine fünfjährige Haftstrafe".
pub(super) fn lasts(context: &Context, next: usize) -> bool {
    let noun = context.norm(next);
    let lasting = &context.lang.tables().lasting_nouns;
    // A compound has its head at the end: "Freiheitsstrafe", "Vertragslaufzeit".
    !noun.is_empty() && noun.char_indices().any(|(start, _)| start < 40 && lasting.has(&noun[start..]))
}

/// After "im Alter von": the age with or without its word for years.
pub(super) fn led(after: &After) -> Measure {
    let found = phrases(after.context.lang).find(|ahead| after.norm(ahead));
    if let Some((words, span)) = found {
        return measure(after.context, span, after.past(words));
    }
    measure(after.context, Span { symbol: "a", years: 1.0, led: true }, after.numeral.tokens.1 as usize)
}

fn measure(context: &Context, span: Span, next: usize) -> Measure {
    Measure {
        kind: ValueKind::Age,
        base: "a",
        factor: span.years,
        offset: 0.0,
        symbol: span.symbol,
        next,
        end: end_of(context, next),
    }
}
