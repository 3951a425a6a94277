//! What always holds of a corpus, on corpora made at random and on hostile ones.

use super::*;
use crate::candidates::Batch;
use crate::candidates::Limits;
use crate::candidates::Sampler;
use crate::candidates::shared_shingles;
use crate::fingerprint::Scanner;
use crate::fingerprint::fingerprint;
use crate::segment::segment;
use crate::text::Article;
use crate::text::Version;
use proptest::prelude::*;

struct Memory(Vec<String>);

impl Texts for Memory {
    type Error = ();
    fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), ()> {
        text.extend_from_slice(self.0[article as usize].as_bytes());
        Ok(())
    }
}

const LIMITS: Limits = Limits { light: 48, anchors: 3 };

fn run(texts: Vec<String>, config: &Config) -> (Found, Vec<Facts>) {
    let (mut scanner, mut sampler) = (Scanner::default(), Sampler::new(config.rate()));
    let (mut words, mut hashes, mut ends, mut facts) = (vec![], vec![], vec![], vec![]);
    for text in &texts {
        words.clear();
        scanner.words(text.as_bytes(), &mut words).unwrap();
        sampler.sample(&words, &mut hashes);
        ends.push(hashes.len() as u32);
        facts.push(Facts::new(words.len(), None));
    }
    let index = Index::new(vec![Batch::new(&hashes, &ends)], LIMITS);
    let found = dedup([Ok(index)], &facts, &Memory(texts), config).unwrap();
    no_loss(&found, &facts, config);
    (found, facts)
}

/// Which of that many articles are dropped.
fn dropped(found: &Found, articles: u32) -> Vec<bool> {
    (0..articles).map(|article| found.decision(article).dropped).collect()
}

/// Every dropped article has a direct edge to a kept one, which by default is no shorter.
fn no_loss(found: &Found, facts: &[Facts], config: &Config) {
    let decisions = (0..facts.len() as u32).map(|article| (article, found.decision(article)));
    for (article, decision) in decisions.filter(|(_, decision)| decision.dropped) {
        let edge = found.edges[decision.edge.unwrap() as usize];
        let keeper = edge.other(article);
        assert!(edge.left == article || edge.right == article);
        assert!(!found.decision(keeper).dropped, "{article} was dropped for {keeper}, which was dropped");
        assert!(config.relation(&edge).is_some_and(|relation| config.drop.contains(&relation)));
        assert!(config.keep != Keep::Longest || facts[article as usize].words() <= facts[keeper as usize].words());
    }
}

/// A number at random that is the same in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Stories of 60 to 300 words, some with copies in which words are changed, or of which a part is left out.
fn corpus(seed: u64, stories: usize) -> Vec<String> {
    let state = &mut (seed + 1);
    let mut texts = vec![];
    for _ in 0..stories {
        let words: Vec<u64> = (0..60 + random(state) % 240).map(|_| random(state) % 5_000).collect();
        for _ in 0..random(state) % 4 {
            let changed = random(state) % 30;
            let part = words.len() - (random(state) % 40) as usize;
            let copy = words[..part]
                .iter()
                .map(|&word| if random(state) % 100 < changed { random(state) % 5_000 } else { word });
            texts.push(copy.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" "));
        }
    }
    texts
}

fn low() -> Config {
    Config { jaccard: Some(0.3), containment: Some(0.5), guard: false, ..Config::default() }
}

#[test]
fn nearly_every_pair_is_found_and_none_is_wrong() {
    let (mut expected, mut hits) = (0, 0);
    for seed in 0..40 {
        let texts = corpus(seed, 60);
        let prints: Vec<_> = texts
            .iter()
            .map(|text| {
                let article = Article::new("a", text.clone());
                fingerprint(&article, &segment(&article)).shingles
            })
            .collect();
        let (found, _) = run(texts, &low());
        for right in 0..prints.len() {
            for left in 0..right {
                let (one, other) = (&prints[left], &prints[right]);
                let shared = shared_shingles(one, other);
                let (left, right) = (left as u32, right as u32);
                let edge = Edge {
                    left,
                    right,
                    shared,
                    left_shingles: one.len() as u32,
                    right_shingles: other.len() as u32,
                    identical: false,
                    versions: None,
                };
                let known = found.edges.iter().find(|edge| (edge.left, edge.right) == (left, right));
                assert!(known.is_none_or(|known| Edge { identical: false, ..*known } == edge));
                if edge.jaccard() >= 0.3 || edge.containment() >= 0.5 {
                    expected += 1;
                    hits += usize::from(known.is_some());
                } else {
                    assert!(known.is_none());
                }
            }
        }
    }
    assert!(expected > 700 && hits * 1000 >= expected * 999, "{hits} of {expected}");
}

#[test]
fn threads_change_nothing() {
    let texts = corpus(77, 150);
    let runs: Vec<Found> = [1, 2, 5]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| run(texts.clone(), &low()).0)
        })
        .collect();
    for other in &runs[1..] {
        assert_eq!(other.decisions, runs[0].decisions);
        assert_eq!((&other.edges, &other.clusters), (&runs[0].edges, &runs[0].clusters));
    }
}

fn sentence(from: u32, words: u32) -> String {
    (from..from + words).fold(String::new(), |text, word| text + &format!("wort{word} "))
}

#[test]
fn five_hundred_copies_are_one_cluster_and_not_squared() {
    let copies: Vec<String> =
        (0..500).map(|copy| sentence(0, 200).replace(&format!("wort{} ", copy % 190), "anders ")).collect();
    let (found, _) = run(copies, &Config::default());
    assert_eq!(found.clusters.len(), 1);
    assert_eq!(found.clusters[0].articles.len(), 500);
    assert!(found.clusters[0].linked);
    assert!(found.edges.len() < 500 * 12, "{} pairs", found.edges.len());
    assert_eq!(dropped(&found, 500).iter().filter(|dropped| !**dropped).count(), 1);
}

