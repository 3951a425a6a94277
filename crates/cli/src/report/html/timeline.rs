//! When the articles of an event are from, as a drawing: a dot an article, hollow where the date is a hint only.

use super::page::Html;
use super::safe::Safe;
use kollate_core::report::ArticleEntry;
use std::io;
use std::io::Write;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

/// Width of the drawings in units; about as many pixels on a small screen.
pub(super) const WIDTH: usize = 360;
/// Where the line of time ends.
const END: f64 = 345.0;
/// Height of a row.
pub(super) const ROW: usize = 24;
/// Most columns that a name may take in a drawing.
const NAME: usize = 30;
/// Width of a column in units, and a little more.
const COLUMN: f64 = 6.9;
/// Most articles drawn.
pub(super) const MOST: usize = 60;

/// Writes the timeline of the articles of an event, which come in time order.
pub(super) fn timeline(html: &Html, out: &mut dyn Write, articles: &[&str]) -> io::Result<()> {
    let labels = html.labels;
    let entries: Vec<&ArticleEntry> =
        articles.iter().filter_map(|id| html.articles.get(id)).map(|known| known.entry).take(MOST).collect();
    let days: Vec<Option<(i64, i64)>> = entries.iter().map(|entry| days(entry)).collect();
    if days.iter().flatten().next().is_none() || days.len() < 2 {
        // Nothing to compare: the heading of the article has what is known of its date.
        return Ok(());
    }
    let first = days.iter().flatten().map(|days| days.0).min();
    let last = days.iter().flatten().map(|days| days.1).max();
    let height = ROW * (entries.len() + 1);
    let line = (names_width(html, entries.iter().map(|entry| entry.id.as_str())) as f64 + 8.0, END);
    let described: Vec<String> =
        entries.iter().map(|entry| format!("{}: {}", html.name(&entry.id), html.date(entry))).collect();
    write!(
        out,
        "<figure class=\"drawing\"><figcaption>{}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"{}\">",
        labels.timeline,
        Safe(&described.join("; "))
    )?;
    let x = |day: i64| match (first, last) {
        (Some(first), Some(last)) if first < last => {
            line.0 + 8.0 + (line.1 - line.0 - 16.0) * (day - first) as f64 / (last - first) as f64
        }
        _ => f64::midpoint(line.0, line.1),
    };
    for (row, (entry, days)) in entries.iter().zip(&days).enumerate() {
        let y = ROW * row + ROW / 2;
        let class = html.origins.get(entry.id.as_str()).map_or(0, |origin| origin % 8 + 1);
        write!(out, "<text x=\"0\" y=\"{}\">{}</text>", y + 4, Safe(&clipped(html.name(&entry.id))))?;
        if let Some((from, to)) = days {
            let (from, to) = (x(*from), x(*to));
            let hollow = if entry.date.basis == "metadata" { "" } else { " hollow" };
            write!(
                out,
                "<line class=\"rule\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/><rect class=\"dot c{class}{hollow}\" x=\"{:.1}\" y=\"{}\" width=\"{:.1}\" height=\"12\" rx=\"6\">\
                 <title>{}</title></rect>",
                line.0,
                line.1,
                from - 6.0,
                y - 6,
                to - from + 12.0,
                Safe(&described[row])
            )?;
        } else {
            write!(out, "<text class=\"dim\" x=\"{}\" y=\"{}\">{}</text>", line.0 + 4.0, y + 4, labels.undated)?;
        }
    }
    axis(out, &entries, first.zip(last), line, height)?;
    let hollow = entries.iter().any(|entry| matches!(entry.date.basis, "header" | "content"));
    let note = if hollow { labels.hollow } else { "" };
    writeln!(out, "</svg><p class=\"dim\">{note}</p></figure>")
}

