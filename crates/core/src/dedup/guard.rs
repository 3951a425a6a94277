//! Whether a copy says something else than its keeper: other numbers, dates, negations.
//!
//! A value of the copy is *supported* if a run of three words around it stands in the keeper too. One that is not is
//! looked for between its neighbours: where the runs before and after it stand in the keeper, the words between them
//! there must hold the same value. A value in words that the keeper has not is one that would be lost. A negation of
//! the keeper must be in the copy, where the copy has the words on both sides of it; a sentence left out changes
//! nothing. Linear in the two texts.

use crate::dedup::Texts;
use crate::fingerprint::Scanner;
use crate::fingerprint::run_hash;
use crate::fingerprint::word_hash;
use crate::lang::Lang;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Compares the values of copies with those of their keepers; keeps its buffers, and the two articles it read last.
#[derive(Default)]
pub(crate) struct Guard {
    scanner: Scanner,
    copy: Side,
    keeper: Side,
}

/// One of the two articles.
#[derive(Default)]
struct Side {
    article: Option<u32>,
    words: Vec<u64>,
    /// Number of a word that is a value, and what it says.
    values: Vec<(usize, u64)>,
    runs: Runs,
}

/// What every negation says.
const NEGATION: u64 = 1;

/// Words between two runs that a changed value is looked for in: more is another sentence.
const GAP: usize = 16;

/// Words that go with a negation that is left out: "does not", "ist nicht mehr". More is a clause of its own.
const LEFT_OUT: usize = 3;

impl Guard {
    /// Whether values of the copy differ from the keeper's. `identical`: the words of both are known to be the same.
    pub(crate) fn changed<T: Texts>(
        &mut self,
        copy: u32,
        keeper: u32,
        identical: bool,
        texts: &T,
    ) -> Result<bool, T::Error> {
        if identical {
            return other_literals(copy, keeper, texts);
        }
        // The keeper of one copy is that of the next as well, or the copy itself, where that was kept.
        if self.copy.article == Some(keeper) || self.keeper.article == Some(copy) {
            std::mem::swap(&mut self.copy, &mut self.keeper);
        }
        self.copy.read(copy, texts, &mut self.scanner)?;
        self.keeper.read(keeper, texts, &mut self.scanner)?;
        Ok(self.differ())
    }

    fn differ(&mut self) -> bool {
        let (copy, keeper) = (&mut self.copy, &mut self.keeper);
        lost(copy, keeper, |_| true, true) || lost(keeper, copy, |value| value == NEGATION, false)
    }
}

/// Whether the same words say another number: 1.5 for 15, or 5 for -5.
fn other_literals<T: Texts>(copy: u32, keeper: u32, texts: &T) -> Result<bool, T::Error> {
    let (mut left, mut right) = (vec![], vec![]);
    texts.append(copy, &mut left)?;
    texts.append(keeper, &mut right)?;
    Ok(left != right && !literals(&left).eq(literals(&right)))
}

/// Whether a value of one text that is asked for does not stand in the other. Most copies are word for word the keeper
/// around their values: those are looked for where the last one was found before anything is indexed.
fn lost(text: &Side, other: &mut Side, asked: impl Fn(u64) -> bool, else_lost: bool) -> bool {
    let mut ahead = 0_isize;
    for &(at, value) in text.values.iter().filter(|(_, value)| asked(*value)) {
        if text.same_around(at, other, ahead) {
            continue;
        }
        other.runs.index(&other.words);
        if let Some(place) = (at.saturating_sub(2)..=at).find_map(|start| Some((start, other.place(text, start)?))) {
            ahead = place.1.cast_signed() - place.0.cast_signed();
        } else if !text.stands(at, value, other, else_lost) {
            return true;
        }
    }
    false
}

impl Side {
    fn read<T: Texts>(&mut self, article: u32, texts: &T, scanner: &mut Scanner) -> Result<(), T::Error> {
        if self.article == Some(article) {
            return Ok(());
        }
        self.article = None;
        texts.append(article, scanner.begin())?;
        self.words.clear();
        self.values.clear();
        self.runs.clear();
        let mut numbers = vec![];
        // What is no UTF-8 was refused when it was first read.
        let _ = scanner.scan_numbers(&mut self.words, &mut numbers);
        let mut numbers = numbers.into_iter().map(|at| at as usize).peekable();
        for (at, &hash) in self.words.iter().enumerate() {
            if numbers.next_if_eq(&at).is_some() {
                self.values.push((at, hash));
            } else if let Some(value) = VALUES.get(hash) {
                self.values.push((at, value));
            }
        }
        self.article = Some(article);
        Ok(())
    }

