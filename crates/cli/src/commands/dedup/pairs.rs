//! The verified pairs.

use crate::commands::dedup::decisions::All;
use crate::commands::dedup::decisions::name;
use crate::commands::dedup::decisions::real;
use crate::commands::dedup::decisions::string;
use kollate_core::dedup::Edge;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::io;
use std::io::Write;

/// Writes the pairs as lines of JSON, sorted by the ids of their sides, the smaller id on the left.
pub(crate) fn write(all: &All, out: &mut dyn Write) -> io::Result<()> {
    let mut edges: Vec<&Edge> = all.found.edges.iter().collect();
    edges.par_sort_unstable_by(|left, right| all.sides(left).cmp(&all.sides(right)));
    let mut line = String::new();
    for edge in edges {
        line.clear();
        pair(all, edge, &mut line);
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn pair(all: &All, edge: &Edge, line: &mut String) {
    let (left, right) = all.sides(edge);
    let (mut of_left, mut of_right) = (edge.containment_left(), edge.containment_right());
    if left != all.corpus.id(edge.left) {
        (of_left, of_right) = (of_right, of_left);
    }
    let cluster = all.found.decision(edge.left).cluster;
    let linked = cluster.is_some_and(|cluster| all.found.clusters[cluster as usize].linked);
    line.push_str(if linked { "{\"linked\":true,\"left\":" } else { "{\"left\":" });
    string(left, line);
    line.push_str(",\"right\":");
    string(right, line);
    let relation = all.config.relation(edge).map_or("", name);
    let _ = write!(line, ",\"relation\":\"{relation}\",\"jaccard\":");
    real(edge.jaccard(), line);
    line.push_str(",\"containment_left\":");
    real(of_left, line);
    line.push_str(",\"containment_right\":");
    real(of_right, line);
    let _ = writeln!(line, ",\"shared\":{}}}", edge.shared);
}
