//! Words reported without marks: indirect speech and summed-up speech.
//!
//! In: frames with their words of saying. Out: [`Quotation`]s of the kinds `Indirect` and `Reported`. What is said is the
//! clause that depends on the word of saying ("…, dass …", "…, er habe …"), or the sentence around an attribution
//! ("nach Angaben der Polizei"); a sentence in the Konjunktiv carries on what was said before it.

use super::Quotation;
use super::QuoteKind;
use super::Speaker;
use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::direct::Reader;
use super::frames::Frame;
use super::frames::Unit;
use super::phrases::Phrases;
use super::subject::Subject;
use super::words::Class;
use crate::lang::Lang;
use crate::text::Span;
use std::ops::Range;

/// How many words of saying of one sentence are tried.
const TRIES: usize = 6;

/// What a word of saying reports.
struct Report {
    kind: QuoteKind,
    /// In units, in order.
    content: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    /// Reads what one frame reports without marks.
    pub(super) fn indirect(
        &mut self,
        frames: &'a [Frame],
        number: usize,
        cues: &[Cue],
        used: &[usize],
        out: &mut Vec<Quotation>,
    ) {
        let frame = &frames[number];
        let first = out.len();
        let free = cues.iter().filter(|cue| !used.contains(&cue.unit) && !cue.bare && cue.act != Act::Mime);
        let free: Vec<&Cue> = free.take(TRIES).collect();
        let clauses = free.iter().filter_map(|cue| Some((*cue, self.report(frame, cue, cues, used)?)));
        let mut reports: Vec<(&Cue, Report)> = clauses.collect();
        if reports.is_empty() {
            reports.extend(free.iter().find_map(|cue| Some((*cue, self.summary(self.phrases(frame), cue)?))));
        }
        let mut taken = 0; // up to this unit all is reported already
        for (cue, report) in reports {
            if cue.unit < taken {
                continue;
            }
            let Some(speaker) = self.source(frames, number, cue, report.kind) else { continue };
            taken = report.content.last().map_or(0, |range| range.end);
            let quotation = Quotation {
                kind: report.kind,
                quote: self.spans(frame, &report),
                speaker: Some(speaker),
                cue: Some(self.cue_span(frame, cue)),
                via: self.via(frame, cue, cues),
            };
            self.put(number, quotation, out);
        }
        if out.len() == first && used.is_empty() {
            self.carried_on(frames, number, out);
        }
    }

    /// Who says it. A summary counts only with a speaker who can speak.
    fn source(&self, frames: &'a [Frame], number: usize, cue: &Cue, kind: QuoteKind) -> Option<Speaker> {
        let speaker = self.speaker(frames, number, cue.unit, Some(cue));
        let speaks = |speaker: &Speaker| kind != QuoteKind::Reported || self.people.can_speak(speaker);
        speaker.filter(speaks)
    }

    /// Adds what is reported.
    fn put(&mut self, number: usize, quotation: Quotation, out: &mut Vec<Quotation>) {
        if quotation.quote.is_empty() {
            return;
        }
        if let Some(speaker) = &quotation.speaker {
            self.last = Some((speaker.clone(), number));
        }
        out.push(quotation);
    }

    fn spans(&self, frame: &Frame, report: &Report) -> Vec<Span> {
        report.content.iter().filter_map(|range| self.range_span(frame, range.clone())).collect()
    }

    /// The bytes of a range of units.
    fn range_span(&self, frame: &Frame, range: Range<usize>) -> Option<Span> {
        let first = frame.units.get(range.start)?;
        let last = frame.units.get(range.end.checked_sub(1)?)?;
        let start = self.document.tokens[first.token as usize].span.start;
        let end = match last.pair {
            Some(pair) => self.pairs[pair as usize].outer.end,
            None => self.document.tokens[last.token as usize].span.end,
        };
        (start < end).then_some(Span { start, end })
    }

