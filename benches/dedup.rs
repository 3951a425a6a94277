//! How fast the stages of `kollate dedup` are, on a small corpus in memory: `cargo bench --package kollate-core`.
//!
//! Words of the corpus are numbers in letters of several lengths, spread as those of a language are; a quarter of the
//! articles are copies in which some words are others.

use divan::Bencher;
use divan::counter::BytesCount;
use divan::counter::ItemsCount;
use kollate_core::Article;
use kollate_core::candidates::Batch;
use kollate_core::candidates::Index;
use kollate_core::candidates::Limits;
use kollate_core::candidates::Need;
use kollate_core::candidates::Sampler;
use kollate_core::dedup::Config;
use kollate_core::dedup::Facts;
use kollate_core::dedup::Texts;
use kollate_core::fingerprint::Scanner;
use kollate_core::fingerprint::Simhash;
use kollate_core::fingerprint::fingerprint;
use kollate_core::segment::segment;
use std::convert::Infallible;

/// Articles of the corpus, and words of each.
const ARTICLES: usize = 2_000;
const WORDS: usize = 300;

const LIMITS: Limits = Limits { light: 48, anchors: 3 };

fn main() {
    divan::main();
}

/// Texts in memory.
struct Memory(Vec<String>);

impl Texts for Memory {
    type Error = Infallible;

    fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), Infallible> {
        text.extend_from_slice(self.0[article as usize].as_bytes());
        Ok(())
    }
}

impl Memory {
    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.0.iter().map(String::len).sum::<usize>())
    }
}

/// The next of a sequence of numbers that is the same in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// A word: frequent ones are short.
fn word(state: &mut u64) -> String {
    let rank = random(state) % (1 << (4 + random(state) % 12));
    let mut word = String::new();
    let mut rest = rank * 7 + 11;
    while rest > 0 {
        word.push(['e', 'n', 'i', 's', 'r', 'a', 't', 'd', 'h', 'ü'][(rest % 10) as usize]);
        rest /= 10;
    }
    word
}

fn corpus() -> Memory {
    let state = &mut 1;
    let mut texts: Vec<String> = vec![];
    for number in 0..ARTICLES {
        let before: Vec<String> =
            texts.last().map_or_else(Vec::new, |text| text.split(' ').map(str::to_owned).collect());
        let words: Vec<String> = (0..WORDS)
            .map(|at| match before.get(at) {
                Some(word) if number % 4 == 3 && !random(state).is_multiple_of(20) => word.clone(),
                _ => word(state),
            })
            .collect();
        texts.push(words.join(" "));
    }
    Memory(texts)
}

/// The samples of a corpus, and what is known of its articles.
fn samples(corpus: &Memory) -> (Batch, Vec<Facts>) {
    let (mut scanner, mut sampler) = (Scanner::default(), Sampler::new(Config::default().rate()));
    let (mut words, mut hashes, mut ends, mut facts) = (vec![], vec![], vec![], vec![]);
    for text in &corpus.0 {
        words.clear();
        scanner.words(text.as_bytes(), &mut words).expect("a string is UTF-8");
        sampler.sample(&words, &mut hashes);
        ends.push(hashes.len() as u32);
        facts.push(Facts::new(words.len(), None));
    }
    (Batch::new(&hashes, &ends), facts)
}

/// The floor of everything: text to hashes of words.
#[divan::bench]
fn scan(bencher: Bencher) {
    let corpus = corpus();
    let (mut scanner, mut words) = (Scanner::default(), vec![]);
    bencher.counter(corpus.bytes()).bench_local(|| {
        for text in &corpus.0 {
            words.clear();
            scanner.words(text.as_bytes(), &mut words).expect("a string is UTF-8");
        }
        words.len()
    });
}

/// Text to samples in a batch.
#[divan::bench]
fn scan_and_sample(bencher: Bencher) {
    let corpus = corpus();
    bencher.counter(corpus.bytes()).bench_local(|| samples(&corpus));
}

/// The same words by way of tokens, as `compare` has them.
#[divan::bench]
fn segment_and_fingerprint(bencher: Bencher) {
    let articles: Vec<Article> = corpus().0.into_iter().map(|text| Article::new("a", text)).collect();
    let bytes = BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>());
    bencher.counter(bytes).bench_local(|| {
        articles.iter().map(|article| fingerprint(article, &segment(article)).shingles.len()).sum::<usize>()
    });
}

/// The simhash of every text.
#[divan::bench]
fn simhash(bencher: Bencher) {
    let corpus = corpus();
    let (mut scanner, mut simhash) = (Scanner::default(), Simhash::default());
    bencher.counter(corpus.bytes()).bench_local(|| {
        let mut all = 0;
        for text in &corpus.0 {
            scanner.begin().extend_from_slice(text.as_bytes());
            scanner.each_word(|word| simhash.push(word)).expect("a string is UTF-8");
            all ^= simhash.finish();
        }
        all
    });
}

/// Samples to the index.
#[divan::bench]
fn index(bencher: Bencher) {
    let (batch, _) = samples(&corpus());
    bencher
        .counter(ItemsCount::new(ARTICLES))
        .with_inputs(|| batch.clone())
        .bench_local_values(|batch| Index::new(vec![batch], LIMITS));
}

/// The index to pairs with something in common.
#[divan::bench]
fn pairs(bencher: Bencher) {
    let index = Index::new(vec![samples(&corpus()).0], LIMITS);
    let need = |_, _| Need { light: 2, all: 4 };
    bencher.counter(ItemsCount::new(ARTICLES)).bench_local(|| index.pairs(need, Some));
}

/// The index and the texts to decisions: without and with the guard.
#[divan::bench(args = [false, true])]
fn decide(bencher: Bencher, guard: bool) {
    let corpus = corpus();
    let (batch, facts) = samples(&corpus);
    let config = Config { jaccard: Some(0.3), containment: Some(0.5), guard, ..Config::default() };
    bencher
        .counter(ItemsCount::new(ARTICLES))
        .with_inputs(|| Index::new(vec![batch.clone()], LIMITS))
        .bench_local_values(|index| {
            kollate_core::dedup::dedup([Ok(index)], &facts, &corpus, &config).map(|found| found.edges)
        });
}
