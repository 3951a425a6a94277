//! Quotations and asides with stops inside that belong to one sentence.

use super::sentences::bytes_of;
use super::sentences::is_quote;
use crate::lang::Lang;

/// Longest quotation, in bytes, that stays whole inside a sentence; a longer one is read sentence by sentence.
const QUOTATION: usize = 320;
/// Longest aside in brackets, and longest title or phrase in marks, that stays whole inside a sentence.
const PHRASE: usize = 160;

/// The bytes that brackets and quotation marks begin with.
static ENCLOSING: [bool; 256] = bytes_of(&[b'(', b')', b'[', b']', b'"', b'\'', b'`', 0xC2, 0xE2]);

/// Takes out the ends that lie inside a quotation or aside which is part of a sentence: one that begins in the
/// middle of it. In English every quotation of moderate length is, as its typography has it.
pub(super) fn keep_enclosed_whole(text: &str, lang: Lang, ends: &mut Vec<usize>) {
    let mut open: Option<(usize, char)> = None;
    let mut bracket: Option<usize> = None;
    let mut next = 0;
    let mut kept = Vec::new();
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(found) = bytes[start..].iter().position(|&byte| ENCLOSING[byte as usize]) {
        let at = start + found;
        let c = text[at..].chars().next().unwrap_or(' ');
        start = at + c.len_utf8();
        let previous = text[..at].chars().next_back().unwrap_or(' ');
        let behind = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match c {
            '(' | '[' => bracket = Some(at),
            ')' | ']' => kept.extend(
                bracket.take().filter(|&from| at - from <= PHRASE && is_inside(text, from)).map(|from| (from, at)),
            ),
            _ if !is_quote(c) => {}
            _ => match open {
                Some((from, mark)) if matches_mark(mark, c) && ends_quotation(c, previous, behind) => {
                    let whole = lang == Lang::En && at - from <= QUOTATION;
                    if whole || (at - from <= PHRASE && is_inside(text, from)) {
                        kept.push((from, at));
                    }
                    open = None;
                }
                None if begins_quotation(c, previous, behind) => open = Some((at, c)),
                _ => {}
            },
        }
    }
    kept.sort_unstable();
    ends.retain(|&end| {
        while kept.get(next).is_some_and(|&(_, to)| to < end) {
            next += 1;
        }
        !kept[next..].iter().take(2).any(|&(from, to)| from < end && end <= to)
    });
}

/// Whether the sentence has begun before byte `from`: a word stands there, or a comma or bracket behind one.
fn is_inside(text: &str, from: usize) -> bool {
    text[..from].trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '%'))
}

/// Whether a quotation mark, with these characters around it, can begin a quotation.
fn begins_quotation(c: char, previous: char, behind: char) -> bool {
    let free = previous.is_whitespace() || matches!(previous, '(' | '[' | '–' | '—' | '-' | '/');
    free && !behind.is_whitespace() && c != '´'
}

/// Whether it can end one.
fn ends_quotation(c: char, previous: char, behind: char) -> bool {
    let apostrophe = matches!(c, '\'' | '’' | '´') && behind.is_alphanumeric();
    !previous.is_whitespace() && !apostrophe
}

/// Whether a quotation that begins with `open` ends with `close`.
fn matches_mark(open: char, close: char) -> bool {
    match open {
        '„' | '“' | '”' => matches!(close, '“' | '”' | '"'),
        '"' => close == '"',
        '»' => close == '«',
        '«' => close == '»',
        '›' => close == '‹',
        '‹' => close == '›',
        '\'' | '`' | '‘' | '’' => matches!(close, '\'' | '’' | '´'),
        _ => false,
    }
}