    fn norm(&self, unit: &Unit) -> &'a str {
        if unit.class == Class::Quote { "" } else { self.document.norm(&self.document.tokens[unit.token as usize]) }
    }

    /// What a word of saying reports.
    fn report(&self, frame: &'a Frame, cue: &Cue, cues: &[Cue], used: &[usize]) -> Option<Report> {
        let phrases = self.phrases(frame);
        let report = self.dependent(phrases, cue, cues, used)?;
        let speech = |at: usize| {
            phrases.class(at) == Some(Class::Quote) && phrases.class(at.wrapping_sub(1)) == Some(Class::Colon)
        };
        let direct = report.content.iter().cloned().flatten().any(speech);
        (!direct).then_some(report) // what stands in marks after a colon is reported already
    }

    /// The clause or sentence that depends on a word of saying.
    fn dependent(&self, phrases: Phrases<'a>, cue: &Cue, cues: &[Cue], used: &[usize]) -> Option<Report> {
        match cue.act {
            Act::Words => None,
            Act::Attribute => self.around_attribution(phrases, cue, cues, used),
            _ => Self::around_aside(phrases, cue)
                .or_else(|| self.clause_after(phrases, cue))
                .or_else(|| Self::clause_before(phrases, cue)),
        }
    }

    /// "nach Angaben der Polizei": the sentence without the attribution.
    fn around_attribution(&self, phrases: Phrases<'a>, cue: &Cue, cues: &[Cue], used: &[usize]) -> Option<Report> {
        let beside = cues.iter().take(TRIES * 4).any(|other| {
            other.unit != cue.unit
                && (other.unit < cue.unit && cue.unit - other.unit < 14 || used.contains(&other.unit))
                && matches!(other.act, Act::Say | Act::Words | Act::Ask)
                && !self.severed(phrases.frame, other.unit.min(cue.unit), other.unit.max(cue.unit))
        });
        if beside {
            return None; // "sagte X laut Y": Y only passes it on
        }
        let (start, end) = match phrases.attributed(cue)? {
            Subject::Pronoun(at) => (at.min(cue.unit), at.max(cue.end) + 1),
            Subject::Phrase(phrase) => (phrase.whole.start.min(cue.unit), phrase.whole.end.max(cue.end + 1)),
        };
        Some(Report { kind: QuoteKind::Indirect, content: phrases.without(start..end)? })
    }

    /// ", wie die Polizei mitteilte,": the sentence without the aside.
    fn around_aside(phrases: Phrases<'a>, cue: &Cue) -> Option<Report> {
        let opener = phrases.opener(cue)?;
        if !matches!(phrases.norm(opener), "wie" | "as" | "comme") {
            return None;
        }
        let end = cue.end + 1;
        Some(Report { kind: QuoteKind::Indirect, content: phrases.without(opener..end)? })
    }

    /// "…, dass …", "…, er habe …", "…, das Haus zu räumen": the clause that follows.
    fn clause_after(&self, phrases: Phrases<'a>, cue: &Cue) -> Option<Report> {
        let end = phrases.frame.units.len();
        let stop = end.min(cue.end + REACH);
        let start = match self.document.lang {
            Lang::De => (cue.end + 1..stop)
                .take_while(|&at| !matches!(phrases.class(at), Some(Class::Break)))
                .find(|&at| {
                    matches!(phrases.class(at), Some(Class::Comma | Class::Colon)) && phrases.depends(at + 1, cue)
                })
                .map(|comma| comma + 1),
            Lang::En | Lang::Fr => phrases.that_clause(cue),
        }?;
        let high = end.min(start + 3 * REACH);
        let close = (start..high).find(|&at| phrases.norm(at) == ";").unwrap_or(high);
        Some(Report { kind: QuoteKind::Indirect, content: vec![phrases.trimmed(start..close)?] })
    }

    /// "Die Lage sei ernst, sagte der Minister": the clause before.
    fn clause_before(phrases: Phrases<'a>, cue: &Cue) -> Option<Report> {
        let finite = cue.finite.min(cue.unit);
        let start = finite.checked_sub(1).filter(|&before| phrases.class(before) == Some(Class::Comma))?;
        let low = start.saturating_sub(3 * REACH);
        let open = (low..start).rev().find(|&at| phrases.norm(at) == ";").map_or(low, |at| at + 1);
        let content = phrases.trimmed(open..start)?;
        let apposition = phrases.phrase(content.start).is_some_and(|phrase| phrase.whole.end >= content.end);
        let reported = content.clone().any(|at| phrases.speech_form(at));
        let opens = matches!(phrases.class(content.start), Some(Class::Prep | Class::Sub));
        let says = matches!(cue.act, Act::Say | Act::Think | Act::Ask) && !opens;
        (!apposition && content.len() > 2 && (says || reported))
            .then(|| Report { kind: QuoteKind::Indirect, content: vec![content] })
    }

    /// "kritisierte die Pläne", "sprach von 800 Autos": the whole sentence sums up what was said.
    fn summary(&self, phrases: Phrases<'a>, cue: &Cue) -> Option<Report> {
        let whole = 0..phrases.frame.units.len();
        let short = whole.len() <= 2 * REACH;
        let reports = matches!(cue.act, Act::Say | Act::Perform | Act::Call | Act::Think);
        let short = short && phrases.opener(cue).is_none() && !phrases.speech_form(cue.finite);
        (short && reports && self.document.lang == Lang::De)
            .then(|| Report { kind: QuoteKind::Reported, content: vec![whole] })
    }

    /// A sentence in the Konjunktiv without a word of saying carries on what was said before.
    fn carried_on(&mut self, frames: &'a [Frame], number: usize, out: &mut Vec<Quotation>) {
        if self.document.lang != Lang::De {
            return;
        }
        let frame = &frames[number];
        let phrases = self.phrases(frame);
        let first = frame.units.iter().take(2).position(|unit| self.norm(unit) == "demnach");
        let near = frame.units.len().min(3 * REACH);
        let certain = (0..near).any(|at| phrases.certain_form(at));
        let follows = self.last.as_ref().is_some_and(|(_, when)| number - when <= 1);
        let possible =
            follows && (0..near).any(|at| phrases.remote_form(at)) && !(0..near).any(|at| phrases.norm(at) == "wenn");
        if !certain && !possible && first.is_none() {
            return;
        }
        let speaker = self.speaker(frames, number, 0, None);
        let content = match first {
            Some(at) => phrases.trimmed(at + 1..frame.units.len()),
            None => Some(0..frame.units.len()),
        };
        let Some(content) = content else { return };
        let quote = self.range_span(frame, content).into_iter().collect();
        self.put(number, Quotation { kind: QuoteKind::Indirect, quote, speaker, cue: None, via: None }, out);
    }
}
