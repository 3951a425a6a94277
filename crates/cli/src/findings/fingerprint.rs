//! What a finding is recognised by in another run: its content, no offsets, no line numbers, no confidence.

use crate::findings::Finding;
use crate::findings::Site;
use sha2::Digest;
use sha2::Sha256;
use std::fmt::Write;

/// Bytes of a fingerprint that are shown, as twice so many hex digits.
const BYTES: usize = 8;

impl Finding<'_> {
    /// 16 hex digits that hash the kind, the last parts of the articles' names and the words of both sides.
    ///
    /// Sides in another order, another folder, other line breaks and edits elsewhere in the articles change nothing.
    /// Copies have no words of their own: there the names alone count, so that a pair stays known when its relation
    /// moves from `near-duplicate` to `contained`.
    pub(crate) fn fingerprint(self) -> String {
        let mut sides: Vec<String> = [Some(self.left()), self.right()].into_iter().flatten().map(side).collect();
        sides.sort();
        let kind = if matches!(self, Self::Copy(_)) { "copy" } else { self.kind() };
        let mut hasher = Sha256::new();
        hasher.update(kind);
        for side in sides {
            hasher.update([0]);
            hasher.update(side);
        }
        let digest = hasher.finalize();
        digest.iter().take(BYTES).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// A side: the last part of the article's name, and its words with single spaces.
fn side(site: Site) -> String {
    let name = site.article.rsplit('/').next().unwrap_or_default();
    let words = site.span.map_or("", |span| &span.text);
    std::iter::once(name).chain(words.split_whitespace()).collect::<Vec<_>>().join(" ")
}
