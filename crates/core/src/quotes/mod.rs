//! Quotations with speaker and cue: direct, indirect, reported.
//!
//! In: a [`Document`] with its article and names. Out: [`Quotation`]s in text order. Titles, brands, slogans and scare
//! quotes in marks are none. Linear in the text.

mod antecedents;
mod clauses;
mod company;
mod cues;
mod direct;
mod frames;
mod genders;
mod indirect;
mod leads;
mod marks;
mod people;
mod phrases;
mod subject;
mod words;

use crate::names::Names;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;
use rustc_hash::FxHashSet;

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

/// In what form words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// In the writer's words, close to what was said: Konjunktiv I, a clause with "dass".
    Indirect,
    /// What was said is summed up: "kritisierte die Politik", "nach Angaben der Polizei".
    Reported,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its form. Reports list direct quotations only; claims use all to know who says a thing.
    pub kind: QuoteKind,
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
    let pairs = marks::pair(article, document);
    let classes = words::classify(article, document);
    let frames = frames::frames(article, document, &classes, &pairs);
    let people = people::People::new(article, document, names);
    let mut reader = direct::Reader {
        article,
        document,
        classes: &classes,
        pairs: &pairs,
        people: &people,
        titles: FxHashSet::default(),
        last: None,
    };
    let mut found = vec![];
    for (number, frame) in frames.iter().enumerate() {
        let cues = cues::cues(document, frame);
        let used = reader.direct(&frames, number, &cues, &mut found);
        reader.indirect(&frames, number, &cues, &used, &mut found);
    }
    found.sort_by_key(|quote| (quote.quote[0].start, quote.kind));
    found
}

/// Every stretch between quotation marks, quotation or not (titles and scare quotes too), marks excluded, in text
/// order. Claims and passages need it to know what stands in marks.
pub fn marked(article: &Article, document: &Document) -> Vec<Span> {
    marks::pair(article, document).into_iter().map(|marked| marked.inner).collect()
}

#[cfg(test)]
mod tests;
