//! Places: of the table, and by what stands around them.

use super::NameKind;
use super::echoes::hyphen;
use super::finder::Finder;
use super::gazetteer::Gazetteer;
use super::units::flag;
use crate::lang::Lang;
use crate::text::Span;

/// Finds places of the table.
pub(super) fn locations(finder: &mut Finder<'_>) {
    let mut at = 0;
    while at < finder.units.all.len() {
        let flags = finder.units.flags(at);
        if flags & flag::CAPITAL == 0 || finder.is_taken(at) {
            at += 1;
            continue;
        }
        at = of_table(finder, at).map_or(at + 1, |last| last + 1);
    }
}

/// Finds places that the table lacks by the words around them.
pub(super) fn patterns(finder: &mut Finder<'_>) {
    for at in 0..finder.units.all.len() {
        if finder.units.flags(at) & flag::CAPITAL != 0 && !finder.is_taken(at) {
            by_pattern(finder, at);
        }
    }
}

/// A place of the table that begins at `at`; gives its last unit.
fn of_table(finder: &mut Finder<'_>, at: usize) -> Option<usize> {
    let table = Gazetteer::get();
    let (last, place, genitive) = longest(finder, at)?;
    let single = last == at;
    let flags = finder.units.flags(at);
    let doubtful = flags & (flag::PLACE_WORD | flag::GIVEN | flag::WORD | flag::ROLE) != 0;
    if single && doubtful && !located(finder, at) {
        return None;
    }
    if single && table.acronym(finder.units.norm(at)) && flags & flag::UPPER == 0 {
        return None;
    }
    let next = last + 1;
    let site = finder.units.joined(next)
        && finder.units.flags(next) & flag::SITE != 0
        && finder.units.flags(next) & flag::CAPITAL != 0;
    if finder.lang == Lang::En && single && site {
        finder.take(at, next, NameKind::Place);
        return Some(next);
    }
    if finder.lang != Lang::De
        && single
        && finder.units.joined(next)
        && finder.namelike(next)
        && longest(finder, next).is_none()
        && finder.units.flags(next) & (flag::GIVEN | flag::INITIAL) == 0
    {
        return None;
    }
    let name = table.place(place).name(finder.lang);
    let found = finder.take(at, last, NameKind::Place);
    found.place = Some(place);
    found.derived = genitive;
    found.name = Some(name);
    Some(last)
}

/// The longest name of the table that begins at `at`: its last unit, the place, whether it is a genitive.
fn longest(finder: &Finder<'_>, at: usize) -> Option<(usize, u32, bool)> {
    let table = Gazetteer::get();
    let units = finder.units;
    if units.no_place(at) {
        return None;
    }
    let most = table.most_words(units.norm(at));
    let mut key = String::new();
    for last in (at..at + most).rev() {
        let run = (at + 1..=last).all(|next| units.joined(next) && !finder.is_taken(next));
        if !run {
            continue;
        }
        key.clear();
        key.push_str(units.norm(at));
        for unit in at + 1..=last {
            key.push(' ');
            key.push_str(units.norm(unit));
        }
        if let Some(&place) = table.named(&key).first() {
            return Some((last, place, false));
        }
        let stem = key.strip_suffix('s').filter(|_| finder.lang == Lang::De);
        if let Some(&place) = stem.and_then(|stem| table.named(stem).first()) {
            return Some((last, place, true));
        }
    }
    None
}

/// Whether the words around show that unit `at` is a place: a preposition before, or a dateline.
fn located(finder: &Finder<'_>, at: usize) -> bool {
    finder.follows(at, flag::WHERE) || dateline(finder, at)
}

/// Whether unit `at` is a dateline: the first of the text (or of its first paragraphs), before "(", "." or "-".
fn dateline(finder: &Finder<'_>, at: usize) -> bool {
    let begins = at == 0 || finder.text[..finder.units.all[at].span.start as usize].ends_with('\n');
    if !begins {
        return false;
    }
    let after = finder.text[finder.units.all[at].span.end as usize..].trim_start_matches([' ', '\u{a0}']);
    let agency = after.starts_with('(') && after.chars().skip(1).take(12).any(|c| c == ')');
    let stop =
        after.starts_with(". ") || after.starts_with(" – ") || after.starts_with("- ") || after.starts_with("– ");
    agency || stop
}

/// Takes unit `at` where a pattern shows a place.
fn by_pattern(finder: &mut Finder<'_>, at: usize) {
    let flags = finder.units.flags(at);
    let plain = flags
        & (flag::WORD
            | flag::NOUN
            | flag::ROLE
            | flag::TITLE
            | flag::KNOWN
            | flag::LEGAL
            | flag::HEAD
            | flag::GIVEN
            | flag::DEMONYM)
        == 0;
    let site = flags & flag::SITE != 0 && flags & flag::COMPOUND != 0 && finder.lang == Lang::De && is_own(finder, at);
    let named = plain && (dateline(finder, at) || settled(finder, at));
    if site || named {
        finder.take(at, at, NameKind::Place);
    }
}

