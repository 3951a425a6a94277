//! Aligned stretches cut and grown to what a reader would mark: sentences that correspond, whole where most of a
//! sentence is shared, else the shared words alone.
//!
//! The alignment knows words only. A reader marks sentences: an inserted sentence ends a passage, chance matches in a
//! sentence that was replaced do not prolong it, and the changed word at a sentence's beginning belongs to it.

use crate::align::Aligned;
use crate::align::Tokens;
use crate::align::words_in;
use crate::reading::Reading;
use crate::segment::Document;
use crate::text::Span;

/// Two sentences correspond where at least this share of the shorter one's words match …
const CORRESPOND: f64 = 0.4;
/// … or so many words in a row.
const SOLID: usize = 5;
/// Words at a sentence's edge are taken in where they are at most this share of its matched words: then two thirds of
/// the sentence are shared.
const EDGE: f64 = 0.5;
/// A dateline ("LONDON, 3. Mai (dpa) – ") ends within so many tokens of its paragraph.
const DATELINE: u32 = 14;
/// And within so many of an article's first paragraphs: a headline and a lead may come before.
const DATELINE_PARAGRAPHS: u32 = 4;

/// Matches that belong together.
type Matches = Vec<(u32, u32)>;

/// The number of the sentence that holds a token.
fn sentence_of(document: &Document, token: u32) -> usize {
    document.sentences.partition_point(|sentence| sentence.tokens.1 <= token)
}

/// The stretches of an alignment, cut and grown, in order of the left.
pub(super) fn stretches(left: &Reading, right: &Reading, aligned: &[Aligned]) -> Vec<Aligned> {
    let cut: Vec<Matches> = aligned.iter().flat_map(|piece| cut(left, right, &piece.matches)).collect();
    let lefts = Ends::new(&left.document, cut.iter().map(|piece| (piece[0].0, piece[piece.len() - 1].0 + 1)));
    let rights = Ends::new(&right.document, cut.iter().map(|piece| (piece[0].1, piece[piece.len() - 1].1 + 1)));
    cut.into_iter()
        .filter_map(|piece| {
            let rows: Vec<u32> = piece.iter().map(|pair| pair.0).collect();
            let columns: Vec<u32> = piece.iter().map(|pair| pair.1).collect();
            let ranges = (lefts.grow(left, &rows), rights.grow(right, &columns));
            Aligned::new((&left.document, ranges.0), (&right.document, ranges.1), piece)
        })
        .collect()
}

/// Cuts a piece where a whole sentence has no counterpart, and drops chance matches between sentences that do not
/// correspond.
fn cut(left: &Reading, right: &Reading, matches: &[(u32, u32)]) -> Vec<Matches> {
    let sentences = |pair: (u32, u32)| (sentence_of(&left.document, pair.0), sentence_of(&right.document, pair.1));
    let mut pieces: Vec<Matches> = vec![];
    let mut last = None;
    for group in matches.chunk_by(|&one, &next| sentences(one) == sentences(next)) {
        let (row, column) = sentences(group[0]);
        let words = |document: &Document, at: usize| words_in(document, document.sentences[at].tokens);
        let shorter = words(&left.document, row).min(words(&right.document, column));
        if (group.len() as f64) < CORRESPOND * shorter as f64 && longest_run(group) < SOLID {
            last = None;
            continue;
        }
        let follows = last.is_some_and(|(before, above)| row <= before + 1 && column <= above + 1);
        match pieces.last_mut() {
            Some(piece) if follows => piece.extend_from_slice(group),
            _ => pieces.push(group.to_vec()),
        }
        last = Some((row, column));
    }
    pieces
}

/// The most matches in a row without a word between them; marks between them do not count.
fn longest_run(group: &[(u32, u32)]) -> usize {
    group.chunk_by(|one, next| next.0 - one.0 <= 2 && next.1 - one.1 <= 2).map(<[_]>::len).max().unwrap_or(0)
}

/// Where the pieces of one side begin and end, so that none grows into another.
struct Ends {
    /// First tokens, ascending.
    firsts: Vec<u32>,
    /// One past the last tokens, ascending.
    lasts: Vec<u32>,
}

