//! Two versions of a passage in one line, with what differs marked.

use crate::report::Tone;
use crate::report::Word;
use crate::report::words;
use kollate_core::report::EditEntry;
use kollate_core::report::SpanEntry;

/// The left version's words, with what the right has instead; long stretches that are the same are cut to `around`
/// words beside each change.
pub(crate) fn marked(left: &SpanEntry, right: &SpanEntry, edits: &[EditEntry], around: usize) -> Vec<Word> {
    let mut sides = Sides { left: Side::new(left), right: Side::new(right), all: Vec::new(), is_open: false };
    for edit in edits {
        sides.same_up_to(edit);
        sides.change(edit);
    }
    let rest = sides.left.rest();
    sides.push(rest, Tone::Plain);
    elided(&sides.all, around)
}

/// Both versions' words, each with what it has alone marked; long stretches that are the same are cut on both sides to
/// `around` words beside each change.
pub(crate) fn both_marked(left: &SpanEntry, right: &SpanEntry, edits: &[EditEntry], around: usize) -> [Vec<Word>; 2] {
    let mut sides = Sides { left: Side::new(left), right: Side::new(right), all: Vec::new(), is_open: false };
    let mut lines = [Line::default(), Line::default()];
    for (at, edit) in edits.iter().enumerate() {
        let same = sides.both_up_to(edit);
        let kept = (if at == 0 { 0 } else { around }, around);
        lines.iter_mut().zip([same.0, same.1]).for_each(|(line, same)| line.same(same, kept));
        let ends = [edit.left.as_ref().map(|span| span.end), edit.right.as_ref().map(|span| span.end)];
        if let Some(end) = ends[0] {
            lines[0].push(sides.left.take_to(end), Tone::Left);
        }
        if let Some(end) = ends[1] {
            lines[1].push(sides.right.take_to(end), Tone::Right);
        }
    }
    let kept = if edits.is_empty() { (around, around) } else { (around, 0) };
    lines[0].same(sides.left.rest(), kept);
    lines[1].same(sides.right.rest(), kept);
    lines.map(|line| line.words)
}

/// The words of one version.
#[derive(Default)]
struct Line {
    words: Vec<Word>,
    /// Whether the last word goes on.
    is_open: bool,
}

impl Line {
    /// Appends the words of `text`, the first glued to the last word where no space lies between them.
    fn push(&mut self, text: &str, tone: Tone) {
        let first = self.words.len();
        self.words.extend(words(text, tone));
        if let Some(word) = self.words.get_mut(first) {
            word.glued = self.is_open && !text.starts_with(char::is_whitespace);
            self.is_open = !text.ends_with(char::is_whitespace);
        } else if !text.is_empty() {
            self.is_open = false;
        }
    }

    /// Appends words that both versions have: all, or so many at the beginning and at the end.
    fn same(&mut self, text: &str, (before, after): (usize, usize)) {
        let first = self.words.len();
        self.push(text, Tone::Plain);
        let gone = first + before..(self.words.len().max(after) - after).max(first + before);
        if gone.len() > 1 {
            let gap = Word { text: "…".to_owned(), tone: Tone::Faint, glued: false };
            self.words.splice(gone, [gap]);
        }
    }
}

/// Two texts in full, each with the words marked that lie between what both begin and end with.
pub(crate) fn contrasted(left: &str, right: &str) -> (Vec<Word>, Vec<Word>) {
    let mut sides = (words(left, Tone::Left), words(right, Tone::Right));
    let same = |pair: &(&Word, &Word)| pair.0.text == pair.1.text;
    let before = sides.0.iter().zip(&sides.1).take_while(same).count();
    let shorter = sides.0.len().min(sides.1.len());
    let after = sides.0.iter().rev().zip(sides.1.iter().rev()).take_while(same).count().min(shorter - before);
    for side in [&mut sides.0, &mut sides.1] {
        let changed = before..side.len() - after;
        let same = side.iter_mut().enumerate().filter(|(at, _)| !changed.contains(at));
        same.for_each(|(_, word)| word.tone = Tone::Plain);
    }
    sides
}

/// Both versions, read side by side.
struct Sides<'s> {
    left: Side<'s>,
    right: Side<'s>,
    all: Vec<Word>,
    /// Whether the last word goes on: what follows is glued to it, unless it begins with white space.
    is_open: bool,
}