/// Whether a compound such as "Lindenbrücke" is a name: not where its first part is an ordinary noun ("Tennisplatz").
fn is_own(finder: &Finder<'_>, at: usize) -> bool {
    let norm = finder.units.norm(at);
    let head = ["straße", "strasse", "platz", "brücke", "bahnhof", "flughafen", "hafen", "allee", "gasse"];
    let Some(first) = head.iter().find_map(|head| norm.strip_suffix(head)) else { return false };
    let first = first.trim_end_matches('-');
    let linked = ["s", "n", "en", "es", ""].iter().filter_map(|link| first.strip_suffix(link));
    first.len() > 3 && !linked.into_iter().any(|noun| finder.lexicon.is_word(noun))
}

/// Whether an unknown capitalised word after a preposition is a town.
fn settled(finder: &Finder<'_>, at: usize) -> bool {
    let flags = finder.units.flags(at);
    if !finder.follows(at, flag::WHERE) || flags & flag::UPPER != 0 {
        return false;
    }
    let before = finder.units.norm(at - 1);
    match finder.lang {
        Lang::De => flags & flag::TOWNLIKE != 0 && !matches!(before, "von" | "vor" | "um" | "bis" | "ab"),
        Lang::En => {
            matches!(before, "in" | "near")
                && !finder.units.joined(at + 1) | (finder.units.flags(at + 1) & flag::CAPITAL == 0)
        }
        Lang::Fr => before == "à" && finder.units.flags(at + 1) & flag::CAPITAL == 0,
    }
}

/// Finds adjectives, inhabitants and compounds of places.
pub(super) fn derived(finder: &mut Finder<'_>) {
    for at in 0..finder.units.all.len() {
        if finder.is_taken(at) {
            continue;
        }
        let flags = finder.units.flags(at);
        if flags & flag::DEMONYM != 0 {
            if of_table(finder, at).is_some() || names_something(finder, at) {
                continue;
            }
            let place = finder.lexicon.demonym(finder.units.norm(at)).and_then(|id| Gazetteer::get().by_id(id));
            if let Some(place) = place {
                derive(finder, at, finder.units.all[at].span, place);
            }
        } else if flags & flag::CAPITAL != 0 {
            compound(finder, at);
            if finder.lang == Lang::De && !finder.is_taken(at) {
                inhabitant(finder, at);
            }
        }
    }
}

/// Whether an adjective with a capital belongs to a longer name: "Northern Herald", but not "Finnish Transport Minister".
fn names_something(finder: &Finder<'_>, at: usize) -> bool {
    if finder.lang != Lang::En {
        return false;
    }
    let mut next = at + 1;
    while finder.units.joined(next) && finder.units.flags(next) & flag::CAPITAL != 0 && next - at < 5 {
        if finder.units.flags(next) & flag::ROLE != 0 || finder.is_taken(next) {
            return false;
        }
        next += 1;
    }
    next > at + 1
}

fn derive(finder: &mut Finder<'_>, at: usize, span: Span, place: u32) {
    let name = Gazetteer::get().place(place).name(finder.lang);
    let found = finder.take_part(at, at, span, NameKind::Place);
    found.place = Some(place);
    found.derived = true;
    found.name = Some(name);
}

/// "US-Präsident", "Berlin-Besuch": the first part is a place.
fn compound(finder: &mut Finder<'_>, at: usize) {
    let norm = finder.units.norm(at);
    let Some(cut) = hyphen(norm) else { return };
    let paper = finder.units.flags(at) & (flag::HEAD | flag::TRIGGER) != 0 && norm.matches('-').count() > 1;
    if paper {
        finder.take(at, at, NameKind::Organisation);
        return;
    }
    let Some(&place) = Gazetteer::get().named(&norm[..cut]).first() else { return };
    let span = finder.units.all[at].span;
    let word = span.of(finder.text);
    let Some(end) = word.find(['-', '‑']) else { return };
    let first = Span::new(span.start as usize, span.start as usize + end);
    if Gazetteer::get().acronym(&norm[..cut]) && !first.of(finder.text).chars().all(char::is_uppercase) {
        return;
    }
    derive(finder, at, first, place);
}

/// "Berliner", "Bremer", "Münchner": a city with "-er".
fn inhabitant(finder: &mut Finder<'_>, at: usize) {
    let norm = finder.units.norm(at);
    let Some(stem) = norm.strip_suffix("er").or_else(|| norm.strip_suffix("erin")) else { return };
    if stem.len() < 3 || finder.units.flags(at) & (flag::WORD | flag::ROLE | flag::GIVEN) != 0 {
        return;
    }
    let table = Gazetteer::get();
    let contracted = stem.strip_suffix('n').map(|stem| (stem, "en"));
    let candidates = [Some((stem, "")), Some((stem, "en")), Some((stem, "e")), contracted];
    let mut name = String::new();
    let city = candidates.into_iter().flatten().find_map(|(stem, end)| {
        name.clear();
        name.push_str(stem);
        name.push_str(end);
        table.named(&name).iter().copied().find(|&place| table.place(place).city && !is_word(finder, &name))
    });
    if let Some(place) = city {
        derive(finder, at, finder.units.all[at].span, place);
    }
}

/// Whether a place's name is a word too, so that what derives from it is doubtful.
fn is_word(finder: &Finder<'_>, name: &str) -> bool {
    finder.lang.tables().place_words.has(name)
}
