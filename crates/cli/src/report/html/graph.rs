//! Which articles go back to which, as a drawing and in words: arcs from sources to copies, and for every origin the
//! likely source with the reasons.

use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::safe::Safe;
use super::shares::shares;
use super::timeline::MOST;
use super::timeline::ROW;
use super::timeline::WIDTH;
use super::timeline::clipped;
use super::timeline::names_width;
use crate::report::sections::Section;
use kollate_core::copies::Relation;
use kollate_core::report::ClusterEntry;
use kollate_core::report::OriginEntry;
use kollate_core::report::PairEntry;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// Room for the share that stands beside an arc.
const SHARE: f64 = 44.0;
/// Most arcs drawn: more cannot be told apart.
const ARCS: usize = 40;

/// Writes the graph of an event whose articles, in time order, are `articles`.
pub(super) fn graph(html: &Html, out: &mut dyn Write, section: &Section, articles: &[&str]) -> io::Result<()> {
    let rows: BTreeMap<&str, usize> = articles.iter().take(MOST).enumerate().map(|(row, id)| (*id, row)).collect();
    let is_copy = |pair: &&&PairEntry| pair.relation <= Relation::Derived;
    let drawn = |pair: &&&PairEntry| rows.contains_key(pair.left.as_str()) && rows.contains_key(pair.right.as_str());
    let mut pairs: Vec<&PairEntry> = section.pairs.iter().filter(is_copy).filter(drawn).copied().collect();
    if pairs.is_empty() {
        return Ok(());
    }
    let weight = |pair: &PairEntry| (pair.coverage_left.max(pair.coverage_right) * 1e4) as i64;
    pairs.sort_by_key(|pair| -weight(pair));
    pairs.truncate(ARCS);
    let described: Vec<String> = pairs.iter().map(|pair| in_words(html, pair)).collect();
    let height = ROW * rows.len() + 8;
    let nodes = names_width(html, rows.keys().copied()) + 12;
    write!(
        out,
        "<figure class=\"drawing\"><figcaption>{}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"{}\">",
        html.labels.graph,
        Safe(&described.join("; "))
    )?;
    for (article, row) in &rows {
        let class = html.origins.get(article).map_or(0, |origin| origin % 8 + 1);
        let y = ROW * row + ROW / 2;
        write!(
            out,
            "<text class=\"end\" x=\"{}\" y=\"{}\">{}</text><circle class=\"dot c{class}\" cx=\"{nodes}\" cy=\"{y}\" \
             r=\"6\"/>",
            nodes - 12,
            y + 4,
            Safe(&clipped(html.name(article)))
        )?;
    }
    for (pair, words) in pairs.iter().zip(&described) {
        arc(html, out, pair, words, &rows, nodes as f64 + 8.0)?;
    }
    writeln!(out, "</svg><p class=\"dim\">{}</p></figure>", html.labels.graph_key)
}

/// Writes the arc of a pair, which begins and ends at `x`, with its larger share; the head points at the copy.
fn arc(
    html: &Html,
    out: &mut dyn Write,
    pair: &PairEntry,
    words: &str,
    rows: &BTreeMap<&str, usize>,
    x: f64,
) -> io::Result<()> {
    let y = |article: &str| (ROW * rows[article] + ROW / 2) as f64;
    let (left, right) = (pair.left.as_str(), pair.right.as_str());
    let (from, to) = if pair.direction.verdict == "right" { (right, left) } else { (left, right) };
    let (from, to) = (y(from), y(to));
    let most = (WIDTH as f64 - x - SHARE) / 0.75 - 26.0;
    let reach = 26.0 + most.min(130.0) * (from - to).abs() / (ROW * rows.len().max(2)) as f64;
    let is_decided = matches!(pair.direction.verdict, "left" | "right");
    let share = pair.coverage_left.max(pair.coverage_right);
    write!(
        out,
        "<a href=\"#{}\"><path class=\"arc{}\" stroke-width=\"{:.1}\" d=\"M{x} {from}C{} {from} {} {to} {x} {to}\">\
         <title>{}</title></path>",
        id(&pair.id),
        if is_decided { "" } else { " open" },
        1.0 + 2.5 * share,
        x + reach,
        x + reach,
        Safe(words)
    )?;
    if is_decided {
        write!(out, "<path class=\"tip\" d=\"M{x} {to}l9 -5v10z\"/>")?;
    }
    let middle = f64::midpoint(from, to);
    write!(
        out,
        "<text class=\"share\" x=\"{:.0}\" y=\"{:.0}\">{}</text></a>",
        x + reach * 0.75 + 5.0,
        middle + 4.0,
        shares(html, pair, "tspan")[usize::from(pair.coverage_right > pair.coverage_left)]
    )
}