impl<'s> Sides<'s> {
    /// Appends the words of `text`.
    fn push(&mut self, text: &str, tone: Tone) {
        let first = self.all.len();
        self.all.extend(words(text, tone));
        if let Some(word) = self.all.get_mut(first) {
            word.glued = self.is_open && !text.starts_with(char::is_whitespace);
            self.is_open = !text.ends_with(char::is_whitespace);
        } else if !text.is_empty() {
            self.is_open = false;
        }
    }

    /// Takes what an edit is about from both sides.
    fn change(&mut self, edit: &EditEntry) {
        if let Some(span) = &edit.left {
            let gone = self.left.take_to(span.end);
            self.push(gone, Tone::Left);
            // What replaces a word stands beside it, not on it.
            self.is_open &= edit.right.is_none();
        }
        if let Some(span) = &edit.right {
            let new = self.right.take_to(span.end);
            self.push(new, Tone::Right);
            self.is_open &= !self.right.rest.starts_with(char::is_whitespace);
        }
    }

    /// Takes what is the same before an edit. An edit that is on one side only says nothing of its place on the other;
    /// there it lies as many words further as on its own.
    fn same_up_to(&mut self, edit: &EditEntry) {
        let (left, right) = self.both_up_to(edit);
        self.push(left, Tone::Plain);
        if edit.left.is_none() {
            // Where the other side has more, its own spaces tell whether that is glued on.
            self.is_open &= !right.ends_with(char::is_whitespace);
        }
    }

    /// Takes what is the same before an edit from both sides, as each has it.
    fn both_up_to(&mut self, edit: &EditEntry) -> (&'s str, &'s str) {
        let left = edit.left.as_ref().map(|span| self.left.take_to(span.start));
        let right = edit.right.as_ref().map(|span| self.right.take_to(span.start));
        match (left, right) {
            (Some(left), None) => (left, self.right.take_words(count(left))),
            (None, Some(right)) => (self.left.take_words(count(right)), right),
            _ => (left.unwrap_or_default(), right.unwrap_or_default()),
        }
    }
}

/// One version, and how far it is read.
struct Side<'s> {
    rest: &'s str,
    /// The code point of the article at which `rest` begins.
    at: u32,
}

impl<'s> Side<'s> {
    fn new(span: &'s SpanEntry) -> Self {
        Self { rest: &span.text, at: span.start }
    }

    /// Takes the text up to code point `to` of the article.
    fn take_to(&mut self, to: u32) -> &'s str {
        let points = to.saturating_sub(self.at) as usize;
        let bytes = self.rest.char_indices().nth(points).map_or(self.rest.len(), |(at, _)| at);
        self.take(bytes)
    }

    /// Takes `count` words with what stands before the next.
    fn take_words(&mut self, count: usize) -> &'s str {
        let mut left = count;
        let mut in_word = false;
        let mut end = 0;
        for (at, c) in self.rest.char_indices() {
            if c.is_alphanumeric() && !in_word {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            in_word = c.is_alphanumeric();
            end = at + c.len_utf8();
        }
        let taken = if count == 0 { 0 } else { end };
        self.take(taken)
    }

    fn take(&mut self, bytes: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.at += taken.chars().count() as u32;
        self.rest = rest;
        taken
    }

    fn rest(&mut self) -> &'s str {
        self.take(self.rest.len())
    }
}

