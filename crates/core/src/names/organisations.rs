//! Organisations: known names, legal forms, heads such as "Universität", nouns that announce a name.

use super::NameKind;
use super::finder::Finder;
use super::units::flag;
use crate::lang::Lang;

/// The most units of one name.
const LONGEST_NAME: usize = 8;

/// Finds organisations.
pub(super) fn organisations(finder: &mut Finder<'_>) {
    known_runs(finder);
    legal_forms(finder);
    for at in 0..finder.units.all.len() {
        let flags = finder.units.flags(at);
        if flags & (flag::KNOWN | flag::HEAD | flag::TRIGGER) == 0 || finder.is_taken(at) {
            continue;
        }
        if flags & flag::HEAD != 0 {
            headed(finder, at);
        }
        if flags & flag::KNOWN != 0 && flags & flag::CAPITAL != 0 && !finder.is_taken(at) {
            known(finder, at);
        }
        if flags & flag::TRIGGER != 0 && !finder.is_taken(at) {
            announced(finder, at);
        }
    }
}

/// Whether unit `at` follows the one before as part of one name: blanks between, or "&".
fn continues(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.joined(at) || (finder.units.all.get(at).is_some_and(|unit| unit.before == b'&') && at > 0)
}

/// A run of capitalised words before a legal form: "Lehner Bau", "Hart & Co. Ltd".
fn legal_forms(finder: &mut Finder<'_>) {
    for at in 1..finder.units.all.len() {
        let flags = finder.units.flags(at);
        if flags & flag::LEGAL == 0
            || flags & flag::CAPITAL == 0 && finder.units.norm(at) != "plc"
            || finder.is_taken(at - 1)
        {
            continue;
        }
        let comma = finder.units.all[at].before == b',' && finder.lang == Lang::En;
        if continues(finder, at) || comma {
            let first = left_of(finder, at);
            if first < at {
                finder.take(first, at, NameKind::Organisation);
            }
        }
    }
}

/// The first unit of a capitalised run that ends before `head`.
fn left_of(finder: &Finder<'_>, head: usize) -> usize {
    let mut first = head;
    while first > 0 && head - first < LONGEST_NAME && !finder.is_taken(first - 1) {
        let flags = finder.units.flags(first - 1);
        let gap = first == head || continues(finder, first);
        let ordinary = flags & (flag::DETERMINER | flag::WHERE | flag::ROLE | flag::TITLE | flag::SAYS) != 0
            || flags & flag::WORD != 0 && (flags & flag::FIRST != 0 || !is_adjective(finder, first - 1));
        if flags & flag::CAPITAL == 0 || !gap || ordinary {
            break;
        }
        first -= 1;
    }
    first
}

/// A capitalised German adjective inside a sentence is part of a name: "Deutsche", "Technischen".
fn is_adjective(finder: &Finder<'_>, at: usize) -> bool {
    let norm = finder.units.norm(at);
    finder.lang == Lang::De && ["e", "er", "en", "es"].iter().any(|end| norm.ends_with(end))
}

/// Organisations of the table whose names have several words.
fn known_runs(finder: &mut Finder<'_>) {
    let table = &finder.lang.tables().organisations;
    for at in 0..finder.units.all.len() {
        if finder.units.flags(at) & flag::OPENER == 0 || finder.is_taken(at) {
            continue;
        }
        let mut key = finder.units.norm(at).to_owned();
        let mut found = None;
        for last in at + 1..at + table.longest() {
            if !finder.units.joined(last) && finder.units.all.get(last).is_none_or(|unit| unit.before != b'\'') {
                break;
            }
            key.push(if finder.units.joined(last) { ' ' } else { '\'' });
            key.push_str(finder.units.norm(last));
            let stem = key.strip_suffix('s').filter(|_| finder.lang == Lang::De);
            let name = table.get(&key).or_else(|| stem.and_then(|stem| table.get(stem)));
            found = name.map(|name| (last, name)).or(found);
        }
        // Ordinary words may begin such a name; a capital somewhere shows that it is meant.
        let Some((last, name)) = found else { continue };
        if (at..=last).any(|unit| finder.units.flags(unit) & flag::CAPITAL != 0) {
            finder.take(at, last, NameKind::Organisation).name = Some(name);
        }
    }
}

/// An organisation of the table.
fn known(finder: &mut Finder<'_>, at: usize) {
    let table = &finder.lang.tables().organisations;
    let norm = finder.units.norm(at);
    let name = table.get(norm).unwrap_or("");
    finder.take(at, at, NameKind::Organisation).name = Some(name).filter(|name| !name.is_empty());
}

/// A name with a head: "Universität Hamburg", "Harland Bank", "tribunal administratif de Lyon".
fn headed(finder: &mut Finder<'_>, at: usize) {
    let found = match finder.lang {
        Lang::De => german_head(finder, at),
        Lang::En => english_head(finder, at),
        Lang::Fr => french_head(finder, at),
    };
    let Some((first, last)) = found else { return };
    let norm = finder.units.norm(last);
    let cut = norm.len() - nominative(norm).len();
    let words = finder.units.span(first, last).of(finder.text);
    let bare = words.get(..words.len() - cut).filter(|_| cut > 0 && finder.lang == Lang::De);
    let found = finder.take(first, last, NameKind::Organisation);
    found.derived = bare.is_some();
    found.name = bare;
}

