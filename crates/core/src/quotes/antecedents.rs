//! Whose own account it is: "nach eigenen Angaben", "by its own account", "selon ses propres chiffres".
//!
//! In: the [`Phrases`] of a frame, an attribution and the phrase that it leads to. Out: the [`Subject`] that the phrase
//! refers back to: whom it names itself, or the subject of the clause that it stands in.

use super::cues::Cue;
use super::genders::person_noun;
use super::phrases::Phrase;
use super::phrases::Phrases;
use super::subject::Subject;
use super::words::Class;
use crate::lang::Lang;

impl Phrases<'_> {
    /// Whether a phrase refers back to who speaks: "eigenen Angaben", "its own account". Of people it names others: "den
    /// eigenen Anwälten"; "eigenen Angaben der Firma" says whose they are.
    pub(super) fn is_own(&self, subject: &Subject) -> bool {
        let Subject::Phrase(phrase) = subject else { return false };
        let named = self.document.lang.tables().phrase_parts.get(self.norm(phrase.core.end)) == Some("genitive");
        self.own_word(phrase).is_some() && !named && !self.human(phrase)
    }

    fn own_word(&self, phrase: &Phrase) -> Option<usize> {
        let own = &self.document.lang.tables().own_words;
        phrase.core.clone().find(|&at| own.has(self.norm(at)))
    }

    /// Whom a phrase that refers back means: the owner that it names, or else the subject of its clause; nobody where
    /// neither stands there.
    pub(super) fn antecedent(&self, cue: &Cue, subject: &Subject) -> Option<Subject> {
        let Subject::Phrase(phrase) = subject else { return None };
        if let Some(owner) = self.owner(phrase) {
            return Some(owner);
        }
        let (first, end) = (cue.unit.min(phrase.whole.start), phrase.whole.end.max(cue.end + 1));
        let start = self.clause_start(first);
        let start = (start..first).find(|&unit| self.class(unit) != Some(Class::Adv)).unwrap_or(first);
        if self.lang() == Lang::De {
            return if start < first { self.clause_subject(start, first) } else { self.after(end + 1, usize::MAX) };
        }
        let next = if self.class(end) == Some(Class::Comma) { end + 1 } else { end };
        let opens = matches!(self.class(next), Some(Class::Det | Class::Noun | Class::Pron));
        let follows = || opens.then(|| self.clause_opening(next, usize::MAX)).flatten();
        if start < first {
            return self.clause_opening(start, first).or_else(follows);
        }
        let before = || {
            let clause = self.clause_start(start.checked_sub(1)?);
            self.clause_opening(clause, first).or_else(|| self.earlier(first).map(|subject| self.until_noun(subject)))
        };
        follows().or_else(before)
    }

    /// "the company's own figures": the company.
    fn owner(&self, phrase: &Phrase) -> Option<Subject> {
        let own = self.own_word(phrase)?;
        let end = (phrase.core.start..own).find(|&at| matches!(self.norm(at), "'" | "’"))?;
        let core = phrase.core.start..end;
        let is_named = core.clone().any(|at| matches!(self.class(at), Some(Class::Noun | Class::Lower)));
        is_named.then(|| Subject::Phrase(Phrase { whole: core.clone(), core }))
    }

    /// The subject that a clause opens with.
    fn clause_opening(&self, start: usize, end: usize) -> Option<Subject> {
        self.after(start, end).map(|subject| self.until_noun(subject))
    }

    /// A phrase up to its noun: outside German a verb that no table lists looks like one more noun.
    fn until_noun(&self, subject: Subject) -> Subject {
        let Subject::Phrase(phrase) = subject else { return subject };
        if self.lang() == Lang::De {
            return Subject::Phrase(phrase);
        }
        let end = self.noun_end(&phrase);
        let whole = if end < phrase.core.end { end } else { phrase.whole.end };
        Subject::Phrase(Phrase { whole: phrase.core.start..whole, core: phrase.core.start..end })
    }

    /// Where the noun of a phrase ends: after a word for who can speak, or before what must be its verb.
    fn noun_end(&self, phrase: &Phrase) -> usize {
        let tables = self.document.lang.tables();
        let core = phrase.core.clone();
        if self.named_at(core.start) {
            return self.core_of_name(phrase);
        }
        let speaks = |at: &usize| tables.speakers.has(self.norm(*at)) || person_noun(tables, self.norm(*at)).is_some();
        if let Some(noun) = core.clone().find(speaks) {
            // "Mr Tarling"
            return (noun + 1..core.end).find(|&at| self.class(at) != Some(Class::Noun)).unwrap_or(core.end);
        }
        let first = core.clone().find(|&at| matches!(self.class(at), Some(Class::Noun | Class::Lower)));
        let first = first.unwrap_or(core.start);
        (first + 1..core.end).find(|&at| self.is_verbal(at)).unwrap_or(core.end)
    }

    /// Where a name ends that a phrase begins with: words in lower case after it are its verb.
    fn core_of_name(&self, phrase: &Phrase) -> usize {
        let core = phrase.core.clone();
        (core.start + 1..core.end).find(|&at| self.class(at) == Some(Class::Lower)).unwrap_or(core.end)
    }

    /// Whether a word after a noun must be its verb: by its tense, or because an article or a number follows.
    fn is_verbal(&self, at: usize) -> bool {
        let past = self.lang() == Lang::En && self.norm(at).ends_with("ed");
        let tensed = past || self.document.lang.tables().tenses.has(self.norm(at));
        let governs = matches!(self.class(at + 1), Some(Class::Det | Class::Number | Class::Obl));
        let number = self.class(at) == Some(Class::Number);
        number || self.class(at) == Some(Class::Lower) && (tensed || governs)
    }
}
