//! Concepts: what words mean as far as the news needs it, so that synonyms, inflected forms and compounds meet.
//!
//! In: a [`Document`]. Out: [`ConceptMention`]s, negations and modalities in text order. The concepts and what excludes
//! what are one table for all languages, `lang/concepts.txt`; the words are a table a language. Linear in the text.

use crate::lang::Lang;
use crate::lang::Table;
use crate::segment::Document;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Article;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One concept, as an index into the table of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u16);

/// Tokens that stand for a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConceptMention {
    /// Half-open range of tokens.
    pub tokens: (u32, u32),
    /// What they stand for.
    pub concept: ConceptId,
    /// Whether a longer compound only ends in a word of the concept: "Werkfeuerwehr".
    pub compound: bool,
}

/// How sure a claim is made; the steps of the ladder from certain to denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Confirmed, done.
    Confirmed,
    /// Announced or planned by somebody who can decide it.
    Announced,
    /// Expected, likely.
    Expected,
    /// Possible: könnte, may, pourrait.
    Possible,
    /// Somebody says so, the writer does not: mutmaßlich, alleged, présumé.
    Alleged,
    /// Feared.
    Feared,
    /// Nobody has decided yet: offen, prüft, still considering, réfléchit.
    Undecided,
}

/// A word that negates, or that makes a claim more or less than a plain fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Half-open range of tokens.
    pub tokens: (u32, u32),
    /// The step, for modalities.
    pub modality: Option<Modality>,
}

/// The table of all concepts.
struct Concepts {
    names: Vec<&'static str>,
    classes: Vec<&'static str>,
    excluded: Vec<Vec<ConceptId>>,
    by_name: FxHashMap<&'static str, ConceptId>,
}

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let table = Table::parse(include_str!("../lang/concepts.txt"));
    let rows = table.sorted();
    let by_name: FxHashMap<_, _> =
        rows.iter().enumerate().map(|(at, &(name, _))| (name, ConceptId(at as u16))).collect();
    let fields = |row: &'static str| row.split('\t').map(str::trim);
    Concepts {
        names: rows.iter().map(|&(name, _)| name).collect(),
        classes: rows.iter().map(|&(_, row)| fields(row).next().unwrap_or("")).collect(),
        excluded: rows
            .iter()
            .map(|&(_, row)| {
                fields(row)
                    .skip(1)
                    .flat_map(|names| names.split(' '))
                    .filter_map(|name| by_name.get(name).copied())
                    .collect()
            })
            .collect(),
        by_name,
    }
});

/// Its name in the table.
pub fn name(concept: ConceptId) -> &'static str {
    CONCEPTS.names[concept.0 as usize]
}

/// Its class: event, state, people, role, body, measure, thing, cause.
pub fn class(concept: ConceptId) -> &'static str {
    CONCEPTS.classes[concept.0 as usize]
}

/// Whether two concepts exclude one another, said of one thing. Symmetric.
pub fn opposed(left: ConceptId, right: ConceptId) -> bool {
    let excludes = |a: ConceptId, b: ConceptId| CONCEPTS.excluded[a.0 as usize].contains(&b);
    excludes(left, right) || excludes(right, left)
}

/// A phrase behind its first word: the rest, and the concept.
type Phrase = (Vec<String>, ConceptId);

/// The words of one language.
#[derive(Default)]
struct Lexicon {
    /// Exact normal forms.
    forms: FxHashMap<&'static str, ConceptId>,
    /// By the first word.
    phrases: FxHashMap<&'static str, Vec<Phrase>>,
}

static LEXICONS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| Lang::ALL.iter().map(|&lang| lexicon(lang)).collect());

/// Reads the words of a language.
fn lexicon(lang: Lang) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (concept, words) in lang.tables().concepts.sorted() {
        let Some(&concept) = CONCEPTS.by_name.get(concept) else { continue };
        for word in words.split(", ") {
            match word.split_once([' ', '\'']) {
                None => {
                    lexicon.forms.entry(word).or_insert(concept);
                }
                Some((first, rest)) => {
                    let rest = rest.split([' ', '\'']).map(str::to_owned).collect();
                    lexicon.phrases.entry(first).or_default().push((rest, concept));
                }
            }
        }
    }
    lexicon.phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    lexicon
}

