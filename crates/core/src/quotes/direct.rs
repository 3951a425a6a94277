//! Which stretches in marks are somebody's words, and whose.
//!
//! In: the frames of an article. Out: direct [`Quotation`]s. A stretch counts by the company it keeps: a word of saying
//! in its sentence, a colon before it, a quotation just before it; names, titles and scare quotes keep other company.

use super::Quotation;
use super::QuoteKind;
use super::Speaker;
use super::company;
use super::company::Company;
use super::company::Judge;
use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::frames::Frame;
use super::marks::Marked;
use super::people::People;
use super::phrases::Phrases;
use super::words::Class;
use crate::lang::Lang;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// How many quotations of one sentence may share a word of saying: it is the cue of the first.
const NEIGHBOURS: usize = 8;

/// What is known so far while reading from the beginning.
pub(super) struct Reader<'a> {
    pub(super) article: &'a Article,
    pub(super) document: &'a Document,
    pub(super) classes: &'a [Class],
    pub(super) pairs: &'a [Marked],
    pub(super) people: &'a People<'a>,
    /// Texts of stretches that turned out to be names or titles.
    pub(super) titles: FxHashSet<&'a str>,
    /// The last speaker, and the number of the frame where.
    pub(super) last: Option<(Speaker, usize)>,
}

impl<'a> Reader<'a> {
    /// Reads the quotations of one frame.
    ///
    /// Gives back the words of saying that a quotation uses up: they report nothing else.
    pub(super) fn direct(
        &mut self,
        frames: &'a [Frame],
        number: usize,
        cues: &[Cue],
        out: &mut Vec<Quotation>,
    ) -> Vec<usize> {
        let frame = &frames[number];
        let mut used = vec![];
        let first = out.len();
        let plain = company::plain_from(frame);
        let carried = self.last.as_ref().is_some_and(|(_, when)| number - when <= 1);
        for at in 0..frame.units.len() {
            let Some(pair) = frame.units[at].pair else { continue };
            let marked = self.pairs[pair as usize];
            let cue = self.cue_for(frame, at, cues);
            let taken_up = cue.is_some_and(|cue| cue.unit > at && self.follows(frame, at, cue));
            let company = Company { at, cue: cue.copied(), taken_up, plain, carried };
            if !self.titles.contains(marked.inner.of(&self.article.text))
                && self.judges().quoted(frame, marked, &company)
            {
                let colon = at > 0 && frame.units[at - 1].class == Class::Colon;
                if let Some(cue) = cue.filter(|_| colon || taken_up && at <= plain) {
                    used.push(cue.unit);
                }
                let shared = cue.is_some_and(|cue| self.shared(frame, cue, &out[first..]));
                let quotation = Quotation {
                    kind: QuoteKind::Direct,
                    quote: vec![marked.inner],
                    speaker: self.speaker(frames, number, at, cue),
                    cue: cue.filter(|_| !shared).map(|cue| self.cue_span(frame, cue)),
                    via: cue.and_then(|cue| self.via(frame, cue, cues)),
                };
                self.add(quotation, marked, number, shared, out);
            } else {
                self.titles.insert(marked.inner.of(&self.article.text));
            }
        }
        used
    }

