//! Ids of findings: hashes of what they are about, the same on every run.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Gives ids. They hash the kind, the ids of the articles and the normalised texts of the spans, no offsets and no
/// confidence, so that they survive reruns and edits elsewhere; a counter tells repetitions apart.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    given: FxHashMap<String, u32>,
}

/// Hex digits of an id: 48 bits, so that among a million findings a clash is unlikely, and resolved by the counter.
const DIGITS: usize = 12;

impl Ids {
    /// The id of a finding of `kind`, made of `parts` in order.
    pub(crate) fn give(&mut self, kind: &str, parts: &[&str]) -> String {
        let mut hasher = Sha256::new();
        hasher.update(kind.as_bytes());
        for part in parts {
            hasher.update([0]);
            hasher.update(normalised(part).as_bytes());
        }
        let mut id = hex(&hasher.finalize());
        id.truncate(DIGITS);
        let count = self.given.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{id}-{count}") } else { id }
    }
}

/// Bytes as hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
    }
    text
}

/// A text with its white space made single, so that another line break changes no id.
fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
