//! People, organisations and places, without a model.
//!
//! In: a [`Document`] with its article. Out: [`Names`]: mentions in text order, not overlapping, each of an entity of
//! this article; and [`compare_names`] and [`places`](place_relation) for holding names of two articles together.
//! Linear in the text.

mod company;
mod echoes;
mod entities;
mod finder;
mod gazetteer;
mod identity;
mod lexicon;
mod locations;
mod organisations;
mod people;
pub mod posts;
mod relation;
mod roles;
mod spelling;
mod units;

use self::finder::Finder;
use self::lexicon::Lexicon;
use self::units::Units;
use crate::lang::Lang;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, authority, party, club, agency.
    Organisation,
    /// A place of any size.
    Place,
}

/// One place in the text where an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name alone, without role or article: "Lawrow", not "Außenminister Lawrow".
    pub span: Span,
    /// Index into [`Names::entities`].
    pub entity: u32,
    /// Whether it only derives from the name: "nordkoreanische", "Putin-Besuch".
    pub derived: bool,
}

/// A role that the text gives to a person: "Polizeisprecherin", "der Leiter der Abteilung", "Deputy Governor".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleMention {
    /// The words of the role with what belongs to it ("Sprecherin der Bundespolizei"), without the article.
    pub span: Span,
    /// The person.
    pub entity: u32,
    /// The mention of the person beside it.
    pub mention: Span,
    /// Whether the person no longer holds it: "Ex-", "früherer", "former", "ancien".
    pub former: bool,
}

/// Words that stand for a person without a name: "die Ministerin", after "Ministerin Katja Brüning".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The role's words, without the article.
    pub span: Span,
    /// The person.
    pub entity: u32,
}

/// One person, organisation or place of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: NameKind,
    /// Its fullest form in the article, nominative ("Katja Brüning").
    pub name: String,
}

/// The names of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In text order.
    pub roles: Vec<RoleMention>,
    /// In text order.
    pub references: Vec<Reference>,
}

/// How two names stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRelation {
    /// One bearer: spellings, initials, surname alone, titles.
    Same,
    /// Two bearers: both are full enough, and they differ.
    Different,
    /// Cannot be told.
    Unknown,
}

/// How two places stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRelation {
    /// One place, possibly in other spellings.
    Same,
    /// The first lies in the second.
    Within,
    /// The second lies in the first.
    Contains,
    /// Both are known and neither holds the other.
    Disjoint,
    /// At least one is not in the table.
    Unknown,
}

/// Reads the names of a document.
pub fn names(article: &Article, document: &Document) -> Names {
    let mut units = Units::read(article, document, Lexicon::of(document.lang));
    if document.lang == Lang::De {
        finder::mark_nouns(&mut units);
    }
    let mut finder = Finder::new(&article.text, document.lang, &units);
    organisations::organisations(&mut finder);
    people::people(&mut finder);
    locations::locations(&mut finder);
    echoes::echoes(&mut finder);
    locations::patterns(&mut finder);
    echoes::echoes(&mut finder);
    locations::derived(&mut finder);
    let mut names = entities::entities(&mut finder);
    roles::roles(&finder, &mut names);
    names
}

/// Whether two names of one kind can be one bearer's. Symmetric.
///
/// Sees through spellings ("Malejew", "Maleyev"), diacritics, initials, titles and offices, order, middle names, short
/// given names, legal forms and acronyms. A surname alone is the same as a full name with it; a given name alone is
/// not. Constant cost: long names are cut. Sound by the Kölner Phonetik (Postel 1969), slips by Damerau-Levenshtein.
pub fn compare_names(kind: NameKind, left: &str, right: &str) -> NameRelation {
    identity::compare(kind, left, right)
}

/// How two places stand to one another, by the gazetteer. Mirror-symmetric.
pub fn place_relation(left: &str, right: &str) -> PlaceRelation {
    relation::relation(left, right)
}

#[cfg(test)]
mod tests;
