//! What one token says inside a numeral: the language's table of number words, and German compounds.
//!
//! In: the normal form of a token. Out: a [`Piece`]. A look-up costs one hash; a compound is read in one pass.

use crate::lang::Lang;
use crate::lang::Tables;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a token contributes to a numeral.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    /// A cardinal that stands for itself: seven, forty, zweitausenddreihundert, anderthalb.
    Whole(f64),
    /// Multiplies what stands before it: hundred, thousand, Millionen.
    Scale(f64),
    /// A set of so many, counted like a noun: dozen, Dutzend, centaine (the last only about so many).
    Set(f64, bool),
    /// First, hundredth, zweite.
    Ordinal(f64),
    /// One of so many equal parts: half, Drittel, quarts.
    Part(f64),
    /// A vague number from … up to below: Hunderte, scores.
    Vague(f64, f64),
    /// Mehrere, several, a few.
    Several,
    /// And, und, et.
    And,
    /// Ein, a, un: one only before a scale, a set, a part or a unit.
    Article,
    /// Komma, point, virgule.
    Point,
    /// Minus.
    Minus,
}

/// The compiled number words of a language.
#[derive(Debug)]
pub(super) struct NumberWords {
    pieces: FxHashMap<&'static str, Piece>,
    /// The atoms of German compounds by their first byte, longest first; empty elsewhere.
    atoms: Vec<Vec<(&'static str, f64)>>,
    /// A bit for what [`head`] makes of the beginning of each atom.
    heads: Vec<u64>,
}

/// How many beginnings of words [`head`] tells apart.
const HEADS: usize = 1 << 15;

/// The first three bytes of a word, five bits of each: all there is to ASCII letters.
fn head(word: &str) -> Option<usize> {
    let start: &[u8; 3] = word.as_bytes().first_chunk()?;
    Some(start.iter().fold(0, |head, &byte| head << 5 | usize::from(byte & 31)))
}

/// The number words of a language, compiled on first use.
pub(super) fn number_words(lang: Lang) -> &'static NumberWords {
    static COMPILED: LazyLock<Vec<NumberWords>> =
        LazyLock::new(|| Lang::ALL.iter().map(|&lang| NumberWords::compile(lang, lang.tables())).collect());
    &COMPILED[lang as usize]
}

impl NumberWords {
    fn compile(lang: Lang, tables: &'static Tables) -> Self {
        let pieces: FxHashMap<_, _> =
            tables.number_words.sorted().into_iter().filter_map(|(key, value)| Some((key, piece(value)?))).collect();
        let mut by_byte = vec![];
        if lang == Lang::De {
            by_byte.resize(256, vec![]);
            for (atom, value) in atoms(&tables.number_words.sorted()) {
                by_byte[usize::from(atom.as_bytes()[0])].push((atom, value));
            }
        }
        let mut heads = vec![0; HEADS / 64];
        for start in by_byte.iter().flatten().filter_map(|(atom, _)| head(atom)) {
            heads[start / 64] |= 1 << (start % 64);
        }
        Self { pieces, atoms: by_byte, heads }
    }

    /// What a token says, by its normal form.
    pub(super) fn piece(&self, norm: &str) -> Option<Piece> {
        self.pieces.get(norm).copied().or_else(|| self.compound(norm))
    }
}

/// Parses the value column of the table.
fn piece(value: &str) -> Option<Piece> {
    let number = |text: &str| text.parse::<f64>().ok();
    Some(match value {
        "&" => Piece::And,
        "a" => Piece::Article,
        "." => Piece::Point,
        "-" => Piece::Minus,
        "several" => Piece::Several,
        _ if value.starts_with("=~") => Piece::Set(number(&value[2..])?, true),
        _ => match value.split_at_checked(1)? {
            ("*", rest) => Piece::Scale(number(rest)?),
            ("=", rest) => Piece::Set(number(rest)?, false),
            ("#", rest) => Piece::Ordinal(number(rest)?),
            ("/", rest) => Piece::Part(number(rest)?),
            ("~", rest) => {
                let (low, high) = rest.split_once(' ')?;
                Piece::Vague(number(low)?, number(high)?)
            }
            _ => Piece::Whole(number(value)?),
        },
    })
}

/// The atoms of compounds: plain cardinals below 100, hundert and tausend, "ein", longest first.
fn atoms(entries: &[(&'static str, &'static str)]) -> Vec<(&'static str, f64)> {
    let mut atoms: Vec<_> = entries
        .iter()
        .filter(|(key, _)| !matches!(*key, "dreien" | "dreier" | "zweien" | "zweier" | "vieren" | "fünfen"))
        .filter_map(|&(key, value)| match piece(value)? {
            Piece::Whole(value) if value.fract() == 0.0 => Some((key, value)),
            Piece::Scale(value) if value <= 1000.0 && key != "tsd" => Some((key, value)),
            Piece::Article if key == "ein" => Some((key, 1.0)),
            _ => None,
        })
        .collect();
    atoms.sort_by_key(|&(key, _)| (std::cmp::Reverse(key.len()), key));
    atoms
}

/// A German compound numeral under construction.
#[derive(Clone, Copy, Default)]
struct Compound {
    /// The thousands that are finished.
    thousands: f64,
    /// What is below.
    rest: f64,
    /// A unit that waits for its "und": the 3 of "dreiundzwanzig".
    joined: bool,
}

