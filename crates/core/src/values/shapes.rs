//! Digits that are no amounts, and shapes of several numbers that are one value: scores, proportions.

use super::numerals::{Numeral, numeral};
use super::signs::Signs;
use super::time::Vocabulary;
use super::{Bound, Context, Value, ValueKind};
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::text::Span;

/// Whether a numeral without unit is a number: no part of a name, an address, a telephone number, a version.
///
/// `alone` where no word of bound stands before it.
pub(super) fn is_number(context: &Context, found: &Numeral, alone: bool) -> bool {
    let first = found.tokens.0 as usize;
    if found.article || !found.rest.is_empty() {
        return false;
    }
    if found.digits {
        return !(in_address(context, found) || in_chain(context, found) || alone && named(context, first, found));
    }
    !alone || spoken(context, first, found)
}

/// Whether number words are a number here: "one" is mostly a pronoun, "Elf" a team, "Tausend" may be a surname.
fn spoken(context: &Context, first: usize, found: &Numeral) -> bool {
    let single = found.tokens.1 as usize == first + 1;
    if !single || found.ordinal {
        return true;
    }
    match context.lang {
        Lang::En if context.norm(first) == "one" => one(context, first),
        Lang::De => {
            let capital = context.text(first).starts_with(char::is_uppercase);
            let inside = first > 0 && context.in_sentence(first) && context.kind(first - 1) == Some(TokenKind::Word);
            let name = inside && capital && context.text(first - 1).starts_with(char::is_uppercase);
            !(name || inside && capital && found.value < 20.0 && found.value > 1.0)
        }
        _ => true,
    }
}

/// Whether "one" counts something: no determiner before it, a noun after it.
fn one(context: &Context, at: usize) -> bool {
    let pronouns = &context.lang.tables().pronoun_contexts;
    let before = at.checked_sub(1).is_some_and(|before| context.in_sentence(at) && pronouns.has(context.norm(before)));
    let alone = context.document.tokens.len() == 1;
    let counts = context.kind(at + 1) == Some(TokenKind::Word) && !pronouns.has(context.norm(at + 1));
    !before && (counts || alone)
}

/// Whether digits are part of an address on the net, a name with a glued mark, or a telephone number.
fn in_address(context: &Context, found: &Numeral) -> bool {
    let (first, next) = (found.tokens.0 as usize, found.tokens.1 as usize);
    let before = if first > 0 && context.glued(first) { context.text(first - 1) } else { "" };
    if matches!(before, "+" | "/") || in_link(context, first) {
        return true;
    }
    let digits = context.text(first);
    let zeros = digits.starts_with('0') && digits.len() > 4;
    // "14191 Berlin" after a house number, "D-10115".
    let postal = digits.len() == 5
        && next == first + 1
        && first > 0
        && (before == "-" && matches!(context.norm(first.saturating_sub(2)), "d" | "a" | "f" | "ch")
            || context.text(first - 1) == "," && first > 1 && context.kind(first - 2) == Some(TokenKind::Number)
            || is_state(context, first - 1) && context.lang == Lang::En);
    zeros || postal
}

/// Whether a glued mark before digits tells that they are part of an address on the net or an escape.
pub(super) fn in_link(context: &Context, first: usize) -> bool {
    first > 0
        && context.glued(first)
        && matches!(context.text(first - 1), "=" | "&" | "?" | "#" | "@" | "_" | "\\" | "%")
}

/// Whether digits with a unit are part of a code: "scp2-173m".
pub(super) fn in_code(context: &Context, first: usize) -> bool {
    let Some(name) = first.checked_sub(2) else { return false };
    let dash = context.text(first - 1) == "-" && context.glued(first) && context.glued(first - 1);
    let text = context.text(name);
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    dash && mixed
}

