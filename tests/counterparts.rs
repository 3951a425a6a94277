//! How often the sentence that a gold disagreement of `fixtures/events` names is found in the other article: by words
//! alone, and with the built-in encoder. Raise a level whenever a share rises; never lower one.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says what it measured")]

use std::fs;
use std::path::Path;

use kollate_core::Article;
use kollate_core::CodePoints;
use kollate_core::compare::Proposal;
use kollate_core::compare::proposals;
use kollate_core::events::Weights;
use kollate_core::reading::Reading;
use kollate_core::reading::read;
use kollate_semantics::Encoder;
use kollate_semantics::Vector;
use serde_json::Value;

/// Whether an event (by its number) was in view when the rules were written, and the least shares found at rank 1 and
/// at rank 1 to 3: by words, with the encoder.
const LEVELS: &[(bool, [f64; 4])] = &[(true, [0.63, 0.70, 0.76, 0.91]), (false, [0.50, 0.50, 0.76, 0.90])];

/// An article of an event, as read, with the vectors of its sentences.
struct Side<'a> {
    reading: Reading<'a>,
    vectors: Vec<Vector>,
}

impl<'a> Side<'a> {
    fn new(article: &'a Article) -> Self {
        let reading = read(article);
        let sentences: Vec<&str> =
            reading.document.sentences.iter().map(|sentence| reading.text(sentence.span)).collect();
        let vectors = Encoder::builtin().encode_all(&sentences);
        Self { reading, vectors }
    }

    /// The number of the sentence in which a code point of the text stands.
    fn sentence_at(&self, at: u64) -> Option<u32> {
        let points = CodePoints::new(&self.reading.article.text);
        let at_point = |sentence: &kollate_core::segment::Sentence| {
            u64::from(points.at(sentence.span.start)) <= at && at < u64::from(points.at(sentence.span.end))
        };
        self.reading.document.sentences.iter().position(at_point).map(|number| number as u32)
    }
}

fn articles(folder: &Path) -> Vec<Article> {
    let text = fs::read_to_string(folder.join("articles.jsonl")).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.map(|record| Article::new(record["id"].as_str().unwrap(), record["text"].as_str().unwrap())).collect()
}

/// Where the right counterpart stands among those proposed for a sentence, from 0; a large number if nowhere.
fn rank(mut proposed: Vec<Proposal>, from: u32, wanted: u32, swapped: bool) -> usize {
    let side =
        |proposal: &Proposal| if swapped { (proposal.right, proposal.left) } else { (proposal.left, proposal.right) };
    proposed.retain(|proposal| side(proposal).0 == from);
    proposed.sort_by(|a, b| b.score.total_cmp(&a.score));
    proposed.iter().position(|proposal| side(proposal).1 == wanted).unwrap_or(usize::MAX)
}

/// The ranks of the counterparts of one event's disagreements, in both directions: by words, with the encoder.
fn ranks(folder: &Path) -> Vec<[usize; 2]> {
    let gold: Value = serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let articles = articles(folder);
    let sides: Vec<Side> = articles.iter().map(Side::new).collect();
    let weights = Weights::new(&sides.iter().map(|side| side.reading.clone()).collect::<Vec<_>>());
    let place = |span: &Value| {
        let side = sides.iter().find(|side| span["article"] == side.reading.article.id.as_str())?;
        Some((side, side.sentence_at(span["start"].as_u64()?)?))
    };
    let mut ranks = Vec::new();
    for gold in gold["disagreements"].as_array().unwrap() {
        let (Some((left, l)), Some((right, r))) = (place(&gold["a"]), place(&gold["b"])) else { continue };
        let alike = |a: u32, b: u32| f64::from(left.vectors[a as usize].similarity(&right.vectors[b as usize]));
        let words = proposals(&left.reading, &right.reading, &weights, None);
        let both = proposals(&left.reading, &right.reading, &weights, Some(&alike));
        ranks.push([rank(words.clone(), l, r, false), rank(both.clone(), l, r, false)]);
        ranks.push([rank(words, r, l, true), rank(both, r, l, true)]);
    }
    ranks
}

#[test]
fn counterparts_are_found() {
    let events = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/events");
    let mut found = [vec![], vec![]];
    for entry in fs::read_dir(events).unwrap() {
        let folder = entry.unwrap().path();
        if folder.join("gold.json").is_file() {
            let number: usize = folder.file_name().unwrap().to_str().unwrap()[..2].parse().unwrap();
            found[usize::from(!matches!(number % 4, 1 | 2))].extend(ranks(&folder));
        }
    }
    for ((in_view, levels), found) in LEVELS.iter().zip(&found) {
        let share = |which: usize, within: usize| {
            found.iter().filter(|ranks| ranks[which] < within).count() as f64 / found.len() as f64
        };
        let shares = [share(0, 1), share(0, 3), share(1, 1), share(1, 3)];
        println!(
            "in view {in_view}: {} sentences; by words rank 1 {:.3}, 1 to 3 {:.3}; with the encoder {:.3}, {:.3}",
            found.len(),
            shares[0],
            shares[1],
            shares[2],
            shares[3]
        );
        for (share, level) in shares.iter().zip(levels) {
            assert!(share >= level, "{share} is less than {level}");
        }
    }
}
