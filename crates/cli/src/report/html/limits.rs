//! How much of a report the page shows: whatever the report holds, a browser opens the page at once.
//!
//! What tells most comes first: of the events those with contradictions, of the pairs the closest copies. Everything
//! that may be left out is written to a [`Meter`] before, so that the sizes are those of the page and not a guess. What
//! is left out is counted where it would stand, and in one line at the top.

use super::page::Html;
use super::pair;
use super::section;
use super::section::Sections;
use kollate_core::report::PairEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Bytes that pairs with both texts may take: some two hundred pairs of articles of five hundred words.
const TEXTS: usize = 3_000_000;
/// Bytes that further pairs with their passages alone may take.
const PASSAGES: usize = 1_000_000;
/// Bytes that all events and what lies between them may take, with those pairs. With the lists beside them the page stays below 10 MB.
const EVENTS: usize = 7_000_000;
/// After so many pairs that did not fit no more are tried: what little room is left is not worth measuring them all.
const REFUSED: usize = 50;
/// Bytes that each of the lists beside the events may take.
pub(super) const LIST: usize = 400_000;

/// How much is shown of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Both texts.
    Texts,
    /// The passages that they share.
    Passages,
    /// A line with the anchors.
    Line,
}

/// What there is room for.
#[derive(Default)]
pub(super) struct Limits<'a> {
    forms: BTreeMap<&'a str, Form>,
    /// The events that are shown in full, by id.
    events: BTreeSet<&'a str>,
    /// How many there are of which there is something to say.
    pub(super) of_events: usize,
}

impl<'a> Limits<'a> {
    /// How much is shown of a pair.
    pub(super) fn form(&self, pair: &PairEntry) -> Form {
        self.forms.get(pair.id.as_str()).copied().unwrap_or(Form::Line)
    }

    /// Whether an event is shown in full.
    pub(super) fn has_room(&self, event: &str) -> bool {
        self.events.contains(event)
    }

    /// Takes the events that are shown in full, and how many there are.
    pub(super) fn choose(&mut self, events: BTreeSet<&'a str>, of_events: usize) {
        self.events = events;
        self.of_events = of_events;
    }

    /// How many events are shown in full.
    pub(super) fn events(&self) -> usize {
        self.events.len()
    }

    /// How many pairs are shown with both texts, and of how many.
    pub(super) fn pairs(&self) -> (usize, usize) {
        (self.forms.values().filter(|form| **form == Form::Texts).count(), self.forms.len())
    }
}

/// Counts bytes.
struct Meter(usize);

impl Write for Meter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes of what `write` writes.
fn measured(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<usize> {
    let mut meter = Meter(0);
    write(&mut meter)?;
    Ok(meter.0)
}

/// Chooses the form of every pair. Pairs that repeat others between copies are not among them.
pub(super) fn forms<'a>(html: &Html<'a>, told: &Sections<'a>) -> io::Result<Limits<'a>> {
    let mut room = [if html.max_quote.is_some() { 0 } else { TEXTS }, PASSAGES];
    let mut pairs: Vec<&'a PairEntry> = told.values().flat_map(|section| section.pairs.iter().copied()).collect();
    pairs.sort_by_key(|pair| (pair.relation, &pair.id));
    let mut forms = BTreeMap::new();
    let mut refused = [0; 2];
    let length = |id: &str| html.articles.get(id).map_or(0, |known| known.text.len());
    for pair in pairs {
        let mut form = Form::Line;
        let least = [length(&pair.left) + length(&pair.right), 0];
        for (at, tried) in [Form::Texts, Form::Passages].into_iter().enumerate() {
            // A page that is full needs no more measuring.
            if refused[at] >= REFUSED || room[at] < pair::FRAME.max(least[at]) {
                continue;
            }
            let size = measured(|out| pair::pair(html, out, pair, tried))?;
            if size <= room[at] {
                room[at] -= size;
                form = tried;
                break;
            }
            refused[at] += 1;
        }
        forms.insert(pair.id.as_str(), form);
    }
    Ok(Limits { forms, ..Limits::default() })
}

/// Chooses the events that are shown in full: those with most contradictions first, as far as there is room, and one in
/// any case.
pub(super) fn events<'a>(html: &Html<'a>, parts: &section::Parts<'_, 'a>) -> io::Result<(BTreeSet<&'a str>, usize)> {
    let events = section::shown(html, parts.told);
    let number = events.len();
    let mut shown = BTreeSet::new();
    let between = measured(|out| section::between(html, out, parts))?;
    let mut room = EVENTS.saturating_sub(between);
    for event in events {
        if room < pair::FRAME {
            break;
        }
        let size = measured(|out| section::one_event(html, out, event, parts))?;
        if size <= room || shown.is_empty() {
            room = room.saturating_sub(size);
            shown.insert(event.id.as_str());
        }
    }
    Ok((shown, number))
}

/// Writes the items of a list as long as there is room; gives how many were left out.
pub(super) fn listed<T>(
    out: &mut dyn Write,
    items: impl ExactSizeIterator<Item = T>,
    mut write: impl FnMut(&mut dyn Write, T) -> io::Result<()>,
) -> io::Result<usize> {
    let (mut room, mut left) = (LIST, items.len());
    let mut one = Vec::new();
    for item in items {
        one.clear();
        write(&mut one, item)?;
        if one.len() > room {
            return Ok(left);
        }
        room -= one.len();
        left -= 1;
        out.write_all(&one)?;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_where_there_is_no_more_room() {
        let mut out = Vec::new();
        let long = "x".repeat(LIST / 2);
        let rest = listed(&mut out, ["a", &long, &long, "b"].into_iter(), |out, item| write!(out, "{item}")).unwrap();
        assert_eq!((rest, out.len()), (2, 1 + long.len()));
        assert_eq!(listed(&mut out, ["a", "b"].into_iter(), |out, item| write!(out, "{item}")).unwrap(), 0);
    }
}
