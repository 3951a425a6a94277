//! Which full stops end a sentence: abbreviations, initials, ordinals, Roman numerals.

use super::sentences::Context;
use super::sentences::Stop;
use super::sentences::next_word;
use crate::lang::Lang;
use crate::lang::Tables;

/// Most parts of an abbreviation such as `u. v. a. m.`
const PARTS: usize = 5;
/// Most letters of one part of it.
const PART: usize = 4;
/// Most digits of an ordinal: longer numbers before a stop are years and amounts.
const ORDINAL_DIGITS: usize = 3;
/// Most words of a time of day that a sentence begins with: `Shortly after 5 a.m.`
const FRONTED: usize = 4;
/// Longest abbreviation in letters.
const LONGEST: usize = 24;

/// Whether a single full stop, followed by white space and then by `next`, ends its sentence.
pub(super) fn dot_ends(context: &Context<'_>, stop: Stop, next: &str) -> bool {
    let before = &context.text[context.from..stop.at];
    let word = last_word(before);
    let following = next_word(next);
    if word.is_empty() {
        return true;
    }
    if word.ends_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return number_ends(context, before, word, next);
    }
    if word.chars().nth(1).is_none() && (context.is_first(stop.at - word.len()) || begins_dotted(next)) {
        return false;
    }
    if let Some(class) = abbreviation(context, before) {
        let noted = stop.after > stop.at + 1 && context.text[stop.at + 1..].starts_with(|c: char| c.is_ascii_digit());
        return match class {
            _ if noted => false,
            "time" => !goes_on_as_time(context, before, next, following),
            "num" => !is_number(context, following),
            "end" => context.opens(following),
            _ => false,
        };
    }
    if word.chars().nth(1).is_none() || is_regnal(context, before, word) || is_clipped(context, before, word) {
        return context.opens(following);
    }
    true
}

/// Whether `next` begins with a further part of a dotted abbreviation: one letter and a stop.
fn begins_dotted(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some('.')
}

/// Whether what follows a time of day belongs to it: a day, a month, a time zone; or is a title (`Mr.`) behind a
/// time that the sentence begins with (`At 5 a.m. Mr. Smith`).
fn goes_on_as_time(context: &Context<'_>, before: &str, next: &str, following: &str) -> bool {
    let lower = following.to_lowercase();
    let behind = next.find(following).map_or("", |at| &next[at + following.len()..]);
    let acronym = following.len() > 1 && following.chars().all(char::is_uppercase);
    let early = before.split_whitespace().take(FRONTED + 1).count() <= FRONTED;
    let shortened = early && behind.starts_with('.') && context.tables.abbreviations.has(&lower);
    acronym || shortened || is_number(context, following) || is_in_calendar(context.tables, &lower)
}

/// Whether the word before byte `at` is an abbreviation of the table.
pub(super) fn is_known(context: &Context<'_>, at: usize) -> bool {
    abbreviation(context, &context.text[..at]).is_some()
}

/// The run of letters and digits that `before` ends with.
fn last_word(before: &str) -> &str {
    let head = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '°');
    &before[head.len()..]
}

/// How the table classes the abbreviation that `before` ends with (its last stop follows).
///
/// Tried are the longest chain of short parts (`z. B`, `u.s.w`), then shorter ones, then the last word with and
/// without what a hyphen joins to it.
fn abbreviation(context: &Context<'_>, before: &str) -> Option<&'static str> {
    let mut starts = [0; PARTS + 1];
    let count = chain(before, &mut starts);
    let mut key = String::new();
    starts[..count].iter().rev().map(|&start| &before[start..]).filter(|written| written.len() <= LONGEST).find_map(
        |written| {
            key.clear();
            key.extend(written.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase));
            context.tables.abbreviations.get(&key)
        },
    )
}

