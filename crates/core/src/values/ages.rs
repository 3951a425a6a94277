//! Ages: 58 Jahre alt, 58-jährig, 58-year-old, âgé de 58 ans.
//!
//! In: the place after or before a numeral. Out: a [`Measure`] in years.

use super::Context;
use super::ValueKind;
use super::measures::{After, Measure, end_of};
use super::numerals::Numeral;
use super::phrases::Phrases;
use crate::lang::Lang;
use crate::segment::TokenKind;
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

/// The greatest age that is printed behind a name.
const OLDEST: f64 = 115.0;
/// Tokens of a name that are looked at for its given name.
const NAME: usize = 5;

/// "Anna Meier (43)", "Anna Meier, 43,": digits behind a name that begins with a given name, and nothing else in there.
pub(super) fn apposed(context: &Context, numeral: &Numeral) -> Option<Measure> {
    let (first, next) = (numeral.tokens.0 as usize, numeral.tokens.1 as usize);
    let plain = numeral.digits && numeral.rest.is_empty() && next == first + 1 && !numeral.ordinal;
    if !plain || !(1.0..=OLDEST).contains(&numeral.value) || first < 3 {
        return None;
    }
    let closed = match context.text(first - 1) {
        "(" => matches!(context.text(next), ")" | "," | ";"),
        "," => matches!(context.text(next), "," | ")"),
        _ => false,
    };
    let years = Span { symbol: "a", years: 1.0, led: false };
    (closed && named(context, first - 2)).then(|| measure(context, years, next))
}

/// Whether a full name ends with a token.
fn named(context: &Context, last: usize) -> bool {
    let capital = |at: usize| context.text(at).starts_with(char::is_uppercase);
    let given = |at: usize| capital(at) && context.lang.tables().given_names.get(context.norm(at)) == Some("");
    let inside = |at: usize| context.kind(at) == Some(TokenKind::Word) || matches!(context.text(at), "-" | "." | "’");
    capital(last)
        && (last.saturating_sub(NAME)..last)
            .rev()
            .take_while(|&at| inside(at) && context.in_sentence(at + 1))
            .any(given)
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
