//! What was compared and what was skipped, the three counts, the filters and the list of events.

use super::citation::side;
use super::digest;
use super::faults;
use super::labels::Labels;
use super::limits::listed;
use super::page::Html;
use super::page::id;
use super::safe::Safe;
use super::section;
use crate::report::sections::Section;
use crate::report::sections::article_of;
use kollate_core::report::QuoteEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Writes everything above the findings.
pub(super) fn overview(html: &Html, out: &mut dyn Write, told: &BTreeMap<&str, Section>) -> io::Result<()> {
    writeln!(out, "<header>")?;
    compared(html, out)?;
    digest::digest(html, out, told)?;
    skipped(html, out)?;
    articles(html, out)?;
    settings(html, out)?;
    events(html, out, told)?;
    writeln!(out, "</header>")?;
    filters(html, out)
}

/// Writes in one line what was compared.
fn compared(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let (report, labels) = (html.report, html.labels);
    let outlets: BTreeSet<&str> = report.articles.iter().filter_map(|one| one.outlet.as_deref()).collect();
    let earliest = report.articles.iter().filter_map(|one| one.date.earliest.as_deref()).min();
    let latest = report.articles.iter().filter_map(|one| one.date.latest.as_deref()).max();
    let mut parts = vec![
        Labels::count(report.articles.len(), labels.article, labels.articles),
        Labels::count(report.events.len(), labels.event, labels.events),
    ];
    parts.push(Labels::count(report.origins.len(), labels.independent_of_one, labels.independent));
    if !outlets.is_empty() {
        parts.push(Labels::count(outlets.len(), labels.outlet, labels.outlets));
    }
    parts.extend(
        earliest.zip(latest).map(|(from, to)| if from == to { from.to_owned() } else { format!("{from} – {to}") }),
    );
    let skipped = match report.skipped.len() {
        0 => labels.nothing_skipped.to_owned(),
        number => format!("<a href=\"#skipped\"><b>{number} {}</b></a>", labels.skipped),
    };
    let parts: Vec<String> = parts.iter().map(|part| format!("<span class=\"whole\">{}</span>", Safe(part))).collect();
    write!(
        out,
        "<h1>kollate <span class=\"dim\">{}</span></h1><p>{} · {skipped}</p>",
        labels.report,
        parts.join(" · ")
    )?;
    named(html, out)
}

/// Most articles that are named at the top.
const NAMED: usize = 8;

/// Writes what the first articles are called.
fn named(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    let names = html.report.articles.iter().map(|entry| html.name(&entry.id));
    let names: Vec<&str> = names.filter(|name| seen.insert(*name)).collect();
    write!(out, "<p class=\"compared dim\">")?;
    for (at, name) in names.iter().take(NAMED).enumerate() {
        write!(out, "{}<bdi>{}</bdi>", if at > 0 { ", " } else { "" }, Safe(name))?;
    }
    if names.len() > NAMED {
        write!(out, " + {}", names.len() - NAMED)?;
    }
    writeln!(out, "</p>")
}

/// Writes what could not be read.
fn skipped(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let (skipped, labels) = (&html.report.skipped, html.labels);
    if skipped.is_empty() {
        return Ok(());
    }
    let number = skipped.len();
    write!(out, "<details id=\"skipped\"><summary>{} ({number})</summary><ul>", labels.what_was_skipped)?;
    let rest = listed(out, skipped.iter(), |out, one| {
        let record = one.record.map_or(String::new(), |record| format!(":{record}"));
        write!(
            out,
            "<li><code dir=\"auto\">{}{record}</code>: {}. <b>{}:</b> {}</li>",
            Safe(&one.path),
            Safe(&faults::told(&one.reason, labels.lang)),
            labels.remedy,
            Safe(&faults::told(&one.remedy, labels.lang))
        )
    })?;
    section::left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ul></details>")
}

/// Writes the list of articles.
fn articles(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    let number = html.report.articles.len();
    write!(out, "<details><summary>{} ({number})</summary><ul class=\"articles\">", labels.what_was_compared)?;
    let mut quotes: BTreeMap<&str, Vec<&QuoteEntry>> = BTreeMap::new();
    for quote in &html.report.quotes {
        quotes.entry(article_of(quote)).or_default().push(quote);
    }
    let rest = listed(out, html.report.articles.iter(), |out, entry| {
        write!(out, "<li>")?;
        section::article(html, out, &entry.id, "")?;
        if let Some(quotes) = quotes.get(entry.id.as_str()) {
            quotations(html, out, quotes)?;
        }
        write!(out, "</li>")
    })?;
    section::left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ul></details>")
}

