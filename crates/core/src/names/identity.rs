//! Whether two names can be one bearer's.
//!
//! No threshold alone decides: words are matched one to one by folding, spelling, sound, initials and small slips, and
//! then the structure of the names says what the words left over mean.

use super::NameKind;
use super::NameRelation;
use super::PlaceRelation;
use super::company;
use super::lexicon::Lexicon;
use super::relation::relation;
use super::spelling::cologne;
use super::spelling::fold;
use super::spelling::loose;
use crate::lang::Lang;
use strsim::damerau_levenshtein;
use strsim::jaro_winkler;

/// Longer names are no names: comparing stays cheap on any input.
const MOST_WORDS: usize = 12;
/// A word longer than this is compared by its letters only.
const LONGEST_WORD: usize = 40;
/// Two words with one Cologne key still need this much in common: the key drops vowels, so "Moser" meets "Maser".
const LEAST_ALIKE: f64 = 0.75;

/// Compares two names of one kind; symmetric.
pub(super) fn compare(kind: NameKind, left: &str, right: &str) -> NameRelation {
    match kind {
        NameKind::Person => people(left, right),
        NameKind::Organisation => company::compare(left, right),
        NameKind::Place => match relation(left, right) {
            PlaceRelation::Same => NameRelation::Same,
            PlaceRelation::Disjoint => NameRelation::Different,
            _ if matches(&fold(left), &fold(right)) >= Match::Spelling => NameRelation::Same,
            _ => NameRelation::Unknown,
        },
    }
}

/// A word of this many letters before a capital ends there; "Mac", "Mc" and `GmbH` are shorter.
const LEAST_JOINED: usize = 4;

/// How well two words of names match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// Not at all.
    None,
    /// One is the other's first letter.
    Initial,
    /// A slip of the pen.
    Slip,
    /// Another spelling, or the short form of a given name.
    Spelling,
    /// Letter by letter, after folding.
    Exact,
}

/// Matches two folded words.
pub(super) fn matches(left: &str, right: &str) -> Match {
    if left == right {
        return Match::Exact;
    }
    let (short, long) = if left.chars().count() <= right.chars().count() { (left, right) } else { (right, left) };
    if short.chars().count() == 1 && short.is_ascii() {
        return if long.starts_with(short) { Match::Initial } else { Match::None };
    }
    if short.is_empty() || long.len() > LONGEST_WORD {
        return Match::None;
    }
    if loose(left) == loose(right) || short_form(left, right) {
        return Match::Spelling;
    }
    if is_given(left) && is_given(right) && !sounds_alike(left, right) {
        return Match::None;
    }
    if sounds_alike(left, right) {
        return Match::Spelling;
    }
    if damerau_levenshtein(left, right) <= slips(short) { Match::Slip } else { Match::None }
}

/// How many slips are forgiven in a word: none where a letter is a syllable or more.
fn slips(word: &str) -> usize {
    if word.chars().any(|c| c >= '\u{2e80}') {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn sounds_alike(left: &str, right: &str) -> bool {
    let key = cologne(left);
    // One or two sounds are too few to tell names apart: "Lee" and "Loy".
    key.len() >= 2 && key == cologne(right) && jaro_winkler(left, right) >= LEAST_ALIKE
}

/// Whether a folded word is a given name of the tables.
fn is_given(word: &str) -> bool {
    Lexicon::of(Lang::De).is_given(word)
}

/// Whether one is a usual short form of the other: "Bill", "William".
fn short_form(left: &str, right: &str) -> bool {
    let stands_for = |short: &str, long: &str| {
        Lang::ALL
            .iter()
            .filter_map(|lang| lang.tables().short_names.get(short))
            .any(|names| names.split(' ').any(|name| name == long))
    };
    stands_for(left, right) || stands_for(right, left)
}

/// The words of a person's name that count: without titles, roles, particles and repetitions.
fn words(name: &str) -> Vec<String> {
    let folded = fold(&split_joined(name));
    let mut words: Vec<String> = vec![];
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // "Sergej Sergej Malejew" repeats by mistake; "Abdul Karim Abdul Rahim" does not.
        if words.last().is_none_or(|last| last != word) && words.len() < MOST_WORDS {
            words.push(word.to_owned());
        }
    }
    let counts: Vec<String> = words.iter().filter(|word| !Lexicon::adorns(word)).cloned().collect();
    if counts.is_empty() { words } else { counts }
}

/// `MariaSeidl` as two words.
pub(super) fn split_joined(name: &str) -> String {
    let mut split = String::with_capacity(name.len() + 2);
    let mut letters = 0;
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_uppercase() && letters >= LEAST_JOINED {
            split.push(' ');
            letters = 0;
        }
        split.push(c);
        lower = c.is_lowercase();
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
    }
    split
}

/// Whether both names use letters that can be held together.
fn comparable(left: &[String], right: &[String]) -> bool {
    let latin = |words: &[String]| words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_lowercase()));
    latin(left) == latin(right)
}

