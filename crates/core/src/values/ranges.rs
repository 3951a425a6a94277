//! Words and marks that join two numbers to a range: zwischen … und, von … bis, 20-30, two or three.

use super::Context;
use super::numerals::Numeral;
use super::phrases::Phrases;
use super::signs::Signs;
use crate::lang::Lang;
use std::sync::LazyLock;

/// What a phrase does in a range.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// Opens it; the joint that must follow its first number.
    Open(&'static str),
    /// Joins two numbers.
    Join,
    /// Joins two small numbers in words: "zwei oder drei".
    Or,
}

/// Reads the value column of the tables.
fn part(value: &'static str) -> Option<Part> {
    Some(match value {
        "join" => Part::Join,
        "or" => Part::Or,
        joint if !joint.is_empty() => Part::Open(joint),
        _ => return None,
    })
}

fn parts(lang: Lang) -> &'static Phrases<Part> {
    static COMPILED: LazyLock<Vec<Phrases<Part>>> =
        LazyLock::new(|| Lang::ALL.iter().map(|lang| Phrases::compile(&lang.tables().range_words, part)).collect());
    &COMPILED[lang as usize]
}

/// The words that open ranges.
pub(super) fn openers(lang: Lang) -> impl Iterator<Item = &'static str> {
    parts(lang).first_words_of(|part| matches!(part, Part::Open(_)))
}

/// The words that open ranges or stand between their ends.
pub(super) fn first_words(lang: Lang) -> impl Iterator<Item = &'static str> {
    parts(lang).first_words()
}

/// The opening of a range.
pub(super) struct Opener {
    /// The token of the first number.
    pub(super) next: usize,
    /// The word that must stand between both numbers.
    pub(super) joint: &'static str,
}

/// The opening of a range at a token: "zwischen", "from".
pub(super) fn opener(context: &Context, at: usize) -> Option<Opener> {
    if !context.signs(at).any(Signs::OPENER) {
        return None;
    }
    match parts(context.lang).at(context.document, at)? {
        (words, Part::Open(joint)) if matches!(joint, "und" | "and" | "et") || !changes(context, at) => {
            Some(Opener { next: at + words, joint })
        }
        _ => None,
    }
}

/// Tokens looked back for a verb of change.
const CHANGE_WINDOW: usize = 6;

/// "rose from 20 to 30": two values, not a range.
fn changes(context: &Context, at: usize) -> bool {
    let verbs = &context.lang.tables().change_verbs;
    let clause = (at.saturating_sub(CHANGE_WINDOW)..at)
        .rev()
        .take_while(|&before| !matches!(context.text(before), "." | ";" | ":" | "!" | "?" | "–" | ")"));
    // "up to 20" is a bound, "up from 20" a change.
    clause.into_iter().any(|before| verbs.has(context.norm(before)) && context.norm(before + 1) != "to")
}

/// The token after a joint that stands behind a numeral, if one does.
pub(super) fn joint(context: &Context, at: usize, left: &Numeral) -> Option<usize> {
    if matches!(context.text(at), "-" | "–" | "—" | "‐" | "‑") {
        return dash(context, at, left);
    }
    if !context.signs(at).any(Signs::RANGE) {
        return None;
    }
    match parts(context.lang).at(context.document, at)? {
        (words, Part::Join) => {
            // "rose from 20 to 30" has its verb before the "from".
            let open = left.tokens.0 as usize;
            (!changes(context, open)).then_some(at + words)
        }
        (words, Part::Or) => {
            let small = left.value >= 1.0 && left.value <= 20.0 && !left.digits && !left.fraction;
            let next = super::numerals::numeral(context, at + words)?;
            (small && next.value == left.value + 1.0 && !next.digits && !next.ordinal).then_some(at + words)
        }
        _ => None,
    }
}

/// "20-30", "20 – 30": digits on both sides, spaces on both or on none, and no third number behind.
fn dash(context: &Context, at: usize, left: &Numeral) -> Option<usize> {
    let spaced = !context.glued(at);
    let next = at + 1;
    let digit = |at: usize| context.text(at).starts_with(|c: char| c.is_ascii_digit());
    let first = left.tokens.0 as usize;
    let chained = first > 0 && context.glued(first) && is_dash(context.text(first - 1));
    let currency = matches!(context.text(next), "$" | "€" | "£");
    if spaced == context.glued(next) || chained || !(digit(next) || currency) || !left.digits && left.scale == 1.0 {
        return None;
    }
    let right = super::numerals::numeral(context, next + usize::from(currency))?;
    let behind = right.tokens.1 as usize;
    let third = is_dash(context.text(behind)) && context.glued(behind) && digit(behind + 1);
    let zero = context.text(next).starts_with('0') && context.text(next).len() > 1;
    (!third && !zero && !right.ordinal).then_some(next)
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "‐" | "‑")
}
