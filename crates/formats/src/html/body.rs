//! The text of a page's article.

use crate::Fault;
use crate::html::MAX_ELEMENTS;
use dom_query::Document;
use dom_smoothie::Config;
use dom_smoothie::Readability;
use dom_smoothie::TextMode;

/// Elements that are never an article's text, wherever they stand.
const NEVER: &str = "script, style, noscript, template, nav, footer, aside, form, button, select, figure figcaption, dialog, \
    [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=contentinfo], [role=dialog]";

/// The article's text, paragraphs with a blank line between them. `stated` is what JSON-LD gives, taken where the page
/// itself shows much less of it.
pub(crate) fn body(
    document: Document,
    stated: Option<&str>,
    title: Option<&str>,
) -> Result<(&'static str, String), Fault> {
    document.select(NEVER).remove();
    let config = Config {
        max_elements_to_parse: MAX_ELEMENTS,
        disable_json_ld: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let found = article.map(|article| clean(&article.text_content, title)).unwrap_or_default();
    let stated = stated.map(|text| clean(text, title)).unwrap_or_default();
    let (from, text) =
        if found.len() * 2 < stated.len() { ("JSON-LD articleBody", stated) } else { ("readability", found) };
    if text.is_empty() { Err(Fault::NoText) } else { Ok((from, text)) }
}

/// What paragraphs begin with that point away from the article. Lower case.
const POINTERS: &[&str] = &[
    "lesen sie auch",
    "lesen sie hier",
    "lesen sie mehr",
    "lesen sie dazu",
    "mehr zum thema",
    "mehr dazu",
    "auch interessant",
    "das könnte sie auch interessieren",
    "weitere artikel",
    "weiterlesen",
    "zum thema",
    "hier geht es",
    "hintergrund:",
    "newsletter",
    "jetzt abonnieren",
    "abonnieren sie",
    "anzeige",
    "werbung",
    "empfohlener redaktioneller inhalt",
    "externer inhalt",
    "externe inhalte",
    "an dieser stelle finden sie",
    "ich bin damit einverstanden",
    "artikel teilen",
    "teilen",
    "drucken",
    "kommentare",
    "kommentieren",
    "diskutieren sie",
    "zur startseite",
    "zur übersicht",
    "nach oben",
    "impressum",
    "datenschutz",
    "cookie",
    "alle rechte vorbehalten",
    "©",
    "copyright",
    "bildrechte",
    "foto:",
    "fotos:",
    "bild:",
    "quelle:",
    "read more",
    "read also",
    "related",
    "advertisement",
    "sign up",
    "subscribe",
    "share this",
    "follow us",
    "all rights reserved",
    "lire aussi",
    "à lire aussi",
    "publicité",
    "partager",
    "abonnez-vous",
    "s'abonner",
    "tous droits réservés",
];

/// Longest paragraph, in words, that is taken for a pointer: a sentence of the article may begin with such a word too.
const POINTER_WORDS: usize = 14;

/// Paragraphs of `text` that are the article's own, trimmed, each once in a row, without the title before them.
pub(crate) fn clean(text: &str, title: Option<&str>) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in blocks(text) {
        let repeats = paragraphs.last().is_some_and(|last| *last == paragraph);
        let is_title = paragraphs.is_empty() && title.is_some_and(|title| title.trim() == paragraph);
        if !repeats && !is_title && !is_pointer(&paragraph) {
            paragraphs.push(paragraph);
        }
    }
    paragraphs.join("\n\n")
}

/// The blocks of a text: what blank lines part.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.lines() {
        let line = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let last = blocks.len() - 1;
        if line.is_empty() {
            blocks.push(String::new());
        } else if blocks[last].is_empty() {
            blocks[last] = line;
        } else {
            blocks[last].push('\n');
            blocks[last].push_str(&line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether a paragraph points away from the article: a short one that begins as such paragraphs do and is no sentence.
fn is_pointer(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let is_short = paragraph.split_whitespace().count() <= POINTER_WORDS;
    let begins = |pointer: &str| {
        let rest = start.strip_prefix(pointer);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_sentence =
        paragraph.ends_with(['.', '“', '"', '”', '«']) && paragraph.split_whitespace().count() > POINTER_WORDS / 2;
    is_short && POINTERS.iter().any(|pointer| begins(pointer)) && (!is_sentence || start.starts_with('©'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_told_from_sentences() {
        for pointer in [
            "Lesen Sie auch: So teuer wird es",
            "Anzeige",
            "► Mehr zum Thema: Deiche",
            "© dpa, Alle Rechte vorbehalten.",
        ] {
            assert!(is_pointer(pointer), "{pointer}");
        }
        for text in [
            "Werbung für Tabak wird ab Januar verboten, teilte das Ministerium mit.",
            "Anzeigen gab es keine.",
            "Der Deich hält.",
        ] {
            assert!(!is_pointer(text), "{text}");
        }
    }
}