#[test]
fn a_paragraph_that_all_share_makes_no_copies() {
    let texts: Vec<String> = (0..600).map(|own| sentence(0, 50) + &sentence(1_000 * (own + 1), 200)).collect();
    let (found, _) = run(texts, &Config::default());
    assert_eq!((found.clusters.len(), found.edges.len()), (0, 0));
}

#[test]
fn articles_of_one_word_and_of_none() {
    let mut texts =
        vec!["nein ".repeat(10_000), "nein".to_owned(), "nein nein".to_owned(), String::new(), "…".to_owned()];
    texts.extend((0..200).map(|_| "nein ".repeat(50)));
    let (found, _) = run(texts, &Config::default());
    assert!(found.decision(3).cluster.is_none() && found.decision(4).cluster.is_none());
    assert!(!found.decision(0).dropped && found.decision(9).dropped);
}

#[test]
fn a_chain_is_visible_and_can_be_split() {
    // Each shares four fifths with the next; the ends share little.
    let texts: Vec<String> = (0..4).map(|step| sentence(step * 20, 200)).collect();
    let config = Config { jaccard: Some(0.75), containment: None, ..Config::default() };
    let (found, _) = run(texts.clone(), &config);
    assert_eq!(found.clusters.len(), 1);
    assert!(dropped(&found, 4).iter().filter(|dropped| !**dropped).count() > 1);
    let (split, _) = run(texts, &Config { split_chains: true, ..config });
    for cluster in &split.clusters {
        let keepers = cluster.articles.iter().filter(|&&article| !split.decision(article).dropped).count();
        assert_eq!(keepers, 1);
    }
}

#[test]
fn a_correction_is_kept_and_its_copies_are_not() {
    let first = format!("{}Es gab 12 Verletzte bei dem Unfall. {}", sentence(0, 60), sentence(100, 60));
    let second = first.replace("12 Ver", "14 Ver");
    let (found, _) = run(vec![first.clone(), second.clone(), first, second.clone()], &Config::default());
    assert_eq!(dropped(&found, 4), [false, false, true, true]);
    let edge = found.edges[found.decision(3).edge.unwrap() as usize];
    assert_eq!((edge.left, edge.right, edge.identical), (1, 3, true));
    let bare = Config { guard: false, ..Config::default() };
    let (found, _) = run(vec![second.replace("14 Ver", "12 Ver"), second], &bare);
    assert!(found.decision(1).dropped);
}

#[test]
fn the_shorter_is_dropped_whatever_is_kept() {
    let texts = vec![sentence(0, 100), sentence(0, 300), sentence(0, 290)];
    for keep in [Keep::Longest, Keep::Earliest, Keep::First] {
        let (found, _) = run(texts.clone(), &Config { keep, ..Config::default() });
        assert_eq!(dropped(&found, 3), [true, false, true], "{keep:?}");
    }
}

/// Texts of which some are versions of stories.
struct Numbered(Memory, Vec<Option<Version>>);

impl Texts for Numbered {
    type Error = ();
    fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), ()> {
        self.0.append(article, text)
    }
    fn version(&self, article: u32) -> Option<&Version> {
        self.1[article as usize].as_ref()
    }
}

#[test]
fn versions_of_a_story_are_no_copies() {
    let version = |number: &str| Some(Version { story: "n-1".to_owned(), number: number.to_owned() });
    // The tenth version is the shortest; a copy by somebody else and the ninth delivered twice are copies.
    let texts = vec![sentence(0, 200), sentence(0, 190), sentence(0, 200), sentence(0, 200), sentence(900, 200)];
    let versions = vec![version("9"), version("10"), None, version("9"), version("11")];
    let decided = |config: &Config| {
        let (_, facts) = run(texts.clone(), config);
        let (mut scanner, mut sampler) = (Scanner::default(), Sampler::new(config.rate()));
        let (mut words, mut hashes, mut ends) = (vec![], vec![], vec![]);
        for text in &texts {
            words.clear();
            scanner.words(text.as_bytes(), &mut words).unwrap();
            sampler.sample(&words, &mut hashes);
            ends.push(hashes.len() as u32);
        }
        let index = Index::new(vec![Batch::new(&hashes, &ends)], LIMITS);
        dedup([Ok(index)], &facts, &Numbered(Memory(texts.clone()), versions.clone()), config).unwrap()
    };
    let config = Config::default();
    let found = decided(&config);
    let relation = |found: &Found, article: u32, config: &Config| {
        config.relation(&found.edges[found.decision(article).edge.unwrap() as usize])
    };
    assert_eq!(relation(&found, 3, &config), Some(Relation::Identical));
    // What somebody else took from the ninth does not stand for the tenth either.
    assert_eq!(dropped(&found, 5), [false, false, true, true, false]);
    assert_eq!(relation(&found, 1, &config), Some(Relation::Versions));
    let newest = Config { drop: vec![Relation::Versions], ..Config::default() };
    let found = decided(&newest);
    assert_eq!(dropped(&found, 5), [true, false, false, true, false]);
    assert_eq!(relation(&found, 0, &newest), Some(Relation::Versions));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_is_lost_whatever_the_texts_and_settings(
        texts in prop::collection::vec("([a-d1-3]{1,2} ){0,60}", 0..30),
        keep in prop::sample::select(vec![Keep::Longest, Keep::Earliest, Keep::First]),
        jaccard in 0.1..1.0_f64,
        (guard, split_chains) in any::<(bool, bool)>(),
    ) {
        run(texts, &Config { keep, jaccard: Some(jaccard), guard, split_chains, ..Config::default() });
    }
}