/// A pair in words: which share of which article the other has, and which is the source.
pub(super) fn in_words(html: &Html, pair: &PairEntry) -> String {
    let (left, right) = (html.name(&pair.left), html.name(&pair.right));
    let labels = html.labels;
    format!(
        "{left}: {} {} {right}; {right}: {} {} {left}; {}",
        Labels::percent(pair.coverage_left),
        labels.of_it_in,
        Labels::percent(pair.coverage_right),
        labels.of_it_in,
        source(html, pair)
    )
}

/// Which of two articles is the source.
pub(super) fn source(html: &Html, pair: &PairEntry) -> String {
    let labels = html.labels;
    match pair.direction.verdict {
        "left" => format!("{}: {}", labels.likely_source, html.name(&pair.left)),
        "right" => format!("{}: {}", labels.likely_source, html.name(&pair.right)),
        "common-source" => labels.common_source.to_owned(),
        _ => labels.source_open.to_owned(),
    }
}

/// Writes which articles of an event go back to one text, the likely source and why.
pub(super) fn origins(html: &Html, out: &mut dyn Write, section: &Section, articles: &[&str]) -> io::Result<()> {
    let labels = html.labels;
    let mut numbers: Vec<usize> = articles.iter().filter_map(|id| html.origins.get(id).copied()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let number = if numbers.len() == 1 {
        labels.independent_one.to_owned()
    } else {
        format!("{} {}", numbers.len(), labels.independent)
    };
    write!(
        out,
        "<p class=\"count\">{}: <b>{number}</b></p>",
        Labels::count(articles.len(), labels.article, labels.articles)
    )?;
    let origins = || numbers.iter().map(|at| &html.report.origins[*at]);
    write!(out, "<ul class=\"origins\">")?;
    for origin in origins().filter(|origin| origin.articles.len() > 1) {
        // What goes back to one text may be on two events; its anchor stands where its first article is.
        let anchor = if articles.contains(&origin.articles[0].as_str()) { &origin.id } else { "" };
        one_origin(html, out, section, origin, anchor)?;
    }
    let mut alone = origins().filter(|origin| origin.articles.len() == 1).peekable();
    if alone.peek().is_some() {
        // Of one article there is nothing to tell apart.
        let words = if articles.len() > 1 { format!("{}: ", labels.on_its_own) } else { String::new() };
        write!(out, "<li class=\"alone\">{words}")?;
        for (at, origin) in alone.enumerate() {
            let name = Safe(html.name(&origin.articles[0]));
            write!(out, "{}<bdi id=\"{}\">{name}</bdi>", if at > 0 { ", " } else { "" }, id(&origin.id))?;
        }
        write!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// Writes an origin of several articles.
fn one_origin(
    html: &Html,
    out: &mut dyn Write,
    section: &Section,
    origin: &OriginEntry,
    anchor: &str,
) -> io::Result<()> {
    let names: Vec<String> = origin.articles.iter().map(|one| format!("<bdi>{}</bdi>", Safe(html.name(one)))).collect();
    let anchored = if anchor.is_empty() { String::new() } else { format!(" id=\"{}\"", id(anchor)) };
    write!(out, "<li{anchored}>{}: ", names.join(", "))?;
    let is_of_it = |pair: &&&PairEntry| origin.articles.contains(&pair.left) && origin.articles.contains(&pair.right);
    let within: Vec<&PairEntry> = section.pairs.iter().filter(is_of_it).copied().collect();
    let decided = within.iter().find(|pair| matches!(pair.direction.verdict, "left" | "right" | "common-source"));
    let source = decided.map_or_else(|| html.labels.source_open.to_owned(), |pair| self::source(html, pair));
    write!(out, "<b>{}</b>", Safe(&source))?;
    if let Some(cluster) = html.report.clusters.iter().find(|one| origin.articles.contains(&one.keep)) {
        fullest(html, out, cluster, !anchor.is_empty())?;
    }
    let reasons: Vec<&String> =
        decided.map_or(&[][..], |pair| &pair.direction.evidence).iter().chain(&origin.evidence).collect();
    if !reasons.is_empty() {
        write!(out, "<details><summary>{}</summary><ul>", html.labels.reasons)?;
        for reason in reasons {
            write!(out, "<li dir=\"auto\">{}</li>", Safe(&html.sentence(reason)))?;
        }
        write!(out, "</ul></details>")?;
    }
    writeln!(out, "</li>")
}

/// Writes which of several copies is the one to keep.
fn fullest(html: &Html, out: &mut dyn Write, cluster: &ClusterEntry, is_anchor: bool) -> io::Result<()> {
    let anchor = if is_anchor { format!(" id=\"{}\"", id(&cluster.id)) } else { String::new() };
    write!(
        out,
        " · <span{anchor}>{}: <bdi>{}</bdi> <span class=\"dim\">({})</span></span>",
        html.labels.fullest,
        Safe(html.name(&cluster.keep)),
        Safe(&html.sentence(&cluster.reason))
    )
}
