//! What words mean for names, merged from the tables of a language into one look-up.

use super::units::flag;
use crate::lang::Lang;
use crate::lang::Table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    lang: Lang,
    words: FxHashMap<String, u32>,
    /// Ends of compounds.
    suffixes: FxHashMap<&'static str, u32>,
    /// For the last two bytes of a word, how long such ends are: a bit for each length.
    suffix_lengths: FxHashMap<[u8; 2], u32>,
    /// Id of the place that a demonym derives from.
    demonyms: FxHashMap<String, &'static str>,
}

/// Suffixes are looked up between these lengths, in bytes.
const SHORTEST_SUFFIX: usize = 2;
const LONGEST_SUFFIX: usize = 18;

/// What a table's value says, as bits.
fn bits(kinds: &str) -> u32 {
    kinds.split(' ').fold(0, |bits, kind| {
        bits | match kind {
            "title" => flag::TITLE,
            "particle" => flag::PARTICLE,
            "legal" => flag::LEGAL,
            "head" => flag::HEAD,
            "trigger" => flag::TRIGGER,
            "site" => flag::SITE,
            "where" => flag::WHERE,
            "determiner" => flag::DETERMINER,
            "former" => flag::FORMER,
            "family" => flag::FAMILY,
            "says" => flag::SAYS,
            "role" => flag::ROLE,
            "noun" => flag::WORD,
            "town" => flag::TOWNLIKE,
            _ => 0,
        }
    })
}

