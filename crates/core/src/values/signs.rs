//! What each token can be to the readers of values: one look-up a token, so that most of them are read no further.
//!
//! In: a document. Out: the [`Signs`] of its tokens. A word that is in no table and looks like no German compound of a
//! number has none, and every reader passes it by. Cost: one hash for a word, an array for a mark.

use super::ages;
use super::bounds::bounds;
use super::money;
use super::ranges;
use super::time::Vocabulary;
use super::time::is_adjective;
use super::units::symbols;
use super::units::units;
use super::words::NumberWords;
use super::words::number_words;
use crate::lang::Lang;
use crate::segment::Document;
use crate::segment::Token;
use crate::segment::TokenKind;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a token can be; several at once. The lowest bits are the kinds of meaning of `time::vocabulary`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(pub(super) u64);

impl Signs {
    /// Whatever it is, if it is anything.
    pub(super) const ANY: Self = Self(u64::MAX);
    /// A numeral can begin with it.
    pub(super) const COUNT: Self = Self(1 << 32);
    /// It is a number word, or a German compound of them.
    pub(super) const PIECE: Self = Self(1 << 31);
    /// A sign or stop that digits can follow: "-5", ".5".
    pub(super) const SIGN: Self = Self(1 << 33);
    /// A number word stands at its head: "vierköpfig".
    pub(super) const HEADED: Self = Self(1 << 34);
    /// An amount can begin with it, or with the words of bound, scale or age that it begins.
    pub(super) const AMOUNT: Self = Self(1 << 35);
    /// A phrase of bound or approximation begins with it.
    pub(super) const BOUND: Self = Self(1 << 36);
    /// A word between the ends of a range, or before them.
    pub(super) const RANGE: Self = Self(1 << 37);
    /// A word before a range.
    pub(super) const OPENER: Self = Self(1 << 45);
    /// A word before a number on a scale.
    pub(super) const SCALE: Self = Self(1 << 38);
    /// A word before an age.
    pub(super) const AGE_LEAD: Self = Self(1 << 39);
    /// A word of proportions.
    pub(super) const PROPORTION: Self = Self(1 << 40);
    /// Its letters, whatever their case, are those of a currency's code or symbol.
    pub(super) const CURRENCY: Self = Self(1 << 41);
    /// "ein": a number only by what follows.
    pub(super) const ARTICLE: Self = Self(1 << 42);
    /// A unit or the name of a currency begins with it.
    pub(super) const MEASURE: Self = Self(1 << 43);
    /// A phrase of bound that stands behind its number begins with it.
    pub(super) const BOUND_AFTER: Self = Self(1 << 44);

    /// Whether it has any of these.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is in no table.
    pub(super) const fn none(self) -> bool {
        self.0 == 0
    }

    /// Both.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The signs of the words and marks of a language.
struct Lexicon {
    words: FxHashMap<Box<str>, Signs>,
    /// Those of the marks of ASCII.
    marks: [Signs; 128],
    numbers: &'static NumberWords,
    lang: Lang,
}

/// The lexicon of a language, compiled on first use.
fn lexicon(lang: Lang) -> &'static Lexicon {
    static COMPILED: LazyLock<Vec<Lexicon>> = LazyLock::new(|| Lang::ALL.into_iter().map(Lexicon::compile).collect());
    &COMPILED[lang as usize]
}

/// The signs of all tokens of a document.
pub(super) fn signs(document: &Document) -> Vec<Signs> {
    let lexicon = lexicon(document.lang);
    document.tokens.iter().map(|token| lexicon.signs(document, token)).collect()
}

/// The signs of digits: a date, a length of time, an amount.
const DIGITS: Signs = Signs::COUNT.and(Signs::AMOUNT).and(Vocabulary::COUNTED);

/// Marks that an amount can begin with.
const LEADING: &str = "- − – . < > ~ ≈ ≥ ≤ ±";

/// Marks that a numeral can begin with.
const SIGNED: &str = "- − – .";

/// Vulgar fractions.
const VULGAR: &str = "½ ⅓ ⅔ ¼ ¾ ⅕ ⅖ ⅗ ⅘ ⅙ ⅚ ⅐ ⅛ ⅜ ⅝ ⅞ ⅑ ⅒";