impl Ends {
    fn new(document: &Document, ranges: impl Iterator<Item = Tokens>) -> Self {
        let (mut firsts, mut lasts): (Vec<u32>, Vec<u32>) = ranges.unzip();
        firsts.push(document.tokens.len() as u32);
        lasts.push(0);
        firsts.sort_unstable();
        lasts.sort_unstable();
        Self { firsts, lasts }
    }

    /// The range of a piece with the edges of its first and last sentence, as far as they belong to it.
    fn grow(&self, reading: &Reading, matched: &[u32]) -> Tokens {
        let (first, last) = (matched[0], matched[matched.len() - 1]);
        let document = &reading.document;
        let sentence = |token: u32| document.sentences.get(sentence_of(document, token));
        let in_sentence = |range: Tokens| {
            matched.partition_point(|&token| token < range.1) - matched.partition_point(|&token| token < range.0)
        };
        let belongs = |edge: Tokens, range: Tokens| words_in(document, edge) as f64 <= EDGE * in_sentence(range) as f64;
        let mut grown = (first, last + 1);
        if let Some(range) = sentence(first).map(|sentence| sentence.tokens) {
            let free = self.lasts[self.lasts.partition_point(|&end| end <= first) - 1];
            let start = free.max(range.0).max(behind_dateline(reading, range, first));
            let start = start.max(behind_mark(reading, start, first));
            if free <= range.0 && belongs((start, first), range) {
                grown.0 = start;
            }
        }
        if let Some(range) = sentence(last).map(|sentence| sentence.tokens) {
            let free = self.firsts[self.firsts.partition_point(|&start| start <= last)];
            let end = range.1.min(before_mark(reading, last, range.1));
            if free >= range.1 && belongs((last + 1, end), range) {
                grown.1 = end;
            }
        }
        grown
    }
}

/// Where a piece beginning at `first` may begin instead of at `start`: not past the edge of a quotation, as the words
/// inside and outside the marks are by different people.
fn behind_mark(reading: &Reading, start: u32, first: u32) -> u32 {
    let tokens = &reading.document.tokens;
    let at = tokens[first as usize].span.start;
    let before = reading.marked.partition_point(|span| span.start <= at);
    let Some(span) = before.checked_sub(1).map(|index| reading.marked[index]) else { return start };
    let edge = if span.end <= at { span.end } else { span.start };
    let inside = tokens.partition_point(|token| token.span.start < edge) as u32;
    if inside <= start || words_in(&reading.document, (start, inside)) == 0 { start } else { inside.min(first) }
}

/// Likewise where a piece ending with `last` may end instead of at `end`.
fn before_mark(reading: &Reading, last: u32, end: u32) -> u32 {
    let tokens = &reading.document.tokens;
    let at = tokens[last as usize].span.end;
    let after = reading.marked.partition_point(|span| span.end < at);
    let Some(span) = reading.marked.get(after) else { return end };
    let edge = if span.start >= at { span.start } else { span.end };
    let inside = tokens.partition_point(|token| token.span.end <= edge) as u32;
    if inside >= end || words_in(&reading.document, (inside, end)) == 0 { end } else { inside.max(last + 1) }
}

/// The first token behind the dateline, where `range` is a sentence that begins with one and `first` lies behind it.
fn behind_dateline(reading: &Reading, range: Tokens, first: u32) -> u32 {
    let document = &reading.document;
    let paragraph = document.sentences[sentence_of(document, range.0)].paragraph;
    if paragraph >= DATELINE_PARAGRAPHS {
        return range.0;
    }
    let text = &reading.article.text;
    let stands_alone = |span: Span| {
        text[..span.start as usize].ends_with(char::is_whitespace)
            && text[span.end as usize..].starts_with(char::is_whitespace)
            && matches!(span.of(text), "-" | "–" | "—" | "|" | "+++" | ":")
    };
    (range.0..first.min(range.0 + DATELINE))
        .rev()
        .find(|&at| stands_alone(document.tokens[at as usize].span))
        .map_or(range.0, |at| at + 1)
}