impl Compound {
    /// Adds an atom; false where no numeral can go on so.
    fn push(&mut self, value: f64) -> bool {
        let tail = self.rest % 100.0;
        if value >= 1000.0 {
            if self.thousands > 0.0 || self.joined {
                return false;
            }
            self.thousands = self.rest.max(1.0) * 1000.0;
            self.rest = 0.0;
        } else if value >= 100.0 {
            if self.rest >= 100.0 || self.joined {
                return false;
            }
            self.rest = self.rest.max(1.0) * 100.0;
        } else if self.joined {
            if value < 20.0 || value % 10.0 != 0.0 {
                return false;
            }
            self.rest += value;
            self.joined = false;
        } else if tail == 0.0 {
            self.rest += value;
        } else {
            return false;
        }
        true
    }

    /// "und" after a unit waits for the tens; after hundert or tausend it only joins.
    fn join(&mut self) -> bool {
        let tail = self.rest % 100.0;
        if self.joined || (self.rest == 0.0 && self.thousands == 0.0) || tail >= 10.0 {
            return false;
        }
        self.joined = tail > 0.0;
        true
    }
}

/// The endings that make a German compound something else than a cardinal.
const ORDINAL_ENDINGS: [&str; 5] = ["e", "en", "er", "es", "em"];

impl NumberWords {
    /// Reads a German compound: "zweitausenddreihundert", "einundzwanzigste", "zweieinhalb", "zwanzigstel".
    fn compound(&self, word: &str) -> Option<Piece> {
        // No atom pair is shorter than "zehnte", none that matters longer than this.
        if self.atoms.is_empty() || !(5..=96).contains(&word.len()) {
            return None;
        }
        let mut state = Compound::default();
        let mut rest = word;
        while !rest.is_empty() {
            if let Some((atom, value)) = self.atom(rest) {
                if !state.push(value) {
                    return None;
                }
                rest = &rest[atom.len()..];
                if let Some(end) = ending(rest, state, value) {
                    return Some(end);
                }
            } else if let Some(after) = rest.strip_prefix("und").filter(|after| !after.is_empty()) {
                if let Some(half) = half(after, state) {
                    return Some(half);
                }
                if !state.join() {
                    return None;
                }
                rest = after;
            } else {
                return irregular(self, rest, state);
            }
        }
        (!state.joined).then_some(Piece::Whole(state.thousands + state.rest))
    }

    /// Whether a German compound may have a number word at its head: "vierköpfig". One look at its first three bytes.
    pub(super) fn is_headed(&self, norm: &str) -> bool {
        norm.len() >= 5
            && head(norm).is_some_and(|start| self.heads[start / 64] >> (start % 64) & 1 != 0)
            && self.atom(norm).is_some()
    }

    /// The cardinal at the head of a compound, and the rest: 4 and "köpfige".
    pub(super) fn headed<'w>(&self, word: &'w str) -> Option<(f64, &'w str)> {
        if word.len() > 64 {
            return None;
        }
        let mut state = Compound::default();
        let mut rest = word;
        while let Some((atom, value)) = self.atom(rest) {
            if !state.push(value) {
                return None;
            }
            rest = &rest[atom.len()..];
            if let Some(after) = rest.strip_prefix("und").filter(|after| self.atom(after).is_some()) {
                if !state.join() {
                    return None;
                }
                rest = after;
            }
        }
        (rest.len() < word.len() && !rest.is_empty() && !state.joined).then_some((state.thousands + state.rest, rest))
    }

    /// The longest atom that `rest` begins with.
    fn atom(&self, rest: &str) -> Option<(&'static str, f64)> {
        let first = usize::from(*rest.as_bytes().first()?);
        self.atoms.get(first)?.iter().find(|(atom, _)| rest.starts_with(atom)).copied()
    }
}

/// What stands after the last atom: an ordinal's or a fraction's ending, "einhalb".
fn ending(rest: &str, state: Compound, last: f64) -> Option<Piece> {
    if rest.is_empty() || state.joined {
        return None;
    }
    let value = state.thousands + state.rest;
    if let Some(half) = half(rest, state) {
        return Some(half);
    }
    let stem = if last < 20.0 { rest.strip_prefix('t')? } else { rest.strip_prefix("st")? };
    match stem {
        "el" | "eln" | "els" => Some(Piece::Part(value)),
        "" => Some(Piece::Ordinal(value)),
        _ => ORDINAL_ENDINGS.contains(&stem).then_some(Piece::Ordinal(value)),
    }
}

/// "zweieinhalb", "zweiundeinhalb", "einundhalb", "viereinviertel", with a scale after it: "zweieinhalbtausend".
fn half(rest: &str, state: Compound) -> Option<Piece> {
    let value = state.thousands + state.rest;
    let (part, scale) = if let Some(scale) = rest.strip_prefix("einhalb").or_else(|| rest.strip_prefix("halb")) {
        (0.5, scale)
    } else if let Some(scale) = rest.strip_prefix("einviertel") {
        (0.25, scale)
    } else if let Some(scale) = rest.strip_prefix("dreiviertel") {
        (0.75, scale)
    } else {
        return None;
    };
    match scale {
        "" => Some(Piece::Whole(value + part)),
        "hundert" => Some(Piece::Whole((value + part) * 100.0)),
        "tausend" => Some(Piece::Whole((value + part) * 1000.0)),
        _ => None,
    }
}

/// Irregular ordinals at the end of a compound: "hunderterste", "hundertdritte".
fn irregular(words: &NumberWords, rest: &str, state: Compound) -> Option<Piece> {
    if state.joined || state.rest % 100.0 != 0.0 {
        return None;
    }
    match words.pieces.get(rest)? {
        Piece::Ordinal(value) if *value < 10.0 => Some(Piece::Ordinal(state.thousands + state.rest + value)),
        _ => None,
    }
}
