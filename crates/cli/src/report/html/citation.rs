//! A side of a finding: who says it, where, and in which words.

use super::labels::Labels;
use super::page::Html;
use super::prose::Stretch;
use super::safe::Safe;
use kollate_core::report::SpanEntry;
use kollate_core::report::ValueEntry;
use std::io;
use std::io::Write;

/// Most words of a part that are shown: more than any sentence or quotation that somebody reads, but not a book.
const WORDS: usize = 400;

/// Writes the parts of a quotation or claim with their source and a button that copies them with outlet, date and
/// offsets.
pub(super) fn side(
    html: &Html,
    out: &mut dyn Write,
    parts: &[SpanEntry],
    class: &str,
    stretches: &[Stretch],
) -> io::Result<()> {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Ok(()) };
    let Some(known) = html.articles.get(first.article.as_str()) else { return Ok(()) };
    write!(
        out,
        "<figure class=\"side {class}\" data-c=\"{}\" data-s=\"{}\" data-e=\"{}\"><figcaption><b dir=\"auto\">{}</b> \
         <span class=\"date\">{}</span> · <span class=\"dim\" dir=\"auto\" title=\"{}\">{}</span> {}</figcaption><blockquote dir=\"auto\" lang=\"{}\">",
        Safe(&html.credit(known)),
        first.start,
        last.end,
        Safe(&known.name),
        Safe(&html.date(known.entry)),
        Safe(&html.places.of(first)),
        Safe(&html.place(first)),
        button(html.labels),
        Safe(&known.entry.lang),
    )?;
    for (at, part) in parts.iter().enumerate() {
        write!(out, "{}", if at > 0 { " […] " } else { "" })?;
        html.quote(out, part, stretches, Some(WORDS))?;
    }
    write!(out, "</blockquote></figure>")
}

/// The button that copies a citation. Without scripts it does not show.
pub(super) fn button(labels: &Labels) -> String {
    format!("<button type=\"button\" class=\"cite\">{0}</button>", labels.copy_citation)
}

/// The value inside a claim, where it stands there in so many words.
pub(super) fn value_in(span: &SpanEntry, value: &ValueEntry) -> Option<(u32, u32)> {
    let byte = span.text.find(&value.literal).filter(|_| !value.literal.is_empty())?;
    let start = span.start + span.text[..byte].chars().count() as u32;
    Some((start, start + value.literal.chars().count() as u32))
}

/// Words that tell two claims apart, where their values are as good as all of the claims: what lies between the words
/// that both begin and end with.
pub(super) fn contrast(left: &SpanEntry, right: &SpanEntry) -> [(u32, u32); 2] {
    let words = [word_places(left), word_places(right)];
    let same = |pair: &(&(u32, u32, &str), &(u32, u32, &str))| pair.0.2 == pair.1.2;
    let before = words[0].iter().zip(&words[1]).take_while(same).count();
    let shorter = words[0].len().min(words[1].len());
    let after = words[0].iter().rev().zip(words[1].iter().rev()).take_while(same).count().min(shorter - before);
    [0, 1].map(|side| {
        let changed = &words[side][before..words[side].len() - after];
        match (changed.first(), changed.last()) {
            (Some(first), Some(last)) => (first.0, last.1),
            // Nothing is on this side only: an empty stretch marks nothing.
            _ => (0, 0),
        }
    })
}

/// The words of a span with their ranges in code points.
fn word_places(span: &SpanEntry) -> Vec<(u32, u32, &str)> {
    let mut at = span.start;
    let mut places = Vec::new();
    for word in span.text.split(char::is_whitespace) {
        let end = at + word.chars().count() as u32;
        if !word.is_empty() {
            places.push((at, end, word));
        }
        at = end + 1;
    }
    places
}

/// The stretches that mark the values of two claims.
pub(super) fn values<'s>(sides: [&SpanEntry; 2], values: [&ValueEntry; 2]) -> [Vec<Stretch<'s>>; 2] {
    let is_all = |side: usize| {
        let count = |text: &str| text.split_whitespace().count();
        let (span, value) = (count(&sides[side].text), count(&values[side].literal));
        value == 0 || value > 3 && span <= value + 3
    };
    let places = if is_all(0) || is_all(1) {
        contrast(sides[0], sides[1]).map(Some)
    } else {
        [value_in(sides[0], values[0]), value_in(sides[1], values[1])]
    };
    [(0, "vl"), (1, "vr")].map(|(side, class)| {
        let place = places[side].filter(|place| place.0 < place.1);
        place
            .map(|(start, end)| Stretch { start, end, class: class.into(), ..Stretch::default() })
            .into_iter()
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, start: u32) -> SpanEntry {
        let end = start + text.chars().count() as u32;
        SpanEntry { article: "a".into(), start, end, text: text.into(), field: None }
    }

    fn value(literal: &str) -> ValueEntry {
        ValueEntry { literal: literal.into(), ..ValueEntry::default() }
    }

    #[test]
    fn values_are_marked_where_they_stand() {
        let (left, right) = (span("Über 14 Menschen kamen", 3), span("17 kamen", 9));
        let marks = values([&left, &right], [&value("14"), &value("17")]);
        assert_eq!(marks.map(|side| (side[0].start, side[0].end)), [(8, 10), (9, 11)]);
    }

    #[test]
    fn claims_without_values_are_contrasted() {
        let (left, right) = (span("es gab Hinweise darauf", 0), span("es gab  keine Hinweise darauf", 5));
        let marks = values([&left, &right], [&value(""), &value("")]);
        assert!(marks[0].is_empty());
        assert_eq!(marks[1].iter().map(|mark| (mark.start, mark.end)).collect::<Vec<_>>(), [(13, 18)]);
    }
}
