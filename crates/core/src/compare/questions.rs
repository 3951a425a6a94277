//! Comparisons of pairs put together to questions over all articles of an event.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Outcome;
use crate::sets::Sets;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// A comparison with the two articles it is between.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Index of the left article.
    pub left: u32,
    /// Index of the right article.
    pub right: u32,
    /// What came of it.
    pub comparison: Comparison,
}

/// One answer with the article that gives it.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Index of the article.
    pub article: u32,
    /// What it says.
    pub answer: Answer,
}

/// One question over all articles that answer it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Kind of the values.
    pub kind: &'static str,
    /// What is asked.
    pub text: String,
    /// `agree`, `disagree`, `precision`, `update` or `single`.
    pub verdict: &'static str,
    /// Answers that agree, together; in order of article and place.
    pub readings: Vec<Vec<Witness>>,
    /// Indices of the comparisons that disagree.
    pub disagreements: Vec<usize>,
}

/// Where an answer stands: the same words answer the same question, whoever asks.
type Place = (u32, &'static str, Span);

/// Puts comparisons together whose answers share a place. Near linear.
pub fn questions(compared: &[Compared]) -> Vec<Question> {
    let mut number: FxHashMap<Place, u32> = FxHashMap::default();
    let mut witnesses: Vec<Witness> = Vec::new();
    let mut sides = Vec::with_capacity(compared.len());
    for one in compared {
        let mut slot = |article: u32, answer: &Answer| {
            *number.entry((article, one.comparison.kind, answer.literal)).or_insert_with(|| {
                witnesses.push(Witness { article, answer: answer.clone() });
                witnesses.len() as u32 - 1
            })
        };
        sides.push((slot(one.left, &one.comparison.left), slot(one.right, &one.comparison.right)));
    }
    let mut rows = Sets::new(witnesses.len());
    let mut readings = Sets::new(witnesses.len());
    for (one, &(l, r)) in compared.iter().zip(&sides) {
        match one.comparison.outcome {
            Outcome::NotComparable { .. } => continue,
            Outcome::Agree => {
                readings.join(l, r);
            }
            Outcome::Disagree { .. } | Outcome::Precision => {}
        }
        rows.join(l, r);
    }
    join_same(&witnesses, &mut rows, &mut readings);
    assemble(compared, &sides, &witnesses, &mut rows, &mut readings)
}

/// Joins answers of one row that are the same value, though nobody held these two articles together.
fn join_same(witnesses: &[Witness], rows: &mut Sets, readings: &mut Sets) {
    let mut first = FxHashMap::default();
    for (index, witness) in witnesses.iter().enumerate() {
        let Answer { value: Some(value), range, unit, interval, .. } = &witness.answer else { continue };
        let range = range.map(|(low, high)| (low.to_bits(), high.to_bits()));
        let same = *first.entry((rows.root(index as u32), value, range, unit, interval)).or_insert(index as u32);
        readings.join(same, index as u32);
    }
}

/// Makes one question of every set.
fn assemble(
    compared: &[Compared],
    sides: &[(u32, u32)],
    witnesses: &[Witness],
    rows: &mut Sets,
    readings: &mut Sets,
) -> Vec<Question> {
    let mut at: FxHashMap<u32, usize> = FxHashMap::default();
    let mut questions: Vec<Question> = Vec::new();
    for (index, (one, &(l, _))) in compared.iter().zip(sides).enumerate() {
        if matches!(one.comparison.outcome, Outcome::NotComparable { .. }) {
            continue;
        }
        let row = *at.entry(rows.root(l)).or_insert_with(|| {
            questions.push(Question {
                kind: one.comparison.kind,
                text: one.comparison.question.clone(),
                verdict: "agree",
                readings: vec![],
                disagreements: vec![],
            });
            questions.len() - 1
        });
        let question = &mut questions[row];
        question.verdict = worse(question.verdict, one.comparison.outcome);
        if matches!(one.comparison.outcome, Outcome::Disagree { .. }) {
            question.disagreements.push(index);
        }
    }
    let mut reading: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for (index, witness) in witnesses.iter().enumerate() {
        let Some(&row) = at.get(&rows.root(index as u32)) else { continue };
        let (row, place) = *reading.entry(readings.root(index as u32)).or_insert_with(|| {
            questions[row].readings.push(vec![]);
            (row, questions[row].readings.len() - 1)
        });
        questions[row].readings[place].push(witness.clone());
    }
    for question in &mut questions {
        for reading in &mut question.readings {
            reading.sort_by_key(|witness| (witness.article, witness.answer.span));
        }
        question.readings.sort_by_key(|reading| reading.first().map(|witness| (witness.article, witness.answer.span)));
    }
    questions
}

/// The graver of a verdict and what an outcome says.
fn worse(verdict: &'static str, outcome: Outcome) -> &'static str {
    let other = match outcome {
        Outcome::Disagree { relation: "update", .. } => "update",
        Outcome::Disagree { .. } => "disagree",
        Outcome::Precision => "precision",
        Outcome::Agree | Outcome::NotComparable { .. } => "agree",
    };
    let rank = |verdict: &str| ["agree", "precision", "update", "disagree"].iter().position(|name| *name == verdict);
    if rank(other) > rank(verdict) { other } else { verdict }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_is_one_reading_whoever_compared_it() {
        let answer = |value: &str, at: usize| Answer {
            literal: Span::new(at, at + 1),
            value: Some(value.to_owned()),
            unit: Some("m".to_owned()),
            ..Answer::default()
        };
        let against_third = |article: u32, at: usize| Compared {
            left: article,
            right: 2,
            comparison: Comparison {
                kind: "number",
                question: "…".to_owned(),
                left: answer("5.92", at),
                right: answer("6.2", 30),
                outcome: Outcome::Disagree { relation: "contradiction", confidence: 0.9 },
                explanation: String::new(),
                edits: vec![],
            },
        };
        let rows = questions(&[against_third(0, 10), against_third(1, 20)]);
        assert_eq!(rows.len(), 1);
        let articles: Vec<Vec<u32>> =
            rows[0].readings.iter().map(|reading| reading.iter().map(|witness| witness.article).collect()).collect();
        assert_eq!(articles, [vec![0, 1], vec![2]]);
    }
}
