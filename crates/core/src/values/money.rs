//! Amounts of money in all shapes: € 5, 5 €, £4.6bn, 4,50 Euro, 25 Mio. Franken, zwei Euro und fünfzig Cent.
//!
//! In: the place before or after a numeral. Out: a [`Measure`] in a currency of ISO 4217; a word that may mean
//! several ("Kronen") gives XXX, the standard's code for none.

use super::Context;
use super::ValueKind;
use super::measures::{After, Measure, end_of};
use super::phrases::Phrases;
use super::signs::Signs;
use crate::lang::Lang;
use std::sync::LazyLock;

/// A currency, or its hundredth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Currency {
    code: &'static str,
    /// 1, or 100 for cents.
    parts: f64,
    /// As the tables write it: "EUR", "EUR/100".
    symbol: &'static str,
}

/// The active codes of ISO 4217 without funds and metals, those that Europe withdrew since 1990 (old news names them),
/// and Bitcoin's usual one.
pub(super) const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "ATS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BEF", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTC", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY",
    "COP", "CRC", "CUP", "CVE", "CZK", "DDM", "DEM", "DJF", "DKK", "DOP", "DZD", "EEK", "EGP", "ERN", "ESP", "ETB",
    "EUR", "FIM", "FJD", "FKP", "FRF", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GRD", "GTQ", "GYD", "HKD", "HNL",
    "HRK", "HTG", "HUF", "IDR", "IEP", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS",
    "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LVL", "LYD", "MAD",
    "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO",
    "NLG", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PTE", "PYG", "QAR", "RON", "RSD",
    "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SKK", "SLE", "SOS", "SRD", "SSP", "STN", "SVC",
    "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
    "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "XXX", "YER", "ZAR", "ZMW", "ZWG",
];

/// Codes that are words in capitals as well: no currency before a number ("ALL 5").
const WORDS: &[&str] = &["ALL", "BOB", "CUP", "GEL", "MOP", "PEN", "SOS", "TOP", "TRY", "XXX"];

/// Currencies that "ein" and "a" count: "a crown" and "a sol" are something else.
const COUNTED_WITH_ARTICLE: &[&str] = &["CHF", "CNY", "EUR", "GBP", "INR", "JPY", "RUB", "USD"];

/// Codes that are also written small.
const SMALL: &[(&str, &str)] = &[
    ("aud", "AUD"),
    ("btc", "BTC"),
    ("cad", "CAD"),
    ("chf", "CHF"),
    ("cny", "CNY"),
    ("dkk", "DKK"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("hkd", "HKD"),
    ("inr", "INR"),
    ("jpy", "JPY"),
    ("nok", "NOK"),
    ("nzd", "NZD"),
    ("pln", "PLN"),
    ("rmb", "CNY"),
    ("sek", "SEK"),
    ("sgd", "SGD"),
    ("usd", "USD"),
];

/// Symbols, words and marks apart.
const SYMBOLS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("US $", "USD"),
    ("us $", "USD"),
    ("US - $", "USD"),
    ("U . S . $", "USD"),
    ("U . S $", "USD"),
    ("u . s . $", "USD"),
    ("u . s $", "USD"),
    ("A $", "AUD"),
    ("AU $", "AUD"),
    ("a $", "AUD"),
    ("au $", "AUD"),
    ("C $", "CAD"),
    ("c $", "CAD"),
    ("CA $", "CAD"),
    ("CAN $", "CAD"),
    ("NZ $", "NZD"),
    ("nz $", "NZD"),
    ("HK $", "HKD"),
    ("hk $", "HKD"),
    ("S $", "SGD"),
    ("R $", "BRL"),
    ("NT $", "TWD"),
    ("nt $", "TWD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₵", "GHS"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("₭", "LAK"),
    ("₮", "MNT"),
    ("₨", "PKR"),
    ("₿", "BTC"),
    ("¢", "USD/100"),
    ("Fr .", "CHF"),
    ("sFr .", "CHF"),
    ("SFr .", "CHF"),
    ("sFr", "CHF"),
    ("SFr", "CHF"),
    ("Rs", "INR"),
    ("Rs .", "INR"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("RMB", "CNY"),
    ("ரூ", "LKR"),
    ("S /", "PEN"),
    ("R", "ZAR"),
];

/// A code as [`CODES`] has it.
fn known_code(code: &str) -> Option<&'static str> {
    CODES.binary_search(&code).ok().map(|at| CODES[at])
}

/// Reads a code, or a code with "/100".
fn currency(value: &'static str) -> Option<Currency> {
    let (code, parts) = value.strip_suffix("/100").map_or((value, 1.0), |code| (code, 100.0));
    known_code(code).map(|code| Currency { code, parts, symbol: value })
}

/// Symbols and codes, by their text as it stands.
fn symbols() -> &'static Phrases<Currency> {
    static COMPILED: LazyLock<Phrases<Currency>> = LazyLock::new(|| {
        let codes = CODES.iter().map(|code| (*code, *code));
        let all = codes.chain(SMALL.iter().copied()).chain(SYMBOLS.iter().copied());
        Phrases::of(all.filter_map(|(text, code)| Some((text, currency(code)?))))
    });
    &COMPILED
}

/// Names of currencies, by language.
fn names(lang: Lang) -> &'static Phrases<Currency> {
    static COMPILED: LazyLock<Vec<Phrases<Currency>>> =
        LazyLock::new(|| Lang::ALL.iter().map(|lang| Phrases::compile(&lang.tables().currencies, currency)).collect());
    &COMPILED[lang as usize]
}

