//! Attributions of several words: "according to", "d'après", "by its own account".
//!
//! In: the words from a place on. Out: the [`Lead`] that stands there. One look-up a word; the table of the language
//! lists the leads.

use crate::lang::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words that attribute what is said to the phrase after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    /// How many units they are, apostrophes among them.
    pub(super) words: usize,
    /// Whether they lead to somebody's own account only.
    pub(super) own: bool,
}

/// The words of a lead, and whether it leads to one's own account only.
type Row = (Vec<&'static str>, bool);

/// The leads by their first word; of those with one first word the longest first.
fn rows(lang: Lang) -> &'static FxHashMap<&'static str, Vec<Row>> {
    static ALL: LazyLock<Vec<FxHashMap<&'static str, Vec<Row>>>> =
        LazyLock::new(|| Lang::ALL.into_iter().map(by_first_word).collect());
    &ALL[lang as usize]
}

fn by_first_word(lang: Lang) -> FxHashMap<&'static str, Vec<Row>> {
    let split = |key: &'static str| key.split([' ', '\'']).collect::<Vec<&str>>();
    let sorted = lang.tables().attributions.sorted();
    let mut leads: Vec<Row> = sorted.into_iter().map(|(key, value)| (split(key), value == "own")).collect();
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.0.len()));
    let mut rows: FxHashMap<&'static str, Vec<Row>> = FxHashMap::default();
    for lead in leads {
        rows.entry(lead.0[0]).or_default().push(lead);
    }
    rows
}

/// The lead that begins where `norm` counts from: `norm(0)` is its first word.
pub(super) fn lead<'a>(lang: Lang, norm: impl Fn(usize) -> &'a str) -> Option<Lead> {
    rows(lang).get(norm(0))?.iter().find_map(|(words, own)| Some(Lead { words: spelt(words, &norm)?, own: *own }))
}

/// How many units words take that stand at the beginning.
fn spelt<'a>(words: &[&str], norm: &impl Fn(usize) -> &'a str) -> Option<usize> {
    let mut at = 0;
    for word in words {
        while at > 0 && matches!(norm(at), "'" | "’") {
            at += 1;
        }
        if norm(at) != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}
