//! From the words that name a speaker to the person or institution behind them.
//!
//! In: a [`Subject`] in its frame. Out: a [`Speaker`]. Pronouns and bare roles go back to the persons before; how far is
//! bounded, so the cost of one look is constant.

use super::Speaker;
use super::frames::Frame;
use super::genders::Gender;
use super::genders::by_first_name;
use super::genders::person_noun;
use super::genders::suffix;
use super::phrases::Phrase;
use super::phrases::Phrases;
use super::subject::Subject;
use super::words::Class;
use crate::lang::Tables;
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::Names;
use crate::segment::Document;
use crate::text::Article;
use crate::text::Span;

/// How many mentions of persons a pronoun looks back over.
const LOOK_BACK: usize = 12;

/// Finds the bearers of names and roles.
pub(super) struct People<'a> {
    pub(super) article: &'a Article,
    pub(super) document: &'a Document,
    pub(super) names: &'a Names,
    /// Of each entity, by its roles and forms of address.
    genders: Vec<Gender>,
    /// Of each role, its words in lower case.
    role_words: Vec<String>,
}

impl<'a> People<'a> {
    pub(super) fn new(article: &'a Article, document: &'a Document, names: &'a Names) -> Self {
        let mut people =
            Self { article, document, names, genders: vec![Gender::Unknown; names.entities.len()], role_words: vec![] };
        for role in &names.roles {
            let words = role.span.of(&article.text).to_lowercase();
            let gender = people.gender_of(&words);
            people.role_words.push(words);
            if gender != Gender::Unknown
                && let Some(slot) = people.genders.get_mut(role.entity as usize)
            {
                *slot = gender;
            }
        }
        for mention in &names.mentions {
            if people.genders.get(mention.entity as usize) != Some(&Gender::Unknown) {
                continue;
            }
            let before = article.text[..mention.span.start as usize].trim_end();
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
            let gender = people.gender_of(&word.to_lowercase());
            if let Some(slot) = people.genders.get_mut(mention.entity as usize) {
                *slot = gender;
            }
        }
        people
    }