/// The first words of the names of currencies.
pub(super) fn first_names(lang: Lang) -> impl Iterator<Item = &'static str> {
    names(lang).first_words()
}

/// The first texts of symbols and codes.
pub(super) fn first_texts() -> impl Iterator<Item = &'static str> {
    symbols().first_words()
}

/// A currency before its number: how many tokens, and which.
pub(super) fn before(context: &Context, at: usize) -> Option<(usize, Currency)> {
    if !context.signs(at).any(Signs::CURRENCY) {
        return None;
    }
    let text = |ahead: usize| context.document.tokens.get(at + ahead).map(|_| context.text(at + ahead));
    let (mut words, currency) = symbols().find(text)?;
    let first = context.text(at);
    if words == 1 && (WORDS.contains(&first) || first == "R" && !context.glued(at + 1)) {
        return None;
    }
    // "usd$ 15"
    if first.len() == 3 && context.text(at + words) == "$" && context.glued(at + words) {
        words += 1;
    }
    Some((words, currency))
}

impl Currency {
    /// The measure that ends before token `next`.
    pub(super) fn measure(self, context: &Context, next: usize) -> Measure {
        Measure {
            kind: ValueKind::Money,
            base: self.code,
            factor: 1.0 / self.parts,
            offset: 0.0,
            symbol: self.symbol,
            next,
            end: end_of(context, next),
        }
    }
}

/// A currency after its number.
pub(super) fn money(after: &After) -> Option<Measure> {
    let context = after.context;
    if let Some((words, currency)) = symbols().find(|ahead| after.text(ahead)) {
        let next = after.past(words);
        // "5 R" is no rand, and "3 A $" belongs to what follows.
        let alone = after.text(0) != Some("R") && !(words > 1 && after.next_is_number(next));
        // "$" before the next number is that number's: "20 $30".
        let others =
            context.glued(next) && !context.glued(after.next) && after.rest.is_empty() && after.next_is_number(next);
        return (alone && !others).then(|| currency.measure(context, next));
    }
    if let Some(found) = thousands_of(after) {
        return Some(found);
    }
    let (words, currency) = names(context.lang).find(|ahead| after.norm(ahead))?;
    let idle = after.numeral.article && !(currency.parts == 1.0 && COUNTED_WITH_ARTICLE.contains(&currency.code));
    // "the team of 1974 won": a verb, unless the sum is one.
    let verb = context.lang == Lang::En && after.norm(0) == Some("won") && after.numeral.value < 10_000.0;
    if idle || verb {
        return None;
    }
    let weight = matches!(after.norm(0), Some("pfund" | "pound" | "pounds")) && words == 1;
    if weight && !sterling(after) {
        return None;
    }
    Some(currency.measure(context, after.past(words)))
}

impl After<'_> {
    /// Whether digits stand at a token.
    fn next_is_number(&self, at: usize) -> bool {
        self.context.text(at).starts_with(|c: char| c.is_ascii_digit())
    }
}

/// "30 MUSD", "12 TEUR".
fn thousands_of(after: &After) -> Option<Measure> {
    let text = after.text(0)?;
    let (times, code) = match text.split_at_checked(1)? {
        ("M", code) => (1e6, code),
        ("T" | "k", code) => (1e3, code),
        _ => return None,
    };
    let code = known_code(code)?;
    let measure = Currency { code, parts: 1.0, symbol: code }.measure(after.context, after.past(1));
    Some(Measure { factor: times, ..measure })
}

/// The least amount that pounds are money from, where nothing else tells: nobody weighs millions of pounds.
const STERLING: f64 = 1e6;

/// Whether pounds are money here.
fn sterling(after: &After) -> bool {
    after.numeral.value.abs() >= STERLING || after.context.sterling()
}

/// "und fünfzig Cent", "and 50 cents", "50" after "4 Euro": what the smaller coin adds, and the measure to its end.
pub(super) fn and_cents(context: &Context, first: Measure, decimal: bool) -> Option<(f64, Measure)> {
    if first.kind != ValueKind::Money || first.factor != 1.0 || decimal {
        return None;
    }
    let joined = matches!(context.norm(first.next), "und" | "and" | "et" | ",");
    let at = first.next + usize::from(joined);
    let numeral = super::numerals::numeral(context, at)?;
    let small = !numeral.ordinal && !numeral.article && numeral.value > 0.0 && numeral.value < 100.0;
    if !small || numeral.fraction_digits > 0 || numeral.fraction {
        return None;
    }
    let next = numeral.tokens.1 as usize;
    let cents = money(&After::new(context, numeral));
    match cents {
        Some(cents) if cents.factor < 1.0 => {
            Some((numeral.value / 100.0, Measure { next: cents.next, end: cents.end, ..first }))
        }
        Some(_) => None,
        // "15 dollars and 15." ends there; "15 dollars and 15 people" goes on.
        None => {
            let ends = numeral.rest.is_empty() && matches!(context.text(next), "" | "." | "!" | "?" | ";" | ")");
            let plain = if joined { ends } else { numeral.digits && numeral.span.len() == 2 };
            (plain && context.norm(first.next) != ",")
                .then_some((numeral.value / 100.0, Measure { next, end: numeral.span.end, ..first }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_currency_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            let names: BTreeSet<_> = lang.tables().currencies.sorted().into_iter().map(|(_, code)| code).collect();
            for code in CODES {
                assert!(names.contains(code), "{}: no name for {code}", lang.code());
            }
            for code in names {
                assert!(currency(code).is_some(), "{}: {code} is no currency", lang.code());
            }
        }
    }

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(SYMBOLS.iter().chain(SMALL).all(|(_, code)| currency(code).is_some()));
    }
}
