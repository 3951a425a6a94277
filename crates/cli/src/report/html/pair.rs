//! Two articles side by side: soft-wrapped prose with aligned passages numbered and coloured, changed words marked, and
//! a map of what both share.

use super::citation::value_in;
use super::findings::edited;
use super::findings::known;
use super::graph::source;
use super::labels::Labels;
use super::limits::Form;
use super::page::Html;
use super::page::id;
use super::prose::Stretch;
use super::prose::prose;
use super::safe::Safe;
use super::shares::passages;
use super::shares::shares;
use super::shares::title;
use crate::report::edits::whole_numbers;
use kollate_core::copies::PassageKind;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::SpanEntry;
use std::io;
use std::io::Write;

/// What a pair takes beside its texts, in bytes.
pub(super) const FRAME: usize = 1_000;

/// What is shown of a pair.
struct Shown<'s, 'a> {
    pair: &'a PairEntry,
    passages: &'s [&'a PassageEntry],
    /// Disagreements between the two.
    disagreements: &'s [&'a Disagreement],
}

/// Writes a pair, closed, in some form.
pub(super) fn pair(html: &Html, out: &mut dyn Write, pair: &PairEntry, form: Form) -> io::Result<()> {
    let disagreements = html.disagreements.get(&(pair.left.as_str(), pair.right.as_str()));
    let shown =
        &Shown { pair, passages: passages(html, pair), disagreements: disagreements.map_or(&[], Vec::as_slice) };
    let labels = html.labels;
    let changed = if pair.values_changed { labels.values_changed } else { "" };
    let [left, right] = shares(html, pair, "span");
    write!(
        out,
        "<details class=\"pair finding f-copy\" id=\"{}\" tabindex=\"-1\"><summary><span class=\"sign\" \
         aria-hidden=\"true\">⇄</span> <b>{}</b> <span class=\"rel\">{}</span> \
         <span class=\"dim\"><span class=\"whole\">{} / {}</span> {}</span> <span class=\"warn\">{changed}</span>{}</summary>",
        id(&pair.id),
        title(html, pair),
        Safe(labels.name(pair.relation.name())),
        left,
        right,
        labels.in_common,
        known(html, pair.known.as_deref()),
    )?;
    let names = [html.name(&pair.left), html.name(&pair.right)].map(Safe);
    let [one, other] = &names;
    write!(
        out,
        "<p dir=\"auto\"><bdi>{one}</bdi>: {left} {0} <bdi>{other}</bdi>; <bdi>{other}</bdi>: {right} {0} \
         <bdi>{one}</bdi>; {1}</p>",
        labels.of_it_in,
        Safe(&source(html, pair)),
    )?;
    for reason in &pair.direction.evidence {
        write!(out, "<p class=\"why\" dir=\"auto\">{}</p>", Safe(&html.sentence(reason)))?;
    }
    minimap(html, out, shown)?;
    match form {
        Form::Texts => columns(html, out, shown)?,
        Form::Passages | Form::Line => rows(html, out, shown)?,
    }
    writeln!(out, "</details>")
}

/// How a passage looks: its colour, and from the ninth on a pattern as well; formulas and boilerplate are grey.
fn class(number: usize, passage: &PassageEntry) -> String {
    let kind = passage.kind.name();
    if matches!(passage.kind, PassageKind::Stock | PassageKind::Boilerplate) {
        return format!("p k-{kind}");
    }
    format!("p k-{kind} c{}{}", number % 8 + 1, if number >= 8 { " more" } else { "" })
}

/// The numbered link before a passage on one side, which leads to the other.
fn badge(html: &Html, passage: &PassageEntry, number: usize, is_left: bool) -> String {
    let own = if is_left { "" } else { "-r" };
    let other = if is_left { "-r" } else { "" };
    let kind = passage.kind.name();
    let span = if is_left { &passage.left } else { &passage.right };
    format!(
        "<a class=\"n k-{kind}\" id=\"{0}{own}\" href=\"#{0}{other}\" data-s=\"{5}\" data-e=\"{6}\" title=\"{1} {2}: {3}, {4}\">{2}</a>",
        id(&passage.id),
        html.labels.passage,
        number + 1,
        Safe(html.labels.name(kind)),
        html.labels.to_counterpart,
        span.start,
        span.end
    )
}

/// Everything that is marked on one side.
fn stretches<'a>(html: &Html, shown: &Shown<'_, 'a>, is_left: bool) -> Vec<Stretch<'a>> {
    let mut all = Vec::new();
    for (number, passage) in shown.passages.iter().enumerate() {
        all.extend(of_passage(html, passage, number, is_left));
    }
    let article = if is_left { &shown.pair.left } else { &shown.pair.right };
    for found in shown.disagreements {
        let sides = [(&found.left, &found.left_value), (&found.right, &found.right_value)];
        for (span, value) in sides.into_iter().filter(|(span, _)| &span.article == article && span.field.is_none()) {
            let (start, end) = value_in(span, value).unwrap_or((span.start, span.end));
            let after = format!("<a class=\"n x\" href=\"#{0}\" title=\"{0}\">≠</a>", id(&found.id));
            all.push(Stretch { start, end, class: "x".into(), after, ..Stretch::default() });
        }
    }
    all
}