impl Lexicon {
    /// The lexicon of a language, made on first use.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static ALL: LazyLock<Vec<Lexicon>> = LazyLock::new(|| Lang::ALL.into_iter().map(Lexicon::make).collect());
        &ALL[lang as usize]
    }

    fn make(lang: Lang) -> Self {
        let mut lexicon = Self {
            lang,
            words: FxHashMap::default(),
            suffixes: FxHashMap::default(),
            suffix_lengths: FxHashMap::default(),
            demonyms: FxHashMap::default(),
        };
        let tables = lang.tables();
        for other in Lang::ALL {
            for (name, value) in other.tables().given_names.sorted() {
                let word = if value == "word" && other == lang { flag::AMBIGUOUS } else { 0 };
                lexicon.add(name, flag::GIVEN | word);
            }
        }
        for (word, kinds) in tables.name_words.sorted() {
            lexicon.add(word, bits(kinds));
        }
        lexicon.add_all(&tables.roles, flag::ROLE);
        lexicon.add_all(&tables.no_names, flag::WORD);
        for (name, shown) in tables.organisations.sorted() {
            let acronym = shown.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            match name.split_once(' ') {
                Some((first, _)) => lexicon.add(first, flag::OPENER),
                None => lexicon.add(name, flag::KNOWN | if acronym { flag::ACRONYM } else { 0 }),
            }
        }
        lexicon.add_all(&tables.place_words, flag::PLACE_WORD);
        for (suffix, kinds) in tables.name_suffixes.sorted() {
            lexicon.suffixes.insert(suffix, bits(kinds));
            if let (Some(end), true) = (suffix.as_bytes().last_chunk(), suffix.len() <= LONGEST_SUFFIX) {
                *lexicon.suffix_lengths.entry(*end).or_insert(0) |= 1 << suffix.len();
            }
        }
        for (word, id) in tables.demonyms.sorted() {
            for form in inflected(lang, word) {
                lexicon.add(&form, flag::DEMONYM);
                lexicon.demonyms.entry(form).or_insert(id);
            }
        }
        lexicon
    }

    fn add_all(&mut self, table: &Table, bits: u32) {
        for (word, _) in table.sorted() {
            self.add(word, bits);
        }
    }

    fn add(&mut self, word: &str, bits: u32) {
        *self.words.entry(word.to_owned()).or_insert(0) |= bits;
    }

    /// What is known of a unit in lower case, of which `shape` is known already.
    pub(super) fn flags(&self, norm: &str, shape: u32) -> u32 {
        if shape & (flag::NUMBER | flag::INITIAL) != 0 {
            return 0;
        }
        let whole = self.words.get(norm).copied();
        if shape & flag::CAPITAL == 0 {
            return whole.unwrap_or(0);
        }
        if let Some(bits) = whole {
            let shouted = bits & flag::ACRONYM == 0 || shape & flag::UPPER != 0;
            return if shouted { bits } else { bits & !(flag::KNOWN | flag::ACRONYM) };
        }
        let last = norm.rfind('-').map_or(norm, |at| &norm[at + 1..]);
        if last.len() < norm.len()
            && let Some(&bits) = self.words.get(last)
            && bits & (flag::ROLE | flag::HEAD | flag::TRIGGER | flag::SITE | flag::WORD) != 0
        {
            return bits | flag::COMPOUND;
        }
        self.suffix(norm)
    }

    /// What the end of a compound says; the longest end decides.
    fn suffix(&self, norm: &str) -> u32 {
        let Some(lengths) = norm.as_bytes().last_chunk().and_then(|end| self.suffix_lengths.get(end)) else { return 0 };
        let longest = LONGEST_SUFFIX.min(norm.len().saturating_sub(2));
        (SHORTEST_SUFFIX..=longest)
            .rev()
            .filter(|len| lengths >> len & 1 != 0)
            .filter_map(|len| norm.get(norm.len() - len..))
            .find_map(|end| self.suffixes.get(end))
            .map_or(0, |bits| bits | flag::COMPOUND)
    }

    /// Whether a stop after this word is its own: "Dr.", "Prof.", "St.".
    pub(super) fn abbreviates(&self, norm: &str) -> bool {
        matches!(
            norm,
            "dr" | "prof"
                | "mr"
                | "mrs"
                | "ms"
                | "st"
                | "ste"
                | "jr"
                | "sr"
                | "mgr"
                | "hon"
                | "rev"
                | "gen"
                | "lt"
                | "col"
                | "sgt"
                | "capt"
                | "gov"
                | "sen"
                | "rep"
                | "inc"
                | "ltd"
                | "corp"
                | "co"
                | "dipl"
                | "mag"
                | "me"
                | "hr"
                | "fr"
        ) && (self.lang != Lang::En || !matches!(norm, "me" | "fr" | "hr"))
            && (self.lang != Lang::De || !matches!(norm, "me"))
            || norm == "m" && self.lang == Lang::Fr
    }

    /// Whether a word is an ordinary one, or ends as nouns do.
    pub(super) fn is_word(&self, norm: &str) -> bool {
        let ordinary = flag::WORD | flag::ROLE | flag::HEAD | flag::TRIGGER;
        self.words.get(norm).is_some_and(|bits| bits & ordinary != 0) || self.suffix(norm) & flag::WORD != 0
    }

    /// Whether a folded word is a given name, folded.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(|bits| bits & flag::GIVEN != 0)
    }

    /// Whether a folded word only adorns a name in some language: title, office, particle, legal form.
    pub(super) fn adorns(word: &str) -> bool {
        let adorns = flag::TITLE | flag::PARTICLE | flag::ROLE | flag::LEGAL;
        let bits = Lang::ALL.iter().fold(0, |bits, &lang| bits | Self::of(lang).words.get(word).copied().unwrap_or(0));
        bits & adorns != 0 && bits & (flag::GIVEN | flag::FAMILY) == 0
    }

    /// Whether a folded word is a family name that stands first.
    pub(super) fn is_family(word: &str) -> bool {
        Self::of(Lang::De).words.get(word).is_some_and(|bits| bits & flag::FAMILY != 0)
    }

    /// Whether articles are elided before vowels ("L'Italie").
    pub(super) fn elides(&self) -> bool {
        self.lang == Lang::Fr
    }

    /// The id of the place that an adjective or a name of inhabitants derives from.
    pub(super) fn demonym(&self, norm: &str) -> Option<&'static str> {
        self.demonyms.get(norm).copied()
    }
}

/// The forms of a demonym as the table lists it.
fn inflected(lang: Lang, word: &str) -> Vec<String> {
    let with = |stem: &str, ends: &[&str]| ends.iter().map(|end| format!("{stem}{end}")).collect();
    match lang {
        Lang::De if word.ends_with("sch") => with(word, &["", "e", "en", "er", "es", "em"]),
        Lang::De if word.ends_with('e') => with(word.trim_end_matches('e'), &["e", "en", "in", "innen"]),
        Lang::De => with(word, &["", "s", "n", "in", "innen"]),
        Lang::En => with(word, &["", "s"]),
        Lang::Fr if word.ends_with("en") || word.ends_with("on") => with(word, &["", "s", "ne", "nes"]),
        Lang::Fr if word.ends_with('e') => with(word, &["", "s"]),
        Lang::Fr if word.ends_with(['s', 'x']) => with(word, &["", "e", "es"]),
        Lang::Fr => with(word, &["", "s", "e", "es"]),
    }
}