    fn tables(&self) -> &'static Tables {
        self.document.lang.tables()
    }

    /// The gender of the first word of `lower` that names a human being.
    fn gender_of(&self, lower: &str) -> Gender {
        let found =
            lower.split(|c: char| !c.is_alphanumeric() && c != '-').find_map(|word| person_noun(self.tables(), word));
        match found {
            Some("m") => Gender::Masculine,
            Some("f") => Gender::Feminine,
            _ => Gender::Unknown,
        }
    }

    fn gender(&self, entity: u32) -> Gender {
        let known = self.genders.get(entity as usize).copied().unwrap_or(Gender::Unknown);
        if known != Gender::Unknown {
            return known;
        }
        self.names
            .entities
            .get(entity as usize)
            .map_or(Gender::Unknown, |entity| by_first_name(self.tables(), &entity.name))
    }

    /// The mentions inside a span.
    pub(super) fn mentions(&self, span: Span) -> &'a [Mention] {
        let mentions = &self.names.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let last = mentions.partition_point(|mention| mention.span.start < span.end);
        &mentions[first..last]
    }

    fn kind(&self, mention: &Mention) -> Option<NameKind> {
        self.names.entities.get(mention.entity as usize).map(|entity| entity.kind)
    }

    pub(super) fn is_human(&self, entity: u32) -> bool {
        self.names.entities.get(entity as usize).is_some_and(|entity| entity.kind == NameKind::Person)
    }

    fn is_person(&self, mention: &Mention) -> bool {
        !mention.derived && self.kind(mention) == Some(NameKind::Person)
    }

    /// The person first named in a frame, outside quotations.
    pub(super) fn leading_person(&self, frame: &Frame, quoted: impl Fn(Span) -> bool) -> Option<Mention> {
        self.mentions(frame.span)
            .iter()
            .take(LOOK_BACK)
            .find(|mention| self.is_person(mention) && !quoted(mention.span))
            .copied()
    }

    /// The speaker of a mention.
    pub(super) fn of_mention(&self, mention: &Mention, span: Span) -> Speaker {
        let name =
            self.names.entities.get(mention.entity as usize).map_or_else(String::new, |entity| entity.name.clone());
        Speaker { name, span: Some(span), entity: Some(mention.entity) }
    }

    /// Resolves a subject. `context` are the persons that a pronoun may mean, nearest first.
    pub(super) fn resolve(&self, phrases: Phrases<'_>, subject: &Subject, context: &[u32]) -> Option<Speaker> {
        match subject {
            Subject::Pronoun(at) => self.pronoun(phrases, *at, context),
            Subject::Phrase(phrase) => self.phrase(phrases, phrase, context),
        }
    }

    /// The bytes of a range of units.
    pub(super) fn span(
        &self,
        phrases: Phrases<'_>,
        units: std::ops::Range<usize>,
        quote_end: impl Fn(u32) -> u32,
    ) -> Option<Span> {
        let first = phrases.frame.units.get(units.start)?;
        let last = phrases.frame.units.get(units.end.checked_sub(1)?)?;
        let start = self.document.tokens[first.token as usize].span.start;
        let end = match last.pair {
            Some(pair) => quote_end(pair),
            None => self.document.tokens[last.token as usize].span.end,
        };
        (start < end).then_some(Span { start, end })
    }

    fn bytes(&self, phrases: Phrases<'_>, units: std::ops::Range<usize>) -> Option<Span> {
        self.span(phrases, units, |_| u32::MAX)
            .map(|span| Span { start: span.start, end: span.end.min(phrases.frame.span.end) })
    }

    /// Whether a speaker can speak: a person, an organisation, or a noun for one.
    pub(super) fn can_speak(&self, speaker: &Speaker) -> bool {
        if let Some(entity) = speaker.entity {
            return self.names.entities.get(entity as usize).is_some_and(|entity| entity.kind != NameKind::Place);
        }
        let lower = speaker.name.to_lowercase();
        lower.split_whitespace().any(|word| {
            let body = || suffix(&self.tables().speakers, word, |_| true).is_some();
            let pronoun = || matches!(self.tables().clause_words.get(word), Some("pron m" | "pron f" | "pron p"));
            person_noun(self.tables(), word).is_some() || body() || pronoun()
        })
    }

    fn pronoun(&self, phrases: Phrases<'_>, at: usize, context: &[u32]) -> Option<Speaker> {
        let norm = phrases.norm(at);
        let gender = match (self.tables().clause_words.get(norm), norm) {
            (Some("pron m"), _) | (_, "ihm" | "ihn" | "him") => Gender::Masculine,
            (Some("pron f"), _) => Gender::Feminine,
            _ => Gender::Unknown,
        };
        let span = self.bytes(phrases, at..at + 1);
        match norm {
            "man" | "on" | "es" | "it" | "one" | "ich" | "i" | "je" | "wir" | "we" | "nous" => return None,
            _ => {}
        }
        let entity = context.iter().copied().find(|&entity| gender.fits(self.gender(entity)));
        match entity {
            Some(entity) => {
                let name = self.names.entities.get(entity as usize)?.name.clone();
                Some(Speaker { name, span, entity: Some(entity) })
            }
            None => span.map(|span| Speaker {
                name: span.of(&self.article.text).to_owned(),
                span: Some(span),
                entity: None,
            }),
        }
    }

    fn phrase(&self, phrases: Phrases<'_>, phrase: &Phrase, context: &[u32]) -> Option<Speaker> {
        let whole = self.bytes(phrases, phrase.whole.clone())?;
        let core = self.bytes(phrases, phrase.core.clone())?;
        if let Some(mention) = self.mentions(core).iter().find(|mention| self.is_person(mention)) {
            return Some(self.of_mention(mention, whole));
        }
        if let Some((mention, span)) = self.apposition(phrases, phrase, whole) {
            return Some(self.of_mention(&mention, span));
        }
        let head = Self::head(phrases, phrase);
        if self.tables().speech_nouns.has(head) {
            return self.behind(phrases, phrase, whole, context);
        }
        let role = person_noun(self.tables(), head);
        if let Some(gender) = role
            && Self::definite(phrases, phrase)
            && let Some(entity) = self.bearer(head, gender, context)
        {
            let name = self.names.entities.get(entity as usize)?.name.clone();
            return Some(Speaker { name, span: Some(whole), entity: Some(entity) });
        }
        if let Some(mention) = self.mentions(core).iter().find(|mention| !mention.derived) {
            return Some(self.of_mention(mention, whole));
        }
        let named = if role.is_some() { phrase.whole.clone() } else { phrase.core.clone() };
        Some(Speaker { name: self.bare(phrases, named), span: Some(whole), entity: None })
    }

    /// "die Sprecherin der Bundespolizei, Katja Brüning"; "der Chef der Partei Petra Pau".
    fn apposition(&self, phrases: Phrases<'_>, phrase: &Phrase, whole: Span) -> Option<(Mention, Span)> {
        let end = phrase.whole.end;
        if phrases.class(end) == Some(Class::Comma)
            && matches!(phrases.class(end + 1), Some(Class::Noun))
            && let Some(next) = self.bytes(phrases, end + 1..end + 2)
            && let Some(mention) = self.mentions(next).first().filter(|mention| self.is_person(mention))
        {
            return Some((*mention, whole.hull(mention.span)));
        }
        let tail = phrase.core.end..phrase.whole.end;
        let span = self.bytes(phrases, tail.clone())?;
        let mention = self.mentions(span).iter().find(|mention| self.is_person(mention))?;
        let at = tail.clone().find(|&at| {
            self.document.tokens[phrases.frame.units[at].token as usize].span.start >= mention.span.start
        })?;
        let follows_noun = phrases.class(at.checked_sub(1)?) == Some(Class::Noun);
        let of_person = tail.start + 1 < at
            && (tail.start + 1..at).any(|unit| person_noun(self.tables(), phrases.norm(unit)).is_some());
        (follows_noun && !of_person).then_some((*mention, whole))
    }

    /// The head noun of a phrase: the last of its core before a name.
    fn head<'p>(phrases: Phrases<'p>, phrase: &Phrase) -> &'p str {
        let noun = |&at: &usize| matches!(phrases.class(at), Some(Class::Noun | Class::Lower));
        phrase.core.clone().rev().find(noun).map_or("", |at| phrases.norm(at))
    }

    /// "Angaben der Polizei": the speaker is the genitive.
    fn behind(&self, phrases: Phrases<'_>, phrase: &Phrase, whole: Span, context: &[u32]) -> Option<Speaker> {
        let mut at = phrase.core.end;
        while at < phrase.whole.end && matches!(phrases.class(at), Some(Class::Prep)) {
            at += 1;
        }
        if at < phrase.whole.end
            && let Some(inner) = phrases.phrase(at)
        {
            let mut speaker = self.phrase(phrases, &inner, context)?;
            speaker.span = Some(whole);
            return Some(speaker);
        }
        Some(Speaker { name: self.bare(phrases, phrase.core.clone()), span: Some(whole), entity: None })
    }

    fn definite(phrases: Phrases<'_>, phrase: &Phrase) -> bool {
        let owned = phrase.core.len() == 2 && phrases.named_at(phrase.core.start);
        if owned && phrase.core == phrase.whole {
            return true; // "Russlands Außenminister"
        }
        let first = phrases.norm(phrase.core.start);
        phrases.document.lang.tables().definite_words.has(first) && phrase.core == phrase.whole
    }

    /// Who bears a role that the article gave before, or else the nearest person of its gender.
    fn bearer(&self, head: &str, gender: &str, context: &[u32]) -> Option<u32> {
        let fits = match gender {
            "m" => Gender::Masculine,
            "f" => Gender::Feminine,
            _ => Gender::Unknown,
        };
        let named = self.names.roles.iter().zip(&self.role_words).take(64);
        let mut named = named.filter(|(_, words)| words.split_whitespace().any(|word| word.ends_with(head)));
        named
            .next()
            .map(|(role, _)| role.entity)
            .or_else(|| context.iter().copied().find(|&entity| fits.fits(self.gender(entity))))
    }

    /// The words of a phrase without its article.
    fn bare(&self, phrases: Phrases<'_>, units: std::ops::Range<usize>) -> String {
        let start = units
            .clone()
            .find(|&at| {
                !matches!(phrases.class(at), Some(Class::Det | Class::Obl)) && !matches!(phrases.norm(at), "'" | "’")
            })
            .unwrap_or(units.start);
        self.bytes(phrases, start..units.end).map_or_else(String::new, |span| span.of(&self.article.text).to_owned())
    }

    /// The persons a pronoun at a place may mean, nearest first: those of this frame before it, those of the frame
    /// before (its first one first), `last` (whom the sentence before was about, the last speaker), then further back.
    pub(super) fn context(
        &self,
        frame: &Frame,
        before: u32,
        previous: Option<&Frame>,
        last: impl Iterator<Item = u32>,
        quoted: impl Fn(Span) -> bool,
    ) -> Vec<u32> {
        let mut found: Vec<u32> = vec![];
        let mut put = |entity: u32| {
            if !found.contains(&entity) {
                found.push(entity);
            }
        };
        let here = Span { start: frame.span.start, end: before.max(frame.span.start) };
        for mention in
            self.mentions(here).iter().rev().take(LOOK_BACK).rev().filter(|m| self.is_person(m) && !quoted(m.span))
        {
            put(mention.entity);
        }
        last.for_each(&mut put);
        if let Some(previous) = previous {
            for mention in
                self.mentions(previous.span).iter().take(LOOK_BACK).filter(|m| self.is_person(m) && !quoted(m.span))
            {
                put(mention.entity);
            }
        }
        let until = self.names.mentions.partition_point(|mention| mention.span.start < frame.span.start);
        for mention in self.names.mentions[..until].iter().rev().take(LOOK_BACK).filter(|m| self.is_person(m)) {
            put(mention.entity);
        }
        found
    }
}
