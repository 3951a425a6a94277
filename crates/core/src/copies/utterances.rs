//! The words of a direct quotation.

use crate::align::tokens_inside;
use crate::quotes::Quotation;
use crate::quotes::QuoteKind;
use crate::reading::Reading;
use crate::segment::TokenKind;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A direct quotation as a list of words.
#[derive(Clone, Debug)]
pub(super) struct Utterance {
    /// Its number among the article's quotations.
    pub(super) number: usize,
    /// Token numbers of its words; where the cue interrupts the quotation, they go on behind it.
    pub(super) tokens: Vec<u32>,
    /// For each word whether it stands in brackets: an editor's.
    pub(super) bracketed: Vec<bool>,
    /// Hashes of its words of content and of its pairs of neighbours, sorted, once each: what it is looked up by. The
    /// pairs find "Das war so nicht gewollt" as well, which has hardly a word of content.
    pub(super) keys: Vec<u64>,
}

impl Utterance {
    /// Reads the words of a quotation.
    pub(super) fn new(reading: &Reading, number: usize, quote: &Quotation) -> Self {
        let document = &reading.document;
        let stopwords = &document.lang.tables().stopwords;
        let mut before = "";
        let mut utterance = Self { number, tokens: vec![], bracketed: vec![], keys: vec![] };
        for &span in &quote.quote {
            let mut depth = 0u32;
            let range = tokens_inside(document, span);
            for at in range.0..range.1 {
                let token = &document.tokens[at as usize];
                let norm = document.norm(token);
                match norm {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth = depth.saturating_sub(1),
                    _ if token.kind != TokenKind::Mark => {
                        utterance.tokens.push(at);
                        utterance.bracketed.push(depth > 0);
                        if !before.is_empty() {
                            utterance.keys.push(hash(before, norm));
                        }
                        before = norm;
                        if !stopwords.has(norm) {
                            utterance.keys.push(hash(norm, ""));
                        }
                    }
                    _ => {}
                }
            }
        }
        utterance.keys.sort_unstable();
        utterance.keys.dedup();
        utterance
    }

    /// How many words it has, without those in brackets.
    pub(super) fn words(&self) -> usize {
        self.bracketed.iter().filter(|&&bracketed| !bracketed).count()
    }
}

/// The direct quotations of an article.
pub(super) fn utterances(reading: &Reading) -> Vec<Utterance> {
    let quotes = reading.quotes.iter().enumerate();
    quotes
        .filter(|(_, quote)| quote.kind == QuoteKind::Direct)
        .map(|(number, quote)| Utterance::new(reading, number, quote))
        .collect()
}

fn hash(norm: &str, next: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(norm.as_bytes());
    hasher.write_u8(0);
    hasher.write(next.as_bytes());
    hasher.finish()
}
