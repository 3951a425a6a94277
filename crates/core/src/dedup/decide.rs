//! Which article of a cluster is kept, and for which each of the others is dropped.
//!
//! The articles of a cluster are taken in the order in which one would keep them. Each is dropped for one that is kept
//! already, has a verified edge to it and may stand for it; otherwise it is kept itself. So nothing is dropped along a
//! chain, and what is dropped is in what is kept, but for what the thresholds allow.

use crate::copies::Relation;
use crate::dedup::Config;
use crate::dedup::Facts;
use crate::dedup::Texts;
use crate::dedup::clusters::Cluster;
use crate::dedup::guard::Guard;
use crate::dedup::verify::Edge;
use crate::dedup::verify::verify;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Which of several copies is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The longest, of several the earliest: a longer version is never dropped for a shorter one.
    Longest,
    /// The one with the earliest stated date; undated ones come after dated ones, then the order of the input counts.
    Earliest,
    /// The first in the order of the input.
    First,
}

/// What becomes of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The edge to the article that it was held against, as a place in the edges: it is dropped for that one, or kept
    /// beside it because its values differ, or because it is another version of that one's story.
    pub edge: Option<u32>,
    /// Whether it is dropped.
    pub dropped: bool,
    /// Its cluster, as a place in the clusters; none where it has no copy.
    pub cluster: Option<u32>,
}

/// Keepers that an article is held against before it is kept because its values differ from theirs.
const KEEPERS: usize = 4;

/// Rounds in which the articles of a linked cluster are compared with one more of its keepers.
const ROUNDS: usize = 8;

/// Clusters that are decided as one piece of work.
const AT_ONCE: usize = 256;

/// One cluster while it is decided.
struct Case<'a> {
    cluster: &'a Cluster,
    edges: Vec<Edge>,
    /// Whether the values of a copy differ from its keeper's: (copy, keeper).
    changed: FxHashMap<(u32, u32), bool>,
}

/// What was decided of one article, in the order of deciding.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    article: u32,
    /// The one that it was held against.
    against: Option<u32>,
    dropped: bool,
}

/// The edges that were added to some clusters, and the verdicts of one cluster after the other.
type Settled = (Vec<Edge>, Vec<Verdict>);

/// What every case is decided by.
struct Law<'a, T: Texts> {
    facts: &'a [Facts],
    texts: &'a T,
    config: &'a Config,
}

/// Decides about every article of a cluster; gives the decisions by article. In linked clusters it compares the articles
/// with their keepers first, where that was not done yet: these edges are added. With `split_chains` the clusters fall
/// apart into the keepers' own. What is held beside the edges and clusters is a few bytes an article.
pub(crate) fn decide<T: Texts>(
    edges: &mut Vec<Edge>,
    clusters: &mut Vec<Cluster>,
    facts: &[Facts],
    texts: &T,
    config: &Config,
) -> Result<Vec<(u32, Decision)>, T::Error> {
    let law = Law { facts, texts, config };
    let settled: Result<Vec<Settled>, T::Error> = cases(edges, clusters, facts.len())
        .par_chunks(AT_ONCE)
        .map_init(Guard::default, |guard, cases| law.settle(cases, guard))
        .collect();
    let mut verdicts = vec![];
    for (added, of_some) in settled? {
        edges.extend(added);
        verdicts.extend(of_some);
    }
    edges.par_sort_unstable_by_key(|edge| (edge.left, edge.right));
    if config.split_chains {
        let mut rest = verdicts.as_slice();
        let mut next = |cluster: &Cluster| rest.split_off(..cluster.articles.len()).unwrap_or_default();
        *clusters = clusters.iter().flat_map(|cluster| split(cluster, next(cluster), edges)).collect();
        clusters.sort_unstable_by_key(|cluster| cluster.articles[0]);
    }
    Ok(decisions(edges, clusters, &verdicts))
}

