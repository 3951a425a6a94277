//! The roles that a text gives to people, and role words that stand for them later.

use super::NameKind;
use super::Names;
use super::Reference;
use super::RoleMention;
use super::finder::Finder;
use super::units::flag;
use crate::lang::Lang;

/// How far from a name its role may begin, in units.
const REACH: usize = 10;
/// The most units that a role's belongings have: "der Abteilung für innere Sicherheit".
const MOST_BELONGINGS: usize = 8;

/// A role as it was read, with what is needed to know it again.
struct Role {
    /// Units of the role's words.
    first: usize,
    last: usize,
    /// The unit that is the role proper.
    head: usize,
    former: bool,
    /// Index of the person's mention.
    mention: usize,
}

/// Adds roles and references to the names; `names.mentions` are those of `finder.found`, one to one.
pub(super) fn roles(finder: &Finder<'_>, names: &mut Names) {
    let mut found: Vec<Role> = vec![];
    for (at, name) in finder.found.iter().enumerate() {
        if name.kind == NameKind::Person && !name.derived {
            found.extend(before(finder, name.units.0, at));
            found.extend(after(finder, name.units.1, at));
        }
    }
    found.sort_by_key(|role| role.first);
    names.roles = found
        .iter()
        .map(|role| RoleMention {
            span: finder.units.span(role.first, role.last),
            entity: names.mentions[role.mention].entity,
            mention: names.mentions[role.mention].span,
            former: role.former,
        })
        .collect();
    names.references = references(finder, names, &found);
}

/// Whether unit `at` is a role's head as the language writes it: German nouns have a capital.
fn is_role(finder: &Finder<'_>, at: usize) -> bool {
    let flags = finder.units.flags(at);
    flags & flag::ROLE != 0 && (finder.lang != Lang::De || flags & flag::CAPITAL != 0)
}

/// The role before a name: "Außenminister N", "die Sprecherin der Behörde, N".
fn before(finder: &Finder<'_>, name: usize, mention: usize) -> Option<Role> {
    let head = name.checked_sub(1)?;
    if finder.units.joined(name) && is_role(finder, head) {
        return Some(widen(finder, head, head, mention));
    }
    (finder.units.all[name].before == b',').then(|| before_comma(finder, name, mention)).flatten()
}

/// "Der Leiter der Abteilung, N": a role with its belongings that end at the comma.
fn before_comma(finder: &Finder<'_>, name: usize, mention: usize) -> Option<Role> {
    for head in (name.saturating_sub(REACH)..name).rev() {
        if is_role(finder, head) && belongings(finder, head) + 1 == name {
            let introduced = finder.follows(head, flag::DETERMINER | flag::DEMONYM | flag::FORMER | flag::ROLE);
            return introduced.then(|| widen(finder, head, name - 1, mention));
        }
        if !finder.units.joined(head) {
            return None;
        }
    }
    None
}

/// "N, the chairman of the bank,", "N (SPD), Minister für …", "N, die für den Forst verantwortliche Ministerin,": closed by
/// a mark or a relative clause.
fn after(finder: &Finder<'_>, name: usize, mention: usize) -> Option<Role> {
    let start = name + 1;
    if finder.units.all.get(start)?.before != b',' {
        return None;
    }
    let head = head_after(finder, start).or_else(|| head_of_long_phrase(finder, start))?;
    let last = belongings(finder, head);
    is_closed(finder, last + 1).then(|| widen(finder, head, last, mention))
}

/// The head of the role that begins at `start`, with an article and a few modifiers before it at most.
fn head_after(finder: &Finder<'_>, start: usize) -> Option<usize> {
    let mut head = start;
    while !is_role(finder, head) {
        let no_name = finder.units.flags(head) & flag::CAPITAL == 0 || finder.units.flags(head) & flag::DEMONYM != 0;
        if head - start >= 4 || !no_name || !finder.units.joined(head + 1) {
            return None;
        }
        head += 1;
    }
    (start..head).all(|at| modifies(finder, at)).then_some(head)
}

/// The head of a German role with an article and a long attribute before it: the last word up to the next mark.
fn head_of_long_phrase(finder: &Finder<'_>, start: usize) -> Option<usize> {
    if finder.lang != Lang::De || finder.units.flags(start) & flag::DETERMINER == 0 {
        return None;
    }
    let last = (start..start + REACH).find(|&at| !finder.units.joined(at + 1))?;
    // The attribute ends in a participle or an adjective: "die für den Forst verantwortliche …".
    let inflected = |at: usize| finder.units.norm(at).ends_with(['e', 'n', 'r']);
    let attribute = last > start + 2 && inflected(last - 1) && finder.units.flags(last - 1) & flag::CAPITAL == 0;
    (attribute && is_role(finder, last) && !(start..last).any(|at| ends_phrase(finder, at))).then_some(last)
}

