//! Which sentence of one article speaks of what a sentence of the other speaks of, and which of their words answer
//! one another.

use crate::claims::Statement;
use crate::claims::Word;
use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::claims::key;
use crate::events::Weights;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// Two sentences held together.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Number of the left statement.
    pub left: u32,
    /// Number of the right statement.
    pub right: u32,
    /// Weight of the shared content over the mean weight of both sentences: 0..=1, in whatever order it stands.
    pub overlap: f64,
    /// Weight of the content matched in order over that of the longer sentence: 0..=1.
    pub parallel: f64,
    /// Numbers of matched tokens, in order on both sides.
    pub matches: Vec<(u32, u32)>,
}

/// Two stretches of tokens that stand in the same place of two sentences, half-open; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// On the left.
    pub left: (u32, u32),
    /// On the right.
    pub right: (u32, u32),
}

impl Meeting {
    /// What stands between the matched words.
    pub fn gaps(&self, left: &Statement, right: &Statement) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut from = (left.tokens.0, right.tokens.0);
        let end = (left.tokens.1, right.tokens.1);
        for &(l, r) in self.matches.iter().chain([&end]) {
            if from.0 < l || from.1 < r {
                gaps.push(Gap { left: (from.0, l), right: (from.1, r) });
            }
            from = (l + 1, r + 1);
        }
        gaps
    }
}

/// Least [`Meeting::overlap`] for two sentences to be held together. Below it shared words are chance: two sentences
/// on one event share its main words anyway.
const LEAST_OVERLAP: f64 = 0.2;

/// How many counterparts of a sentence are looked at.
const COUNTERPARTS: usize = 2;

/// A sentence of more tokens than this is aligned by its first ones only, to bound the table of alignment.
const MOST_TOKENS: usize = 160;

/// Weight of a concept, which stands for a word of average rarity.
const CONCEPT_WEIGHT: f64 = 1.5;

/// Weight of a deed or a measure that an article tells of in one sentence only, and in two: it is then what the
/// sentence is about.
const ONCE_TOLD: f64 = 3.0;
/// See [`ONCE_TOLD`].
const TWICE_TOLD: f64 = 2.0;

/// How much a sentence encoder's cosine counts beside the overlap of words when counterparts are ranked. On the
/// invented events any weight from 1 to 3 does; less, and sentences in other words are missed.
const SENSE_WEIGHT: f64 = 2.0;

/// Least cosine for two sentences that share too few words to be held together all the same.
const LEAST_ALIKE: f64 = 0.2;

/// Articles of more statements than this are held together by words alone, to stay linear.
pub(crate) const MOST_STATEMENTS: usize = 160;

/// A possible counterpart of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proposal {
    /// Number of the left statement.
    pub left: u32,
    /// Number of the right statement.
    pub right: u32,
    /// Weight of the shared content over the mean weight of both sentences: 0..=1.
    pub overlap: f64,
    /// What proposals are ranked by: the overlap, and with an encoder the likeness of the meanings.
    pub score: f64,
}

/// The cosine of a left and a right statement, given by their numbers.
pub type Alike<'a> = Option<&'a dyn Fn(u32, u32) -> f64>;

/// Holds the sentences of two articles together by their words: each sentence keeps its best `COUNTERPARTS`.
pub fn meetings(left: &Reading, right: &Reading, weights: &Weights) -> Vec<Meeting> {
    let kept = keep_best(proposals(left, right, weights, None));
    kept.into_iter().map(|proposal| meet(left, right, weights, proposal)).collect()
}

