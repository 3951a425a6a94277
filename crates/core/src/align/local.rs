//! From chains to local alignments: gaps filled, ends extended, nothing claimed twice.

use super::SOLID;
use super::X_DROP;
use super::chains::chains;
use super::gaps::Matches;
use super::gaps::ahead;
use super::gaps::behind;
use super::gaps::between;
use super::seeds::Run;
use super::seeds::runs;
use super::way_cost;

/// Words behind an end in which the alignment may go on: what [`X_DROP`] can bridge, and as much again.
const WINDOW: usize = 24;
/// How often an end is extended: each time needs a gain, and ends of more than a few edited sentences are chains.
const EXTENSIONS: usize = 4;
/// Without such a run: at least so many words, and so dense: a sentence with a changed word in every three.
const LOOSE: usize = 6;
const DENSE: f64 = 0.6;

/// What is taken on each side.
struct Taken {
    left: Vec<bool>,
    right: Vec<bool>,
}

impl Taken {
    /// Marks a whole stretch.
    fn take(&mut self, piece: &[(u32, u32)]) {
        if let (Some(&first), Some(&last)) = (piece.first(), piece.last()) {
            self.left[first.0 as usize..=last.0 as usize].fill(true);
            self.right[first.1 as usize..=last.1 as usize].fill(true);
        }
    }

    /// The pieces of a sequence of matches that are free, split where it steps over something taken or too far.
    fn free(&self, matches: &[(u32, u32)]) -> Vec<Matches> {
        let mut pieces: Vec<Matches> = vec![];
        let mut last: Option<(u32, u32)> = None;
        for &(left, right) in matches {
            if self.left[left as usize] || self.right[right as usize] {
                last = None;
                continue;
            }
            match (last, pieces.last_mut()) {
                (Some(before), Some(piece)) if self.reaches(before, (left, right)) => piece.push((left, right)),
                _ => pieces.push(vec![(left, right)]),
            }
            last = Some((left, right));
        }
        pieces
    }

    /// Whether nothing between two matches is taken, and the way is not too far.
    fn reaches(&self, from: (u32, u32), to: (u32, u32)) -> bool {
        let (left, right) = ((from.0 + 1) as usize..to.0 as usize, (from.1 + 1) as usize..to.1 as usize);
        way_cost(left.len() as u32, right.len() as u32) <= X_DROP
            && !self.left[left].iter().any(|&taken| taken)
            && !self.right[right].iter().any(|&taken| taken)
    }

    /// Goes on behind both ends of a piece, through free words only.
    fn extend(&self, left: &[u64], right: &[u64], piece: &mut Matches) {
        for _ in 0..EXTENSIONS {
            let Some(&(row, column)) = piece.last() else { return };
            let (row, column) = (row as usize + 1, column as usize + 1);
            let rows = row..row + free_ahead(&self.left[row..]);
            let columns = column..column + free_ahead(&self.right[column..]);
            let more = ahead(&left[rows], &right[columns]);
            if more.is_empty() {
                break;
            }
            piece.extend(more.iter().map(|pair| (pair.0 + row as u32, pair.1 + column as u32)));
        }
        for _ in 0..EXTENSIONS {
            let Some(&(row, column)) = piece.first() else { return };
            let (row, column) = (row as usize, column as usize);
            let rows = row - free_behind(&self.left[..row])..row;
            let columns = column - free_behind(&self.right[..column])..column;
            let (row, column) = (rows.start as u32, columns.start as u32);
            let mut more = behind(&left[rows], &right[columns]);
            if more.is_empty() {
                break;
            }
            for pair in &mut more {
                *pair = (pair.0 + row, pair.1 + column);
            }
            more.append(piece);
            *piece = more;
        }
    }
}

fn free_ahead(taken: &[bool]) -> usize {
    taken.iter().take(WINDOW).take_while(|&&taken| !taken).count()
}

fn free_behind(taken: &[bool]) -> usize {
    taken.iter().rev().take(WINDOW).take_while(|&&taken| !taken).count()
}

/// The local alignments of two word sequences, as matches, in order of the left; `left` should be the shorter one.
pub(super) fn local(left: &[u64], right: &[u64]) -> Vec<Matches> {
    let mut taken = Taken { left: vec![false; left.len()], right: vec![false; right.len()] };
    let mut solid = vec![];
    let mut loose = vec![];
    let runs = runs(left, right);
    for chain in chains(&runs) {
        for piece in taken.free(&matches(left, right, &chain)) {
            if longest_run(&piece) >= SOLID {
                taken.take(&piece);
                solid.push(piece);
            } else {
                loose.push(piece);
            }
        }
    }
    solid.extend(left_over(&runs, &mut taken));
    // Ends are extended only when every solid run has its place, so that no extension eats into one.
    for piece in &mut solid {
        taken.extend(left, right, piece);
        taken.take(piece);
    }
    for piece in loose {
        for mut piece in taken.free(&piece) {
            taken.extend(left, right, &mut piece);
            if piece.len() >= LOOSE && similarity(&piece) >= DENSE {
                taken.take(&piece);
                solid.push(piece);
            }
        }
    }
    solid.sort_unstable();
    solid
}

/// What is still free of each run, where it is solid: a chain cuts from a run what the one before it holds, and may then lose
/// that to a better chain.
fn left_over(runs: &[Run], taken: &mut Taken) -> Vec<Matches> {
    let mut found = vec![];
    for run in runs.iter().filter(|run| run.len as usize >= SOLID) {
        let words: Matches = (0..run.len).map(|step| (run.left + step, run.right + step)).collect();
        for piece in taken.free(&words) {
            if piece.len() >= SOLID {
                taken.take(&piece);
                found.push(piece);
            }
        }
    }
    found
}

/// The matches of a chain: its runs, and what its gaps hold.
fn matches(left: &[u64], right: &[u64], chain: &[Run]) -> Matches {
    let mut matches: Matches = vec![];
    let mut end = None;
    for run in chain {
        if let Some((row, column)) = end {
            let gap = between(&left[row as usize..run.left as usize], &right[column as usize..run.right as usize]);
            matches.extend(gap.iter().map(|pair| (pair.0 + row, pair.1 + column)));
        }
        matches.extend((0..run.len).map(|step| (run.left + step, run.right + step)));
        end = Some((run.left_end(), run.right_end()));
    }
    matches
}

/// The most words in a row that match in a row.
fn longest_run(piece: &[(u32, u32)]) -> usize {
    piece.chunk_by(|one, next| next.0 == one.0 + 1 && next.1 == one.1 + 1).map(<[(u32, u32)]>::len).max().unwrap_or(0)
}

/// Same words, twice, over the words of both stretches: 0..=1.
fn similarity(piece: &[(u32, u32)]) -> f64 {
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return 0.0 };
    let words = (last.0 - first.0 + 1) + (last.1 - first.1 + 1);
    2.0 * piece.len() as f64 / f64::from(words)
}
