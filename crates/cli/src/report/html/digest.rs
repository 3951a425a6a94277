//! What matters most, in three short lists under the three counts: claims that disagree, copies with their source,
//! quotations that were altered.

use super::findings::edited;
use super::findings::group;
use super::findings::quote_edits;
use super::findings::sides;
use super::findings::sign;
use super::findings::speaker;
use super::graph::source;
use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::prose::Stretch;
use super::safe::Safe;
use super::shares::shares;
use super::shares::title;
use crate::report::sections::Section;
use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::Anomaly;
use kollate_core::report::ClusterEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;

/// Most findings in a list.
const MOST: usize = 6;
/// Most words of a claim or quotation in a list.
const WORDS: usize = 14;

/// The three lists.
pub(super) fn digest(html: &Html, out: &mut dyn Write, told: &BTreeMap<&str, Section>) -> io::Result<()> {
    jumps(html, out)?;
    write!(out, "<div class=\"digest\">")?;
    disagreements(html, out)?;
    copies(html, out, told)?;
    quotations(html, out, told)?;
    writeln!(out, "</div>")?;
    shortened(html, out)
}

/// Writes what the page leaves out because it would be too large, where it does.
fn shortened(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let (labels, limits) = (html.labels, &html.limits);
    let (texts, pairs) = limits.pairs();
    let of = |shown: usize, all: usize, what: &str| format!("{shown} {} {all} {what}", labels.out_of);
    let mut parts = Vec::new();
    if limits.events() < limits.of_events {
        parts.push(of(limits.events(), limits.of_events, labels.events_in_full));
    }
    if texts < pairs && html.max_quote.is_none() {
        parts.push(of(texts, pairs, labels.pairs_in_full));
    }
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<p class=\"shortened\"><b>{}</b> {}. {}</p>",
        labels.shortened,
        parts.join(", "),
        labels.where_all_is
    )
}

/// Writes the three counts as links to the lists, for windows in which the lists stand one below the other.
fn jumps(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    let disagreements = number_of_disagreements(html);
    let (passages, quotations) = (number_of_passages(html), html.report.quote_matches.len());
    let counts = [
        ("contradiction", "≠", Labels::count(disagreements, labels.disagreement, labels.disagreements)),
        ("copy", "⇄", Labels::count(passages, labels.copied_passage, labels.copied_passages)),
        ("altered", "”", Labels::count(quotations, labels.shared_quotation, labels.shared_quotations)),
    ];
    write!(out, "<p class=\"jumps\">")?;
    for (group, sign, count) in counts {
        write!(
            out,
            "<a class=\"f-{group}\" href=\"#card-{group}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {count}</a> "
        )?;
    }
    writeln!(out, "</p>")
}

/// How many disagreements nobody has accepted yet, without updates.
fn number_of_disagreements(html: &Html) -> usize {
    let new = html.report.disagreements.iter().filter(|found| found.known.is_none());
    new.filter(|found| group(found.relation) != "update").count()
}

/// How many passages are reuse.
fn number_of_passages(html: &Html) -> usize {
    let is_reuse = |kind: PassageKind| !matches!(kind, PassageKind::Stock | PassageKind::Boilerplate);
    html.report.passages.iter().filter(|passage| is_reuse(passage.kind)).count()
}

/// Writes the head of a list: a count and what it counts.
fn card(out: &mut dyn Write, group: &str, number: usize, noun: &str, notes: &[String]) -> io::Result<()> {
    let notes = notes.join(" · ");
    write!(
        out,
        "<section class=\"card f-{group}\" id=\"card-{group}\"><h2><span class=\"number\">{number}</span> {noun}</h2><p class=\"dim\">{notes}</p>"
    )
}

/// Writes how many findings the list leaves to the page below it, and ends it.
fn end(html: &Html, out: &mut dyn Write, rest: usize) -> io::Result<()> {
    if rest > 0 {
        write!(out, "<p class=\"dim\"><a href=\"#findings\">{rest} {}</a></p>", html.labels.more_below)?;
    }
    writeln!(out, "</section>")
}