impl Lexicon {
    fn compile(lang: Lang) -> Self {
        let mut compiled =
            Self { words: FxHashMap::default(), marks: [Signs::default(); 128], numbers: number_words(lang), lang };
        compiled.amounts(lang);
        for (word, signs) in Vocabulary::of(lang).signs() {
            compiled.add(word, signs);
        }
        for (byte, signs) in compiled.marks.iter_mut().enumerate() {
            let mark = char::from(byte as u8).to_string();
            *signs = compiled.words.get(mark.as_str()).copied().unwrap_or_default();
        }
        compiled
    }

    fn add(&mut self, word: &str, signs: Signs) {
        let known = self.words.entry(word.into()).or_default();
        *known = known.and(signs);
    }

    /// Everything that numbers are made of or stand beside.
    fn amounts(&mut self, lang: Lang) {
        let start = |sign: Signs| sign.and(Signs::AMOUNT);
        for (key, value) in lang.tables().number_words.sorted() {
            self.number_word(key, value);
        }
        for (key, value) in lang.tables().proportions.sorted() {
            let first = if value == "every" { Signs::AMOUNT } else { Signs::default() };
            self.add(key, first.and(Signs::PROPORTION));
        }
        let (bounds, units) = (bounds(lang), units(lang));
        self.all(bounds.before.first_words(), start(Signs::BOUND));
        self.all(bounds.after.first_words(), Signs::BOUND_AFTER);
        self.all(units.scales.first_words(), start(Signs::SCALE));
        self.all(units.words.first_words(), Signs::MEASURE);
        self.all(ages::leads(lang).first_words(), start(Signs::AGE_LEAD));
        self.all(ages::first_words(lang), Signs::MEASURE);
        self.all(ranges::openers(lang), start(Signs::OPENER));
        self.all(ranges::first_words(lang), Signs::RANGE);
        self.all(money::first_names(lang), Signs::MEASURE);
        for symbol in money::first_texts() {
            self.add(&symbol.to_lowercase(), start(Signs::CURRENCY));
        }
        for symbol in symbols().first_words() {
            self.add(&symbol.to_lowercase(), Signs::MEASURE);
        }
        self.all(LEADING.split(' '), Signs::AMOUNT);
        self.all(SIGNED.split(' '), Signs::SIGN);
        self.all(VULGAR.split(' '), DIGITS);
    }

    /// A number word: those that only go on or join ("und", "Dutzend") begin nothing.
    fn number_word(&mut self, key: &str, value: &str) {
        let article = if value == "a" { Signs::ARTICLE } else { Signs::default() };
        let headed = if self.numbers.is_headed(key) { Signs::HEADED.and(Signs::AMOUNT) } else { Signs::default() };
        let begins = if value.starts_with(['&', '.', '=']) { Signs::default() } else { DIGITS };
        self.add(key, Signs::PIECE.and(article).and(headed).and(begins));
    }

    fn all(&mut self, words: impl Iterator<Item = &'static str>, signs: Signs) {
        words.for_each(|word| self.add(word, signs));
    }

    /// The signs of a token.
    fn signs(&self, document: &Document, token: &Token) -> Signs {
        let norm = document.norm(token);
        match token.kind {
            TokenKind::Word => self.word(norm),
            TokenKind::Number => DIGITS.and(self.words.get(norm).copied().unwrap_or_default()),
            TokenKind::Mark => match norm.as_bytes() {
                [byte] => self.marks[usize::from(*byte & 127)],
                _ => self.words.get(norm).copied().unwrap_or_default(),
            },
        }
    }

    fn word(&self, norm: &str) -> Signs {
        let Some(first) = norm.as_bytes().first() else { return Signs::default() };
        if first.is_ascii_digit() {
            return DIGITS.and(self.words.get(norm).copied().unwrap_or_default());
        }
        let known = match self.words.get(norm) {
            Some(signs) => *signs,
            None if *first >= 0xC0 && norm.starts_with(|c: char| VULGAR.contains(c)) => return DIGITS,
            None => Signs::default(),
        };
        if self.lang != Lang::De || known.any(Signs::PIECE) { known } else { known.and(self.compound(norm)) }
    }

    /// Those of a German compound: "dreiundzwanzig", "vierköpfig", "zweistündig".
    fn compound(&self, norm: &str) -> Signs {
        let lasting = if is_adjective(norm) { Vocabulary::COUNTED } else { Signs::default() };
        if !self.numbers.is_headed(norm) {
            return lasting;
        }
        let headed = lasting.and(Signs::HEADED).and(Signs::AMOUNT);
        if self.numbers.piece(norm).is_some() { headed.and(DIGITS).and(Signs::PIECE) } else { headed }
    }
}
