//! Who does the saying: the phrase that a word of saying belongs to.
//!
//! In: a [`Frame`] and one of its [`Cue`]s. Out: a [`Subject`]. No parser: word order, commas and the classes of words.
//! Every search is bounded by [`REACH`] units.

use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::frames::Frame;
use super::people::person_noun;
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

/// Who or what says a thing, as the sentence puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A pronoun.
    Pronoun(usize),
    /// A noun phrase.
    Phrase(Phrase),
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
    fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        let start = self.document.tokens[self.frame.units.get(at)?.token as usize].span.start;
        let found = self.names.mentions.binary_search_by_key(&start, |mention| mention.span.start);
        self.names.mentions.get(found.ok()?)
    }

    pub(super) fn named_at(&self, at: usize) -> bool {
        self.mention_at(at).is_some()
    }

    /// Whether a person's name begins at a unit.
    fn person_at(&self, at: usize) -> bool {
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
    fn person_in(&self, units: Range<usize>) -> bool {
        units.take(REACH).any(|at| self.person_at(at))
    }

    fn lang(&self) -> Lang {
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
    fn core(&self, start: usize) -> Option<Range<usize>> {
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
    fn age(&self, at: usize) -> bool {
        self.class(at + 1) == Some(Class::Noun) && self.class(at + 2) == Some(Class::Lower)
    }

    /// Whether a stretch in marks is a name inside the phrase: no comma or colon before it, and the phrase goes on.
    fn tight(&self, at: usize) -> bool {
        self.class(at - 1) == Some(Class::Noun)
            && !matches!(self.class(at + 1), Some(Class::Comma | Class::Break) | None)
    }

    /// Skips "(CDU)", "(41)".
    fn bracket(&self, at: usize) -> usize {
        if self.norm(at) != "(" {
            return at;
        }
        (at + 1..at + 12).find(|&close| self.norm(close) == ")").map_or(at, |close| close + 1)
    }

    /// What depends on a phrase: a genitive, or a preposition and its phrase.
    fn part(&self, at: usize) -> Option<usize> {
        let norm = self.norm(at);
        match self.lang() {
            Lang::De
                if matches!(
                    norm,
                    "der" | "des" | "eines" | "einer" | "dieses" | "seines" | "ihres" | "seiner" | "ihrer"
                ) =>
            {
                self.core(at).map(|core| core.end)
            }
            Lang::De if matches!(norm, "von" | "vom" | "aus" | "für" | "im" | "in" | "zur" | "an" | "am") => self
                .core(at + 1)
                .filter(|core| self.class(core.start) != Some(Class::Number) && !self.time(core.clone()))
                .map(|core| core.end),
            Lang::En if matches!(norm, "of" | "for" | "at" | "from" | "in") => self.core(at + 1).map(|core| core.end),
            Lang::Fr if matches!(norm, "de" | "du" | "des" | "d" | "à" | "au" | "aux" | "en") => {
                let skip = usize::from(matches!(self.norm(at + 1), "'" | "’"));
                self.core(at + 1 + skip).filter(|_| self.class(at + 1) != Some(Class::Number)).map(|core| core.end)
            }
            _ => None,
        }
    }

    /// "Donnerstag", "Januar": what follows a preposition tells the time and belongs to the clause.
    fn time(&self, core: Range<usize>) -> bool {
        let tables = self.document.lang.tables();
        core.into_iter().any(|at| tables.months.has(self.norm(at)) || tables.weekdays.has(self.norm(at)))
    }

    /// The subject of a word of saying.
    pub(super) fn subject(&self, cue: &Cue) -> Option<Subject> {
        match cue.act {
            Act::Attribute => return self.attributed(cue.unit),
            Act::Words => return self.worded(cue.unit),
            _ => {}
        }
        if let Some(sub) = self.opener(cue) {
            return self.after(sub + 1, cue.finite.max(cue.unit));
        }
        let finite = cue.finite.min(cue.unit);
        if let Some(pronoun) = (finite + 1..cue.unit).find(|&at| self.class(at) == Some(Class::Pron)) {
            return Some(Subject::Pronoun(pronoun));
        }
        let start = self.clause_start(finite);
        if self.lang() == Lang::De {
            if cue.bare {
                return self.earlier(cue.unit);
            }
            if let Some(subject) = self.right_after(start, finite) {
                return Some(subject);
            }
        }
        let inverted = start == finite;
        let adverbial = finite == start + 1 && self.class(start) == Some(Class::Noun) && !self.named_at(start);
        if self.lang() == Lang::De
            && adverbial
            && let Some(Subject::Phrase(phrase)) = self.after(finite + 1, usize::MAX)
            && (self.human(&phrase) || self.person_in(phrase.whole.clone()))
        {
            return Some(Subject::Phrase(phrase)); // "Ähnlich äußerte sich der Minister"
        }
        if inverted && let Some(phrase) = self.before_apposition(finite) {
            return Some(Subject::Phrase(phrase));
        }
        match self.lang() {
            Lang::De if inverted || self.opens_obliquely(start, finite) => {
                self.after(finite + 1, usize::MAX).or_else(|| self.clause_subject(start, finite))
            }
            Lang::De => self.clause_subject(start, finite).or_else(|| self.after(finite + 1, usize::MAX)),
            _ if inverted => self.after(cue.unit + 1, usize::MAX),
            _ => self.leftward(start, finite).or_else(|| self.after(cue.unit + 1, usize::MAX)),
        }
    }

    /// "laut X", "so X" before its phrase; "X zufolge" after it.
    fn attributed(&self, at: usize) -> Option<Subject> {
        if self.norm(at) == "zufolge" {
            let start = (at.saturating_sub(8)..at)
                .rev()
                .take_while(|&unit| {
                    matches!(
                        self.class(unit),
                        Some(
                            Class::Noun
                                | Class::Obl
                                | Class::Lower
                                | Class::Det
                                | Class::Mark
                                | Class::Obj
                                | Class::Prep
                        )
                    )
                })
                .last()?;
            let start =
                (start..at).find(|&unit| matches!(self.class(unit), Some(Class::Obl | Class::Obj))).unwrap_or(start);
            if self.class(start) == Some(Class::Obj) {
                return Some(Subject::Pronoun(start));
            }
            let start =
                start.max((start..at).rev().find(|&unit| self.class(unit) == Some(Class::Prep)).map_or(0, |p| p + 1));
            return self.phrase(start).map(Subject::Phrase);
        }
        let mut start = at + 1;
        while matches!(self.class(start), Some(Class::Adv)) {
            start += 1;
        }
        match self.class(start)? {
            Class::Obj | Class::Pron => Some(Subject::Pronoun(start)),
            Class::Quote => Some(Subject::Phrase(Phrase { whole: start..start + 1, core: start..start + 1 })),
            _ => self.phrase(start).map(Subject::Phrase),
        }
    }

    /// A pronoun or a person's name right after a German verb is its subject, unless a person opens the clause or the
    /// verb has its subject in the clause before ("und nannte sie …").
    fn right_after(&self, start: usize, finite: usize) -> Option<Subject> {
        let before = finite.checked_sub(1).and_then(|before| self.class(before));
        let next = (finite + 1..finite + 4).find(|&at| self.class(at) != Some(Class::Adv)).unwrap_or(finite + 1);
        if self.class(next) == Some(Class::Pron) && self.norm(next) != "es" && before != Some(Class::Coord) {
            return Some(Subject::Pronoun(next));
        }
        let opening = self.phrase(start).filter(|phrase| phrase.whole.end <= finite);
        let human = self.person_in(start..finite) || opening.as_ref().is_some_and(|phrase| self.human(phrase));
        if human || start == finite {
            return None;
        }
        let name = self.core(next).filter(|_| self.class(next) == Some(Class::Noun))?;
        let ends = matches!(self.class(name.end), Some(Class::Colon | Class::Comma));
        if self.person_at(next)
            || ends && name.len() > 1 && opening.is_some_and(|phrase| self.norm(phrase.core.start) == "der")
        {
            return self.phrase(next).map(Subject::Phrase);
        }
        None
    }

    /// Whether a phrase has a noun for human beings in its core.
    fn human(&self, phrase: &Phrase) -> bool {
        let tables = self.document.lang.tables();
        phrase
            .core
            .clone()
            .any(|at| self.class(at) == Some(Class::Noun) && person_noun(tables, self.norm(at)).is_some())
    }

    /// "X … mit den Worten": the subject of the clause; after the words where they open it.
    fn worded(&self, at: usize) -> Option<Subject> {
        let start = self.clause_start(at);
        let opens = (start..at).all(|unit| !matches!(self.class(unit), Some(Class::Noun | Class::Pron | Class::Verb)));
        if opens {
            let quote = (at..at + 4).find(|&unit| self.class(unit) == Some(Class::Quote)).unwrap_or(at);
            return self.after(quote + 2, usize::MAX).or_else(|| self.earlier(start));
        }
        self.before_apposition(start)
            .map(Subject::Phrase)
            .or_else(|| self.clause_subject(start, at))
            .or_else(|| self.earlier(start))
    }

    /// The conjunction of a subordinate clause that ends in the verb: "wie die Polizei mitteilte".
    pub(super) fn opener(&self, cue: &Cue) -> Option<usize> {
        if self.lang() != Lang::De
            || self.class(cue.unit + 1).is_some_and(|class| {
                !matches!(
                    class,
                    Class::Comma | Class::Break | Class::Colon | Class::Aux | Class::Quote | Class::Coord | Class::Mark
                )
            })
        {
            return None;
        }
        let end = cue.unit.min(cue.finite);
        let before = (end.saturating_sub(REACH)..end).rev();
        let mut clause = before.take_while(|&at| {
            !matches!(self.class(at), Some(Class::Comma | Class::Break | Class::Colon | Class::Quote))
        });
        clause.find(|&at| self.class(at) == Some(Class::Sub))
    }

    /// Where the clause of a finite verb begins.
    pub(super) fn clause_start(&self, finite: usize) -> usize {
        (finite.saturating_sub(REACH)..finite)
            .rev()
            .find(|&at| {
                matches!(self.class(at), Some(Class::Comma | Class::Break | Class::Colon))
                    || self.class(at) == Some(Class::Quote) && !self.names_inside(at)
            })
            .map_or(finite.saturating_sub(REACH), |at| at + 1)
    }

    /// A stretch in marks right after a noun and before a verb belongs to the phrase: "Der Sender „X“ berichtete".
    fn names_inside(&self, at: usize) -> bool {
        at > 0 && self.class(at - 1) == Some(Class::Noun)
    }

    /// "X, the head of Y, said": the phrase before the first of two commas.
    fn before_apposition(&self, finite: usize) -> Option<Phrase> {
        if finite < 3 || self.class(finite - 1) != Some(Class::Comma) {
            return None;
        }
        let comma = finite - 1;
        let low = comma.saturating_sub(REACH);
        let barrier = (low..comma)
            .rev()
            .find(|&at| {
                matches!(self.class(at), Some(Class::Break | Class::Colon))
                    || self.class(at) == Some(Class::Quote) && !self.names_inside(at)
            })
            .map_or(low, |at| at + 1);
        let skipped = |&at: &usize| matches!(self.class(at), Some(Class::Mark | Class::Coord | Class::Adv));
        let start = (barrier..comma).find(|at| !skipped(at))?;
        let phrase = self.phrase(start)?;
        (self.class(phrase.whole.end) == Some(Class::Comma) && phrase.whole.end < comma).then_some(phrase)
    }

    /// Whether a German clause begins with something that cannot be its subject.
    fn opens_obliquely(&self, start: usize, finite: usize) -> bool {
        let mut at = start;
        while at < finite && matches!(self.class(at), Some(Class::Coord)) {
            at += 1;
        }
        match self.class(at) {
            Some(Class::Prep | Class::Det) if self.person_at(at) => false, // "Von der Leyen"
            Some(Class::Prep | Class::Obl | Class::Attr | Class::Obj) => true,
            Some(Class::Adv) => {
                (at..finite).all(|unit| matches!(self.class(unit), Some(Class::Adv)))
                    || matches!(self.class(at + 1), Some(Class::Prep))
            }
            _ => false,
        }
    }

    /// The first phrase of a German clause, if it can be a subject. "und sagte" goes back to the clause before.
    fn clause_subject(&self, start: usize, finite: usize) -> Option<Subject> {
        let mut at = start;
        while at < finite && matches!(self.class(at), Some(Class::Adv | Class::Coord | Class::Mark | Class::Attr)) {
            at += 1;
        }
        if at >= finite {
            return self.earlier(start);
        }
        match self.class(at)? {
            Class::Pron => Some(Subject::Pronoun(at)),
            Class::Prep if self.person_at(at) => self.phrase(at).map(Subject::Phrase),
            Class::Det | Class::Noun | Class::Lower | Class::Number => {
                let phrase = self.phrase(at);
                match phrase {
                    Some(phrase) if phrase.whole.start < finite => Some(Subject::Phrase(phrase)),
                    _ => None,
                }
            }
            Class::Sub => self.after(at + 1, finite),
            _ => None,
        }
    }

    /// The subject of the sentence before a co-ordinated verb.
    fn earlier(&self, before: usize) -> Option<Subject> {
        let low = before.saturating_sub(REACH);
        let start = (low..before)
            .rev()
            .find(|&at| matches!(self.class(at), Some(Class::Break | Class::Colon)))
            .map_or(low, |at| at + 1);
        self.after(start, before)
    }

    /// The first subject from a unit on: skips adverbs, objects and prepositional phrases.
    pub(super) fn after(&self, start: usize, end: usize) -> Option<Subject> {
        let mut at = start;
        let end = end.min(start + 24);
        while at < end {
            match self.class(at)? {
                Class::Adv | Class::Obj | Class::Aux | Class::Mark | Class::Coord | Class::Number => at += 1,
                Class::Pron if self.norm(at) == "es" || self.norm(at) == "it" => return self.source(at + 1),
                Class::Pron => return Some(Subject::Pronoun(at)),
                Class::Prep | Class::Attr => at = self.phrase(at + 1).map_or(at + 1, |phrase| phrase.whole.end),
                Class::Obl => at = self.core(at).map_or(at + 1, |core| core.end),
                Class::Det | Class::Noun => {
                    let phrase = self.phrase(at)?;
                    if let Some(second) = self.dative_first(&phrase) {
                        return Some(Subject::Phrase(second));
                    }
                    return Some(Subject::Phrase(phrase));
                }
                Class::Lower => match self.phrase(at) {
                    Some(phrase) if self.lang() == Lang::De => return Some(Subject::Phrase(phrase)),
                    _ => at += 1,
                },
                _ => return None,
            }
        }
        None
    }

    /// "sagte der Zeitung der Minister": of two phrases in a row the second is the subject.
    fn dative_first(&self, phrase: &Phrase) -> Option<Phrase> {
        if self.lang() != Lang::De || self.norm(phrase.core.start) != "der" {
            return None;
        }
        if matches!(self.norm(phrase.core.end), "der" | "die" | "das" | "ein" | "eine") {
            let people = self.document.lang.tables();
            let head = self.norm(phrase.core.end - 1);
            return if people.person_nouns.get(head).is_some() { None } else { self.phrase(phrase.core.end) };
        }
        None
    }

    /// "hieß es in der Begründung der Jury", "heißt es bei der Polizei": who stands behind it.
    fn source(&self, start: usize) -> Option<Subject> {
        let at = (start..start + 10).find(|&at| matches!(self.class(at), Some(Class::Prep | Class::Attr) | None))?;
        self.phrase(at + 1).map(Subject::Phrase)
    }

    /// The phrase before a verb in languages that put the subject there.
    fn leftward(&self, start: usize, finite: usize) -> Option<Subject> {
        let barrier = (start..finite)
            .rev()
            .skip_while(|&at| matches!(self.class(at), Some(Class::Adv | Class::Aux)))
            .find(|&at| matches!(self.class(at), Some(Class::Sub | Class::Coord | Class::Verb | Class::Aux)))
            .map_or(start, |at| at + 1);
        if let Some(pronoun) = (barrier..finite).rev().find(|&at| self.class(at) == Some(Class::Pron)) {
            return Some(Subject::Pronoun(pronoun));
        }
        let mut at = barrier;
        while at < finite {
            match self.class(at)? {
                Class::Prep | Class::Obl => {
                    at = self.core(at + 1).map_or(at + 1, |core| core.end.min(finite));
                    if at >= finite {
                        return self.phrase(barrier).map(Subject::Phrase);
                    }
                }
                Class::Det | Class::Noun | Class::Lower => {
                    if let Some(mut phrase) = self.phrase(at) {
                        phrase.whole.end = phrase.whole.end.min(finite);
                        phrase.core.end = phrase.core.end.min(finite);
                        return Some(Subject::Phrase(phrase));
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        (finite == start).then(|| self.earlier(start)).flatten()
    }
}
