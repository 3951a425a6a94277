//! Aligned stretches cut and grown to what a reader would mark: sentences that correspond, whole where most of a
//! sentence is shared, else the shared words alone.
//!
//! The alignment knows words only. A reader marks sentences: an inserted sentence ends a passage, chance matches in a
//! sentence that was replaced do not prolong it, and the changed word at a sentence's beginning belongs to it.

use super::annotated::Annotated;
use crate::align::Aligned;
use crate::align::Edit;
use crate::align::Tokens;
use crate::align::edits_around;
use crate::align::matches;
use crate::align::words_in;
use crate::reading::Reading;
use crate::segment::Document;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Span;
use std::cmp::Ordering;

/// Two sentences correspond where at least this share of the shorter one's words match …
const CORRESPOND: f64 = 0.4;
/// … or so many words in a row.
const SOLID: usize = 5;
/// Unmatched words at a sentence's edge are taken in where they are at most this share of its matched words: then two
/// thirds of the sentence are shared …
const EDGE: f64 = 0.5;
/// … or this share, where the other sentence has no such edge: it is whole in the one that says more.
const ADDITION: f64 = 1.0;
/// Tokens between two neighbouring words, at the most: `.“ (…) „` and the like.
const MARKS: u32 = 8;
/// A dateline ("LONDON, 3. Mai (dpa) – ") ends within so many tokens of its paragraph.
const DATELINE: u32 = 14;
/// And within so many of an article's first paragraphs: a headline and a lead may come before.
const DATELINE_PARAGRAPHS: u32 = 4;

/// Matches of two corresponding sentences, or of several in a row, and the ranges of tokens they stand for.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) matches: Vec<(u32, u32)>,
    pub(super) left: Tokens,
    pub(super) right: Tokens,
}

/// The number of the sentence that holds a token.
fn sentence_of(document: &Document, token: u32) -> usize {
    document.sentences.partition_point(|sentence| sentence.tokens.1 <= token)
}

/// The stretches of an alignment, cut and grown, in order of the left; each is of two sentences.
pub(super) fn stretches(left: &Annotated, right: &Annotated, aligned: &[Aligned]) -> Vec<Stretch> {
    let mut cut: Vec<Stretch> = aligned.iter().flat_map(|piece| cut(left, right, &piece.matches)).collect();
    let (texts, (left, right)) = ((left, right), (left.reading, right.reading));
    let ends =
        (Ends::new(left, cut.iter().map(|piece| piece.left)), Ends::new(right, cut.iter().map(|piece| piece.right)));
    for stretch in &mut cut {
        let space = (ends.0.space(left, stretch.left), ends.1.space(right, stretch.right));
        grow(texts.0, texts.1, stretch, space);
        stretch.left = without_lone_marks(left, stretch.left);
        stretch.right = without_lone_marks(right, stretch.right);
    }
    cut
}

impl Stretch {
    /// Whether another one follows with no word between on either side.
    pub(super) fn touches(&self, left: &Annotated, right: &Annotated, next: &Self) -> bool {
        touch(left.reading, self.left, next.left) && touch(right.reading, self.right, next.right)
    }

    /// Takes in the one that follows.
    pub(super) fn join(&mut self, mut next: Self) {
        self.left.1 = next.left.1;
        self.right.1 = next.right.1;
        self.matches.append(&mut next.matches);
    }

    /// The stretch as an alignment of so many matched words: those in another order, which [`pairs`](Self::pairs) adds,
    /// count too.
    pub(super) fn aligned(&self, left: &Annotated, right: &Annotated, words: usize) -> Option<Aligned> {
        let ranges = ((&left.reading.document, self.left), (&right.reading.document, self.right));
        let mut aligned = Aligned::new(ranges.0, ranges.1, self.matches.clone())?;
        aligned.words = words as u32;
        aligned.similarity = self.similarity(left, right, words);
        Some(aligned)
    }

    /// So many matched words, twice, over the words of both sides: 0..=1.
    pub(super) fn similarity(&self, left: &Annotated, right: &Annotated, words: usize) -> f64 {
        let both = words_in(&left.reading.document, self.left) + words_in(&right.reading.document, self.right);
        2.0 * words as f64 / both.max(1) as f64
    }

