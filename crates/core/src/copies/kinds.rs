//! What a passage is, and how much of it is copying.

use super::Passage;
use super::PassageKind;
use super::Recurring;
use super::changes::changed_values;
use super::stretches::Stretch;
use crate::align::Aligned;
use crate::reading::Reading;
use crate::segment::ParagraphKind;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Span;
use crate::values::ValueKind;

/// Weight of a function word beside a word of content: enough that ten of them count, too little for three.
const FUNCTION: f64 = 0.2;
/// Weight of a number in digits: it is content, but it recurs in any report of the event.
const NUMBER: f64 = 0.5;
/// A passage is reuse from this weight of copied words on: four words of content that are neither name nor formula …
const REUSE: f64 = 4.0;
/// … with so many words in a row …
const RUN: usize = 5;
/// … or, where it differs in a number or date, so many: "inflation slowed to 6.1 percent in January" is a frame that
/// every report fills anew. Of eight in a row there are 8 in 497,503 pairs of unrelated German articles …
const RUN_OF_FRAME: usize = 7;
/// … and this similar: else two sentences have their frame in common.
const SIMILAR: f64 = 0.6;
/// In quotation marks on both sides less is needed: two writers choose no words there.
const REUSE_QUOTED: f64 = 2.5;
/// Between copies as well, as the pair is known to share more.
const REUSE_OF_COPIES: f64 = 2.0;
/// Between copies, a sentence of so many words is copied even where it consists of names.
const SENTENCE: u32 = 8;
/// And from this share of its weight on; below it, names and formulas make the passage.
const SHARE: f64 = 0.35;
/// A passage is a quotation where so much of its matched words stands in marks on both sides.
const QUOTED: f64 = 0.9;

/// Judges stretches of two articles.
pub(super) struct Judge<'r, 'a> {
    pub(super) left: &'r Reading<'a>,
    pub(super) right: &'r Reading<'a>,
    pub(super) recurring: &'r Recurring,
    /// Whether the two are known to be copies of one another.
    pub(super) of_copies: bool,
}

impl Judge<'_, '_> {
    /// The passage that a stretch is; none of nothing.
    pub(super) fn passage(&self, stretch: &Stretch) -> Option<Passage> {
        let aligned = stretch.aligned(self.left, self.right)?;
        let pairs = stretch.pairs(self.left, self.right);
        let sides = (Side::new(self.left, &pairs, |pair| pair.0), Side::new(self.right, &pairs, |pair| pair.1));
        let weight: f64 = pairs.iter().map(|&pair| self.weight(pair)).sum();
        let copied = self.copied(&pairs, &sides, |_| true);
        let copying = if weight > 0.0 { copied / weight } else { 0.0 };
        let quoted =
            sides.0.quoted().iter().zip(sides.1.quoted()).map(|(&one, other)| one && other).collect::<Vec<_>>();
        let in_marks = quoted.iter().filter(|&&quoted| quoted).count() as f64 / pairs.len().max(1) as f64;
        let words = Words {
            copied,
            quoted: self.copied(&pairs, &sides, |at| quoted[at]),
            run: stretch.longest_run(self.left, self.right),
        };
        let kind = if sides.0.is_boilerplate(self.recurring) || sides.1.is_boilerplate(self.recurring) {
            PassageKind::Boilerplate
        } else if !self.is_reuse(&aligned, &words, copying) {
            PassageKind::Stock
        } else if in_marks >= QUOTED {
            PassageKind::Quotation
        } else if aligned.edits.is_empty() {
            PassageKind::Verbatim
        } else {
            PassageKind::Edited
        };
        match kind {
            PassageKind::Boilerplate => Some(Passage { aligned, kind, copying: 0.0 }),
            // Of a formula the words that both have, not the sentences around it.
            PassageKind::Stock => {
                Some(Passage { aligned: stretch.core().aligned(self.left, self.right)?, kind, copying })
            }
            _ => Some(Passage { aligned, kind, copying }),
        }
    }

    /// The weight of the matched words that any two reports would not share, of those that `counts` picks by position.
    fn copied(
        &self,
        pairs: &[(u32, u32)],
        sides: &(Side<'_, '_>, Side<'_, '_>),
        counts: impl Fn(usize) -> bool,
    ) -> f64 {
        let own = |at: &usize| !sides.0.common[*at] && !sides.1.common[*at] && counts(*at);
        (0..pairs.len()).filter(own).map(|at| self.weight(pairs[at])).sum()
    }

    fn weight(&self, pair: (u32, u32)) -> f64 {
        word_weight(self.left, &self.left.document.tokens[pair.0 as usize])
    }

