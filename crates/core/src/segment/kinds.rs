//! What each paragraph is: running text, a heading, a caption, or what a page says about itself.
//!
//! Features of the text decide, not the outlet: length, the closing stop, marks of captions and credits, phrases of the
//! tables, addresses; then the neighbours: a footer is a footer as a whole.

use super::Document;
use super::ParagraphKind;
use super::Token;
use super::TokenKind;
use super::lines::is_item;
use super::words_among;
use crate::lang::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Longest heading, in words, and longest headline at the top.
const HEADING: usize = 14;
const HEADLINE: usize = 22;
/// Longest heading that ends with a question mark.
const QUESTION: usize = 10;
/// Longest caption, in words.
const CAPTION: usize = 45;
/// So near to the end of a caption its credit stands, in words.
const CREDIT: usize = 10;
/// Longest paragraph, in words, that a page says about itself.
const NOTICE: usize = 60;
/// A notice of so few words needs less evidence.
const SHORT: usize = 12;
/// Evidence that makes a paragraph a notice.
const ENOUGH: u32 = 3;
/// Most words between two notices of a footer that belong to it.
const GAP: usize = 60;
/// So many headings in a row are a list.
const LIST: usize = 4;

/// What a paragraph looks like.
struct Shape<'d> {
    text: &'d str,
    tokens: &'d [Token],
    words: usize,
    /// Whether it is a credit line and nothing else.
    bare: bool,
    /// Whether it ends as a sentence does.
    closed: bool,
    kind: ParagraphKind,
}

/// Decides the kind of every paragraph.
pub(super) fn assign(document: &mut Document, text: &str) {
    let mut shapes = shapes(document, text);
    for shape in &mut shapes {
        shape.kind = alone(document, shape);
    }
    mark_captions(&mut shapes);
    mark_footer(&mut shapes);
    mark_headings(&mut shapes);
    let kinds: Vec<_> = shapes.into_iter().map(|shape| shape.kind).collect();
    for (paragraph, kind) in document.paragraphs.iter_mut().zip(kinds) {
        paragraph.kind = kind;
    }
}

/// The paragraphs as the rules see them.
fn shapes<'d>(document: &'d Document, text: &'d str) -> Vec<Shape<'d>> {
    let mut rest = document.tokens.as_slice();
    let mut shapes = Vec::with_capacity(document.paragraphs.len());
    for paragraph in &document.paragraphs {
        let count = rest.partition_point(|token| token.span.start < paragraph.span.end);
        let (tokens, behind) = rest.split_at(count);
        rest = behind;
        let text = paragraph.span.of(text);
        let words = words_among(tokens);
        let inner = text.trim_end_matches(['"', '“', '”', '»', '«', '\'', '’', ')', ']', '*']);
        let closed = inner.ends_with(['.', '!', '?', '…', ':', ';', ',']);
        let bare = paragraph.sentences.0 == paragraph.sentences.1;
        shapes.push(Shape { text, tokens, words, bare, closed, kind: ParagraphKind::Prose });
    }
    shapes
}

/// What a paragraph is by itself.
fn alone(document: &Document, shape: &Shape<'_>) -> ParagraphKind {
    if shape.words == 0 || shape.bare {
        ParagraphKind::Boilerplate
    } else if shape.words > NOTICE {
        ParagraphKind::Prose
    } else if is_shortcode(shape.text) || has_caption_mark(document, shape) {
        ParagraphKind::Caption
    } else if is_notice(document, shape) {
        ParagraphKind::Boilerplate
    } else {
        ParagraphKind::Prose
    }
}

/// Whether a paragraph is a shortcode of a publishing system: `[toggle title="…"]…`, `{{…}}`, `<figure …>`.
fn is_shortcode(text: &str) -> bool {
    if text.starts_with("{{") || text.starts_with("[/") {
        return true;
    }
    let Some(inner) = text.strip_prefix(['[', '<']) else { return false };
    let name = inner.bytes().take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-')).count();
    let behind = &inner[name..];
    let tag = behind.split([']', '>']).next().unwrap_or("");
    name >= 2 && (tag.contains('=') || (text.starts_with('[') && behind == "]"))
}