    /// What was changed inside it.
    pub(super) fn edits(&self, left: &Annotated, right: &Annotated) -> Vec<Edit> {
        edits_around((&left.reading.document, self.left), (&right.reading.document, self.right), &self.matches)
    }

    /// All pairs of tokens that are the same word, those in another order last.
    pub(super) fn pairs(&self, left: &Annotated, right: &Annotated) -> Vec<(u32, u32)> {
        let mut pairs = self.matches.clone();
        pairs.extend(moved(left, right, self));
        pairs
    }

    /// The shared words alone, without the edges of their sentences.
    pub(super) fn core(&self) -> Self {
        let (first, last) = (self.matches[0], self.matches[self.matches.len() - 1]);
        let (left, right) = ((first.0, last.0 + 1), (first.1, last.1 + 1));
        Self { matches: self.matches.clone(), left, right }
    }

    /// The most words in a row that are the same.
    pub(super) fn longest_run(&self, left: &Annotated, right: &Annotated) -> usize {
        longest_run(left, right, &self.matches)
    }
}

/// Whether one range follows the other with no word between.
fn touch(reading: &Reading, before: Tokens, after: Tokens) -> bool {
    before.1 <= after.0 && (before.1..after.0).all(|at| !is_word(reading, at))
}

/// Cuts a piece into the pairs of sentences that correspond; matches between other sentences are chance.
fn cut(left: &Annotated, right: &Annotated, matches: &[(u32, u32)]) -> Vec<Stretch> {
    let sentences =
        |pair: (u32, u32)| (sentence_of(&left.reading.document, pair.0), sentence_of(&right.reading.document, pair.1));
    let mut found = vec![];
    for group in matches.chunk_by(|&one, &next| sentences(one) == sentences(next)) {
        let (row, column) = sentences(group[0]);
        let ranges = (left.reading.document.sentences[row].tokens, right.reading.document.sentences[column].tokens);
        let shorter = left.sentence_words[row].min(right.sentence_words[column]);
        if (group.len() as f64) < CORRESPOND * f64::from(shorter) && longest_run(left, right, group) < SOLID {
            continue;
        }
        let behind = (behind_dateline(left.reading, ranges.0), behind_dateline(right.reading, ranges.1));
        let group: Vec<_> = group.iter().copied().filter(|pair| pair.0 >= behind.0 && pair.1 >= behind.1).collect();
        let group = without_strays(left, right, &group);
        if let (Some(first), Some(last)) = (group.first(), group.last()) {
            let (left, right) = ((first.0, last.0 + 1), (first.1, last.1 + 1));
            found.push(Stretch { left, right, matches: group.to_vec() });
        }
    }
    found
}

/// Drops function words at both ends that stand apart from the other matches on one side, as the "a" of "», a déclaré"
/// and "», a-t-elle lancé".
fn without_strays<'m>(left: &Annotated, right: &Annotated, mut group: &'m [(u32, u32)]) -> &'m [(u32, u32)] {
    let apart = |one: (u32, u32), next: (u32, u32)| next.0 > one.0 + 1 || next.1 > one.1 + 1;
    while let [.., before, last] = group
        && apart(*before, *last)
        && left.is_function_word(last.0)
        && right.is_function_word(last.1)
    {
        group = &group[..group.len() - 1];
    }
    while let [first, next, ..] = group
        && apart(*first, *next)
        && left.is_function_word(first.0)
        && right.is_function_word(first.1)
    {
        group = &group[1..];
    }
    group
}

/// The most matches in a row without a word between them; marks between them do not count.
fn longest_run(left: &Annotated, right: &Annotated, group: &[(u32, u32)]) -> usize {
    let wordless = |reading: &Reading, one: u32, next: u32| {
        next == one + 1 || next - one <= MARKS && (one + 1..next).all(|at| !is_word(reading, at))
    };
    group
        .chunk_by(|one, next| wordless(left.reading, one.0, next.0) && wordless(right.reading, one.1, next.1))
        .map(<[_]>::len)
        .max()
        .unwrap_or(0)
}

