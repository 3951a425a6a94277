//! What the searches share: the units of a text, which of them are taken, and what was found.

use super::NameKind;
use super::lexicon::Lexicon;
use super::units::Units;
use super::units::flag;
use crate::lang::Lang;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// A name found, before it is known whose it is.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// First and last unit.
    pub(super) units: (usize, usize),
    /// Its letters.
    pub(super) span: Span,
    /// What it names.
    pub(super) kind: NameKind,
    /// Whether it only derives from a name.
    pub(super) derived: bool,
    /// The place of the table, where it is one.
    pub(super) place: Option<u32>,
    /// The name it goes by, where that is not the words of the text.
    pub(super) name: Option<&'a str>,
}

/// The state of the search.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) lang: Lang,
    pub(super) units: &'a Units,
    pub(super) lexicon: &'static Lexicon,
    /// For each unit, whether a name holds it.
    pub(super) taken: Vec<bool>,
    pub(super) found: Vec<Found<'a>>,
}

/// No unit of these kinds stands inside a person's name.
const NO_PERSON: u32 = flag::WORD
    | flag::ROLE
    | flag::TITLE
    | flag::LEGAL
    | flag::NUMBER
    | flag::TRIGGER
    | flag::HEAD
    | flag::SITE
    | flag::DEMONYM
    | flag::KNOWN
    | flag::DETERMINER
    | flag::WHERE
    | flag::SAYS
    | flag::FORMER;

impl<'a> Finder<'a> {
    /// A search that has found nothing yet.
    pub(super) fn new(text: &'a str, lang: Lang, units: &'a Units) -> Self {
        let taken = vec![false; units.all.len()];
        Self { text, lang, units, lexicon: Lexicon::of(lang), taken, found: vec![] }
    }

    /// Whether unit `at` could be part of a name by its own letters: a capital, and no known word.
    pub(super) fn namelike(&self, at: usize) -> bool {
        let flags = self.units.flags(at);
        flags & flag::CAPITAL != 0 && flags & (NO_PERSON | flag::NOUN) == 0 && !self.is_taken(at)
    }

    /// Whether unit `at` could be a surname after a given name, which many words can: "Peter Bauer".
    pub(super) fn surnamelike(&self, at: usize) -> bool {
        let flags = self.units.flags(at);
        let no = flag::LEGAL | flag::NUMBER | flag::TITLE | flag::DETERMINER | flag::SAYS | flag::KNOWN | flag::FORMER;
        let heads = if self.lang == Lang::De { 0 } else { flag::HEAD | flag::WORD | flag::SITE };
        flags & flag::CAPITAL != 0 && flags & (no | heads) == 0 && !self.is_taken(at)
    }

    /// Whether a name holds unit `at`.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    /// Whether the unit before `at` stands directly before it and has one of these flags.
    pub(super) fn follows(&self, at: usize, bits: u32) -> bool {
        at > 0 && self.units.joined(at) && self.units.flags(at - 1) & bits != 0
    }

    /// Notes a name made of whole units.
    pub(super) fn take(&mut self, first: usize, last: usize, kind: NameKind) -> &mut Found<'a> {
        let span = self.units.span(first, last);
        self.take_part(first, last, span, kind)
    }

    /// Notes a name that is a part of units.
    pub(super) fn take_part(&mut self, first: usize, last: usize, span: Span, kind: NameKind) -> &mut Found<'a> {
        self.taken[first..=last].fill(true);
        self.found.push(Found { units: (first, last), span, kind, derived: false, place: None, name: None });
        self.found.last_mut().expect("just pushed")
    }
}

/// Marks units that stand after an article or an adjective somewhere in the text: nouns, in German.
///
/// The evidence is the text's own, so a headline's "Brand in Lackfabrik" is read with the help of "der Brand" below.
pub(super) fn mark_nouns(units: &mut Units) {
    let mut nouns: FxHashSet<&str> = FxHashSet::default();
    for at in 1..units.all.len() {
        let unit = units.all[at];
        if unit.is(flag::CAPITAL) && unit.is(flag::JOINED) && makes_noun(units, at - 1) {
            nouns.insert(units.norm(at));
        }
    }
    let marked: Vec<usize> =
        (0..units.all.len()).filter(|&at| units.all[at].is(flag::CAPITAL) && nouns.contains(units.norm(at))).collect();
    for at in marked {
        units.all[at].flags |= flag::NOUN;
    }
}

/// Whether what follows unit `at` must be a noun.
fn makes_noun(units: &Units, at: usize) -> bool {
    let unit = units.all[at];
    if unit.is(flag::DETERMINER) {
        return true;
    }
    let norm = units.norm(at);
    let adjective = norm.len() > 4 && [b"en", b"er", b"es", b"em"].iter().any(|end| norm.as_bytes().ends_with(*end));
    !unit.is(flag::CAPITAL | flag::NUMBER | flag::PARTICLE | flag::WHERE | flag::SAYS | flag::WORD | flag::FORMER)
        && adjective
        && at > 0
        && units.joined(at)
        && units.all[at - 1].is(flag::DETERMINER)
}