fn disagreements(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    let known = html.report.disagreements.iter().filter(|found| found.known.is_some()).count();
    let mut all: Vec<&Disagreement> = html.report.disagreements.iter().filter(|found| found.known.is_none()).collect();
    let number = |name: &str| all.iter().filter(|found| group(found.relation) == name).count();
    let (contradictions, updates) = (number("contradiction"), number("update"));
    let mut notes = vec![Labels::count(contradictions, labels.contradiction, labels.contradictions)];
    if updates > 0 {
        notes.push(format!("+ {}", Labels::count(updates, labels.later_update, labels.later_updates)));
    }
    let anomalies: Vec<&Anomaly> = html.report.anomalies.iter().filter(|found| found.known.is_none()).collect();
    if !anomalies.is_empty() {
        notes.push(format!("+ {}", Labels::count(anomalies.len(), labels.odd_date, labels.odd_dates)));
    }
    if known > 0 {
        notes.push(format!("+ {known} {}", labels.known));
    }
    let number = number_of_disagreements(html);
    card(out, "contradiction", number, noun(number, labels.disagreement, labels.disagreements), &notes)?;
    let rank = |found: &Disagreement| {
        ["contradiction", "other", "update"].iter().position(|name| *name == group(found.relation))
    };
    all.sort_by_key(|found| (rank(found), -(found.confidence * 1e4) as i64));
    write!(out, "<ol>")?;
    for found in all.iter().take(MOST) {
        write!(
            out,
            "<li class=\"f-{}\"><a href=\"#{}\"><span class=\"sign\" aria-hidden=\"true\">{}</span> {} · {}</a> \
             <span class=\"dim\">{} {}</span>",
            group(found.relation),
            id(&found.id),
            sign(found.relation),
            Safe(labels.name(found.kind)),
            Safe(labels.relation(found.relation)),
            labels.confidence,
            Labels::percent(found.confidence)
        )?;
        let (spans, marks) = sides(found);
        line(html, out, spans[0], &marks[0])?;
        line(html, out, spans[1], &marks[1])?;
        write!(out, "</li>")?;
    }
    for found in anomalies.iter().take(MOST.saturating_sub(all.len())) {
        write!(
            out,
            "<li class=\"f-other\"><a href=\"#{}\"><span class=\"sign\" aria-hidden=\"true\">≈</span> {}</a><p \
             dir=\"auto\">{}</p></li>",
            id(&found.id),
            labels.odd_date,
            Safe(&html.sentence(&found.explanation))
        )?;
    }
    write!(out, "</ol>")?;
    end(html, out, (all.len() + anomalies.len()).saturating_sub(MOST))
}

/// Writes who says what in one line.
fn line(html: &Html, out: &mut dyn Write, span: &SpanEntry, stretches: &[Stretch]) -> io::Result<()> {
    let (name, lang) = (Safe(html.name(&span.article)), Safe(html.lang(&span.article)));
    write!(out, "<p><bdi class=\"who\">{name}</bdi> <q dir=\"auto\" lang=\"{lang}\">")?;
    html.quote(out, span, stretches, Some(WORDS))?;
    write!(out, "</q></p>")
}

fn copies(html: &Html, out: &mut dyn Write, told: &BTreeMap<&str, Section>) -> io::Result<()> {
    let labels = html.labels;
    let number = number_of_passages(html);
    let copies = html.report.pairs.iter().filter(|pair| pair.relation <= Relation::Derived);
    let (known, new): (Vec<&PairEntry>, Vec<_>) = copies.partition(|pair| pair.known.is_some());
    let mut notes = vec![Labels::count(new.len(), labels.copy_relation, labels.copy_relations)];
    if !known.is_empty() {
        notes.push(format!("+ {} {}", known.len(), labels.known));
    }
    card(out, "copy", number, noun(number, labels.copied_passage, labels.copied_passages), &notes)?;
    let mut pairs: Vec<&PairEntry> = told.values().flat_map(|section| section.pairs.iter()).copied().collect();
    pairs.retain(|pair| pair.known.is_none());
    let share = |pair: &PairEntry| -(pair.coverage_left.max(pair.coverage_right) * 1e4) as i64;
    pairs.sort_by_key(|pair| (pair.relation > Relation::Derived, share(pair), &pair.id));
    write!(out, "<ol>")?;
    for pair in pairs.iter().take(MOST) {
        one_copy(html, out, pair)?;
    }
    write!(out, "</ol>")?;
    end(html, out, pairs.len().saturating_sub(MOST))
}

