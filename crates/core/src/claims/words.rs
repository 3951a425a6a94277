//! What each token is to a comparison: its stem, and what it belongs to.

use crate::claims::concepts::ConceptId;
use crate::claims::concepts::ConceptMention;
use crate::claims::stem::stem_into;
use crate::names::Names;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;
use crate::text::Span;
use crate::values::Value;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// One token as a comparison sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Hash of its stem; equal words of one language have equal stems. 0 for marks.
    pub stem: u64,
    /// Whether it carries content: neither a mark nor a function word.
    pub content: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// The value it belongs to, as an index.
    pub value: Option<u32>,
    /// The entity it names, as an index.
    pub entity: Option<u32>,
    /// The concept it stands for.
    pub concept: Option<ConceptId>,
}

/// One [`Word`] a token. Linear.
pub fn words(
    article: &Article,
    document: &Document,
    values: &[Value],
    names: &Names,
    concepts: &[ConceptMention],
) -> Vec<Word> {
    let stopwords = &document.lang.tables().stopwords;
    let mut stem = String::new();
    let mut words: Vec<Word> = document
        .tokens
        .iter()
        .map(|token| {
            let norm = document.norm(token);
            let mark = token.kind == TokenKind::Mark;
            stem_into(document.lang, norm, &mut stem);
            Word {
                stem: if mark { 0 } else { hash(&stem) },
                content: !mark && !stopwords.has(norm),
                capital: token.span.of(&article.text).starts_with(char::is_uppercase),
                ..Word::default()
            }
        })
        .collect();
    for (index, value) in values.iter().enumerate() {
        tokens_in(document, value.span, |token| words[token].value = Some(index as u32));
    }
    for mention in &names.mentions {
        tokens_in(document, mention.span, |token| words[token].entity = Some(mention.entity));
    }
    for mention in concepts {
        for word in &mut words[mention.tokens.0 as usize..mention.tokens.1 as usize] {
            word.concept.get_or_insert(mention.concept);
        }
    }
    words
}

/// What a word is found by: its concept, else its stem; nothing for function words and values.
pub fn key(word: &Word) -> Option<u64> {
    if word.value.is_some() {
        return None;
    }
    match word.concept {
        Some(concept) => Some(0xC0_0000_0000 + u64::from(concept.0) * 2),
        None => word.content.then_some(word.stem),
    }
}

/// A hash of a stem that is the same on every run.
fn hash(stem: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    hasher.finish() | 1 // 0 stands for marks
}

/// Calls `visit` with the number of each token that lies in `span`.
pub(crate) fn tokens_in(document: &Document, span: Span, mut visit: impl FnMut(usize)) {
    let first = document.tokens.partition_point(|token| token.span.end <= span.start);
    for (number, token) in document.tokens.iter().enumerate().skip(first) {
        if token.span.start >= span.end {
            break;
        }
        visit(number);
    }
}
