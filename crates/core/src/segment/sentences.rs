//! Where sentences end inside a paragraph.
//!
//! Every run of stops, with the closing marks behind it, is a candidate; the rules of [`super::stops`] and of this
//! file reject those that end nothing. In Latin, Greek and Cyrillic text the candidates are found byte by byte; a
//! paragraph with letters of other scripts takes them from UAX #29 (`unicode-segmentation`), whose candidates in
//! the former scripts are the same (a test compares).

use super::enclosed::keep_enclosed_whole;
use super::items::items;
use super::stops;
use crate::lang::Lang;
use crate::lang::Tables;
use unicode_segmentation::UnicodeSegmentation;

/// How far back an opening bracket is looked for, in bytes: no aside in a sentence is longer.
const ASIDE: usize = 400;

/// Most quotation marks that close in one place.
const NESTED: usize = 4;
/// How far ahead, in characters, a word is looked for behind opening marks, and around a stop an address.
const NEAR: usize = 48;

/// What a candidate's run of stops is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StopKind {
    /// One full stop.
    Dot,
    /// A question or exclamation mark is among them.
    Mark,
    /// Dots that stand for something left out, written to the word before.
    Ellipsis,
    /// The same after a space.
    SpacedEllipsis,
    /// None: a dash before closing quotation marks, where a speaker breaks off.
    Broken,
}

/// A run of stops and the closing marks behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// Byte of the first stop.
    pub(super) at: usize,
    /// Byte behind the last closing mark.
    pub(super) after: usize,
    /// What the run is made of.
    pub(super) kind: StopKind,
    /// Whether quotation marks close behind it.
    pub(super) unquotes: bool,
    /// Whether a bracket closes behind it, after which no stop follows.
    pub(super) unbrackets: bool,
}

/// What the rules know of a paragraph and of the sentence that is being read.
pub(super) struct Context<'t> {
    /// Where the sentence begins, or the white space before it.
    pub(super) from: usize,
    /// Where its first letter or digit stands.
    first: usize,
    /// The paragraph.
    pub(super) text: &'t str,
    /// Its language.
    pub(super) lang: Lang,
    /// The tables of that language.
    pub(super) tables: &'static Tables,
}

/// Adds the ends (bytes in `text`) of all sentences of a paragraph that has no white space around it.
pub(super) fn sentence_ends(text: &str, lang: Lang, ends: &mut Vec<usize>) {
    let mut context = Context { from: 0, first: 0, text, lang, tables: lang.tables() };
    context.begin(0);
    if in_other_script(text) {
        context.read_other_script(ends);
    } else {
        context.read(ends);
    }
    if !ends.is_empty() {
        keep_enclosed_whole(text, lang, ends);
    }
    ends.push(text.len());
}

/// Whether the paragraph holds characters whose sentences end in other ways than by `.`, `!`, `?` and a space.
fn in_other_script(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, &byte)| match byte {
        0..0xD5 | 0xE2 | 0xF0.. => false,
        0xE1 => !matches!(bytes[at + 1], 0xB8..=0xBF),
        _ => true,
    })
}

/// Whether a character is a stop, and whether a strong one.
fn stop_strength(c: char) -> Option<bool> {
    match c {
        '.' | '…' | '．' => Some(false),
        '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '‽' => Some(true),
        _ => None,
    }
}

/// Whether a character can close a quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '’' | '‘' | '»' | '«' | '›' | '‹' | '`' | '´')
}

/// The bytes that a candidate can begin with.
static IS_STOP: [bool; 256] = bytes_of(&[b'.', b'!', b'?', b'-', 0xE2, 0xEF]);

/// A table that is true for these bytes.
pub(super) const fn bytes_of(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// The first run of stops at or after byte `at`.
fn next_stop(text: &str, at: usize) -> Option<Stop> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        at += bytes[at..].iter().position(|&byte| IS_STOP[byte as usize])?;
        let is_stop = match bytes[at] {
            b'-' => bytes.get(at + 1) == Some(&b'"'),
            0xE2 => {
                let mut chars = text[at..].chars();
                let c = chars.next().unwrap_or(' ');
                stop_strength(c).is_some() || (matches!(c, '–' | '—') && chars.next().is_some_and(is_quote))
            }
            0xEF => text[at..].starts_with('．'),
            _ => true,
        };
        if is_stop {
            return Some(read_stop(text, at));
        }
        at += 1;
    }
}

