//! Paragraphs, sentences and words, each with its span.
//!
//! In: an [`Article`]. Out: a [`Document`]. Always: tokens, sentences and paragraphs are in text order and do not
//! overlap; every token lies in one paragraph; the crawler's header lies in none. Linear in the text.

use crate::lang::Lang;
use crate::lang::detect;
use crate::text::Article;
use crate::text::Span;

mod dateline;
mod enclosed;
mod items;
mod kinds;
mod lines;
mod sentences;
mod stops;
mod words;

pub(crate) use words::in_word;
pub(crate) use words::normalize;

/// Room set aside: a token of German news, its space included, takes five bytes or more.
const BYTES_PER_TOKEN: usize = 5;
/// A dateline stands in one of the first paragraphs: headlines, a summary and captions may come before.
const DATELINE_PARAGRAPHS: usize = 8;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A maximal run of letters, digits and underscores (soft hyphens and combining marks inside included) that
    /// holds a letter.
    Word,
    /// Such a run of digits only.
    Number,
    /// Any other visible character, one a token.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Where its normal form stands in [`Document::norms`].
    norm: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Prose,
    /// A headline or a heading between paragraphs: short, no closing stop.
    Heading,
    /// A photo caption or credit, a shortcode.
    Caption,
    /// Imprint, netiquette, newsletter and subscription lines.
    Boilerplate,
}

/// One paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Half-open range of its sentences.
    pub sentences: (u32, u32),
    /// What it is.
    pub kind: ParagraphKind,
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Half-open range of its tokens.
    pub tokens: (u32, u32),
    /// The paragraph it stands in.
    pub paragraph: u32,
}

/// Whom a dateline or a credit line credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The word that names the agency or the author's sign.
    pub span: Span,
    /// The agency's name as reports show it; none: no agency that the tables know.
    pub agency: Option<&'static str>,
}

/// An article cut into paragraphs, sentences and tokens.
///
/// The tokens of a dateline and of a credit line lie in a paragraph, but in no sentence.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language it is read in.
    pub lang: Lang,
    /// In text order.
    pub paragraphs: Vec<Paragraph>,
    /// In text order.
    pub sentences: Vec<Sentence>,
    /// In text order.
    pub tokens: Vec<Token>,
    /// Where the text says from where it reports (`London (dpa) - `, `PEKING taz |`).
    pub dateline: Option<Span>,
    /// Whom datelines and credit lines credit, in text order.
    pub credits: Vec<Credit>,
    /// The normal forms of all tokens, one after the other: NFC, lower case, without soft hyphens.
    norms: String,
}

impl Document {
    /// The normal form of a token: NFC, lower case, without soft hyphens.
    #[inline]
    pub fn norm(&self, token: &Token) -> &str {
        token.norm.of(&self.norms)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.0 as usize..sentence.tokens.1 as usize]
    }

    /// The number of the sentence that holds byte `at`, or else the last one before it.
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).checked_sub(1)
    }

    /// How many tokens are words or numbers.
    pub fn words(&self) -> usize {
        words_among(&self.tokens)
    }
}

/// How many of `tokens` are words or numbers.
fn words_among(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.kind != TokenKind::Mark).count()
}

/// Cuts an article.
///
/// Cost: a few passes over the bytes of the text; no text makes it more than linear.
pub fn segment(article: &Article) -> Document {
    let text = &article.text;
    let mut document = Document {
        lang: language(article),
        paragraphs: vec![],
        sentences: vec![],
        tokens: Vec::with_capacity(text.len() / BYTES_PER_TOKEN),
        dateline: None,
        credits: vec![],
        norms: String::with_capacity(text.len()),
    };
    let mut ends = Vec::new();
    for span in lines::paragraphs(text, article.header_bytes) {
        paragraph(&mut document, text, span, &mut ends);
    }
    kinds::assign(&mut document, text);
    document
}

/// The stated language, or else the one that the text looks like.
fn language(article: &Article) -> Lang {
    let stated = article.lang.as_deref().and_then(Lang::from_tag);
    stated.unwrap_or_else(|| detect(&article.text[article.header_bytes..]))
}

/// Adds one paragraph with its sentences and tokens; `ends` is room for the ends of its sentences.
fn paragraph(document: &mut Document, text: &str, span: Span, ends: &mut Vec<usize>) {
    let first = document.sentences.len() as u32;
    let mut body = span;
    if let Some(dateline) = find_dateline(document, span.of(text)) {
        let dateline = dateline.within(span);
        body.start = dateline.span.end;
        words::tokenize(document, text, dateline.span);
        document.dateline = Some(dateline.span);
        document.credits.extend(dateline.credits);
    }
    let tail = dateline::credit_line(body.of(text), document.lang.tables()).map(|found| found.within(body));
    body.end = tail.as_ref().map_or(body.end, |tail| tail.span.start);
    sentences_of(document, text, body, ends);
    if let Some(tail) = tail {
        words::tokenize(document, text, tail.span);
        document.credits.extend(tail.credits);
    }
    let sentences = (first, document.sentences.len() as u32);
    document.paragraphs.push(Paragraph { span, sentences, kind: ParagraphKind::Prose });
}

/// The dateline of the paragraph that comes next, if the article has none yet and is still at its beginning.
fn find_dateline(document: &Document, paragraph: &str) -> Option<dateline::Found> {
    if document.dateline.is_some() || document.paragraphs.len() >= DATELINE_PARAGRAPHS {
        return None;
    }
    if !paragraph.ends_with(['.', '!', '?', '"', '“', '”', '»', '«', ')']) {
        return None; // a headline or a menu, not running text
    }
    let opening = document.sentences.len() <= document.paragraphs.len();
    dateline::dateline(paragraph, document.lang.tables(), opening)
}

/// Adds the sentences of a stretch of one paragraph.
fn sentences_of(document: &mut Document, text: &str, body: Span, ends: &mut Vec<usize>) {
    let base = body.start as usize;
    let written = body.of(text).trim_end();
    ends.clear();
    if !written.is_empty() {
        sentences::sentence_ends(written, document.lang, ends);
    }
    let mut start = base;
    for &end in ends.iter() {
        let end = base + end;
        let written = &text[start..end];
        let trimmed = written.trim_start();
        start += written.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            sentence(document, text, Span::new(start, start + trimmed.len()));
        }
        start = end;
    }
}

/// Adds one sentence of the paragraph that comes next, with its tokens.
fn sentence(document: &mut Document, text: &str, span: Span) {
    let first = document.tokens.len() as u32;
    words::tokenize(document, text, span);
    let tokens = (first, document.tokens.len() as u32);
    let paragraph = document.paragraphs.len() as u32;
    document.sentences.push(Sentence { span, tokens, paragraph });
}

#[cfg(test)]
mod tests;
