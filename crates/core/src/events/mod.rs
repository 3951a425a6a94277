//! Which articles report one event, and which only mention it.
//!
//! In: all [`Reading`]s of a run, in an order that does not depend on their ids. Out: [`Events`]: a partition of the
//! articles, with an inferred date for undated ones. Near linear: an inverted index over each article's most telling
//! words proposes neighbours, so that no stage looks at all pairs.

mod features;
mod happening;
mod hints;
mod stated;
mod weights;

pub use happening::{Happening, Shared, happenings, shared};
pub use hints::months_allow;
pub use stated::{StatedDateAnomaly, stated_dates};
pub use weights::Weights;

use crate::candidates::Overlap;
use crate::events::features::{Features, features, similarities};
use crate::events::hints::Hints;
use crate::events::hints::by_months;
use crate::events::hints::by_people;
use crate::events::hints::hints;
use crate::reading::Reading;
use crate::sets::Sets;
use crate::text::DateBasis;
use crate::values::Granularity;
use jiff::Unit;
use jiff::civil::Date;

/// Articles that report one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Indices of the articles, ascending.
    pub articles: Vec<u32>,
}

/// The events of a run.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// In order of their first article.
    pub events: Vec<Event>,
    /// The event of each article.
    pub of: Vec<u32>,
    /// First and last day that an undated article's companions are dated to, where they are to the day.
    pub dates: Vec<Option<(Date, Date)>>,
}

/// Events of more articles are never parted again: many articles do not come together by accident.
const MOST_PARTED: usize = 8;

impl Events {
    /// Parts events of a few dated articles where `are_one` holds for no way from one article to another. Costs the
    /// pairs of each event's articles.
    pub fn part(&mut self, are_one: impl Fn(u32, u32) -> bool) {
        let mut parted = Vec::with_capacity(self.events.len());
        for event in std::mem::take(&mut self.events) {
            let articles = &event.articles;
            if !(2..=MOST_PARTED).contains(&articles.len()) {
                parted.push(event);
                continue;
            }
            let mut sets = Sets::new(articles.len());
            for (at, &left) in articles.iter().enumerate() {
                for (other, &right) in articles.iter().enumerate().skip(at + 1) {
                    if are_one(left, right) {
                        sets.join(at as u32, other as u32);
                    }
                }
            }
            let mut parts = std::collections::BTreeMap::<u32, Event>::new();
            for (at, &article) in articles.iter().enumerate() {
                parts.entry(sets.root(at as u32)).or_default().articles.push(article);
            }
            parted.extend(parts.into_values());
        }
        parted.sort_by_key(|event| event.articles[0]);
        for (number, event) in parted.iter().enumerate() {
            for &article in &event.articles {
                self.of[article as usize] = number as u32;
            }
        }
        self.events = parted;
    }
}

/// How events are told apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Config {
    /// Articles on one event are dated within this many days.
    pub window_days: i32,
    /// Least similarity of two articles on one event.
    pub least_similarity: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self { window_days: WINDOW_DAYS, least_similarity: LEAST_SIMILARITY }
    }
}

/// News follows an event for about a week; the same people meet again later.
pub const WINDOW_DAYS: i32 = 7;

/// Cosine of the weighted words of two articles on one event, at least.
pub const LEAST_SIMILARITY: f64 = 0.11;

/// Share of the shorter article's shingles in the other from which on both tell one text, and so one event.
const ONE_TEXT: f64 = 0.35;

/// Articles that are dated this few days apart need share less: most outlets report an event within two days.
const NEAR_DAYS: i32 = 2;
/// See [`NEAR_DAYS`].
const NEAR_FACTOR: f64 = 1.5;

/// How many days before a report the day of its event lies at most, where it is named.
const NAMED_DAYS_BEFORE: i32 = 3;

/// From how many days on all days that an article names lie too far off.
const STRAY_DAYS: u32 = 21;

/// What a day named without a year does to a similarity where it does not fit the other's date. Where it fits, it tells
/// as much as a stated date: see [`NEAR_FACTOR`].
const NAMED_DAY_STRAYS: f64 = 0.6;

/// Groups the articles of a run into events.
pub fn events(readings: &[Reading], weights: &Weights, overlaps: &[Overlap], config: &Config) -> Events {
    let features: Vec<Features> = readings.iter().map(|reading| features(reading, weights)).collect();
    let days: Vec<Option<Date>> = readings.iter().map(trusted_day).collect();
    let mut edges = similarities(&features, |l, r| may_meet(days[l], days[r], config.window_days));
    let hints: Vec<Hints> = readings.iter().map(hints).collect();
    for edge in &mut edges {
        let (left, right) = (edge.left as usize, edge.right as usize);
        if days[left].is_none() || days[right].is_none() {
            edge.similarity *= by_people(&hints[left], &hints[right]);
            edge.similarity *= by_months(&hints[left], &hints[right]);
            edge.similarity *= named_days(readings, &days, edge.left, edge.right);
        } else if may_meet(days[left], days[right], NEAR_DAYS) {
            edge.similarity *= NEAR_FACTOR;
        }
    }
    for overlap in overlaps {
        let shorter = readings[overlap.left as usize]
            .print
            .shingles
            .len()
            .min(readings[overlap.right as usize].print.shingles.len());
        if f64::from(overlap.shared) >= ONE_TEXT * shorter.max(1) as f64 {
            edges.push(features::Edge { left: overlap.left, right: overlap.right, similarity: 1.0 });
        }
    }
    edges.retain(|edge| edge.similarity >= config.least_similarity);
    edges.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then((a.left, a.right).cmp(&(b.left, b.right))));
    let mut groups = Groups::new(&days, config.window_days);
    for edge in &edges {
        groups.join(edge.left, edge.right);
    }
    groups.finish()
}

