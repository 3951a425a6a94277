//! What two articles are to one another: passages, quotations, answers to the same questions.

use crate::candidates::Overlap;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::compare;
use crate::compare::meetings;
use crate::copies::Kinship;
use crate::copies::Passage;
use crate::copies::QuoteMatch;
use crate::copies::Recurring;
use crate::copies::kinship;
use crate::copies::passages;
use crate::copies::quote_matches;
use crate::engine::Progress;
use crate::events::Events;
use crate::events::Weights;
use crate::reading::Reading;
use rayon::prelude::*;

/// All that was found between two articles; `left < right`, as indices.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// How the texts stand.
    pub(crate) kinship: Kinship,
    pub(crate) passages: Vec<Passage>,
    pub(crate) quotes: Vec<QuoteMatch>,
    pub(crate) compared: Vec<Comparison>,
}

/// An event of more articles than this is compared article by article only with its next ones, to stay linear. They
/// are ordered by date, so the nearest in time are compared.
const MOST_COMPANIONS: usize = 24;

/// The pairs of articles that share text or an event, ascending, each with its shared shingles.
fn proposed(events: &Events, overlaps: &[Overlap]) -> Vec<(u32, u32, u32)> {
    let mut found: Vec<(u32, u32, u32)> =
        overlaps.iter().map(|overlap| (overlap.left, overlap.right, overlap.shared)).collect();
    for event in &events.events {
        for (at, &left) in event.articles.iter().enumerate() {
            found.extend(event.articles[at + 1..].iter().take(MOST_COMPANIONS).map(|&right| (left, right, 0)));
        }
    }
    found.sort_unstable_by_key(|&(left, right, shared)| (left, right, std::cmp::Reverse(shared)));
    found.dedup_by_key(|&mut (left, right, _)| (left, right));
    found
}

/// Examines every proposed pair.
pub(crate) fn pairs(
    readings: &[Reading],
    events: &Events,
    overlaps: &[Overlap],
    weights: &Weights,
    recurring: &Recurring,
    progress: &dyn Progress,
) -> Vec<Pair> {
    let proposed = proposed(events, overlaps);
    progress.stage("comparing", proposed.len() as u64);
    proposed
        .into_par_iter()
        .map(|(left, right, shared)| {
            let pair = examine(readings, events, weights, recurring, (left, right, shared));
            progress.advance(1);
            pair
        })
        .collect()
}

/// Examines one pair.
fn examine(
    readings: &[Reading],
    events: &Events,
    weights: &Weights,
    recurring: &Recurring,
    (l, r, shared): (u32, u32, u32),
) -> Pair {
    let (left, right) = (&readings[l as usize], &readings[r as usize]);
    let passages = passages(left, right, recurring);
    let kinship = kinship(left, right, shared, &passages);
    let quotes = quote_matches(left, right);
    let same_event = events.of[l as usize] == events.of[r as usize];
    let mut compared = vec![];
    if same_event && left.document.lang == right.document.lang {
        let meetings = meetings(left, right, weights);
        compared = compare(&Encounter { left, right, meetings, quotes: &quotes, weights });
    }
    Pair { left: l, right: r, kinship, passages, quotes, compared }
}
