//! Strings of JSON in the bytes of a record: where they end, and what they say.
//!
//! Both go through the bytes in vectors and stop only where there is something to do, so that a text is passed at the
//! speed of memory. What is taken apart byte by byte is no more than the escapes.

use std::borrow::Cow;
use wide::u8x16;

/// A string of a record as it is written, between the quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'l> {
    /// Its bytes, with escapes.
    pub bytes: &'l [u8],
    /// Whether there are any escapes.
    pub escaped: bool,
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;
/// Bytes of a vector.
const WIDTH: usize = 16;

impl<'l> Raw<'l> {
    /// What the string says: where it holds no escape, the bytes of the record themselves. None where it is no UTF-8 or
    /// its escapes are wrong.
    pub fn text(&self) -> Option<Cow<'l, str>> {
        if !self.escaped {
            return simdutf8::basic::from_utf8(self.bytes).ok().map(Cow::Borrowed);
        }
        let mut text = Vec::new();
        self.unescape(&mut text)?;
        String::from_utf8(text).ok().map(Cow::Owned)
    }

    /// Appends what the string says. None where its escapes are wrong; then a part may have been appended.
    pub fn unescape(&self, text: &mut Vec<u8>) -> Option<()> {
        if !self.escaped {
            text.extend_from_slice(self.bytes);
            return Some(());
        }
        // What a string says is never longer than it is written; a vector may be written beyond its end.
        let mut to = text.len();
        text.resize(to + self.bytes.len() + WIDTH, 0);
        let mut rest = self.bytes;
        while let Some(run) = copy_run(rest, &mut text[to..]) {
            let (said, used) = escape(&rest[run + 1..])?;
            to += run + said.write(&mut text[to + run..]);
            rest = &rest[run + 1 + used..];
        }
        text.truncate(to + rest.len());
        Some(())
    }
}

/// Where a string ends, given what follows its first quotation mark, and whether it holds escapes. None where it does
/// not end on its line.
pub(crate) fn end(bytes: &[u8]) -> Option<(usize, bool)> {
    // Most strings are names and short values, most bytes those of texts, and most of both hold no escape. Where one
    // does, more will follow, and a search for each would cost too much.
    let short = bytes.first_chunk::<WIDTH>().map_or(0, vector_signs);
    let first = if short != 0 { short.trailing_zeros() as usize } else { memchr::memchr3(b'"', b'\\', b'\n', bytes)? };
    match bytes[first] {
        b'"' => Some((first, false)),
        b'\\' => end_behind(bytes, first),
        _ => None,
    }
}

/// Where a string ends of which the first escape stands at `escape`.
fn end_behind(bytes: &[u8], escape: usize) -> Option<(usize, bool)> {
    let (blocks, rest) = bytes[escape..].as_chunks::<BLOCK>();
    let mut scan = Scan::default();
    for (number, block) in blocks.iter().enumerate() {
        if let Some(stop) = scan.block(block) {
            return stop.end(escape + number * BLOCK, scan.escaped);
        }
    }
    // What is missing of the last block cannot be the end of the string.
    let mut last = [b'\n'; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    scan.block(&last)?.end(escape + blocks.len() * BLOCK, scan.escaped)
}

/// What is known of a string from the blocks before.
#[derive(Default)]
struct Scan {
    escaped: bool,
    /// Whether the first byte of the block belongs to an escape.
    carried: bool,
}

/// Where the reading of a string stops.
enum Stop {
    Mark(usize),
    LineFeed,
}

impl Stop {
    fn end(&self, before: usize, escaped: bool) -> Option<(usize, bool)> {
        match self {
            Self::Mark(at) => Some((before + at, escaped)),
            Self::LineFeed => None,
        }
    }
}

impl Scan {
    fn block(&mut self, block: &[u8; BLOCK]) -> Option<Stop> {
        let mut found = signs(block) & !u64::from(self.carried);
        self.carried = false;
        while found != 0 {
            let at = found.trailing_zeros() as usize;
            match block[at] {
                b'"' => return Some(Stop::Mark(at)),
                b'\\' => {
                    self.escaped = true;
                    self.carried = at == BLOCK - 1;
                    found &= !(0b11 << at);
                }
                _ => return Some(Stop::LineFeed),
            }
        }
        None
    }
}

/// Which bytes of a block are quotation marks, backslashes or line feeds, the first in the lowest bit.
fn signs(block: &[u8; BLOCK]) -> u64 {
    let (vectors, _) = block.as_chunks::<WIDTH>();
    vectors.iter().rev().fold(0, |found, bytes| found << WIDTH | u64::from(vector_signs(bytes)))
}

/// The same of a vector.
fn vector_signs(bytes: &[u8; WIDTH]) -> u32 {
    let bytes = u8x16::new(*bytes);
    (is(bytes, b'"') | is(bytes, b'\\') | is(bytes, b'\n')).to_bitmask()
}

fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Copies bytes up to the next backslash, and some beyond; gives how many come before it, or none where there is no
/// other (then all are copied). `to` has room for all and a vector more.
fn copy_run(bytes: &[u8], to: &mut [u8]) -> Option<usize> {
    let (vectors, rest) = bytes.as_chunks::<WIDTH>();
    for (number, (bytes, to)) in vectors.iter().zip(to.as_chunks_mut::<WIDTH>().0).enumerate() {
        *to = *bytes;
        let found = is(u8x16::new(*bytes), b'\\').to_bitmask();
        if found != 0 {
            return Some(number * WIDTH + found.trailing_zeros() as usize);
        }
    }
    let start = vectors.len() * WIDTH;
    to[start..start + rest.len()].copy_from_slice(rest);
    Some(start + rest.iter().position(|&byte| byte == b'\\')?)
}

/// What an escape says.
enum Said {
    Byte(u8),
    Char(char),
}

impl Said {
    /// Writes it; gives how many bytes it takes.
    fn write(&self, to: &mut [u8]) -> usize {
        match *self {
            Self::Byte(byte) => {
                to[0] = byte;
                1
            }
            Self::Char(c) => c.encode_utf8(to).len(),
        }
    }
}

/// What an escape says (given without its backslash), and how many bytes it has.
fn escape(bytes: &[u8]) -> Option<(Said, usize)> {
    let plain = match bytes.first()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'b' => 8,
        b'f' => 12,
        &same @ (b'"' | b'\\' | b'/') => same,
        b'u' => return code_point(bytes).map(|(c, used)| (Said::Char(c), used)),
        _ => return None,
    };
    Some((Said::Byte(plain), 1))
}