/// The endings that inflect a German word; what is left must be listed, umlauts and all, so that `zahlen` and `zählen`
/// stay apart.
const ENDINGS: [&str; 9] = ["", "e", "n", "s", "en", "er", "es", "em", "ern"];

/// The concept of a German word by its listed form under an ending.
fn inflected(lexicon: &Lexicon, word: &str) -> Option<ConceptId> {
    ENDINGS.iter().find_map(|ending| {
        let form = word.strip_suffix(ending)?;
        lexicon.forms.get(form).copied()
    })
}

/// A word of a language that ends a compound has at least this many letters: shorter ones end too many other words.
const LEAST_COMPOUND_HEAD: usize = 5;

/// The concepts of a document, in text order; where phrases and words overlap, the longer one.
pub fn concepts(article: &Article, document: &Document) -> Vec<ConceptMention> {
    let lexicon = &LEXICONS[document.lang as usize];
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let token = &document.tokens[at];
        if token.kind == TokenKind::Word {
            let norm = document.norm(token);
            if let Some((concept, end)) = phrase(lexicon, document, at, norm) {
                found.push(ConceptMention { tokens: (at as u32, end as u32), concept, compound: false });
                at = end;
                continue;
            }
            let capital = token.span.of(&article.text).starts_with(char::is_uppercase);
            if let Some((concept, compound)) = word(lexicon, document.lang, norm, capital) {
                found.push(ConceptMention { tokens: (at as u32, at as u32 + 1), concept, compound });
            }
        }
        at += 1;
    }
    found
}

/// The longest phrase that begins at a token.
fn phrase(lexicon: &Lexicon, document: &Document, at: usize, first: &str) -> Option<(ConceptId, usize)> {
    lexicon.phrases.get(first)?.iter().find_map(|(rest, concept)| {
        let mut next = at + 1;
        for word in rest {
            // An apostrophe between two words of a French phrase is a token of its own.
            while document.tokens.get(next).is_some_and(|token| matches!(document.norm(token), "'" | "’" | "-")) {
                next += 1;
            }
            let token = document.tokens.get(next)?;
            if token.kind != TokenKind::Word || document.norm(token) != word {
                return None;
            }
            next += 1;
        }
        Some((*concept, next))
    })
}

/// The concept of a single word, and whether only its head stands for it. A German noun is found by the head of its
/// compound: what ends in a listed noun is one of its kind.
fn word(lexicon: &Lexicon, lang: Lang, norm: &str, capital: bool) -> Option<(ConceptId, bool)> {
    if lang != Lang::De {
        return lexicon.forms.get(norm).map(|&concept| (concept, false));
    }
    if let Some(concept) = inflected(lexicon, norm) {
        return Some((concept, false));
    }
    if !capital {
        return None;
    }
    let starts = norm.char_indices().skip(3).map(|(at, _)| at);
    starts
        .take_while(|at| norm.len() - at >= LEAST_COMPOUND_HEAD)
        .find_map(|at| inflected(lexicon, &norm[at..]))
        .filter(|&concept| class(concept) != "speech")
        .map(|concept| (concept, true))
}

/// The negations of a document, in text order.
pub fn negations(document: &Document) -> Vec<Cue> {
    let table = &document.lang.tables().negations;
    let mut found = Vec::new();
    for (at, token) in document.tokens.iter().enumerate() {
        let contracted = document.lang == Lang::En && is_contracted_not(document, at);
        if contracted || token.kind == TokenKind::Word && table.has(document.norm(token)) {
            found.push(Cue { tokens: (at as u32, at as u32 + 1), modality: None });
        }
    }
    found
}

/// Whether a token is the "t" of "isn't".
fn is_contracted_not(document: &Document, at: usize) -> bool {
    let norm = |at: usize| document.tokens.get(at).map(|token| document.norm(token));
    at >= 2
        && norm(at) == Some("t")
        && matches!(norm(at - 1), Some("'" | "’"))
        && norm(at - 2).is_some_and(|word| word.ends_with('n'))
}

