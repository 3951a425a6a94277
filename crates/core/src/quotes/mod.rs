//! Direct quotations with speaker and cue.
//!
//! In: a [`Document`] with its article and names. Out: [`Quotation`]s in text order. Titles, brands, slogans and scare
//! quotes in marks are none. Linear in the text.

use crate::names::Names;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;

/// Who is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form of the name in the article, or the words that stand for the speaker ("Jury").
    pub name: String,
    /// The words near the quotation that name the speaker.
    pub span: Option<Span>,
    /// Index into [`Names::entities`], where it is one.
    pub entity: Option<u32>,
}

/// One direct quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Inside the marks; several spans where the cue interrupts one sentence.
    pub quote: Vec<Span>,
    /// Who is quoted, where the text tells.
    pub speaker: Option<Speaker>,
    /// The word of saying in the same sentence; none for a continued quotation.
    pub cue: Option<Span>,
    /// Who passed it on: "laut der Nachrichtenagentur Yonhap".
    pub via: Option<Span>,
}

/// Reads the quotations of a document.
pub fn quotes(article: &Article, document: &Document, names: &Names) -> Vec<Quotation> {
    let _ = (article, document, names);
    vec![]
}

/// Every stretch between quotation marks, quotation or not (titles and scare quotes too), marks excluded, in text
/// order. Claims and passages need it to know what stands in marks.
pub fn marked(article: &Article, document: &Document) -> Vec<Span> {
    let _ = (article, document);
    vec![]
}