/// Sorts the edges by their clusters, and gives each cluster with its own.
fn cases<'a>(edges: &'a mut [Edge], clusters: &'a [Cluster], articles: usize) -> Vec<(&'a Cluster, &'a [Edge])> {
    let mut homes = vec![0_u32; articles];
    for (number, cluster) in (0..).zip(clusters) {
        cluster.articles.iter().for_each(|&article| homes[article as usize] = number);
    }
    let home = |edge: &Edge| homes[edge.left as usize];
    edges.par_sort_unstable_by_key(|edge| (home(edge), edge.left, edge.right));
    let edges: &'a [Edge] = edges;
    clusters.iter().zip(edges.chunk_by(|left, right| home(left) == home(right))).collect()
}

/// Puts the verdicts in the order of articles.
fn decisions(edges: &[Edge], clusters: &[Cluster], verdicts: &[Verdict]) -> Vec<(u32, Decision)> {
    let decision = |verdict: &Verdict| {
        let edge = verdict.edge().map(|pair| place(edges, pair) as u32);
        (verdict.article, Decision { edge, dropped: verdict.dropped, cluster: None })
    };
    let mut decisions: Vec<(u32, Decision)> = verdicts.iter().map(decision).collect();
    decisions.par_sort_unstable_by_key(|&(article, _)| article);
    for (number, cluster) in (0..).zip(clusters) {
        for article in &cluster.articles {
            if let Ok(place) = decisions.binary_search_by_key(article, |&(article, _)| article) {
                decisions[place].1.cluster = Some(number);
            }
        }
    }
    decisions
}

/// Where the edge of that left and right lies, or would.
fn place(edges: &[Edge], pair: (u32, u32)) -> usize {
    edges.partition_point(|edge| (edge.left, edge.right) < pair)
}

