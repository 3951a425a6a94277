//! Cuts a text into the pieces whose product of probabilities is largest.

use crate::normalise::Normaliser;
use crate::normalise::width;
use crate::trie::Trie;

/// What stands for a character that no piece has.
const UNKNOWN: u32 = 0;
/// What every sentence begins with.
const BEGIN: u32 = 1;
/// What every sentence ends with.
const END: u32 = 2;

/// Of a longer text only this many bytes are read: a sentence is shorter, and the cost of hostile text stays bounded.
const MAX_BYTES: usize = 4096;

/// No more pieces than this are kept of a text, with the two around it.
pub(crate) const MAX_PIECES: usize = 512;

/// The vocabulary, and how a text is cut into it.
pub(crate) struct Pieces {
    pub(crate) normaliser: Normaliser,
    pub(crate) keys: Trie,
    /// Logarithms of the pieces' probabilities, as little-endian reals.
    pub(crate) scores: &'static [u8],
    /// The score of an unknown character.
    pub(crate) unknown: f32,
}

impl Pieces {
    /// The numbers of the text's pieces, between those for begin and end: 3 to [`MAX_PIECES`].
    ///
    /// Time is linear in the text. Source: *Subword Regularization* (Kudo 2018), its best segmentation by Viterbi's method.
    pub(crate) fn cut(&self, text: &str) -> Vec<u32> {
        let mut pieces = self.best(&self.normaliser.normalise(capped(text)));
        if pieces.is_empty() {
            pieces.push(UNKNOWN);
        }
        pieces.truncate(MAX_PIECES - 2);
        pieces.insert(0, BEGIN);
        pieces.push(END);
        pieces
    }

    /// The best segmentation of a normalised text.
    fn best(&self, text: &[u8]) -> Vec<u32> {
        // for each place: the best score of a way there, and that way's last piece with its start
        let mut ways = vec![(f64::NEG_INFINITY, 0, UNKNOWN); text.len() + 1];
        ways[0].0 = 0.0;
        let mut at = 0;
        while at < text.len() {
            let next = (at + width(text[at])).min(text.len());
            let here = ways[at].0;
            let mut alone = false;
            self.keys.prefixes(&text[at..], |length, piece| {
                alone |= at + length == next;
                improve(&mut ways[at + length], here + f64::from(self.score(piece)), at, piece);
            });
            if !alone {
                improve(&mut ways[next], here + f64::from(self.unknown), at, UNKNOWN);
            }
            at = next;
        }
        traced(&ways)
    }

    fn score(&self, piece: u32) -> f32 {
        let at = piece as usize * 4;
        self.scores
            .get(at..at + 4)
            .map_or(self.unknown, |four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}

/// Keeps the better way to a place; of two equal ones the one known first.
fn improve(way: &mut (f64, usize, u32), score: f64, from: usize, piece: u32) {
    if score > way.0 {
        *way = (score, from, piece);
    }
}

/// The pieces on the way to the end, in order.
fn traced(ways: &[(f64, usize, u32)]) -> Vec<u32> {
    let mut pieces = Vec::new();
    let mut at = ways.len() - 1;
    while at > 0 {
        let (_, from, piece) = ways[at];
        pieces.push(piece);
        at = from;
    }
    pieces.reverse();
    pieces
}

/// The first [`MAX_BYTES`] of a text, to a whole character.
fn capped(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_BYTES)]
}
