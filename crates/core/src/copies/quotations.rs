//! Quotations of two articles that are one utterance, and how their wordings stand.
//!
//! Candidates share a word of content, or two neighbouring words. Of these, pairs are accepted by how much of both they share and by whether one
//! person can have said both, and matched one to one, the best first. Marks, spacing, final punctuation, quotation
//! style and hyphens do not count, as words alone are compared.

use super::QuoteMatch;
use super::QuoteRelation;
use super::annotated::Annotated;
use super::utterances::Utterance;
use super::wording::Wording;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;
use crate::quotes::Quotation;
use crate::reading::Reading;
use rustc_hash::FxHashMap;

/// A word that so many quotations of one article hold tells none of them.
const COMMON: usize = 12;
/// Words from which on two equal quotations are one, whoever is named for them; below, two people may have said it.
const TELLING: usize = 5;
/// Words of a quotation that is found inside a longer one, at the least.
const PART: usize = 3;
/// Share of the shorter quotation's words, at the least, for one inside the other.
const INSIDE: f64 = 0.8;
/// Shared words, at the least, where only one of them is of content: "nobody will be forced".
const PHRASE: usize = 4;
/// Similarity (same words, twice, over all words) from which on two wordings are of one utterance …
const SIMILAR: f64 = 0.6;
/// … by a speaker known to be the same …
const SIMILAR_SAME: f64 = 0.45;
/// … and by speakers known to be two: one of the articles is wrong about who said it.
const SIMILAR_OTHER: f64 = 0.7;

/// Whether two quotations can have one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mouth {
    Same,
    Unknown,
    Other,
}

/// A pair of quotations that may be one utterance.
struct Candidate {
    left: usize,
    right: usize,
    similarity: f64,
    wording: Wording,
}

/// The quotations that both articles give, one to one, in order of the left one. `O(n)` in the quotations' words, but
/// for the alignment of each candidate pair; a quotation has few candidates.
pub fn quote_matches(left: &Annotated, right: &Annotated) -> Vec<QuoteMatch> {
    let utterances = (&left.utterances, &right.utterances);
    let (left, right) = (left.reading, right.reading);
    if left.document.lang != right.document.lang || left.quotes.is_empty() || right.quotes.is_empty() {
        return vec![];
    }
    let mut candidates: Vec<Candidate> = proposed(utterances.0, utterances.1)
        .into_iter()
        .filter_map(|(one, other)| candidate(left, right, &utterances.0[one], &utterances.1[other]))
        .collect();
    // Two pairs with equal sums have no quotation in common, so this order is the same with the sides turned.
    candidates.sort_by(|one, other| {
        other.similarity.total_cmp(&one.similarity).then((one.left + one.right).cmp(&(other.left + other.right)))
    });
    let mut taken = (vec![false; left.quotes.len()], vec![false; right.quotes.len()]);
    let mut found = vec![];
    for candidate in candidates {
        if !taken.0[candidate.left] && !taken.1[candidate.right] {
            taken.0[candidate.left] = true;
            taken.1[candidate.right] = true;
            found.push(QuoteMatch {
                left: candidate.left as u32,
                right: candidate.right as u32,
                relation: candidate.wording.relation,
                edits: candidate.wording.edits,
            });
        }
    }
    found.sort_unstable_by_key(|found| found.left);
    found
}

/// Pairs that share a telling word of content or pair of words, by index, sorted.
fn proposed(left: &[Utterance], right: &[Utterance]) -> Vec<(usize, usize)> {
    let lists = |utterances: &[Utterance]| {
        let mut lists: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (at, utterance) in utterances.iter().enumerate() {
            for &word in &utterance.keys {
                lists.entry(word).or_default().push(at);
            }
        }
        lists
    };
    let (lefts, rights) = (lists(left), lists(right));
    let mut pairs = vec![];
    for (at, utterance) in left.iter().enumerate() {
        for word in &utterance.keys {
            if let Some(others) = rights.get(word)
                && lefts[word].len().max(others.len()) <= COMMON
            {
                pairs.extend(others.iter().map(|&other| (at, other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Aligns two quotations and decides whether they are one utterance.
fn candidate(left: &Reading, right: &Reading, one: &Utterance, other: &Utterance) -> Option<Candidate> {
    let wording = Wording::new((left, one), (right, other));
    let (least, all) = (one.words().min(other.words()), one.words() + other.words());
    let similarity = 2.0 * wording.same as f64 / all.max(1) as f64;
    let inside = wording.same as f64 / least.max(1) as f64;
    let is_equal = matches!(wording.relation, QuoteRelation::Verbatim | QuoteRelation::Glossed);
    let is_part = inside >= INSIDE && least >= PART && (wording.content >= 1 || wording.same > PART);
    if !is_equal && !is_part && similarity < SIMILAR_SAME {
        return None;
    }
    let mouth = mouth(left, &left.quotes[one.number], right, &right.quotes[other.number]);
    let shares_enough = wording.content >= 2 || wording.content >= 1 && wording.same >= PHRASE;
    let is_one = match mouth {
        _ if is_equal && wording.same >= TELLING => true,
        Mouth::Other => (similarity >= SIMILAR_OTHER || is_part) && wording.same > TELLING,
        Mouth::Same => is_equal || is_part || similarity >= SIMILAR_SAME && shares_enough,
        Mouth::Unknown => {
            is_equal && wording.same >= 2 && wording.content >= 1
                || is_part && (wording.same >= TELLING || wording.content >= 2)
                || similarity >= SIMILAR && shares_enough
        }
    };
    is_one.then_some(Candidate { left: one.number, right: other.number, similarity, wording })
}

/// Whether two quotations can have one speaker.
fn mouth(left: &Reading, one: &Quotation, right: &Reading, other: &Quotation) -> Mouth {
    let (Some(one), Some(other)) = (&one.speaker, &other.speaker) else { return Mouth::Unknown };
    if one.name.to_lowercase() == other.name.to_lowercase() {
        return Mouth::Same;
    }
    let kind =
        |reading: &Reading, entity: Option<u32>| entity.map(|entity| reading.names.entities[entity as usize].kind);
    match (kind(left, one.entity), kind(right, other.entity)) {
        (Some(kind), Some(other_kind)) if kind == other_kind => match compare_names(kind, &one.name, &other.name) {
            NameRelation::Same => Mouth::Same,
            NameRelation::Different if kind == NameKind::Person => Mouth::Other,
            _ => Mouth::Unknown,
        },
        // Two names in full, though unknown to the tables, can still be held together.
        (None | Some(NameKind::Person), None | Some(NameKind::Person))
            if is_full_name(&one.name) && is_full_name(&other.name) =>
        {
            match compare_names(NameKind::Person, &one.name, &other.name) {
                NameRelation::Same => Mouth::Same,
                NameRelation::Different => Mouth::Other,
                NameRelation::Unknown => Mouth::Unknown,
            }
        }
        _ => Mouth::Unknown,
    }
}

/// Whether words look like given name and surname: two or three, all in capitals at the beginning.
fn is_full_name(name: &str) -> bool {
    (2..=3).contains(&name.split(' ').count()) && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
}
