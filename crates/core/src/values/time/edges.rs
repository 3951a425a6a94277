//! What stands around a time: "ab", "bis", "seit", and the words that turn a length into a date.
//!
//! An edge comes with the side of the article's date that its word favours: 1 after it ("ab Dienstag"), -1 before it
//! ("seit Dienstag"), 0 neither.

use super::durations::Length;
use super::expression::Base;
use super::expression::Expression;
use super::meanings::Meaning;
use super::meanings::Tense;
use super::meanings::Unit;
use super::tense::tense;
use super::words::Words;
use crate::lang::Lang;
use crate::values::Edge;

/// Articles and prepositions that stand between an edge word and its time.
const BETWEEN: [&str; 19] = [
    "dem", "den", "der", "am", "zum", "zur", "im", "um", "in", "the", "on", "at", "le", "la", "au", "à", "of", "du",
    "ce",
];

/// Whether the words around tokens `from..next` make them a beginning or an end.
pub(super) fn edge(words: &Words, from: usize, next: usize) -> (Edge, i8) {
    after(words, next).unwrap_or_else(|| before(words, from, next))
}

/// "frühestens", "at the earliest", "or later" after the time.
fn after(words: &Words, next: usize) -> Option<(Edge, i8)> {
    let late = words.is(next, &["frühestens", "spätestens"]) && words.near(next);
    let english = words.lang == Lang::En && words.is(next, &["at"]) && words.is(next + 1, &["the"]);
    let french = words.lang == Lang::Fr && words.is(next, &["au"]) && words.is(next + 1, &["plus"]);
    let at = next + if english || french { 2 } else { 0 };
    if !(late || english || french) {
        return None;
    }
    match words.norm(at) {
        "frühestens" | "earliest" | "tôt" => Some((Edge::From, 1)),
        "spätestens" | "latest" | "tard" => Some((Edge::Until, 1)),
        _ => None,
    }
}

/// The edge word before, past articles and prepositions.
fn before(words: &Words, from: usize, next: usize) -> (Edge, i8) {
    let mut end = from;
    for _ in 0..3 {
        if let Some(((begins, side), at)) = edge_word(words, end) {
            return (admitted(words, begins, at, (from, next)), side);
        }
        if end == 0 || !words.is(end - 1, &BETWEEN) || !words.near(end) {
            break;
        }
        end -= 1;
    }
    (second_of_range(words, from), 0)
}

fn edge_word(words: &Words, end: usize) -> Option<((bool, i8), usize)> {
    words.find_before(end, Meaning::EDGE, |meaning| match meaning {
        Meaning::Edge { from, side } => Some((from, side)),
        _ => None,
    })
}

/// An edge word, unless it says something else here: "von", "vom", "de" begin something only where a range follows, and
/// "to" ends something only where one began.
fn admitted(words: &Words, begins: bool, at: usize, (from, next): (usize, usize)) -> Edge {
    let loose = words.is(at, &["von", "vom", "de", "du", "from", "zwischen", "between", "entre"]);
    if loose && from <= at + 2 {
        let range = (next..next + 4).any(|at| {
            words.is(at, &["bis", "to", "until", "till", "through", "au", "à", "jusqu", "und", "and", "et", "-", "–"])
        });
        return if range || words.is(at, &["from"]) { Edge::From } else { Edge::At };
    }
    if words.is(at, &["to", "vor", "before", "nach", "after"])
        && begins != words.is(at, &["nach", "after"])
        && words.is(at, &["to"])
    {
        let range = (at.saturating_sub(8)..at).any(|at| words.is(at, &["from", "between"]));
        return if range { Edge::Until } else { Edge::At };
    }
    if begins { Edge::From } else { Edge::Until }
}

/// The second of "zwischen 1943 und 1945", "14.30-18 Uhr", "12.-14. Juni": the range ends with it.
fn second_of_range(words: &Words, from: usize) -> Edge {
    let Some(joint) = from.checked_sub(1) else { return Edge::At };
    if words.is(joint, &["-", "–"]) && joint > 0 && (words.glued(from) || words.is(joint, &["–"])) {
        let digit = |at: usize| words.text(at).starts_with(|c: char| c.is_ascii_digit());
        return if digit(joint - 1) || words.is(joint - 1, &[".", "uhr"]) { Edge::Until } else { Edge::At };
    }
    let between = words.is(joint, &["und", "and", "et", "au"])
        && (joint.saturating_sub(6)..joint).any(|at| words.is(at, &["zwischen", "between", "entre", "du"]));
    if between { Edge::Until } else { Edge::At }
}

