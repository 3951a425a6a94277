//! Passages that two articles share, word by word.
//!
//! In: two [`Document`]s with their articles. Out: [`Aligned`] stretches in order of the left article, not
//! overlapping on either side; moved blocks allowed.
//!
//! Seeds of three words are extended to verbatim runs ([`seeds`]), runs that go forward on both sides are chained
//! ([`chains`]), gaps and ends are aligned word by word with affine gaps ([`gaps`], [`local`]). Always: a verbatim run
//! of five words or more that is repeated on neither side is found, unless a longer alignment holds its words; every
//! alignment begins and ends with a matched word; turning the sides turns the result and nothing else. Cost: linear in
//! both texts, whatever they consist of (bounds are stated in [`seeds`]).

mod chains;
mod edits;
mod gaps;
mod local;
mod seeds;
#[cfg(test)]
mod tests;
mod words;

use self::edits::Side;
use self::local::local;
use self::local::similarity;
use self::words::Words;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;
use serde::Serialize;

/// What a matched word gains. The four scores are small whole numbers, so that equal ways stay equal.
const MATCH: i64 = 4;
/// What a word costs that stands for another one: two matches outweigh four of them.
const MISMATCH: i64 = 2;
/// What it costs to begin a gap: one match.
const GAP_OPEN: i64 = 4;
/// What each word in a gap costs: a clause put in costs less than as many changed words.
const GAP_EXTEND: i64 = 1;
/// A loss that no gain makes good: 12 changed words in a row, or 20 put in. Beyond it there are two passages.
const X_DROP: i64 = 24;
/// Cells of the matrix that [`edits`] fills at most; longer stretches go through [`align`]'s runs.
const MATRIX: usize = 1 << 18;

/// What the words between two matches cost, seen from afar: as many mismatches as both sides have, one gap for the rest.
fn way_cost(left: u32, right: u32) -> i64 {
    MISMATCH * i64::from(left.min(right)) + gap_cost(left.abs_diff(right))
}

/// What a gap of so many words costs.
fn gap_cost(words: u32) -> i64 {
    if words == 0 { 0 } else { GAP_OPEN + GAP_EXTEND * i64::from(words) }
}

/// What was done to the left to get the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Words changed.
    Replace,
    /// Words only in the right.
    Insert,
    /// Words only in the left.
    Delete,
}

/// One word-level edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub op: Op,
    /// The words on the left; none for an insertion.
    pub left: Option<Span>,
    /// The words on the right; none for a deletion.
    pub right: Option<Span>,
}

/// A stretch that two articles share.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// In the left article.
    pub left: Span,
    /// In the right article.
    pub right: Span,
    /// Words that are the same on both sides.
    pub words: u32,
    /// Same words, twice, over the words of both sides: 0..=1.
    pub similarity: f64,
    /// In text order.
    pub edits: Vec<Edit>,
    /// Pairs of token numbers (left, right) that are the same word, in order.
    pub matches: Vec<(u32, u32)>,
}

/// Aligns two articles.
pub fn align(left: (&Article, &Document), right: (&Article, &Document)) -> Vec<Aligned> {
    let (left, right) = (left.1, right.1);
    let words = (Words::all(left), Words::all(right));
    let pieces = turned(&words.0, &words.1, local);
    let (left, right) = (Side { document: left, words: &words.0 }, Side { document: right, words: &words.1 });
    pieces.iter().filter_map(|piece| aligned(left, right, piece)).collect()
}

/// Word-level edits that turn one span of the left article into one of the right.
pub fn edits(left: (&Article, &Document, Span), right: (&Article, &Document, Span)) -> Vec<Edit> {
    let words = (Words::inside(left.1, left.2), Words::inside(right.1, right.2));
    let matches = turned(&words.0, &words.1, |left, right| vec![global(left, right)]).concat();
    let ends = (words.0.len(), words.1.len());
    let (left, right) = (Side { document: left.1, words: &words.0 }, Side { document: right.1, words: &words.1 });
    edits::edits(left, right, &matches, (0, 0), ends)
}

/// Runs `work` on the words in the order that [`Words::comes_after`] gives, and turns the result back.
fn turned(left: &Words, right: &Words, work: impl Fn(&[u64], &[u64]) -> Vec<Vec<(u32, u32)>>) -> Vec<Vec<(u32, u32)>> {
    if !left.comes_after(right) {
        return work(&left.keys, &right.keys);
    }
    let mut pieces = work(&right.keys, &left.keys);
    for pair in pieces.iter_mut().flatten() {
        *pair = (pair.1, pair.0);
    }
    pieces.sort_unstable();
    pieces
}

/// The matches of two whole stretches, from end to end.
fn global(left: &[u64], right: &[u64]) -> Vec<(u32, u32)> {
    let head = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (rows, columns) = (&left[head..], &right[head..]);
    let tail = rows.iter().rev().zip(columns.iter().rev()).take_while(|(one, other)| one == other).count();
    let (rows, columns) = (&rows[..rows.len() - tail], &columns[..columns.len() - tail]);
    let inner = if rows.len().saturating_mul(columns.len()) <= MATRIX {
        gaps::between(rows, columns)
    } else {
        forward(local(rows, columns))
    };
    let mut matches: Vec<(u32, u32)> = (0..head as u32).map(|at| (at, at)).collect();
    matches.extend(inner.iter().map(|pair| (pair.0 + head as u32, pair.1 + head as u32)));
    let ends = ((left.len() - tail) as u32, (right.len() - tail) as u32);
    matches.extend((0..tail as u32).map(|at| (ends.0 + at, ends.1 + at)));
    matches
}

/// Of several local alignments those that go forward on both sides, taken from the left.
fn forward(pieces: Vec<Vec<(u32, u32)>>) -> Vec<(u32, u32)> {
    let mut matches: Vec<(u32, u32)> = vec![];
    for piece in pieces {
        if matches.last().is_none_or(|last| piece.first().is_some_and(|first| first.1 > last.1)) {
            matches.extend(piece);
        }
    }
    matches
}

/// One stretch, from its matches as word numbers.
fn aligned(left: Side<'_>, right: Side<'_>, piece: &[(u32, u32)]) -> Option<Aligned> {
    let (&first, &last) = (piece.first()?, piece.last()?);
    let token = |side: Side<'_>, word: u32| side.words.tokens[word as usize];
    let span = |side: Side<'_>, first: u32, last: u32| {
        let tokens = &side.document.tokens;
        tokens[token(side, first) as usize].span.hull(tokens[token(side, last) as usize].span)
    };
    let ends = (last.0 as usize + 1, last.1 as usize + 1);
    Some(Aligned {
        left: span(left, first.0, last.0),
        right: span(right, first.1, last.1),
        words: piece.len() as u32,
        similarity: similarity(piece),
        edits: edits::edits(left, right, piece, (first.0 as usize, first.1 as usize), ends),
        matches: piece.iter().map(|&(row, column)| (token(left, row), token(right, column))).collect(),
    })
}
