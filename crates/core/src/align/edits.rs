//! From matches to word-level edits.

use super::Edit;
use super::Op;
use super::words::Words;
use crate::segment::Document;
use crate::segment::Token;
use crate::text::Span;

/// Brackets that an editor's gloss stands in.
const BRACKETS: [(&str, &str); 2] = [("(", ")"), ("[", "]")];

/// One side of an alignment.
#[derive(Clone, Copy)]
pub(super) struct Side<'d> {
    pub(super) document: &'d Document,
    pub(super) words: &'d Words,
}

impl Side<'_> {
    /// The span of a half-open range of words; none of none. Where the words are all of what stands in a pair of
    /// brackets, the brackets belong to them.
    fn span(self, first: usize, last: usize) -> Option<Span> {
        if first >= last {
            return None;
        }
        let (first, last) = (self.words.tokens[first] as usize, self.words.tokens[last - 1] as usize);
        let tokens = &self.document.tokens;
        let span = tokens[first].span.hull(tokens[last].span);
        let mark = |token: Option<&Token>| token.map_or("", |token| self.document.norm(token));
        let (before, after) = (first.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(last + 1));
        let around = (mark(before), mark(after));
        match (before, after) {
            (Some(before), Some(after)) if BRACKETS.contains(&around) => Some(before.span.hull(after.span)),
            _ => Some(span),
        }
    }
}

/// The edits between consecutive matches, and before the first and behind the last where `first` and `last` (word
/// numbers, half-open) reach further.
pub(super) fn edits(
    left: Side<'_>,
    right: Side<'_>,
    matches: &[(u32, u32)],
    first: (usize, usize),
    last: (usize, usize),
) -> Vec<Edit> {
    let mut edits = vec![];
    let mut at = first;
    let ends = std::iter::once((last.0, last.1, false));
    let stops = matches.iter().map(|&(row, column)| (row as usize, column as usize, true)).chain(ends);
    for (row, column, matched) in stops {
        let edit = (left.span(at.0, row), right.span(at.1, column));
        let op = match edit {
            (Some(_), Some(_)) => Some(Op::Replace),
            (None, Some(_)) => Some(Op::Insert),
            (Some(_), None) => Some(Op::Delete),
            (None, None) => None,
        };
        edits.extend(op.map(|op| Edit { op, left: edit.0, right: edit.1 }));
        at = (row + usize::from(matched), column + usize::from(matched));
    }
    edits
}
