//! What holds for every report: spans slice to their text, order and threads do not show, and renaming the articles
//! turns the sides of findings and changes nothing else.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use kollate_core::Article;
use kollate_core::engine::Config;
use kollate_core::engine::Engine;
use kollate_core::engine::Input;
use kollate_core::engine::Silent;
use kollate_core::report::Report;
use kollate_formats::Options;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The articles of a file, records by their ids, a file by its name.
fn read(path: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    let name = path.file_name().unwrap().to_str().unwrap();
    kollate_formats::read(name, fs::File::open(path).unwrap(), &Options::default(), &mut |item| {
        if let Ok(article) = item {
            let id = if article.id.is_empty() { name.to_owned() } else { article.id.clone() };
            articles.push(Article { id, path: name.to_owned(), ..article });
        }
    });
    articles
}

/// Sets of articles that are compared with one another: some events, and the cases of golden reports.
fn sets() -> Vec<Vec<Article>> {
    let events = ["01-train-accident", "02-bank-merger", "05-factory-fire", "09-court-verdict", "14-film-festival"];
    let mut sets: Vec<Vec<Article>> =
        events.iter().map(|event| read(&fixtures().join("events").join(event).join("articles.jsonl"))).collect();
    for case in ["chains", "hegemonie"] {
        sets.push(read(&fixtures().join(case).join("articles.jsonl")));
    }
    for case in ["quickstart", "edges"] {
        let folder = fixtures().join(case).join("articles");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        sets.push(files.iter().flat_map(|file| read(file)).collect());
    }
    sets
}

fn compare(articles: Vec<Article>) -> Report {
    let config = Config { why_not: true, ..Config::default() };
    Engine { config, encoder: None }.run(Input { articles, skipped: vec![] }, &Silent)
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

/// Calls `look` on every span of a report.
fn every_span(value: &Value, look: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("start") && fields.contains_key("article") {
                look(value);
            }
            fields.values().for_each(|field| every_span(field, look));
        }
        Value::Array(items) => items.iter().for_each(|item| every_span(item, look)),
        _ => {}
    }
}

/// Checks that every span slices, by code points, to its text. Returns how many there are.
fn check_spans(report: &Report, articles: &[Article]) -> usize {
    let by_id: BTreeMap<&str, &Article> = articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut count = 0;
    every_span(&serde_json::to_value(report).unwrap(), &mut |span| {
        let article = by_id[span["article"].as_str().unwrap()];
        let text = if span["field"] == "title" { article.title.as_deref().unwrap() } else { &article.text };
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        assert!(start <= end, "{span}");
        let slice: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(span["text"].as_str().unwrap(), slice, "{span}");
        count += 1;
    });
    count
}

#[test]
fn spans_slice_to_their_text() {
    let spans: usize = sets().into_iter().map(|articles| check_spans(&compare(articles.clone()), &articles)).sum();
    assert!(spans > 100, "{spans}");
}

#[test]
fn neither_order_nor_threads_show() {
    for articles in sets() {
        let expected = json(&compare(articles.clone()));
        let mut shuffled = articles.clone();
        shuffled.reverse();
        let middle = shuffled.len() / 3;
        shuffled.rotate_left(middle);
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert!(pool.install(|| json(&compare(shuffled.clone()))) == expected, "{}", articles[0].id);
        }
    }
}

/// The same articles under names whose order is the reverse, and the way back.
fn renamed(articles: &[Article]) -> (Vec<Article>, BTreeMap<String, String>) {
    let mut ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    ids.sort_unstable();
    let names: BTreeMap<&str, String> =
        ids.iter().rev().enumerate().map(|(rank, id)| (*id, format!("renamed-{rank:03}"))).collect();
    let renamed = articles.iter().map(|article| Article { id: names[article.id.as_str()].clone(), ..article.clone() });
    (renamed.collect(), names.iter().map(|(id, name)| (name.clone(), (*id).to_owned())).collect())
}

/// A list of a report such that it can be compared after renaming: names turned back, ids of findings left out, sides
/// in the order of the original names, and as a set.
fn canonical(report: &Value, list: &str, back: &BTreeMap<String, String>) -> BTreeSet<String> {
    let items = report[list].as_array().unwrap();
    items.iter().map(|item| settled(item, back).to_string()).collect()
}

