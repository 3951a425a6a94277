//! Noun phrases of a frame: where they begin and end, and what they name.
//!
//! In: a [`Frame`] and a unit of it. Out: the [`Phrase`] that begins there. No parser: the classes of words decide.

use super::cues::REACH;
use super::frames::Frame;

use super::words::Class;
use crate::lang::Lang;
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::Names;
use crate::segment::Document;
use std::ops::Range;

/// The most parts ("of the …", "in …") that a phrase is followed into.
const PARTS: usize = 3;

/// A noun phrase in units of its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// All of it.
    pub(super) whole: Range<usize>,
    /// Up to what depends on it: "die Sprecherin" of "die Sprecherin der Bundespolizei".
    pub(super) core: Range<usize>,
}

/// Reads the phrases of one frame.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub(super) document: &'a Document,
    pub(super) frame: &'a Frame,
    pub(super) names: &'a Names,
}

impl<'a> Phrases<'a> {
    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.frame.units.get(at).map(|unit| unit.class)
    }

    pub(super) fn norm(&self, at: usize) -> &'a str {
        match self.frame.units.get(at) {
            Some(unit) if unit.class != Class::Quote => self.document.norm(&self.document.tokens[unit.token as usize]),
            _ => "",
        }
    }

    /// The name that begins at a unit.
    pub(super) fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        let start = self.document.tokens[self.frame.units.get(at)?.token as usize].span.start;
        let found = self.names.mentions.binary_search_by_key(&start, |mention| mention.span.start);
        self.names.mentions.get(found.ok()?)
    }

    pub(super) fn named_at(&self, at: usize) -> bool {
        self.mention_at(at).is_some()
    }

    /// Whether a person's name begins at a unit.
    pub(super) fn person_at(&self, at: usize) -> bool {
        let Some(unit) = self.frame.units.get(at) else { return false };
        let start = self.document.tokens[unit.token as usize].span.start;
        let found = self.names.mentions.binary_search_by_key(&start, |mention| mention.span.start);
        found.ok().and_then(|index| self.names.mentions.get(index)).is_some_and(|mention| {
            !mention.derived
                && self
                    .names
                    .entities
                    .get(mention.entity as usize)
                    .is_some_and(|entity| entity.kind == NameKind::Person)
        })
    }

    /// Whether a person is named in a range of units.
    pub(super) fn person_in(&self, units: Range<usize>) -> bool {
        units.take(REACH).any(|at| self.person_at(at))
    }

    pub(super) fn lang(&self) -> Lang {
        self.document.lang
    }

    /// The noun phrase that begins at a unit.
    pub(super) fn phrase(&self, start: usize) -> Option<Phrase> {
        let core = self.core(start)?;
        let mut end = self.bracket(core.end);
        for _ in 0..PARTS {
            let Some(next) = self.part(end) else { break };
            end = self.bracket(next);
        }
        Some(Phrase { whole: start..end, core: start..core.end })
    }

    /// Article, adjectives, nouns.
    pub(super) fn core(&self, start: usize) -> Option<Range<usize>> {
        let mut at = start;
        if let Some(mention) = self.mention_at(start).filter(|mention| !mention.derived) {
            let inside = |at: &usize| {
                self.frame
                    .units
                    .get(*at)
                    .is_some_and(|unit| self.document.tokens[unit.token as usize].span.start < mention.span.end)
            };
            let end = (start + 1..start + 12).find(|at| !inside(at)).unwrap_or(start + 12);
            if self.class(start) != Some(Class::Noun) {
                return Some(start..end);
            }
        }
        while at < start + 2 && matches!(self.class(at), Some(Class::Det | Class::Obl)) {
            at += 1;
        }
        let german = self.lang() == Lang::De;
        let limit = at + 10;
        let mut nouns = 0;
        while at < limit {
            match self.class(at) {
                Some(Class::Noun) => nouns += 1,
                Some(Class::Number) if self.age(at) => at += 2,
                Some(Class::Number) if nouns == 0 || !german => {}
                Some(Class::Lower) if german && nouns == 0 => {}
                Some(Class::Lower) if !german => nouns += 1,
                Some(Class::Mark) if at > start && matches!(self.norm(at), "-" | "." | "/" | "&" | "'" | "’" | "*") =>
                    {}
                Some(Class::Quote) if nouns > 0 && self.tight(at) => {}
                _ => break,
            }
            at += 1;
        }
        while at > start && self.class(at - 1) == Some(Class::Mark) {
            at -= 1;
        }
        (nouns > 0).then_some(start..at)
    }

    /// "19 Jahre alte", "vier Meter hohe": a measure inside a phrase.
    pub(super) fn age(&self, at: usize) -> bool {
        self.class(at + 1) == Some(Class::Noun) && self.class(at + 2) == Some(Class::Lower)
    }

    /// Whether a stretch in marks is a name inside the phrase: no comma or colon before it, and the phrase goes on.
    pub(super) fn tight(&self, at: usize) -> bool {
        self.class(at - 1) == Some(Class::Noun)
            && !matches!(self.class(at + 1), Some(Class::Comma | Class::Break) | None)
    }

    /// Skips "(CDU)", "(41)".
    pub(super) fn bracket(&self, at: usize) -> usize {
        if self.norm(at) != "(" {
            return at;
        }
        (at + 1..at + 12).find(|&close| self.norm(close) == ")").map_or(at, |close| close + 1)
    }

    /// What depends on a phrase: a genitive, or a preposition and its phrase.
    pub(super) fn part(&self, at: usize) -> Option<usize> {
        let part = self.document.lang.tables().phrase_parts.get(self.norm(at))?;
        if part == "genitive" {
            return self.core(at).map(|core| core.end);
        }
        // "d’", "l’"
        let first = at + 1 + usize::from(matches!(self.norm(at + 1), "'" | "’"));
        let core = self.core(first)?;
        let counted = self.class(core.start) == Some(Class::Number);
        let fits = match self.lang() {
            Lang::De => !counted && !self.time(core.clone()),
            Lang::En => true,
            Lang::Fr => self.class(at + 1) != Some(Class::Number),
        };
        fits.then_some(core.end)
    }

    /// "Donnerstag", "Januar": what follows a preposition tells the time and belongs to the clause.
    pub(super) fn time(&self, core: Range<usize>) -> bool {
        let tables = self.document.lang.tables();
        core.into_iter().any(|at| tables.months.has(self.norm(at)) || tables.weekdays.has(self.norm(at)))
    }
}
