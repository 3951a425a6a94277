//! One decision for every article.

use crate::args::DedupFormat;
use crate::corpus::Corpus;
use crate::report::guarded;
use kollate_core::copies::Relation;
use kollate_core::dedup::Cluster;
use kollate_core::dedup::Config;
use kollate_core::dedup::Decision;
use kollate_core::dedup::Edge;
use kollate_core::dedup::Found;
use std::fmt::Write as _;
use std::io;
use std::io::Write;

/// All that there is to write.
pub(crate) struct All<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) found: &'a Found,
    pub(crate) config: &'a Config,
}

/// An article with what was decided of it.
struct Row<'a> {
    article: u32,
    decision: Decision,
    against: Option<Against<'a>>,
    cluster: Option<&'a Cluster>,
}

/// The article that another was held against, and how the two stand.
struct Against<'a> {
    keeper: &'a str,
    relation: &'static str,
    edge: &'a Edge,
    /// Share of the article's shingles that the keeper has, and of the keeper's that the article has.
    containment: (f64, f64),
    /// It is kept because it says other numbers, dates or negations.
    values_changed: bool,
}

/// Names of the columns.
const COLUMNS: &str = "id,decision,keeper,relation,jaccard,containment,containment_keeper,shared,values_changed,cluster,\
    weakest_left,weakest_right,weakest_jaccard";

/// The name of a relation, as every report spells it.
pub(crate) fn name(relation: Relation) -> &'static str {
    match relation {
        Relation::Identical => "identical",
        Relation::NearDuplicate => "near-duplicate",
        Relation::Contained => "contained",
        Relation::Derived => "derived",
        Relation::Overlapping => "overlapping",
        Relation::Versions => "versions",
    }
}

