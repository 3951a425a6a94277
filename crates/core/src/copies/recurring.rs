//! Paragraphs that an outlet prints in article after article.

use crate::reading::Reading;
use crate::segment::Paragraph;
use crate::segment::TokenKind;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// From so many articles of one outlet on, a paragraph is part of its pages and not of an article …
const ARTICLES: u32 = 4;
/// … where it stands in no more articles of other outlets than this share of them: else it is wire copy …
const ELSEWHERE: f64 = 0.25;
/// … and where it stands in at least this share of the outlet's articles: a story that an outlet runs in four versions
/// is no imprint of an outlet with a thousand articles.
const SHARE: f64 = 0.02;

/// Which paragraphs recur; none (the default) where nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Recurring {
    /// Keys of outlet and paragraph, ascending.
    keys: Vec<u64>,
}

impl Recurring {
    /// Whether a paragraph of an article is one that its outlet repeats.
    pub fn holds(&self, reading: &Reading, paragraph: u32) -> bool {
        if self.keys.is_empty() {
            return false;
        }
        let words = words_key(reading, &reading.document.paragraphs[paragraph as usize]);
        let outlet = reading.article.outlet.as_deref().unwrap_or_default();
        self.keys.binary_search(&mixed(outlet, words)).is_ok()
    }
}

/// Finds the paragraphs that recur inside an outlet, over all its articles; without a stated outlet nothing recurs.
/// Copies of one story do not make its paragraphs recur: articles are counted once for each first paragraph.
/// Time and space linear in the number of paragraphs.
pub fn recurring(readings: &[Reading]) -> Recurring {
    let mut outlets: FxHashMap<&str, u32> = FxHashMap::default();
    let mut seen: Vec<(u64, &str, u64)> = vec![];
    for reading in readings {
        let Some(outlet) = reading.article.outlet.as_deref() else { continue };
        *outlets.entry(outlet).or_insert(0) += 1;
        let mut paragraphs = reading.document.paragraphs.iter();
        let story = paragraphs.clone().next().map_or(0, |paragraph| words_key(reading, paragraph));
        seen.extend(paragraphs.by_ref().map(|paragraph| (words_key(reading, paragraph), outlet, story)));
    }
    seen.sort_unstable();
    seen.dedup();
    let mut keys = vec![];
    for same in seen.chunk_by(|one, next| one.0 == next.0) {
        for here in same.chunk_by(|one, next| one.1 == next.1) {
            let (count, outlet) = (here.len() as u32, here[0].1);
            let elsewhere = (same.len() - here.len()) as f64;
            let articles = f64::from(outlets.get(outlet).copied().unwrap_or(0));
            let own = elsewhere <= ELSEWHERE * f64::from(count) && f64::from(count) >= SHARE * articles;
            if count >= ARTICLES && own {
                keys.push(mixed(outlet, here[0].0));
            }
        }
    }
    keys.sort_unstable();
    Recurring { keys }
}

/// Hash of a paragraph's words; marks, layout and numbers (a date, a counter) do not count.
fn words_key(reading: &Reading, paragraph: &Paragraph) -> u64 {
    let document = &reading.document;
    let mut hasher = FxHasher::default();
    for sentence in &document.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize] {
        for token in document.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word) {
            hasher.write(document.norm(token).as_bytes());
            hasher.write_u8(0);
        }
    }
    hasher.finish()
}

/// One key of an outlet and a paragraph.
fn mixed(outlet: &str, words: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(outlet.as_bytes());
    hasher.write_u64(words);
    hasher.finish()
}
