//! What each token can be to the readers of values: one look-up a token, so that most of them are read no further.
//!
//! In: a document. Out: the [`Signs`] of its tokens. A word that is in no table and looks like no German compound of a
//! number has none, and every reader passes it by. Cost: one hash for a word, an array for a mark.

use super::ages;
use super::bounds::bounds;
use super::money;
use super::phrases::Phrases;
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
    /// It stands second in some phrase.
    pub(super) const SECOND: Self = Self(1 << 46);
    /// A phrase of bound that stands behind its number begins with it.
    pub(super) const BOUND_AFTER: Self = Self(1 << 44);

    /// Whether it has any of these.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing can begin with it.
    pub(super) const fn none(self) -> bool {
        self.0 & !Self::SECOND.0 == 0
    }

    /// Both.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The signs of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Whatever follows it.
    alone: Signs,
    /// Where the second word of a phrase follows: "in" is a time only as "in diesem Moment", "im" leads an age as "im
    /// Alter von".
    ahead: Signs,
}

impl Known {
    fn always(signs: Signs) -> Self {
        Self { alone: signs, ahead: signs }
    }
}

/// How many bits tell words that are in the lexicon from most that are not.
const FILTER_BITS: usize = 1 << 16;

/// The signs of the words and marks of a language.
struct Lexicon {
    words: FxHashMap<Box<str>, Known>,
    /// A bit for what [`place`] makes of each word: most words of a text are in no table, and need no hash to tell.
    filter: Vec<u64>,
    /// The signs of the marks of ASCII.
    marks: [Known; 128],
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
    let mut signs: Vec<Signs> = Vec::with_capacity(document.tokens.len());
    let mut before = Known::default();
    for token in &document.tokens {
        let known = lexicon.known(document, token);
        if known.alone.any(Signs::SECOND)
            && let Some(last) = signs.last_mut()
        {
            *last = before.ahead;
        }
        signs.push(known.alone);
        before = known;
    }
    signs
}

/// The bit of the filter that a word sets: made of its ends, its middle and its length.
#[inline]
fn place(word: &[u8]) -> usize {
    let [first, .., last] = word else { return word.first().map_or(0, |&byte| usize::from(byte)) };
    let middle = usize::from(word[word.len() / 2]);
    (usize::from(*first) * 0x9E5 + middle * 0x13B + usize::from(*last) * 0x1F1 + word.len() * 0x6D) % FILTER_BITS
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
        let mut compiled = Self {
            words: FxHashMap::default(),
            filter: vec![0; FILTER_BITS / 64],
            marks: [Known::default(); 128],
            numbers: number_words(lang),
            lang,
        };
        compiled.amounts(lang);
        for (word, second, signs) in Vocabulary::of(lang).signs() {
            compiled.phrase(word, second, signs);
        }
        for (byte, known) in compiled.marks.iter_mut().enumerate() {
            let mark = char::from(byte as u8).to_string();
            *known = compiled.words.get(mark.as_str()).copied().unwrap_or_default();
        }
        let places: Vec<usize> = compiled.words.keys().map(|word| place(word.as_bytes())).collect();
        for place in places {
            compiled.filter[place / 64] |= 1 << (place % 64);
        }
        compiled
    }

    fn add(&mut self, word: &str, signs: Signs) {
        let known = self.words.entry(word.into()).or_default();
        *known = Known { alone: known.alone.and(signs), ahead: known.ahead.and(signs) };
    }

    /// Adds a phrase by its first word, and by its second if it has one.
    fn phrase(&mut self, first: &str, second: Option<&str>, signs: Signs) {
        let Some(second) = second else { return self.add(first, signs) };
        let known = self.words.entry(first.into()).or_default();
        known.ahead = known.ahead.and(signs);
        self.add(second, Signs::SECOND);
        // Curved and straight apostrophes are one.
        if second == "'" {
            self.add("’", Signs::SECOND);
        }
    }

    fn phrases<T: Copy>(&mut self, phrases: &Phrases<T>, signs: Signs) {
        for (first, rest) in phrases.words() {
            self.phrase(first, rest.first().copied(), signs);
        }
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
        self.phrases(&bounds.before, start(Signs::BOUND).and(Vocabulary::LENGTH));
        self.all(bounds.after.first_words(), Signs::BOUND_AFTER);
        self.phrases(&units.scales, start(Signs::SCALE));
        self.all(units.words.first_words(), Signs::MEASURE);
        self.phrases(ages::leads(lang), start(Signs::AGE_LEAD));
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

    /// What is known of a token.
    fn known(&self, document: &Document, token: &Token) -> Known {
        let norm = document.norm(token);
        match token.kind {
            TokenKind::Word => self.word(norm),
            TokenKind::Number => self.digits(norm),
            TokenKind::Mark => match norm.as_bytes() {
                [byte] => self.marks[usize::from(*byte & 127)],
                _ => self.listed(norm),
            },
        }
    }

    /// What the tables say of a word.
    #[inline]
    fn listed(&self, norm: &str) -> Known {
        let place = place(norm.as_bytes());
        if self.filter[place / 64] >> (place % 64) & 1 == 0 {
            return Known::default();
        }
        self.words.get(norm).copied().unwrap_or_default()
    }

    /// Digits, alone or at the head of a word.
    fn digits(&self, norm: &str) -> Known {
        let known = self.listed(norm);
        Known { alone: known.alone.and(DIGITS), ahead: known.ahead.and(DIGITS) }
    }

    fn word(&self, norm: &str) -> Known {
        let Some(first) = norm.as_bytes().first() else { return Known::default() };
        if first.is_ascii_digit() {
            return self.digits(norm);
        }
        let known = self.listed(norm);
        if *first >= 0xC0 && norm.starts_with(|c: char| VULGAR.contains(c)) {
            return Known::always(DIGITS);
        }
        if self.lang != Lang::De || known.alone.any(Signs::PIECE) {
            return known;
        }
        let compound = self.compound(norm);
        Known { alone: known.alone.and(compound), ahead: known.ahead.and(compound) }
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
