//! What two articles are to one another: passages, quotations, answers to the same questions.

use crate::candidates::Overlap;
use crate::candidates::shared_shingles;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Senses;
use crate::compare::compare;
use crate::compare::likenesses;
use crate::compare::meetings;
use crate::copies::Annotated;
use crate::copies::Kinship;
use crate::copies::Passage;
use crate::copies::PassageKind;
use crate::copies::QuoteMatch;
use crate::copies::Recurring;
use crate::copies::kinship;
use crate::copies::passages;
use crate::copies::quote_matches;
use crate::engine::Progress;
use crate::events::Events;
use crate::events::Weights;
use crate::reading::Reading;
use crate::sets::Sets;
use rayon::prelude::*;
use std::cmp::Reverse;

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

/// An article is held against so many others that are copies of it, those that share most: of a story with very many
/// copies one further copy adds nothing …
const MOST_COPIES: u32 = 12;

/// … and against so many others that share a part of its text only, whatever their event.
const MOST_KIN: u32 = 4;

/// Share of the shorter article's shingles from which on two articles are held to be copies.
const COPIES: f64 = 0.35;

/// The pairs of articles that share text or an event, ascending, each with its shared shingles (exact).
fn proposed(readings: &[Reading], events: &Events, overlaps: &[Overlap]) -> Vec<Overlap> {
    let mut found = kin(readings, overlaps);
    for event in &events.events {
        for (at, &left) in event.articles.iter().enumerate() {
            found.extend(event.articles[at + 1..].iter().take(MOST_COMPANIONS).map(|&right| {
                let side = |article: u32| &readings[article as usize].print.shingles;
                Overlap { left, right, shared: shared_shingles(side(left), side(right)) }
            }));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Of the pairs that share text those that one of the two is near kin in, and those that link what nothing else links.
fn kin(readings: &[Reading], overlaps: &[Overlap]) -> Vec<Overlap> {
    let mut nearest = overlaps.to_vec();
    nearest.sort_unstable_by_key(|pair| (Reverse(pair.shared), pair.left, pair.right));
    let mut count = vec![0; readings.len()];
    let mut sets = Sets::new(readings.len());
    let shingles = |article: usize| readings[article].print.shingles.len();
    nearest.retain(|pair| {
        let (left, right) = (pair.left as usize, pair.right as usize);
        let are_copies = f64::from(pair.shared) >= COPIES * shingles(left).min(shingles(right)) as f64;
        let most = if are_copies { MOST_COPIES } else { MOST_KIN };
        let keep = sets.join(pair.left, pair.right) || count[left] < most || count[right] < most;
        count[left] += u32::from(keep);
        count[right] += u32::from(keep);
        keep
    });
    nearest
}

/// Examines every proposed pair.
pub(crate) fn pairs(
    readings: &[Reading],
    events: &Events,
    overlaps: &[Overlap],
    weights: &Weights,
    recurring: &Recurring,
    senses: Option<&Senses>,
    progress: &dyn Progress,
) -> Vec<Pair> {
    let texts: Vec<Annotated> = readings.par_iter().map(|reading| Annotated::new(reading, recurring)).collect();
    let proposed = proposed(readings, events, overlaps);
    progress.stage("comparing", proposed.len() as u64);
    proposed
        .into_par_iter()
        .map(|overlap| {
            let pair = examine(&texts, events, weights, senses, overlap);
            progress.advance(1);
            pair
        })
        .collect()
}

/// Examines one pair.
fn examine(
    texts: &[Annotated],
    events: &Events,
    weights: &Weights,
    senses: Option<&Senses>,
    Overlap { left: l, right: r, shared }: Overlap,
) -> Pair {
    let (left, right) = (&texts[l as usize], &texts[r as usize]);
    let mut passages = passages(left, right);
    let kinship = kinship(left, right, shared, &passages);
    let same_event = events.of[l as usize] == events.of[r as usize];
    if kinship.relation.is_none() && !same_event {
        // Formulas that two articles on two matters share are no finding.
        passages.retain(|passage| passage.kind != PassageKind::Stock);
    }
    // The report tells of edits only, and there may be very many passages.
    for passage in &mut passages {
        passage.aligned.matches = vec![];
    }
    let quotes = quote_matches(left, right);
    let (left, right) = (left.reading, right.reading);
    let mut compared = vec![];
    if same_event && left.document.lang == right.document.lang {
        let alike = senses.map(|senses| move |a, b| senses.alike((l, a), (r, b)));
        let alike = alike.as_ref().map(|alike| alike as &dyn Fn(u32, u32) -> f64);
        let meetings = meetings(left, right, weights);
        let likenesses = likenesses(left, right, alike);
        compared = compare(&Encounter { left, right, meetings, likenesses, quotes: &quotes, weights });
    }
    Pair { left: l, right: r, kinship, passages, quotes, compared }
}