    /// Whether a run of three words around that word stands so many words further on in the other text.
    fn same_around(&self, at: usize, other: &Self, ahead: isize) -> bool {
        (at.saturating_sub(2)..=at).any(|start| {
            let run = self.words.get(start..start + 3);
            let there = start.checked_add_signed(ahead).and_then(|place| other.words.get(place..place + 3));
            run.is_some() && run == there
        })
    }

    /// Where the run that begins with that word stands here, in a text that was indexed.
    fn place(&self, of: &Self, at: usize) -> Option<usize> {
        self.runs.place(&self.words, of.words.get(at..at + 3)?)
    }

    /// Whether the value at that word, around which no run stands in the other text, stands there between others. Where
    /// the words before and after do not, `else_lost` says that it then does not.
    fn stands(&self, at: usize, value: u64, other: &Self, else_lost: bool) -> bool {
        let with_place = |start| other.place(self, start).map(|place| (start, place));
        let before = (at.saturating_sub(GAP)..at.saturating_sub(2)).rev().find_map(with_place);
        let after = (at + 1..at + GAP).find_map(with_place);
        match (before, after) {
            (Some((begin, before)), Some((end, after))) if before + 3 <= after && after - before <= 2 * GAP => {
                // Far fewer words there than here: more was left out than a word.
                let abridged = (end - begin).saturating_sub(after - before) > LEFT_OUT;
                other.has_value(before + 3, after, value) || (abridged && !else_lost)
            }
            // At an end of the text there are words on one side only.
            (Some((_, before)), None) => other.has_value(before + 3, before + 3 + GAP, value) || !else_lost,
            (None, Some((_, after))) => other.has_value(after.saturating_sub(GAP), after, value) || !else_lost,
            _ => !else_lost,
        }
    }

    /// Whether one of the words says that value.
    fn has_value(&self, start: usize, end: usize, value: u64) -> bool {
        let first = self.values.partition_point(|&(at, _)| at < start);
        self.values[first..].iter().take_while(|&&(at, _)| at < end).any(|&(_, other)| other == value)
    }
}

/// Where runs of three words begin in a text: open addressing, made when it is first asked for.
#[derive(Default)]
struct Runs {
    /// One more than where a run begins; 0 is empty. A power of two of them, or none.
    slots: Vec<u32>,
}

impl Runs {
    fn clear(&mut self) {
        self.slots.clear();
    }

    /// Notes where runs begin; the last place of one that comes again.
    fn index(&mut self, words: &[u64]) {
        if !self.slots.is_empty() {
            return;
        }
        self.slots.resize((2 * words.len() + 2).next_power_of_two(), 0);
        for (place, run) in (1..).zip(words.windows(3)) {
            let slot = self.slot(words, run);
            self.slots[slot] = place;
        }
    }

    fn place(&self, words: &[u64], run: &[u64]) -> Option<usize> {
        (self.slots[self.slot(words, run)] as usize).checked_sub(1)
    }

    /// The slot of a run, or the empty one that it would get.
    fn slot(&self, words: &[u64], run: &[u64]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (run_hash(run[0], run[1], run[2]) >> 20) as usize & mask;
        while self.slots[at] != 0 && words[self.slots[at] as usize - 1..][..3] != *run {
            at = (at + 1) & mask;
        }
        at
    }
}

/// What words say, by their hashes. Nearly all words say nothing: bits of hashes tell so first.
struct Values {
    says: FxHashMap<u64, u64>,
    filter: Vec<u64>,
}

/// Bits of a hash that the filter knows.
const FILTER: u32 = 15;

impl Values {
    fn new(says: FxHashMap<u64, u64>) -> Self {
        let mut filter = vec![0_u64; 1 << (FILTER - 6)];
        says.keys().map(|&hash| Self::bit(hash)).for_each(|(word, bit)| filter[word] |= bit);
        Self { says, filter }
    }

    fn get(&self, hash: u64) -> Option<u64> {
        let (word, bit) = Self::bit(hash);
        if self.filter[word] & bit == 0 { None } else { self.says.get(&hash).copied() }
    }

    fn bit(hash: u64) -> (usize, u64) {
        let bit = hash >> (64 - FILTER);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }
}