/// How many words `text` has.
fn count(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// Cuts stretches without a change to `around` words beside each change; where nothing changes, to the first and last.
fn elided(words: &[Word], around: usize) -> Vec<Word> {
    let mut anchors: Vec<usize> = (0..words.len()).filter(|&at| words[at].tone != Tone::Plain).collect();
    if anchors.is_empty() {
        anchors = vec![0, words.len().saturating_sub(1)];
    }
    let is_near = |at: usize| {
        let next = anchors.partition_point(|&anchor| anchor < at);
        let beside = [next.checked_sub(1).map(|last| anchors[last]), anchors.get(next).copied()];
        beside.into_iter().flatten().any(|anchor| at.abs_diff(anchor) <= around)
    };
    let mut kept: Vec<Word> = Vec::new();
    let mut is_cut = false;
    for (at, word) in words.iter().enumerate() {
        if is_near(at) {
            kept.push(word.clone());
        } else if !is_cut {
            kept.push(Word { text: "…".to_owned(), tone: Tone::Faint, glued: false });
        }
        is_cut = !is_near(at);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use kollate_core::align::Op;

    fn span(text: &str, start: u32) -> SpanEntry {
        let end = start + text.chars().count() as u32;
        SpanEntry { article: "a".into(), start, end, text: text.into(), field: None }
    }

    fn part(whole: &SpanEntry, text: &str) -> SpanEntry {
        let at = whole.text.find(text).unwrap();
        span(text, whole.start + whole.text[..at].chars().count() as u32)
    }

    fn shown(words: &[Word]) -> String {
        let one = |word: &Word| match word.tone {
            Tone::Left => format!("-{}", word.text),
            Tone::Right => format!("+{}", word.text),
            _ => word.text.clone(),
        };
        let spaced = |word: &Word| format!("{}{}", if word.glued { "" } else { " " }, one(word));
        words.iter().map(spaced).collect::<String>().trim_start().to_owned()
    }

    #[test]
    fn every_kind_of_edit_stands_in_its_place() {
        let left = span("Ich schätze es, dass Putin zögert und bleibt.", 40);
        let right = span("Ich schätze es, dass (Präsident Wladimir) Putin handelt.", 7);
        let edits = [
            EditEntry { op: Op::Insert, left: None, right: Some(part(&right, "(Präsident Wladimir)")) },
            EditEntry { op: Op::Replace, left: Some(part(&left, "zögert")), right: Some(part(&right, "handelt")) },
            EditEntry { op: Op::Delete, left: Some(part(&left, "und bleibt")), right: None },
        ];
        assert_eq!(
            shown(&marked(&left, &right, &edits, 9)),
            "Ich schätze es, dass +(Präsident +Wladimir) Putin -zögert +handelt -und -bleibt."
        );
    }

    #[test]
    fn both_versions_keep_their_own_marks() {
        let left = span("Rund acht Wörter davor, vier der fünf stimmten zu, einer nicht.", 3);
        let right = span("Rund acht Wörter davor, alle fünf stimmten zu.", 50);
        let edits = [
            EditEntry { op: Op::Replace, left: Some(part(&left, "vier der")), right: Some(part(&right, "alle")) },
            EditEntry { op: Op::Delete, left: Some(part(&left, "einer nicht")), right: None },
        ];
        let [left, right] = both_marked(&left, &right, &edits, 2);
        assert_eq!(shown(&left), "… Wörter davor, -vier -der fünf stimmten zu, -einer -nicht.");
        assert_eq!(shown(&right), "… Wörter davor, +alle fünf stimmten zu.");
    }

    #[test]
    fn what_is_added_at_the_end_is_not_glued_on() {
        let (left, right) = (span("Das kostet 80 Euro.", 0), span("Das kostet 80 Euro. (nwd)", 9));
        let edits = [EditEntry { op: Op::Insert, left: None, right: Some(part(&right, "(nwd)")) }];
        assert_eq!(shown(&marked(&left, &right, &edits, 9)), "Das kostet 80 Euro. +(nwd)");
    }

    #[test]
    fn contrasts_lie_between_what_is_the_same() {
        let both = |left, right| {
            let (left, right) = contrasted(left, right);
            (shown(&left), shown(&right))
        };
        let of = |left: &str, right: &str| (left.to_owned(), right.to_owned());
        assert_eq!(both("es gab Hinweise", "es gab keine Hinweise"), of("es gab Hinweise", "es gab +keine Hinweise"));
        assert_eq!(both("ja ja", "ja"), of("ja -ja", "ja"));
        assert_eq!(both("", "ja"), of("", "+ja"));
    }

    #[test]
    fn long_stretches_are_cut() {
        let left = span("eins zwei drei vier fünf sechs sieben acht neun", 0);
        let right = span("eins zwei drei vier FÜNF sechs sieben acht neun", 0);
        let edits =
            [EditEntry { op: Op::Replace, left: Some(part(&left, "fünf")), right: Some(part(&right, "FÜNF")) }];
        assert_eq!(shown(&marked(&left, &right, &edits, 2)), "… drei vier -fünf +FÜNF sechs sieben …");
        assert_eq!(shown(&marked(&left, &left, &[], 1)), "eins zwei … acht neun");
        assert_eq!(shown(&marked(&span("", 0), &right, &[], 2)), "");
    }
}