/// The day an article is dated to by its metadata. A crawler's header is not trusted to tell events apart.
fn trusted_day(reading: &Reading) -> Option<Date> {
    let metadata = reading.article.date.as_ref().is_some_and(|date| date.basis == DateBasis::Metadata);
    reading.reference.day().filter(|_| metadata)
}

/// Whether two days allow one event.
fn may_meet(left: Option<Date>, right: Option<Date>, window: i32) -> bool {
    match (left, right) {
        (Some(l), Some(r)) => days_between(l, r) <= window,
        _ => true,
    }
}

/// Days between two dates, either way.
fn days_between(left: Date, right: Date) -> i32 {
    left.until((Unit::Day, right)).map_or(i32::MAX, |span| span.get_days().abs())
}

/// What the days named in an undated article say of its being about a dated one's event.
fn named_days(readings: &[Reading], days: &[Option<Date>], left: u32, right: u32) -> f64 {
    let factor = |undated: u32, day: Date| {
        let mut nearest = None;
        for value in &readings[undated as usize].values {
            let Some(time) = value.time.as_ref().filter(|time| time.granularity >= Granularity::Day) else { continue };
            let (Some(month), Some(number)) = (time.month, time.day) else { continue };
            let Ok(named) = Date::new(time.year.unwrap_or(day.year()), month, number) else { continue };
            let ahead = day.until((Unit::Day, named)).map_or(i32::MAX, |span| span.get_days());
            nearest = nearest.into_iter().chain([ahead]).min_by_key(|ahead| ahead.unsigned_abs());
        }
        match nearest {
            // News tells of the day itself or of the days before it.
            Some(ahead) if (-NAMED_DAYS_BEFORE..=0).contains(&ahead) => NEAR_FACTOR,
            Some(ahead) if ahead.unsigned_abs() > STRAY_DAYS => NAMED_DAY_STRAYS,
            _ => 1.0,
        }
    };
    match (days[left as usize], days[right as usize]) {
        (Some(day), None) => factor(right, day),
        (None, Some(day)) => factor(left, day),
        _ => 1.0,
    }
}

/// Disjoint sets of articles, each with the days it is dated to.
struct Groups {
    sets: Sets,
    range: Vec<Option<(Date, Date)>>,
    window: i32,
}

impl Groups {
    fn new(days: &[Option<Date>], window: i32) -> Self {
        let range = days.iter().map(|day| day.map(|day| (day, day))).collect();
        Self { sets: Sets::new(days.len()), range, window }
    }

    /// Joins two sets unless their days together exceed the window.
    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.sets.root(left), self.sets.root(right));
        let merged = match (self.range[left as usize], self.range[right as usize]) {
            (Some(l), Some(r)) => Some((l.0.min(r.0), l.1.max(r.1))),
            (l, r) => l.or(r),
        };
        if left == right || merged.is_some_and(|(first, last)| days_between(first, last) > self.window) {
            return;
        }
        self.sets.join(left, right);
        self.range[left.min(right) as usize] = merged;
    }

    fn finish(mut self) -> Events {
        let count = self.range.len();
        let mut number = vec![u32::MAX; count];
        let mut events = Events::default();
        for article in 0..count as u32 {
            let root = self.sets.root(article) as usize;
            if number[root] == u32::MAX {
                number[root] = events.events.len() as u32;
                events.events.push(Event::default());
            }
            events.of.push(number[root]);
            events.events[number[root] as usize].articles.push(article);
            events.dates.push(self.range[root]);
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parting_keeps_a_partition_in_order() {
        let event = |articles: &[u32]| Event { articles: articles.to_vec() };
        let mut events = Events {
            events: vec![event(&[0, 3, 4, 6]), event(&[1]), event(&[2, 5])],
            of: vec![0, 1, 2, 0, 0, 2, 0],
            dates: vec![None; 7],
        };
        events.part(|left, right| (left, right) == (0, 6) || (left, right) == (2, 5));
        let articles: Vec<_> = events.events.iter().map(|event| event.articles.clone()).collect();
        assert_eq!(articles, [vec![0, 6], vec![1], vec![2, 5], vec![3], vec![4]]);
        assert_eq!(events.of, [0, 1, 2, 3, 4, 2, 0]);
    }
}
