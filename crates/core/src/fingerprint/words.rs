//! The words that shingles are made of.
//!
//! A word is the normal form of a word or number token. Scripts that write without spaces would give one word a
//! clause; there the token is cut further, at the word boundaries of UAX #29.

use unicode_segmentation::UnicodeSegmentation;

/// Scripts without spaces, as ranges of code points: Thai and Lao; Myanmar; Khmer; Japanese kana (not the ideographic
/// space and stops before them); Han, also beyond the basic plane; half-width kana.
const UNSPACED: [(u32, u32); 11] = [
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x19E0, 0x19FF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x1_B000, 0x3_FFFF),
];

/// Whether a character belongs to a script that writes without spaces.
pub(crate) fn unspaced(c: char) -> bool {
    let code = c as u32;
    code >= UNSPACED[0].0 && UNSPACED.iter().any(|&(first, last)| (first..=last).contains(&code))
}

/// Calls `found` with every word of a token's normal form.
pub(crate) fn each_word<'n>(norm: &'n str, mut found: impl FnMut(&'n str)) {
    if norm.is_ascii() || !norm.chars().any(unspaced) {
        if !norm.is_empty() {
            found(norm);
        }
        return;
    }
    norm.split_word_bounds().filter(|piece| piece.chars().any(char::is_alphanumeric)).for_each(found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_cut_where_the_script_needs_it() {
        for (norm, expected) in [
            ("größe", vec!["größe"]),
            ("", vec![]),
            ("北京大学", vec!["北", "京", "大", "学"]),
            ("2024年", vec!["2024", "年"]),
            ("カタカナ", vec!["カタカナ"]),
            ("москва", vec!["москва"]),
            ("서울", vec!["서울"]),
        ] {
            let mut words = vec![];
            each_word(norm, |word| words.push(word));
            assert_eq!(words, expected, "{norm}");
        }
    }
}