/// Whether a role ends before unit `at`: at a mark, or where a relative clause begins.
fn is_closed(finder: &Finder<'_>, at: usize) -> bool {
    let relative = match finder.lang {
        Lang::De => false,
        Lang::En => ["who", "whose", "whom"].contains(&finder.units.norm(at)),
        Lang::Fr => ["qui", "dont"].contains(&finder.units.norm(at)),
    };
    relative || finder.units.all.get(at).is_none_or(|unit| !unit.is(flag::JOINED) && unit.before != b' ')
}

/// Whether a word can stand between article and role.
fn modifies(finder: &Finder<'_>, at: usize) -> bool {
    let flags = finder.units.flags(at);
    let adjective = match finder.lang {
        Lang::De => ["e", "er", "en", "es", "em"].iter().any(|end| finder.units.norm(at).ends_with(end)),
        Lang::En | Lang::Fr => true,
    };
    flags & (flag::DETERMINER | flag::FORMER | flag::DEMONYM | flag::PARTICLE) != 0
        || flags & (flag::SAYS | flag::WHERE | flag::WORD) == 0 && adjective
        // "A family doctor": in English a noun may stand before another.
        || finder.lang == Lang::En && flags & (flag::WORD | flag::CAPITAL | flag::SAYS | flag::WHERE) == flag::WORD
}

/// The last unit of what belongs to the role at `head`: "der Bundespolizei", "of the bank", "de la région".
fn belongings(finder: &Finder<'_>, head: usize) -> usize {
    let units = finder.units;
    let mut last = head;
    while last - head < MOST_BELONGINGS && links(finder, last + 1) {
        let mut noun = last + 2;
        while noun - last < 5
            && near(finder, noun)
            && units.flags(noun) & flag::CAPITAL == 0
            && !ends_phrase(finder, noun)
        {
            noun += 1;
        }
        let named = near(finder, noun) && units.flags(noun) & flag::CAPITAL != 0;
        if !named {
            // French and English nouns have no capital: one word after the link will do.
            let plain = finder.lang != Lang::De && noun > last + 2;
            return if plain { noun - 1 } else { last };
        }
        while near(finder, noun + 1) && units.flags(noun + 1) & flag::CAPITAL != 0 && noun - head < MOST_BELONGINGS {
            noun += 1;
        }
        last = noun;
    }
    last
}

/// Whether unit `at` follows the one before, over blanks or an elision.
fn near(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.joined(at) || finder.units.all.get(at).is_some_and(|unit| unit.before == b'\'')
}

/// Whether unit `at` links a role to what belongs to it.
fn links(finder: &Finder<'_>, at: usize) -> bool {
    let link = finder.units.norm(at);
    let fits = match finder.lang {
        Lang::De => matches!(link, "der" | "des" | "von" | "für" | "vom" | "im" | "bei" | "beim" | "am" | "in"),
        Lang::En => matches!(link, "of" | "for" | "at"),
        Lang::Fr => matches!(link, "de" | "du" | "des" | "d" | "chez" | "à" | "aux"),
    };
    fits && finder.units.joined(at)
}

/// Whether a lower-case word cannot stand inside a role's belongings.
fn ends_phrase(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.flags(at) & flag::SAYS != 0
}

/// Adds to a role what stands before its head: other role words, adjectives, the genitive of a place.
fn widen(finder: &Finder<'_>, head: usize, last: usize, mention: usize) -> Role {
    let person = last_person_before(finder, head);
    let mut first = head;
    let mut former = finder.units.norm(head).starts_with("ex-") || finder.units.norm(head).starts_with("alt");
    while first > 0 && head - first < 5 && (finder.units.joined(first) || possesses(finder, first - 1)) {
        let flags = finder.units.flags(first - 1);
        if flags & flag::FORMER != 0 {
            former = true;
            break;
        }
        let owner = finder.is_taken(first - 1) && flags & flag::CAPITAL != 0 && person != Some(first - 1);
        let part = is_role(finder, first - 1) || flags & flag::DEMONYM != 0 || owner;
        let capital = finder.lang == Lang::En && flags & flag::CAPITAL != 0 && flags & flag::FIRST == 0;
        if !(part || capital) || flags & flag::DETERMINER != 0 {
            break;
        }
        first -= 1;
    }
    Role { first, last, head, former, mention }
}

