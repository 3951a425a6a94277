//! XML as a tree, for formats whose files are one message or one feed.
//!
//! Entities that a document declares are never expanded, so it cannot grow; depth and size are bounded. Of a damaged
//! document the part before the damage is kept.

use crate::encoding::decode;
use crate::spaces::squeezed;
use crate::spaces::squeezed_ascii;
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

/// Deepest nesting that is read. News formats stay below 30; trees of this depth are safe to walk by recursion.
const MAX_DEPTH: usize = 200;

/// An element. Names are local names, without prefixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// The line of the document on which it starts, from 1.
    pub(crate) line: usize,
    /// Whether it ends in the document; not so where damage cuts it off.
    pub(crate) is_whole: bool,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// A document as far as it could be read.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The outermost element.
    pub(crate) root: Element,
    /// Where and why reading ended early.
    pub(crate) damage: Option<(usize, String)>,
    /// How many sequences of bytes were no characters.
    pub(crate) replaced: usize,
}

/// Parses a document in the encoding that is told, marked, declared or found.
pub(crate) fn parse(bytes: Vec<u8>, told: Option<&'static Encoding>) -> Parsed {
    let declared = told.or_else(|| declared(&bytes)).filter(|_| bytes.is_ascii() || str::from_utf8(&bytes).is_err());
    let decoded = decode(bytes, declared);
    let (root, damage) = tree(&decoded.text);
    Parsed { root, damage, replaced: decoded.replaced }
}

/// The encoding in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let head = &head[..memchr::memmem::find(head, b"?>")?];
    let at = memchr::memmem::find(head, b"encoding=")? + b"encoding=".len();
    let label = head.get(at + 1..)?;
    let end = label.iter().position(|byte| b"\"'".contains(byte))?;
    Encoding::for_label(&label[..end])
}

/// The tree of a text, and where and why it ends early.
fn tree(text: &str) -> (Element, Option<(usize, String)>) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open = vec![Element::default()];
    let damage = loop {
        let start = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Eof) if open.len() > 1 => break Some("it ends within an element".to_owned()),
            Ok(Event::Eof) => break None,
            Ok(Event::Start(tag)) if open.len() > MAX_DEPTH => {
                break Some(format!("{} is nested too deep", tag.name().0));
            }
            Ok(Event::Start(tag)) => open.push(element(&tag, lines.of(start))),
            Ok(Event::Empty(tag)) => {
                let whole = Element { is_whole: true, ..element(&tag, lines.of(start)) };
                add(&mut open, Node::Element(whole));
            }
            Ok(Event::End(_)) => close(&mut open, true),
            Ok(Event::Text(text)) => add_text(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => add_text(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(c)) => add_text(&mut open, c.encode_utf8(&mut [0; 4])),
                _ => add_text(&mut open, &entity(&name)),
            },
            Ok(_) => {}
            Err(error) => break Some(error.to_string()),
        }
    };
    let line = lines.of(reader.buffer_position() as usize);
    while open.len() > 1 {
        close(&mut open, false);
    }
    let first = open.pop().unwrap_or_default().children.into_iter().find_map(Node::element);
    let damage = damage.map(|reason| (line, reason));
    match first {
        Some(root) => (root, damage),
        None => (Element::default(), damage.or_else(|| Some((1, "it holds no element".to_owned())))),
    }
}

/// Counts lines while positions only grow.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let at = at.clamp(self.at, self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..at]).count();
        self.at = at;
        self.line
    }
}

/// An element that begins.
fn element(tag: &BytesStart, line: usize) -> Element {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let name = attribute.key.local_name().into_inner().to_owned();
        (name, resolved(&attribute.value))
    });
    Element {
        attributes: attributes.collect(),
        name: tag.local_name().into_inner().to_owned(),
        line,
        ..Element::default()
    }
}

/// The text of an entity that needs no declaration; any other stays as it stands.
fn entity(name: &str) -> String {
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The value of an attribute with its references resolved.
fn resolved(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once(';').filter(|(name, _)| name.len() <= 32) else {
            text.push('&');
            rest = after;
            continue;
        };
        let character = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        match character.and_then(char::from_u32) {
            Some(c) => text.push(c),
            None => text.push_str(&entity(name)),
        }
        rest = behind;
    }
    text + rest
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

/// Appends text, joined to the text before it: a reference within a word must not part it.
fn add_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    if let Some(Node::Text(before)) = last.children.last_mut() {
        before.push_str(text);
    } else {
        last.children.push(Node::Text(text.to_owned()));
    }
}

