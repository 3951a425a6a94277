//! Groups of copies.

use super::Edge;
use super::Relation;
use crate::reading::Reading;
use std::cmp::Reverse;

/// Articles each of which the one to keep can stand for, by a direct edge: never by a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Indices, ascending.
    pub articles: Vec<u32>,
    /// Index of the one to keep.
    pub keep: u32,
    /// Why that one.
    pub reason: String,
    /// Index of the weakest edge that holds it together, in the slice of edges given: its Jaccard similarity is the
    /// least of all between the one to keep and the others.
    pub weakest: usize,
}

/// For each article those that it can stand for, with the index of the edge.
struct Stands {
    others: Vec<Vec<(u32, usize)>>,
}

impl Stands {
    /// An identical article and a near-duplicate stand for one another; a contained one stands for nothing, the one
    /// that holds it stands for it.
    fn new(articles: usize, edges: &[Edge]) -> Self {
        let mut others = vec![vec![]; articles];
        for (number, edge) in edges.iter().enumerate() {
            let (left, right) = (edge.left as usize, edge.right as usize);
            let holds = match edge.kinship.relation {
                Some(Relation::Identical | Relation::NearDuplicate) => (true, true),
                Some(Relation::Contained) => {
                    let (of_left, of_right) = (edge.kinship.containment_left, edge.kinship.containment_right);
                    (of_right >= of_left, of_left >= of_right)
                }
                _ => (false, false),
            };
            if holds.0 {
                others[left].push((edge.right, number));
            }
            if holds.1 {
                others[right].push((edge.left, number));
            }
        }
        Self { others }
    }
}

/// Groups articles by direct edges of the relations identical, near-duplicate and contained. In each step the article
/// that stands for most others is kept, of several the one with the earliest stated date, then the longest, then the
/// first; what it cannot stand for forms clusters of its own. So a chain whose ends are no copies of one another
/// shows: either its middle is kept, or it falls apart. `O(E log E)` for `E` edges.
pub fn clusters(readings: &[Reading], edges: &[Edge]) -> Vec<Cluster> {
    let stands = Stands::new(readings.len(), edges);
    let mut order: Vec<usize> = (0..readings.len()).filter(|&at| !stands.others[at].is_empty()).collect();
    order.sort_by_key(|&at| rank(readings, &stands, at));
    let mut taken = vec![false; readings.len()];
    let mut clusters = vec![];
    for keep in order {
        if taken[keep] {
            continue;
        }
        let held: Vec<(u32, usize)> =
            stands.others[keep].iter().copied().filter(|other| !taken[other.0 as usize]).collect();
        let Some(weakest) = weakest(&held, edges) else { continue };
        let mut articles: Vec<u32> = held.iter().map(|other| other.0).chain([keep as u32]).collect();
        articles.sort_unstable();
        for &article in &articles {
            taken[article as usize] = true;
        }
        let reason = reason(readings, edges, keep, &held);
        clusters.push(Cluster { articles, keep: keep as u32, reason, weakest });
    }
    clusters.sort_unstable_by_key(|cluster| cluster.articles[0]);
    clusters
}

/// What decides which article is kept: the least is.
fn rank(readings: &[Reading], stands: &Stands, at: usize) -> (Reverse<usize>, bool, String, Reverse<u32>, usize) {
    let reading = &readings[at];
    let date = reading.article.date.as_ref().map(|date| date.value.clone());
    let words = reading.print.words;
    (Reverse(stands.others[at].len()), date.is_none(), date.unwrap_or_default(), Reverse(words), at)
}

/// The edge with the least Jaccard similarity.
fn weakest(held: &[(u32, usize)], edges: &[Edge]) -> Option<usize> {
    let jaccard = |number: usize| edges[number].kinship.jaccard;
    held.iter()
        .map(|other| other.1)
        .min_by(|&one, &other| jaccard(one).total_cmp(&jaccard(other)).then(one.cmp(&other)))
}

/// Why an article is kept, by what sets it apart from those it stands for.
fn reason(readings: &[Reading], edges: &[Edge], keep: usize, held: &[(u32, usize)]) -> String {
    let date = |at: usize| readings[at].article.date.as_ref().map(|date| date.value.as_str());
    let others = || held.iter().map(|other| other.0 as usize);
    let words = |at: usize| readings[at].print.words;
    let contained = |&(_, number): &(u32, usize)| edges[number].kinship.relation == Some(Relation::Contained);
    if held.iter().all(contained) {
        return "holds the others".to_owned();
    }
    if let Some(own) = date(keep)
        && others().all(|other| date(other).is_none_or(|date| own < date))
    {
        return format!("earliest stated date, {own}");
    }
    if others().all(|other| words(other) < words(keep)) {
        return format!("longest, {} words", words(keep));
    }
    if held.len() > 1 { "direct edges to all the others".to_owned() } else { "first in order".to_owned() }
}