/// Writes a copy with its likely source, or with the fullest version where the source is not known.
fn one_copy(html: &Html, out: &mut dyn Write, pair: &PairEntry) -> io::Result<()> {
    let labels = html.labels;
    let [left, right] = shares(html, pair, "span");
    write!(
        out,
        "<li class=\"f-copy\"><a href=\"#{}\"><span class=\"sign\" aria-hidden=\"true\">⇄</span> {}</a>\
         <p>{} · <span class=\"whole\">{} / {}</span> {} <span class=\"warn\">{}</span></p><p>",
        id(&pair.id),
        title(html, pair),
        Safe(labels.name(pair.relation.name())),
        left,
        right,
        labels.in_common,
        if pair.values_changed { labels.values_changed } else { "" },
    )?;
    // Of two texts that merely share a passage or two, nobody asks for the source.
    if pair.relation <= Relation::Derived || pair.direction.verdict != "undecided" {
        write!(out, "<b>{}</b>", Safe(&source(html, pair)))?;
    }
    if let Some(evidence) = pair.direction.evidence.first() {
        write!(out, " <span class=\"dim\" dir=\"auto\">{}</span>", Safe(&html.sentence(evidence)))?;
    }
    let is_of_it =
        |cluster: &&ClusterEntry| cluster.articles.contains(&pair.left) && cluster.articles.contains(&pair.right);
    if let Some(cluster) = html.report.clusters.iter().find(is_of_it) {
        let keep = Safe(html.name(&cluster.keep));
        write!(out, " <span class=\"dim\">{}: <bdi>{keep}</bdi></span>", labels.fullest)?;
    }
    write!(out, "</p></li>")
}

fn quotations(html: &Html, out: &mut dyn Write, told: &BTreeMap<&str, Section>) -> io::Result<()> {
    let labels = html.labels;
    let number = html.report.quote_matches.len();
    let altered = html.report.quote_matches.iter().filter(|found| found.relation == "altered").count();
    let repeated = number - told.values().map(|section| section.quotes.len()).sum::<usize>();
    let mut notes = vec![format!("{altered} {}", labels.altered_count)];
    if repeated > 0 {
        notes.push(format!("{repeated} {}", labels.between_copies));
    }
    card(out, "altered", number, noun(number, labels.shared_quotation, labels.shared_quotations), &notes)?;
    let mut all: Vec<&(&QuoteMatchEntry, &QuoteEntry, &QuoteEntry)> =
        told.values().flat_map(|section| section.quotes.iter()).collect();
    let rank =
        |relation: &str| ["altered", "glossed", "trimmed"].iter().position(|name| *name == relation).unwrap_or(3);
    all.sort_by_key(|(found, ..)| (rank(found.relation), &found.id));
    write!(out, "<ol>")?;
    for (found, left, right) in all.iter().take(MOST) {
        write!(
            out,
            "<li class=\"f-{}\"><a href=\"#{}\"><span class=\"sign\" aria-hidden=\"true\">”</span> <bdi>{}</bdi> · {}</a>",
            if found.relation == "altered" { "altered" } else { "quote" },
            id(&found.id),
            Safe(speaker(html, left, right)),
            Safe(labels.name(found.relation))
        )?;
        let edits = quote_edits(found, left, right);
        let marks = [edited(&edits, |edit| edit.left.as_ref(), "vl"), edited(&edits, |edit| edit.right.as_ref(), "vr")];
        for (quote, marks) in [left, right].into_iter().zip(&marks) {
            let part = quote
                .quote
                .iter()
                .find(|part| marks.iter().any(|mark| part.start <= mark.start && mark.end <= part.end));
            if let Some(part) = part.or(quote.quote.first()) {
                line(html, out, part, marks)?;
            }
        }
        write!(out, "</li>")?;
    }
    write!(out, "</ol>")?;
    end(html, out, all.len().saturating_sub(MOST))
}

/// The noun that goes with a number.
fn noun(number: usize, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}
