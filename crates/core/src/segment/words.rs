//! Tokens and their normal forms.

use super::Document;
use super::Token;
use super::TokenKind;
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What an ASCII byte is to the tokenizer.
const SPACE: u8 = 0;
const MARK: u8 = 1;
const DIGIT: u8 = 2;
const LETTER: u8 = 3;
/// Not ASCII: the character decides.
const OTHER: u8 = 4;

/// The class of every byte.
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [OTHER; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => LETTER,
            _ => MARK,
        };
        byte += 1;
    }
    classes
}

/// Whether a character belongs inside a word.
pub(crate) fn in_word(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric() || c == '_' || c == '\u{ad}' || is_combining_mark(c),
    }
}

/// The character at byte `at`.
fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Adds the tokens of a span.
pub(super) fn tokenize(document: &mut Document, text: &str, span: Span) {
    let bytes = text.as_bytes();
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end {
        match CLASSES[bytes[at] as usize] {
            SPACE => at += 1,
            MARK => {
                push(document, text, Span::new(at, at + 1), Form::Ascii, TokenKind::Mark);
                at += 1;
            }
            OTHER if !in_word(char_at(text, at)) => {
                let c = char_at(text, at);
                if !c.is_whitespace() {
                    push(document, text, Span::new(at, at + c.len_utf8()), Form::Plain, TokenKind::Mark);
                }
                at += c.len_utf8();
            }
            _ => at = word(document, text, at, end),
        }
    }
}

/// How the normal form of a token is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// By ASCII alone.
    Ascii,
    /// Letter by letter: composed Latin letters only.
    Plain,
    /// By normalisation: combining marks, soft hyphens, other scripts.
    Full,
}

/// Adds the word or number that starts at `start`; gives where it ends.
fn word(document: &mut Document, text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut digits = true;
    let mut form = Form::Ascii;
    while at < end {
        match CLASSES[bytes[at] as usize] {
            DIGIT => at += 1,
            LETTER => {
                digits = false;
                at += 1;
            }
            OTHER => {
                let c = char_at(text, at);
                if !in_word(c) {
                    break;
                }
                digits = false;
                let composed = ('\u{c0}'..='\u{24f}').contains(&c) && form != Form::Full;
                form = if composed { Form::Plain } else { Form::Full };
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    let kind = if digits { TokenKind::Number } else { TokenKind::Word };
    push(document, text, Span::new(start, at), form, kind);
    at
}

/// Appends the normal form of a token: NFC, lower case, without soft hyphens.
pub(crate) fn normalize(token: &str, norm: &mut String) {
    norm.extend(token.nfc().flat_map(char::to_lowercase).filter(|&c| c != '\u{ad}'));
}

/// Adds one token with its normal form.
fn push(document: &mut Document, text: &str, span: Span, form: Form, kind: TokenKind) {
    let norms = &mut document.norms;
    let start = norms.len();
    let word = span.of(text);
    match form {
        Form::Ascii => {
            norms.push_str(word);
            norms[start..].make_ascii_lowercase();
        }
        Form::Plain => {
            for c in word.chars() {
                match c {
                    'ß'..='ÿ' => norms.push(c),
                    c if c.is_ascii() => norms.push(c.to_ascii_lowercase()),
                    c => norms.extend(c.to_lowercase()),
                }
            }
        }
        Form::Full => normalize(word, norms),
    }
    let norm = Span::new(start, norms.len());
    document.tokens.push(Token { span, norm, kind });
}
