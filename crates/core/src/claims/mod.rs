//! What the clauses of an article say, as far as two articles can be held together by it: extracted, not judged.
//!
//! In: a [`Document`] with its values, names and quotations. Out: [`Claims`]: for every token its stem and concept,
//! for every sentence a [`Statement`] with its clauses, amounts, moments, polarity, modality and sources. Always: one
//! statement a sentence, in text order. Linear in the text.

pub mod concepts;
mod statement;
mod stem;
mod words;

pub use statement::{Clause, Statement, statements};
pub(crate) use words::tokens_in;
pub use words::{Word, key, words};

use crate::claims::concepts::ConceptMention;
use crate::claims::concepts::Cue;
use crate::names::Names;
use crate::segment::Document;
use crate::text::Article;
use crate::values::Reference;
use crate::values::Value;

/// The claims of an article.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// One a token.
    pub words: Vec<Word>,
    /// In text order.
    pub concepts: Vec<ConceptMention>,
    /// In text order: words that negate.
    pub negations: Vec<Cue>,
    /// In text order: words that make a claim less, or more, than a fact.
    pub modalities: Vec<Cue>,
    /// One a sentence.
    pub statements: Vec<Statement>,
}

/// Reads the claims of a document.
pub fn claims(article: &Article, document: &Document, values: &[Value], names: &Names, reference: Reference) -> Claims {
    let concepts = concepts::concepts(article, document);
    let negations = concepts::negations(document);
    let mut modalities = concepts::modalities(document);
    let words = words(article, document, values, names, &concepts);
    // A word inside a value is none of modality: the month of May.
    modalities.retain(|cue| words[cue.tokens.0 as usize].value.is_none());
    let statements = statements(document, values, names, &words, reference);
    Claims { words, concepts, negations, modalities, statements }
}
