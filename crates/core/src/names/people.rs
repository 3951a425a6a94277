//! People: given names, titles, roles, initials.

use super::NameKind;
use super::finder::Finder;
use super::gazetteer::Gazetteer;
use super::units::flag;
use crate::lang::Lang;

/// The most units of one name.
const LONGEST_NAME: usize = 7;

/// Finds people whose name shows by a given name, an initial, a title or a role before it.
pub(super) fn people(finder: &mut Finder<'_>) {
    let mut at = 0;
    while at < finder.units.all.len() {
        match last_of_person(finder, at) {
            Some(last) => {
                finder.take(at, last, NameKind::Person);
                at = last + 1;
            }
            None => at += 1,
        }
    }
}

/// The last unit of a person's name that begins at unit `at`.
fn last_of_person(finder: &Finder<'_>, at: usize) -> Option<usize> {
    let flags = finder.units.flags(at);
    if flags & flag::CAPITAL == 0 || finder.is_taken(at) {
        return None;
    }
    if flags & flag::INITIAL != 0 {
        return after_initials(finder, at);
    }
    let introduced = finder.follows(at, flag::TITLE | flag::ROLE) && introduces(finder, at - 1);
    if flags & flag::FAMILY != 0
        && let Some(last) = family_first(finder, at)
    {
        return Some(last);
    }
    let first_word = flags & flag::AMBIGUOUS != 0 && flags & flag::FIRST != 0 && !introduced;
    if flags & flag::GIVEN != 0
        && !first_word
        && !is_counted(finder, at)
        && let Some(last) = after_given(finder, at)
    {
        return Some(last);
    }
    if introduced { after_role(finder, at) } else { None }
}

/// Whether a number word stands before a unit: "vier Mark" is money, and nobody's name.
fn is_counted(finder: &Finder<'_>, at: usize) -> bool {
    let words = &finder.lang.tables().number_words;
    let cardinal = |norm: &str| {
        words.get(norm).is_some_and(|value| value != "1" && value.starts_with(|c: char| c.is_ascii_digit()))
    };
    at > 0 && finder.units.joined(at) && cardinal(finder.units.norm(at - 1))
}

/// Whether the role or title at `at` can introduce a name: German ones have a capital, except "der frühere".
fn introduces(finder: &Finder<'_>, at: usize) -> bool {
    finder.lang != Lang::De || finder.units.flags(at) & flag::CAPITAL != 0
}

/// "K. Brüning", "J. R. Tolkien".
fn after_initials(finder: &Finder<'_>, at: usize) -> Option<usize> {
    // "z. B. Köln": an initial after another stop in lower case is an abbreviation.
    if at > 0 && finder.units.flags(at) & flag::JOINED == 0 && finder.units.all[at].before == b'.' {
        let lower = finder.units.flags(at - 1) & flag::CAPITAL == 0;
        let short = finder.units.all[at - 1].span.len() <= 2;
        if lower && short {
            return None;
        }
    }
    let mut next = at + 1;
    while finder.units.joined(next) && finder.units.flags(next) & flag::INITIAL != 0 && next - at < 4 {
        next += 1;
    }
    (finder.units.joined(next) && finder.namelike(next)).then_some(next)
}

/// Goes over particles ("von der") before a surname.
fn over_particles(finder: &Finder<'_>, mut at: usize) -> usize {
    let start = at;
    while at - start < 3
        && finder.units.joined(at)
        && finder.units.flags(at) & flag::PARTICLE != 0
        && !ends_name(finder, at)
    {
        at += 1;
    }
    at
}

/// Whether a particle does not belong to the name: German "am", "auf", "zu" are prepositions far more often.
fn ends_name(finder: &Finder<'_>, at: usize) -> bool {
    finder.lang == Lang::De
        && matches!(finder.units.norm(at), "am" | "auf" | "zu" | "zum" | "zur" | "vom" | "das" | "des" | "dem")
}

/// Whether unit `at` names a place of the table (a genitive included), which ends a name before it.
fn is_place(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.is_place(at)
}

