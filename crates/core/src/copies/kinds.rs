//! What a passage is, and how much of it is copying.

use super::Passage;
use super::PassageKind;
use super::annotated::Annotated;
use super::changes::changed_values;
use super::stretches::Stretch;
use crate::segment::TokenKind;

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
const SENTENCE: usize = 8;
/// And from this share of its weight on; below it, names and formulas make the passage.
const SHARE: f64 = 0.35;
/// A passage is a quotation where so much of its matched words stands in marks on both sides.
const QUOTED: f64 = 0.9;

/// Judges stretches of two articles.
pub(super) struct Judge<'s, 'r, 'a> {
    pub(super) left: &'s Annotated<'r, 'a>,
    pub(super) right: &'s Annotated<'r, 'a>,
    /// Whether the two are known to be copies of one another.
    pub(super) of_copies: bool,
}

impl Judge<'_, '_, '_> {
    /// What a stretch is. Does not tell verbatim from edited.
    pub(super) fn judged(&self, stretch: &Stretch) -> Judged {
        let pairs = stretch.pairs(self.left, self.right);
        let sides = (Side::new(self.left, &pairs, |pair| pair.0), Side::new(self.right, &pairs, |pair| pair.1));
        let weight: f64 = pairs.iter().map(|&pair| self.weight(pair)).sum();
        let copied = self.copied(&pairs, &sides, |_| true);
        let copying = if weight > 0.0 { copied / weight } else { 0.0 };
        let quoted = |at: usize| self.left.is_quoted(pairs[at].0) && self.right.is_quoted(pairs[at].1);
        let in_marks = (0..pairs.len()).filter(|&at| quoted(at)).count() as f64 / pairs.len().max(1) as f64;
        let quoted = self.copied(&pairs, &sides, quoted);
        let words = pairs.len();
        let kind = if sides.0.is_boilerplate() || sides.1.is_boilerplate() {
            PassageKind::Boilerplate
        } else if !self.is_reuse(stretch, &Words { matched: words, copied, quoted }, copying) {
            PassageKind::Stock
        } else if in_marks >= QUOTED {
            PassageKind::Quotation
        } else {
            PassageKind::Edited
        };
        Judged { kind, copying, words }
    }

    /// The passage that a stretch is, as judged; none of nothing.
    pub(super) fn passage(&self, stretch: &Stretch, judged: &Judged) -> Option<Passage> {
        let Judged { kind, copying, words } = *judged;
        if kind == PassageKind::Stock {
            // Of a formula the words that both have, not the sentences around it.
            let core = stretch.core();
            let words = core.pairs(self.left, self.right).len();
            return Some(Passage { aligned: core.aligned(self.left, self.right, words)?, kind, copying });
        }
        let aligned = stretch.aligned(self.left, self.right, words)?;
        let kind = if kind == PassageKind::Edited && aligned.edits.is_empty() { PassageKind::Verbatim } else { kind };
        let copying = if kind == PassageKind::Boilerplate { 0.0 } else { copying };
        Some(Passage { aligned, kind, copying })
    }

    /// The weight of the matched words that any two reports would not share, of those that `counts` picks by position.
    fn copied(
        &self,
        pairs: &[(u32, u32)],
        sides: &(Side<'_, '_, '_>, Side<'_, '_, '_>),
        counts: impl Fn(usize) -> bool,
    ) -> f64 {
        let own = |at: &usize| !sides.0.common[*at] && !sides.1.common[*at] && counts(*at);
        (0..pairs.len()).filter(own).map(|at| self.weight(pairs[at])).sum()
    }

    /// The weight of a matched word.
    fn weight(&self, pair: (u32, u32)) -> f64 {
        if self.left.reading.document.tokens[pair.0 as usize].kind == TokenKind::Number {
            NUMBER
        } else if self.left.is_function_word(pair.0) {
            FUNCTION
        } else {
            1.0
        }
    }

    /// Whether enough of it is copied.
    fn is_reuse(&self, stretch: &Stretch, words: &Words, copying: f64) -> bool {
        let is_formula = copying < SHARE;
        if self.of_copies {
            return words.copied >= REUSE_OF_COPIES && (!is_formula || words.matched >= SENTENCE);
        }
        !is_formula && (words.quoted >= REUSE_QUOTED || words.copied >= REUSE && self.is_copied(stretch, words.matched))
    }

    /// Whether the words hang together enough to have been copied.
    fn is_copied(&self, stretch: &Stretch, words: usize) -> bool {
        let run = stretch.longest_run(self.left, self.right);
        if run < RUN || stretch.similarity(self.left, self.right, words) < SIMILAR {
            return false;
        }
        run >= RUN_OF_FRAME || {
            let edits = stretch.edits(self.left, self.right);
            changed_values(self.left.reading, self.right.reading, &edits) == 0
        }
    }
}

/// What a stretch was judged to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub(super) kind: PassageKind,
    copying: f64,
    /// How many words match.
    words: usize,
}

/// What of a passage's words counts.
struct Words {
    /// How many match.
    matched: usize,
    /// Weight of those that any two reports would not share.
    copied: f64,
    /// Of these the weight of those in marks on both sides.
    quoted: f64,
}

/// The matched tokens of one side.
struct Side<'s, 'r, 'a> {
    text: &'s Annotated<'r, 'a>,
    tokens: Vec<u32>,
    /// Whether each is part of a name, a role, a date or a stock phrase: what any two reports of one event share.
    common: Vec<bool>,
}

impl<'s, 'r, 'a> Side<'s, 'r, 'a> {
    fn new(text: &'s Annotated<'r, 'a>, pairs: &[(u32, u32)], side: impl Fn(&(u32, u32)) -> u32) -> Self {
        let tokens: Vec<u32> = pairs.iter().map(side).collect();
        let mut common: Vec<bool> = tokens.iter().map(|&token| text.is_named(token)).collect();
        mark_stock_phrases(text, &tokens, &mut common);
        Self { text, tokens, common }
    }

    /// Whether more than half stand in paragraphs that are no running text of the article.
    fn is_boilerplate(&self) -> bool {
        2 * self.tokens.iter().filter(|&&token| self.text.is_boilerplate(token)).count() > self.tokens.len()
    }
}

/// Marks the words of every stock phrase that is matched whole.
fn mark_stock_phrases(text: &Annotated, tokens: &[u32], common: &mut [bool]) {
    if text.stock.is_empty() {
        return;
    }
    for (first, &token) in tokens.iter().enumerate() {
        let from = text.stock.partition_point(|phrase| phrase.0 < token);
        for phrase in text.stock[from..].iter().take_while(|phrase| phrase.0 == token) {
            let end = first + (phrase.1 - phrase.0) as usize;
            if tokens.get(first..end).is_some_and(|matched| matched.iter().copied().eq(phrase.0..phrase.1)) {
                common[first..end].fill(true);
            }
        }
    }
}