/// Writes the decisions, in the order of the articles.
pub(crate) fn write(all: &All, format: DedupFormat, out: &mut dyn Write) -> io::Result<()> {
    if format == DedupFormat::Text {
        return all.text(out);
    }
    let columns = COLUMNS.split(',').chain((!all.corpus.simhashes.is_empty()).then_some("simhash"));
    let mut line = String::new();
    if format == DedupFormat::Csv {
        line = columns.collect::<Vec<_>>().join(",");
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    for article in 0..all.corpus.len() {
        let Some(row) = all.row(article) else { continue };
        line.clear();
        match format {
            DedupFormat::Csv => all.csv(&row, &mut line),
            _ => all.json(&row, &mut line),
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

impl<'a> All<'a> {
    fn row(&self, article: u32) -> Option<Row<'a>> {
        if self.corpus.facts[article as usize].is_skipped() {
            return None;
        }
        let decision = self.found.decision(article);
        let against = decision.edge.map(|edge| self.against(article, &decision, &self.found.edges[edge as usize]));
        let cluster = decision.cluster.map(|cluster| &self.found.clusters[cluster as usize]);
        Some(Row { article, decision, against, cluster })
    }

    fn against(&self, article: u32, decision: &Decision, edge: &'a Edge) -> Against<'a> {
        let sides = (edge.containment_left(), edge.containment_right());
        let is_version = self.config.relation(edge) == Some(Relation::Versions);
        Against {
            keeper: self.corpus.id(edge.other(article)),
            relation: self.config.relation(edge).map_or("", name),
            edge,
            containment: if edge.left == article { sides } else { (sides.1, sides.0) },
            values_changed: !decision.dropped && (!is_version || self.config.drop.contains(&Relation::Versions)),
        }
    }

    fn json(&self, row: &Row, line: &mut String) {
        line.push_str("{\"id\":");
        string(self.corpus.id(row.article), line);
        line.push_str(if row.decision.dropped { ",\"decision\":\"dropped\"" } else { ",\"decision\":\"kept\"" });
        if let Some(against) = &row.against {
            line.push_str(",\"keeper\":");
            string(against.keeper, line);
            let _ = write!(line, ",\"relation\":\"{}\",\"jaccard\":", against.relation);
            real(against.edge.jaccard(), line);
            line.push_str(",\"containment\":");
            real(against.containment.0, line);
            line.push_str(",\"containment_keeper\":");
            real(against.containment.1, line);
            let _ = write!(line, ",\"shared\":{},\"values_changed\":{}", against.edge.shared, against.values_changed);
        }
        if let Some(cluster) = row.cluster {
            line.push_str(",\"cluster\":");
            string(self.corpus.id(cluster.articles[0]), line);
            let (left, right) = self.sides(&cluster.weakest);
            line.push_str(",\"weakest\":{\"left\":");
            string(left, line);
            line.push_str(",\"right\":");
            string(right, line);
            line.push_str(",\"jaccard\":");
            real(cluster.weakest.jaccard(), line);
            line.push('}');
        }
        if let Some(simhash) = self.corpus.simhashes.get(row.article as usize) {
            let _ = write!(line, ",\"simhash\":\"{simhash:016x}\"");
        }
        line.push('}');
    }

    fn csv(&self, row: &Row, line: &mut String) {
        cell(self.corpus.id(row.article), line);
        line.push_str(if row.decision.dropped { ",dropped," } else { ",kept," });
        if let Some(against) = &row.against {
            cell(against.keeper, line);
            let _ = write!(line, ",{},", against.relation);
            real(against.edge.jaccard(), line);
            line.push(',');
            real(against.containment.0, line);
            line.push(',');
            real(against.containment.1, line);
            let _ = write!(line, ",{},{},", against.edge.shared, against.values_changed);
        } else {
            line.push_str(",,,,,,,");
        }
        if let Some(cluster) = row.cluster {
            let (left, right) = self.sides(&cluster.weakest);
            for id in [self.corpus.id(cluster.articles[0]), left, right] {
                cell(id, line);
                line.push(',');
            }
            real(cluster.weakest.jaccard(), line);
        } else {
            line.push_str(",,,");
        }
        if let Some(simhash) = self.corpus.simhashes.get(row.article as usize) {
            let _ = write!(line, ",{simhash:016x}");
        }
    }

    /// The ids of an edge's articles, the smaller first.
    pub(crate) fn sides(&self, edge: &Edge) -> (&'a str, &'a str) {
        let (left, right) = (self.corpus.id(edge.left), self.corpus.id(edge.right));
        if left <= right { (left, right) } else { (right, left) }
    }

    /// The clusters, and what was decided in each.
    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let (mut kept, mut dropped, mut changed) = (0, 0, 0);
        for cluster in &self.found.clusters {
            let linked = if cluster.linked { ", linked by some of its pairs" } else { "" };
            writeln!(out, "{} copies{linked}; weakest pair {:.4}", cluster.articles.len(), cluster.weakest.jaccard())?;
            for &article in &cluster.articles {
                let Some(row) = self.row(article) else { continue };
                let word = if row.decision.dropped { "drop" } else { "keep" };
                write!(out, "  {word}  {}", self.corpus.id(article))?;
                if let Some(against) = &row.against {
                    write!(out, "  {} of {}, Jaccard {:.4}", against.relation, against.keeper, against.edge.jaccard())?;
                }
                let differs = row.against.as_ref().is_some_and(|against| against.values_changed);
                writeln!(out, "{}", if differs { ": other numbers, dates or negations" } else { "" })?;
            }
            writeln!(out)?;
        }
        for row in (0..self.corpus.len()).filter_map(|article| self.row(article)) {
            kept += u32::from(!row.decision.dropped);
            dropped += u32::from(row.decision.dropped);
            changed += u32::from(row.against.as_ref().is_some_and(|against| against.values_changed));
        }
        let clusters = self.found.clusters.len();
        writeln!(out, "{kept} kept, {dropped} dropped, {clusters} clusters, {changed} kept because their values differ")
    }
}

/// A share with at most four decimals; whole numbers without any.
pub(crate) fn real(share: f64, line: &mut String) {
    let parts = (share * 1e4).round() as u32;
    let _ = write!(line, "{}", parts / 10_000);
    if !parts.is_multiple_of(10_000) {
        let _ = write!(line, ".{:04}", parts % 10_000);
        line.truncate(line.trim_end_matches('0').len());
    }
}

/// A string of JSON.
pub(crate) fn string(text: &str, line: &mut String) {
    line.push('"');
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        line.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '"' | '\\' => line.extend(['\\', c]),
                '\0'..' ' => {
                    let _ = write!(line, "\\u{:04x}", c as u32);
                }
                _ => line.push(c),
            }
        }
    }
    line.push('"');
}

/// A cell of a table; what a spreadsheet would take for a formula gets an apostrophe before it.
fn cell(text: &str, line: &mut String) {
    let text = guarded(text);
    if text.contains([',', '"', '\n', '\r']) {
        let _ = write!(line, "\"{}\"", text.replace('"', "\"\""));
    } else {
        line.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_at_most_four_decimals() {
        for (share, expected) in [(0.0, "0"), (1.0, "1"), (0.5, "0.5"), (2.0 / 3.0, "0.6667"), (0.100_04, "0.1")] {
            let mut line = "10".to_owned();
            real(share, &mut line);
            assert_eq!(line, format!("10{expected}"));
        }
    }

    #[test]
    fn strings_and_cells_are_quoted() {
        for text in ["a", "a\"b\\c", "zwei\nZeilen\t\u{1}", "ä,„b“"] {
            let (mut line, mut table) = (String::new(), String::new());
            string(text, &mut line);
            assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
            cell(text, &mut table);
            assert_eq!(table.starts_with('"'), text.contains([',', '"', '\n']));
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for id in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            let mut line = String::new();
            cell(id, &mut line);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let read = reader.records().next().unwrap().unwrap()[0].to_owned();
            assert_eq!(read, format!("'{id}"));
        }
    }
}