/// A passage on one side with its changed words.
fn of_passage<'a>(html: &Html, passage: &'a PassageEntry, number: usize, is_left: bool) -> Vec<Stretch<'a>> {
    let span = if is_left { &passage.left } else { &passage.right };
    let edits = whole_numbers(&passage.edits, &passage.left, &passage.right);
    let mut all = edited(&edits, |edit| if is_left { edit.left.as_ref() } else { edit.right.as_ref() }, "e");
    all.push(Stretch {
        start: span.start,
        end: span.end,
        class: class(number, passage),
        passage: Some(&passage.id),
        before: badge(html, passage, number, is_left),
        after: String::new(),
    });
    all
}

/// Writes both texts in full.
fn columns(html: &Html, out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    write!(
        out,
        "<label class=\"js together\"><input type=\"checkbox\" checked> {}</label> <button type=\"button\" class=\"cite \
         both\" disabled>{}</button><div class=\"cols\">",
        html.labels.scroll_together, html.labels.copy_citation
    )?;
    for (article, is_left) in [(&shown.pair.left, true), (&shown.pair.right, false)] {
        let Some(known) = html.articles.get(article.as_str()) else { continue };
        write!(
            out,
            "<section class=\"col\" tabindex=\"0\" data-c=\"{}\" aria-label=\"{}\"><h4><bdi>{}</bdi> <span \
             class=\"date\">{}</span></h4>",
            Safe(&html.credit(known)),
            Safe(&known.name),
            Safe(&known.name),
            Safe(&html.date(known.entry))
        )?;
        if let Some(title) = &known.entry.title {
            let lang = Safe(&known.entry.lang);
            write!(out, "<p class=\"title\" dir=\"auto\" lang=\"{lang}\">{}</p>", Safe(title))?;
        }
        write!(out, "<div class=\"text\" dir=\"auto\" lang=\"{}\">", Safe(&known.entry.lang))?;
        prose(out, known.text, 0, &stretches(html, shown, is_left))?;
        write!(out, "</div></section>")?;
    }
    writeln!(out, "</div>")
}

/// Writes the passages alone, one beside the other.
fn rows(html: &Html, out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    let labels = html.labels;
    let why = if html.max_quote.is_some() { labels.passages_for_sharing } else { labels.passages_only };
    write!(out, "<p class=\"dim\">{why}</p><div class=\"cols rows\">")?;
    for (number, passage) in shown.passages.iter().enumerate() {
        for (span, is_left) in [(&passage.left, true), (&passage.right, false)] {
            write!(out, "<div class=\"text\" dir=\"auto\" lang=\"{}\">", Safe(html.lang(&span.article)))?;
            html.quote(out, span, &of_passage(html, passage, number, is_left), None)?;
            write!(out, "</div>")?;
        }
    }
    writeln!(out, "</div>")
}

/// Writes a map of both texts with what they share.
fn minimap(html: &Html, out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    let length = |article: &str| {
        let text = html.articles.get(article).map_or("", |known| known.text);
        text.chars().count().max(1) as f64
    };
    let (left, right) = (length(&shown.pair.left), length(&shown.pair.right));
    let longest = left.max(right);
    write!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 1000 60\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}: {} / \
         {}\"><rect class=\"bar\" x=\"0\" y=\"0\" width=\"{:.1}\" height=\"14\"/><rect class=\"bar\" x=\"0\" y=\"46\" \
         width=\"{:.1}\" height=\"14\"/>",
        html.labels.coverage,
        Labels::percent(shown.pair.coverage_left),
        Labels::percent(shown.pair.coverage_right),
        1000.0 * left / longest,
        1000.0 * right / longest
    )?;
    for (number, passage) in shown.passages.iter().enumerate() {
        let range = |span: &SpanEntry| {
            let at = |place: u32| 1000.0 * f64::from(place) / longest;
            (at(span.start), at(span.end).max(at(span.start) + 3.0))
        };
        let ((a, b), (c, d)) = (range(&passage.left), range(&passage.right));
        write!(
            out,
            "<a href=\"#{}\" tabindex=\"-1\"><path class=\"{}\" d=\"M{a:.1} 0H{b:.1}V14L{d:.1} 46V60H{c:.1}V46L{a:.1} \
             14z\"><title>{} {}</title></path></a>",
            id(&passage.id),
            class(number, passage),
            html.labels.passage,
            number + 1
        )?;
    }
    writeln!(out, "</svg>")
}

/// Writes a pair that repeats another one between copies: a line, with the anchors of its passages.
pub(super) fn repeated(html: &Html, out: &mut dyn Write, pair: &PairEntry) -> io::Result<()> {
    let [left, right] = shares(html, pair, "span");
    write!(out, "<li id=\"{}\">{} <span class=\"dim\">{} / {}</span>", id(&pair.id), title(html, pair), left, right)?;
    for passage in passages(html, pair) {
        write!(
            out,
            " <span class=\"dim\" id=\"{}\">{}</span>",
            id(&passage.id),
            Safe(html.labels.name(passage.kind.name()))
        )?;
    }
    writeln!(out, "</li>")
}
