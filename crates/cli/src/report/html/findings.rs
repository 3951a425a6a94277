//! Disagreements, dates that do not fit, and shared quotations.

use super::citation::side;
use super::citation::values;
use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::prose::Stretch;
use super::safe::Safe;
use crate::report::edits::whole_numbers;
use crate::report::sections::article_of;
use crate::report::sides::sides as in_order;
use kollate_core::report::Anomaly;
use kollate_core::report::Disagreement;
use kollate_core::report::EditEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::SpanEntry;
use kollate_core::report::SpanPair;
use std::io;
use std::io::Write;
use std::slice;

/// The sign of a relation between claims: says the same as its colour.
pub(super) fn sign(relation: &str) -> &'static str {
    match relation {
        "contradiction" => "≠",
        "update" => "↻",
        _ => "≈",
    }
}

/// What filters call a relation between claims.
pub(super) fn group(relation: &str) -> &'static str {
    match relation {
        "contradiction" => "contradiction",
        "update" => "update",
        _ => "other",
    }
}

/// Writes the opening of a finding with its heading.
pub(super) fn heading(
    html: &Html,
    out: &mut dyn Write,
    group: &str,
    sign: &str,
    finding: &str,
    what: &str,
) -> io::Result<()> {
    write!(
        out,
        "<article class=\"finding f-{group}\" id=\"{0}\" tabindex=\"-1\"><h4><span class=\"sign\" aria-hidden=\"true\">\
         {sign}</span> {what} <a class=\"perma\" href=\"#{0}\" title=\"{1}\">{0}</a></h4>",
        id(finding),
        html.labels.link_to,
    )
}

/// Why a finding is known and accepted, where it is.
pub(super) fn known(html: &Html, reason: Option<&str>) -> String {
    reason.map_or(String::new(), |reason| {
        format!(" <span class=\"known\">{}: {}</span>", html.labels.known, Safe(reason))
    })
}

/// Writes a disagreement.
pub(super) fn disagreement(html: &Html, out: &mut dyn Write, found: &Disagreement) -> io::Result<()> {
    let labels = html.labels;
    let what = format!(
        "<b>{}</b> <span class=\"rel\">{}</span> <span class=\"dim\">{} {}</span>",
        Safe(labels.name(found.kind)),
        Safe(labels.relation(found.relation)),
        labels.confidence,
        Labels::percent(found.confidence)
    ) + &known(html, found.known.as_deref());
    heading(html, out, group(found.relation), sign(found.relation), &found.id, &what)?;
    let (spans, marks) = sides(found);
    write!(out, "<div class=\"sides\">")?;
    side(html, out, slice::from_ref(spans[0]), "l", &marks[0])?;
    side(html, out, slice::from_ref(spans[1]), "r", &marks[1])?;
    write!(out, "</div><p class=\"why\" dir=\"auto\">{}</p>", Safe(&html.sentence(&found.explanation)))?;
    also(html, out, &found.also)?;
    writeln!(out, "</article>")
}

