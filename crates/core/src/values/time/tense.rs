//! When a clause plays, as far as its verbs tell: weekdays and dates without a year are read by it.

use super::meanings::Meaning;
use super::meanings::Tense;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;

/// How many tokens are looked at on either side: a clause is shorter, and hostile text stays linear.
const REACH: usize = 30;

/// The tense of the clause around tokens `from..next`, or else of what its sentence says beside.
pub(super) fn tense(words: &Words, from: usize, next: usize) -> Option<Tense> {
    let (start, end) = sentence(words, from);
    let left =
        (start.max(from.saturating_sub(REACH))..from).rev().take_while(|&at| !breaks(words, at)).last().unwrap_or(from);
    let right = (next..end.min(next + REACH)).take_while(|&at| !breaks(words, at)).last().map_or(next, |at| at + 1);
    told(words, left..from, next..right)
        .or_else(|| told(words, start.max(from.saturating_sub(REACH))..from, next..end.min(next + REACH)))
}

/// The tokens of the sentence around a token.
fn sentence(words: &Words, at: usize) -> (usize, usize) {
    let found = words.document.tokens.get(at).and_then(|token| words.document.sentence_at(token.span.start));
    found.map_or((at, at), |i| {
        let (first, last) = words.document.sentences[i].tokens;
        (first as usize, last as usize)
    })
}

/// Whether a clause ends at a token.
fn breaks(words: &Words, at: usize) -> bool {
    words.kind(at) == Some(TokenKind::Mark)
        && words.is(at, &[",", ";", ":", "–", "—", "„", "“", "”", "»", "«", "\"", "(", ")"])
}

/// What the words on both sides tell: a participle with its auxiliary is past, whatever the auxiliary says.
fn told(words: &Words, left: std::ops::Range<usize>, right: std::ops::Range<usize>) -> Option<Tense> {
    let mut future = None;
    let mut present = None;
    for at in left.chain(right) {
        match of_word(words, at) {
            Some(Tense::Past) => return Some(Tense::Past),
            Some(Tense::Future) => future = Some(Tense::Future),
            Some(Tense::Present) => present = Some(Tense::Present),
            None => {}
        }
    }
    future.or(present)
}

/// What one word tells.
fn of_word(words: &Words, at: usize) -> Option<Tense> {
    if words.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let listed = words.find(at, Meaning::TENSE, |meaning| match meaning {
        Meaning::Tense(tense) => Some(tense),
        _ => None,
    });
    if let Some((tense, _)) = listed {
        return Some(tense);
    }
    let norm = words.norm(at);
    let lower = !words.capital(at);
    match words.lang {
        Lang::De => (lower && german_past(norm)).then_some(Tense::Past),
        Lang::En => (lower && norm.len() > 4 && norm.ends_with("ed")).then_some(Tense::Past),
        Lang::Fr => french(norm).filter(|_| lower),
    }
}

/// A weak preterite: "sagte", "erklärten".
fn german_past(norm: &str) -> bool {
    const OTHERS: [&str; 34] = [
        "heute", "erste", "ersten", "letzte", "letzten", "nächste", "rechte", "rechten", "gute", "guten", "alte",
        "alten", "weite", "bitte", "leichte", "leichten", "breite", "breiten", "späte", "späten", "rote", "roten",
        "harte", "harten", "heißen", "beste", "besten", "meisten", "sollte", "könnte", "könnten", "sollten", "müsste",
        "müssten",
    ];
    if !(norm.ends_with("te") || norm.ends_with("ten")) {
        return false;
    }
    let adjective = norm.starts_with("ge")
        || norm.ends_with("ste")
        || norm.ends_with("sten")
        || norm.ends_with("erte") && norm.len() > 9;
    norm.chars().count() > 4 && !adjective && !OTHERS.contains(&norm)
}

/// Future and imperfect endings: "réunira", "étaient".
fn french(norm: &str) -> Option<Tense> {
    if norm.chars().count() < 5 {
        return None;
    }
    if ["era", "eront", "ira", "iront", "dra", "dront", "erait", "eraient"].iter().any(|ending| norm.ends_with(ending))
    {
        return Some(Tense::Future);
    }
    ["ait", "aient", "èrent"].iter().any(|ending| norm.ends_with(ending)).then_some(Tense::Past)
}
