//! Items of a list that stand in one line: `1) … 2) …`, `• … • …`.

use super::sentences::bytes_of;
use crate::lang::Lang;

/// The bytes that labels end and bullets begin with: in German, and elsewhere.
static BRACKETS: [bool; 256] = bytes_of(&[b')', 0xE2]);
static LABELS: [bool; 256] = bytes_of(&[b')', b'.', 0xE2]);

/// Where items begin inside a paragraph (bytes, ascending); the paragraph's own start is none of them.
///
/// An item is marked by a bullet, or by labels of one form that count on: `1)`, `(a)`, `1.)`, and outside German,
/// where ordinals have stops, `1.` and `a.` too. The first label stands at the start or behind a sentence.
pub(super) fn items(text: &str, lang: Lang) -> Vec<usize> {
    let mut items = Vec::new();
    let mut last: Option<Label> = None;
    let table = if lang == Lang::De { &BRACKETS } else { &LABELS };
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = bytes[from..].iter().position(|&byte| table[byte as usize]) {
        let at = from + found;
        from = at + 1;
        let label = match bytes[at] {
            b')' | b'.' => label(text, at),
            0xE2 if at > 0 && is_bullet(&text[at..]) => {
                items.push(at);
                None
            }
            _ => None,
        };
        let Some(label) = label else { continue };
        if last.is_some_and(|last| label.follows(last)) {
            items
                .extend(last.filter(|last| last.start > 0 && items.last() != Some(&last.start)).map(|last| last.start));
            items.push(label.start);
            last = Some(label);
        } else if opens(&text[..label.start]) {
            last = Some(label);
        }
    }
    let first_word = text.find(char::is_alphanumeric).unwrap_or(text.len());
    items.sort_unstable();
    // a bullet and the label behind it are one, and nothing before the first word is an item
    let mut last = 0;
    items.retain(|&at| text[std::mem::replace(&mut last, at)..at].contains(char::is_alphanumeric) && at > first_word);
    items
}

/// The label of an item.
#[derive(Clone, Copy)]
struct Label {
    /// Its first byte.
    start: usize,
    /// Its number, or the place of its letter in the alphabet.
    rank: u32,
    /// What stands around it, and whether it is a letter: labels of one list agree.
    form: (bool, bool, bool, bool),
}

impl Label {
    /// Whether this is the next label of the same list.
    fn follows(self, last: Self) -> bool {
        self.form == last.form && self.rank == last.rank + 1
    }
}

/// The label that ends with the stop or bracket at byte `at`.
fn label(text: &str, at: usize) -> Option<Label> {
    if !text[at + 1..].starts_with(' ') {
        return None;
    }
    let bracket = text.as_bytes()[at] == b')';
    let head = &text[..at];
    let stopped = head.strip_suffix('.').filter(|_| bracket);
    let head = stopped.unwrap_or(head);
    let sign = head.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let name = &head[sign.len()..];
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rank = if letter { u32::from(name.as_bytes()[0]) } else { name.parse().ok().filter(|_| name.len() <= 2)? };
    let open = sign.strip_suffix('(').filter(|_| bracket);
    let before = open.unwrap_or(sign);
    let free = before.is_empty() || before.ends_with(|c: char| c.is_whitespace()) || is_bullet_end(before);
    free.then_some(Label { start: before.len(), rank, form: (bracket, stopped.is_some(), open.is_some(), letter) })
}

/// Whether a first label can stand behind `before`.
fn opens(before: &str) -> bool {
    before.trim_end().is_empty()
        || is_bullet_end(before.trim_end())
        || before.trim_end().ends_with(['.', '!', '?', ':'])
}

/// Whether `rest` begins with a bullet.
fn is_bullet(rest: &str) -> bool {
    rest.starts_with(['•', '▶', '►', '■', '⁃', '●', '▪'])
}

/// Whether `before` ends with a bullet.
fn is_bullet_end(before: &str) -> bool {
    before.ends_with(['•', '▶', '►', '■', '⁃', '●', '▪'])
}