/// Writes the first and the last day under the line.
fn axis(
    out: &mut dyn Write,
    entries: &[&ArticleEntry],
    days: Option<(i64, i64)>,
    line: (f64, f64),
    height: usize,
) -> io::Result<()> {
    let Some((first, last)) = days else { return Ok(()) };
    let earliest = entries.iter().filter_map(|entry| entry.date.earliest.as_deref()).min().unwrap_or_default();
    let latest = entries.iter().filter_map(|entry| entry.date.latest.as_deref()).max().unwrap_or_default();
    let y = height - 8;
    if first == last {
        let middle = f64::midpoint(line.0, line.1);
        return write!(out, "<text class=\"dim mid\" x=\"{middle}\" y=\"{y}\">{}</text>", Safe(day_of(earliest)));
    }
    write!(
        out,
        "<text class=\"dim\" x=\"{}\" y=\"{y}\">{}</text><text class=\"dim end\" x=\"{}\" y=\"{y}\">{}</text>",
        line.0,
        Safe(day_of(earliest)),
        line.1,
        Safe(day_of(latest))
    )
}

/// The calendar date of a moment.
fn day_of(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// The first and last day an article can be from, counted from some day.
fn days(entry: &ArticleEntry) -> Option<(i64, i64)> {
    let earliest = number(entry.date.earliest.as_deref()?)?;
    let latest = entry.date.latest.as_deref().and_then(number).unwrap_or(earliest);
    Some((earliest, latest.max(earliest)))
}

/// The number of a day `YYYY-MM-DD` of the Gregorian calendar, counted from some day.
///
/// Source: *Calendrical Calculations*, the fixed date of a Gregorian one, with March as the first month.
fn number(date: &str) -> Option<i64> {
    let mut parts = day_of(date).splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month) = (parts.next()??, parts.next().flatten().unwrap_or(1));
    let day = parts.next().flatten().unwrap_or(1);
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (month * 153 + 2).div_euclid(5) + day)
}

/// Width in units of the column of names of some articles.
pub(super) fn names_width<'n>(html: &Html, articles: impl Iterator<Item = &'n str>) -> usize {
    let longest = articles.map(|id| clipped(html.name(id)).width()).max().unwrap_or(0);
    (longest.max(8) as f64 * COLUMN) as usize
}

/// A name without its middle where it is too long: those of files differ at their ends.
pub(super) fn clipped(name: &str) -> String {
    if name.width() <= NAME {
        return name.to_owned();
    }
    let end: String = taken(name.chars().rev(), NAME / 3).chars().rev().collect();
    // A mark without its letter would sit on the dots.
    let end = end.trim_start_matches(|c: char| c.width() == Some(0));
    format!("{}…{end}", taken(name.chars(), NAME - NAME / 3 - 1))
}

/// As many characters as have room in some columns.
fn taken(characters: impl Iterator<Item = char>, columns: usize) -> String {
    let mut width = 0;
    let has_room = |c: &char| {
        width += c.width().unwrap_or(1);
        width <= columns
    };
    characters.take_while(has_room).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let between = |one, other| number(other).unwrap() - number(one).unwrap();
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("1999-12-31", "2000-01-01"), 1);
        assert_eq!(between("2024-01-01", "2025-01-01T23:59:59"), 366);
        assert_eq!(between("2024-05", "2024-05-02"), 1);
        assert_eq!(number("kein Datum"), None);
    }

    #[test]
    fn names_are_cut_by_columns() {
        assert_eq!(clipped("Anzeiger für Stadt und Land 30"), "Anzeiger für Stadt und Land 30");
        assert_eq!(clipped("meldungen/2025/november/25/0017.txt"), "meldungen/2025/nove…5/0017.txt");
        assert_eq!(clipped(&"東京".repeat(9)), format!("{}東…京東京東京", "東京".repeat(4)));
        assert_eq!(clipped(&"e\u{301}".repeat(31)), format!("{}…{}", "e\u{301}".repeat(19), "e\u{301}".repeat(10)));
        assert_eq!(clipped(&"e\u{301}".repeat(30)), "e\u{301}".repeat(30));
    }
}