/// "Katja Brüning", "Ursula von der Leyen", "Jean Marie Le Pen".
fn after_given(finder: &Finder<'_>, at: usize) -> Option<usize> {
    let units = finder.units;
    let mut next = at + 1;
    while next - at < 4
        && units.joined(next)
        && units.flags(next) & (flag::GIVEN | flag::INITIAL) != 0
        && finder.surnamelike(next)
    {
        next += 1;
    }
    let surname = over_particles(finder, next);
    if units.joined(surname)
        && finder.surnamelike(surname)
        && !(surname > next && is_place(finder, surname) && finder.lang == Lang::De)
    {
        let fits = finder.namelike(surname) || units.flags(surname) & flag::FIRST == 0;
        let word = units.flags(at) & flag::AMBIGUOUS != 0 && !finder.namelike(surname);
        let genitive = surname == next && is_genitive_place(finder, surname);
        if fits && !word && !genitive {
            return Some(second_surname(finder, at, surname));
        }
    }
    (next - 1 > at).then_some(next - 1)
}

/// "Kim Nordkoreas": a genitive of a place is no surname.
fn is_genitive_place(finder: &Finder<'_>, at: usize) -> bool {
    let table = Gazetteer::get();
    finder.lang == Lang::De
        && !finder.units.no_place(at)
        && finder.units.norm(at).strip_suffix('s').is_some_and(|stem| !table.named(stem).is_empty())
        && table.named(finder.units.norm(at)).is_empty()
}

/// A further surname after the first: "García Márquez".
fn second_surname(finder: &Finder<'_>, first: usize, surname: usize) -> usize {
    let next = over_particles(finder, surname + 1);
    let particle = next > surname + 1;
    let fits = finder.units.joined(next) && finder.namelike(next) && !is_place(finder, next);
    let given = finder.units.flags(next) & flag::GIVEN != 0;
    // A heading runs into the text: "Anna Seidl Seidl".
    let fits = fits && finder.units.norm(next) != finder.units.norm(surname);
    if next - first < LONGEST_NAME && fits && !given && (!particle || finder.lang != Lang::De) { next } else { surname }
}

/// "Kim Jong Un", "Xi Jinping": family name first, then one or two short names.
fn family_first(finder: &Finder<'_>, at: usize) -> Option<usize> {
    let units = finder.units;
    let mut last = at;
    // The last syllable may be a word of the language: "Moon Jae In".
    let syllable = |next: usize| {
        finder.namelike(next)
            || next == at + 2 && units.flags(next) & flag::CAPITAL != 0 && units.all[next].span.len() <= 3
    };
    while last - at < 2 && units.joined(last + 1) && syllable(last + 1) && units.all[last + 1].span.len() <= 9 {
        if is_place(finder, last + 1) && units.flags(last + 1) & flag::GIVEN == 0 {
            break;
        }
        last += 1;
        if units.norm(last).contains('-') {
            break;
        }
    }
    let single = last == at + 1 && (units.norm(last).contains('-') || units.flags(last) & flag::GIVEN != 0);
    (last == at + 2 || single || (last == at + 1 && finder.follows(at, flag::ROLE | flag::TITLE))).then_some(last)
}

/// A name after a role or title: "Außenminister Lawrow", "Minister Elin Saarnak", "Mme Delvaux".
fn after_role(finder: &Finder<'_>, at: usize) -> Option<usize> {
    if !finder.namelike(at) || is_genitive_place(finder, at) {
        return None;
    }
    let units = finder.units;
    let mut last = at;
    while last - at < 2 && units.joined(last + 1) && finder.namelike(last + 1) && !is_place(finder, last + 1) {
        last += 1;
    }
    let surname = over_particles(finder, last + 1);
    if surname > last + 1 && units.joined(surname) && finder.namelike(surname) && !is_place(finder, surname) {
        return Some(surname);
    }
    (last > at || !is_place(finder, at)).then_some(last)
}
