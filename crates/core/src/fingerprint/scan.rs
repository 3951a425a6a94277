//! The byte-level tokeniser: text in, hashes of its words out, in one pass.
//!
//! The same words as the tokens of a [`Document`](crate::segment::Document) give, without building one: blocks of 64
//! bytes are sorted into bit masks, the edges of the masks are the words, and a word of up to 16 bytes is hashed with
//! two loads and one product. Only runs with characters beyond Latin-1 are read character by character.

use crate::fingerprint::block::AHEAD;
use crate::fingerprint::block::BEHIND;
use crate::fingerprint::block::BLOCK;
use crate::fingerprint::block::Carry;
use crate::fingerprint::block::Window;
use crate::fingerprint::block::classify;
use crate::fingerprint::hash::short_word_hash;
use crate::fingerprint::hash::word_hash;
use crate::fingerprint::words::each_word;
use crate::segment::in_word;
use crate::segment::normalize;

/// The bytes are no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUtf8;

/// Turns texts into hashes of words; keeps its buffers from one text to the next.
#[derive(Debug, Default)]
pub struct Scanner {
    /// The text with room before and after it.
    padded: Vec<u8>,
    folded: Vec<u8>,
    /// Where runs of word characters begin and end, in turn.
    edges: Vec<u32>,
    /// Where odd bytes lie, at least one for every run that has some.
    odd: Vec<u32>,
}

/// Room after the text: a whole block, and the bytes that a word's loads may touch.
const ROOM: usize = BLOCK + AHEAD + 16;

/// A word of at most this many bytes is hashed by two loads.
const SHORT: usize = 16;

impl Scanner {
    /// Begins a text: what is appended to the buffer given is scanned by [`Scanner::scan`].
    pub fn begin(&mut self) -> &mut Vec<u8> {
        self.padded.clear();
        self.padded.extend_from_slice(&[0; BEHIND]);
        &mut self.padded
    }

    /// Appends the hash of every word of `text` to `hashes`.
    ///
    /// # Errors
    /// If the bytes are no UTF-8; what was appended then means nothing.
    pub fn words(&mut self, text: &[u8], hashes: &mut Vec<u64>) -> Result<(), NotUtf8> {
        self.begin().extend_from_slice(text);
        self.scan(hashes)
    }

    /// Appends the hash of every word of the text begun.
    ///
    /// # Errors
    /// If the bytes are no UTF-8.
    pub fn scan(&mut self, hashes: &mut Vec<u64>) -> Result<(), NotUtf8> {
        self.scan_noting::<false>(hashes, &mut vec![])
    }

    /// Does the same, and appends to `numbers` which of the hashes are those of words that begin with a digit of ASCII.
    ///
    /// # Errors
    /// If the bytes are no UTF-8.
    pub fn scan_numbers(&mut self, hashes: &mut Vec<u64>, numbers: &mut Vec<u32>) -> Result<(), NotUtf8> {
        self.scan_noting::<true>(hashes, numbers)
    }

    fn scan_noting<const NUMBERS: bool>(
        &mut self,
        hashes: &mut Vec<u64>,
        numbers: &mut Vec<u32>,
    ) -> Result<(), NotUtf8> {
        let runs = self.find_runs()?;
        let edges = self.edges[..2 * runs].as_chunks().0;
        let mut odd = self.odd.iter().map(|&at| at as usize);
        let mut next_odd = odd.next().unwrap_or(usize::MAX);
        let mut at = 0;
        while at < runs {
            let first = hashes.len() as u32;
            let plain = plain_runs(&self.folded, &edges[at..], next_odd, hashes);
            if NUMBERS {
                note_numbers(&self.folded, &edges[at..at + plain], first, numbers);
            }
            at += plain;
            if let Some(&[start, end]) = edges.get(at) {
                odd_run(self.run(start as usize, end as usize), |word| {
                    if word.as_bytes()[0].is_ascii_digit() {
                        numbers.push(hashes.len() as u32);
                    }
                    hashes.push(word_hash(word.as_bytes()));
                })?;
                next_odd = odd.find(|&at| at >= end as usize).unwrap_or(usize::MAX);
                at += 1;
            }
        }
        Ok(())
    }

    /// Calls `found` with the normal form of every word of the text begun: slower than [`Scanner::scan`], and the same
    /// words.
    ///
    /// # Errors
    /// If the bytes are no UTF-8.
    pub fn each_word(&mut self, mut found: impl FnMut(&[u8])) -> Result<(), NotUtf8> {
        let runs = self.find_runs()?;
        let mut odd = self.odd.iter().map(|&at| at as usize).peekable();
        for &[start, end] in self.edges[..2 * runs].as_chunks().0 {
            let (start, end) = (start as usize, end as usize);
            if odd.next_if(|&at| at < end).is_some() {
                while odd.next_if(|&at| at < end).is_some() {}
                odd_words(self.run(start, end), |word| found(word.as_bytes()))?;
            } else {
                found(&self.folded[start..end]);
            }
        }
        Ok(())
    }

