//! What an article is about, as weighted keys, and which articles are about the same.

use crate::claims::key;
use crate::events::Weights;
use crate::names::NameKind;
use crate::reading::Reading;
use rustc_hash::FxHashMap;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// An article as a unit vector over keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Sorted by key.
    list: Vec<(u64, f64)>,
}

/// Two articles and the cosine of their features.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// The smaller index.
    pub(crate) left: u32,
    /// The other one.
    pub(crate) right: u32,
    /// Cosine, 0..=1, before dates are looked at.
    pub(crate) similarity: f64,
}

/// A name tells more about the event than a word of the same rarity.
const NAME_FACTOR: f64 = 2.5;
/// A concept tells less: most articles of one kind of event share it.
const CONCEPT_FACTOR: f64 = 0.6;
/// So do the words of the lead.
const LEAD_FACTOR: f64 = 1.5;
/// How many sentences are the lead.
const LEAD_SENTENCES: usize = 3;
/// Keys of an article that are looked up for neighbours: its most telling ones.
const PROBES: usize = 32;
/// A key of more articles than this finds no neighbours: it would cost their square and tells little.
const MOST_ARTICLES: usize = 256;
/// Neighbours kept for each article.
const NEIGHBOURS: usize = 12;

/// The weighted keys of an article.
pub(crate) fn features(reading: &Reading, weights: &Weights) -> Features {
    let mut counts: FxHashMap<u64, (f64, f64)> = FxHashMap::default();
    for (number, statement) in reading.claims.statements.iter().enumerate().filter(|(_, statement)| statement.prose) {
        let factor = if number < LEAD_SENTENCES { LEAD_FACTOR } else { 1.0 };
        for word in &reading.claims.words[statement.tokens.0 as usize..statement.tokens.1 as usize] {
            if let Some(entity) = word.entity {
                // A generic word of a name ("Bank", "Landgericht") is a concept, and says nothing of whose it is.
                if word.concept.is_none() && word.content {
                    let entity = &reading.names.entities[entity as usize];
                    let person = entity.kind == NameKind::Person;
                    let key = if person { person_key(&entity.name) } else { word.stem };
                    let entry = counts.entry(key).or_insert((0.0, 0.0));
                    *entry = (entry.0 + factor, weights.of(word.stem) * NAME_FACTOR);
                }
            } else if let Some(key) = key(word) {
                let entry = counts.entry(key).or_insert((0.0, 0.0));
                let rarity = if word.concept.is_some() { CONCEPT_FACTOR } else { 1.0 };
                *entry = (entry.0 + factor, weights.of(word.stem) * rarity);
            }
        }
    }
    let mut list: Vec<(u64, f64)> =
        counts.into_iter().map(|(key, (count, weight))| (key, (1.0 + f64::ln(count)) * weight)).collect();
    list.sort_unstable_by_key(|&(key, _)| key);
    let norm = list.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(1e-9);
    for (_, weight) in &mut list {
        *weight /= norm;
    }
    Features { list }
}

/// A person as a key: the last word of the name, folded, so that "Katja Brüning" and "Bruening" meet.
fn person_key(name: &str) -> u64 {
    let last = name.rsplit([' ', '-']).find(|word| !word.is_empty()).unwrap_or(name);
    let mut hasher = FxHasher::default();
    for c in last.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => hasher.write(b"ae"),
            'ö' => hasher.write(b"oe"),
            'ü' => hasher.write(b"ue"),
            'ß' => hasher.write(b"ss"),
            c => c.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// The nearest neighbours of every article, each pair once, sorted by indices.
pub(crate) fn similarities(features: &[Features], allowed: impl Fn(usize, usize) -> bool) -> Vec<Edge> {
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (number, features) in features.iter().enumerate() {
        for &(key, _) in &features.list {
            postings.entry(key).or_default().push(number as u32);
        }
    }
    let mut edges = Vec::new();
    let mut shared: FxHashMap<u32, f64> = FxHashMap::default();
    for (number, own) in features.iter().enumerate() {
        shared.clear();
        let mut probes = own.list.clone();
        probes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (key, weight) in probes.iter().filter(|(key, _)| postings[key].len() <= MOST_ARTICLES).take(PROBES) {
            for &other in &postings[key] {
                if other as usize != number && allowed(number, other as usize) {
                    *shared.entry(other).or_insert(0.0) += weight;
                }
            }
        }
        let mut near: Vec<(u32, f64)> = shared.iter().map(|(&other, &score)| (other, score)).collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for &(other, _) in near.iter().take(NEIGHBOURS) {
            let (left, right) = (other.min(number as u32), other.max(number as u32));
            let similarity = cosine(own, &features[other as usize]);
            edges.push(Edge { left, right, similarity });
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.left, edge.right));
    edges.dedup_by_key(|edge| (edge.left, edge.right));
    edges
}

/// Cosine of two unit vectors.
fn cosine(left: &Features, right: &Features) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < left.list.len() && j < right.list.len() {
        match left.list[i].0.cmp(&right.list[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += left.list[i].1 * right.list[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