/// The pairs of sentences that may answer one another. An inverted index over the words proposes them, and the encoder,
/// where there is one, those that it finds alike. Linear in the words of both but for words that recur in many sentences.
pub fn proposals(left: &Reading, right: &Reading, weights: &Weights, alike: Alike) -> Vec<Proposal> {
    let (ltold, rtold) = (Told::new(left), Told::new(right));
    let right_keys: Vec<Keys> = right.claims.statements.iter().map(|s| keys(right, s, weights, &rtold)).collect();
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (number, keys) in right_keys.iter().enumerate() {
        for &(key, _) in &keys.list {
            postings.entry(key).or_default().push(number as u32);
        }
    }
    let short = left.claims.statements.len().max(right.claims.statements.len()) <= MOST_STATEMENTS;
    let alike = alike.filter(|_| short);
    let mut proposals: Vec<Proposal> = Vec::new();
    let mut scores: FxHashMap<u32, f64> = FxHashMap::default();
    for (number, statement) in left.claims.statements.iter().enumerate() {
        let keys = keys(left, statement, weights, &ltold);
        scores.clear();
        for (key, weight) in &keys.list {
            // A key of very many sentences (one word repeated for ever) tells nothing and would cost their square.
            for &other in postings.get(key).into_iter().flatten().take(64) {
                *scores.entry(other).or_insert(0.0) += weight;
            }
        }
        if alike.is_some() && statement.prose {
            let prose = right.claims.statements.iter().enumerate().filter(|(_, statement)| statement.prose);
            prose.for_each(|(other, _)| *scores.entry(other as u32).or_insert(0.0) += 0.0);
        }
        let mut found: Vec<Proposal> = scores
            .iter()
            .filter_map(|(&other, &shared)| {
                let overlap = 2.0 * shared / (keys.total + right_keys[other as usize].total);
                let cosine = alike.map_or(0.0, |alike| alike(number as u32, other));
                let score = overlap + SENSE_WEIGHT * cosine;
                let proposal = Proposal { left: number as u32, right: other, overlap, score };
                (overlap >= LEAST_OVERLAP || cosine >= LEAST_ALIKE).then_some(proposal)
            })
            .collect();
        found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.right.cmp(&b.right)));
        proposals.extend(found.into_iter().take(8));
    }
    proposals
}

/// Keeps the pairs that are among the best of either side.
fn keep_best(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    let order = |proposal: &Proposal| (proposal.left, proposal.right);
    proposals.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(order(a).cmp(&order(b))));
    let mut taken: FxHashMap<(bool, u32), usize> = FxHashMap::default();
    proposals.retain(|&Proposal { left, right, .. }| {
        let (l, r) = (left, right);
        let left = taken.entry((false, l)).or_insert(0);
        let left_rank = *left;
        *left += 1;
        let right = taken.entry((true, r)).or_insert(0);
        let right_rank = *right;
        *right += 1;
        left_rank.min(right_rank) < COUNTERPARTS && left_rank.max(right_rank) < COUNTERPARTS * 2
    });
    proposals.sort_unstable_by_key(order);
    proposals
}

/// In how many sentences an article tells of each deed and measure.
pub(crate) struct Told {
    counts: FxHashMap<ConceptId, u32>,
}

impl Told {
    /// Counts the sentences of prose. Linear.
    pub(crate) fn new(reading: &Reading) -> Self {
        let mut counts = FxHashMap::default();
        let mut own = Vec::new();
        for statement in reading.claims.statements.iter().filter(|statement| statement.prose) {
            own.clear();
            let words = &reading.claims.words[statement.tokens.0 as usize..statement.tokens.1 as usize];
            own.extend(words.iter().filter_map(|word| word.concept).filter(|&concept| is_telling(concept)));
            own.sort_unstable();
            own.dedup();
            for &concept in &own {
                *counts.entry(concept).or_insert(0) += 1;
            }
        }
        Self { counts }
    }

    /// Weight of a concept for finding the counterpart of a sentence.
    fn weight(&self, concept: ConceptId) -> f64 {
        match self.counts.get(&concept) {
            Some(1) => ONCE_TOLD,
            Some(2) => TWICE_TOLD,
            _ => CONCEPT_WEIGHT,
        }
    }
}

