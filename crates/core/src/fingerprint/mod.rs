//! Shingles and the 64-bit simhash of an article.
//!
//! In: a [`Document`]. Out: a [`Fingerprint`]. Words are the normal forms of word and number tokens; in scripts
//! without spaces, their pieces by UAX #29. Linear in the text, but for sorting the shingles.
//!
//! Source of shingles, resemblance and containment: *On the Resemblance and Containment of Documents* (1997).

mod block;
mod hash;
mod scan;
mod simhash;
mod words;

pub use hash::Roller;
pub use hash::SHINGLE_WORDS;
pub use hash::run_hash;
pub use hash::word_hash;
pub use scan::NotUtf8;
pub use scan::Scanner;
pub use simhash::Simhash;

/// In how many bits two simhashes differ: up to 3 on words, the texts are nearly the same.
pub use ::simhash::hamming_distance;

use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;

/// What is kept of an article for finding its copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// 64-bit hashes of all runs of three words, sorted, once each; of all words where there are fewer than three.
    pub shingles: Vec<u64>,
    /// Number of words.
    pub words: u32,
    /// Hash of the whole word sequence: equal for `identical` articles.
    pub sequence: u64,
    /// The `simhash` crate's value over the shingles' words; 0 of no words.
    pub simhash: u64,
}

/// Fingerprints a document.
pub fn fingerprint(_article: &Article, document: &Document) -> Fingerprint {
    let mut roller = Roller::default();
    let mut simhash = Simhash::default();
    let mut shingles = Vec::with_capacity(document.tokens.len());
    each_word(document, |_, word| {
        simhash.push(word.as_bytes());
        shingles.extend(roller.push(word_hash(word.as_bytes())));
    });
    shingles.extend(roller.short());
    shingles.sort_unstable();
    shingles.dedup();
    Fingerprint { shingles, words: roller.words(), sequence: roller.sequence(), simhash: simhash.finish() }
}

/// Where the shingles of a document stand: hash and the number of the token that the run begins in, sorted.
///
/// The hashes are those of [`Fingerprint::shingles`], so what two documents share seeds their alignment. A hash comes
/// once for every place.
pub fn positions(document: &Document) -> Vec<(u64, u32)> {
    let mut roller = Roller::default();
    let mut begins = [0; SHINGLE_WORDS];
    let mut places = Vec::with_capacity(document.tokens.len());
    each_word(document, |token, word| {
        begins.rotate_left(1);
        begins[SHINGLE_WORDS - 1] = token;
        places.extend(roller.push(word_hash(word.as_bytes())).map(|run| (run, begins[0])));
    });
    let first = SHINGLE_WORDS - (roller.words() as usize).clamp(1, SHINGLE_WORDS);
    places.extend(roller.short().map(|run| (run, begins[first])));
    places.sort_unstable();
    places
}

/// Calls `found` with every word of the document and the number of its token.
fn each_word<'d>(document: &'d Document, mut found: impl FnMut(u32, &'d str)) {
    for (number, token) in document.tokens.iter().enumerate() {
        if token.kind != TokenKind::Mark {
            words::each_word(document.norm(token), |word| found(number as u32, word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn print(text: &str) -> Fingerprint {
        let article = Article::new("a", text);
        fingerprint(&article, &segment(&article))
    }

    #[test]
    fn shingles_are_sorted_runs_of_three_words() {
        let text = "Der Fluss stieg, der Fluss stieg, der Fluss stieg weiter.";
        let print = print(text);
        assert_eq!(print.words, 10);
        let words: Vec<u64> = ["der", "fluss", "stieg", "der", "fluss", "stieg", "der", "fluss", "stieg", "weiter"]
            .iter()
            .map(|word| word_hash(word.as_bytes()))
            .collect();
        let mut expected: Vec<u64> = words.windows(3).map(|run| hash::run_hash(run[0], run[1], run[2])).collect();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(print.shingles, expected);
        assert_eq!(print.shingles.len(), 4);
    }

    #[test]
    fn short_texts_have_one_shingle_and_empty_ones_none() {
        assert!(print("").shingles.is_empty());
        assert_eq!(print("… – !").words, 0);
        assert_eq!(print("Nein!").shingles.len(), 1);
        assert_eq!(print("Nein danke").shingles.len(), 1);
        assert_ne!(print("Nein danke").shingles, print("danke nein").shingles);
        assert_ne!(print("Nein").shingles, print("nein nein").shingles);
    }

    #[test]
    fn writing_does_not_count_but_order_does() {
        let plain = print("Die Brücke ist seit Montag gesperrt");
        assert_eq!(print("DIE BRU\u{308}CKE ist – seit Mon\u{ad}tag »gesperrt«."), plain);
        let turned = print("seit Montag gesperrt die Brücke ist");
        assert_ne!(turned.sequence, plain.sequence);
        assert_eq!(turned.simhash, plain.simhash);
    }

    #[test]
    fn positions_name_the_first_token_of_every_run() {
        let article = Article::new("a", "Am Montag, am Montag (am Montag) regnete es. 北京");
        let document = segment(&article);
        let places = positions(&document);
        let mut hashes: Vec<u64> = places.iter().map(|place| place.0).collect();
        hashes.dedup();
        assert_eq!(hashes, fingerprint(&article, &document).shingles);
        let mut begins: Vec<u32> = places.iter().map(|place| place.1).collect();
        begins.sort_unstable();
        let words: Vec<u32> =
            (0..).zip(&document.tokens).filter(|(_, t)| t.kind != TokenKind::Mark).map(|(n, _)| n).collect();
        assert_eq!(begins, words[..words.len() - 1], "the last token holds two words, and the last two begin no run");
        let short = Article::new("b", "„Nein danke“");
        assert_eq!(positions(&segment(&short)).len(), 1);
        assert_eq!(positions(&segment(&short))[0].1, 1);
    }
}
