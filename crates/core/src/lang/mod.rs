//! The languages kollate reads, each a folder of tables.
//!
//! In: nothing. Out: [`Lang`] and its [`Tables`]. A table is a text file with one entry a line: `key`, or `key`, a
//! tab and a value; `#` starts a comment line. Entries are lower-case, sorted by their bytes and unique (a test
//! asserts it for every table). A fourth language is a folder and a row in [`LANGUAGES`].

mod detect;

pub use detect::detect;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use std::sync::OnceLock;

/// A language that kollate has tables for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Every language, in the order of [`LANGUAGES`].
    pub const ALL: [Self; 3] = [Self::De, Self::En, Self::Fr];

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        LANGUAGES[self as usize].code
    }

    /// The language of a tag such as `de`, `de-AT` or `DE_ch`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == primary)
    }

    /// Its tables, parsed on first use.
    pub fn tables(self) -> &'static Tables {
        static PARSED: LazyLock<Vec<Tables>> = LazyLock::new(|| LANGUAGES.iter().map(Tables::parse).collect());
        &PARSED[self as usize]
    }
}

/// A table: keys in lower case, each with a value (empty where the file gives none).
#[derive(Debug, Default)]
pub struct Table {
    entries: FxHashMap<&'static str, &'static str>,
    /// Most words that a key has.
    longest: usize,
    /// For the last two bytes of keys, how long such keys are: a bit for each length. Made on first use.
    lengths: OnceLock<FxHashMap<[u8; 2], u64>>,
}

impl Table {
    /// Reads a table from its file's text.
    pub(crate) fn parse(source: &'static str) -> Self {
        let entries: FxHashMap<_, _> = lines(source).map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
        let longest =
            lines(source).map(|line| line.split('\t').next().unwrap_or("").split(' ').count()).max().unwrap_or(0);
        Self { entries, longest, lengths: OnceLock::new() }
    }

    /// Whether the table lists `key` (in lower case).
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The value of `key` (in lower case).
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.entries.get(key).copied()
    }

    /// How long the keys are that end in the last two bytes of `word`: bit `n` for a key of `n` bytes, up to 63.
    ///
    /// Whoever tries many ends of a word asks here first which are worth a look; one hash.
    pub fn lengths_of_ends(&self, word: &str) -> u64 {
        let lengths = self.lengths.get_or_init(|| {
            let mut lengths: FxHashMap<[u8; 2], u64> = FxHashMap::default();
            for key in self.entries.keys().filter(|key| key.len() < 64) {
                if let Some(end) = key.as_bytes().last_chunk() {
                    *lengths.entry(*end).or_insert(0) |= 1 << key.len();
                }
            }
            lengths
        });
        word.as_bytes().last_chunk().and_then(|end| lengths.get(end)).copied().unwrap_or(0)
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.entries.keys().copied()
    }

    /// The most words that a key has: how far a reader must look ahead.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// All entries, sorted by key.
    pub fn sorted(&self) -> Vec<(&'static str, &'static str)> {
        let mut entries: Vec<_> = self.entries.iter().map(|(&key, &value)| (key, value)).collect();
        entries.sort_unstable();
        entries
    }
}

