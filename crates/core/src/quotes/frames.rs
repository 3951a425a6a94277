//! Frames: the sentences around quotations, with every quotation taken as one unit.
//!
//! In: tokens, sentences and stretches in marks. Out: [`Frame`]s in text order. A boundary inside marks is none, nor is
//! one after a closing mark that the sentence goes on from.

use super::marks::Marked;
use super::words::Class;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;

/// One token outside marks, or one stretch in marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// What it is.
    pub(super) class: Class,
    /// The token, or the opening mark of the stretch.
    pub(super) token: u32,
    /// Index of the stretch; none of a token.
    pub(super) pair: Option<u32>,
}

/// A sentence as the reader of quotations sees it.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// In text order.
    pub(super) units: Vec<Unit>,
    /// From its first to its last byte.
    pub(super) span: Span,
    /// The paragraph it begins in.
    pub(super) paragraph: u32,
}

/// Cuts a document into frames.
pub(super) fn frames(article: &Article, document: &Document, classes: &[Class], pairs: &[Marked]) -> Vec<Frame> {
    let top: Vec<(u32, Marked)> =
        (0..).zip(pairs).filter(|(_, pair)| pair.depth == 0).map(|(n, &pair)| (n, pair)).collect();
    let mut frames: Vec<Frame> = vec![];
    let mut pair_at = 0;
    let mut covered = 0; // the end of the last stretch taken
    for sentence in &document.sentences {
        let start = sentence.span.start;
        let within = start < covered;
        let resumes = covered > 0
            && frames.last().is_some_and(|frame| frame.paragraph == sentence.paragraph && frame.span.end <= covered)
            && goes_on(&article.text[start as usize..]);
        if !within && !resumes || frames.is_empty() {
            let tokens = (sentence.tokens.1 - sentence.tokens.0) as usize;
            frames.push(Frame {
                units: Vec::with_capacity(tokens),
                span: sentence.span,
                paragraph: sentence.paragraph,
            });
        }
        let frame = frames.last_mut().expect("one was just made");
        frame.span = frame.span.hull(sentence.span);
        for index in sentence.tokens.0..sentence.tokens.1 {
            let token = document.tokens[index as usize];
            if token.span.start < covered {
                continue;
            }
            while top.get(pair_at).is_some_and(|(_, pair)| pair.outer.end <= token.span.start) {
                pair_at += 1;
            }
            match top.get(pair_at) {
                Some(&(number, pair)) if pair.outer.start <= token.span.start => {
                    frame.units.push(Unit { class: Class::Quote, token: index, pair: Some(number) });
                    covered = pair.outer.end;
                    pair_at += 1;
                }
                _ => frame.units.push(Unit { class: classes[index as usize], token: index, pair: None }),
            }
        }
    }
    frames
}

/// Whether a sentence cannot begin like this.
fn goes_on(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | '–' | '—' | '-'))
}