/// `uXXXX`, or two of them that make a pair.
fn code_point(bytes: &[u8]) -> Option<(char, usize)> {
    let first = four_digits(bytes.get(1..5)?)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 5));
    }
    let second = bytes.get(5..7).filter(|mark| mark == b"\\u").and_then(|_| four_digits(bytes.get(7..11)?))?;
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)?, 11))
}

fn four_digits(digits: &[u8]) -> Option<u32> {
    let digit = |at: usize| DIGITS[usize::from(digits[at])];
    let code = digit(0) << 12 | digit(1) << 8 | digit(2) << 4 | digit(3);
    (code <= 0xFFFF).then_some(code)
}

/// The value of every byte that is a hexadecimal digit; of the others a number that no four digits reach.
static DIGITS: [u32; 256] = digits();

const fn digits() -> [u32; 256] {
    let mut values = [0x1_0000; 256];
    let mut digit = 0;
    while digit < 10 {
        values[b'0' as usize + digit] = digit as u32;
        digit += 1;
    }
    while digit < 16 {
        values[b'a' as usize + digit - 10] = digit as u32;
        values[b'A' as usize + digit - 10] = digit as u32;
        digit += 1;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The naive twin of [`end`].
    fn plain_end(bytes: &[u8]) -> Option<(usize, bool)> {
        let (mut at, mut escaped) = (0, false);
        loop {
            match bytes.get(at)? {
                b'"' => return Some((at, escaped)),
                b'\n' => return None,
                b'\\' => {
                    escaped = true;
                    at += 2;
                }
                _ => at += 1,
            }
        }
    }

    proptest! {
        #[test]
        fn strings_end_where_reading_byte_by_byte_ends_them(
            before in 0_usize..130,
            signs in prop::collection::vec(prop_oneof![4 => Just(b'x'), 2 => Just(b'\\'), 1 => Just(b'"'), 1 => Just(b'\n')], 0..140),
        ) {
            let bytes = [vec![b'x'; before], signs].concat();
            prop_assert_eq!(end(&bytes), plain_end(&bytes));
        }

        #[test]
        fn what_a_string_says_is_what_a_parser_reads(text in "(\\PC|[\"\\\\\n\tü😀]){0,90}", ascii in any::<bool>()) {
            let mut written = serde_json::to_string(&text).unwrap();
            if ascii {
                written = written.encode_utf16().map(|unit| match u8::try_from(unit) {
                    Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                    _ => format!("\\u{unit:04X}"),
                }).collect();
            }
            let inner = &written.as_bytes()[1..];
            let (end, escaped) = end(inner).unwrap();
            prop_assert_eq!(end, inner.len() - 1);
            let raw = Raw { bytes: &inner[..end], escaped };
            let said = raw.text();
            prop_assert_eq!(said.as_deref(), Some(text.as_str()));
            let mut appended = b"davor ".to_vec();
            raw.unescape(&mut appended).unwrap();
            prop_assert_eq!(appended, format!("davor {text}").into_bytes());
        }
    }

    #[test]
    fn wrong_escapes_say_nothing() {
        for written in [r"\x", r"\u12", r"\u00g0", r"\ud800", r"\ud800\u0041", r"\udc00", "\\", r"\u+123"] {
            let raw = Raw { bytes: written.as_bytes(), escaped: true };
            assert_eq!(raw.text(), None, "{written}");
        }
    }

    #[test]
    fn borrowed_where_nothing_is_escaped() {
        let raw = Raw { bytes: "Über".as_bytes(), escaped: false };
        assert!(matches!(raw.text(), Some(Cow::Borrowed("Über"))));
        assert_eq!(Raw { bytes: b"\xFF", escaped: false }.text(), None);
    }
}