/// Both sides of a disagreement with their marks, in the order in which its explanation names them.
pub(super) fn sides(found: &Disagreement) -> ([&SpanEntry; 2], [Vec<Stretch<'static>>; 2]) {
    let [first, second] = in_order(found);
    let (spans, ends) = ([first.0, second.0], [first.1, second.1]);
    (spans, values(spans, ends))
}

/// Most pairs of copies listed with a finding.
const MOST_ALSO: usize = 5;

/// Writes where else the same finding lies.
fn also(html: &Html, out: &mut dyn Write, also: &[SpanPair]) -> io::Result<()> {
    if also.is_empty() {
        return Ok(());
    }
    write!(out, "<p class=\"also\">{}:", html.labels.also_between_copies)?;
    for (at, pair) in also.iter().take(MOST_ALSO).enumerate() {
        let place = |span: &SpanEntry| format!("{}, {}", html.name(&span.article), html.place(span));
        let [left, right] = [&pair.left, &pair.right].map(place);
        let separator = if at > 0 { ";" } else { "" };
        write!(out, "{separator} <bdi>{}</bdi> / <bdi>{}</bdi>", Safe(&left), Safe(&right))?;
    }
    if also.len() > MOST_ALSO {
        write!(out, "; {} {}", also.len() - MOST_ALSO, html.labels.left_out)?;
    }
    write!(out, "</p>")
}

/// Writes a date that does not fit its article.
pub(super) fn anomaly(html: &Html, out: &mut dyn Write, found: &Anomaly) -> io::Result<()> {
    let what = format!("<b>{}</b>", html.labels.odd_date) + &known(html, found.known.as_deref());
    heading(html, out, "other", "≈", &found.id, &what)?;
    write!(out, "<div class=\"sides\">")?;
    let whole =
        |span: &SpanEntry| vec![Stretch { start: span.start, end: span.end, class: "vl".into(), ..Stretch::default() }];
    side(html, out, slice::from_ref(&found.span), "l", &whole(&found.span))?;
    found.evidence.iter().try_for_each(|span| side(html, out, slice::from_ref(span), "r", &[]))?;
    writeln!(out, "</div><p class=\"why\" dir=\"auto\">{}</p></article>", Safe(&html.sentence(&found.explanation)))
}

/// Writes a quotation that two articles share, both wordings in full with what differs marked.
pub(super) fn quote_match(
    html: &Html,
    out: &mut dyn Write,
    (found, left, right): &(&QuoteMatchEntry, &QuoteEntry, &QuoteEntry),
) -> io::Result<()> {
    let group = if found.relation == "altered" { "altered" } else { "quote" };
    let what = format!(
        "<b dir=\"auto\">{}</b> <span class=\"rel\">{}</span>",
        Safe(speaker(html, left, right)),
        Safe(html.labels.name(found.relation))
    );
    heading(html, out, group, "”", &found.id, &what)?;
    write!(out, "<div class=\"sides\">")?;
    let edits = quote_edits(found, left, right);
    side(html, out, &left.quote, "l", &edited(&edits, |edit| edit.left.as_ref(), "vl"))?;
    side(html, out, &right.quote, "r", &edited(&edits, |edit| edit.right.as_ref(), "vr"))?;
    writeln!(out, "</div></article>")
}

/// Writes a quotation that two articles share in one line.
pub(super) fn quote_line(
    html: &Html,
    out: &mut dyn Write,
    (found, left, right): &(&QuoteMatchEntry, &QuoteEntry, &QuoteEntry),
) -> io::Result<()> {
    let names = [left, right].map(|quote| html.name(article_of(quote)));
    write!(
        out,
        "<li id=\"{}\"><bdi>{}</bdi> / <bdi>{}</bdi> <span class=\"dim\"><bdi>{}</bdi> · {}</span></li>",
        id(&found.id),
        Safe(names[0]),
        Safe(names[1]),
        Safe(speaker(html, left, right)),
        Safe(html.labels.name(found.relation))
    )
}

/// Who is quoted, by either article.
pub(super) fn speaker<'q>(html: &Html, left: &'q QuoteEntry, right: &'q QuoteEntry) -> &'q str
where
    'static: 'q,
{
    let speaker = [left, right].into_iter().find_map(|quote| quote.speaker.as_ref());
    speaker.map_or(html.labels.no_speaker, |speaker| speaker.name.as_str())
}

/// The edits between two quotations, with numbers whole where neither is interrupted.
pub(super) fn quote_edits(found: &QuoteMatchEntry, left: &QuoteEntry, right: &QuoteEntry) -> Vec<EditEntry> {
    match (left.quote.as_slice(), right.quote.as_slice()) {
        ([left], [right]) => whole_numbers(&found.edits, left, right),
        _ => found.edits.clone(),
    }
}

/// The words that are on one side only.
pub(super) fn edited<'e>(
    edits: &'e [EditEntry],
    of: impl Fn(&'e EditEntry) -> Option<&'e SpanEntry>,
    class: &str,
) -> Vec<Stretch<'static>> {
    let spans = edits.iter().filter_map(of);
    spans.map(|span| Stretch { start: span.start, end: span.end, class: class.into(), ..Stretch::default() }).collect()
}