/// Takes in the edges of both sentences, as far as they belong to the stretch. `space` is what it may grow to.
fn grow(left: &Annotated, right: &Annotated, stretch: &mut Stretch, space: (Tokens, Tokens)) {
    let (documents, core) = ((&left.reading.document, &right.reading.document), stretch.matches.len());
    let heads = ((space.0.0, stretch.left.0), (space.1.0, stretch.right.0));
    let tails = ((stretch.left.1, space.0.1), (stretch.right.1, space.1.1));
    for (edges, at_head) in [(heads, true), (tails, false)] {
        let more = matches((documents.0, edges.0), (documents.1, edges.1));
        // A function word at the edge may be chance: it makes nothing belong.
        let telling = more.iter().filter(|pair| !left.is_function_word(pair.0)).count();
        let matched = (core + telling) as f64;
        let left_over = (words_in(documents.0, edges.0) - more.len(), words_in(documents.1, edges.1) - more.len());
        let belongs = |own: usize, other: usize| own as f64 <= if other == 0 { ADDITION } else { EDGE } * matched;
        let grows = (belongs(left_over.0, left_over.1), belongs(left_over.1, left_over.0));
        if grows.0 && grows.1 {
            stretch.matches.extend(more);
        }
        for (range, edge, grows) in [(&mut stretch.left, edges.0, grows.0), (&mut stretch.right, edges.1, grows.1)] {
            match (grows, at_head) {
                (true, true) => range.0 = edge.0,
                (true, false) => range.1 = edge.1,
                (false, _) => {}
            }
        }
    }
    stretch.matches.sort_unstable();
}

/// The words that stand on both sides, but in another order: token numbers, in order of the right. The first one of the
/// left goes with the first one of the right.
fn moved(left: &Annotated, right: &Annotated, stretch: &Stretch) -> Vec<(u32, u32)> {
    let ours = unmatched(left, stretch.left, stretch.matches.iter().map(|pair| pair.0));
    if ours.is_empty() {
        return vec![];
    }
    let theirs = unmatched(right, stretch.right, stretch.matches.iter().map(|pair| pair.1));
    let (mut at, mut beside) = (0, 0);
    let mut moved = vec![];
    while let (Some(one), Some(other)) = (ours.get(at), theirs.get(beside)) {
        match one.0.cmp(&other.0) {
            Ordering::Less => at += 1,
            Ordering::Greater => beside += 1,
            Ordering::Equal => {
                moved.push((one.1, other.1));
                at += 1;
                beside += 1;
            }
        }
    }
    moved.sort_unstable_by_key(|pair| pair.1);
    moved
}

/// The words of a range that are in no match, as keys with their tokens, sorted.
fn unmatched(text: &Annotated, range: Tokens, matched: impl Iterator<Item = u32>) -> Vec<(u64, u32)> {
    let words = &text.words;
    let first = words.tokens.partition_point(|&token| token < range.0);
    let mut matched = matched.peekable();
    let mut left_over: Vec<(u64, u32)> = words.tokens[first..]
        .iter()
        .zip(&words.keys[first..])
        .take_while(|(token, _)| **token < range.1)
        .filter(|(token, _)| matched.next_if_eq(*token).is_none())
        .map(|(&token, &key)| (key, token))
        .collect();
    left_over.sort_unstable();
    left_over
}

fn is_word(reading: &Reading, token: u32) -> bool {
    reading.document.tokens[token as usize].kind != TokenKind::Mark
}

/// Where the stretches of one side begin and end, so that none grows into another.
struct Ends {
    /// First tokens, ascending.
    firsts: Vec<u32>,
    /// One past the last tokens, ascending.
    lasts: Vec<u32>,
}

impl Ends {
    fn new(reading: &Reading, ranges: impl Iterator<Item = Tokens>) -> Self {
        let (mut firsts, mut lasts): (Vec<u32>, Vec<u32>) = ranges.unzip();
        firsts.push(reading.document.tokens.len() as u32);
        lasts.push(0);
        firsts.sort_unstable();
        lasts.sort_unstable();
        Self { firsts, lasts }
    }

