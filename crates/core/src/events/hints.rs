//! What an article says, besides its words, of which event it reports: the months it names, and whom it is about.

use crate::events::stated::is_past;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;
use crate::reading::Reading;
use crate::values::Edge;
use crate::values::Reference;

/// The hints of one article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// Months that it tells of as past, without a year, or with the year it is read by: bit `m` for month `m`, 1..=12.
    months: u16,
    /// The people it names again and again.
    protagonists: Vec<String>,
    /// Everybody it names.
    people: Vec<String>,
}

/// How often an article that is about somebody names that person at least.
const LEAST_MENTIONS: usize = 4;
/// How often an article that is about several people names each.
const OFTEN: usize = 5;

/// What hints that exclude one another leave of a similarity: words alone do not make two articles report one event
/// where they name other months, or where one never names whom the other is about.
const EXCLUDED: f64 = 0.25;
/// What a month that both name adds.
const SHARED_MONTH: f64 = 1.2;

/// Collects the hints of an article. Linear.
pub(crate) fn hints(reading: &Reading) -> Hints {
    let names = &reading.names;
    let mut counts = vec![0_usize; names.entities.len()];
    for mention in &names.mentions {
        counts[mention.entity as usize] += 1;
    }
    let people = || names.entities.iter().enumerate().filter(|(_, entity)| entity.kind == NameKind::Person);
    let most = people().map(|(index, _)| counts[index]).max().unwrap_or(0);
    let least = if most < OFTEN { LEAST_MENTIONS.max(most) } else { OFTEN };
    Hints {
        months: months(reading),
        protagonists: people()
            .filter(|&(index, _)| counts[index] >= least)
            .map(|(_, entity)| entity.name.clone())
            .collect(),
        people: people().map(|(_, entity)| entity.name.clone()).collect(),
    }
}

/// The months that an article tells of as just past.
fn months(reading: &Reading) -> u16 {
    let year = reading.reference.range.filter(|_| trusted(reading)).map(|(first, _)| first.year());
    let mut months = 0;
    for statement in
        reading.claims.statements.iter().filter(|statement| statement.prose && statement.background.is_empty())
    {
        for value in &reading.values[statement.values.0 as usize..statement.values.1 as usize] {
            let Some(time) = &value.time else { continue };
            let this_year = time.year.is_none() || time.year == year;
            let near = this_year && time.edge == Edge::At && is_past(reading, statement.tokens, value);
            if let Some(month) = time.month.filter(|_| near) {
                months |= 1 << month;
            }
        }
    }
    months
}

/// Whether an article is dated to the day.
fn trusted(reading: &Reading) -> bool {
    reading.reference != Reference::UNKNOWN && reading.reference.day().is_some()
}

/// What the hints of two articles, at least one of them without a trusted day, make of their similarity.
pub(crate) fn by_months(left: &Hints, right: &Hints) -> f64 {
    match (left.months, right.months) {
        (0, _) | (_, 0) => 1.0,
        (l, r) if l & r == 0 => EXCLUDED,
        _ => SHARED_MONTH,
    }
}

/// Whether the months that two articles tell of as past leave open that one speaks of the other's event.
pub fn months_allow(left: &Reading, right: &Reading) -> bool {
    let (l, r) = (months(left), months(right));
    l == 0 || r == 0 || l & r != 0
}

/// What the people of two articles make of their similarity: an article about somebody and one on people of its own
/// that never names that one report two events.
pub(crate) fn by_people(left: &Hints, right: &Hints) -> f64 {
    let lacks = |about: &Hints, other: &Hints| {
        other.people.len() > 1
            && about.protagonists.iter().any(|name| {
                let same = |other: &String| compare_names(NameKind::Person, name, other) != NameRelation::Different;
                !other.people.iter().any(same)
            })
    };
    if lacks(left, right) || lacks(right, left) { EXCLUDED } else { 1.0 }
}
