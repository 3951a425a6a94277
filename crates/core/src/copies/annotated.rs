//! What the stages on a pair ask of an article's tokens again and again, worked out once an article.

use super::Recurring;
use super::credits::Credits;
use super::credits::credits;
use super::utterances::Utterance;
use super::utterances::utterances;
use crate::align::Tokens;
use crate::align::Words;
use crate::align::words_in;
use crate::reading::Reading;
use crate::segment::Document;
use crate::segment::ParagraphKind;
use crate::segment::Sentence;
use crate::text::Span;
use crate::values::Value;
use crate::values::ValueKind;

/// Part of a name, of a role or of a date.
const NAMED: u8 = 1;
/// A function word.
const FUNCTION: u8 = 2;
/// Inside quotation marks.
const QUOTED: u8 = 4;
/// In a paragraph that is no running text of the article.
const BOILERPLATE: u8 = 8;

/// An article with what [`passages`](super::passages), [`kinship`](super::kinship) and
/// [`quote_matches`](super::quote_matches) ask of it. Thirteen bytes a token.
#[derive(Debug)]
pub struct Annotated<'r, 'a> {
    /// The article as read.
    pub reading: &'r Reading<'a>,
    /// All its words, as alignment compares them.
    pub(super) words: Words,
    /// Its direct quotations.
    pub(super) utterances: Vec<Utterance>,
    /// Whom it credits.
    pub(super) credits: Credits,
    /// Stock phrases as ranges of tokens, by their first; they may overlap.
    pub(super) stock: Vec<Tokens>,
    /// How many words each sentence has.
    pub(super) sentence_words: Vec<u32>,
    /// By token.
    flags: Vec<u8>,
}

impl<'r, 'a> Annotated<'r, 'a> {
    /// Annotates an article. Linear in its text.
    pub fn new(reading: &'r Reading<'a>, recurring: &Recurring) -> Self {
        let document = &reading.document;
        Self {
            reading,
            words: Words::all(document),
            utterances: utterances(reading),
            credits: credits(reading),
            stock: stock_phrases(document),
            sentence_words: document.sentences.iter().map(|at| words_in(document, at.tokens) as u32).collect(),
            flags: flags(reading, recurring),
        }
    }

    /// Whether a token is part of a name, a role or a date.
    pub(super) fn is_named(&self, token: u32) -> bool {
        self.flags[token as usize] & NAMED != 0
    }

    /// Whether a token is a function word.
    pub(super) fn is_function_word(&self, token: u32) -> bool {
        self.flags[token as usize] & FUNCTION != 0
    }

    /// Whether a token stands inside quotation marks.
    pub(super) fn is_quoted(&self, token: u32) -> bool {
        self.flags[token as usize] & QUOTED != 0
    }

    /// Whether a token stands in a caption, an imprint or another paragraph that is no running text.
    pub(super) fn is_boilerplate(&self, token: u32) -> bool {
        self.flags[token as usize] & BOILERPLATE != 0
    }
}

/// The flags of every token.
fn flags(reading: &Reading, recurring: &Recurring) -> Vec<u8> {
    let document = &reading.document;
    let stopwords = &document.lang.tables().stopwords;
    let mut flags: Vec<u8> = document
        .tokens
        .iter()
        .map(|token| {
            let function = stopwords.has(document.norm(token));
            let named = is_named(reading, token.span);
            let quoted = covering(&reading.marked, token.span);
            (u8::from(named) * NAMED) | (u8::from(function) * FUNCTION) | (u8::from(quoted) * QUOTED)
        })
        .collect();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let printed = matches!(paragraph.kind, ParagraphKind::Boilerplate | ParagraphKind::Caption);
        if printed || recurring.holds(reading, number as u32) {
            let sentences = &document.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize];
            for Sentence { tokens, .. } in sentences {
                flags[tokens.0 as usize..tokens.1 as usize].iter_mut().for_each(|flags| *flags |= BOILERPLATE);
            }
        }
    }
    flags
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
    let is_date = |value: &Value| {
        value.span.contains(span) && matches!(value.kind, ValueKind::Date | ValueKind::Time | ValueKind::Set)
    };
    mention > 0 && names.mentions[mention - 1].span.contains(span)
        || role > 0 && names.roles[role - 1].span.contains(span)
        || value > 0 && is_date(&reading.values[value - 1])
}

/// Every stock phrase of an article.
fn stock_phrases(document: &Document) -> Vec<Tokens> {
    let phrases = &document.lang.tables().stock_phrases;
    let tokens = &document.tokens;
    let mut found = vec![];
    let mut phrase = String::new();
    for first in 0..tokens.len() {
        phrase.clear();
        for (last, token) in tokens.iter().enumerate().skip(first).take(phrases.longest()) {
            if last > first {
                phrase.push(' ');
            }
            phrase.push_str(document.norm(token));
            if phrases.has(&phrase) {
                found.push((first as u32, last as u32 + 1));
            }
        }
    }
    found
}
