//! Paragraphs that stand in a page's article and are none of it.

use crate::dates::calendar_date;
use crate::html::shown::of_byline;
use crate::spaces::squeezed;
use crate::spaces::without_breaks;
use kollate_core::Article;
use kollate_core::segment::ParagraphKind;
use kollate_core::segment::segment;
use std::collections::BTreeMap;

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
pub(crate) fn clean(text: &str, title: Option<&str>, lang: Option<&str>) -> String {
    own(blocks(text), title, lang).join("\n\n")
}

/// The paragraphs of a text that was made to be an article, without those that point away from it.
pub(crate) fn without_pointers(text: &str) -> String {
    let mut paragraphs = blocks(text);
    paragraphs.retain(|paragraph| !is_pointer(paragraph));
    paragraphs.join("\n\n")
}

/// The article's own among some paragraphs.
pub(crate) fn own(paragraphs: Vec<String>, title: Option<&str>, lang: Option<&str>) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for paragraph in &paragraphs {
        *times.entry(paragraph).or_default() += 1;
    }
    // What a page says three times over is a label of it; what it says twice is said once.
    let refrains: Vec<bool> = paragraphs.iter().map(|paragraph| times[paragraph.as_str()] >= REFRAIN).collect();
    let mut kept: Vec<String> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for (paragraph, refrain) in paragraphs.into_iter().zip(refrains) {
        let is_title = kept.is_empty() && title.is_some_and(|title| title.trim() == paragraph);
        let again = words(&paragraph) >= LONG_ENOUGH && !known.insert(paragraph.clone());
        let repeats = kept.last().is_some_and(|last| *last == paragraph);
        let is_label = refrain && words(&paragraph) < LONG_ENOUGH;
        if !(repeats || again || is_label || is_title || is_pointer(&paragraph) || is_stamp(&paragraph)) {
            kept.push(paragraph);
        }
    }
    without_notices(trimmed(kept), lang)
}

/// So often a short paragraph is said in a page to be a label.
const REFRAIN: usize = 3;
/// A paragraph of so many words hardly stands twice in an article by its own right.
const LONG_ENOUGH: usize = 12;
/// Most words of a notice. The tables judge whole articles as well, where a longer paragraph on subscribers is marked and
/// stays; here it would be lost.
const NOTICE: usize = 30;
/// Most words of a line that only says when and how long.
const STAMP: usize = 14;
/// Words of a date.
const DATE: usize = 4;
/// Words of a line that is prose without a stop, and of one that stands above the article's first sentence.
const LEAD: usize = 8;
const PROSE: usize = 15;

fn words(paragraph: &str) -> usize {
    paragraph.split_whitespace().count()
}

/// Whether a paragraph has more than so many words.
fn has_more(paragraph: &str, count: usize) -> bool {
    paragraph.split_whitespace().nth(count).is_some()
}

/// Whether a paragraph ends as sentences do.
fn is_closed(paragraph: &str) -> bool {
    let inner = paragraph.trim_end_matches(['"', '“', '”', '»', '«', '\'', '’', ')', ']', ' ']);
    inner.ends_with(['.', '!', '?', '…', ':'])
}

/// Phrases of lines that say when an article was published, or how long it takes to read. Lower case.
const STAMPS: &[&str] = &[
    "min read",
    "minute read",
    "mins read",
    "lesedauer",
    "lesezeit",
    "minuten lesen",
    "min. lesen",
    "temps de lecture",
    "hours ago",
    "hour ago",
    "days ago",
    "day ago",
    "minutes ago",
    "last updated",
    "last modified",
    "zuletzt aktualisiert",
    "aktualisiert am",
    "aktualisiert:",
    "veröffentlicht am",
    "veröffentlicht:",
    "erstellt am",
    "erstellt:",
    "stand:",
    "publié le",
    "mis à jour",
    "published:",
    "updated:",
    "posted on",
];

/// Whether a short line only says when, how long, or by whom.
fn is_stamp(paragraph: &str) -> bool {
    if has_more(paragraph, STAMP) || paragraph.ends_with('.') && words(paragraph) > STAMP / 2 {
        return false;
    }
    let lower = paragraph.to_lowercase();
    STAMPS.iter().any(|stamp| lower.contains(stamp))
        || !is_closed(paragraph) && (is_date(paragraph) || !of_byline(paragraph, &[]).is_empty())
}

/// Whether a short line begins with a date, or is little more than one.
fn is_date(line: &str) -> bool {
    let start = line.split(' ').take(DATE).collect::<Vec<_>>().join(" ");
    line.starts_with(|c: char| c.is_ascii_digit()) && calendar_date(&start).is_some_and(|date| date.len() == 10)
        || words(line) <= STAMP / 2 && calendar_date(line).is_some()
}

/// Paragraphs without the lines around the article: what stands before its first sentence and behind its last.
fn trimmed(mut paragraphs: Vec<String>) -> Vec<String> {
    let is_prose = |paragraph: &String| is_closed(paragraph) && words(paragraph) >= 4 || words(paragraph) >= PROSE;
    // A line under the headline has no stop, but says more than a rubric does.
    let opens = |paragraph: &String| is_prose(paragraph) || words(paragraph) >= LEAD;
    let Some(first) = paragraphs.iter().position(opens) else { return paragraphs };
    let last = paragraphs.iter().rposition(is_prose).unwrap_or(first);
    paragraphs.truncate(last + 1);
    paragraphs.drain(..first);
    paragraphs
}

/// Paragraphs without those that the tables of the language know for captions, and for what pages say about themselves.
fn without_notices(paragraphs: Vec<String>, lang: Option<&str>) -> Vec<String> {
    let article = Article { lang: lang.map(str::to_owned), ..Article::new("", paragraphs.join("\n\n")) };
    let document = segment(&article);
    let is_notice = |kind| matches!(kind, ParagraphKind::Boilerplate | ParagraphKind::Caption);
    let mut notices = document.paragraphs.iter().filter(|found| is_notice(found.kind)).peekable();
    let mut start = 0;
    let own = |paragraph: &&String| {
        let end = start + paragraph.len();
        let mut covered = 0;
        while let Some(notice) = notices.next_if(|notice| (notice.span.start as usize) < end) {
            covered += (notice.span.end - notice.span.start) as usize;
        }
        start = end + 2;
        covered * 2 < paragraph.len() || words(paragraph) > NOTICE
    };
    let kept: Vec<String> = paragraphs.iter().filter(own).cloned().collect();
    // A page that is nothing else is what it is.
    if kept.is_empty() { paragraphs } else { kept }
}

/// The blocks of a text: what blank lines part.
pub(crate) fn blocks(text: &str) -> Vec<String> {
    let text = without_breaks(text);
    let mut blocks = vec![String::new()];
    for line in text.lines() {
        let line = squeezed(line);
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
    if has_more(paragraph, POINTER_WORDS) {
        return false;
    }
    let lower = paragraph.to_lowercase();
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let begins = |pointer: &str| {
        let rest = start.strip_prefix(pointer);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_sentence =
        paragraph.ends_with(['.', '“', '"', '”', '«']) && paragraph.split_whitespace().count() > POINTER_WORDS / 2;
    POINTERS.iter().any(|pointer| begins(pointer)) && (!is_sentence || start.starts_with('©'))
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