fn close(open: &mut Vec<Element>, is_whole: bool) {
    if open.len() > 1
        && let Some(last) = open.pop()
    {
        add(open, Node::Element(Element { is_whole, ..last }));
    }
}

impl Node {
    fn element(self) -> Option<Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

impl Element {
    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name directly inside.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element at the end of a path of names.
    pub(crate) fn at<'e>(&'e self, path: &[&'e str]) -> Option<&'e Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self.all(first).find_map(|element| element.at(rest)),
        }
    }

    /// Every element of a name inside, at any depth, in order.
    pub(crate) fn descendants<'e>(&'e self, name: &str, found: &mut Vec<&'e Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.descendants(name, found);
            }
        }
    }

    /// An attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether its class holds a word.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(|word| word.eq_ignore_ascii_case(class)))
    }

    /// All text inside, white space made single; none where there is none.
    pub(crate) fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.gather(&mut text);
        let text = squeezed(&text);
        (!text.is_empty()).then_some(text)
    }

    /// All text inside as it stands.
    pub(crate) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => element.gather(text),
            }
        }
    }

    /// The paragraphs inside, without the elements that are to be `left_out`.
    pub(crate) fn paragraphs(&self, left_out: fn(&Self) -> bool) -> Vec<String> {
        let mut paragraphs = vec![String::new()];
        self.flow(left_out, &mut paragraphs);
        let lines = |text: String| {
            let lines = text.split('\u{B}').map(squeezed_ascii);
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        paragraphs.into_iter().map(lines).filter(|text| !text.is_empty()).collect()
    }

    fn flow(&self, left_out: fn(&Self) -> bool, paragraphs: &mut Vec<String>) {
        for node in &self.children {
            let Some(last) = paragraphs.last_mut() else { return };
            match node {
                Node::Text(text) => last.push_str(text),
                Node::Element(element) if left_out(element) => {}
                Node::Element(element) if element.name == "br" => last.push('\u{B}'),
                Node::Element(element) => {
                    let is_block = BLOCKS.contains(&element.name.as_str());
                    if is_block {
                        paragraphs.push(String::new());
                    }
                    element.flow(left_out, paragraphs);
                    if is_block {
                        paragraphs.push(String::new());
                    }
                }
            }
        }
    }
}

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "article",
    "block",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "fn",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hl2",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Element {
        let parsed = parse(text.as_bytes().to_vec(), None);
        assert_eq!(parsed.damage, None, "{text}");
        parsed.root
    }

    #[test]
    fn references_inside_words_survive() {
        let root = root("<p title=\"K&#228;se &amp; Brot\">Tr&#228;ge K&auml;lte &amp; W&#xE4;rme</p>");
        assert_eq!(root.text().as_deref(), Some("Träge Kälte & Wärme"));
        assert_eq!(root.attribute("title"), Some("Käse & Brot"));
    }

    #[test]
    fn declared_entities_do_not_grow() {
        let bomb =
            "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;&l;&l;\"><!ENTITY n \"&m;&m;&m;&m;\">]><a>&n;</a>";
        assert_eq!(root(bomb).text().as_deref(), Some("&n;"));
    }

    #[test]
    fn what_stands_before_damage_is_kept() {
        let parsed = parse(b"<feed>\n<entry>eins</entry>\n<entry>zw</wrong></entry></feed>".to_vec(), None);
        assert_eq!(parsed.damage.map(|(line, _)| line), Some(3));
        let whole: Vec<bool> = parsed.root.all("entry").map(|entry| entry.is_whole).collect();
        assert_eq!(whole, [true, false]);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let parsed = parse("<a>".repeat(100_000).into_bytes(), None);
        assert_eq!(parsed.damage.unwrap().1, "a is nested too deep");
    }

    #[test]
    fn declared_encodings() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>K\xE4lte</p>".to_vec();
        assert_eq!(parse(latin, None).root.text().as_deref(), Some("Kälte"));
    }

    #[test]
    fn paragraphs_follow_the_blocks() {
        let body =
            root("<body><p>Eins <b>zwei</b><br/>drei</p>\n<div>vier<p>fünf</p>sechs</div><note>nicht</note></body>");
        let found = body.paragraphs(|element| element.name == "note");
        assert_eq!(found, ["Eins zwei\ndrei", "vier", "fünf", "sechs"]);
    }
}
