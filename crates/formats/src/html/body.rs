//! The text of a page's article.
//!
//! Readability tells where the article is; the elements of the page tell what its paragraphs are. Paragraphs in the same
//! place of the layout as those that readability found are the article's too, and what JSON-LD gives as its body says
//! which are and which are not. Where the page has no such elements, the text is that of readability alone.

use crate::Fault;
use crate::html::MAX_ELEMENTS;
use crate::html::asides;
use crate::html::metadata::Metadata;
use crate::html::metadata::letters;
use crate::html::metadata::squeezed;
use crate::html::pointers::blocks;
use crate::html::pointers::clean;
use crate::html::pointers::own;
use dom_query::Document;
use dom_query::NodeRef;
use dom_smoothie::Config;
use dom_smoothie::Readability;
use dom_smoothie::TextMode;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The article's text, paragraphs with a blank line between them, and what gave it. What JSON-LD gives is taken where
/// the page itself shows much less of it.
pub(crate) fn body(document: Document, about: &Metadata) -> Result<(&'static str, String), Fault> {
    asides::remove(&document, about.title.as_deref());
    let (title, lang) = (about.title.as_deref(), about.lang.as_deref());
    let page = elements(&document);
    let config = Config {
        max_elements_to_parse: MAX_ELEMENTS,
        disable_json_ld: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let readable = blocks(&article.map(|article| article.text_content.to_string()).unwrap_or_default());
    let stated = about.body.as_deref().unwrap_or_default();
    let found = match paragraphs(page, &readable, stated) {
        Some(paragraphs) => own(paragraphs, title, lang),
        None => own(readable, title, lang),
    };
    let (found, stated) = (found.join("\n\n"), clean(stated, title, lang));
    let (from, text) =
        if found.len() * 2 < stated.len() { ("JSON-LD articleBody", stated) } else { ("readability", found) };
    if text.is_empty() { Err(Fault::NoText) } else { Ok((from, text)) }
}

/// Elements that hold paragraphs.
const HOLDERS: &str = "p, h2, h3, h4, h5, li, blockquote, pre";

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading,
    Item,
}

/// An element that holds a paragraph and no other such element.
struct Element {
    kind: Kind,
    text: String,
    letters: String,
    words: usize,
    /// Its place in the layout: its element and those around it with their classes.
    place: String,
    /// Whether it is the article's.
    taken: bool,
}

/// The elements of a page that hold its paragraphs, in the order of the page.
fn elements(document: &Document) -> Vec<Element> {
    let holders = document.select(HOLDERS);
    let nodes = holders.nodes();
    let around: BTreeSet<_> = nodes.iter().flat_map(|node| node.ancestors(Some(AROUND))).map(|node| node.id).collect();
    nodes.iter().filter(|node| !around.contains(&node.id)).filter_map(element).collect()
}

/// How far around a paragraph it is looked for elements that hold it as well.
const AROUND: usize = 6;

/// A paragraph of fewer words that is a link leads away from the article.
const LINKED: usize = 25;

/// Whether nearly all of an element's letters are those of a link.
fn is_link(node: &NodeRef, all: usize) -> bool {
    let links = dom_query::Selection::from(*node).select("a");
    let linked: usize = links.iter().map(|link| letters(&link.text()).len()).sum();
    linked * 10 >= all * 9
}

fn element(node: &NodeRef) -> Option<Element> {
    let text = squeezed(&node.text());
    let letters = letters(&text);
    if letters.is_empty() {
        return None;
    }
    let name = node.node_name()?;
    let words = text.split_whitespace().count();
    if words < LINKED && !name.starts_with('h') && is_link(node, letters.len()) {
        return None;
    }
    let kind = match &*name {
        "li" => Kind::Item,
        name if name.starts_with('h') => Kind::Heading,
        _ => Kind::Paragraph,
    };
    let mut place = String::new();
    for node in [*node].into_iter().chain(node.ancestors(Some(2))) {
        place.push_str(&node.node_name().unwrap_or_default());
        place.push('.');
        place.push_str(&node.class().unwrap_or_default());
        place.push(' ');
    }
    Some(Element { kind, words, text, letters, place, taken: false })
}

