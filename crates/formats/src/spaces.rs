//! White space of pages and documents, which says nothing there.

use std::borrow::Cow;

/// A text with one space where white space stands, and none at its ends. Linear.
pub(crate) fn squeezed(text: &str) -> String {
    joined(text.split_whitespace(), text.len())
}

/// The same of a text whose spaces beyond ASCII are to stay.
pub(crate) fn squeezed_ascii(text: &str) -> String {
    joined(text.split_ascii_whitespace(), text.len())
}

/// Words with a space between them, of at most so many bytes.
fn joined<'t>(words: impl Iterator<Item = &'t str>, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes);
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Signs that only tell where a line may break, or may not: soft hyphen, space of no width, joiner, byte order mark.
const BREAKS: [&str; 4] = ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}"];

/// A text without soft hyphens and spaces of no width.
pub(crate) fn without_breaks(text: &str) -> Cow<'_, str> {
    let stands = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    let mut text = Cow::Borrowed(text);
    for sign in BREAKS.into_iter().filter(|sign| stands(sign)) {
        text = text.replace(sign, "").into();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_spaces_go() {
        for (text, expected) in
            [("", ""), ("  a\t\n b\u{A0}", "a b"), ("Säge\u{AD}müh\u{200B}le", "Sägemühle"), ("ä ö", "ä ö"), (" ", "")]
        {
            assert_eq!(squeezed(&without_breaks(text)), expected);
        }
        assert_eq!(squeezed_ascii(" a\n\tb\u{A0}c "), "a b\u{A0}c");
    }
}
