//! Stems: what the inflected forms of a word have in common.
//!
//! German follows the idea of CISTEM (Weissweiler and Fraser, *Developing a Stemmer for German Based on a Comparative
//! Analysis of Publicly Available Stemmers*, 2017) without its prefix rule; English and French lose their commonest
//! endings. Good enough for holding two sentences together; never a reason to call two claims the same.

use crate::lang::Lang;

/// A stem has at least this many letters.
const LEAST_LETTERS: usize = 3;

/// The stem of a word in normal form, written to `stem`. Linear in the word.
pub(crate) fn stem_into(lang: Lang, word: &str, stem: &mut String) {
    stem.clear();
    fold(lang, word, stem);
    match lang {
        Lang::De => german(stem),
        Lang::En => english(stem),
        Lang::Fr => french(stem),
    }
}

/// Folds letters that inflection or spelling changes: ä to a, ß to ss; in French every accent.
fn fold(lang: Lang, word: &str, stem: &mut String) {
    if word.is_ascii() {
        return stem.push_str(word);
    }
    for c in word.chars() {
        match c {
            'ß' => stem.push_str("ss"),
            'œ' => stem.push_str("oe"),
            _ => stem.push(folded(lang, c)),
        }
    }
}

/// One letter without its accent, as far as the language takes both for one letter.
fn folded(lang: Lang, c: char) -> char {
    match (lang, c) {
        (_, 'ä' | 'à' | 'â' | 'á') => 'a',
        (_, 'ö' | 'ô' | 'ó') => 'o',
        (_, 'ü' | 'ù' | 'û' | 'ú') => 'u',
        (Lang::Fr | Lang::En, 'é' | 'è' | 'ê' | 'ë') => 'e',
        (Lang::Fr, 'î' | 'ï') => 'i',
        (Lang::Fr, 'ç') => 'c',
        (_, c) => c,
    }
}

/// Takes an ending off where enough is left.
fn strip(stem: &mut String, ending: &str, least: usize) -> bool {
    let fits = stem.len() >= ending.len() + least && stem.ends_with(ending);
    if fits {
        stem.truncate(stem.len() - ending.len());
    }
    fits
}

/// German: the endings of declension, then of conjugation.
fn german(stem: &mut String) {
    while stem.len() > LEAST_LETTERS {
        let long = stem.len() > 5 && ["em", "er", "nd"].iter().any(|ending| strip(stem, ending, LEAST_LETTERS));
        if !long && !["t", "e", "s", "n"].iter().any(|ending| strip(stem, ending, LEAST_LETTERS)) {
            break;
        }
    }
}

/// English: plural, past, progressive.
fn english(stem: &mut String) {
    if stem.ends_with("ss") {
        return;
    }
    let _ = strip(stem, "ies", LEAST_LETTERS) && {
        stem.push('y');
        true
    } || strip(stem, "ing", LEAST_LETTERS)
        || strip(stem, "ed", LEAST_LETTERS)
        || strip(stem, "es", LEAST_LETTERS)
        || strip(stem, "s", LEAST_LETTERS);
    strip(stem, "e", LEAST_LETTERS);
    undouble(stem);
}

/// French: plural, feminine, the participle and infinitive of verbs in -er.
fn french(stem: &mut String) {
    let _ = strip(stem, "s", LEAST_LETTERS) || strip(stem, "x", LEAST_LETTERS);
    let _ = strip(stem, "ee", LEAST_LETTERS) || strip(stem, "er", LEAST_LETTERS + 1) || strip(stem, "e", LEAST_LETTERS);
}

/// Makes a doubled last consonant single: stopp(ed) and stop.
fn undouble(stem: &mut String) {
    let bytes = stem.as_bytes();
    if bytes.len() > LEAST_LETTERS
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && bytes[bytes.len() - 1].is_ascii_alphabetic()
    {
        stem.truncate(stem.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(lang: Lang, word: &str) -> String {
        let mut stem = String::new();
        stem_into(lang, word, &mut stem);
        stem
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let pairs = [
            (Lang::De, "häuser", "haus"),
            (Lang::De, "abkommens", "abkommen"),
            (Lang::De, "verletzte", "verletzten"),
            (Lang::De, "straßen", "strasse"),
            (Lang::En, "stopped", "stop"),
            (Lang::En, "cities", "city"),
            (Lang::En, "closing", "close"),
            (Lang::Fr, "blessées", "blessé"),
            (Lang::Fr, "évacuer", "évacué"),
        ];
        for (lang, left, right) in pairs {
            assert_eq!(stem(lang, left), stem(lang, right), "{left} {right}");
        }
    }

    #[test]
    fn other_words_keep_other_stems() {
        for (lang, left, right) in
            [(Lang::De, "kanzler", "kanzlei"), (Lang::En, "boss", "bosnia"), (Lang::Fr, "mort", "mer")]
        {
            assert_ne!(stem(lang, left), stem(lang, right), "{left} {right}");
        }
    }
}
