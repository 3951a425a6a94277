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
use crate::values::infer_reference;
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
    /// The date it is read by: stated, or inferred from its content or from articles of the same event.
    pub reference: Reference,
    /// Whether that date is inferred: then it supports no claim about days that are named by it alone.
    pub inferred: bool,
    /// The words of the article that an inferred date rests on; none where it is its companions'.
    pub inferred_from: Vec<Span>,
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

/// Reads one article by its stated date, or by one that its content settles.
pub fn read(article: &Article) -> Reading<'_> {
    let document = segment(article);
    let print = fingerprint(article, &document);
    let names = names(article, &document);
    let quotes = quotes(article, &document, &names);
    let marked = marked(article, &document);
    let reference = Reference::stated(article.date.as_ref());
    let values = values(article, &document, reference);
    let inference = article.date.is_none().then(|| infer_reference(article, &document, &values)).flatten();
    let claims = claims(article, &document, &values, &names, reference);
    let inferred_from = Vec::new();
    let mut reading = Reading {
        article,
        document,
        print,
        reference,
        inferred: false,
        inferred_from,
        values,
        names,
        marked,
        quotes,
        claims,
    };
    if let Some(inference) = inference {
        reading.redate(Reference { range: Some(inference.range) });
        reading.inferred_from = inference.spans;
    }
    reading
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undated_article_is_read_by_the_date_that_its_content_settles() {
        let text = "Am heutigen Mittwoch, 12. Juni 2024, brannte eine Scheune. Am Dienstag hatte es gewittert.";
        let article = Article { lang: Some("de".to_owned()), ..Article::new("a", text) };
        let reading = read(&article);
        let day = jiff::civil::date(2024, 6, 12);
        assert_eq!((reading.reference.range, reading.inferred), (Some((day, day)), true));
        assert_eq!(reading.inferred_from.len(), 1);
        assert!(reading.values.iter().any(|value| value.timex.as_deref() == Some("2024-06-11")));
        let vague = Article { lang: Some("de".to_owned()), ..Article::new("b", "Am Dienstag brannte eine Scheune.") };
        assert_eq!((read(&vague).reference.range, read(&vague).inferred), (None, false));
    }
}
