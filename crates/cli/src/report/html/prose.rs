//! Text of articles with stretches marked.
//!
//! Marked stretches may overlap in any way; HTML elements may not. So the text is cut wherever a stretch begins or
//! ends, and every piece carries the marks of all stretches that it lies in.

use super::safe::Safe;
use std::io;
use std::io::Write;
use std::num::NonZeroUsize;

/// A stretch of an article's text and how it is marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch<'a> {
    /// First code point of the article.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
    /// The classes of its pieces, separated by spaces.
    pub(super) class: String,
    /// Id of the passage that it is.
    pub(super) passage: Option<&'a str>,
    /// Markup before its first piece.
    pub(super) before: String,
    /// Markup after its last piece.
    pub(super) after: String,
}

/// Writes `text`, which begins at code point `at` of its article, with stretches marked. A stretch that begins before
/// the text or ends after it is marked as far as it reaches in.
///
/// Time `O(n + s·o)` for `n` characters and `s` stretches of which `o` overlap at once.
pub(super) fn prose(out: &mut dyn Write, text: &str, at: u32, stretches: &[Stretch]) -> io::Result<()> {
    let end = at + text.chars().count() as u32;
    let mut stretches: Vec<&Stretch> =
        stretches.iter().filter(|one| one.start < one.end && one.start < end && at < one.end).collect();
    stretches.sort_by_key(|one| (one.start, u32::MAX - one.end));
    let mut cuts: Vec<u32> = stretches.iter().flat_map(|one| [one.start.max(at), one.end.min(end)]).collect();
    cuts.push(end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut waiting = stretches.into_iter().peekable();
    let mut active: Vec<&Stretch> = Vec::new();
    let mut rest = text;
    let mut from = at;
    for cut in cuts {
        let bytes = rest.char_indices().nth((cut - from) as usize).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(bytes);
        (rest, from) = (after, cut);
        write_piece(out, piece, &active)?;
        for ended in active.iter().filter(|one| one.end <= cut) {
            out.write_all(ended.after.as_bytes())?;
        }
        active.retain(|one| one.end > cut);
        while let Some(begun) = waiting.next_if(|one| one.start <= cut) {
            out.write_all(begun.before.as_bytes())?;
            active.push(begun);
        }
    }
    // What reaches beyond the text ends with it.
    active.iter().try_for_each(|one| out.write_all(one.after.as_bytes()))
}

/// Writes a piece of text with the marks of all stretches that it lies in.
fn write_piece(out: &mut dyn Write, piece: &str, active: &[&Stretch]) -> io::Result<()> {
    if piece.is_empty() {
        return Ok(());
    }
    if active.is_empty() {
        return write!(out, "{}", Safe(piece));
    }
    let classes: Vec<&str> = active.iter().map(|one| one.class.as_str()).collect();
    write!(out, "<mark class=\"{}\"", classes.join(" "))?;
    if let Some(passage) = active.iter().find_map(|one| one.passage) {
        write!(out, " data-p=\"{}\"", Safe(passage))?;
    }
    write!(out, ">{}</mark>", Safe(piece))
}

/// Words longer than so many code points count as several.
const LONG_WORD: u32 = 40;

/// The range of code points of `text`, which begins at `at`, that holds at most `most` words, around the place where
/// `focus` begins; everything where the text is no longer.
pub(super) fn window(text: &str, at: u32, focus: Option<u32>, most: NonZeroUsize) -> (u32, u32) {
    let words = word_ranges(text, at);
    if words.len() <= most.get() {
        return (at, at + text.chars().count() as u32);
    }
    let centre = focus.map_or(0, |focus| words.partition_point(|word| word.1 <= focus));
    let first = centre.saturating_sub((most.get() - 1) / 2).min(words.len() - most.get());
    (words[first].0, words[first + most.get() - 1].1)
}

/// The ranges of words in code points.
fn word_ranges(text: &str, at: u32) -> Vec<(u32, u32)> {
    let mut words: Vec<(u32, u32)> = Vec::new();
    let mut is_in_word = false;
    for (place, c) in (at..).zip(text.chars()) {
        match words.last_mut() {
            _ if c.is_whitespace() => is_in_word = false,
            Some(word) if is_in_word && place - word.0 < LONG_WORD => word.1 = place + 1,
            _ => {
                words.push((place, place + 1));
                is_in_word = true;
            }
        }
    }
    words
}

/// The slice of `text`, which begins at code point `at`, that covers `from..to`.
pub(super) fn slice(text: &str, at: u32, (from, to): (u32, u32)) -> &str {
    let byte = |place: u32| {
        let points = place.saturating_sub(at) as usize;
        text.char_indices().nth(points).map_or(text.len(), |(byte, _)| byte)
    };
    let (from, to) = (byte(from), byte(to));
    text.get(from..to.max(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, at: u32, stretches: &[Stretch]) -> String {
        let mut out = Vec::new();
        prose(&mut out, text, at, stretches).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn stretch(start: u32, end: u32, class: &str) -> Stretch<'static> {
        Stretch { start, end, class: class.into(), ..Stretch::default() }
    }

    #[test]
    fn stretches_may_overlap() {
        let both = [stretch(1, 4, "a"), stretch(2, 6, "b")];
        let html = "ä<mark class=\"a\">b</mark><mark class=\"a b\">c&lt;</mark><mark class=\"b\">ef</mark>g";
        assert_eq!(marked("äbc<efg", 0, &both), html);
        assert_eq!(marked("äbc<efg", 0, &[stretch(5, 5, "a")]), "äbc&lt;efg");
    }

    #[test]
    fn stretches_may_reach_out_of_the_text() {
        let around = Stretch { before: "[".into(), after: "]".into(), ..stretch(0, 90, "a") };
        assert_eq!(marked("bcd", 10, &[around]), "[<mark class=\"a\">bcd</mark>]");
        assert_eq!(marked("bcd", 10, &[stretch(0, 10, "a"), stretch(13, 20, "b")]), "bcd");
        assert_eq!(marked("", 10, &[stretch(0, 90, "a")]), "");
    }

    #[test]
    fn windows_lie_around_their_focus() {
        let text = "eins zwei drei vier fünf sechs";
        let shown = |focus, most| slice(text, 100, window(text, 100, focus, NonZeroUsize::new(most).unwrap()));
        assert_eq!(shown(None, 2), "eins zwei");
        assert_eq!(shown(Some(115), 3), "drei vier fünf");
        assert_eq!(shown(Some(125), 3), "vier fünf sechs");
        assert_eq!(shown(Some(115), 6), text);
        let long = "x".repeat(100);
        assert_eq!(slice(&long, 0, window(&long, 0, None, NonZeroUsize::MIN)).len(), 40);
    }
}
