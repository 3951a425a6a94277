//! German adjectives of duration: "zweistündig", "100-jährig", "mehrtägig".

use super::durations::Length;
use super::durations::seconds;
use super::durations::timex;
use super::durations::vague_timex;
use super::expression::Amount;
use super::meanings::Unit;
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::Bound;

/// "zweistündig", "100-jährig", "mehrtägig".
pub(super) fn adjective(words: &Words, at: usize) -> Option<Length> {
    let signs = words.signs(at);
    if words.lang != Lang::De || !signs.any(Vocabulary::COUNTED) {
        return None;
    }
    let dashed = words.kind(at) == Some(TokenKind::Number)
        && words.is(at + 1, &["-"])
        && words.glued(at + 1)
        && words.glued(at + 2);
    let last = if dashed { at + 2 } else { at };
    if words.kind(last) != Some(TokenKind::Word) {
        return None;
    }
    let (stem, kind) = adjective_unit(words.norm(last))?;
    let count = if dashed { f64::from(words.digits(at, 4)?) } else { small_number(words, stem)? };
    let vague = count < 0.0;
    // "der 52-Jährige" and "die zwanzigjährige Frau" are ages; a thing that lasts is named by a noun of its own.
    if kind == Unit::Year && !lasts(words, last) {
        return None;
    }
    let mut amount = Amount { vague, ..Amount::default() };
    amount.add(count.abs(), kind);
    let value = count.abs() * seconds(kind);
    let high = if vague { 10.0 * value } else { value };
    let bound = if vague { Bound::Range } else { Bound::Exact };
    let timex = if vague { vague_timex(kind) } else { timex(&[(count, kind)]) };
    Some(Length { amount, value, low: value, high, bound, timex, core: at, next: last + 1 })
}

/// "stündige" after its number: the number's letters and the unit.
fn adjective_unit(norm: &str) -> Option<(&str, Unit)> {
    const UNITS: [(&str, Unit); 7] = [
        ("stündig", Unit::Hour),
        ("minütig", Unit::Minute),
        ("sekündig", Unit::Second),
        ("tägig", Unit::Day),
        ("wöchig", Unit::Week),
        ("monatig", Unit::Month),
        ("jährig", Unit::Year),
    ];
    let stem = ["em", "en", "er", "es", "e"].iter().find_map(|ending| norm.strip_suffix(ending)).unwrap_or(norm);
    UNITS.iter().find_map(|&(suffix, unit)| Some((stem.strip_suffix(suffix)?, unit)))
}

/// The number before "stündig"; -2 for "mehr".
fn small_number(words: &Words, stem: &str) -> Option<f64> {
    match stem {
        "mehr" => Some(-2.0),
        "halb" => Some(0.5),
        "ganz" | "ein" => Some(1.0),
        "dreiviertel" => Some(0.75),
        "" => None,
        _ => words.lang.tables().number_words.get(stem)?.parse().ok(),
    }
}

/// Whether what an adjective of years stands before lasts, and does not live.
fn lasts(words: &Words, at: usize) -> bool {
    const ENDINGS: [&str; 20] = [
        "haft",
        "strafe",
        "ung",
        "zeit",
        "frist",
        "vertrag",
        "pause",
        "krieg",
        "plan",
        "programm",
        "bestehen",
        "jubiläum",
        "dauer",
        "projekt",
        "problem",
        "verfahren",
        "arbeit",
        "amtszeit",
        "laufzeit",
        "mandat",
    ];
    let noun = words.norm(at + 1);
    words.capital(at + 1)
        && words.near(at + 1)
        && !words.capital(at)
        && ENDINGS.iter().any(|ending| noun.ends_with(ending))
}

/// Whether a German word may be an adjective of duration, by its ending: "zweistündige".
pub(in crate::values) fn is_adjective(norm: &str) -> bool {
    let bytes = norm.as_bytes();
    let ending = match bytes {
        [.., b'e', b'm' | b'n' | b'r' | b's'] => 2,
        [.., b'e'] => 1,
        _ => 0,
    };
    bytes[..bytes.len() - ending].ends_with(b"ig") && adjective_unit(norm).is_some()
}