/// Reads the run of stops that begins at byte `at`.
fn read_stop(text: &str, at: usize) -> Stop {
    let mut stop = Stop { at, after: at, kind: StopKind::Dot, unquotes: false, unbrackets: false };
    let mut dots = 0;
    let mut strong = false;
    let broken = text[at..].chars().next().filter(|c| stop_strength(*c).is_none());
    stop.after += broken.map_or(0, char::len_utf8);
    let attached = text[..at].ends_with(char::is_alphanumeric);
    loop {
        let rest = &text[stop.after..];
        let Some(c) = rest.chars().next() else { break };
        if let Some(strength) = stop_strength(c) {
            strong |= strength;
            dots += if c == '…' { 3 } else { usize::from(c == '.') };
            stop.unbrackets = false;
            stop.after += c.len_utf8();
        } else if rest.starts_with(" .") && dots > 0 && !stop.unquotes && !rest.starts_with(" ...") {
            if attached && dots == 1 && rest.starts_with(" . . . ") {
                break; // a full stop, then an omission that begins the next sentence
            }
            stop.after += 1;
        } else if is_quote(c) && (closes(rest, c) || closes_glued(&text[..at], rest, c)) {
            stop.unquotes = true;
            stop.after += c.len_utf8();
        } else if let Some(len) = spaced_guillemet(rest).filter(|_| !stop.unquotes) {
            stop.unquotes = true;
            stop.after += len;
        } else if matches!(c, ')' | ']' | '}') {
            stop.unbrackets = true;
            stop.after += 1;
        } else if let Some(note) = footnote(rest) {
            stop.after += note;
        } else if let Some(notes) = raised_notes(&text[..at], rest).filter(|_| dots == 1 && stop.after == at + 1) {
            stop.after += notes;
            break;
        } else {
            break;
        }
    }
    stop.kind = match () {
        () if dots == 0 && !strong => StopKind::Broken,
        () if strong => StopKind::Mark,
        () if dots <= 1 => StopKind::Dot,
        () if dots <= 3 && text[..at].ends_with(char::is_whitespace) => StopKind::SpacedEllipsis,
        () => StopKind::Ellipsis,
    };
    stop
}

/// Whether the quotation mark `c` that `rest` begins with closes: no letter or digit stands behind it.
fn closes(rest: &str, c: char) -> bool {
    !rest[c.len_utf8()..].chars().take(NESTED).find(|&c| !is_quote(c)).is_some_and(char::is_alphanumeric)
}

/// Whether the mark closes although a word is written to it (`„Ja.“Dann`): a quotation was opened shortly before.
fn closes_glued(before: &str, rest: &str, c: char) -> bool {
    if !rest[c.len_utf8()..].starts_with(char::is_uppercase) || matches!(c, '\'' | '’' | '„') {
        return false;
    }
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(ASIDE))..];
    let mark = near.char_indices().rev().find(|&(_, c)| is_quote(c) && !matches!(c, '\'' | '’'));
    mark.is_some_and(|(at, _)| at == 0 || near[..at].ends_with([' ', '\u{a0}', '(', '\n']))
}

/// The length of a space and a closing mark behind it, as French sets them: `? »`.
fn spaced_guillemet(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let closes = inner.starts_with('»') && closes(inner, '»');
    closes.then(|| rest.len() - inner.len() + '»'.len_utf8())
}

/// The length of a reference to a note, such as `[12]`.
fn footnote(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// The length of numbers of notes that stand raised in print: `.11 12 Then`. `before` is the text up to the stop.
fn raised_notes(before: &str, rest: &str) -> Option<usize> {
    let letters = before.chars().rev().take(3).filter(|c| c.is_lowercase()).count();
    if letters < 3 && !before.ends_with([')', ']']) {
        return None;
    }
    let mut at = 0;
    loop {
        let digits = rest[at..].bytes().take(4).take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            return None;
        }
        at += digits;
        let mut behind = rest[at..].chars();
        match (behind.next(), behind.next()) {
            (Some(' '), Some(c)) if c.is_uppercase() => return Some(at),
            (Some(' ' | ','), Some(c)) if c.is_ascii_digit() => at += 1,
            _ => return None,
        }
    }
}

/// The stop that the piece `start..after` ends with, if it is one of ours.
fn stop_before(text: &str, start: usize, after: usize) -> Option<Stop> {
    let inside = text[start..after].trim_end_matches(|c| is_quote(c) || matches!(c, ')' | ']' | '}'));
    let at = start + inside.trim_end_matches(|c| stop_strength(c).is_some()).len();
    (at < start + inside.len()).then(|| read_stop(text, at)).filter(|stop| stop.after == after)
}

