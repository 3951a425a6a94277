//! Connected groups of copies, with the edge that holds each together.

use crate::candidates::Size;
use crate::dedup::verify::Edge;
use crate::dedup::verify::Union;
use rayon::prelude::*;

/// Articles that verified edges connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its articles, ascending.
    pub articles: Vec<u32>,
    /// The weakest of the edges that hold it together: without it, it falls apart.
    pub weakest: Edge,
    /// So many copies of one story that not all pairs were compared, only those that link it.
    pub linked: bool,
}

/// Share of an article's samples that must be common to many articles for the article to be one of very many copies.
const MOSTLY: u16 = 4;

/// The clusters that edges make, by their first article. Weakest is the edge with the least Jaccard similarity among
/// those of a spanning forest of the strongest. `common`: which articles are, see [`is_common`].
pub(crate) fn clusters(edges: &[Edge], common: &[bool]) -> Vec<Cluster> {
    let mut order: Vec<&Edge> = edges.iter().collect();
    order.par_sort_unstable_by(|left, right| {
        let strength = right.jaccard().total_cmp(&left.jaccard());
        strength.then((left.left, left.right).cmp(&(right.left, right.right)))
    });
    let mut union = Union::default();
    let joins: Vec<&Edge> = order.into_iter().filter(|edge| union.join(edge.left, edge.right)).collect();
    let mut ends: Vec<(u32, u32)> =
        joins.iter().flat_map(|edge| [edge.left, edge.right]).map(|a| (union.first(a), a)).collect();
    ends.par_sort_unstable();
    ends.dedup();
    let mut clusters: Vec<Cluster> = ends
        .chunk_by(|left, right| left.0 == right.0)
        .map(|group| Cluster {
            articles: group.iter().map(|&(_, article)| article).collect(),
            weakest: *joins[0],
            linked: group.iter().any(|&(_, article)| common[article as usize]),
        })
        .collect();
    for edge in joins {
        let first = union.first(edge.left);
        let place = clusters.partition_point(|cluster| cluster.articles[0] < first);
        clusters[place].weakest = *edge;
    }
    clusters
}

/// Whether much of an article is in very many others.
pub(crate) fn is_common(size: Size) -> bool {
    size.heavy > size.all / MOSTLY
}
