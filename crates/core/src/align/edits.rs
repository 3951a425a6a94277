//! From matches to stretches and their word-level edits.

use super::Aligned;
use super::Edit;
use super::Op;
use crate::segment::Document;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Span;

/// Brackets that an editor's gloss stands in.
const BRACKETS: [(&str, &str); 2] = [("(", ")"), ("[", "]")];

/// A half-open range of token numbers.
pub(crate) type Tokens = (u32, u32);

/// The tokens of a range.
fn tokens(document: &Document, range: Tokens) -> &[Token] {
    &document.tokens[range.0 as usize..range.1 as usize]
}

/// The words among the tokens of a range.
pub(crate) fn words_in(document: &Document, range: Tokens) -> usize {
    tokens(document, range).iter().filter(|token| token.kind != TokenKind::Mark).count()
}

/// From the first to the last token of a range; none of none.
pub(crate) fn hull(document: &Document, range: Tokens) -> Option<Span> {
    let tokens = tokens(document, range);
    Some(tokens.first()?.span.hull(tokens.last()?.span))
}

/// From the first to the last word of a range; none where it holds no word. Where the words are all of what stands in
/// a pair of brackets, the brackets belong to them.
pub(crate) fn words_span(document: &Document, range: Tokens) -> Option<Span> {
    let is_word = |token: &Token| token.kind != TokenKind::Mark;
    let first = tokens(document, range).iter().position(is_word)? + range.0 as usize;
    let last = tokens(document, range).iter().rposition(is_word)? + range.0 as usize;
    let all = &document.tokens;
    let before = first.checked_sub(1).and_then(|at| all.get(at));
    match (before, all.get(last + 1)) {
        (Some(before), Some(after)) if BRACKETS.contains(&(document.norm(before), document.norm(after))) => {
            Some(before.span.hull(after.span))
        }
        _ => Some(all[first].span.hull(all[last].span)),
    }
}

/// The edits between consecutive matches (token numbers), and before the first and behind the last where the ranges
/// reach further.
pub(crate) fn edits_around(left: (&Document, Tokens), right: (&Document, Tokens), matches: &[(u32, u32)]) -> Vec<Edit> {
    let mut edits = vec![];
    let mut at = (left.1.0, right.1.0);
    for &(row, column) in matches.iter().chain(std::iter::once(&(left.1.1, right.1.1))) {
        let edit = (words_span(left.0, (at.0, row)), words_span(right.0, (at.1, column)));
        let op = match edit {
            (Some(_), Some(_)) => Some(Op::Replace),
            (None, Some(_)) => Some(Op::Insert),
            (Some(_), None) => Some(Op::Delete),
            (None, None) => None,
        };
        edits.extend(op.map(|op| Edit { op, left: edit.0, right: edit.1 }));
        at = (row + 1, column + 1);
    }
    edits
}

impl Aligned {
    /// A stretch from its matches and the ranges of tokens it covers; none where a range is empty.
    pub(crate) fn new(left: (&Document, Tokens), right: (&Document, Tokens), matches: Vec<(u32, u32)>) -> Option<Self> {
        let words = words_in(left.0, left.1) + words_in(right.0, right.1);
        Some(Self {
            left: hull(left.0, left.1)?,
            right: hull(right.0, right.1)?,
            words: matches.len() as u32,
            similarity: 2.0 * matches.len() as f64 / words.max(1) as f64,
            edits: edits_around(left, right, &matches),
            matches,
        })
    }
}
