//! Which language a text is in, by its function words and letters.

use super::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How many bytes are looked at: function words make up nearly half of a text, so the first paragraphs decide.
const LOOK: usize = 4096;
/// A lead that no later paragraph turns: a quotation in another language is shorter than this.
const DECIDED: u32 = 60;
/// What a word or letter of one language alone counts; a word that two share counts 1 for each.
const OWN: u32 = 2;

/// The language of a text: the one whose function words and letters it has most of.
///
/// Without any evidence it is German; a text in a language without tables gets the nearest. Looks at the first
/// few thousand bytes only.
pub fn detect(text: &str) -> Lang {
    let mut scores = [0; Lang::ALL.len()];
    let mut word = String::new();
    for c in text[..text.floor_char_boundary(LOOK)].chars().chain([' ']) {
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
            count(letter_languages(c), &mut scores);
        } else if !word.is_empty() {
            count(word_languages(&word), &mut scores);
            word.clear();
            if lead(&scores) >= DECIDED {
                break;
            }
        }
    }
    best(&scores)
}

/// The first language with the highest score.
fn best(scores: &[u32; Lang::ALL.len()]) -> Lang {
    let most = scores.iter().max().copied().unwrap_or_default();
    Lang::ALL.into_iter().find(|&lang| scores[lang as usize] == most).unwrap_or(Lang::De)
}

/// By how much the best score exceeds the second best.
fn lead(scores: &[u32; Lang::ALL.len()]) -> u32 {
    let mut sorted = *scores;
    sorted.sort_unstable();
    sorted[2] - sorted[1]
}

/// Adds the weight of one piece of evidence to each language of the set.
fn count(languages: u8, scores: &mut [u32; Lang::ALL.len()]) {
    let weight = match languages.count_ones() {
        1 => OWN,
        2 => 1,
        _ => return,
    };
    for lang in Lang::ALL {
        if languages & bit(lang) != 0 {
            scores[lang as usize] += weight;
        }
    }
}

/// A set that holds one language.
fn bit(lang: Lang) -> u8 {
    1 << lang as u8
}

/// The languages whose function words list `word` (in lower case), as a set of bits.
fn word_languages(word: &str) -> u8 {
    static WORDS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
        let mut words = FxHashMap::default();
        for lang in Lang::ALL {
            for (word, _) in lang.tables().stopwords.sorted() {
                *words.entry(word).or_default() |= bit(lang);
            }
        }
        words
    });
    WORDS.get(word).copied().unwrap_or_default()
}

/// The language that a letter is typical of.
fn letter_languages(c: char) -> u8 {
    match c {
        'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ß' => bit(Lang::De),
        'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'ç' | 'ù' | 'û' | 'î' | 'ï' | 'ô' | 'œ' | 'É' | 'È' | 'À' | 'Ç' | 'Œ' => {
            bit(Lang::Fr)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_and_letters_tell() {
        let cases = [
            (Lang::De, "Der Bürgermeister sagte am Montag, dass die Brücke gesperrt bleibt."),
            (Lang::En, "The mayor said on Monday that the bridge will stay closed."),
            (Lang::Fr, "Le maire a déclaré lundi que le pont restera fermé."),
            (Lang::De, "Brücke gesperrt"),
            (Lang::En, "Bridge to stay closed for weeks"),
            (Lang::Fr, "L'incendie d'un entrepôt à Lyon"),
            (Lang::De, ""),
            (Lang::De, "2024 – 17:30"),
        ];
        for (lang, text) in cases {
            assert_eq!(detect(text), lang, "{text}");
        }
    }

    #[test]
    fn a_quotation_in_another_language_does_not_turn_it() {
        let german = "Der Trainer wollte sich nach dem Spiel nicht äußern und ging mit seinem Team in die Kabine. ";
        let text = format!("{german}“It is what it is and we will be back for the next one,” sagte er. {german}");
        assert_eq!(detect(&text), Lang::De);
    }

    #[test]
    fn a_language_without_tables_gets_one_that_has_them() {
        for text in ["De burgemeester zei dat het de schuld was van een storm.", "市长说桥梁将关闭。", "Мост закрыт."]
        {
            assert!(Lang::ALL.contains(&detect(text)), "{text}");
        }
    }
}
