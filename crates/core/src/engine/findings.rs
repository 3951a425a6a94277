//! Comparisons put together to questions and findings.

use crate::compare::Answer;
use crate::compare::Compared;
use crate::compare::Outcome;
use crate::compare::Question;
use crate::compare::questions;
use crate::engine::Config;
use crate::engine::Found;
use crate::engine::build::Origins;
use crate::engine::ids::Ids;
use crate::engine::texts::Texts;
use crate::report::{Apparatus, Disagreement, Reading, SpanPair, ValueEntry, WhyNot};
use crate::text::Span;

/// What the comparisons come to.
pub(crate) struct Judged {
    pub(crate) disagreements: Vec<Disagreement>,
    pub(crate) apparatus: Vec<Apparatus>,
    pub(crate) why_not: Option<Vec<WhyNot>>,
}

/// All that the writing of findings needs.
struct Desk<'d> {
    config: &'d Config,
    found: &'d Found<'d>,
    texts: &'d Texts<'d>,
    events: &'d [String],
    origins: &'d Origins,
}

/// Puts the comparisons of all pairs together.
pub(crate) fn judge(
    config: &Config,
    found: &Found,
    texts: &Texts,
    events: &[String],
    origins: &Origins,
    ids: &mut Ids,
) -> Judged {
    let desk = Desk { config, found, texts, events, origins };
    let compared = desk.compared();
    let mut disagreements = Vec::new();
    let mut apparatus = Vec::new();
    for question in questions(&compared) {
        let row = desk.row(&compared, &question, ids);
        for group in desk.groups(&compared, &question) {
            disagreements.extend(desk.disagreement(&compared, &group, &row, ids));
        }
        apparatus.push(row);
    }
    let why_not = config.why_not.then(|| desk.why_not(&compared));
    Judged { disagreements, apparatus, why_not }
}

