//! Word-level alignment of small stretches, with affine gaps.
//!
//! Source of the method: Gotoh's three-matrix recurrence. Only stretches between two runs of a chain, a short window
//! behind its ends, or one quotation come here, so the matrices are small; see the callers' bounds.

use super::GAP_EXTEND;
use super::GAP_OPEN;
use super::MATCH;
use super::MISMATCH;
use super::gap_cost;

/// Pairs of positions (left, right) that are the same word, in order.
pub(super) type Matches = Vec<(u32, u32)>;

/// Low enough to lose always, high enough not to overflow.
const NEVER: i64 = i64::MIN / 4;

/// The step that leads to a cell's best score.
const DIAGONAL: u8 = 0;
const DOWN: u8 = 1;
const ACROSS: u8 = 2;
/// The step bits of a cell, and the bits that tell that its gaps began earlier.
const STEP: u8 = 3;
const DOWN_GOES_ON: u8 = 4;
const ACROSS_GOES_ON: u8 = 8;

/// The filled matrix of two stretches: best scores of the last row by column are not kept, only what the way back needs.
struct Matrix {
    width: usize,
    steps: Vec<u8>,
    /// Best cell, and its score.
    best: (usize, usize, i64),
}

/// The best way from corner to corner.
pub(super) fn between(left: &[u64], right: &[u64]) -> Matches {
    if left.is_empty() || right.is_empty() {
        return vec![];
    }
    fill(left, right).back(left, right, left.len(), right.len())
}

/// The best way from the first corner to wherever it gains most; empty where nothing is gained.
pub(super) fn ahead(left: &[u64], right: &[u64]) -> Matches {
    if left.is_empty() || right.is_empty() {
        return vec![];
    }
    let matrix = fill(left, right);
    let (row, column, score) = matrix.best;
    if score > 0 { matrix.back(left, right, row, column) } else { vec![] }
}

/// Likewise from the last corner backwards.
pub(super) fn behind(left: &[u64], right: &[u64]) -> Matches {
    let turned = |keys: &[u64]| keys.iter().rev().copied().collect::<Vec<_>>();
    let mut matches = ahead(&turned(left), &turned(right));
    for pair in &mut matches {
        *pair = (left.len() as u32 - 1 - pair.0, right.len() as u32 - 1 - pair.1);
    }
    matches.reverse();
    matches
}

fn fill(left: &[u64], right: &[u64]) -> Matrix {
    let width = right.len() + 1;
    let mut steps = vec![ACROSS | ACROSS_GOES_ON; width * (left.len() + 1)];
    let mut scores: Vec<i64> = (0..width as u32).map(|words| -gap_cost(words)).collect();
    let mut downs = vec![NEVER; width];
    let mut best = (0, 0, 0);
    for row in 1..=left.len() {
        let mut corner = scores[0];
        scores[0] = -gap_cost(row as u32);
        steps[row * width] = DOWN | DOWN_GOES_ON;
        let mut across = NEVER;
        for column in 1..width {
            let mut step = DIAGONAL;
            let open_down = scores[column] - GAP_OPEN;
            if downs[column] > open_down {
                step |= DOWN_GOES_ON;
            }
            downs[column] = downs[column].max(open_down) - GAP_EXTEND;
            let open_across = scores[column - 1] - GAP_OPEN;
            if across > open_across {
                step |= ACROSS_GOES_ON;
            }
            across = across.max(open_across) - GAP_EXTEND;
            let same = if left[row - 1] == right[column - 1] { MATCH } else { -MISMATCH };
            let diagonal = corner + same;
            corner = scores[column];
            let score = diagonal.max(downs[column]).max(across);
            if score > diagonal {
                step |= if score == downs[column] { DOWN } else { ACROSS };
            }
            scores[column] = score;
            steps[row * width + column] = step;
            if score > best.2 {
                best = (row, column, score);
            }
        }
    }
    Matrix { width, steps, best }
}

impl Matrix {
    /// The matches on the best way to a cell.
    fn back(&self, left: &[u64], right: &[u64], row: usize, column: usize) -> Matches {
        let (mut row, mut column) = (row, column);
        let mut matches = vec![];
        while row > 0 && column > 0 {
            match self.steps[row * self.width + column] & STEP {
                DIAGONAL => {
                    row -= 1;
                    column -= 1;
                    if left[row] == right[column] {
                        matches.push((row as u32, column as u32));
                    }
                }
                DOWN => {
                    while row > 1 && self.steps[row * self.width + column] & DOWN_GOES_ON != 0 {
                        row -= 1;
                    }
                    row -= 1;
                }
                _ => {
                    while column > 1 && self.steps[row * self.width + column] & ACROSS_GOES_ON != 0 {
                        column -= 1;
                    }
                    column -= 1;
                }
            }
        }
        matches.reverse();
        matches
    }
}
