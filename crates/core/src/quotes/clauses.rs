//! Clauses in which something is said: where they begin and end, and the verb forms that only reported speech has.
//!
//! In: a [`Frame`](super::frames::Frame) as [`Phrases`]. Out: ranges of its units. Every search is bounded by a few
//! times [`REACH`] units.

use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::phrases::Phrases;
use super::words::Class;
use super::words::reported;
use crate::lang::Lang;
use std::ops::Range;

impl Phrases<'_> {
    /// The sentence around a range, commas beside it and the final stop left out.
    pub(super) fn without(&self, hole: Range<usize>) -> Option<Vec<Range<usize>>> {
        let low = hole.start.saturating_sub(2 * REACH);
        let start = (low..hole.start)
            .rev()
            .find(|&at| self.norm(at) == ";" || self.class(at) == Some(Class::Colon))
            .map_or(low, |at| at + 1);
        let high = self.frame.units.len().min(hole.end + 2 * REACH);
        let end = (hole.end..high).find(|&at| self.norm(at) == ";").unwrap_or(high);
        let parts = [self.trimmed(start..hole.start), self.trimmed(hole.end..end)];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then_some(parts)
    }

    /// A range without marks at its ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mark = |at: usize| {
            matches!(self.class(at), Some(Class::Comma | Class::Break | Class::Colon)) || self.norm(at) == "-"
        };
        let mut range = range;
        while range.start < range.end && mark(range.start) {
            range.start += 1;
        }
        while range.start < range.end && mark(range.end - 1) {
            range.end -= 1;
        }
        (!range.is_empty() && range.clone().any(|at| matches!(self.class(at), Some(class) if class != Class::Mark)))
            .then_some(range)
    }

    /// Where an English or French clause of content begins: after "that", "que", or right after "said".
    pub(super) fn that_clause(&self, cue: &Cue) -> Option<usize> {
        let reach = cue.end + 1..(cue.end + 12).min(self.frame.units.len());
        let opener = reach.clone().find(|&at| matches!(self.norm(at), "that" | "que" | "qu" | "whether" | "si"));
        let broken = |to: usize| {
            reach
                .clone()
                .take_while(|&at| at < to)
                .any(|at| matches!(self.class(at), Some(Class::Comma | Class::Break | Class::Quote)))
        };
        if let Some(opener) = opener.filter(|&opener| !broken(opener)) {
            return Some(opener);
        }
        let direct = self.document.lang == Lang::En && matches!(cue.act, Act::Say | Act::Think);
        let next = cue.end + 1;
        let clause = (next..next + 14)
            .take_while(|&at| !matches!(self.class(at), Some(Class::Comma | Class::Break) | None))
            .any(|at| matches!(self.class(at), Some(Class::Aux | Class::Verb)));
        (direct && clause && matches!(self.class(next), Some(Class::Det | Class::Noun | Class::Pron | Class::Lower)))
            .then_some(next)
    }

    /// Whether a German clause that begins at a unit says what was said.
    pub(super) fn depends(&self, start: usize, cue: &Cue) -> bool {
        if self.class(start) == Some(Class::Sub) {
            return self.document.lang.tables().clause_words.get(self.norm(start)) != Some("sub aside");
        }
        let stop = self.frame.units.len().min(start + REACH);
        let clause = || (start..stop).take_while(|&at| !matches!(self.class(at), Some(Class::Break)));
        if clause().any(|at| self.speech_form(at)) {
            return true;
        }
        let own = || clause().take_while(|&at| self.class(at) != Some(Class::Comma));
        let infinitive = own().any(|at| {
            self.norm(at) == "zu" && matches!(self.class(at + 1), Some(Class::Lower | Class::Verb | Class::Aux))
        }) || own().last().is_some_and(|at| {
            self.norm(at).contains("zu") && self.norm(at).ends_with("en") && self.class(at) == Some(Class::Lower)
        });
        if infinitive {
            return matches!(cue.act, Act::Say | Act::Think | Act::Perform)
                && !matches!(self.norm(start), "um" | "ohne" | "statt");
        }
        matches!(cue.act, Act::Say | Act::Think) && self.verb_second(start)
    }

    /// Whether a verb is in the form of reported speech.
    pub(super) fn speech_form(&self, at: usize) -> bool {
        match self.class(at) {
            Some(Class::Reported) => true,
            Some(Class::Aux) => {
                let norm = self.norm(at);
                reported(self.document.lang.tables(), norm) || norm.starts_with("würde")
            }
            _ => false,
        }
    }

    /// Whether a clause begins like a main clause: its first phrase, then a finite verb.
    pub(super) fn verb_second(&self, start: usize) -> bool {
        let next = match self.class(start) {
            Some(Class::Pron) => start + 1,
            Some(Class::Det | Class::Noun) => self.phrase(start).map_or(start, |phrase| phrase.whole.end),
            _ => return false,
        };
        next > start && matches!(self.class(next), Some(Class::Aux | Class::Verb | Class::Lower))
    }

    /// Konjunktiv I: only reported speech has it.
    pub(super) fn certain_form(&self, at: usize) -> bool {
        matches!(self.class(at), Some(Class::Reported | Class::Aux))
            && reported(self.document.lang.tables(), self.norm(at))
            && self.norm(at.wrapping_sub(1)) != "ich"
    }

    /// Konjunktiv II: reported speech where the sentence before was.
    pub(super) fn remote_form(&self, at: usize) -> bool {
        let norm = self.norm(at);
        self.class(at) == Some(Class::Aux)
            && (norm.starts_with("würde")
                || norm.starts_with("hätte")
                || norm.starts_with("wäre")
                || norm.starts_with("müsste")
                || norm.starts_with("könnte")
                || norm.starts_with("sollte"))
    }
}
