//! Whether two names of organisations can be one's: legal forms, acronyms, numbers in words.

use super::NameRelation;
use super::identity::Match;
use super::identity::matches;
use super::identity::split_joined;
use super::spelling::fold;
use rustc_hash::FxHashSet;

/// Longer names are no names: comparing stays cheap on any input.
const MOST_WORDS: usize = 16;

/// Legal forms in words, with the form that they are; matched on folded words, the longest first.
static LEGAL: &[(&str, &str)] = &[
    ("open joint stock company", "jsc"),
    ("public joint stock company", "jsc"),
    ("closed joint stock company", "jsc"),
    ("joint stock company", "jsc"),
    ("joint stock compan", "jsc"),
    ("joint stock", "jsc"),
    ("ojsc", "jsc"),
    ("pjsc", "jsc"),
    ("cjsc", "jsc"),
    ("jsc", "jsc"),
    ("oao", "jsc"),
    ("pao", "jsc"),
    ("zao", "jsc"),
    ("ao", "jsc"),
    ("limited liability company", "llc"),
    ("limited liability partnership", "llp"),
    ("public limited company", "plc"),
    ("gesellschaft mit beschraenkter haftung", "gmbh"),
    ("gesellschaft mit beschrankter haftung", "gmbh"),
    ("kommanditgesellschaft auf aktien", "kgaa"),
    ("kommanditgesellschaft", "kg"),
    ("aktiengesellschaft", "ag"),
    ("aktiengeselschaft", "ag"),
    ("societas europaea", "se"),
    ("societate cu raspundere limitata", "srl"),
    ("societatea cu raspundere limitata", "srl"),
    ("societe anonyme", "sa"),
    ("societe par actions simplifiee", "sas"),
    ("sociedad anonima", "sa"),
    ("societa per azioni", "spa"),
    ("naamloze vennootschap", "nv"),
    ("besloten vennootschap", "bv"),
    ("aktiebolag", "ab"),
    ("osakeyhtio", "oy"),
    ("aktieselskab", "as"),
    ("eingetragener verein", "ev"),
    ("eingetragene genossenschaft", "eg"),
    ("sp z o o", "spzoo"),
    ("sp z oo", "spzoo"),
    ("pty ltd", "ltd"),
    ("pte ltd", "ltd"),
    ("co ltd", "ltd"),
    ("company limited", "ltd"),
    ("corporation limited", "ltd"),
    ("gmbh co kg", "gmbhkg"),
    ("gmbh und co kg", "gmbhkg"),
    ("limited", "ltd"),
    ("ltd", "ltd"),
    ("incorporated", "inc"),
    ("inc", "inc"),
    ("corporation", "corp"),
    ("corp", "corp"),
    ("company", "co"),
    ("co", "co"),
    ("plc", "plc"),
    ("llc", "llc"),
    ("ooo", "llc"),
    ("llp", "llp"),
    ("lp", "lp"),
    ("ag", "ag"),
    ("gmbh", "gmbh"),
    ("mbh", "gmbh"),
    ("kgaa", "kgaa"),
    ("kg", "kg"),
    ("ohg", "ohg"),
    ("ug", "ug"),
    ("ev", "ev"),
    ("eg", "eg"),
    ("se", "se"),
    ("sa", "sa"),
    ("sas", "sas"),
    ("sarl", "sarl"),
    ("srl", "srl"),
    ("spa", "spa"),
    ("nv", "nv"),
    ("bv", "bv"),
    ("bvba", "bvba"),
    ("ab", "ab"),
    ("asa", "asa"),
    ("oyj", "oy"),
    ("oy", "oy"),
    ("pt", "pt"),
];

/// Forms of one family differ by country or by who writes them; others are other companies.
static FAMILIES: &[&[&str]] =
    &[&["ltd", "plc", "co", "corp", "inc", "llc"], &["ag", "sa", "se", "jsc", "spa", "nv", "ab"], &["gmbh", "gmbhkg"]];

/// Words that carry no name.
static EMPTY: &[&str] = &[
    "the", "and", "und", "et", "of", "de", "du", "des", "der", "die", "das", "la", "le", "les", "l", "d", "for",
    "fuer", "fur", "pour", "in", "am", "s", "y",
];

/// Words that a short form leaves out.
static GENERIC: &[&str] =
    &["group", "gruppe", "groupe", "holding", "holdings", "konzern", "bank", "financial", "verlag", "europe", "europa"];

