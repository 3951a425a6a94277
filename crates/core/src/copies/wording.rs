//! How the wordings of one utterance stand to one another.

use super::QuoteRelation;
use super::utterances::Utterance;
use crate::align::Edit;
use crate::align::Op;
use crate::align::list_matches;
use crate::align::words_in;
use crate::align::words_span;
use crate::reading::Reading;
use crate::text::Span;
use std::ops::Range;

/// Words that an editor replaces by others in brackets, at most: "[Der Minister] kommt" for "Er kommt".
const REPLACED: usize = 2;

/// Two wordings held together.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    pub(super) relation: QuoteRelation,
    /// In text order.
    pub(super) edits: Vec<Edit>,
    /// Words that both have, without an editor's.
    pub(super) same: usize,
    /// Words of content among them.
    pub(super) content: usize,
}

/// Words between two matches: positions in the two utterances.
struct Gap {
    left: Range<usize>,
    right: Range<usize>,
    /// Whether it lies before the first match or behind the last.
    at_end: bool,
}

type Side<'r, 'a> = (&'r Reading<'a>, &'r Utterance);

impl Wording {
    /// Holds two quotations together.
    pub(super) fn new(left: Side<'_, '_>, right: Side<'_, '_>) -> Self {
        let matches = list_matches((&left.0.document, &left.1.tokens), (&right.0.document, &right.1.tokens));
        let mut gaps = gaps(left.1, right.1, &matches);
        let mut same = matches
            .iter()
            .filter(|pair| !left.1.bracketed[pair.0 as usize] && !right.1.bracketed[pair.1 as usize])
            .count();
        // "E-Mail" and "Email", "so dass" and "sodass".
        gaps.retain(|gap| {
            let is_spelling = !gap.left.is_empty() && joined(left, &gap.left) == joined(right, &gap.right);
            same += if is_spelling { gap.left.len().min(gap.right.len()) } else { 0 };
            !is_spelling
        });
        let stopwords = &left.0.document.lang.tables().stopwords;
        let is_content = |pair: &&(u32, u32)| !stopwords.has(norm(left, pair.0 as usize));
        let content = matches.iter().filter(is_content).count();
        let relation = relation(left, right, &gaps);
        let edits = gaps.iter().flat_map(|gap| edits(left, right, gap)).collect();
        Self { relation, edits, same, content }
    }
}

fn norm<'r>(side: Side<'r, '_>, position: usize) -> &'r str {
    let document = &side.0.document;
    document.norm(&document.tokens[side.1.tokens[position] as usize])
}

/// The words of a stretch without space between, ß as ss.
fn joined(side: Side<'_, '_>, range: &Range<usize>) -> String {
    range.clone().map(|position| norm(side, position)).collect::<String>().replace('ß', "ss")
}

/// What lies between the matches, where anything does.
fn gaps(left: &Utterance, right: &Utterance, matches: &[(u32, u32)]) -> Vec<Gap> {
    let mut gaps = vec![];
    let mut at = (0, 0);
    let end = (left.tokens.len(), right.tokens.len());
    let stops = matches.iter().map(|pair| (pair.0 as usize, pair.1 as usize)).chain([end]);
    for (row, column) in stops {
        if row > at.0 || column > at.1 {
            let at_end = at == (0, 0) || (row, column) == end;
            gaps.push(Gap { left: at.0..row, right: at.1..column, at_end });
        }
        at = (row + 1, column + 1);
    }
    gaps
}

/// Which relation the gaps come to.
fn relation(left: Side<'_, '_>, right: Side<'_, '_>, gaps: &[Gap]) -> QuoteRelation {
    let mut rest = gaps.iter().filter(|gap| !is_gloss(left, right, gap)).peekable();
    if gaps.is_empty() {
        QuoteRelation::Verbatim
    } else if rest.peek().is_none() {
        QuoteRelation::Glossed
    } else if rest.all(|gap| gap.at_end && (gap.left.is_empty() || gap.right.is_empty())) {
        QuoteRelation::Trimmed
    } else {
        QuoteRelation::Altered
    }
}

/// Whether all that a gap adds stands in brackets: nothing on the other side, or the few words it explains.
fn is_gloss(left: Side<'_, '_>, right: Side<'_, '_>, gap: &Gap) -> bool {
    let all = |side: Side<'_, '_>, range: &Range<usize>| {
        !range.is_empty() && side.1.bracketed[range.clone()].iter().all(|&bracketed| bracketed)
    };
    let replaced = |side: Side<'_, '_>, range: &Range<usize>| {
        let stopwords = &side.0.document.lang.tables().stopwords;
        range.len() <= REPLACED && range.clone().all(|position| stopwords.has(norm(side, position)))
    };
    all(left, &gap.left) && replaced(right, &gap.right) || all(right, &gap.right) && replaced(left, &gap.left)
}

/// The edits of a gap: one, or two where a cue interrupts the words on one side.
fn edits(left: Side<'_, '_>, right: Side<'_, '_>, gap: &Gap) -> Vec<Edit> {
    let (ours, theirs) = (spans(left, &gap.left), spans(right, &gap.right));
    (0..ours.len().max(theirs.len()))
        .map(|at| {
            let (left, right) = (ours.get(at).copied(), theirs.get(at).copied());
            let op = match (left, right) {
                (Some(_), Some(_)) => Op::Replace,
                (None, _) => Op::Insert,
                (_, None) => Op::Delete,
            };
            Edit { op, left, right }
        })
        .collect()
}

/// The spans of a stretch of words; two where the words are not neighbours in the text. Marks between them do not part
/// them, but the cue's words do.
fn spans(side: Side<'_, '_>, range: &Range<usize>) -> Vec<Span> {
    let document = &side.0.document;
    let between = |one: u32, next: u32| words_in(document, (one + 1, next));
    side.1.tokens[range.clone()]
        .chunk_by(|&one, &next| between(one, next) == 0)
        .filter_map(|tokens| words_span(document, (tokens[0], tokens[tokens.len() - 1] + 1)))
        .collect()
}
