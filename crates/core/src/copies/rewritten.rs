//! Sentences of copies that were turned around so much that no run of words is left to seed an alignment.
//!
//! Only between articles that are known to be copies, and only of sentences that no passage covers: there "Der Alarm war
//! um acht eingegangen" and "Um acht ging der Alarm ein" are one sentence.

use super::annotated::Annotated;
use super::stretches::Stretch;
use crate::align::matches;
use crate::align::words_in;
use crate::reading::Reading;
use crate::segment::ParagraphKind;
use crate::segment::TokenKind;
use rustc_hash::FxHashMap;

/// Shared weight, twice, over the weight of both sentences: a word more in every two may differ.
const ALIKE: f64 = 0.6;
/// Shared words, at the least.
const LEAST: usize = 6;
/// Weight of a function word beside a word of content.
const FUNCTION: f64 = 0.25;
/// Sentences of one side that are tried, at most: copies leave few over, and all pairs of them are compared.
const MOST: usize = 200;

/// Adds to the stretches of two copies the sentences that correspond without having been aligned; in order of the left.
pub(super) fn with_rewritten(left: &Annotated, right: &Annotated, mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    let bags = (
        bags(left.reading, stretches.iter().map(|stretch| stretch.left)),
        bags(right.reading, stretches.iter().map(|stretch| stretch.right)),
    );
    if bags.0.len() > MOST || bags.1.len() > MOST {
        return stretches;
    }
    let mut pairs: Vec<(f64, usize, usize)> = vec![];
    for (row, one) in bags.0.iter().enumerate() {
        for (column, other) in bags.1.iter().enumerate() {
            pairs.extend(one.likeness(other).filter(|&alike| alike >= ALIKE).map(|alike| (alike, row, column)));
        }
    }
    // Two pairs with equal sums have no sentence in common, so this order is the same with the sides turned.
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1 + one.2).cmp(&(other.1 + other.2))));
    let mut taken = (vec![false; bags.0.len()], vec![false; bags.1.len()]);
    for (_, row, column) in pairs {
        if taken.0[row] || taken.1[column] {
            continue;
        }
        let ranges = (bags.0[row].tokens, bags.1[column].tokens);
        let matches = matches((&left.reading.document, ranges.0), (&right.reading.document, ranges.1));
        if !matches.is_empty() {
            taken.0[row] = true;
            taken.1[column] = true;
            stretches.push(Stretch { matches, left: ranges.0, right: ranges.1 });
        }
    }
    stretches.sort_by_key(|stretch| (stretch.left, stretch.right));
    stretches
}

/// A sentence as the words it holds, each with how often and with its weight.
struct Bag<'r> {
    tokens: (u32, u32),
    words: FxHashMap<&'r str, (usize, f64)>,
}

impl Bag<'_> {
    /// How alike two sentences are: 0..=1; none where they share too few words.
    fn likeness(&self, other: &Bag<'_>) -> Option<f64> {
        let all = |bag: &Bag<'_>| bag.words.values().map(|&(count, weight)| count as f64 * weight).sum::<f64>();
        let shared = self.words.iter().filter_map(|(word, &(count, weight))| {
            other.words.get(word).map(|&(theirs, _)| (count.min(theirs), weight))
        });
        let (words, weight) =
            shared.fold((0, 0.0), |sum, (count, weight)| (sum.0 + count, sum.1 + count as f64 * weight));
        (words >= LEAST).then(|| 2.0 * weight / (all(self) + all(other)))
    }
}

/// The sentences of running text that no range touches.
fn bags<'r>(reading: &'r Reading<'_>, ranges: impl Iterator<Item = (u32, u32)>) -> Vec<Bag<'r>> {
    let document = &reading.document;
    let mut covered: Vec<(u32, u32)> = ranges.collect();
    covered.sort_unstable();
    let is_free = |range: (u32, u32)| {
        let before = covered.partition_point(|other| other.0 < range.1);
        before == 0 || covered[before - 1].1 <= range.0
    };
    let stopwords = &document.lang.tables().stopwords;
    let sentences = document.sentences.iter().filter(|sentence| {
        document.paragraphs[sentence.paragraph as usize].kind == ParagraphKind::Prose
            && is_free(sentence.tokens)
            && words_in(document, sentence.tokens) >= LEAST
    });
    sentences
        .take(MOST + 1)
        .map(|sentence| {
            let mut words: FxHashMap<&str, (usize, f64)> = FxHashMap::default();
            for token in document.tokens_of(sentence).iter().filter(|token| token.kind != TokenKind::Mark) {
                let norm = document.norm(token);
                let weight = if stopwords.has(norm) { FUNCTION } else { 1.0 };
                words.entry(norm).or_insert((0, weight)).0 += 1;
            }
            Bag { tokens: sentence.tokens, words }
        })
        .collect()
}