/// Where the abbreviation that `before` ends with may begin: first its last word, then ever more parts before it;
/// gives how many.
fn chain(before: &str, starts: &mut [usize; PARTS + 1]) -> usize {
    starts[0] = before.len() - last_word(before).len();
    for count in 1..=PARTS {
        let start = starts[count - 1];
        let head = before[..start].strip_suffix('-').unwrap_or(&before[..start]);
        let hyphen = head.len() < start;
        let spaced = head.trim_end_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
        let inner = match spaced.strip_suffix('.') {
            Some(inner) if start - spaced.len() <= 3 => inner,
            None if hyphen => head,
            _ => return count,
        };
        let part = last_word(inner);
        if part.is_empty() || (!hyphen && part.chars().take(PART + 1).count() > PART) {
            return count;
        }
        starts[count] = inner.len() - part.len();
    }
    starts.len()
}

/// Whether the next word is a number, in digits or Roman (but for the English pronoun).
fn is_number(context: &Context<'_>, word: &str) -> bool {
    let pronoun = context.lang == Lang::En && word == "I";
    word.starts_with(|c: char| c.is_ascii_digit()) || (is_roman(word) && !word.is_empty() && !pronoun)
}

/// Whether a word is a Roman numeral under forty.
fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Whether a Roman numeral stands as an ordinal behind a name or an article (`Johannes Paul II.`); German only, the
/// other languages write no stop there.
fn is_regnal(context: &Context<'_>, before: &str, word: &str) -> bool {
    let head = before[..before.len() - word.len()].trim_end();
    context.lang == Lang::De && is_roman(word) && !last_word(head).is_empty()
}

/// Whether a word looks clipped: small letters (after the first) without a vowel, and no unit after a number.
fn is_clipped(context: &Context<'_>, before: &str, word: &str) -> bool {
    let head = before[..before.len() - word.len()].trim_end();
    let letters = word.chars().count();
    let lower = word.chars().skip(1).all(char::is_lowercase);
    let vowel = |c: char| "aeiouyäöüàâéèêëîïôœùû".contains(c);
    (2..=5).contains(&letters)
        && lower
        && !word.chars().flat_map(char::to_lowercase).any(vowel)
        && !head.ends_with(|c: char| c.is_ascii_digit())
        && context.lang != Lang::Fr
}

/// Whether the stop behind a number ends the sentence: it does not behind an ordinal, in a date or behind the label
/// of an item.
fn number_ends(context: &Context<'_>, before: &str, number: &str, next: &str) -> bool {
    let head = &before[..before.len() - number.len()];
    if context.is_first(context.from + head.len()) {
        return number.len() > ORDINAL_DIGITS;
    }
    if context.lang != Lang::De || number.len() > ORDINAL_DIGITS || head.ends_with([':', ',', '$', '€', '#']) {
        return true;
    }
    let following = next_word(next);
    if following.starts_with(|c: char| c.is_ascii_digit()) {
        return !goes_on_as_date(number, next, following);
    }
    let noun = following.to_lowercase();
    if context.tables.ordinal_nouns.has(&noun) || is_in_calendar(context.tables, &noun) {
        return false;
    }
    context.opens(following) || !announces_ordinal(context, head)
}

/// Whether a word (in lower case) is a month or a weekday.
pub(super) fn is_in_calendar(tables: &Tables, word: &str) -> bool {
    tables.months.has(word) || tables.weekdays.has(word)
}

/// Whether a day is followed by its month or by a year (`12. 6. 2024`), or a range goes on (`1. -3. Jahrhundert`).
fn goes_on_as_date(number: &str, next: &str, following: &str) -> bool {
    let behind = next.find(following).map_or("", |at| &next[at + following.len()..]);
    let day = number.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let dotted = behind.starts_with('.') && following.len() <= 2;
    let year = following.len() == 4 && number.len() <= 2 && number.parse().is_ok_and(|month: u32| month <= 12);
    day && (dotted || year)
}

/// Whether what stands before a number lets an ordinal follow: not a noun (`auf Seite 12.`), but an article, a
/// preposition or an adjective (`die 3.`, `am 12.`, `ihr insgesamt 100.`).
fn announces_ordinal(context: &Context<'_>, head: &str) -> bool {
    let range = head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | '–' | ' '));
    let word = last_word(range.trim_end());
    word.starts_with(char::is_lowercase) || context.opens(word)
}
