//! Who does the saying: the phrase that a word of saying belongs to.
//!
//! In: the [`Phrases`] of a frame and one of its [`Cue`]s. Out: a [`Subject`]. No parser: word order, commas and the classes of words.
//! Every search is bounded by [`REACH`] units.

use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::genders::person_noun;
use super::phrases::Phrase;
use super::phrases::Phrases;
use super::words::Class;
use crate::lang::Lang;

/// Who or what says a thing, as the sentence puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A pronoun.
    Pronoun(usize),
    /// A noun phrase.
    Phrase(Phrase),
}

impl Phrases<'_> {
    /// The subject of a word of saying.
    pub(super) fn subject(&self, cue: &Cue) -> Option<Subject> {
        match cue.act {
            Act::Attribute => {
                let subject = self.attributed(cue)?;
                return if self.is_own(&subject) { self.antecedent(cue, &subject) } else { Some(subject) };
            }
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
    pub(super) fn attributed(&self, cue: &Cue) -> Option<Subject> {
        let at = cue.unit;
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
        let mut start = cue.end + 1;
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
    pub(super) fn human(&self, phrase: &Phrase) -> bool {
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
    pub(super) fn clause_subject(&self, start: usize, finite: usize) -> Option<Subject> {
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
    pub(super) fn earlier(&self, before: usize) -> Option<Subject> {
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
    pub(super) fn leftward(&self, start: usize, finite: usize) -> Option<Subject> {
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