/// The modalities of a document, in text order; longer phrases before single words.
pub fn modalities(document: &Document) -> Vec<Cue> {
    let table = &document.lang.tables().modality;
    let mut found = Vec::new();
    let mut at = 0;
    let mut key = String::new();
    while at < document.tokens.len() {
        match longest_key(document, table, at, &mut key) {
            Some((len, value)) => {
                let modality = modality(value);
                found.push(Cue { tokens: (at as u32, (at + len) as u32), modality });
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// The longest key of a table that the words from a token on spell, with its value; `key` is scratch.
pub(crate) fn longest_key(
    document: &Document,
    table: &Table,
    at: usize,
    key: &mut String,
) -> Option<(usize, &'static str)> {
    // A hyphen inside a word is a token of its own: "peut-être".
    let joins = |token: &Token| token.kind != TokenKind::Mark || document.norm(token) == "-";
    let run = document.tokens[at..].iter().take_while(|token| joins(token)).take(2 * table.longest());
    let mut best = None;
    let mut end = None;
    key.clear();
    for (count, token) in run.enumerate() {
        if count > 0 && end != Some(token.span.start) {
            key.push(' ');
        }
        key.push_str(document.norm(token));
        end = Some(token.span.end);
        if let Some(value) = table.get(key) {
            best = Some((count + 1, value));
        }
    }
    best
}

/// A step of the ladder by its name in the tables.
fn modality(name: &str) -> Option<Modality> {
    Some(match name {
        "confirmed" => Modality::Confirmed,
        "announced" => Modality::Announced,
        "expected" => Modality::Expected,
        "possible" => Modality::Possible,
        "alleged" => Modality::Alleged,
        "feared" => Modality::Feared,
        "undecided" => Modality::Undecided,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn names_of(lang: &str, text: &str) -> Vec<&'static str> {
        let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
        concepts(&article, &segment(&article)).iter().map(|mention| name(mention.concept)).collect()
    }

    #[test]
    fn synonyms_and_compounds_meet() {
        assert_eq!(names_of("de", "Sie kamen ums Leben."), ["dead"]);
        assert_eq!(names_of("de", "Die Werkfeuerwehr"), ["firebrigade"]);
        assert_eq!(names_of("en", "Six people lost their lives."), ["people", "dead"]);
        assert_eq!(names_of("fr", "Deux personnes ont été blessées"), ["people", "injured"]);
    }

    #[test]
    fn exclusion_is_symmetric() {
        let find = |wanted| CONCEPTS.by_name[wanted];
        assert!(opposed(find("acquit"), find("convict")) && opposed(find("convict"), find("acquit")));
        assert!(!opposed(find("meet"), find("talk")));
    }

    #[test]
    fn every_word_has_a_concept_of_the_table_and_every_exclusion_is_known() {
        for lang in Lang::ALL {
            for (concept, words) in lang.tables().concepts.sorted() {
                assert!(CONCEPTS.by_name.contains_key(concept), "{concept}");
                assert!(
                    words.split(", ").all(|word| !word.is_empty() && word == word.to_lowercase()),
                    "{concept}: {words}"
                );
            }
        }
        for row in Table::parse(include_str!("../lang/concepts.txt")).sorted() {
            for other in row.1.split('\t').skip(1).flat_map(|names| names.split(' ')) {
                assert!(CONCEPTS.by_name.contains_key(other), "{}: {other}", row.0);
            }
        }
    }

    #[test]
    fn contracted_negations_count() {
        let article = Article { lang: Some("en".to_owned()), ..Article::new("a", "They didn't sign. He is not sure.") };
        assert_eq!(negations(&segment(&article)).len(), 2);
    }

    #[test]
    fn modality_tables_name_known_steps() {
        for lang in Lang::ALL {
            for (key, value) in lang.tables().modality.sorted() {
                assert!(modality(value).is_some(), "{key}: {value}");
            }
        }
    }
}