/// Whether a short paragraph carries the mark of a caption: at its start, or near its end where a credit stands.
fn has_caption_mark(document: &Document, shape: &Shape<'_>) -> bool {
    if shape.words > CAPTION {
        return false;
    }
    let signed = shape.text.contains('©') && !shape.closed && shape.words <= CAPTION && !shape.text.starts_with('©');
    signed || {
        let near = shape.tokens.len().saturating_sub(CREDIT);
        let table = phrases(document.lang, Source::Captions);
        (0..shape.tokens.len()).filter(|&at| at == 0 || at >= near || shape.words <= CREDIT).any(|at| {
            table.at(document, &shape.tokens[at..]).any(|(phrase, len)| {
                let next = shape.tokens.get(at + len).map(|token| document.norm(token));
                let opens = at == 0 || !is_joined(shape.tokens, at);
                let bare = phrase.weight == Weight::Bare && (at == 0 || !shape.closed || shape.words <= CREDIT);
                opens
                    && (bare && (at > 0 || !shape.closed || next == Some(":"))
                        || phrase.weight == Weight::Credit && next == Some(":"))
            })
        })
    }
}

/// Whether the token at `at` is written to the one before (`Wahl-Foto`).
fn is_joined(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].span.end == tokens[at].span.start && tokens[at - 1].kind != TokenKind::Mark
}

/// Whether a paragraph speaks of the page, the outlet or the reader's account.
fn is_notice(document: &Document, shape: &Shape<'_>) -> bool {
    let table = phrases(document.lang, Source::Boilerplate);
    let mut evidence = address_evidence(shape.text);
    let mut at = 0;
    while at < shape.tokens.len() {
        let best = table.at(document, &shape.tokens[at..]).max_by_key(|&(phrase, len)| (phrase.weight.evidence(), len));
        if let Some((phrase, len)) = best {
            let words = words_among(&shape.tokens[at..at + len]);
            match phrase.weight {
                Weight::Alone if words == shape.words => return true,
                weight => evidence += weight.evidence(),
            }
            at += len;
        } else {
            at += 1;
        }
    }
    evidence >= ENOUGH || (evidence + 1 == ENOUGH && shape.words <= SHORT)
}

/// The evidence of addresses and signs: e-mail and web addresses, arrows, a copyright sign.
fn address_evidence(text: &str) -> u32 {
    let mail = text.contains('@') && !text.contains(" @");
    let web = text.contains("www.") || text.contains("http");
    let arrow = text.starts_with(['▶', '►', '▸', '→', '➔', '➤', '»', '>']) && !text.contains('«');
    let rights = text.starts_with(['©', '®']) || text.starts_with("(c) ");
    2 * u32::from(mail) + u32::from(web) + u32::from(arrow) + ENOUGH * u32::from(rights)
}