/// A length that is counted from a day: "vor drei Tagen", "in zwei Wochen", "three days ago", "ein Jahr zuvor".
pub(super) fn distance(words: &Words, found: &Length) -> Option<Expression> {
    let unit = found.amount.unit.filter(|&unit| unit >= Unit::Day && unit != Unit::Weekend && !found.amount.vague)?;
    let (back, anchored, next) = counted_after(words, found).or_else(|| counted_before(words, found, unit))?;
    let base = Base::Distance { amount: found.amount, back, anchored };
    Some(Expression { base, clock: None, section: None, edge: Edge::At, side: 0, from: found.core, next })
}

/// What counts a length from a day named behind it, and where that day begins: "zwei Wochen nach", "3 days before the";
/// true where it is counted back.
pub(super) fn counted_from(words: &Words, found: &Length) -> Option<(bool, usize)> {
    let unit = found.amount.unit.filter(|&unit| unit >= Unit::Day && unit != Unit::Weekend && !found.amount.vague)?;
    let (joint, before) = (found.next, found.core.checked_sub(1));
    let back = match (words.lang, words.norm(joint)) {
        (Lang::De, "vor") | (Lang::En, "before") | (Lang::Fr, "avant") => true,
        (Lang::De, "nach") | (Lang::En, "after" | "from") | (Lang::Fr, "après") => false,
        _ => return None,
    };
    // "for three weeks from Monday" lasts; "within 30 days after June 1" is any of them.
    let lasts = before.is_some_and(|at| words.is(at, &["for", "within", "binnen", "innerhalb", "pendant", "sous"]));
    let at = joint + 1 + usize::from(words.is(joint + 1, &["dem", "der", "den", "the", "le", "la"]));
    (words.near(joint) && !lasts && unit < Unit::Decade).then_some((back, at))
}

/// The word after: "ago", "zuvor", "später".
fn counted_after(words: &Words, found: &Length) -> Option<(bool, bool, usize)> {
    let next = found.next;
    if !words.near(next) {
        return None;
    }
    let (back, anchored, count) = match (words.lang, words.norm(next)) {
        (Lang::De, "zuvor" | "vorher" | "davor") | (Lang::En, "earlier") | (Lang::Fr, "auparavant") => (true, true, 1),
        (Lang::De, "später" | "danach" | "darauf") | (Lang::En, "later") => (false, true, 1),
        (Lang::En, "ago") => (true, false, 1),
        (Lang::En, "from") if words.is(next + 1, &["now", "today"]) => (false, false, 2),
        (Lang::Fr, "plus") if words.is(next + 1, &["tôt"]) => (true, true, 2),
        (Lang::Fr, "plus") if words.is(next + 1, &["tard"]) => (false, true, 2),
        _ => return None,
    };
    Some((back, anchored, next + count))
}

/// The words before: "vor", "in", "il y a", "dans".
fn counted_before(words: &Words, found: &Length, unit: Unit) -> Option<(bool, bool, usize)> {
    let core = found.core;
    // The words of bound stand between: "vor rund drei Wochen".
    let before = (core.saturating_sub(2)..core).rev().find(|&at| !words.bounding(at))?;
    let told = || tense(words, core, found.next);
    let back = match (words.lang, words.norm(before)) {
        (Lang::De, "vor") => !words.is(found.next, &["dem", "der", "den"]),
        (Lang::Fr, "a") => before >= 2 && words.is(before - 1, &["y"]),
        (Lang::De, "in") if told() != Some(Tense::Past) => false,
        (Lang::En, "in") if told() == Some(Tense::Future) && unit >= Unit::Day => false,
        (Lang::Fr, "dans") => false,
        _ => return None,
    };
    (words.lang != Lang::De || words.norm(before) != "vor" || back).then_some((back, false, found.next))
}