impl Context<'_> {
    /// Goes on to the sentence that begins at byte `from`.
    fn begin(&mut self, from: usize) {
        self.from = from;
        let rest = &self.text[from..];
        self.first = from + rest.find(char::is_alphanumeric).unwrap_or(rest.len());
    }

    /// Adds the inner ends of a paragraph in Latin, Greek or Cyrillic letters.
    fn read(&mut self, ends: &mut Vec<usize>) {
        let mut at = 0;
        for item in items(self.text, self.lang).into_iter().chain([self.text.len()]) {
            while let Some(stop) = next_stop(self.text, at).filter(|stop| stop.after < item) {
                if self.is_end(stop) {
                    ends.push(stop.after);
                    self.begin(stop.after);
                }
                at = stop.after;
            }
            if item < self.text.len() {
                ends.push(item);
                self.begin(item);
                at = item;
            }
        }
    }

    /// Adds the inner ends of a paragraph with other scripts.
    fn read_other_script(&mut self, ends: &mut Vec<usize>) {
        for (start, piece) in self.text.split_sentence_bound_indices() {
            let after = start + piece.trim_end().len();
            let stop = stop_before(self.text, start, after);
            if after < self.text.len() && stop.is_none_or(|stop| self.is_end(stop)) {
                ends.push(after);
                self.begin(after);
            }
        }
    }

    /// Whether no letter or digit of the sentence stands before byte `at`.
    pub(super) fn is_first(&self, at: usize) -> bool {
        at <= self.first
    }

    /// Whether a candidate ends the sentence; it is not the last of the text.
    fn is_end(&self, stop: Stop) -> bool {
        if self.is_first(stop.at) {
            return false;
        }
        let rest = &self.text[stop.after..];
        let next = rest.trim_start();
        if next.len() == rest.len() {
            return self.is_glued_end(stop);
        }
        if self.text[..stop.at].ends_with(['(', '[']) || is_continuation(next) {
            return false;
        }
        let word = next_word(next);
        if word.starts_with(char::is_lowercase) && !has_inner_capital(word) {
            return false;
        }
        if stop.unbrackets && self.closes_an_aside(stop) {
            return self.opens(word);
        }
        match stop.kind {
            StopKind::Mark | StopKind::Ellipsis => true,
            StopKind::SpacedEllipsis | StopKind::Broken => self.opens(word) && word != "I",
            StopKind::Dot => stop.unquotes || stops::dot_ends(self, stop, next),
        }
    }

    /// Whether a sentence ends although no space follows: only between a word in small letters (or an
    /// amount, where ordinals have no stop) and a capitalised one.
    fn is_glued_end(&self, stop: Stop) -> bool {
        let before = &self.text[..stop.at];
        let after = &self.text[stop.after..];
        let small = before.chars().rev().take_while(|c| c.is_lowercase()).take(3).count();
        let mut following = after.chars();
        let capital =
            following.next().is_some_and(char::is_uppercase) && following.next().is_some_and(char::is_lowercase);
        let one = stop.at + 1 == stop.after || stop.unquotes;
        let amount = before.bytes().rev().take_while(u8::is_ascii_digit).take(3).count() == 3;
        let word = small == 3 || (amount && self.lang != Lang::De);
        word && capital && one && !in_address(before, after) && !stops::is_known(self, stop.at)
    }

    /// Whether the bracket that closes behind a stop was opened inside the sentence.
    fn closes_an_aside(&self, stop: Stop) -> bool {
        let floor = self.text.floor_char_boundary(stop.at.saturating_sub(ASIDE).max(self.from));
        let before = &self.text[floor..stop.at];
        before.rfind(['(', '[', '{']).is_some_and(|open| before[..open].contains(char::is_alphanumeric))
    }

    /// Whether a word, as it is written, opens a sentence.
    pub(super) fn opens(&self, word: &str) -> bool {
        opens_sentence(self.tables, word)
    }
}

/// Whether a word, as it is written, opens a sentence: a capitalised function word or adverb.
pub(super) fn opens_sentence(tables: &Tables, word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let lower = word.to_lowercase();
    tables.stopwords.has(&lower) || tables.openers.has(&lower)
}

/// Whether the text after a stop goes on with punctuation that no sentence begins with.
fn is_continuation(next: &str) -> bool {
    let Some(c) = next.chars().next() else { return false };
    match c {
        ',' | ';' | ':' | ')' | ']' | '}' | '/' | '=' | '&' | '%' | '|' | '!' | '?' => true,
        '.' => !next.starts_with(". ."),
        '-' | '–' | '—' => {
            let behind = next.trim_start_matches(['-', '–', '—']).trim_start();
            !behind.starts_with(|c: char| c.is_uppercase() || is_quote(c))
        }
        _ => false,
    }
}

/// The first word of `next`, behind opening marks.
pub(super) fn next_word(next: &str) -> &str {
    let start = next.char_indices().take(NEAR).find(|(_, c)| c.is_alphanumeric()).map_or(next.len(), |(at, _)| at);
    let word = &next[start..];
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    &word[..end]
}

/// Whether a word such as `iPhone` or `eBay` is written with a capital inside: it may open a sentence.
fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).take(2).any(char::is_uppercase)
}

/// Whether the full stop between both lies inside a web address, an e-mail address or a file name.
fn in_address(before: &str, after: &str) -> bool {
    const DOMAINS: [&str; 12] = ["com", "de", "org", "net", "eu", "at", "ch", "fr", "uk", "js", "info", "tv"];
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let left = near.rsplit(char::is_whitespace).next().unwrap_or("");
    let near = &after[..after.floor_char_boundary(NEAR)];
    let right = near.split(char::is_whitespace).next().unwrap_or("");
    let label = right.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let address = |part: &str| part.contains(['/', '@', '.', '_', '\\']);
    address(left)
        || address(right.trim_end_matches(['.', ',', ':']))
        || DOMAINS.contains(&label.to_lowercase().as_str())
}
