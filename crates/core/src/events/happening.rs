//! What people did together, told in one sentence: the smallest thing that two articles on different events can both
//! mention.

use crate::claims::Statement;
use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;
use crate::reading::Reading;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Two people and what they did together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Index of the article.
    pub article: u32,
    /// Number of the statement.
    pub statement: u32,
    /// What they did.
    pub concept: ConceptId,
    /// The two people, as entities of the article, ascending.
    pub people: (u32, u32),
}

/// Happenings of different articles that are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// In order of article and statement.
    pub happenings: Vec<Happening>,
}

/// A clause on more people than this is a list.
const MOST_PEOPLE: usize = 4;

/// The happenings of an article: each pair of people that a clause of prose names, or means by "die beiden", with each
/// deed it tells. Linear.
pub fn happenings(article: u32, reading: &Reading) -> Vec<Happening> {
    let mut found = Vec::new();
    let mut before: Vec<u32> = Vec::new();
    for (number, statement) in reading.claims.statements.iter().enumerate().filter(|(_, statement)| statement.prose) {
        let all = people(reading, statement, reading.document.sentences[number].span);
        if all.is_empty() && before.len() == 2 && names_both(reading, statement.tokens) {
            found.extend(deeds(reading, statement.tokens).into_iter().map(|concept| Happening {
                article,
                statement: number as u32,
                concept,
                people: (before[0], before[1]),
            }));
        }
        for clause in &statement.clauses {
            let people = people(reading, statement, clause.span);
            for concept in deeds(reading, clause.tokens) {
                found.extend(couples(&people).map(|people| Happening {
                    article,
                    statement: number as u32,
                    concept,
                    people,
                }));
            }
        }
        before = all;
    }
    found
}

/// The people that a stretch of a sentence names, ascending, each once.
fn people(reading: &Reading, statement: &Statement, span: Span) -> Vec<u32> {
    let (from, to) = statement.mentions;
    let mut people: Vec<u32> = reading.names.mentions[from as usize..to as usize]
        .iter()
        .filter(|mention| span.contains(mention.span))
        .map(|mention| mention.entity)
        .filter(|&entity| reading.names.entities[entity as usize].kind == NameKind::Person)
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Every two of a few people; none of a list.
fn couples(people: &[u32]) -> impl Iterator<Item = (u32, u32)> + '_ {
    let few = if people.len() <= MOST_PEOPLE { people } else { &[] };
    few.iter().enumerate().flat_map(move |(at, &first)| few[at + 1..].iter().map(move |&second| (first, second)))
}

/// Whether a sentence speaks of "the two" of the sentence before.
fn names_both(reading: &Reading, (from, to): (u32, u32)) -> bool {
    let table = &reading.document.lang.tables().both;
    (from..to).any(|token| table.has(reading.document.norm(&reading.document.tokens[token as usize])))
}

/// What is done in a run of tokens, each deed once.
fn deeds(reading: &Reading, (from, to): (u32, u32)) -> Vec<ConceptId> {
    let mut deeds: Vec<ConceptId> = reading.claims.words[from as usize..to as usize]
        .iter()
        .filter_map(|word| word.concept)
        .filter(|&concept| concepts::class(concept) == "event" && is_mutual(concept))
        .collect();
    deeds.sort_unstable();
    deeds.dedup();
    deeds
}

/// Whether a deed joins two people in one place: only such deeds make a happening.
fn is_mutual(concept: ConceptId) -> bool {
    MUTUAL.contains(&concepts::name(concept))
}

/// Deeds that two people do together, in one place and time.
const MUTUAL: &[&str] =
    &["duel", "greet", "marry", "meet", "negotiate", "receive", "sign", "summit", "talk", "visit", "welcome"];

/// Puts the happenings of different articles together that are the same two people's. Linear but for happenings that
/// very many articles tell.
pub fn shared(readings: &[Reading], all: &[Happening]) -> Vec<Shared> {
    let mut groups: FxHashMap<(String, String), Vec<&Happening>> = FxHashMap::default();
    for happening in all {
        let name = |entity: u32| last_word(&readings[happening.article as usize].names.entities[entity as usize].name);
        let (first, second) = (name(happening.people.0), name(happening.people.1));
        let key = if first <= second { (first, second) } else { (second, first) };
        groups.entry(key).or_default().push(happening);
    }
    let mut found: Vec<Shared> = groups
        .into_values()
        .map(|mut group| {
            group.sort_by_key(|happening| (happening.article, happening.statement));
            group.dedup_by_key(|happening| (happening.article, happening.statement));
            let first = group[0];
            let same = group.into_iter().filter(|other| same_people(readings, first, other)).cloned().collect();
            Shared { happenings: same }
        })
        .filter(|shared| shared.happenings.first().map(|h| h.article) != shared.happenings.last().map(|h| h.article))
        .collect();
    found.sort_by_key(|shared| {
        (shared.happenings[0].article, shared.happenings[0].statement, shared.happenings[0].people)
    });
    found
}

/// The last word of a name, in lower case and without hyphens, so that spellings meet.
fn last_word(name: &str) -> String {
    name.rsplit([' ', '-']).find(|word| !word.is_empty()).unwrap_or(name).to_lowercase()
}

/// Whether the people of two happenings are the same, in either order.
fn same_people(readings: &[Reading], left: &Happening, right: &Happening) -> bool {
    let name = |happening: &Happening, entity: u32| {
        readings[happening.article as usize].names.entities[entity as usize].name.clone()
    };
    let same = |l: u32, r: u32| compare_names(NameKind::Person, &name(left, l), &name(right, r)) == NameRelation::Same;
    let (l, r) = (left.people, right.people);
    left.article == right.article && l == r || same(l.0, r.0) && same(l.1, r.1) || same(l.0, r.1) && same(l.1, r.0)
}
