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

/// Compares the values of copies with those of their keepers; keeps its buffers.
#[derive(Default)]
pub(crate) struct Guard {
    scanner: Scanner,
    copy: Side,
    keeper: Side,
}

/// One of the two texts.
#[derive(Default)]
struct Side {
    text: Vec<u8>,
    words: Vec<u64>,
    /// Number of a word that is a value, and what it says.
    values: Vec<(usize, u64)>,
    /// Where a run of three words begins.
    runs: FxHashMap<u64, u32>,
}

/// What every negation says.
const NEGATION: u64 = 1;

/// Words between two runs that a changed value is looked for in: more is another sentence.
const GAP: usize = 16;

/// Words that go with a negation that is left out: "does not", "ist nicht mehr". More is a clause of its own.
const LEFT_OUT: usize = 3;

impl Guard {
    /// Whether values of the copy differ from the keeper's.
    pub(crate) fn changed<T: Texts>(&mut self, copy: u32, keeper: u32, texts: &T) -> Result<bool, T::Error> {
        self.copy.read(copy, texts, &mut self.scanner)?;
        self.keeper.read(keeper, texts, &mut self.scanner)?;
        Ok(self.differ())
    }

    fn differ(&mut self) -> bool {
        if self.copy.words == self.keeper.words {
            // The same words, but perhaps 1.5 for 15, or 5 for -5.
            return self.copy.text != self.keeper.text && !literals(&self.copy.text).eq(literals(&self.keeper.text));
        }
        self.keeper.index();
        self.copy.index();
        let lost = self.copy.values.iter().any(|&(at, value)| !self.copy.stands(at, value, &self.keeper, true));
        lost || self
            .keeper
            .values
            .iter()
            .any(|&(at, value)| value == NEGATION && !self.keeper.stands(at, value, &self.copy, false))
    }
}

impl Side {
    fn read<T: Texts>(&mut self, article: u32, texts: &T, scanner: &mut Scanner) -> Result<(), T::Error> {
        self.text.clear();
        texts.append(article, &mut self.text)?;
        self.words.clear();
        self.values.clear();
        scanner.begin().extend_from_slice(&self.text);
        let (words, values) = (&mut self.words, &mut self.values);
        // What is no UTF-8 was refused when it was first read.
        let _ = scanner.each_word(|word| {
            let hash = word_hash(word);
            let value = if word[0].is_ascii_digit() { Some(hash) } else { VALUES.get(&hash).copied() };
            values.extend(value.map(|value| (words.len(), value)));
            words.push(hash);
        });
        Ok(())
    }

    /// Notes where runs of three words begin; the last place of one that comes again.
    fn index(&mut self) {
        self.runs.clear();
        self.runs.reserve(self.words.len());
        for (at, run) in (0..).zip(self.words.windows(3)) {
            self.runs.insert(run_hash(run[0], run[1], run[2]), at);
        }
    }

    /// Where the run that begins with that word stands here.
    fn place(&self, of: &Self, at: usize) -> Option<usize> {
        let run = of.words.get(at..at + 3)?;
        self.runs.get(&run_hash(run[0], run[1], run[2])).map(|&at| at as usize)
    }

    /// Whether the value at that word stands in the other text as well. Where the words around it do not, `else_lost`
    /// says that it then does not.
    fn stands(&self, at: usize, value: u64, other: &Self, else_lost: bool) -> bool {
        if (at.saturating_sub(2)..=at).any(|start| other.place(self, start).is_some()) {
            return true;
        }
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

/// What words say, by the hash of the word: numbers, months, weekdays, days, negations of all languages.
static VALUES: LazyLock<FxHashMap<u64, u64>> = LazyLock::new(|| {
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
    values
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
        Guard::default().changed(0, 1, &Two([copy, keeper])).unwrap()
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