fn german_head(finder: &Finder<'_>, at: usize) -> Option<(usize, usize)> {
    let units = finder.units;
    if units.flags(at) & flag::CAPITAL == 0 {
        return None;
    }
    let first = german_left(finder, at);
    let mut last = at;
    while last - at < 3
        && units.joined(last + 1)
        && (finder.namelike(last + 1) || is_place(finder, last + 1))
        && units.flags(last + 1) & flag::GIVEN == 0
    {
        last += 1;
    }
    if last == at && units.norm(at + 1) == "für" && units.joined(at + 1) && units.flags(at + 2) & flag::CAPITAL != 0 {
        last = at + 2;
    }
    (last > at || first < at || stands_alone(finder, at)).then_some((first, last))
}

/// Whether a compound names one authority by itself, as there is one of each: "Finanzministerium", not "Prüfinstitut".
fn stands_alone(finder: &Finder<'_>, at: usize) -> bool {
    let norm = finder.units.norm(at);
    let authority = ["ministerium", "kriminalamt", "verfassungsschutz", "bundesamt", "landesamt", "polizei"];
    finder.units.flags(at) & flag::COMPOUND != 0
        && (authority.iter().any(|end| nominative(norm).ends_with(end)) || norm.starts_with("bundes"))
}

/// A German noun without the ending of its genitive.
fn nominative(norm: &str) -> &str {
    ["amtes", "ministeriums", "amts", "gerichts", "instituts", "präsidiums", "klinikums"]
        .iter()
        .find(|end| norm.ends_with(*end))
        .map_or(norm, |end| &norm[..norm.len() - if end.ends_with("tes") { 2 } else { 1 }])
}

/// Capitalised adjectives before a German head, which are no sentence's first word.
fn german_left(finder: &Finder<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < 3 && finder.units.joined(first) && !finder.is_taken(first - 1) {
        let flags = finder.units.flags(first - 1);
        let fits = flags & flag::CAPITAL != 0
            && flags & (flag::FIRST | flag::DETERMINER | flag::ROLE | flag::TITLE) == 0
            && is_adjective(finder, first - 1)
            && flags & flag::NOUN == 0;
        if !fits {
            break;
        }
        first -= 1;
    }
    first
}

fn english_head(finder: &Finder<'_>, at: usize) -> Option<(usize, usize)> {
    let units = finder.units;
    if units.flags(at) & flag::CAPITAL == 0 {
        return None;
    }
    let mut last = at;
    while last - at < 4
        && continues(finder, last + 1)
        && units.flags(last + 1) & flag::CAPITAL != 0
        && units.flags(last + 1) & (flag::HEAD | flag::LEGAL) != 0
    {
        last += 1;
    }
    let first = left_of(finder, at);
    if matches!(units.norm(last + 1), "of" | "for") && units.joined(last + 1) {
        let the = usize::from(units.norm(last + 2) == "the");
        let next = last + 2 + the;
        if units.joined(next) && units.flags(next) & flag::CAPITAL != 0 {
            last = next;
            while last - at < LONGEST_NAME && units.joined(last + 1) && finder.namelike(last + 1) {
                last += 1;
            }
        }
    }
    let bare = first == at && last == at;
    let generic =
        first < at && at - first == 1 && units.flags(first) & flag::FIRST != 0 && units.flags(first) & flag::WORD != 0;
    (!bare && !generic).then_some((first, last))
}

fn french_head(finder: &Finder<'_>, at: usize) -> Option<(usize, usize)> {
    let units = finder.units;
    let mut next = at + 1;
    while next - at < 3
        && units.joined(next)
        && units.flags(next) & (flag::CAPITAL | flag::DETERMINER | flag::PARTICLE | flag::WHERE) == 0
    {
        next += 1;
    }
    let of = next;
    while next - of < 3
        && matches!(units.norm(next.min(units.all.len() - 1)), "de" | "du" | "des" | "d" | "la" | "l")
        && next < units.all.len()
    {
        next += 1;
    }
    let linked = next == of || (units.joined(of) && next > of);
    let name = units.flags(next) & flag::CAPITAL != 0 && (units.joined(next) || units.all[next].before == b'\'');
    (linked && name && next > of).then(|| {
        let mut last = next;
        while last - next < 3 && units.joined(last + 1) && finder.namelike(last + 1) {
            last += 1;
        }
        (at, last)
    })
}

/// "Lackfabrik Wiegand", "Gruppe Delta Coatings", "the retailer Hobb & Lane", "le groupe Valmer": the name alone. Nouns that
/// announce one have a capital in German only.
fn announced(finder: &mut Finder<'_>, at: usize) {
    let units = finder.units;
    if (units.flags(at) & flag::CAPITAL != 0) != (finder.lang == Lang::De) {
        return;
    }
    let first = at + 1;
    let mut last = at;
    while last - at < 3 && units.joined(last + 1) && finder.namelike(last + 1) && !is_place(finder, last + 1) {
        last += 1;
    }
    let person = units.flags(first) & (flag::GIVEN | flag::INITIAL) != 0;
    // One or two letters are a class, a unit or an article of another language.
    let telling = last > first || last == first && units.norm(first).len() > 3;
    if telling && !person {
        finder.take(first, last, NameKind::Organisation);
    }
}

/// Whether unit `at` is a place of the table, or a genitive of one.
fn is_place(finder: &Finder<'_>, at: usize) -> bool {
    finder.units.is_place(at)
}
