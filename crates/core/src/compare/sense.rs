//! What a sentence encoder knows of which sentences say the same in other words.
//!
//! It proposes counterparts and judges nothing: the rules hold two sentences together by words and values, whoever
//! proposed them.

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

impl Senses {
    /// Encodes the running text of the articles that share an event with others, each distinct sentence once.
    pub fn new(readings: &[Reading], events: &Events, encoder: &dyn SentenceEncoder) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut sentences = Vec::new();
        let mut of = vec![Vec::new(); readings.len()];
        for event in events.events.iter().filter(|event| event.articles.len() > 1) {
            for &article in &event.articles {
                let reading = &readings[article as usize];
                for sentence in &reading.document.sentences {
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
}
