//! What the bytes of a block are: 64 at a time, for the byte-level tokeniser.
//!
//! Of the bytes of a text in UTF-8 these are settled here: ASCII; the letters of Latin-1 (`C3 80` to `C3 BF`, without ×
//! and ÷); the signs and spaces of Latin-1 that no word holds; and U+2000 to U+203F (dashes, quotation marks, …), where
//! no word character lies. Every other byte is *odd*: the run of word characters around it is read character by
//! character. Bytes that are no valid UTF-8 are odd too, so that reading the run finds them, or broken.

use wide::u8x16;

/// Bytes in a block.
pub(crate) const BLOCK: usize = 64;

/// Bytes before a block that are looked at.
pub(crate) const BEHIND: usize = 1;

/// Bytes after a block that are looked at.
pub(crate) const AHEAD: usize = 1;

/// A block and its neighbours.
pub(crate) type Window = [u8; BEHIND + BLOCK + AHEAD];

/// What the bytes of a block are, bit `i` for byte `i`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Masks {
    /// Bytes inside a word, as far as is known: odd ones are among them.
    pub(crate) word: u64,
    /// Bytes that are not settled here.
    pub(crate) odd: u64,
    /// Bytes that should follow others and do not: the text is not UTF-8.
    pub(crate) broken: u64,
}

/// What a block leaves for the next one: which of its first bytes belong to characters begun before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Carry {
    letters: u64,
    signs: u64,
    thirds: u64,
}

/// Sorts 64 bytes, and writes them to `folded` with the capitals of ASCII and Latin-1 made small.
#[inline]
pub(crate) fn classify(window: &Window, carry: &mut Carry, folded: &mut [u8; BLOCK]) -> Masks {
    let (mut word, mut high) = (0, 0);
    for lane in 0..4 {
        let bytes = load(window, BEHIND + 16 * lane);
        high |= bits(bytes, lane);
        word |= ascii(bytes, lane, folded);
    }
    if high == 0 && *carry == Carry::default() {
        return Masks { word, odd: 0, broken: 0 };
    }
    beyond_ascii(window, carry, folded, word, high)
}

#[inline]
fn load(window: &Window, at: usize) -> u8x16 {
    let bytes: [u8; 16] = window[at..at + 16].try_into().expect("sixteen bytes");
    u8x16::from(bytes)
}

/// The highest bit of every byte.
#[inline]
fn bits(bytes: u8x16, lane: usize) -> u64 {
    u64::from(bytes.to_bitmask()) << (16 * lane)
}

/// Letters, digits and underscore of ASCII; writes the small letters.
#[inline]
fn ascii(bytes: u8x16, lane: usize, folded: &mut [u8; BLOCK]) -> u64 {
    let case = u8x16::splat(0x20);
    let letter = ((bytes | case) - u8x16::splat(b'a')).simd_le(u8x16::splat(25));
    let digit = (bytes - u8x16::splat(b'0')).simd_le(u8x16::splat(9));
    let underscore = bytes.simd_eq(u8x16::splat(b'_'));
    let small = bytes | (letter & case);
    folded[16 * lane..16 * lane + 16].copy_from_slice(&small.to_array());
    bits(letter | digit | underscore, lane)
}

/// Settles what is left where a block is not all ASCII.
#[inline]
fn beyond_ascii(window: &Window, carry: &mut Carry, folded: &mut [u8; BLOCK], ascii: u64, high: u64) -> Masks {
    let (mut letters, mut pairs, mut triples, mut follow) = (0, 0, 0, 0);
    for lane in 0..4 {
        let at = BEHIND + 16 * lane;
        let (last, bytes, next) = (load(window, at - 1), load(window, at), load(window, at + 1));
        let times = next.simd_eq(u8x16::splat(0x97)) | next.simd_eq(u8x16::splat(0xB7));
        let latin = bytes.simd_eq(u8x16::splat(0xC3));
        letters |= bits(latin & from_80(next, 0xBF) & !times, lane);
        pairs |= bits(bytes.simd_eq(u8x16::splat(0xC2)) & latin_sign(next), lane);
        triples |= bits(bytes.simd_eq(u8x16::splat(0xE2)) & next.simd_eq(u8x16::splat(0x80)), lane);
        follow |= bits(from_80(bytes, 0xBF), lane);
        let capital = last.simd_eq(u8x16::splat(0xC3)) & from_80(bytes, 0x9E);
        let small = load_folded(folded, lane) | (capital & u8x16::splat(0x20));
        folded[16 * lane..16 * lane + 16].copy_from_slice(&small.to_array());
    }
    let known = letters | letters << 1 | carry.letters;
    let thirds = triples << 2 | carry.thirds;
    let signs = pairs | pairs << 1 | triples | triples << 1 | carry.signs | thirds;
    *carry = Carry { letters: letters >> 63, signs: (pairs | triples) >> 63, thirds: triples >> 62 };
    let odd = high & !known & !signs;
    Masks { word: ascii | known | odd, odd, broken: thirds & !follow }
}

#[inline]
fn load_folded(folded: &[u8; BLOCK], lane: usize) -> u8x16 {
    let bytes: [u8; 16] = folded[16 * lane..16 * lane + 16].try_into().expect("sixteen bytes");
    u8x16::from(bytes)
}

/// Bytes from 0x80 to `last`.
#[inline]
fn from_80(bytes: u8x16, last: u8) -> u8x16 {
    (bytes ^ u8x16::splat(0x80)).simd_le(u8x16::splat(last - 0x80))
}

/// Second bytes of `C2 xx` that stand for no word character and no soft hyphen: spaces, §, °, «, », …
#[inline]
fn latin_sign(next: u8x16) -> u8x16 {
    let quotes = next.simd_eq(u8x16::splat(0xAB)) | next.simd_eq(u8x16::splat(0xBB));
    from_80(next, 0xA9) | quotes | next.simd_eq(u8x16::splat(0xB0))
}