    /// What a stretch may grow to: its sentences, without the dateline, not past the edge of a quotation, and not at
    /// all on a side where another stretch has part of the same sentence, or a colon or semicolon parts it.
    fn space(&self, reading: &Reading, range: Tokens) -> Tokens {
        let document = &reading.document;
        let first = document.sentences[sentence_of(document, range.0)].tokens;
        let last = document.sentences[sentence_of(document, range.1 - 1)].tokens;
        let before = self.lasts[self.lasts.partition_point(|&end| end <= range.0) - 1];
        let after = self.firsts[self.firsts.partition_point(|&start| start < range.1)];
        let start = first.0.max(behind_dateline(reading, first));
        let parted = |token: Option<&Token>| token.is_some_and(|token| matches!(document.norm(token), ":" | ";"));
        let before_it = (range.0 as usize).checked_sub(1).and_then(|at| document.tokens.get(at));
        let cut_off =
            (before > first.0 || parted(before_it), after < last.1 || parted(document.tokens.get(range.1 as usize)));
        let head = if cut_off.0 { range.0 } else { behind_mark(reading, start, range.0) };
        let tail = if cut_off.1 { range.1 } else { before_mark(reading, range.1 - 1, last.1) };
        (head, tail)
    }
}

/// A range without a quotation mark at its edge whose partner lies outside.
fn without_lone_marks(reading: &Reading, range: Tokens) -> Tokens {
    let tokens = &reading.document.tokens;
    let marked = &reading.marked;
    let (mut first, mut last) = range;
    while first + 1 < last && tokens[first as usize].kind == TokenKind::Mark {
        let opened = marked.partition_point(|span| span.start < tokens[first as usize].span.end);
        let (next, end) = (tokens[first as usize + 1].span.start, tokens[last as usize - 1].span.end);
        if !marked.get(opened).is_some_and(|span| span.start <= next && span.end >= end) {
            break;
        }
        first += 1;
    }
    while last > first + 1 && tokens[last as usize - 1].kind == TokenKind::Mark {
        let mark = tokens[last as usize - 1].span;
        let closed = marked.partition_point(|span| span.end <= mark.start).checked_sub(1).map(|at| marked[at]);
        let before = tokens[last as usize - 2].span.end;
        if !closed.is_some_and(|span| span.end >= before && span.start <= tokens[first as usize].span.start) {
            break;
        }
        last -= 1;
    }
    (first, last)
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

/// The first token behind the dateline, where a sentence begins with one; else its first token.
fn behind_dateline(reading: &Reading, range: Tokens) -> u32 {
    let document = &reading.document;
    let sentence = &document.sentences[sentence_of(document, range.0)];
    let paragraph = &document.paragraphs[sentence.paragraph as usize];
    if sentence.paragraph >= DATELINE_PARAGRAPHS || sentence.span.start != paragraph.span.start {
        return range.0;
    }
    let text = &reading.article.text;
    let stands_alone = |span: Span| {
        text[..span.start as usize].ends_with(char::is_whitespace)
            && text[span.end as usize..].starts_with(char::is_whitespace)
            && matches!(span.of(text), "-" | "–" | "—" | "|" | "+++")
    };
    let tokens = &document.tokens;
    (range.0..range.1.min(range.0 + DATELINE))
        .find(|&at| stands_alone(tokens[at as usize].span))
        .filter(|&at| is_dateline(reading, (range.0, at)))
        .map_or(range.0, |at| at + 1)
}

/// Whether what stands before a dash is place, date and agency: capitals or numbers outside brackets, and a bracket or
/// a place in capitals.
fn is_dateline(reading: &Reading, range: Tokens) -> bool {
    let tokens = &reading.document.tokens[range.0 as usize..range.1 as usize];
    let text = |token: &Token| token.span.of(&reading.article.text);
    let mut depth = 0;
    let mut bracketed = false;
    for token in tokens {
        match text(token) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            word => {
                bracketed |= depth > 0;
                let shouted = word.chars().count() > 2 && !word.chars().any(char::is_lowercase);
                bracketed |= shouted && token.kind == TokenKind::Word;
                if depth == 0 && word.starts_with(char::is_lowercase) && !bracketed {
                    return false;
                }
            }
        }
    }
    bracketed
}