/// What words say, by the hash of the word: numbers, months, weekdays, days, negations of all languages.
static VALUES: LazyLock<Values> = LazyLock::new(|| {
    let mut values = FxHashMap::default();
    for tables in Lang::ALL.map(Lang::tables) {
        let kinds = [("month ", &tables.months), ("weekday ", &tables.weekdays), ("", &tables.relative_times)];
        for (kind, table) in kinds {
            for (word, value) in table.sorted() {
                // Short forms are words too (so, do, sat); adverbs of no day say little.
                let exact = !value.ends_with("short") && (!kind.is_empty() || value.starts_with("day "));
                if exact {
                    values.insert(word_hash(word.as_bytes()), word_hash(format!("{kind}{value}").as_bytes()));
                }
            }
        }
        for (word, value) in tables.number_words.sorted() {
            let number = value.trim_start_matches('#');
            if number.starts_with(|c: char| c.is_ascii_digit() || "*/~".contains(c)) && number != "1" {
                values.insert(word_hash(word.as_bytes()), word_hash(number.as_bytes()));
            }
        }
        for (word, _) in tables.negations.sorted() {
            values.insert(word_hash(word.as_bytes()), NEGATION);
        }
    }
    Values::new(values)
});

/// The numbers of a text as they are written, with sign, points and commas inside.
fn literals(text: &[u8]) -> impl Iterator<Item = (bool, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].iter().position(u8::is_ascii_digit)?;
        let inside = |byte: &u8| byte.is_ascii_digit() || b".,:".contains(byte);
        let length = text[start..].iter().position(|byte| !inside(byte)).unwrap_or(text.len() - start);
        at = start + length;
        let mut literal = &text[start..at];
        while let [rest @ .., b'.' | b',' | b':'] = literal {
            literal = rest;
        }
        Some((is_negative(&text[..start]), literal))
    })
}

/// Whether a number that stands after these bytes has a minus before it: not a hyphen, which follows a letter or digit.
fn is_negative(before: &[u8]) -> bool {
    let minus =
        [b"-".as_slice(), "−".as_bytes(), "–".as_bytes()].into_iter().find_map(|sign| before.strip_suffix(sign));
    minus.is_some_and(|rest| rest.last().is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'('))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Two<'t>([&'t str; 2]);

    impl Texts for Two<'_> {
        type Error = ();
        fn append(&self, article: u32, text: &mut Vec<u8>) -> Result<(), ()> {
            text.extend_from_slice(self.0[article as usize].as_bytes());
            Ok(())
        }
    }

    fn changed(copy: &str, keeper: &str) -> bool {
        let words = |text: &str| {
            let mut words = vec![];
            Scanner::default().words(text.as_bytes(), &mut words).unwrap();
            words
        };
        Guard::default().changed(0, 1, words(copy) == words(keeper), &Two([copy, keeper])).unwrap()
    }

    #[test]
    fn corrections_are_seen_and_abridgements_are_none() {
        let keeper = "Bei dem Brand in der Lagerhalle am Hafen wurden am Montag nach Angaben der Feuerwehr 12 Menschen \
            verletzt. Die Ursache ist nicht bekannt, sagte eine Sprecherin der Stadt. Der Schaden beträgt 3,5 Millionen \
            Euro, die Halle war am 4. Juni gebaut worden. Niemand musste ins Krankenhaus gebracht werden.";
        for (from, to, expected) in [
            ("", "", false),
            ("12 Menschen", "14 Menschen", true),
            ("12 Menschen", "zwölf Menschen", false),
            ("12 Menschen", "zwölf Personen", false),
            ("am Montag", "am Dienstag", true),
            ("4. Juni", "4. Juli", true),
            ("4. Juni", "5. Juni", true),
            ("3,5 Millionen", "3,8 Millionen", true),
            ("3,5 Millionen", "3.5 Millionen", true),
            ("3,5 Millionen", "3,5 Milliarden", true),
            ("ist nicht bekannt", "ist bekannt", true),
            ("ist nicht bekannt", "ist inzwischen bekannt", true),
            ("wurden am", "wurden nicht am", true),
            ("Lagerhalle", "Halle", false),
            (" Niemand musste ins Krankenhaus gebracht werden.", "", false),
            ("Die Ursache ist nicht bekannt, sagte eine Sprecherin der Stadt. ", "", false),
            ("gebracht werden.", "gebracht werden. Weitere 7 Personen wurden befragt.", true),
        ] {
            let copy = keeper.replace(from, to);
            assert_eq!(changed(if from.is_empty() { keeper } else { &copy }, keeper), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn the_same_words_can_say_another_number() {
        for (copy, keeper, expected) in [
            ("Es waren 5 Grad.", "Es waren -5 Grad.", true),
            ("Es waren –5 Grad", "Es waren -5 Grad.", false),
            ("Es waren 1,5 Grad.", "Es waren 1, 5 Grad", true),
            ("Es waren 5, sagte er", "Es waren 5 sagte er", false),
            ("Seite 3-5", "Seite 3 5", false),
        ] {
            assert_eq!(changed(copy, keeper), expected, "{copy} / {keeper}");
        }
    }
}
