//! Passages that two articles share, word by word.
//!
//! In: two [`Document`]s with their articles. Out: [`Aligned`] stretches in order of the left article, not
//! overlapping on either side; moved blocks allowed.
//!
//! Seeds of three words are extended to verbatim runs (`seeds`), runs that go forward on both sides are chained
//! (`chains`), gaps and ends are aligned word by word with affine gaps (`gaps`, `local`). Always: a verbatim run
//! of five words or more that is repeated on neither side is found, unless a longer alignment holds its words; every
//! alignment begins and ends with a matched word; turning the sides turns the result and nothing else. Cost: linear in
//! both texts, whatever they consist of (bounds are stated in `seeds`).

mod chains;
mod edits;
mod gaps;
mod local;
mod seeds;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use self::edits::Tokens;
pub(crate) use self::edits::edits_around;
pub(crate) use self::edits::words_in;
pub(crate) use self::edits::words_span;
use self::local::local;
pub(crate) use self::words::Words;
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
/// A loss that no gain makes good: 10 changed words in a row, or 16 put in. Beyond it there are two passages.
const X_DROP: i64 = 20;
/// A verbatim run of so many words is found whatever it consists of, and stands for itself.
const SOLID: usize = 5;
/// Cells of the matrix that `edits` fills at most; longer stretches go through [`align`]'s runs.
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    align_words((left.1, &Words::all(left.1)), (right.1, &Words::all(right.1)))
}

/// Aligns two documents whose words were numbered before.
pub(crate) fn align_words(left: (&Document, &Words), right: (&Document, &Words)) -> Vec<Aligned> {
    let (words, (left, right)) = ((left.1, right.1), (left.0, right.0));
    let pieces = turned(words.0, words.1, local);
    pieces
        .iter()
        .filter_map(|piece| {
            let matches = in_tokens(piece, words.0, words.1);
            let (first, last) = (*matches.first()?, *matches.last()?);
            Aligned::new((left, (first.0, last.0 + 1)), (right, (first.1, last.1 + 1)), matches)
        })
        .collect()
}

/// Word-level edits that turn one span of the left article into one of the right.
pub fn edits(left: (&Article, &Document, Span), right: (&Article, &Document, Span)) -> Vec<Edit> {
    let ranges = (tokens_inside(left.1, left.2), tokens_inside(right.1, right.2));
    edits_around((left.1, ranges.0), (right.1, ranges.1), &matches((left.1, ranges.0), (right.1, ranges.1)))
}

/// The matches (token numbers) on the best way through two whole ranges of tokens.
pub(crate) fn matches(left: (&Document, Tokens), right: (&Document, Tokens)) -> Vec<(u32, u32)> {
    let words = (Words::between(left.0, left.1), Words::between(right.0, right.1));
    in_tokens(&way(&words.0, &words.1), &words.0, &words.1)
}

/// The matches (positions in the two lists) on the best way through two lists of word tokens.
pub(crate) fn list_matches(left: (&Document, &[u32]), right: (&Document, &[u32])) -> Vec<(u32, u32)> {
    way(&Words::of(left.0, left.1.to_vec()), &Words::of(right.0, right.1.to_vec()))
}

/// The matches (word numbers) on the best way from end to end.
fn way(left: &Words, right: &Words) -> Vec<(u32, u32)> {
    turned(left, right, |left, right| vec![global(left, right)]).concat()
}

/// The tokens that lie wholly inside a span.
pub(crate) fn tokens_inside(document: &Document, span: Span) -> Tokens {
    let first = document.tokens.partition_point(|token| token.span.start < span.start);
    let last = document.tokens.partition_point(|token| token.span.end <= span.end);
    (first as u32, last.max(first) as u32)
}

/// Matches of words as matches of tokens.
fn in_tokens(piece: &[(u32, u32)], left: &Words, right: &Words) -> Vec<(u32, u32)> {
    piece.iter().map(|&(row, column)| (left.tokens[row as usize], right.tokens[column as usize])).collect()
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
