//! The reading rooms applied to one article.
//!
//! In: an [`Article`]. Out: a [`Reading`], all that a comparison needs to know of it. Pure and independent of other
//! articles, so that it can run on every article at once. Linear in the text.

use crate::claims::Claims;
use crate::claims::claims;
use crate::fingerprint::Fingerprint;
use crate::fingerprint::fingerprint;
use crate::names::Names;
use crate::names::names;
use crate::quotes::Quotation;
use crate::quotes::marked;
use crate::quotes::quotes;
use crate::segment::Document;
use crate::segment::segment;
use crate::text::Article;
use crate::text::Span;
use crate::values::Reference;
use crate::values::Value;
use crate::values::values;

/// What is read in one article.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The article as given.
    pub article: &'a Article,
    /// Paragraphs, sentences, tokens.
    pub document: Document,
    /// Shingles and simhash.
    pub print: Fingerprint,
    /// The date it is read by: stated, or inferred from articles of the same event.
    pub reference: Reference,
    /// Whether that date is inferred: then it supports no claim about days that are named by it alone.
    pub inferred: bool,
    /// In text order.
    pub values: Vec<Value>,
    /// In text order.
    pub names: Names,
    /// Stretches in quotation marks.
    pub marked: Vec<Span>,
    /// In text order.
    pub quotes: Vec<Quotation>,
    /// What its sentences say.
    pub claims: Claims,
}

/// Reads one article by its stated date.
pub fn read(article: &Article) -> Reading<'_> {
    let document = segment(article);
    let print = fingerprint(article, &document);
    let names = names(article, &document);
    let quotes = quotes(article, &document, &names);
    let marked = marked(article, &document);
    let reference = Reference::stated(article.date.as_ref());
    let values = values(article, &document, reference);
    let claims = claims(article, &document, &values, &names, reference);
    Reading { article, document, print, reference, inferred: false, values, names, marked, quotes, claims }
}

impl Reading<'_> {
    /// Reads the values and claims again by another date.
    pub fn redate(&mut self, reference: Reference) {
        self.reference = reference;
        self.inferred = true;
        self.values = values(self.article, &self.document, reference);
        self.claims = claims(self.article, &self.document, &self.values, &self.names, reference);
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }
}