impl Case<'_> {
    fn settle<T: Texts>(&mut self, law: &Law<T>, guard: &mut Guard) -> Result<Vec<Verdict>, T::Error> {
        let order = self.order(law);
        let mut hubs = FxHashSet::default();
        for _ in 0..ROUNDS {
            let verdicts = self.judge(&order, law, guard)?;
            let stars = if self.cluster.linked { self.star(&verdicts, law, &mut hubs) } else { vec![] };
            if stars.is_empty() {
                return Ok(verdicts);
            }
            let known: FxHashSet<(u32, u32)> = self.edges.iter().map(|edge| (edge.left, edge.right)).collect();
            let accept = |edge: &Edge| law.config.relation(edge).is_some() && !known.contains(&(edge.left, edge.right));
            self.edges.extend(verify(&stars, law.texts, &accept)?);
        }
        self.judge(&order, law, guard)
    }

    /// The articles in the order in which one would keep them, the best first. What is contained in another comes
    /// after all that is not: it may be dropped for a longer one whatever else counts. So do older versions of a story,
    /// where they are dropped.
    fn order<T: Texts>(&self, law: &Law<T>) -> Vec<u32> {
        let (mut inside, mut outdated) = (FxHashSet::default(), FxHashSet::default());
        for edge in &self.edges {
            match law.config.relation(edge) {
                Some(Relation::Versions) if law.config.drop.contains(&Relation::Versions) => {
                    outdated.extend(edge.older());
                }
                Some(Relation::Contained | Relation::Derived) => drop(inside.insert(shorter(edge))),
                _ => {}
            }
        }
        let key = |article: &u32| {
            let facts = law.facts[*article as usize];
            let (day, old) = (facts.day().unwrap_or(i32::MAX), outdated.contains(article));
            match law.config.keep {
                Keep::Longest => (old, false, Reverse(facts.words()), day, *article),
                Keep::Earliest => (old, inside.contains(article), Reverse(0), day, *article),
                Keep::First => (old, inside.contains(article), Reverse(0), 0, *article),
            }
        };
        let mut order = self.cluster.articles.clone();
        order.sort_by_key(key);
        order
    }

    fn judge<T: Texts>(&mut self, order: &[u32], law: &Law<T>, guard: &mut Guard) -> Result<Vec<Verdict>, T::Error> {
        let mut around = FxHashMap::<u32, Vec<usize>>::default();
        let newer: FxHashSet<u32> = self.edges.iter().filter_map(|edge| Some(edge.other(edge.older()?))).collect();
        for (number, edge) in self.edges.iter().enumerate() {
            around.entry(edge.left).or_default().push(number);
            around.entry(edge.right).or_default().push(number);
        }
        let mut kept = FxHashSet::default();
        let mut verdicts = Vec::with_capacity(order.len());
        for &article in order {
            let own = around.get(&article).map_or(&[][..], Vec::as_slice);
            let mut keepers = keepers(own.iter().map(|&at| self.edges[at]), article, &kept, law);
            if newer.contains(&article) {
                // Somebody's copy of an older version must not stand for a newer one: only the same words do.
                keepers.retain(|edge| edge.identical || edge.versions.is_some());
            }
            let other_version = || version_beside(own.iter().map(|&at| self.edges[at]), article, &kept, law);
            let held_against = keepers.first().copied().or_else(other_version);
            let against = held_against.map(|edge| edge.other(article));
            let mut verdict = Verdict { article, against, dropped: false };
            for edge in keepers.iter().take(KEEPERS) {
                if !self.changes(article, edge, law, guard)? {
                    verdict = Verdict { against: Some(edge.other(article)), dropped: true, ..verdict };
                    break;
                }
            }
            if !verdict.dropped {
                kept.insert(article);
            }
            verdicts.push(verdict);
        }
        Ok(verdicts)
    }

    /// Whether the article's values differ from those of the other end of the edge.
    fn changes<T: Texts>(
        &mut self,
        article: u32,
        edge: &Edge,
        law: &Law<T>,
        guard: &mut Guard,
    ) -> Result<bool, T::Error> {
        if !law.config.guard {
            return Ok(false);
        }
        let key = (article, edge.other(article));
        if let Some(&known) = self.changed.get(&key) {
            return Ok(known);
        }
        let changed = guard.changed(key.0, key.1, edge.identical, law.texts)?;
        self.changed.insert(key, changed);
        Ok(changed)
    }

    /// The first article kept that was not held against all that were kept after it, with these.
    fn star<T: Texts>(&self, verdicts: &[Verdict], law: &Law<T>, hubs: &mut FxHashSet<u32>) -> Vec<(u32, u32)> {
        let kept: Vec<u32> =
            verdicts.iter().filter(|verdict| !verdict.dropped).map(|verdict| verdict.article).collect();
        let known: FxHashSet<(u32, u32)> = self.edges.iter().map(|edge| (edge.left, edge.right)).collect();
        for (place, &hub) in kept.iter().enumerate() {
            if !hubs.insert(hub) {
                continue;
            }
            let pairs: Vec<(u32, u32)> = kept[place + 1..]
                .iter()
                .map(|&other| (hub.min(other), hub.max(other)))
                .filter(|pair| !known.contains(pair) && law.comparable(*pair))
                .collect();
            if !pairs.is_empty() || hubs.len() >= ROUNDS {
                return pairs;
            }
        }
        vec![]
    }
}

impl<T: Texts> Law<'_, T> {
    /// Decides about the articles of some clusters.
    fn settle(&self, cases: &[(&Cluster, &[Edge])], guard: &mut Guard) -> Result<Settled, T::Error> {
        let (mut added, mut verdicts) = (vec![], vec![]);
        for &(cluster, edges) in cases {
            let mut case = Case { cluster, edges: edges.to_vec(), changed: FxHashMap::default() };
            verdicts.extend(case.settle(self, guard)?);
            added.extend_from_slice(&case.edges[edges.len()..]);
        }
        Ok((added, verdicts))
    }

    fn comparable(&self, pair: (u32, u32)) -> bool {
        crate::dedup::comparable(self.facts[pair.0 as usize], self.facts[pair.1 as usize], self.config)
    }
}

