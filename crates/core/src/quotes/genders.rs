//! Words for human beings and the gender they tell: nouns by the language's table, first names by table and ending.

use crate::lang::Table;
use crate::lang::Tables;

/// Grammatical gender of a word for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Unknown,
}

impl Gender {
    pub(super) fn fits(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }
}

/// What the table says of a noun for human beings; German compounds count by their last part.
pub(super) fn person_noun(tables: &Tables, word: &str) -> Option<&'static str> {
    suffix(&tables.person_nouns, word, |_| true)
}

/// Longer words are no compounds of prose.
const LONGEST: usize = 60;

/// Looks a word up, then its ever shorter ends, down to four letters.
///
/// Gives the first value that `fits`.
pub(super) fn suffix(table: &Table, word: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let look = |part: &str| table.get(part).filter(|value| fits(value));
    if word.len() > LONGEST || word.len() < 4 {
        return look(word);
    }
    let lengths = table.lengths_of_ends(word);
    if lengths == 0 {
        return None;
    }
    look(word).or_else(|| {
        word.char_indices()
            .skip(2)
            .map(|(at, _)| &word[at..])
            .take_while(|part| part.len() >= 4)
            .filter(|part| lengths >> part.len() & 1 != 0)
            .find_map(look)
    })
}

/// A guess from the end of a first name that no table lists.
pub(super) fn by_first_name(tables: &Tables, name: &str) -> Gender {
    let mut words = name.split([' ', '-']);
    let (Some(first), Some(_)) = (words.next(), words.next()) else { return Gender::Unknown };
    let first = first.to_lowercase();
    let feminine = ["a", "ine", "elle", "ette", "ène", "ise", "ike", "ie"];
    match tables.name_genders.get(&first) {
        Some("m") => Gender::Masculine,
        Some(_) => Gender::Feminine,
        None if feminine.iter().any(|end| first.ends_with(end)) => Gender::Feminine,
        None if first.ends_with(['o', 'd', 'k', 'm', 'f', 'c', 'b', 'x']) => Gender::Masculine,
        None => Gender::Unknown,
    }
}