/// The last unit of the person named before unit `at`: another's name is no part of a role.
fn last_person_before(finder: &Finder<'_>, at: usize) -> Option<usize> {
    let start = finder.units.all[at].span.start;
    let before = finder.found.partition_point(|found| found.span.start < start);
    finder.found[..before].iter().rev().take(2).find(|found| found.kind == NameKind::Person).map(|found| found.units.1)
}

/// Whether unit `at` ends in "'s" before the next: "Calder's chairman".
fn possesses(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.flags(at) & flag::POSSESSIVE != 0
        && finder.units.all.get(at + 1).is_some_and(|next| next.before == b' ')
}

/// Role words with a definite article that stand for one person whom the text has named before.
fn references(finder: &Finder<'_>, names: &Names, roles: &[Role]) -> Vec<Reference> {
    let places = place_by_unit(finder);
    let mut references = vec![];
    for at in 1..finder.units.all.len() {
        if !is_role(finder, at) {
            continue;
        }
        let inside = roles.partition_point(|role| role.first <= at).checked_sub(1).map(|before| &roles[before]);
        let free = inside.is_none_or(|role| role.last < at) && !finder.is_taken(at);
        if !free || is_role(finder, at + 1) || belongings(finder, at) > at {
            continue;
        }
        let place = match definite(finder, &places, at) {
            Definite::No => continue,
            Definite::Alone => None,
            Definite::Of(place) => Some(place),
        };
        let fits = |role: &&Role| {
            let known = (role.first..=role.last).find_map(|unit| places[unit]);
            role.head < at
                && !role.former
                && same_role(finder, role.head, at)
                && place.is_none_or(|place| known == Some(place))
        };
        let mut people = roles.iter().filter(fits).map(|role| names.mentions[role.mention].entity);
        let Some(entity) = people.next() else { continue };
        if people.all(|other| other == entity) {
            references.push(Reference { span: finder.units.all[at].span, entity });
        }
    }
    references
}

/// The place that each unit names, where it does.
fn place_by_unit(finder: &Finder<'_>) -> Vec<Option<u32>> {
    let mut places = vec![None; finder.units.all.len()];
    for found in finder.found.iter().filter(|found| found.place.is_some()) {
        places[found.units.0..=found.units.1].fill(found.place);
    }
    places
}

/// Whether a role word means one known person.
enum Definite {
    /// It does not.
    No,
    /// By its article.
    Alone,
    /// By the place that it belongs to.
    Of(u32),
}

/// Whether a role word is definite, and of which place: "die Ministerin", "der polnische Minister", "Polens Minister".
fn definite(finder: &Finder<'_>, places: &[Option<u32>], at: usize) -> Definite {
    let article = |at: usize| {
        let norm = finder.units.norm(at);
        match finder.lang {
            Lang::De => {
                matches!(norm, "der" | "die" | "den" | "dem" | "des" | "dieser" | "diese" | "diesem" | "diesen")
            }
            Lang::En => matches!(norm, "the" | "this"),
            Lang::Fr => matches!(norm, "le" | "la" | "l" | "du" | "au" | "cette" | "ce"),
        }
    };
    if near(finder, at) && article(at - 1) {
        return Definite::Alone;
    }
    let Some(place) = places[at - 1].filter(|_| finder.units.joined(at)) else { return Definite::No };
    let genitive = finder.units.flags(at - 1) & flag::DEMONYM == 0;
    let adjective = at >= 2 && finder.units.joined(at - 1) && article(at - 2);
    if genitive || adjective { Definite::Of(place) } else { Definite::No }
}

/// Whether one role word can take up another: "Minister" for "Außenminister", in any case.
fn same_role(finder: &Finder<'_>, known: usize, again: usize) -> bool {
    let (known, again) = (nominative(finder, known), nominative(finder, again));
    known == again || finder.lang == Lang::De && known.ends_with(again)
}

/// A role word without its German case ending, as far as it can be told.
fn nominative<'f>(finder: &'f Finder<'_>, at: usize) -> &'f str {
    let norm = finder.units.norm(at);
    if finder.lang != Lang::De {
        return norm;
    }
    let bare =
        norm.strip_suffix("en").or_else(|| norm.strip_suffix('s')).or_else(|| norm.strip_suffix('n')).unwrap_or(norm);
    // "-in" is the feminine, no ending.
    if norm.ends_with("in") { norm } else { bare }
}