/// Writes the direct quotations of an article.
fn quotations(html: &Html, out: &mut dyn Write, quotes: &[&QuoteEntry]) -> io::Result<()> {
    let labels = html.labels;
    let number = Labels::count(quotes.len(), labels.quote_in, labels.quotes_in);
    write!(out, "<details><summary>{number}</summary><ul>")?;
    for quote in quotes {
        let speaker = quote.speaker.as_ref().map_or(labels.no_speaker, |speaker| speaker.name.as_str());
        write!(out, "<li id=\"{}\"><b dir=\"auto\">{}</b>", id(&quote.id), Safe(speaker))?;
        side(html, out, &quote.quote, "l", &[])?;
        write!(out, "</li>")?;
    }
    writeln!(out, "</ul></details>")
}

/// Writes what shaped the findings, and how to read the page.
fn settings(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    let config = serde_json::to_value(&html.report.config).unwrap_or_default();
    write!(out, "<details><summary>{}</summary><dl>", labels.settings)?;
    for (name, value) in config.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        write!(out, "<dt><code>{}</code></dt><dd>{}</dd>", Safe(name), Safe(&value))?;
    }
    writeln!(out, "</dl></details><details><summary>{}</summary><p>{}</p></details>", labels.legend, labels.legend_text)
}

/// Writes the list of events with what was found about each.
fn events(html: &Html, out: &mut dyn Write, told: &BTreeMap<&str, Section>) -> io::Result<()> {
    let labels = html.labels;
    let shown = section::shown(html, told);
    if shown.len() < 2 {
        return Ok(());
    }
    write!(out, "<nav aria-label=\"{0}\"><h2>{0}</h2><ol class=\"events\">", labels.all_events)?;
    let rest = listed(out, shown.into_iter(), |out, event| {
        let empty = Section::default();
        let found = told.get(event.id.as_str()).unwrap_or(&empty);
        let new = || found.disagreements.iter().filter(|one| one.known.is_none());
        let contradictions = new().filter(|one| one.relation == "contradiction").count();
        let others = new().count() - contradictions;
        let altered = found.quotes.iter().filter(|one| one.0.relation == "altered").count();
        write!(out, "<li><a href=\"#e-{}\" dir=\"auto\">{}</a> ", id(&event.id), section::headline(html, event))?;
        let signs = [
            ("f-contradiction", "≠", contradictions, labels.contradictions),
            ("f-other", "≈", others, labels.other_disagreements),
            ("f-altered", "”", altered, labels.altered_count),
            ("f-copy", "⇄", found.pairs.len(), labels.copies),
        ];
        for (class, sign, number, what) in signs.iter().filter(|row| row.2 > 0) {
            write!(out, "<span class=\"chip {class}\" title=\"{number} {what}\">{sign}\u{2009}{number}</span> ")?;
        }
        write!(
            out,
            "<span class=\"dim\">{}</span></li>",
            Labels::count(event.articles.len(), labels.article, labels.articles)
        )
    })?;
    section::left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ol></nav>")
}

/// Writes the switches of what is shown. They work without scripts, but for the one by text.
fn filters(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    write!(out, "<div class=\"filters\" role=\"search\"><fieldset><legend>{}</legend>", labels.filters)?;
    let groups = [
        ("contradiction", labels.contradictions),
        ("other", labels.other_disagreements),
        ("update", labels.later_updates),
        ("quote", labels.shared_quotations),
        ("copy", labels.copies),
    ];
    for (group, name) in groups {
        write!(out, "<label><input type=\"checkbox\" id=\"show-{group}\" checked> {name}</label> ")?;
    }
    write!(out, "</fieldset><fieldset><legend>{}</legend>", labels.hide)?;
    let kinds = [("quotation", labels.quotations), ("boilerplate", labels.boilerplate), ("stock", labels.stock)];
    for (kind, name) in kinds {
        write!(out, "<label><input type=\"checkbox\" id=\"hide-{kind}\"> {name}</label> ")?;
    }
    writeln!(
        out,
        "<small class=\"dim\">{3}</small></fieldset><p class=\"js\"><input type=\"search\" id=\"text\" placeholder=\"{0}\" aria-label=\"{0}\"> \
         <button type=\"button\" id=\"previous\" title=\"p\">↑ {1}</button> <button type=\"button\" id=\"next\" \
         title=\"n\">↓ {2}</button></p></div>",
        labels.filter_text, labels.previous, labels.next, labels.hide_note
    )
}