    /// The bytes of a run as they were given.
    fn run(&self, start: usize, end: usize) -> &[u8] {
        &self.padded[BEHIND..][start..end]
    }

    /// Finds the edges of the runs of word characters; gives the number of runs.
    fn find_runs(&mut self) -> Result<usize, NotUtf8> {
        let len = self.padded.len() - BEHIND;
        self.padded.resize(BEHIND + len + ROOM, 0);
        self.folded.resize((len + ROOM + BLOCK).max(self.folded.len()), 0);
        self.edges.resize((len + ROOM + BLOCK).max(self.edges.len()), 0);
        self.odd.clear();
        let (mut carry, mut inside, mut broken, mut count) = (Carry::default(), 0, 0, 0);
        for at in (0..=len).step_by(BLOCK) {
            let window: &Window = self.padded[at..].first_chunk().expect("room after the text");
            let folded = self.folded[at..].first_chunk_mut().expect("room after the text");
            let masks = classify(window, &mut carry, folded);
            broken |= masks.broken;
            count += each_bit(masks.word ^ (masks.word << 1 | inside), at as u32, &mut self.edges[count..]);
            inside = masks.word >> 63;
            if masks.odd != 0 {
                self.odd.extend((0..64).filter(|bit| masks.odd >> bit & 1 != 0).map(|bit| at as u32 + bit));
            }
        }
        self.padded.truncate(BEHIND + len);
        if broken == 0 { Ok(count / 2) } else { Err(NotUtf8) }
    }
}

