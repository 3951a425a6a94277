//! Paragraphs, sentences and words, each with its span.
//!
//! In: an [`Article`]. Out: a [`Document`]. Always: tokens, sentences and paragraphs are in text order and do not
//! overlap; every token lies in one paragraph; the crawler's header lies in none. Linear in the text.

use crate::lang::Lang;
use crate::lang::detect;
use crate::text::Article;
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

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

/// An article cut into paragraphs, sentences and tokens.
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
    /// The normal forms of all tokens, one after the other: NFC, lower case, without soft hyphens.
    norms: String,
}

impl Document {
    /// The normal form of a token: NFC, lower case, without soft hyphens.
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
        self.tokens.iter().filter(|token| token.kind != TokenKind::Mark).count()
    }
}

/// Cuts an article.
pub fn segment(article: &Article) -> Document {
    let lang = language(article);
    let mut document = Document { lang, paragraphs: vec![], sentences: vec![], tokens: vec![], norms: String::new() };
    let text = &article.text;
    let mut at = article.header_bytes;
    for block in text[at..].split_inclusive('\n') {
        let start = at + (block.len() - block.trim_start().len());
        let end = at + block.trim_end().len();
        at += block.len();
        if start < end {
            paragraph(&mut document, text, Span::new(start, end));
        }
    }
    document
}

/// The stated language, or else the one that the text looks like.
fn language(article: &Article) -> Lang {
    let stated = article.lang.as_deref().and_then(Lang::from_tag);
    stated.unwrap_or_else(|| detect(&article.text[article.header_bytes..]))
}

/// Adds one paragraph with its sentences and tokens.
fn paragraph(document: &mut Document, text: &str, span: Span) {
    let first = document.sentences.len() as u32;
    let base = span.start as usize;
    for (offset, sentence) in span.of(text).split_sentence_bound_indices() {
        let start = base + offset + (sentence.len() - sentence.trim_start().len());
        let end = base + offset + sentence.trim_end().len();
        if start < end {
            let tokens = document.tokens.len() as u32;
            tokenize(document, text, Span::new(start, end));
            let tokens = (tokens, document.tokens.len() as u32);
            let paragraph = document.paragraphs.len() as u32;
            document.sentences.push(Sentence { span: Span::new(start, end), tokens, paragraph });
        }
    }
    let sentences = (first, document.sentences.len() as u32);
    document.paragraphs.push(Paragraph { span, sentences, kind: ParagraphKind::Prose });
}

/// Whether a character belongs inside a word.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{ad}' || is_combining_mark(c)
}

/// Adds the tokens of a span.
fn tokenize(document: &mut Document, text: &str, span: Span) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end {
        let rest = &text[at..end];
        let c = rest.chars().next().expect("not at the end");
        if in_word(c) {
            let len = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            let word = &rest[..len];
            let number = word.chars().all(|c| c.is_ascii_digit());
            push_token(
                document,
                text,
                Span::new(at, at + len),
                if number { TokenKind::Number } else { TokenKind::Word },
            );
            at += len;
        } else {
            if !c.is_whitespace() {
                push_token(document, text, Span::new(at, at + c.len_utf8()), TokenKind::Mark);
            }
            at += c.len_utf8();
        }
    }
}

/// Adds one token with its normal form.
fn push_token(document: &mut Document, text: &str, span: Span, kind: TokenKind) {
    let start = document.norms.len();
    let word = span.of(text);
    if word.is_ascii() {
        document.norms.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        document.norms.extend(word.nfc().flat_map(char::to_lowercase).filter(|&c| c != '\u{ad}'));
    }
    let norm = Span::new(start, document.norms.len());
    document.tokens.push(Token { span, norm, kind });
}
