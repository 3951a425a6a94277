//! Brings a text to the form in which the model's pieces are written.

use crate::trie::Trie;

/// How a space is written in pieces: U+2581.
const SPACE: &[u8] = "\u{2581}".as_bytes();

/// Replaces characters by the model's own table (NFKC, control characters and spaces of all kinds).
pub(crate) struct Normaliser {
    keys: Trie,
    /// Texts that end with a zero byte; the value of a key is the place of its replacement.
    replacements: &'static [u8],
}

impl Normaliser {
    pub(crate) fn new(keys: Trie, replacements: &'static [u8]) -> Self {
        Self { keys, replacements }
    }

    /// The text with every run of spaces as one mark, one mark in front, none at the end; empty if nothing is left.
    pub(crate) fn normalise(&self, text: &str) -> Vec<u8> {
        let text = text.as_bytes();
        let mut out = Vec::with_capacity(text.len() + text.len() / 4 + SPACE.len());
        let mut after_space = true;
        let mut at = 0;
        while at < text.len() {
            let (piece, length) = self.replacement(&text[at..]);
            at += length;
            for &byte in piece {
                if byte != b' ' {
                    if after_space {
                        out.extend_from_slice(SPACE);
                    }
                    out.push(byte);
                }
                after_space = byte == b' ';
            }
        }
        out
    }

    /// What the text begins with, replaced, and how many bytes that were. Never zero bytes of a text that is not empty.
    fn replacement<'a>(&self, text: &'a [u8]) -> (&'a [u8], usize)
    where
        'static: 'a,
    {
        let mut longest = None;
        self.keys.prefixes(text, |length, value| longest = Some((length, value as usize)));
        let replaced = longest.and_then(|(length, at)| {
            let rest = self.replacements.get(at..)?;
            Some((&rest[..rest.iter().position(|&byte| byte == 0)?], length))
        });
        replaced.unwrap_or_else(|| {
            let length = width(text[0]).min(text.len());
            (&text[..length], length)
        })
    }
}

/// How many bytes the character has that begins with this one.
pub(crate) fn width(first: u8) -> usize {
    match first {
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
        _ => 1,
    }
}