    fn judges(&self) -> Judge<'a> {
        Judge { article: self.article, document: self.document, classes: self.classes }
    }

    /// Whether an earlier quotation of the sentence has this cue already.
    fn shared(&self, frame: &Frame, cue: &Cue, out: &[Quotation]) -> bool {
        let span = self.cue_span(frame, cue);
        out.iter().rev().take(NEIGHBOURS).any(|quote| quote.cue == Some(span))
    }

    /// Adds a quotation, or joins it to the one before that it carries on.
    fn add(&mut self, quotation: Quotation, marked: Marked, number: usize, shared: bool, out: &mut Vec<Quotation>) {
        if let Some(speaker) = &quotation.speaker {
            self.last = Some((speaker.clone(), number));
        }
        let direct = |quote: &&mut Quotation| quote.kind == QuoteKind::Direct;
        match out.iter_mut().rev().take(NEIGHBOURS).find(direct) {
            Some(before) if marked.continues && number > 0 => {
                before.quote.push(marked.inner);
                if before.cue.is_none() && quotation.cue.is_some() {
                    before.speaker = quotation.speaker;
                    before.cue = quotation.cue;
                    before.via = quotation.via;
                }
            }
            Some(before) if self.one_sentence(before, marked, shared) => before.quote.push(marked.inner),
            _ => out.push(quotation),
        }
    }

    /// Whether a stretch only finishes the sentence that the cue broke off.
    fn one_sentence(&self, before: &Quotation, marked: Marked, shares_cue: bool) -> bool {
        let text = &self.article.text;
        let head = before.quote.last().map_or("", |span| span.of(text));
        let lower = marked.inner.of(text).starts_with(char::is_lowercase);
        let follows = before.cue.is_some_and(|cue| cue.start >= before.quote[0].end);
        let broken = head.split_whitespace().count() <= 3;
        shares_cue && follows && lower && broken
    }

    pub(super) fn unit_span(&self, frame: &Frame, at: usize) -> Span {
        self.document.tokens[frame.units[at].token as usize].span
    }

    /// The word of saying, or the words that attribute.
    pub(super) fn cue_span(&self, frame: &Frame, cue: &Cue) -> Span {
        let first = self.unit_span(frame, cue.unit);
        if cue.act == Act::Attribute { first.hull(self.unit_span(frame, cue.end)) } else { first }
    }

    pub(super) fn phrases(&self, frame: &'a Frame) -> Phrases<'a> {
        Phrases { document: self.document, frame, names: self.people.names }
    }

    /// The word of saying that a stretch belongs to.
    fn cue_for<'c>(&self, frame: &Frame, at: usize, cues: &'c [Cue]) -> Option<&'c Cue> {
        let split = cues.partition_point(|cue| cue.unit < at);
        let left = cues[..split].iter().rev().find(|cue| !cue.bare || cue.unit + 6 > at);
        let left = left.filter(|cue| at - cue.unit <= REACH && !self.severed(frame, cue.unit, at));
        let right = cues[split..]
            .iter()
            .find(|cue| !cue.bare)
            .filter(|cue| cue.unit - at <= REACH && !self.severed(frame, at, cue.unit));
        let near = right.is_some_and(|cue| self.follows(frame, at, cue));
        let colon = at > 0 && frame.units[at - 1].class == Class::Colon;
        match (left, right) {
            (Some(left), Some(_)) if colon => Some(left),
            (Some(_), Some(right)) if near => Some(right),
            (Some(left), Some(right)) if left.act == Act::Mime && right.act != Act::Mime => Some(right),
            (Some(left), Some(right)) => {
                let inverted = right.finite > 0 && frame.units[right.finite - 1].class == Class::Comma;
                let own = frame.units[left.unit..at].iter().any(|unit| unit.class == Class::Comma);
                Some(if inverted && own { right } else { left })
            }
            (left, right) => left.or(right),
        }
    }

    /// Whether a clause ends for good between two units.
    pub(super) fn severed(&self, frame: &Frame, from: usize, to: usize) -> bool {
        frame.units[from..to].iter().any(|unit| {
            unit.class == Class::Break
                && matches!(self.document.norm(&self.document.tokens[unit.token as usize]), ";" | "." | "?" | "!")
        })
    }

    /// Whether a cue takes up the quotation right after it: „…“, sagte X. / “…,” X said.
    fn follows(&self, frame: &Frame, at: usize, cue: &Cue) -> bool {
        let start = cue.finite.min(cue.unit);
        let between = &frame.units[at + 1..start.max(at + 1)];
        let german = self.document.lang == Lang::De;
        if german {
            between.iter().all(|unit| !matches!(unit.class, Class::Noun | Class::Det | Class::Quote | Class::Lower))
                || between.iter().any(|unit| unit.class == Class::Sub)
        } else {
            between.len() <= 14
                && !between.iter().any(|unit| matches!(unit.class, Class::Quote | Class::Break | Class::Coord))
        }
    }

    /// Who speaks.
    pub(super) fn speaker(&self, frames: &'a [Frame], number: usize, at: usize, cue: Option<&Cue>) -> Option<Speaker> {
        let frame = &frames[number];
        let phrases = self.phrases(frame);
        let colon = at > 0 && frame.units[at - 1].class == Class::Colon;
        let subject = match cue {
            Some(cue) => phrases.subject(cue),
            None if colon => phrases.after(0, at),
            None => None,
        };
        let recent = self.last.as_ref().filter(|(_, when)| number - when <= 2).map(|(speaker, _)| speaker);
        let quoted = |span: Span| self.quoted(span);
        let before =
            cue.map_or(self.unit_span(frame, at).start, |cue| self.unit_span(frame, cue.finite.min(cue.unit)).start);
        let previous = number.checked_sub(1).and_then(|previous| frames.get(previous));
        let topic = self.topic(frames, number);
        let last = topic.into_iter().chain(recent.and_then(|speaker| speaker.entity));
        let context = self.people.context(frame, before, previous, last, quoted);
        match subject {
            Some(subject) => self.people.resolve(phrases, &subject, &context),
            None => recent.cloned().or_else(|| {
                let mention = previous.and_then(|previous| self.people.leading_person(previous, quoted))?;
                Some(self.people.of_mention(&mention, mention.span))
            }),
        }
    }

    /// The person that the sentence before is about, where nobody has spoken since: its subject comes to mind before an
    /// earlier speaker. "„Ja“, sagt Tom. Die Chefin, Eva Roth, nickte. „Nein“, sagte sie."
    fn topic(&self, frames: &'a [Frame], number: usize) -> Option<u32> {
        let previous = number.checked_sub(1)?;
        let spoken = self.last.as_ref().is_some_and(|(_, when)| *when >= previous);
        let frame = frames.get(previous).filter(|_| !spoken)?;
        let phrases = self.phrases(frame);
        let subject = phrases.after(0, frame.units.len())?;
        let entity = self.people.resolve(phrases, &subject, &[])?.entity?;
        self.people.is_human(entity).then_some(entity)
    }

    /// Whether a span lies in marks.
    fn quoted(&self, span: Span) -> bool {
        let after = self.pairs.partition_point(|pair| pair.outer.start <= span.start);
        self.pairs[after.saturating_sub(4)..after].iter().any(|pair| pair.outer.contains(span))
    }

    /// Who passed the words on: an attribution beside the verb ("sagte X laut Y").
    pub(super) fn via(&self, frame: &'a Frame, cue: &Cue, cues: &[Cue]) -> Option<Span> {
        if cue.act == Act::Attribute {
            return None;
        }
        let later = cues.partition_point(|other| other.unit <= cue.unit);
        let near = |other: &&Cue| other.unit - cue.unit <= REACH;
        let after = cues[later..].iter().take_while(near).find(|other| other.act == Act::Attribute)?;
        let phrases = self.phrases(frame);
        if phrases.norm(after.unit) == "so" || self.severed(frame, cue.unit, after.unit) {
            return None;
        }
        let phrase = phrases.phrase(after.end + 1)?;
        self.people.span(phrases, phrase.whole, |pair| self.pairs[pair as usize].outer.end)
    }
}
