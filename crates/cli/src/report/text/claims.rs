//! The words of claims and quotations, with what matters in them marked.

use crate::report::Tone;
use crate::report::Word;
use crate::report::contrasted;
use crate::report::sides::sides;
use crate::report::words;
use kollate_core::report::Disagreement;
use kollate_core::report::SpanEntry;
use kollate_core::report::ValueEntry;

/// The two claims of a disagreement, in the order in which its explanation names them, with their values marked; where the values are the whole claims, what differs.
pub(super) fn claims(found: &Disagreement) -> (Vec<Word>, Vec<Word>) {
    let is_all = |span: &SpanEntry, value: &ValueEntry| {
        let words = |text: &str| text.split_whitespace().count();
        value.literal.is_empty() || words(&value.literal) > 3 && words(&span.text) <= words(&value.literal) + 3
    };
    let [(left, left_value), (right, right_value)] = sides(found);
    if is_all(left, left_value) || is_all(right, right_value) {
        return contrasted(&left.text, &right.text);
    }
    (
        highlighted(&left.text, &left_value.literal, Tone::Left),
        highlighted(&right.text, &right_value.literal, Tone::Right),
    )
}

/// The words of a text with `literal` in its first place marked.
fn highlighted(text: &str, literal: &str, tone: Tone) -> Vec<Word> {
    let at = text.find(literal).filter(|_| !literal.is_empty());
    let Some(at) = at else { return words(text, Tone::Plain) };
    let (before, rest) = text.split_at(at);
    let (marked, after) = rest.split_at(literal.len());
    let mut line = words(before, Tone::Plain);
    let glue = |line: &mut Vec<Word>, before: &str, part: &str, tone| {
        let first = line.len();
        line.extend(words(part, tone));
        let is_glued = !before.is_empty() && !before.ends_with(char::is_whitespace);
        if let Some(word) = line.get_mut(first) {
            word.glued = is_glued && !part.starts_with(char::is_whitespace);
        }
    };
    glue(&mut line, before, marked, tone);
    glue(&mut line, marked, after, Tone::Plain);
    line
}

/// One span over the parts of an interrupted quotation, with their texts alone.
pub(super) fn hull(parts: &[SpanEntry]) -> SpanEntry {
    let mut whole = parts[0].clone();
    for part in &parts[1..] {
        // Offsets within stay right if the gap is as long as it was; white space shows as one space.
        let gap = part.start.saturating_sub(whole.end) as usize;
        whole.text.push_str(&" ".repeat(gap));
        whole.text.push_str(&part.text);
        whole.end = part.end;
    }
    whole
}
