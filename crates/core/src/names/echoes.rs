//! Names that come again in a shorter form: a surname, the first word of a company, "Putin-Besuch".

use super::NameKind;
use super::finder::Finder;
use super::gazetteer::Gazetteer;
use super::units::flag;
use crate::lang::Lang;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The short forms of the names found so far, with what they name; `None` where two kinds share one.
pub(super) type Aliases<'a> = FxHashMap<&'a str, Option<NameKind>>;

/// Finds short forms of names that the text gives in full somewhere, before or after.
pub(super) fn echoes(finder: &mut Finder<'_>) {
    let aliases = aliases(finder);
    if aliases.is_empty() {
        return;
    }
    // Whatever is looked up is a beginning of the unit, so most units fall out by their first byte.
    let beginnings = aliases.keys().fold(0, |bits, alias| bits | alias.bytes().next().map_or(u64::MAX, beginning));
    for at in 0..finder.units.all.len() {
        let flags = finder.units.flags(at);
        let begins = |norm: &str| norm.bytes().next().is_some_and(|byte| beginnings & beginning(byte) != 0);
        if flags & flag::CAPITAL != 0 && !finder.is_taken(at) && begins(finder.units.norm(at)) {
            echo(finder, &aliases, at);
        }
    }
}

/// The bit of a first byte.
fn beginning(byte: u8) -> u64 {
    1 << (byte % 64)
}

/// Short forms of what was found.
fn aliases<'a>(finder: &Finder<'a>) -> Aliases<'a> {
    let mut aliases = Aliases::default();
    let mut add = |alias: &'a str, kind: NameKind| {
        let known = aliases.entry(alias).or_insert(Some(kind));
        if *known != Some(kind) {
            *known = None;
        }
    };
    let units = finder.units;
    for found in &finder.found {
        let (first, last) = found.units;
        match found.kind {
            NameKind::Person => add(units.norm(surname_of(finder, first, last)), NameKind::Person),
            NameKind::Organisation if can_stand_for(finder, first) || first == last => {
                add(units.norm(first), NameKind::Organisation);
            }
            NameKind::Place if first == last && found.place.is_none() => add(units.norm(first), NameKind::Place),
            _ => {}
        }
    }
    aliases
}

/// The unit by which a person is named later: the last, but the first where the family name comes first, as in
/// "Kim Jong-un" and "Moon Jae In", not in "Kim Wilde".
pub(super) fn surname_of(finder: &Finder<'_>, first: usize, last: usize) -> usize {
    let flags = finder.units.flags(first);
    let syllables = last == first + 2 || last == first + 1 && finder.units.norm(last).contains('-');
    let family = flags & flag::FAMILY != 0 && last > first && (syllables || flags & flag::GIVEN == 0);
    if family { first } else { last }
}

/// Whether the first word of an organisation's name can stand for it.
fn can_stand_for(finder: &Finder<'_>, at: usize) -> bool {
    let no = flag::WORD
        | flag::HEAD
        | flag::DEMONYM
        | flag::GIVEN
        | flag::TRIGGER
        | flag::DETERMINER
        | flag::ROLE
        | flag::SITE
        | flag::NOUN;
    let flags = finder.units.flags(at);
    flags & no == 0 && flags & flag::CAPITAL != 0 && Gazetteer::get().named(finder.units.norm(at)).is_empty()
}

/// Where the first hyphen of a word stands.
pub(super) fn hyphen(norm: &str) -> Option<usize> {
    norm.bytes().position(|byte| byte == b'-')
}

/// Takes unit `at` where it is a short form, its genitive, or begins a compound with one.
fn echo(finder: &mut Finder<'_>, aliases: &Aliases<'_>, at: usize) {
    let units = finder.units;
    let norm = units.norm(at);
    let flags = units.flags(at);
    let article = finder.follows(at, flag::DETERMINER);
    let doubtful = flags & (flag::NOUN | flag::WORD) != 0 && (article || flags & flag::FIRST != 0);
    if let Some(&Some(kind)) = aliases.get(norm) {
        let person = kind == NameKind::Person && finder.lang == Lang::De;
        let barred = doubtful || article && person;
        if !barred {
            finder.take(at, at, kind);
        }
        return;
    }
    let stem = norm.strip_suffix('s').filter(|_| finder.lang == Lang::De && !article);
    if let Some(&Some(kind)) = stem.and_then(|stem| aliases.get(stem)) {
        finder.take(at, at, kind).derived = true;
        return;
    }
    let Some(&Some(kind)) = hyphen(norm).and_then(|cut| aliases.get(&norm[..cut])) else { return };
    let span = units.all[at].span;
    let Some(end) = span.of(finder.text).find(['-', '‑']) else { return };
    let first = Span::new(span.start as usize, span.start as usize + end);
    finder.take_part(at, at, first, kind).derived = true;
}