fn settled(value: &Value, back: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(turned_back(text, back)),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| settled(item, back)).collect();
            if items.iter().all(Value::is_string) {
                items.sort_by_key(ToString::to_string);
            }
            Value::Array(items)
        }
        Value::Object(fields) => {
            let links = ["id", "event", "apparatus", "pair", "origins"];
            let mut settled_fields: BTreeMap<&str, Value> = fields
                .iter()
                .filter(|(key, _)| !links.contains(&key.as_str()))
                .map(|(key, value)| (key.as_str(), settled(value, back)))
                .collect();
            let side = |side: &Value| {
                let article = side.get("article").unwrap_or(side);
                article.as_str().unwrap_or_default().to_owned()
            };
            let turn = match (settled_fields.get("left"), settled_fields.get("right")) {
                (Some(left), Some(right)) => side(left) > side(right),
                _ => false,
            };
            if turn {
                for (left, right) in [
                    ("left", "right"),
                    ("left_value", "right_value"),
                    ("containment_left", "containment_right"),
                    ("coverage_left", "coverage_right"),
                ] {
                    if let (Some(one), Some(other)) = (settled_fields.remove(left), settled_fields.remove(right)) {
                        settled_fields.insert(left, other);
                        settled_fields.insert(right, one);
                    }
                }
            }
            Value::Object(settled_fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
        }
        other => other.clone(),
    }
}

/// A text with the names in it turned back.
fn turned_back(text: &str, back: &BTreeMap<String, String>) -> String {
    back.iter().fold(text.to_owned(), |text, (name, id)| text.replace(name, id))
}

#[test]
fn renaming_turns_sides_and_changes_nothing_else() {
    for articles in sets() {
        let (others, back) = renamed(&articles);
        let report = serde_json::to_value(compare(articles.clone())).unwrap();
        let mirrored = serde_json::to_value(compare(others)).unwrap();
        for list in ["events", "origins", "clusters"] {
            assert_eq!(groups(&report, list, &BTreeMap::new()), groups(&mirrored, list, &back), "{list}");
        }
        // Edits and directions name a side themselves, so they are looked at in their own tests of the rooms.
        for list in ["disagreements", "why_not", "anomalies"] {
            assert_eq!(canonical(&report, list, &BTreeMap::new()), canonical(&mirrored, list, &back), "{list}");
        }
        for list in ["pairs", "passages"] {
            assert_eq!(without_sides(&report, list, &BTreeMap::new()), without_sides(&mirrored, list, &back), "{list}");
        }
    }
}

/// The articles of groups.
fn groups(report: &Value, list: &str, back: &BTreeMap<String, String>) -> BTreeSet<Vec<String>> {
    let members = |group: &Value| {
        let mut ids: Vec<String> =
            group["articles"].as_array().unwrap().iter().map(|id| turned_back(id.as_str().unwrap(), back)).collect();
        ids.sort();
        ids
    };
    report[list].as_array().unwrap().iter().map(members).collect()
}

/// Items of a list without what names a side in its own words.
fn without_sides(report: &Value, list: &str, back: &BTreeMap<String, String>) -> BTreeSet<String> {
    let items = report[list].as_array().unwrap().iter().map(|item| {
        let mut item = item.clone();
        let fields = item.as_object_mut().unwrap();
        fields.remove("edits");
        fields.remove("direction");
        settled(&item, back).to_string()
    });
    items.collect()
}

/// The kinds and values of the disagreements.
fn findings(report: &Report) -> Vec<String> {
    let finding = |found: &kollate_core::report::Disagreement| {
        format!("{} {} {} {}", found.kind, found.relation, found.left_value.literal, found.right_value.literal)
    };
    report.disagreements.iter().map(finding).collect()
}

#[test]
fn white_space_at_line_ends_changes_no_finding() {
    for articles in sets() {
        let windows = |article: &Article| Article { text: article.text.replace('\n', "\r\n"), ..article.clone() };
        let dressed: Vec<Article> = articles.iter().map(windows).collect();
        assert_eq!(findings(&compare(dressed)), findings(&compare(articles)));
    }
}

#[test]
fn an_article_does_not_disagree_with_its_copy() {
    for articles in sets() {
        for article in articles {
            let copy = Article { id: format!("{}-copy", article.id), ..article.clone() };
            let report = compare(vec![article, copy]);
            assert_eq!(findings(&report), Vec::<String>::new());
        }
    }
}

/// Pieces of which odd articles are made.
const PIECES: &[&str] = &[
    "Der Rat tagte am Montag. ",
    "„Wir gehen“, sagte sie. ",
    "12 Menschen ",
    "rund 1,5 Millionen Euro",
    "\n\n",
    "\r\n",
    "“",
    "„",
    "»",
    "(",
    ")",
    "\u{AD}",
    "a\u{308}",
    "🚒",
    "\u{0}",
    "2024-13-45",
    "999999999999999999999999",
    ". . . ",
    "Dr. ",
    "am 31. Februar ",
    "nicht ",
    "Käthe Möller ",
    "\u{FEFF}",
    "東京で",
    "\u{202E}",
    "-",
    "0",
    "um 25.61 Uhr ",
    "IX. ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_give_a_report_with_true_spans(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..40), 0..5),
    ) {
        let article = |(index, pieces): (usize, &Vec<&str>)| Article::new(format!("{index}"), pieces.concat());
        let articles: Vec<Article> = texts.iter().enumerate().map(article).collect();
        let report = compare(articles.clone());
        prop_assert_eq!(report.articles.len(), articles.len());
        check_spans(&report, &articles);
    }
}
