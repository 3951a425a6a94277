//! Articles that go back to one text.

use super::Edge;
use super::Relation;
use super::Verdict;
use crate::reading::Reading;
use crate::sets::Sets;

/// Articles that go back to one text; every article is in exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Indices, ascending.
    pub articles: Vec<u32>,
    /// The reasons, one sentence each; `{0}`, `{1}`, … stand for the ids of the articles of those indices.
    pub evidence: Vec<String>,
}

/// Groups articles by edges of the relations down to derived, and by reuse with a shared agency credit; ten copies are
/// one origin. Here chains count: the copy of a copy goes back to the first text. Nearly linear in the edges.
pub fn origins(readings: &[Reading], edges: &[Edge]) -> Vec<Origin> {
    let mut groups = Sets::new(readings.len());
    let mut strongest: Vec<&Edge> = edges.iter().filter(|edge| is_of_one_origin(edge)).collect();
    let strength = |edge: &Edge| (edge.kinship.relation, edge.left, edge.right);
    strongest.sort_by_key(|edge| strength(edge));
    let mut reasons: Vec<(u32, u32, String)> = vec![];
    for edge in strongest {
        if groups.join(edge.left, edge.right) {
            reasons.push((edge.left, edge.right, reason(edge)));
        }
    }
    let mut members: Vec<Vec<u32>> = vec![vec![]; readings.len()];
    let mut evidence: Vec<Vec<String>> = vec![vec![]; readings.len()];
    for article in 0..readings.len() as u32 {
        members[groups.root(article) as usize].push(article);
    }
    reasons.sort_unstable();
    for (left, _, reason) in reasons {
        evidence[groups.root(left) as usize].push(reason);
    }
    let mut origins: Vec<Origin> = members
        .into_iter()
        .zip(evidence)
        .filter(|(articles, _)| !articles.is_empty())
        .map(|(articles, evidence)| Origin { articles, evidence })
        .collect();
    origins.sort_unstable_by_key(|origin| origin.articles[0]);
    origins
}

/// Whether an edge joins two articles to one origin.
fn is_of_one_origin(edge: &Edge) -> bool {
    match edge.kinship.relation {
        Some(Relation::Overlapping) => edge.kinship.direction.verdict == Verdict::CommonSource,
        Some(_) => true,
        None => false,
    }
}

/// Why an edge does.
fn reason(edge: &Edge) -> String {
    let kinship = edge.kinship;
    let percent = |share: f64| (share * 100.0).round();
    let (left, right) = (format!("{{{}}}", edge.left), format!("{{{}}}", edge.right));
    match kinship.relation {
        Some(Relation::Identical) => format!("{left} and {right} have the same words."),
        Some(Relation::NearDuplicate) => {
            format!("{left} and {right} share {} % of their three-word runs.", percent(kinship.jaccard))
        }
        Some(Relation::Versions) => format!("{left} and {right} are versions of one story."),
        Some(Relation::Overlapping) => format!("{left} and {right} share a passage and credit one agency."),
        _ if kinship.containment_left.max(kinship.containment_right) >= super::kinship::DERIVED => {
            let (share, part, whole) = if kinship.containment_left >= kinship.containment_right {
                (kinship.containment_left, left, right)
            } else {
                (kinship.containment_right, right, left)
            };
            format!("{} % of the three-word runs of {part} stand in {whole}.", percent(share))
        }
        _ => {
            let (share, part, whole) = if kinship.coverage_left >= kinship.coverage_right {
                (kinship.coverage_left, left, right)
            } else {
                (kinship.coverage_right, right, left)
            };
            format!("{} % of the words of {part} stand in passages that {whole} has too.", percent(share))
        }
    }
}
