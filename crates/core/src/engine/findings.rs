//! Comparisons put together to questions and findings.

use crate::compare::Answer;
use crate::compare::Compared;
use crate::compare::Outcome;
use crate::compare::Question;
use crate::compare::Witness;
use crate::compare::questions;
use crate::compare::unanswered;
use crate::engine::Config;
use crate::engine::Found;
use crate::engine::build::Origins;
use crate::engine::ids::Ids;
use crate::engine::texts::Texts;
use crate::report::{Apparatus, Disagreement, Reading, SpanEntry, SpanPair, ValueEntry, WhyNot};
use crate::text::Span;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

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
    for question in unanswered(&found.lone, &compared) {
        apparatus.push(desk.row(&compared, question, ids));
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
        let witnesses = question.readings.iter().flatten();
        let texts: Vec<SpanEntry> =
            witnesses.map(|witness| self.texts.span(witness.article, witness.answer.span)).collect();
        let readings: Vec<Reading> =
            self.alike(compared, question).iter().map(|witnesses| self.reading(witnesses)).collect();
        let is_one = readings.len() == 1 && question.verdict == "precision";
        let event = self.events[event as usize].clone();
        let mut parts = vec![event.as_str(), question.kind];
        parts.extend(texts.iter().map(|span| span.text.as_str()));
        Apparatus {
            id: ids.give("apparatus", &parts),
            event: event.clone(),
            kind: question.kind,
            question: question.text.clone(),
            verdict: if is_one { "agree" } else { question.verdict },
            readings,
        }
    }

    /// One answer with its witnesses.
    fn reading(&self, witnesses: &[&Witness]) -> Reading {
        let origins = witnesses.iter().map(|witness| self.origins.id(witness.article).to_owned());
        let origins: BTreeSet<String> = origins.collect();
        let spans = witnesses.iter().map(|witness| self.texts.span(witness.article, witness.answer.span));
        Reading {
            value: self.value(witnesses[0].article, &witnesses[0].answer),
            witnesses: spans.collect(),
            origins: origins.into_iter().collect(),
        }
    }

    /// The answers of a question, those in the same words put together: two articles that were not held against one
    /// another may give the same answer. What was judged to disagree stays apart, and so do words that mean two times
    /// or numbers, such as “Montag” in articles of two weeks.
    fn alike<'q>(&self, compared: &[Compared], question: &'q Question) -> Vec<Vec<&'q Witness>> {
        let place = |article: u32, answer: &Answer| (article, answer.span, answer.literal);
        let of = |witness: &Witness| place(witness.article, &witness.answer);
        let sides = |at: &usize| {
            let one = &compared[*at];
            (place(one.left, &one.comparison.left), place(one.right, &one.comparison.right))
        };
        let apart: FxHashSet<_> = question.disagreements.iter().map(sides).collect();
        let mut groups: Vec<(String, Vec<&Witness>)> = Vec::new();
        for reading in &question.readings {
            let (words, reading) = (self.words(&reading[0]), reading.iter().collect::<Vec<_>>());
            let disagree = |group: &[&Witness]| {
                let pairs = group.iter().flat_map(|one| reading.iter().map(|other| (of(one), of(other))));
                pairs.into_iter().any(|(one, other)| apart.contains(&(one, other)) || apart.contains(&(other, one)))
            };
            let same = groups.iter_mut().find(|(other, group)| {
                *other == words && is_one_value(&group[0].answer, &reading[0].answer) && !disagree(group)
            });
            match same {
                Some((_, group)) => group.extend(reading),
                None => groups.push((words, reading)),
            }
        }
        let in_order = |(_, mut group): (String, Vec<&'q Witness>)| {
            group.sort_by_key(|witness| (witness.article, witness.answer.span));
            group
        };
        groups.into_iter().map(in_order).collect()
    }

    /// The words of an answer, without what differs between two ways to print them.
    fn words(&self, witness: &Witness) -> String {
        let literal = self.value(witness.article, &witness.answer).literal.to_lowercase();
        literal.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The disagreeing comparisons of a question, those between the same two origins with the same two values together, the
    /// surest first.
    fn groups(&self, compared: &[Compared], question: &Question) -> Vec<Vec<usize>> {
        let origin = |article: u32| self.origins.of[article as usize];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut number = FxHashMap::default();
        for &at in &question.disagreements {
            let one = &compared[at];
            let kind = one.comparison.kind;
            let left = (origin(one.left), stated(kind, &one.comparison.left));
            let right = (origin(one.right), stated(kind, &one.comparison.right));
            let key = if left <= right { (left, right) } else { (right, left) };
            let group = *number.entry(key).or_insert_with(|| {
                groups.push(vec![]);
                groups.len() - 1
            });
            groups[group].push(at);
        }
        for group in &mut groups {
            group.sort_by(|&a, &b| confidence(&compared[b]).total_cmp(&confidence(&compared[a])).then(a.cmp(&b)));
        }
        groups
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

/// What an answer states, where two copies can state two things in one place: a copy with a third number is another finding.
fn stated(kind: &str, answer: &Answer) -> Option<String> {
    let value = answer.value.as_deref().unwrap_or("");
    match kind {
        "number" | "money" => Some(format!("{value} {:?} {:?}", answer.unit, answer.range)),
        "date" | "time" => Some(answer.interval.as_ref().map_or(value.to_owned(), |(from, to)| format!("{from} {to}"))),
        "person" | "place" | "organisation" => Some(value.to_owned()),
        _ => None,
    }
}

/// Whether two answers in the same words can mean one value.
fn is_one_value(left: &Answer, right: &Answer) -> bool {
    let range = left.range.zip(right.range).is_none_or(|(left, right)| left == right);
    let times = left.interval.as_ref().zip(right.interval.as_ref());
    range && left.unit == right.unit && times.is_none_or(|(left, right)| left.0 <= right.1 && right.0 <= left.1)
}

/// How sure a disagreement is.
fn confidence(one: &Compared) -> f64 {
    match one.comparison.outcome {
        Outcome::Disagree { confidence, .. } => confidence,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Input, Silent};
    use crate::report::Report;
    use crate::text::Article;

    fn report(texts: &[&str]) -> Report {
        let article = |(number, text): (usize, &&str)| Article {
            lang: Some("de".to_owned()),
            ..Article::new(format!("{number}"), (*text).to_owned())
        };
        let articles = texts.iter().enumerate().map(article).collect();
        Engine::default().run(Input { articles, skipped: vec![] }, &Silent)
    }

    #[test]
    fn a_copy_with_a_third_number_is_another_finding() {
        let told = |number: &str| {
            format!(
                "Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag {number} Menschen verletzt worden."
            )
        };
        let report = report(&[&told("14"), &told("19"), &told("44"), &told("44").replace("sind", "wurden")]);
        let mut values: Vec<(String, String)> = report
            .disagreements
            .iter()
            .map(|found| {
                let (l, r) = (found.left_value.literal.clone(), found.right_value.literal.clone());
                if l < r { (l, r) } else { (r, l) }
            })
            .collect();
        values.sort();
        let pair = |l: &str, r: &str| (l.to_owned(), r.to_owned());
        assert_eq!(values, [pair("14", "19"), pair("14", "44"), pair("19", "44")]);
    }

    #[test]
    fn answers_in_the_same_words_are_one_reading() {
        let lead = "Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag 14 Menschen verletzt worden.";
        let said = |words: &str, end: &str| {
            format!(
                "{lead}\n\n„Die Anlage wurde im März gewartet, und es gab {words} auf einen Defekt“, sagte die \
                     Betriebsleiterin Ruth Amsinck. {end}"
            )
        };
        let texts = [
            said("keine Hinweise", "Das Feuer war nach drei Stunden gelöscht."),
            said("keine  Hinweise", "Das Feuer war um Mitternacht gelöscht. Die Lager blieben unversehrt."),
            said("Hinweise", "Die Feuerwehr kam mit neun Wagen."),
        ];
        let report = report(&texts.each_ref().map(String::as_str));
        let rows: Vec<_> = report.apparatus.iter().filter(|row| row.kind == "quote_wording").collect();
        assert_eq!(rows.len(), 1, "{rows:?}");
        let sizes: Vec<usize> = rows[0].readings.iter().map(|reading| reading.witnesses.len()).collect();
        assert!(sizes == [2, 1] || sizes == [1, 2], "{:?}", rows[0].readings);
    }

    #[test]
    fn one_role_in_two_cases_is_agreed_on() {
        let report = report(&[
            "Der norwegische Außenminister Lars Tveit hat am Montag in Oslo den Vertrag mit Island unterzeichnet. Das teilte das Ministerium mit.",
            "In Oslo wurde am Montag der Vertrag mit Island unterzeichnet, vom norwegischen Außenminister Lars Tveit. Das teilte das Ministerium mit.",
        ]);
        let rows: Vec<_> = report.apparatus.iter().filter(|row| row.kind == "role").collect();
        assert!(rows.iter().all(|row| row.verdict == "agree" && row.readings.len() == 1), "{rows:?}");
        assert!(!rows.is_empty());
    }
}