/// The lines of a table's file that are entries.
fn lines(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Declares the tables once: the files of a language, and the parsed fields.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The source text of one language's tables.
        #[derive(Debug)]
        pub struct Language {
            /// ISO 639-1 code, and name of the folder.
            pub code: &'static str,
            $($name: &'static str,)*
        }

        /// The tables of one language.
        #[derive(Debug, Default)]
        pub struct Tables { $($(#[$doc])* pub $name: Table,)* }

        impl Tables {
            fn parse(language: &Language) -> Self {
                Self { $($name: Table::parse(language.$name),)* }
            }
        }

        impl Language {
            /// Name and source of every table, for the tests.
            #[cfg(test)]
            fn files(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }

        macro_rules! language {
            ($code:literal) => {
                Language { code: $code, $($name: include_str!(concat!($code, "/", stringify!($name), ".txt")),)* }
            };
        }
    };
}

tables! {
    // segment
    /// The commonest function words: they tell the language, and they carry no content.
    stopwords,
    /// Abbreviations without their last stop and without white space: without a value, the stop after
    /// it ends no sentence; `end`: it may; `num`: it is an abbreviation only before a number; `time`: it ends one
    /// unless a day, a month or a further abbreviation follows.
    abbreviations,
    /// Adverbs and particles that, capitalised, open a sentence; function words do so too.
    openers,
    /// Nouns that an ordinal in digits with a stop stands before.
    ordinal_nouns,
    /// Phrases by which a page speaks of itself, `*` at the end of a beginning; value: how strong a sign (1 to 3), or
    /// `alone`.
    boilerplate,
    /// Words that mark captions and credits of pictures; value `credit`: before a colon.
    captions,
    /// News agencies as articles credit them; value: the name they go by.
    agencies,
    // values
    /// Words that numerals are made of; see the head of each file.
    number_words,
    /// Words of clock times; see the head of each file for the values, here and below.
    clock_words,
    /// Parts of the day with the minutes they can mean.
    day_parts,
    /// Words of repetition.
    frequencies,
    /// Holidays and feasts with the rule that finds their days.
    holidays,
    /// Months and their abbreviations.
    months,
    /// Words that are a time by themselves: yesterday, now.
    relative_times,
    /// Seasons with the days they can mean.
    seasons,
    /// Words that tell when a clause plays.
    tenses,
    /// Words that choose a period by its distance: last, this, next.
    time_directions,
    /// Words that make a time a beginning or an end.
    time_edges,
    /// Beginning, middle and end of a period.
    time_sections,
    /// Units of time.
    time_units,
    /// Weekdays and their abbreviations.
    weekdays,
    /// Words of bound and approximation before a number: min, over, max, under, about, exact.
    bounds,
    /// The same after a number and its unit.
    bounds_after,
    /// Words that open or join a range: the joint that an opener asks for, "join", or "or".
    range_words,
    /// Verbs of change: "rose from 20 to 30" is no range.
    change_verbs,
    /// Names of units, each with its symbol.
    units,
    /// Words before a number on a scale (Stärke 6,1), each with its symbol.
    scales,
    /// Words near which degrees are angles.
    angle_words,
    /// Names of currencies, each with its ISO 4217 code; "/100" for cents.
    currencies,
    /// Words after an age, each with year, month, week or day; "?" where only an age word before the number tells.
    ages,
    /// Words before an age.
    age_leads,
    /// Nouns whose "-jährig" is a length of time, no age.
    lasting_nouns,
    /// What ends compounds of a number in German, each with its unit; none for counts.
    number_suffixes,
    /// Words of proportions: every, in, of, out.
    proportions,
    /// Words between a part and its whole, and words before a number that take all.
    partitives,
    /// Words of winning and losing, near which "3-1" is a score.
    game_words,
    /// Words that a number follows as part of a name: Boeing, Apollo.
    numbered_names,
    /// Words for streets, before a house number.
    street_words,
    /// Words beside which "one" is a pronoun.
    pronoun_contexts,
    // names
    /// Given names; the value `word` marks those that are words of this language too.
    given_names,
    /// Short forms of given names, with the names that they stand for, parted by blanks.
    short_names,
    /// Words that name an office, a profession or a position.
    roles,
    /// Words and phrases for posts, ranks and trades, each with its post of `posts.txt` beside the folders.
    posts,
    /// Titles, particles, legal forms, heads of organisations, prepositions: each with its kinds.
    name_words,
    /// Ends of compounds with their kinds.
    name_suffixes,
    /// Words that have a capital without being a name.
    no_names,
    /// Organisations known by themselves, with the name they go by.
    organisations,
    /// Names of places that are words or names of people too: they need a preposition before them.
    place_words,
    /// Adjectives and inhabitants, with the id of their place in the gazetteer.
    demonyms,
    // quotes
    /// Forms of the verbs of saying, with class, form and separated prefix.
    speech_verbs,
    /// Function words, by what they open.
    clause_words,
    /// Attributions of several words; `own`: they lead to one's own account only.
    attributions,
    /// Words that refer back to who speaks.
    own_words,
    /// Nouns of saying: what follows them says it.
    speech_nouns,
    /// Nouns for human beings, with their gender.
    person_nouns,
    /// Nouns after which words in marks are a name or title; `after`: words before which they are.
    titled_nouns,
    /// Words right before a stretch in marks that make it somebody's judgement or wording.
    quote_governors,
    /// Given names with the gender they tell.
    name_genders,
    /// Endings of abstract nouns.
    abstract_endings,
    /// Words that begin a noun phrase for somebody known.
    definite_words,
    /// Words by which something depends on a noun phrase: `genitive` or `part`.
    phrase_parts,
    /// Nouns for bodies that speak: authorities, companies, media.
    speakers,
    /// Verb forms that only reported speech has.
    subjunctive,
    // claims
    /// Words, and pairs of words, that take a sentence to another time than the event it reports.
    background,
    /// Words of order in time, each `before` or `after`.
    sequence,
    /// Words that mean the two people of the sentence before.
    both,
    /// Auxiliaries and light verbs of the past tenses.
    past_tense,
    /// Prepositions that say where something happens.
    local_prepositions,
    /// Concepts of `concepts.txt` beside the folders, each with its words.
    concepts,
    /// Words that negate.
    negations,
    /// Words by which a report says that a state was, or is, another than at another hour: inzwischen, zunächst.
    updates,
    /// Words and phrases of modality, each with its step.
    modality,
    /// Words behind a negation that narrow it to a part of the clause.
    narrowed,
    /// Words and pairs of words that begin a yes-or-no question inside a sentence.
    polar_questions,
    /// Words and first parts of compounds for the points of the compass, each with n, s, e or w.
    compass,
    /// Last parts of compounds of a point of the compass.
    compass_sides,
    /// Words that make an amount a difference to another one, each `before` or `after` it.
    differences,
    /// Words beside which the source of a statement stands.
    source_cues,
    // copies
    /// Formulas of news writing: what any two reports share without one having read the other.
    stock_phrases,
    /// Words that refer to what was said before.
    referring,
}

/// The languages, in the order of [`Lang`].
pub static LANGUAGES: &[Language] = &[language!("de"), language!("en"), language!("fr")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_unique_and_lower_case() {
        for language in LANGUAGES {
            for (name, source) in language.files() {
                let keys: Vec<&str> = lines(source).map(|line| line.split('\t').next().unwrap_or("")).collect();
                for pair in keys.windows(2) {
                    assert!(pair[0] < pair[1], "{}/{name}.txt: {:?} before {:?}", language.code, pair[0], pair[1]);
                }
                for key in keys {
                    assert_eq!(key, key.to_lowercase(), "{}/{name}.txt", language.code);
                    assert_eq!(key, key.trim(), "{}/{name}.txt", language.code);
                }
            }
        }
    }

    #[test]
    fn tags_with_regions_are_understood() {
        assert_eq!(Lang::from_tag("de-AT"), Some(Lang::De));
        assert_eq!(Lang::from_tag("xx"), None);
    }
}
