//! What each token is to a reader of clauses, by the tables of the language.
//!
//! In: a [`Document`]. Out: one [`Class`] a token. One or two look-ups a word.

use crate::lang::Lang;
use crate::lang::Tables;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Punctuation other than the following.
    Mark,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// `;` `.` `!` `?`, a dash between spaces: ends a clause.
    Break,
    /// Digits.
    Number,
    /// A word that no table lists, in lower case.
    Lower,
    /// A capitalised word: a noun in German, a name elsewhere.
    Noun,
    /// An article or pronoun that can begin a subject.
    Det,
    /// An article in another case.
    Obl,
    /// A preposition.
    Prep,
    /// A conjunction between equals.
    Coord,
    /// A conjunction or question word that opens a subordinate clause.
    Sub,
    /// An adverb.
    Adv,
    /// An auxiliary verb.
    Aux,
    /// A pronoun that can be a subject.
    Pron,
    /// A pronoun in another case.
    Obj,
    /// Attributes words to the phrase beside it: "laut", "selon".
    Attr,
    /// A form of a verb of saying.
    Verb,
    /// A verb in the form of reported speech (Konjunktiv I).
    Reported,
    /// A stretch in marks, taken as one.
    Quote,
}

/// Classifies every token.
pub(super) fn classify(article: &Article, document: &Document) -> Vec<Class> {
    let tables = document.lang.tables();
    let words = Listed::of(document.lang);
    let mut classes = vec![Class::Mark; document.tokens.len()];
    for sentence in &document.sentences {
        let mut initial = true;
        let (first, last) = sentence.tokens;
        let range = first as usize..last as usize;
        for (index, (token, slot)) in range.clone().zip(document.tokens[range.clone()].iter().zip(&mut classes[range]))
        {
            let class = match token.kind {
                TokenKind::Mark => mark(article, document, index),
                TokenKind::Number => Class::Number,
                TokenKind::Word => {
                    let capital = token.span.of(&article.text).chars().next().is_some_and(char::is_uppercase);
                    word(tables, words, document.norm(token), capital, initial)
                }
            };
            initial = matches!(class, Class::Mark | Class::Colon) && token.kind == TokenKind::Mark;
            *slot = class;
        }
    }
    classes
}

/// What a mark is.
fn mark(article: &Article, document: &Document, index: usize) -> Class {
    let span = document.tokens[index].span;
    match span.of(&article.text) {
        "," => Class::Comma,
        ":" => Class::Colon,
        ";" | "!" | "?" | "…" | "–" | "—" => Class::Break,
        "." => {
            let inside = article.text[span.end as usize..].starts_with(|c: char| c.is_alphanumeric());
            if inside { Class::Mark } else { Class::Break }
        }
        "-" if article.text[..span.start as usize].ends_with(' ') => Class::Break,
        _ => Class::Mark,
    }
}

/// What a word is. A capital inside a sentence makes a noun of anything.
fn word(tables: &Tables, words: &Words, norm: &str, capital: bool, initial: bool) -> Class {
    if capital && !initial {
        let address = norm != "sie" && norm != "ihnen" && norm != "vous";
        return if address { Class::Noun } else { Class::Obj };
    }
    let listed = words.get(norm).copied().unwrap_or_default();
    if let Some(class) = listed.clause {
        return class;
    }
    if capital {
        return if listed.opener { Class::Adv } else { Class::Noun };
    }
    if listed.verb {
        Class::Verb
    } else if reported(tables, norm) {
        Class::Reported
    } else {
        Class::Lower
    }
}

/// Words with what the tables say of them.
type Words = FxHashMap<&'static str, Listed>;

/// What the tables say of a word, merged so that one look-up tells.
#[derive(Clone, Copy, Debug, Default)]
struct Listed {
    /// What it is as a function word.
    clause: Option<Class>,
    /// Whether it opens sentences.
    opener: bool,
    /// Whether it is a form of a verb of saying.
    verb: bool,
}

impl Listed {
    /// The words of a language, merged on first use.
    fn of(lang: Lang) -> &'static Words {
        static ALL: LazyLock<Vec<Words>> =
            LazyLock::new(|| Lang::ALL.into_iter().map(|lang| Listed::merge(lang.tables())).collect());
        &ALL[lang as usize]
    }

    fn merge(tables: &Tables) -> Words {
        let mut words = Words::default();
        for (word, value) in tables.clause_words.sorted() {
            words.entry(word).or_default().clause = Some(clause_class(value));
        }
        for word in tables.openers.keys() {
            words.entry(word).or_default().opener = true;
        }
        for word in tables.speech_verbs.keys() {
            words.entry(word).or_default().verb = true;
        }
        words
    }
}

/// The class of a function word, from its value in the table.
fn clause_class(value: &str) -> Class {
    match value.as_bytes().first() {
        Some(b'd') => Class::Det,
        Some(b'o') if value == "obl" => Class::Obl,
        Some(b'o') => Class::Obj,
        Some(b'p') if value == "prep" => Class::Prep,
        Some(b'p') => Class::Pron,
        Some(b'c') => Class::Coord,
        Some(b's') => Class::Sub,
        Some(b'a') if value == "aux" => Class::Aux,
        Some(b'a') if value == "attr" => Class::Attr,
        _ => Class::Adv,
    }
}

/// Whether a verb is in the form of reported speech. German verbs in -ieren are regular: "resultiere".
pub(super) fn reported(tables: &Tables, norm: &str) -> bool {
    const SHORTEST: usize = 7; // "niere", "tiere" are nouns, "viere" a numeral
    (norm.ends_with('e') || norm == "seien")
        && (tables.subjunctive.has(norm)
            || norm.len() >= SHORTEST && norm.ends_with("iere") && tables.subjunctive.has("sei"))
}
