//! What depends on a piece alone is worked out once for all its occurrences.

use crate::branch::FEATURES;
use crate::model::Model;
use crate::real::normalised;
use crate::table::WIDTH;
use rayon::prelude::*;

/// The distinct pieces of some sentences with their features.
#[derive(Default)]
pub(crate) struct Distinct {
    /// The pieces, ascending: the place here is the place in everything below.
    pieces: Vec<u32>,
    /// The rows of the embedding, as levels.
    levels: Vec<i16>,
    pub(crate) rows: Vec<Row>,
    /// For each branch its integer features of all pieces.
    pub(crate) features: [Vec<i16>; 3],
    /// For each branch the taps of all pieces.
    pub(crate) taps: [Vec<i16>; 3],
}

/// A row of the embedding: `levels × scale`.
pub(crate) struct Row {
    pub(crate) scale: f32,
    pub(crate) sum: f32,
    pub(crate) squares: f32,
}

/// How many pieces are worked on as one task.
const TASK: usize = 64;

impl Distinct {
    /// The features of these pieces, which are ascending and distinct.
    pub(crate) fn of(pieces: Vec<u32>, model: &Model) -> Self {
        let parts: Vec<Self> = pieces.par_chunks(TASK).map(|pieces| Self::part(pieces, model)).collect();
        let mut whole = Self { pieces, ..Self::default() };
        for part in parts {
            whole.levels.extend(part.levels);
            whole.rows.extend(part.rows);
            for i in 0..3 {
                whole.features[i].extend(&part.features[i]);
                whole.taps[i].extend(&part.taps[i]);
            }
        }
        whole
    }

    /// The features of a few pieces.
    fn part(pieces: &[u32], model: &Model) -> Self {
        let mut part = Self { levels: vec![0_i16; pieces.len() * WIDTH], ..Self::default() };
        for (piece, levels) in pieces.iter().zip(part.levels.chunks_exact_mut(WIDTH)) {
            part.rows.push(Row::new(model.table.unpack(*piece, levels), levels));
        }
        let projected = model.project.sums(&part.levels);
        for (row, sums) in part.rows.iter().zip(projected.chunks_exact(3 * FEATURES)) {
            let values = normalised(&model.project.scaled(sums, row.scale), &model.inner, model.epsilon);
            for (i, values) in values.chunks_exact(FEATURES).enumerate() {
                part.features[i].extend(values.iter().map(|value| nearest(value / model.branches[i].step)));
            }
        }
        part.taps = std::array::from_fn(|i| model.branches[i].taps(&part.features[i]));
        part
    }

    /// Where a piece stands.
    pub(crate) fn place(&self, piece: u32) -> usize {
        self.pieces.partition_point(|&other| other < piece)
    }

    /// The levels of the piece at a place.
    pub(crate) fn levels(&self, place: usize) -> &[i16] {
        &self.levels[place * WIDTH..(place + 1) * WIDTH]
    }
}

impl Row {
    fn new(scale: f32, levels: &[i16]) -> Self {
        let sum: i32 = levels.iter().map(|&level| i32::from(level)).sum();
        let squares: i64 = levels.iter().map(|&level| i64::from(i32::from(level) * i32::from(level))).sum();
        Self { scale, sum: sum as f32 * scale, squares: squares as f32 * scale * scale }
    }
}

/// The nearest integer; what does not fit becomes the largest that does.
fn nearest(value: f32) -> i16 {
    (value + 0.5_f32.copysign(value)) as i16
}
