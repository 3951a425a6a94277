//! Makes many articles with real structure out of few: every copy of an event has other names, dates, numbers and
//! words, and the articles of one copy still tell one story, with the shared text, copies and disagreements of the
//! original.
//!
//! ```text
//! cargo run --release --example mutate_events -- 10000 100 fixtures/events/*/articles.jsonl > articles.jsonl
//! ```
//!
//! The second argument says how far the copies of one event are from one another, 0 to 100. At 100 they are other
//! stories, told in other words; at 0 they are one story with other names and numbers, which is a hard case: every
//! article then has some 160 near relations.
//!
//! Deterministic. Names and values are found by kollate's own readers; what is no name, no value and no
//! function word is replaced by another word of the same kind, the same one everywhere in a copy, and between two
//! words that the copy picks another one is put in wherever the two meet.

use jiff::ToSpan;
use jiff::civil::Date;
use kollate_core::reading::{Reading, read};
use kollate_core::segment::TokenKind;
use kollate_core::{Article, DateBasis, StatedDate};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, Write};

/// Of a hundred pairs of neighbouring words, how many a copy of full distance parts by a word.
const PARTED: u64 = 40;

/// Years over which the copies are spread.
const YEARS: u64 = 25;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: mutate_events COUNT DISTANCE ARTICLES.jsonl…";
    let wanted: usize = arguments.next().ok_or(usage)?.parse()?;
    let distance: u64 = arguments.next().ok_or(usage)?.parse()?;
    let events: Vec<Vec<Value>> = arguments.map(|path| records(&path)).collect::<Result<_, _>>()?;
    let vocabulary = vocabulary(&events);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut made = 0;
    for copy in 0_u64.. {
        for (number, event) in events.iter().enumerate() {
            let mut mutation = Mutation::new(copy * 1000 + number as u64, distance, &vocabulary);
            for record in event {
                if made == wanted {
                    return Ok(out.flush()?);
                }
                writeln!(out, "{}", mutation.article(record, copy))?;
                made += 1;
            }
        }
    }
    Ok(())
}

/// The records of a JSONL file.
fn records(path: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let file = std::fs::read(path)?;
    file.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// A record as an article.
fn article(record: &Value) -> Article {
    let field = |name: &str| record[name].as_str().map(str::to_owned);
    Article {
        lang: field("lang"),
        date: field("date").map(|value| StatedDate { value, basis: DateBasis::Metadata }),
        ..Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default())
    }
}

/// Words that may stand for one another: by language and whether they begin with a capital.
type Vocabulary = BTreeMap<(String, bool), Vec<String>>;

/// The words that are neither name nor value nor function word.
fn vocabulary(events: &[Vec<Value>]) -> Vocabulary {
    let mut words: BTreeMap<(String, bool), BTreeSet<String>> = BTreeMap::new();
    for record in events.iter().flatten() {
        let article = article(record);
        let reading = read(&article);
        for (at, _) in reading.document.tokens.iter().enumerate() {
            if let Some(word) = free_word(&reading, at) {
                let capital = word.starts_with(char::is_uppercase);
                words.entry((reading.document.lang.code().to_owned(), capital)).or_default().insert(word.to_owned());
            }
        }
    }
    words.into_iter().map(|(key, words)| (key, words.into_iter().collect())).collect()
}

/// The word at a token, where it may be replaced.
fn free_word<'r>(reading: &'r Reading, at: usize) -> Option<&'r str> {
    let token = &reading.document.tokens[at];
    let word = &reading.claims.words[at];
    let text = reading.text(token.span);
    let free = token.kind == TokenKind::Word
        && word.content
        && word.value.is_none()
        && word.entity.is_none()
        && text.chars().count() >= 4;
    free.then_some(text)
}

/// One copy of an event.
struct Mutation<'v> {
    seed: u64,
    /// How many of a hundred words it replaces.
    distance: u64,
    vocabulary: &'v Vocabulary,
    words: HashMap<String, String>,
}

impl<'v> Mutation<'v> {
    fn new(seed: u64, distance: u64, vocabulary: &'v Vocabulary) -> Self {
        Self { seed, distance, vocabulary, words: HashMap::new() }
    }