/// Whether a concept is what a sentence can be about: a deed, a fate, a measure, a cause.
fn is_telling(concept: ConceptId) -> bool {
    matches!(concepts::class(concept), "event" | "fate" | "measure" | "cause")
}

/// What a sentence is found by.
struct Keys {
    /// Each once, with its weight.
    list: Vec<(u64, f64)>,
    /// Sum of the weights.
    total: f64,
}

/// The content stems and concepts of a sentence. A word with a concept counts by its concept alone, so that synonyms
/// meet; one in a value counts not at all, because values are what is compared.
fn keys(reading: &Reading, statement: &Statement, weights: &Weights, told: &Told) -> Keys {
    let mut list = Vec::new();
    if statement.prose {
        for word in &reading.claims.words[statement.tokens.0 as usize..statement.tokens.1 as usize] {
            if let Some(key) = key(word) {
                let weight = word.concept.map_or_else(|| weights.of(word.stem), |concept| told.weight(concept));
                list.push((key, weight));
            }
        }
    }
    list.sort_unstable_by_key(|&(key, _)| key);
    list.dedup_by_key(|&mut (key, _)| key);
    let total = list.iter().map(|&(_, weight)| weight).sum::<f64>().max(1.0);
    Keys { list, total }
}

/// Aligns two sentences.
fn meet(left: &Reading, right: &Reading, weights: &Weights, proposal: Proposal) -> Meeting {
    let Proposal { left: l, right: r, overlap, .. } = proposal;
    let (ls, rs) = (&left.claims.statements[l as usize], &right.claims.statements[r as usize]);
    let matches = match_words(left, right, ls.tokens, rs.tokens);
    let weight_of = |reading: &Reading, token: u32| {
        let word = &reading.claims.words[token as usize];
        if key(word).is_some() { weights.of(word.stem) } else { 0.0 }
    };
    let total =
        |reading: &Reading, (from, to): (u32, u32)| (from..to).map(|token| weight_of(reading, token)).sum::<f64>();
    let shared = matches.iter().map(|&(a, b)| weight_of(left, a).min(weight_of(right, b))).sum::<f64>();
    let longer = total(left, ls.tokens).max(total(right, rs.tokens)).max(1.0);
    Meeting { left: l, right: r, overlap, parallel: (shared / longer).min(1.0), matches }
}

/// Longest common subsequence of two runs of tokens, content before function words. Costs the product of their
/// lengths, which are bounded.
pub fn match_words(left: &Reading, right: &Reading, ltokens: (u32, u32), rtokens: (u32, u32)) -> Vec<(u32, u32)> {
    let run = |reading: &Reading, (from, to): (u32, u32)| -> Vec<Word> {
        reading.claims.words[from as usize..(to as usize).min(from as usize + MOST_TOKENS)].to_vec()
    };
    let (lw, rw) = (run(left, ltokens), run(right, rtokens));
    let width = rw.len() + 1;
    let mut best = vec![0_u32; (lw.len() + 1) * width];
    for i in (0..lw.len()).rev() {
        for j in (0..rw.len()).rev() {
            let score = likeness(&lw[i], &rw[j]);
            let taken = if score > 0 { score + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = taken.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut matches = Vec::new();
    while i < lw.len() && j < rw.len() {
        let score = likeness(&lw[i], &rw[j]);
        if score > 0 && best[i * width + j] == score + best[(i + 1) * width + j + 1] {
            matches.push((ltokens.0 + i as u32, rtokens.0 + j as u32));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    matches
}

/// How well two words match: 0 not at all.
fn likeness(left: &Word, right: &Word) -> u32 {
    if left.stem == 0 || right.stem == 0 {
        return 0;
    }
    if left.stem == right.stem {
        return if left.content { 6 } else { 2 };
    }
    // Synonyms; never two values, whose words are what is compared.
    let synonyms =
        left.concept.is_some() && left.concept == right.concept && left.value.is_none() && right.value.is_none();
    if synonyms { 4 } else { 0 }
}