/// Words that stand for others.
static SYNONYMS: &[(&str, &str)] = &[
    ("us", "united states"),
    ("usa", "united states"),
    ("uk", "united kingdom"),
    ("intl", "international"),
    ("int", "international"),
    ("natl", "national"),
    ("univ", "university"),
    ("dept", "department"),
    ("assoc", "association"),
    ("mfg", "manufacturing"),
    ("bros", "brothers"),
    ("first", "1"),
    ("1st", "1"),
    ("second", "2"),
    ("2nd", "2"),
    ("third", "3"),
    ("3rd", "3"),
    ("erste", "1"),
    ("zweite", "2"),
    ("dritte", "3"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eins", "1"),
    ("zwei", "2"),
    ("drei", "3"),
    ("vier", "4"),
    ("fuenf", "5"),
    ("sechs", "6"),
    ("sieben", "7"),
    ("acht", "8"),
    ("neun", "9"),
    ("zehn", "10"),
    ("un", "1"),
    ("deux", "2"),
    ("trois", "3"),
];

/// Tens that a digit may follow: "forty-four".
static TENS: &[(&str, u32)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// A name taken apart.
struct Company {
    /// Words that make the name, in order.
    words: Vec<String>,
    /// All its letters but the legal forms.
    letters: String,
    /// Legal forms.
    forms: Vec<&'static str>,
}

/// Compares two names of organisations; symmetric.
pub(super) fn compare(left: &str, right: &str) -> NameRelation {
    let (one, other) = (take_apart(left), take_apart(right));
    if one.words.is_empty() || other.words.is_empty() {
        return NameRelation::Unknown;
    }
    if is_acronym_of(&one, &other) || is_acronym_of(&other, &one) {
        return NameRelation::Same;
    }
    let found = if one.letters == other.letters { NameRelation::Same } else { words(&one.words, &other.words) };
    if found == NameRelation::Same && !forms_agree(&one.forms, &other.forms) { NameRelation::Unknown } else { found }
}

/// Cuts a name into words and legal forms.
fn take_apart(name: &str) -> Company {
    let folded = fold(&split_joined(name)).replace('&', " and ");
    let mut words: Vec<String> = vec![];
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty()) {
        // "G.m.b.H." and "U.S." are one word; "J.P. Morgan" joins too.
        let plain: String = word.chars().filter(|&c| c != '.').collect();
        if !plain.is_empty() && words.len() < MOST_WORDS {
            words.push(plain);
        }
    }
    let forms = take_forms(&mut words);
    let letters = words.concat();
    let mut plain: Vec<String> = vec![];
    for word in words.into_iter().filter(|word| !EMPTY.contains(&word.as_str())) {
        match SYNONYMS.iter().find(|(short, _)| *short == word) {
            Some((_, long)) => plain.extend(long.split(' ').map(str::to_owned)),
            None => plain.push(word),
        }
    }
    Company { words: join_tens(plain), letters, forms }
}

/// Removes the legal forms from the words, as long as words remain.
fn take_forms(words: &mut Vec<String>) -> Vec<&'static str> {
    let mut forms = vec![];
    let mut by_length: Vec<&(&str, &str)> = LEGAL.iter().collect();
    by_length.sort_by_key(|(long, _)| std::cmp::Reverse(long.split(' ').count()));
    for (long, form) in by_length {
        let parts: Vec<&str> = long.split(' ').collect();
        while words.len() > parts.len()
            && let Some(at) = words.windows(parts.len()).position(|run| run == parts.as_slice())
        {
            // A form stands first or last, not amid a name.
            if at != 0 && at + parts.len() < words.len() && parts.len() == 1 && parts[0].len() < 4 {
                break;
            }
            words.drain(at..at + parts.len());
            forms.push(*form);
        }
    }
    forms
}

/// "forty", "4" as "44".
fn join_tens(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = vec![];
    let mut tens: Option<u32> = None;
    for word in words {
        let digit = word.parse::<u32>().ok().filter(|digit| (1..10).contains(digit));
        if let (Some(ten), Some(digit)) = (tens, digit) {
            joined.pop();
            joined.push((ten + digit).to_string());
            tens = None;
            continue;
        }
        tens = TENS.iter().find(|(name, _)| *name == word).map(|&(_, ten)| ten);
        joined.push(tens.map_or(word, |ten| ten.to_string()));
    }
    joined
}

/// Whether legal forms allow one company: each says none, the same, or one of the same family.
fn forms_agree(left: &[&str], right: &[&str]) -> bool {
    let related = |one: &str, other: &str| {
        one == other || FAMILIES.iter().any(|family| family.contains(&one) && family.contains(&other))
    };
    left.is_empty() || right.is_empty() || left.iter().any(|one| right.iter().any(|other| related(one, other)))
}

/// "PLA" for "People's Liberation Army".
fn is_acronym_of(short: &Company, long: &Company) -> bool {
    let [acronym] = short.words.as_slice() else { return false };
    long.words.len() >= 2
        && (2..=6).contains(&acronym.len())
        && acronym.chars().eq(long.words.iter().filter_map(|word| word.chars().next()))
}

/// Matches the words.
fn words(left: &[String], right: &[String]) -> NameRelation {
    if left.concat() == right.concat() {
        return NameRelation::Same;
    }
    let (left_only, right_only) = unmatched(left, right);
    let named = |words: &[String], only: &[usize]| words.len() > only.len();
    let generic = |words: &[String], only: &[usize]| only.iter().all(|&at| GENERIC.contains(&words[at].as_str()));
    match (left_only.is_empty(), right_only.is_empty()) {
        (true, true) => NameRelation::Same,
        (true, false) if generic(right, &right_only) && named(right, &right_only) => NameRelation::Same,
        (false, true) if generic(left, &left_only) && named(left, &left_only) => NameRelation::Same,
        (true, false) | (false, true) => NameRelation::Unknown,
        (false, false) => NameRelation::Different,
    }
}

/// The words of each side that the other lacks.
fn unmatched(left: &[String], right: &[String]) -> (Vec<usize>, Vec<usize>) {
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut alone = vec![];
    let mut pairs: Vec<(Match, usize, usize)> = vec![];
    for (at, one) in left.iter().enumerate() {
        for (place, other) in right.iter().enumerate() {
            let found = matches(one, other);
            let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits(one) || digits(other);
            if found == Match::Exact || found >= Match::Slip && !number {
                pairs.push((found, at, place));
            }
        }
    }
    pairs.sort_by_key(|&(found, at, place)| (std::cmp::Reverse(found), at.abs_diff(place), at, place));
    let mut done: FxHashSet<usize> = FxHashSet::default();
    for (_, at, place) in pairs {
        if !done.contains(&at) && !taken.contains(&place) {
            done.insert(at);
            taken.insert(place);
        }
    }
    alone.extend((0..left.len()).filter(|at| !done.contains(at)));
    (alone, (0..right.len()).filter(|place| !taken.contains(place)).collect())
}
