//! Which news agencies an article credits.
//!
//! An agency is credited in the brackets of a dateline ("Bonn (dpa) – …"), in a short closing line ("dpa/afp"), or in
//! brackets at the end of a paragraph; or it is the outlet itself. The brackets of a dateline hold nothing but an
//! agency, so an unknown one counts there; elsewhere the table decides.

use crate::reading::Reading;
use crate::segment::Document;
use crate::segment::Paragraph;
use crate::segment::Token;
use crate::segment::TokenKind;

/// A closing line of credits has at most so many words.
const CLOSING: usize = 8;
/// A dateline has at most so many tokens before its dash, and an agency's name so many words.
const DATELINE: usize = 14;
const NAME: usize = 3;
/// A dateline stands in one of the first paragraphs: a headline and a lead may come before.
const FIRST: usize = 4;

/// What an article credits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credits {
    /// Agencies, in lower case, sorted, once each.
    pub(super) agencies: Vec<String>,
    /// The one of them that published the article itself.
    pub(super) own: Option<String>,
}

/// Reads the credits of an article.
pub(super) fn credits(reading: &Reading) -> Credits {
    let document = &reading.document;
    let mut agencies: Vec<String> =
        document.paragraphs.iter().take(FIRST).filter_map(|at| dateline(reading, at)).collect();
    agencies.extend(document.credits.iter().map(|credit| credit.span.of(&reading.article.text).to_lowercase()));
    let last = document.paragraphs.len();
    for paragraph in &document.paragraphs[last.saturating_sub(FIRST)..] {
        agencies.extend(closing(document, paragraph));
    }
    let outlet = reading.article.outlet.as_deref().unwrap_or_default().to_lowercase();
    let table = &document.lang.tables().agencies;
    let is_own =
        |agency: &String| outlet.split(|c: char| !c.is_alphanumeric()).any(|word| word == agency) || outlet == *agency;
    if table.has(&outlet) {
        agencies.push(outlet.clone());
    }
    agencies.sort_unstable();
    agencies.dedup();
    let own = agencies.iter().find(|agency| is_own(agency)).cloned();
    Credits { agencies, own }
}

/// How an article writes an agency that it credits: in its text, or as its outlet.
pub(super) fn as_written<'a>(agency: &'a str, reading: &'a Reading) -> &'a str {
    let (article, document) = (reading.article, &reading.document);
    let outlet = article.outlet.as_deref().unwrap_or_default();
    if outlet.to_lowercase() == agency {
        return outlet;
    }
    let names: Vec<&str> = agency.split(' ').collect();
    let is_it = |tokens: &&[Token]| tokens.iter().zip(&names).all(|(token, name)| document.norm(token) == *name);
    let found = document.tokens.windows(names.len()).filter(is_it);
    let mut written = found.map(|tokens| tokens[0].span.hull(tokens[tokens.len() - 1].span).of(&article.text));
    let first = written.clone().next().unwrap_or(agency);
    // In brackets and slashes agencies are often small; where the text has them as a name, that is how they are.
    written.find(|words| words.starts_with(char::is_uppercase)).unwrap_or(first)
}

/// The norms of a paragraph's first tokens.
fn norms<'d>(document: &'d Document, paragraph: &Paragraph, at_most: usize) -> Vec<(&'d str, TokenKind)> {
    let sentences = &document.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize];
    sentences
        .iter()
        .flat_map(|sentence| document.tokens_of(sentence))
        .take(at_most)
        .map(|token| (document.norm(token), token.kind))
        .collect()
}

/// The agency in the brackets of a dateline.
fn dateline(reading: &Reading, paragraph: &Paragraph) -> Option<String> {
    let norms = norms(&reading.document, paragraph, DATELINE);
    let open = norms.iter().position(|norm| norm.0 == "(")?;
    let close = norms.iter().position(|norm| norm.0 == ")").filter(|&close| close > open)?;
    let is_dash = norms.get(close + 1).is_some_and(|norm| matches!(norm.0, "-" | "–" | "—" | "|" | ":"));
    let names: Vec<&str> = norms[open + 1..close].iter().map(|norm| norm.0).collect();
    let is_name = names.len() <= NAME && norms[open + 1..close].iter().all(|norm| norm.1 == TokenKind::Word);
    (is_dash && is_name && !names.is_empty()).then(|| names.join(" "))
}

/// The agencies of a closing line: short, and it begins or ends with one; or in the brackets that close a paragraph.
fn closing(document: &Document, paragraph: &Paragraph) -> Vec<String> {
    let table = &document.lang.tables().agencies;
    let norms = norms(document, paragraph, usize::MAX);
    let words = norms.iter().filter(|norm| norm.1 != TokenKind::Mark).count();
    let tail = norms.iter().rposition(|norm| norm.0 == "(").filter(|_| norms.last().is_some_and(|norm| norm.0 == ")"));
    let part = match tail {
        Some(open) => &norms[open..],
        None if words <= CLOSING => &norms[..],
        None => return vec![],
    };
    part.iter().map(|norm| norm.0).filter(|norm| table.has(norm)).map(str::to_owned).collect()
}
