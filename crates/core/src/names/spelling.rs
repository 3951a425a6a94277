//! Spellings of one name brought to one form.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without diacritics; German umlauts as two letters, so that "Brüning" and "Bruening" are one.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase).nfc() {
        match c {
            'a'..='z' | '0'..='9' | ' ' | '-' | '.' => folded.push(c),
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'ø' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'å' => folded.push('a'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            '\'' | '’' => {}
            c => folded.extend(std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c))),
        }
    }
    folded
}