    /// Whether enough of it is copied.
    fn is_reuse(&self, aligned: &Aligned, words: &Words, copying: f64) -> bool {
        let is_formula = copying < SHARE;
        if self.of_copies {
            return words.copied >= REUSE_OF_COPIES && (!is_formula || aligned.words >= SENTENCE);
        }
        let frame = changed_values(self.left, self.right, &aligned.edits) > 0;
        let run = if frame { RUN_OF_FRAME } else { RUN };
        let is_copied = words.copied >= REUSE && words.run >= run && aligned.similarity >= SIMILAR;
        !is_formula && (is_copied || words.quoted >= REUSE_QUOTED)
    }
}

/// What of a passage's words counts.
struct Words {
    /// Weight of those that any two reports would not share.
    copied: f64,
    /// Of these the weight of those in marks on both sides.
    quoted: f64,
    /// The most in a row.
    run: usize,
}

/// The weight of a word.
fn word_weight(reading: &Reading, token: &Token) -> f64 {
    if token.kind == TokenKind::Number {
        NUMBER
    } else if reading.document.lang.tables().stopwords.has(reading.document.norm(token)) {
        FUNCTION
    } else {
        1.0
    }
}

/// The matched tokens of one side.
struct Side<'r, 'a> {
    reading: &'r Reading<'a>,
    tokens: Vec<u32>,
    /// Whether each is part of a name, a role, a date or a stock phrase: what any two reports of one event share.
    common: Vec<bool>,
}

impl<'r, 'a> Side<'r, 'a> {
    fn new(reading: &'r Reading<'a>, pairs: &[(u32, u32)], side: impl Fn(&(u32, u32)) -> u32) -> Self {
        let tokens: Vec<u32> = pairs.iter().map(side).collect();
        let span = |&token: &u32| reading.document.tokens[token as usize].span;
        let mut common: Vec<bool> = tokens.iter().map(span).map(|span| is_named(reading, span)).collect();
        mark_stock_phrases(reading, &tokens, &mut common);
        Self { reading, tokens, common }
    }

    /// For each whether it stands in quotation marks.
    fn quoted(&self) -> Vec<bool> {
        let marked = &self.reading.marked;
        let span = |token: u32| self.reading.document.tokens[token as usize].span;
        self.tokens.iter().map(|&token| covering(marked, span(token))).collect()
    }

    /// Whether more than half stand in paragraphs that are no running text of the article.
    fn is_boilerplate(&self, recurring: &Recurring) -> bool {
        let document = &self.reading.document;
        let paragraph = |token: u32| {
            let sentence = document.sentences.partition_point(|sentence| sentence.tokens.1 <= token);
            document.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph)
        };
        let is_boilerplate = |number: u32| {
            let kind = document.paragraphs[number as usize].kind;
            matches!(kind, ParagraphKind::Boilerplate | ParagraphKind::Caption) || recurring.holds(self.reading, number)
        };
        let inside: usize = self
            .tokens
            .chunk_by(|&one, &next| paragraph(one) == paragraph(next))
            .filter(|tokens| is_boilerplate(paragraph(tokens[0])))
            .map(<[u32]>::len)
            .sum();
        2 * inside > self.tokens.len()
    }
}

/// Whether a sorted list of spans has one that holds `span`. Spans that overlap one another may hide it.
fn covering(spans: &[Span], span: Span) -> bool {
    let before = spans.partition_point(|other| other.start <= span.start);
    before > 0 && spans[before - 1].contains(span)
}

/// Whether a word is part of a name, of a role or of a date.
fn is_named(reading: &Reading, span: Span) -> bool {
    let names = &reading.names;
    let mention = names.mentions.partition_point(|mention| mention.span.start <= span.start);
    let role = names.roles.partition_point(|role| role.span.start <= span.start);
    let value = reading.values.partition_point(|value| value.span.start <= span.start);
    mention > 0 && names.mentions[mention - 1].span.contains(span)
        || role > 0 && names.roles[role - 1].span.contains(span)
        || value > 0 && {
            let value = &reading.values[value - 1];
            value.span.contains(span) && matches!(value.kind, ValueKind::Date | ValueKind::Time | ValueKind::Set)
        }
}

/// Marks the words of every stock phrase that is matched whole.
fn mark_stock_phrases(reading: &Reading, tokens: &[u32], common: &mut [bool]) {
    let phrases = &reading.document.lang.tables().stock_phrases;
    let norm = |token: u32| reading.document.norm(&reading.document.tokens[token as usize]);
    let mut phrase = String::new();
    for first in 0..tokens.len() {
        phrase.clear();
        for (last, &token) in tokens.iter().enumerate().skip(first).take(phrases.longest()) {
            if last > first && token != tokens[last - 1] + 1 {
                break;
            }
            if last > first {
                phrase.push(' ');
            }
            phrase.push_str(norm(token));
            if phrases.has(&phrase) {
                common[first..=last].fill(true);
            }
        }
    }
}