    /// One article of the copy. The first copy stays as it is.
    fn article(&mut self, record: &Value, copy: u64) -> Value {
        let given = article(record);
        let mut changed = |text: String| {
            let article = Article { text, ..given.clone() };
            if copy == 0 { article.text } else { self.text(&read(&article)) }
        };
        let text = changed(given.text.clone());
        let title = record["title"].as_str().map(|title| changed(title.to_owned()));
        let date = given.date.as_ref().and_then(|date| date.value.parse::<Date>().ok());
        let shift = (mix(self.seed) % (YEARS * 365)).cast_signed();
        let date = date.and_then(|date| if copy == 0 { Some(date) } else { date.checked_sub(shift.days()).ok() });
        json!({
            "id": format!("{}-{copy}", given.id),
            "outlet": record["outlet"],
            "date": date.map(|date| date.to_string()),
            "lang": record["lang"],
            "title": title,
            "text": text,
        })
    }

    /// A text with other names, numbers and words.
    fn text(&mut self, reading: &Reading) -> String {
        let mut text = String::with_capacity(reading.article.text.len());
        let mut from = 0;
        for (at, token) in reading.document.tokens.iter().enumerate() {
            let space = &reading.article.text[from..token.span.start as usize];
            text.push_str(space);
            if at > 0 && space == " " {
                text.push_str(&self.between(reading, at));
            }
            text.push_str(&self.token(reading, at));
            from = token.span.end as usize;
        }
        text.push_str(&reading.article.text[from..]);
        text
    }

    /// One token of the copy.
    fn token(&mut self, reading: &Reading, at: usize) -> String {
        let token = &reading.document.tokens[at];
        let given = reading.text(token.span);
        let word = &reading.claims.words[at];
        if token.kind == TokenKind::Number && word.value.is_some() {
            return self.number(given);
        }
        if token.kind == TokenKind::Word && word.entity.is_some() && word.concept.is_none() {
            return self.name(given);
        }
        match free_word(reading, at) {
            Some(given) => self.word(reading.document.lang.code(), given),
            None => given.to_owned(),
        }
    }

    /// The word that the copy puts before a token, with a space; mostly none. Only between two words in lower case,
    /// where neither name nor value is torn apart.
    fn between(&self, reading: &Reading, at: usize) -> String {
        let plain = |at: usize| {
            let word = &reading.claims.words[at];
            let text = reading.text(reading.document.tokens[at].span);
            (word.value.is_none() && word.entity.is_none() && text.starts_with(char::is_lowercase)).then_some(text)
        };
        let (Some(before), Some(after)) = (plain(at - 1), plain(at)) else { return String::new() };
        let pick = mix(self.seed ^ hash(before) ^ hash(after).rotate_left(17));
        if pick % 10_000 >= PARTED * self.distance {
            return String::new();
        }
        let others = &self.vocabulary[&(reading.document.lang.code().to_owned(), false)];
        format!("{} ", others[(mix(pick) as usize) % others.len()])
    }

    /// A number with another first digit; short ones, which may be days and hours, stay.
    fn number(&self, given: &str) -> String {
        if given.len() < 3 {
            return given.to_owned();
        }
        let first = 1 + (mix(self.seed ^ hash(given)) % 9);
        format!("{first}{}", &given[1..])
    }

    /// A made-up name.
    fn name(&mut self, given: &str) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "dor", "fe", "gan", "hil", "ka", "lem", "mi", "nor", "pel", "ra", "sto", "tan", "ul", "vor", "we"];
        if given.chars().count() < 3 || !given.starts_with(char::is_uppercase) {
            return given.to_owned();
        }
        let genitive = if given.ends_with('s') { "s" } else { "" };
        let stem = given.trim_end_matches('s').to_owned();
        let mut at = mix(self.seed ^ hash(&stem));
        let name: String = (0..3)
            .map(|_| {
                at = mix(at);
                SYLLABLES[(at % 16) as usize]
            })
            .collect();
        format!("{}{}{genitive}", name[..1].to_uppercase(), &name[1..])
    }

    /// Another word of the same kind, for as many words as the distance says.
    fn word(&mut self, lang: &str, given: &str) -> String {
        if let Some(word) = self.words.get(given) {
            return word.clone();
        }
        let at = mix(self.seed ^ hash(given));
        let others = &self.vocabulary[&(lang.to_owned(), given.starts_with(char::is_uppercase))];
        let word =
            if at % 100 < self.distance { others[(mix(at) as usize) % others.len()].clone() } else { given.to_owned() };
        self.words.insert(given.to_owned(), word.clone());
        word
    }
}

/// A good mixing of 64 bits (the finalizer of `SplitMix64`).
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