/// Writes the place of every set bit, and then what does not count; gives the number of bits.
///
/// Sixteen at once without asking, and eight more as long as there are some: the branch goes wrong less often.
#[inline]
fn each_bit(mut bits: u64, base: u32, places: &mut [u32]) -> usize {
    let count = bits.count_ones() as usize;
    let (blocks, _) = places.as_chunks_mut::<8>();
    for (number, block) in blocks.iter_mut().enumerate() {
        if number >= 2 && bits == 0 {
            break;
        }
        for place in block {
            *place = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
    }
    count
}

/// Hashes runs of settled bytes up to the one that holds byte `odd`; gives their number.
#[inline]
fn plain_runs(folded: &[u8], edges: &[[u32; 2]], odd: usize, hashes: &mut Vec<u64>) -> usize {
    let before = hashes.len();
    hashes.resize(before + edges.len(), 0);
    let mut count = 0;
    for (&[start, end], hash) in edges.iter().zip(&mut hashes[before..]) {
        if end as usize > odd {
            break;
        }
        *hash = run_of(folded, start as usize, end as usize);
        count += 1;
    }
    hashes.truncate(before + count);
    count
}

/// The hash of a word that is folded already.
#[inline]
fn run_of(folded: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    if len > SHORT {
        return word_hash(&folded[start..end]);
    }
    let bytes: &[u8; SHORT] = folded[start..].first_chunk().expect("room after the text");
    let [low, high] = bytes.as_chunks().0 else { return 0 };
    let (keep_low, keep_high) = KEPT[len];
    short_word_hash(u64::from_le_bytes(*low) & keep_low, u64::from_le_bytes(*high) & keep_high, len)
}

/// Which of the 16 bytes loaded belong to a word of that many.
const KEPT: [(u64, u64); SHORT + 1] = {
    let mut kept = [(u64::MAX, u64::MAX); SHORT + 1];
    let mut len = 0;
    while len < SHORT {
        let mask = (1_u128 << (8 * len)) - 1;
        kept[len] = (mask as u64, (mask >> 64) as u64);
        len += 1;
    }
    kept
};

/// Notes which runs begin with a digit; the first of them has the number `first`.
fn note_numbers(folded: &[u8], edges: &[[u32; 2]], first: u32, numbers: &mut Vec<u32>) {
    let begins = edges.iter().map(|edge| folded[edge[0] as usize]);
    numbers.extend((first..).zip(begins).filter(|(_, byte)| byte.is_ascii_digit()).map(|(number, _)| number));
}

/// Finds the words of a run of bytes, character by character.
#[cold]
fn odd_run(run: &[u8], found: impl FnMut(&str)) -> Result<(), NotUtf8> {
    odd_words(run, found)
}

/// Calls `found` with the words of a run of bytes.
fn odd_words(run: &[u8], mut found: impl FnMut(&str)) -> Result<(), NotUtf8> {
    let run = std::str::from_utf8(run).map_err(|_| NotUtf8)?;
    let mut norm = String::new();
    for token in run.split(|c| !in_word(c)).filter(|token| !token.is_empty()) {
        norm.clear();
        normalize(token, &mut norm);
        each_word(&norm, &mut found);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::TokenKind;
    use crate::segment::segment;
    use crate::text::Article;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn fast(text: &[u8]) -> Result<Vec<u64>, NotUtf8> {
        let mut hashes = vec![];
        // A scanner that has seen another text must not remember it.
        let mut scanner = Scanner::default();
        let _ = scanner.words("Ünlängst – ﬁn".repeat(40).as_bytes(), &mut hashes);
        hashes.clear();
        scanner.words(text, &mut hashes).map(|()| hashes)
    }

    /// The naive twin: character by character.
    fn slow(text: &str) -> Vec<u64> {
        let mut hashes = vec![];
        for token in text.split(|c| !in_word(c)).filter(|token| !token.is_empty()) {
            let norm: String = token.nfc().flat_map(char::to_lowercase).filter(|&c| c != '\u{ad}').collect();
            each_word(&norm, |word| hashes.push(word_hash(word.as_bytes())));
        }
        hashes
    }

    /// The words of the document.
    fn of_document(text: &str) -> Vec<u64> {
        let article = Article::new("a", text);
        let document = segment(&article);
        let mut hashes = vec![];
        for token in document.tokens.iter().filter(|token| token.kind != TokenKind::Mark) {
            each_word(document.norm(token), |word| hashes.push(word_hash(word.as_bytes())));
        }
        hashes
    }

    #[test]
    fn the_fast_way_finds_the_words_of_the_document() {
        let long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
        for text in [
            "",
            "a",
            "Die Größe des ÄRGERS beträgt 12,5 % – „sagte“ er…",
            "naïve Ÿ Œuvre œ Erdoğan Łódź Şahin İstanbul ǅ ﬁn ß ẞ × ÷ a×b 5÷3",
            "x² ½ ª º µ 10€ 5°C §7 «Blues» A\u{a0}B ‑ a‐b a\u{200d}b",
            "Mon\u{ad}tag \u{ad} \u{301} a\u{301}e\u{308} U\u{308}BER",
            "北京大学 はカタカナ ﾊﾝｶｸ 서울 ภาษาไทย Москва ΣΊΣΥΦΟΣ العربية नमस्ते 🚆🇩🇪",
            "_unter_strich_ __ 007 1_000 3.000 z.B.",
            long,
        ] {
            assert_eq!(fast(text.as_bytes()).unwrap(), slow(text), "{text}");
            assert_eq!(of_document(text), slow(text), "{text}");
            for shift in 0..70 {
                let shifted = format!("{}{text}", " ".repeat(shift));
                assert_eq!(fast(shifted.as_bytes()).unwrap(), slow(text), "{shift} spaces before {text}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_refused() {
        for bytes in [
            &b"a \x80 b"[..],
            b"\xc3",
            b"\xc3(",
            b"x\xe2\x80",
            b"\xe2\x80 y",
            b"\xe2\x80a",
            b"\xff",
            b"\xc2",
            b"\xc2\x20",
            b"\xed\xa0\x80",
            b"\xf0\x9f\x9a",
            b"\xc0\xaf",
        ] {
            for shift in 0..70 {
                let mut text = vec![b' '; shift];
                text.extend_from_slice(bytes);
                assert_eq!(fast(&text), Err(NotUtf8), "{shift} spaces before {bytes:x?}");
                text.extend_from_slice(b" und weiter");
                assert_eq!(fast(&text), Err(NotUtf8), "{shift} spaces before {bytes:x?} and more");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_character_by_character(text in "[ a-zA-Z0-9_.äöüÄÖÜßéÉ×÷„“–²ªœğ\u{ad}\u{301}\u{308}中タ‐]{0,200}") {
            prop_assert_eq!(fast(text.as_bytes()).unwrap(), slow(&text));
        }

        #[test]
        fn any_text_of_letters_gives_the_words_of_its_document(text in "[ a-zA-Z0-9_.,äöüÄÖÜßéÉ×÷„“–²ªœğ\u{ad}中タ‐\n]{0,200}") {
            prop_assert_eq!(fast(text.as_bytes()).unwrap(), of_document(&text));
        }

        #[test]
        fn any_characters_at_all(text in "\\PC{0,100}") {
            prop_assert_eq!(fast(text.as_bytes()).unwrap(), slow(&text));
        }

        #[test]
        fn any_bytes_are_read_or_refused_as_utf8(bytes in prop::collection::vec(prop_oneof![Just(0xC3_u8), Just(0xE2), Just(0x80), Just(0xC2), Just(0xAD), Just(b'a'), any::<u8>()], 0..100)) {
            let expected = std::str::from_utf8(&bytes).map_or(Err(NotUtf8), |text| Ok(slow(text)));
            prop_assert_eq!(fast(&bytes), expected);
        }
    }
}
