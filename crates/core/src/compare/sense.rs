//! What a sentence encoder knows of which sentences say the same in other words.
//!
//! It proposes counterparts and judges nothing: the rules hold two sentences together by words and values, whoever
//! proposed them.

use crate::compare::meeting::Alike;
use crate::compare::meeting::MOST_STATEMENTS;
use crate::compare::meeting::Meeting;
use crate::events::Events;
use crate::reading::Reading;
use rustc_hash::FxHashMap;
use std::fmt::Debug;

/// Turns sentences into directions of length 1 that are near for sentences of one meaning.
pub trait SentenceEncoder: Debug + Send + Sync {
    /// A direction for each sentence, all of one length. The same sentence always has the same, whatever stands beside
    /// it.
    fn encode(&self, sentences: &[&str]) -> Vec<Vec<f32>>;
}

/// The directions of the sentences of all articles that may be compared.
#[derive(Clone, Debug, Default)]
pub struct Senses {
    /// One for each distinct sentence.
    directions: Vec<Vec<f32>>,
    /// For each article, for each statement, the number of its direction.
    of: Vec<Vec<u32>>,
}

/// The number of a statement that has no direction.
const NOT_ENCODED: u32 = u32::MAX;

impl Senses {
    /// Encodes the sentences of running text that speak of the event, of the articles that share one with others: each
    /// distinct sentence once. The rules ask for no others, and encoding costs more than all else.
    pub fn new(readings: &[Reading], events: &Events, encoder: &dyn SentenceEncoder) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut sentences = Vec::new();
        let mut of = vec![Vec::new(); readings.len()];
        for event in events.events.iter().filter(|event| event.articles.len() > 1) {
            for &article in &event.articles {
                let reading = &readings[article as usize];
                for (sentence, statement) in reading.document.sentences.iter().zip(&reading.claims.statements) {
                    if !statement.prose || statement.is_background() {
                        of[article as usize].push(NOT_ENCODED);
                        continue;
                    }
                    let text = reading.text(sentence.span);
                    let number = *numbers.entry(text).or_insert_with(|| {
                        sentences.push(text);
                        sentences.len() as u32 - 1
                    });
                    of[article as usize].push(number);
                }
            }
        }
        Self { directions: encoder.encode(&sentences), of }
    }

    /// The cosine of two statements, each given as article and number; 0 where one was not encoded.
    pub fn alike(&self, left: (u32, u32), right: (u32, u32)) -> f64 {
        let direction = |(article, statement): (u32, u32)| {
            self.directions.get(*self.of.get(article as usize)?.get(statement as usize)? as usize)
        };
        let cosine = |left: &Vec<f32>, right: &Vec<f32>| left.iter().zip(right).map(|(l, r)| f64::from(l * r)).sum();
        direction(left).zip(direction(right)).map_or(0.0, |(left, right)| cosine(left, right))
    }

    /// How near two articles come to one another: the mean of the nearest few sentences of each; none where one has no
    /// encoded sentence. Costs the product of their sentences.
    pub fn nearness(&self, left: u32, right: u32) -> Option<f64> {
        let encoded = |article: u32| -> Vec<u32> {
            let of = self.of.get(article as usize).into_iter().flatten().enumerate();
            of.filter(|(_, number)| **number != NOT_ENCODED).map(|(statement, _)| statement as u32).collect()
        };
        let (lefts, rights) = (encoded(left), encoded(right));
        if lefts.is_empty() || rights.is_empty() || lefts.len().max(rights.len()) > MOST_STATEMENTS {
            return None;
        }
        let mut rows = vec![0.0_f64; lefts.len()];
        let mut columns = vec![0.0_f64; rights.len()];
        for (row, &l) in rows.iter_mut().zip(&lefts) {
            for (column, &r) in columns.iter_mut().zip(&rights) {
                let cosine = self.alike((left, l), (right, r));
                *row = row.max(cosine);
                *column = column.max(cosine);
            }
        }
        Some(f64::midpoint(mean_of_largest(rows), mean_of_largest(columns)))
    }
}

/// How many sentences of each article tell how near it comes to another.
const NEAREST: usize = 3;

/// The mean of the largest few numbers.
fn mean_of_largest(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(|a, b| b.total_cmp(a));
    numbers.truncate(NEAREST);
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// Two sentences that an encoder finds to say much the same.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The sentences, held together by no words.
    pub meeting: Meeting,
    /// How much: the cosine of their directions.
    pub cosine: f64,
    /// Whether each is the nearest to the other.
    pub mutual: bool,
}

/// Least cosine of two sentences that may say the same. Below it even the nearest sentence of another article is
/// about something else.
const LEAST_COSINE: f64 = 0.3;

/// How many sentences may be nearer to one of the two, if it is the nearest to the other.
const MOST_NEARER: usize = 2;

/// The sentences of running text of which one is the nearest to the other, and that one among its three nearest. In order
/// of the left and right statement. Costs the product of their numbers; none for very long articles.
pub fn likenesses(left: &Reading, right: &Reading, alike: Alike) -> Vec<Likeness> {
    let Some(alike) = alike else { return vec![] };
    let prose = |reading: &Reading| -> Vec<u32> {
        let statements = reading.claims.statements.iter().enumerate();
        statements.filter(|(_, statement)| statement.prose).map(|(number, _)| number as u32).collect()
    };
    let (lefts, rights) = (prose(left), prose(right));
    if lefts.len().max(rights.len()) > MOST_STATEMENTS {
        return vec![];
    }
    let rows: Vec<Vec<f64>> = lefts.iter().map(|&l| rights.iter().map(|&r| alike(l, r)).collect()).collect();
    let mut found = Vec::new();
    for (row, &l) in rows.iter().zip(&lefts) {
        for (column, &r) in rights.iter().enumerate() {
            let cosine = row[column];
            if cosine < LEAST_COSINE {
                continue;
            }
            let nearer = (
                row.iter().filter(|&&other| other > cosine).count(),
                rows.iter().filter(|row| row[column] > cosine).count(),
            );
            if nearer.0.min(nearer.1) == 0 && nearer.0.max(nearer.1) <= MOST_NEARER {
                let meeting = Meeting { left: l, right: r, overlap: 0.0, parallel: 0.0, matches: vec![] };
                found.push(Likeness { meeting, cosine, mutual: nearer == (0, 0) });
            }
        }
    }
    found
}