/// Share of readability's words that the elements must hold to stand for it.
const HELD: f64 = 0.85;
/// Share of a place's words that are the article's where the whole place is; in a place that its classes name, which is
/// less like any other; and their least number.
const PLACE: f64 = 0.6;
const NAMED_PLACE: f64 = 0.3;
const PLACE_WORDS: usize = 60;
/// Share of the words that readability finds in the body of JSON-LD where that is whole.
const WHOLE: f64 = 0.75;
/// A paragraph of so few words can stand in a longer text by chance.
const FEW: usize = 6;

/// The paragraphs of the article by their elements; none where the elements hold too little of it.
fn paragraphs(mut page: Vec<Element>, readable: &[String], stated: &str) -> Option<Vec<String>> {
    let lines = readable.iter().flat_map(|block| block.lines());
    let known: BTreeSet<String> = readable.iter().map(String::as_str).chain(lines).map(letters).collect();
    let wanted: usize = readable.iter().map(|block| block.split_whitespace().count()).sum();
    for element in &mut page {
        element.taken = known.contains(&element.letters);
    }
    let taken =
        |page: &[Element]| page.iter().filter(|element| element.taken).map(|element| element.words).sum::<usize>();
    let held = taken(&page);
    if (held as f64) < HELD * wanted as f64 || held == 0 {
        return None;
    }
    take_places(&mut page);
    check_with(&mut page, &letters(stated));
    take_headings(&mut page);
    Some(joined(page))
}

/// Takes all paragraphs of the places where most is taken.
fn take_places(page: &mut [Element]) {
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for element in page.iter().filter(|element| element.kind == Kind::Paragraph) {
        let place = places.entry(element.place.clone()).or_default();
        place.0 += if element.taken { element.words } else { 0 };
        place.1 += element.words;
    }
    for element in page.iter_mut().filter(|element| element.kind == Kind::Paragraph) {
        let (taken, all) = places[&element.place];
        let least = if element.place.split(' ').all(|part| part.ends_with('.')) { PLACE } else { NAMED_PLACE };
        element.taken |= taken >= PLACE_WORDS && taken as f64 >= least * all as f64;
    }
}

/// Takes what the body of JSON-LD holds and, behind its first paragraph, leaves what it does not, if it is whole.
fn check_with(page: &mut [Element], stated: &str) {
    let is_stated = |element: &Element| element.words >= FEW && stated.contains(&element.letters);
    let stated_of: Vec<bool> = page.iter().map(is_stated).collect();
    let count = |wanted: &dyn Fn(usize) -> bool| {
        (0..page.len())
            .filter(|&at| page[at].taken && page[at].words >= FEW && wanted(at))
            .map(|at| page[at].words)
            .sum::<usize>()
    };
    let (both, all) = (count(&|at| stated_of[at]), count(&|_| true));
    if (both as f64) < WHOLE * all as f64 || all == 0 {
        return;
    }
    let first = stated_of.iter().position(|&stated| stated).unwrap_or(0);
    for (at, element) in page.iter_mut().enumerate() {
        element.taken = match element.kind {
            Kind::Heading => element.taken,
            _ if element.words < FEW || at < first => element.taken,
            _ => stated_of[at],
        };
    }
}

/// Takes the headings before a paragraph that is taken, and no others.
fn take_headings(page: &mut [Element]) {
    let first = page.iter().position(|element| element.taken && element.kind != Kind::Heading).unwrap_or(0);
    for at in 0..page.len() {
        if page[at].kind == Kind::Heading {
            let follows = page.get(at + 1).is_some_and(|next| next.taken && next.kind != Kind::Heading);
            page[at].taken = at > first && follows;
        }
    }
}

/// The text of what is taken, items of a list line by line.
fn joined(page: Vec<Element>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut in_list = false;
    for element in page.into_iter().filter(|element| element.taken) {
        match paragraphs.last_mut() {
            Some(list) if in_list && element.kind == Kind::Item => {
                list.push('\n');
                list.push_str(&element.text);
            }
            _ => paragraphs.push(element.text),
        }
        in_list = element.kind == Kind::Item;
    }
    paragraphs
}
