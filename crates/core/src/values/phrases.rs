//! Phrases of one or more tokens, found by their first.
//!
//! In: a table whose keys are phrases, words and marks apart ("d ' environ", "ca .", "km / h"). Out: the longest
//! phrase that begins at a token. A look-up costs one hash, and one comparison for each phrase with that first word.

use crate::lang::Table;
use crate::segment::Document;
use rustc_hash::FxHashMap;

/// A phrase: the tokens after its first, and what it stands for.
#[derive(Debug)]
struct Phrase<T> {
    rest: Vec<&'static str>,
    meaning: T,
}

/// A table of phrases.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<Phrase<T>>>,
}

impl<T: Copy> Phrases<T> {
    /// Compiles a table; `meaning` reads its value column, and leaves out what it does not know.
    pub(super) fn compile(table: &'static Table, meaning: impl Fn(&'static str) -> Option<T>) -> Self {
        Self::of(table.sorted().into_iter().filter_map(|(key, value)| Some((key, meaning(value)?))))
    }

    /// Compiles phrases and their meanings.
    pub(super) fn of(phrases: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut phrases: Vec<(&'static str, T)> = phrases.collect();
        phrases.sort_by_key(|(key, _)| std::cmp::Reverse(key.split(' ').count()));
        let mut by_first: FxHashMap<&'static str, Vec<Phrase<T>>> = FxHashMap::default();
        for (key, meaning) in phrases {
            let mut words = key.split(' ');
            let first = words.next().unwrap_or_default();
            by_first.entry(first).or_default().push(Phrase { rest: words.collect(), meaning });
        }
        Self { by_first }
    }

    /// The longest phrase that begins at a token: how many tokens it has, and its meaning.
    pub(super) fn at(&self, document: &Document, at: usize) -> Option<(usize, T)> {
        self.find(|ahead| document.tokens.get(at + ahead).map(|token| document.norm(token)))
    }

    /// The longest phrase of the words that `word` gives, counted from 0.
    pub(super) fn find<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, T)> {
        let phrases = self.by_first.get(word(0)?)?;
        let goes_on = |phrase: &&Phrase<T>| {
            (1..).zip(&phrase.rest).all(|(ahead, rest)| word(ahead).is_some_and(|w| same(w, rest)))
        };
        let found = phrases.iter().find(goes_on)?;
        Some((found.rest.len() + 1, found.meaning))
    }

    /// The meaning of a phrase of one token, by its normal form.
    pub(super) fn word(&self, norm: &str) -> Option<T> {
        let phrases = self.by_first.get(norm)?;
        phrases.iter().find(|phrase| phrase.rest.is_empty()).map(|phrase| phrase.meaning)
    }

    /// All phrases, as their words.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.by_first.iter().flat_map(|(&first, phrases)| phrases.iter().map(move |p| (first, p.rest.as_slice())))
    }

    /// The words that phrases of some meanings begin with.
    pub(super) fn first_words_of(&self, fits: impl Fn(T) -> bool) -> impl Iterator<Item = &'static str> {
        let any = move |phrases: &Vec<Phrase<T>>| phrases.iter().any(|phrase| fits(phrase.meaning));
        self.by_first.iter().filter(move |(_, phrases)| any(phrases)).map(|(&first, _)| first)
    }

    /// The words that phrases begin with.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &'static str> {
        self.by_first.keys().copied()
    }
}

/// Whether a token is a word of a phrase; curved and straight apostrophes are one.
fn same(token: &str, word: &str) -> bool {
    token == word || token == "’" && word == "'"
}