/// Two capitals, as before an American postal code.
fn is_state(context: &Context, at: usize) -> bool {
    let text = context.text(at);
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether digits stand in a chain of three: versions, addresses, telephone numbers, ISBNs.
fn in_chain(context: &Context, found: &Numeral) -> bool {
    let digit = |at: usize| context.text(at).starts_with(|c: char| c.is_ascii_digit());
    let mark = |at: usize| matches!(context.text(at), "." | "-" | "/" | ":" | "–");
    let (first, next) = (found.tokens.0 as usize, found.tokens.1 as usize);
    let ahead = |at: usize| mark(at) && context.glued(at) && context.glued(at + 1) && digit(at + 1);
    let behind = |at: usize| at >= 2 && context.glued(at) && mark(at - 1) && context.glued(at - 1) && digit(at - 2);
    let after = ahead(next);
    let before = behind(first);
    (after && (before || ahead(next + 2))) || (before && (behind(first - 2) || next > first + 1))
}

/// Whether digits are part of a name: A 9, Boeing 737, Apollo 11.
fn named(context: &Context, first: usize, found: &Numeral) -> bool {
    let Some(before) = first.checked_sub(1).filter(|_| context.in_sentence(first)) else { return false };
    if found.ordinal || context.kind(before) != Some(TokenKind::Word) {
        return hyphenated(context, first);
    }
    let text = context.text(before);
    let letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let letter = letter && !(context.lang == Lang::En && matches!(text, "A" | "I"));
    let names = &context.lang.tables().numbered_names;
    letter || names.has(context.norm(before)) || street(context, before) || coded(context, before)
}

/// "Flug LH 430", "Zug RE 17": letters between a word that numbers follow and the number.
fn coded(context: &Context, at: usize) -> bool {
    let code = (1..=4).contains(&context.text(at).len()) && context.text(at).bytes().all(|b| b.is_ascii_uppercase());
    let named = |at: usize| context.lang.tables().numbered_names.has(context.norm(at));
    code && at > 0 && context.in_sentence(at) && named(at - 1)
}

/// "F-16", "Covid-19", "SARS-CoV-2": a name with a capital, a hyphen and digits.
fn hyphenated(context: &Context, first: usize) -> bool {
    let Some(name) = first.checked_sub(2) else { return false };
    let dash = matches!(context.text(first - 1), "-" | "‑") && context.glued(first) && context.glued(first - 1);
    dash && context.kind(name) == Some(TokenKind::Word) && context.text(name).chars().any(char::is_uppercase)
}

/// "Clayallee 170": a house number.
fn street(context: &Context, at: usize) -> bool {
    let streets = &context.lang.tables().street_words;
    let word = context.norm(at);
    word.len() < 40 && word.char_indices().any(|(start, _)| streets.has(&word[start..]))
}

/// A score: 3:1, 28:25, 3-1. Its value is the first number plus a thousandth of the second, its unit "score", so that
/// only equal scores are equal and no score is compared with a count.
pub(super) fn score(context: &Context, at: usize) -> Option<Value> {
    let small = |at: usize| {
        let text = context.text(at);
        let digits = context.kind(at) == Some(TokenKind::Number) && text.len() <= 3;
        digits.then(|| text.parse::<f64>().ok()).flatten()
    };
    let mark = context.text(at + 1);
    if !matches!(mark, ":" | "-" | "–") {
        return None;
    }
    let (left, right) = (small(at)?, small(at + 2)?);
    if !context.glued(at + 1) || !context.glued(at + 2) {
        return None;
    }
    let digit = |at: usize| context.text(at).starts_with(|c: char| c.is_ascii_digit());
    let joined = |at: usize| context.glued(at) && !context.text(at).starts_with(char::is_alphabetic);
    let chained = at > 0 && context.glued(at) && !matches!(context.text(at - 1), "(" | "[" | "„" | "\"")
        || joined(at + 3) && (digit(at + 4) && context.glued(at + 4) || context.text(at + 3) == "%");
    let zero = |at: usize| context.text(at).starts_with('0') && context.text(at).len() > 1;
    if chained || zero(at) || zero(at + 2) {
        return None;
    }
    // Two digits after a colon are minutes, unless there are too many of either.
    let clock = context.text(at + 2).len() == 2 && left <= 24.0 && right < 60.0 && !game(context, at);
    let fits = if mark == ":" { !clock } else { left < 30.0 && right < 30.0 && game(context, at) };
    let span = Span { start: context.document.tokens[at].span.start, end: context.document.tokens[at + 2].span.end };
    fits.then(|| exact(span, left + right / 1000.0, Some("score")))
}

/// Tokens looked at on either side for a word of winning or losing.
const GAME_WINDOW: usize = 5;

/// Whether a word of games stands near.
fn game(context: &Context, at: usize) -> bool {
    let words = &context.lang.tables().game_words;
    let end = (at + 3 + GAME_WINDOW).min(context.document.tokens.len());
    (at.saturating_sub(GAME_WINDOW)..end).any(|at| words.has(context.norm(at)))
}

/// An exact number.
fn exact(span: Span, value: f64, unit: Option<&'static str>) -> Value {
    Value {
        span,
        core: span,
        kind: ValueKind::Number,
        value,
        low: value,
        high: value,
        unit,
        bound: Bound::Exact,
        stated: None,
        whole: None,
        time: None,
        timex: None,
    }
}

/// A proportion: jeder Vierte, one in four, two out of three, un Français sur quatre.
pub(super) fn proportion(context: &Context, at: usize) -> Option<Value> {
    let listed = |at: usize| context.signs(at).any(Signs::PROPORTION);
    let role = |at: usize| listed(at).then(|| context.lang.tables().proportions.get(context.norm(at))).flatten();
    let read = |at: usize| numeral(context, at).filter(|found| found.rest.is_empty());
    let end = |next: usize| super::measures::end_of(context, next);
    let start = context.document.tokens[at].span.start;
    if role(at) == Some("every") {
        let nth = read(at + 1).filter(|nth| nth.ordinal && nth.value >= 2.0 && nth.value <= 100.0)?;
        return Some(exact(Span { start, end: nth.span.end }, 1.0 / nth.value, None));
    }
    let part = read(at).filter(|part| !part.ordinal && !part.fraction && part.value >= 1.0)?;
    let mut next = part.tokens.1 as usize;
    // One noun may stand between: "un Français sur quatre", "one person in five".
    let noun = context.kind(next) == Some(TokenKind::Word) && role(next).is_none();
    next += usize::from(noun);
    let role = role(next)?;
    if role == "over" {
        let whole = read(next + 1).filter(|whole| !whole.ordinal && !whole.fraction && whole.value > part.value)?;
        let last = whole.tokens.1 as usize;
        let ends = context.kind(last).is_none_or(|kind| kind == TokenKind::Mark) && !noun;
        return ends.then(|| exact(Span { start, end: end(last) }, part.value / whole.value, None));
    }
    let words = match role {
        "of" | "in" => 1,
        "out" if context.norm(next + 1) == "of" => 2,
        _ => return None,
    };
    let whole = read(next + words).filter(|whole| !whole.ordinal && !whole.article && !whole.fraction)?;
    // "a meeting in 2 weeks" is an appointment.
    let measured = context.signs(whole.tokens.1 as usize).any(Signs::MEASURE.and(Vocabulary::UNIT));
    if measured || part.article && whole.digits {
        return None;
    }
    let spoken = !part.digits && !whole.digits;
    let round = matches!(whole.value, 3.0 | 4.0 | 5.0 | 10.0 | 100.0 | 1000.0);
    let sure =
        if role == "in" { part.value == 1.0 && whole.value <= 1000.0 || spoken && round } else { !noun || spoken };
    (sure && part.value < whole.value)
        .then(|| exact(Span { start, end: end(whole.tokens.1 as usize) }, part.value / whole.value, None))
}