fn people(left: &str, right: &str) -> NameRelation {
    let names = (left, right);
    let (left, right) = (words(left), words(right));
    if left.is_empty() || right.is_empty() || !comparable(&left, &right) {
        return NameRelation::Unknown;
    }
    if left.concat() == right.concat() {
        return NameRelation::Same;
    }
    if fathers_swapped(&left, &right, names) {
        return NameRelation::Different;
    }
    let direct = judge(&left, &right);
    if direct == NameRelation::Same {
        return direct;
    }
    if blank_apart(&left, &right) || blank_apart(&right, &left) { NameRelation::Same } else { direct }
}

/// Whether both names say whose son one is, and the same words come in another order: "Omar bin Abdullah".
fn fathers_swapped(left: &[String], right: &[String], names: (&str, &str)) -> bool {
    // "BIN TARIF, Isa" and "bin Salman Mohammed" are turned on purpose.
    let says_father = |name: &str| {
        let son = |word: &str| matches!(word, "bin" | "ibn" | "ben" | "bint");
        !name.contains(',') && fold(name).split(|c: char| !c.is_alphanumeric()).skip(1).any(son)
    };
    let in_order = assign(left, right).windows(2).all(|pair| pair[0].1 < pair[1].1);
    !in_order && says_father(names.0) && says_father(names.1)
}

/// Whether two neighbouring words of one name are one word of the other: "Patr ushev". Then the rest must match.
fn blank_apart(left: &[String], right: &[String]) -> bool {
    if left.len() < 2 {
        return false;
    }
    let loosely: Vec<String> = right.iter().map(|word| loose(word)).collect();
    joins(left).any(|(joined, at)| {
        loosely.contains(&loose(&joined[at])) && (joined.len() == 1 || judge(&joined, right) == NameRelation::Same)
    })
}

/// The name with two neighbouring words joined, for each pair, and the place of the joined word.
fn joins(words: &[String]) -> impl Iterator<Item = (Vec<String>, usize)> + '_ {
    (1..words.len()).map(move |at| {
        let mut joined = words.to_vec();
        let second = joined.remove(at);
        joined[at - 1].push_str(&second);
        (joined, at - 1)
    })
}

/// Matches the words of two names one to one and judges what is left.
fn judge(left: &[String], right: &[String]) -> NameRelation {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let pairs = assign(short, long);
    let matched: Vec<(usize, usize, Match)> = pairs;
    let strong = matched.iter().filter(|(_, _, found)| *found >= Match::Slip).count();
    if short.len() == 1 {
        return alone(short, long, matched.first().copied());
    }
    let all = matched.len() == short.len();
    if !all {
        return NameRelation::Different;
    }
    if strong == 0 || swapped(short, long, &matched) {
        return NameRelation::Unknown;
    }
    let slips = matched.iter().filter(|(_, _, found)| *found == Match::Slip).count();
    if slips > 1 && matched.iter().all(|(_, _, found)| *found <= Match::Slip) && short.len() > 2 {
        return NameRelation::Unknown;
    }
    NameRelation::Same
}

/// A single word against a name: a surname stands for its bearer, a given name does not.
fn alone(short: &[String], long: &[String], found: Option<(usize, usize, Match)>) -> NameRelation {
    match found {
        None | Some((_, _, Match::None)) => NameRelation::Different,
        Some((_, at, found)) if found >= Match::Slip => {
            let family = at + 1 == long.len() || at == 0 && Lexicon::is_family(&short[0]);
            if family { NameRelation::Same } else { NameRelation::Unknown }
        }
        Some(_) => NameRelation::Unknown,
    }
}

/// Whether two names of two given names stand in opposite order: "Hans Friedrich" is not "Friedrich Hans".
fn swapped(short: &[String], long: &[String], matched: &[(usize, usize, Match)]) -> bool {
    short.len() == 2
        && long.len() == 2
        && matched.iter().any(|&(left, right, _)| left != right)
        && short.iter().all(|word| is_given(word))
}

/// Pairs each word of the shorter name with a word of the longer: the best matches first, each word once.
fn assign(short: &[String], long: &[String]) -> Vec<(usize, usize, Match)> {
    let mut all: Vec<(Match, usize, usize)> = vec![];
    for (at, left) in short.iter().enumerate() {
        for (other, right) in long.iter().enumerate() {
            let found = matches(left, right);
            if found > Match::None {
                all.push((found, at, other));
            }
        }
    }
    // Best first; among equals those in like places, so that the result does not depend on the order of words.
    all.sort_by_key(|&(found, left, right)| (std::cmp::Reverse(found), left.abs_diff(right), left, right));
    let mut pairs: Vec<(usize, usize, Match)> = vec![];
    for (found, left, right) in all {
        if !pairs.iter().any(|&(taken, other, _)| taken == left || other == right) {
            pairs.push((left, right, found));
        }
    }
    pairs.sort_unstable_by_key(|&(left, right, _)| (left, right));
    pairs
}