/// Lines without a closing stop beside a caption are captions too, unless they are short enough for headings.
fn mark_captions(shapes: &mut [Shape<'_>]) {
    for at in 0..shapes.len() {
        let open = shapes[at].kind == ParagraphKind::Prose && !shapes[at].closed && shapes[at].words <= CAPTION;
        let long = shapes[at].words > HEADING;
        let beside = |next: Option<&Shape<'_>>| next.is_some_and(|next| next.kind == ParagraphKind::Caption);
        if open && long && at > 0 && (beside(shapes.get(at + 1)) || beside(shapes.get(at - 1))) {
            shapes[at].kind = ParagraphKind::Caption;
        }
    }
}

/// What stands among the notices of a footer belongs to it: a gap behind two notices and before another, if it is short;
/// and so do the short lines before the footer.
fn mark_footer(shapes: &mut [Shape<'_>]) {
    let is_notice = |shape: &Shape<'_>| shape.kind == ParagraphKind::Boilerplate;
    let Some(mut first) = shapes.iter().rposition(is_notice) else { return };
    if shapes[first..].iter().map(|shape| shape.words).sum::<usize>() > GAP + shapes[first].words {
        return;
    }
    loop {
        first -= shapes[..first].iter().rev().take_while(|shape| is_notice(shape)).count();
        let Some(before) = shapes[..first].iter().rposition(is_notice) else { break };
        let gap = shapes[before + 1..first].iter().map(|shape| shape.words).sum::<usize>();
        if gap > GAP || before == 0 || !is_notice(&shapes[before - 1]) {
            break;
        }
        shapes[before + 1..first].iter_mut().for_each(|shape| shape.kind = ParagraphKind::Boilerplate);
        first = before;
    }
    for shape in shapes[..first].iter_mut().rev().take_while(|shape| !shape.closed && shape.words <= QUESTION) {
        shape.kind = ParagraphKind::Boilerplate;
    }
}

/// Short lines without a closing stop are headings where running text follows; many in a row are a list.
fn mark_headings(shapes: &mut [Shape<'_>]) {
    let mut prose_follows = false;
    let mut run = 0;
    for at in (0..shapes.len()).rev() {
        let shape = &shapes[at];
        if shape.kind != ParagraphKind::Prose {
            continue;
        }
        if prose_follows && looks_like_heading(shape, at == 0) {
            run += 1;
            if run <= LIST || at < 2 {
                shapes[at].kind = ParagraphKind::Heading;
            }
        } else {
            prose_follows |= shape.closed || shape.words > HEADING;
            run = 0;
        }
    }
}

/// Whether a paragraph is short and ends without a stop.
fn looks_like_heading(shape: &Shape<'_>, top: bool) -> bool {
    let question = shape.text.ends_with('?')
        && shape.words <= QUESTION
        && !shape.text[..shape.text.len() - 1].contains(['.', '!', '?']);
    let shout = top && shape.text.ends_with('!') && shape.words <= QUESTION;
    let longest = if top { HEADLINE } else { HEADING };
    shape.words <= longest && (!shape.closed || question || shout) && !is_item(shape.text)
}

/// How strong a sign a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// So much evidence of a notice.
    Evidence(u32),
    /// A notice where the paragraph says nothing else.
    Alone,
    /// A credit before a colon.
    Credit,
    /// A caption by itself.
    Bare,
}

impl Weight {
    /// How much it counts for a notice, within more words.
    fn evidence(self) -> u32 {
        match self {
            Self::Evidence(evidence) => evidence,
            _ => 0,
        }
    }
}

/// A phrase of a table.
struct Phrase {
    /// Its words but the first.
    rest: Vec<&'static str>,
    /// Its first word.
    first: &'static str,
    weight: Weight,
}

/// Phrases by the first bytes of their first word.
#[derive(Default)]
struct Phrases {
    by_key: FxHashMap<u32, Vec<Phrase>>,
    /// A bit for every pair of first bytes that occurs (folded): most words of a text end here.
    pairs: [u64; 32],
}

/// Where the bit of a word's first two bytes lies.
fn pair(word: &str) -> (usize, u32) {
    let bytes = word.as_bytes();
    let [first, second] = [0, 1].map(|at| usize::from(bytes.get(at).copied().unwrap_or_default()));
    (first % 32, (second % 64) as u32)
}

/// The tables that hold phrases.
#[derive(Clone, Copy)]
enum Source {
    Boilerplate,
    Captions,
}

/// A table of one language as phrases, made on first use.
fn phrases(lang: Lang, source: Source) -> &'static Phrases {
    static TABLES: LazyLock<Vec<[Phrases; 2]>> = LazyLock::new(|| {
        Lang::ALL
            .map(|lang| [lang.tables().boilerplate.sorted(), lang.tables().captions.sorted()].map(Phrases::new))
            .into()
    });
    &TABLES[lang as usize][source as usize]
}

/// The first bytes of a word, four at most, as a key.
fn key(word: &str) -> u32 {
    word.bytes().take(4).fold(0, |key, byte| key << 8 | u32::from(byte))
}

impl Phrases {
    fn new(entries: Vec<(&'static str, &'static str)>) -> Self {
        let mut phrases = Self::default();
        for (entry, value) in entries {
            let weight = match value {
                "alone" => Weight::Alone,
                "credit" => Weight::Credit,
                _ => value.parse().map_or(Weight::Bare, Weight::Evidence),
            };
            let mut words = entry.split(' ');
            let first = words.next().unwrap_or("");
            let (row, bit) = pair(first);
            phrases.pairs[row] |= 1 << bit;
            phrases.by_key.entry(key(first)).or_default().push(Phrase { rest: words.collect(), first, weight });
        }
        phrases
    }

    /// The phrases that `tokens` begin with, each with its length in tokens; marks between words do not count.
    fn at<'d>(
        &'static self,
        document: &'d Document,
        tokens: &'d [Token],
    ) -> impl Iterator<Item = (&'static Phrase, usize)> + 'd {
        let first =
            tokens.first().filter(|token| token.kind != TokenKind::Mark).map_or("", |token| document.norm(token));
        let (row, bit) = pair(first);
        let known = self.pairs[row] >> bit & 1 == 1;
        let found = if known { self.by_key.get(&key(first)).map_or(&[][..], Vec::as_slice) } else { &[] };
        found.iter().filter_map(move |phrase| phrase.len(document, tokens).map(|len| (phrase, len)))
    }
}

impl Phrase {
    /// How many tokens the phrase takes, if `tokens` begin with it.
    fn len(&self, document: &Document, tokens: &[Token]) -> Option<usize> {
        let mut at = 0;
        for word in std::iter::once(&self.first).chain(&self.rest) {
            at += tokens[at..].iter().take_while(|token| token.kind == TokenKind::Mark).take(2).count();
            let norm = document.norm(tokens.get(at)?);
            let same = word.strip_suffix('*').map_or(norm == *word, |beginning| norm.starts_with(beginning));
            if !same {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}