/// The edges to what is kept and may stand for the article, the closest first.
fn keepers<T: Texts>(own: impl Iterator<Item = Edge>, article: u32, kept: &FxHashSet<u32>, law: &Law<T>) -> Vec<Edge> {
    let mut edges: Vec<Edge> =
        own.filter(|edge| kept.contains(&edge.other(article)) && may_drop(edge, article, law)).collect();
    edges.sort_by(closest);
    edges
}

/// The edge to another version of the article's story that is kept, the closest one.
fn version_beside<T: Texts>(
    own: impl Iterator<Item = Edge>,
    article: u32,
    kept: &FxHashSet<u32>,
    law: &Law<T>,
) -> Option<Edge> {
    let is_beside =
        |edge: &Edge| kept.contains(&edge.other(article)) && law.config.relation(edge) == Some(Relation::Versions);
    own.filter(is_beside).min_by(closest)
}

/// The order of closeness, the closest first.
fn closest(left: &Edge, right: &Edge) -> std::cmp::Ordering {
    let closeness = (right.identical, right.jaccard()).partial_cmp(&(left.identical, left.jaccard()));
    closeness.unwrap_or(std::cmp::Ordering::Equal).then((left.left, left.right).cmp(&(right.left, right.right)))
}

/// Whether the article may be dropped for the other end of the edge.
fn may_drop<T: Texts>(edge: &Edge, article: u32, law: &Law<T>) -> bool {
    let words = |article: u32| law.facts[article as usize].words();
    let no_longer = words(article) <= words(edge.other(article));
    let Some(relation) = law.config.relation(edge) else { return false };
    law.config.drop.contains(&relation)
        && match relation {
            Relation::Identical => true,
            Relation::NearDuplicate => no_longer || law.config.keep != Keep::Longest,
            Relation::Versions => edge.older() == Some(article),
            _ => no_longer && shorter(edge) == article,
        }
}

/// The article of an edge with fewer shingles; of equal ones the one that comes later.
fn shorter(edge: &Edge) -> u32 {
    if edge.left_shingles < edge.right_shingles { edge.left } else { edge.right }
}

/// The clusters of the keepers of one cluster, each of at least two articles.
fn split(cluster: &Cluster, verdicts: &[Verdict], edges: &[Edge]) -> Vec<Cluster> {
    let dropped = verdicts.iter().filter(|verdict| verdict.dropped);
    let heads: FxHashSet<u32> = dropped.filter_map(|verdict| verdict.against).collect();
    let mut groups = FxHashMap::<u32, Vec<&Verdict>>::default();
    for verdict in verdicts {
        // A kept article whose values differ stays with the one it was held against, unless it has copies of its own.
        let keeper = verdict.against.filter(|_| !heads.contains(&verdict.article));
        groups.entry(keeper.unwrap_or(verdict.article)).or_default().push(verdict);
    }
    let mut clusters: Vec<Cluster> = groups.into_values().filter_map(|group| gather(cluster, &group, edges)).collect();
    clusters.sort_unstable_by_key(|cluster| cluster.articles[0]);
    clusters
}

/// The cluster of one keeper.
fn gather(cluster: &Cluster, group: &[&Verdict], edges: &[Edge]) -> Option<Cluster> {
    let mut articles: Vec<u32> = group.iter().map(|verdict| verdict.article).collect();
    articles.sort_unstable();
    let within = group
        .iter()
        .filter_map(|verdict| verdict.edge())
        .filter(|(left, right)| articles.binary_search(left).is_ok() && articles.binary_search(right).is_ok())
        .map(|pair| edges[place(edges, pair)]);
    let weakest = within.min_by(|left, right| {
        left.jaccard().total_cmp(&right.jaccard()).then((left.left, left.right).cmp(&(right.left, right.right)))
    })?;
    Some(Cluster { articles, weakest, linked: cluster.linked })
}

impl Verdict {
    /// The left and right of the edge to the article that it was held against.
    fn edge(&self) -> Option<(u32, u32)> {
        self.against.map(|other| (other.min(self.article), other.max(self.article)))
    }
}