impl Desk<'_> {
    /// Every comparison with its articles, in a fixed order.
    fn compared(&self) -> Vec<Compared> {
        let pairs = self.found.pairs.iter().flat_map(|pair| {
            pair.compared.iter().map(|comparison| Compared {
                left: pair.left,
                right: pair.right,
                comparison: comparison.clone(),
            })
        });
        pairs.chain(self.found.mentioned.iter().cloned()).collect()
    }

    /// The event that two articles are compared on: their own, or the one that one of them mentions.
    fn event(&self, left: u32, right: u32) -> u32 {
        let of = &self.found.events.of;
        let (l, r) = (of[left as usize], of[right as usize]);
        let mentions =
            |article: u32, event: u32| self.found.mentions.iter().any(|&(by, told, _)| by == article && told == event);
        if l == r || mentions(right, l) { l } else { r }
    }

    /// A question as a row of the apparatus.
    fn row(&self, compared: &[Compared], question: &Question, ids: &mut Ids) -> Apparatus {
        let first = &question.readings[0][0];
        let event = question.disagreements.first().map_or(self.found.events.of[first.article as usize], |&at| {
            self.event(compared[at].left, compared[at].right)
        });
        let readings: Vec<Reading> = question
            .readings
            .iter()
            .map(|witnesses| {
                let mut origins: Vec<String> =
                    witnesses.iter().map(|witness| self.origins.id(witness.article).to_owned()).collect();
                origins.sort();
                origins.dedup();
                let spans = witnesses.iter().map(|witness| self.texts.span(witness.article, witness.answer.span));
                Reading {
                    value: self.value(witnesses[0].article, &witnesses[0].answer),
                    witnesses: spans.collect(),
                    origins,
                }
            })
            .collect();
        let event = self.events[event as usize].clone();
        let mut parts = vec![event.as_str(), question.kind];
        let texts: Vec<&str> =
            readings.iter().flat_map(|reading| &reading.witnesses).map(|span| span.text.as_str()).collect();
        parts.extend(texts);
        Apparatus {
            id: ids.give("apparatus", &parts),
            event: event.clone(),
            kind: question.kind,
            question: question.text.clone(),
            verdict: question.verdict,
            readings,
        }
    }

    /// The disagreeing comparisons of a question, those between the same two origins together, the surest first.
    fn groups(&self, compared: &[Compared], question: &Question) -> Vec<Vec<usize>> {
        let origin = |article: u32| self.origins.of[article as usize];
        let mut groups: Vec<((u32, u32), Vec<usize>)> = Vec::new();
        for &at in &question.disagreements {
            let (l, r) = (origin(compared[at].left), origin(compared[at].right));
            let key = (l.min(r), l.max(r));
            match groups.iter_mut().find(|(other, _)| *other == key) {
                Some((_, group)) => group.push(at),
                None => groups.push((key, vec![at])),
            }
        }
        for (_, group) in &mut groups {
            group.sort_by(|&a, &b| confidence(&compared[b]).total_cmp(&confidence(&compared[a])).then(a.cmp(&b)));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// One finding, where the configuration wants it.
    fn disagreement(
        &self,
        compared: &[Compared],
        group: &[usize],
        row: &Apparatus,
        ids: &mut Ids,
    ) -> Option<Disagreement> {
        let one = &compared[group[0]];
        let comparison = &one.comparison;
        let Outcome::Disagree { relation, confidence } = comparison.outcome else { return None };
        let wanted = self.config.only.as_ref().is_none_or(|only| only.iter().any(|kind| kind == comparison.kind));
        if !wanted || confidence < self.config.min_confidence {
            return None;
        }
        let answers = |one: &Compared| ((one.left, one.comparison.left.span), (one.right, one.comparison.right.span));
        let spans = |one: &Compared| {
            let (left, right) = answers(one);
            self.texts.pair(left, right)
        };
        let (left, right) = spans(one);
        let mut values = (self.value(one.left, &comparison.left), self.value(one.right, &comparison.right));
        if self.texts.sides(one.left, one.right).turned {
            values = (values.1, values.0);
        }
        let mut also: Vec<SpanPair> = group[1..]
            .iter()
            .map(|&at| {
                let (left, right) = spans(&compared[at]);
                SpanPair { left, right }
            })
            .collect();
        also.sort();
        Some(Disagreement {
            id: ids.give(comparison.kind, &[&left.article, &right.article, &left.text, &right.text]),
            kind: comparison.kind,
            relation,
            left,
            right,
            left_value: values.0,
            right_value: values.1,
            also,
            confidence,
            event: self.events[self.event(one.left, one.right) as usize].clone(),
            apparatus: row.id.clone(),
            explanation: self.texts.named(&comparison.explanation, one.left, one.right),
            known: None,
        })
    }

    /// An answer as the report states it.
    fn value(&self, article: u32, answer: &Answer) -> ValueEntry {
        let finite = |real: f64| Some(real).filter(|real| real.is_finite());
        let literal = if answer.literal == Span::default() { answer.span } else { answer.literal };
        ValueEntry {
            literal: self.found.readings[article as usize].text(literal).to_owned(),
            value: answer.value.clone(),
            low: answer.range.and_then(|(low, _)| finite(low)),
            high: answer.range.and_then(|(_, high)| finite(high)),
            unit: answer.unit.clone(),
            earliest: answer.interval.as_ref().map(|(first, _)| first.clone()),
            latest: answer.interval.as_ref().map(|(_, last)| last.clone()),
        }
    }

    /// What was considered and let go.
    fn why_not(&self, compared: &[Compared]) -> Vec<WhyNot> {
        let mut entries = Vec::new();
        for one in compared {
            let Outcome::NotComparable { reason } = one.comparison.outcome else { continue };
            let left = (one.left, one.comparison.left.span);
            let right = (one.right, one.comparison.right.span);
            let (left, right) = self.texts.pair(left, right);
            entries.push(WhyNot {
                left,
                right,
                kind: one.comparison.kind,
                reason,
                explanation: self.texts.named(&one.comparison.explanation, one.left, one.right),
            });
        }
        entries
    }
}

/// How sure a disagreement is.
fn confidence(one: &Compared) -> f64 {
    match one.comparison.outcome {
        Outcome::Disagree { confidence, .. } => confidence,
        _ => 0.0,
    }
}
