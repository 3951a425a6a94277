//! Changed words as people read them: a number is one word, whatever stands between its digits.

use kollate_core::report::EditEntry;
use kollate_core::report::SpanEntry;

/// The same edits, but where one begins or ends inside a number, all of the number is replaced: of 5.2 and 5.9 the
/// numbers differ, not the last digits. Both edits of 5.2 and 7.3 become one.
///
/// Edits come in order and lie inside `left` and `right`. What is on one side only stays as it is.
pub(crate) fn whole_numbers(edits: &[EditEntry], left: &SpanEntry, right: &SpanEntry) -> Vec<EditEntry> {
    let texts = [Text::new(left), Text::new(right)];
    let mut whole: Vec<EditEntry> = Vec::with_capacity(edits.len());
    for (at, edit) in edits.iter().enumerate() {
        let before = whole.last().map_or([left.start, right.start], ends);
        let after = edits.get(at + 1).map_or([left.end, right.end], starts);
        let widened = widened(edit, &texts, before, after);
        match whole.last().and_then(|last| joined(last, &widened, &texts)) {
            Some(both) => {
                whole.pop();
                whole.push(both);
            }
            None => whole.push(widened),
        }
    }
    whole
}

/// The characters of a span by their places in the article.
struct Text<'s> {
    span: &'s SpanEntry,
    characters: Vec<char>,
}

impl<'s> Text<'s> {
    fn new(span: &'s SpanEntry) -> Self {
        Self { span, characters: span.text.chars().collect() }
    }

    /// A character by its place, and nothing outside.
    fn at(&self, place: u32) -> Option<char> {
        self.characters.get(place.checked_sub(self.span.start)? as usize).copied()
    }

    fn is_digit(&self, place: u32) -> bool {
        self.at(place).is_some_and(|c| c.is_ascii_digit())
    }

    /// The part of the span between two places.
    fn part(&self, start: u32, end: u32) -> Option<SpanEntry> {
        let first = start.checked_sub(self.span.start)? as usize;
        let text = self.characters.get(first..end.checked_sub(self.span.start)? as usize)?;
        Some(SpanEntry { start, end, text: text.iter().collect(), ..self.span.clone() })
    }
}

/// Where the sides of an edit end; a side that it does not have ends nowhere.
fn ends(edit: &EditEntry) -> [u32; 2] {
    [&edit.left, &edit.right].map(|side| side.as_ref().map_or(0, |span| span.end))
}

/// Where the sides of an edit begin.
fn starts(edit: &EditEntry) -> [u32; 2] {
    [&edit.left, &edit.right].map(|side| side.as_ref().map_or(u32::MAX, |span| span.start))
}

/// Whether a character can stand between the digits of a number.
fn is_inside(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '’' | '\'')
}

/// An edit with all of the numbers that it cuts; `before` and `after` say how far it may reach.
fn widened(edit: &EditEntry, texts: &[Text; 2], before: [u32; 2], after: [u32; 2]) -> EditEntry {
    let (Some(left), Some(right)) = (&edit.left, &edit.right) else { return edit.clone() };
    let sides = [left, right];
    let same = |places: [Option<u32>; 2]| -> Option<char> {
        let [one, other] = [0, 1].map(|side| places[side].and_then(|place| texts[side].at(place)));
        one.filter(|c| other == Some(*c) && is_inside(*c))
    };
    let (mut back, mut forth) = (0, 0);
    if [0, 1].iter().any(|&side| texts[side].is_digit(sides[side].start)) {
        let place = |side: usize, by: u32| sides[side].start.checked_sub(by).filter(|place| *place >= before[side]);
        let run = (1..).map_while(|by| same([0, 1].map(|side| place(side, by)))).collect::<Vec<char>>();
        back = run.iter().rposition(char::is_ascii_digit).map_or(0, |last| last as u32 + 1);
    }
    if [0, 1].iter().any(|&side| texts[side].is_digit(sides[side].end.saturating_sub(1))) {
        let place = |side: usize, by: u32| Some(sides[side].end + by).filter(|place| *place < after[side]);
        let run = (0..).map_while(|by| same([0, 1].map(|side| place(side, by)))).collect::<Vec<char>>();
        forth = run.iter().rposition(char::is_ascii_digit).map_or(0, |last| last as u32 + 1);
    }
    let part = |side: usize| texts[side].part(sides[side].start - back, sides[side].end + forth);
    match (part(0), part(1)) {
        (Some(left), Some(right)) => EditEntry { op: edit.op, left: Some(left), right: Some(right) },
        _ => edit.clone(),
    }
}

/// Two edits as one, where between them lies nothing but what stands between the digits of a number.
fn joined(last: &EditEntry, next: &EditEntry, texts: &[Text; 2]) -> Option<EditEntry> {
    let (left, right) = ((last.left.as_ref()?, next.left.as_ref()?), (last.right.as_ref()?, next.right.as_ref()?));
    let is_one = |(one, other): (&SpanEntry, &SpanEntry), text: &Text| {
        let gap = one.end..other.start;
        let is_number = text.is_digit(one.end.saturating_sub(1)) && text.is_digit(other.start);
        is_number && gap.len() <= 1 && gap.into_iter().all(|place| text.at(place).is_some_and(is_inside))
    };
    if !is_one(left, &texts[0]) || !is_one(right, &texts[1]) {
        return None;
    }
    let (left, right) = (texts[0].part(left.0.start, left.1.end)?, texts[1].part(right.0.start, right.1.end)?);
    Some(EditEntry { op: last.op, left: Some(left), right: Some(right) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kollate_core::align::Op;

    /// A side of which `[…]` are the edits, from code point 7 of its article.
    fn side(marked: &str) -> (SpanEntry, Vec<SpanEntry>) {
        let (mut text, mut edits, mut open) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            let at = 7 + text.chars().count() as u32;
            match c {
                '[' => open = at,
                ']' => {
                    let words: String = text.chars().skip(open as usize - 7).collect();
                    edits.push(SpanEntry { article: "a".into(), start: open, end: at, text: words, field: None });
                }
                c => text.push(c),
            }
        }
        let end = 7 + text.chars().count() as u32;
        (SpanEntry { article: "a".into(), start: 7, end, text, field: None }, edits)
    }

    #[test]
    fn numbers_are_never_cut() {
        type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
        let cases: &[Case] = &[
            ("um 5.[2] Prozent", "um 5.[9] Prozent", &[("5.2", "5.9")]),
            ("um [4],60 Prozent", "um [2],60 Prozent", &[("4,60", "2,60")]),
            ("um [5].[2].", "um [7].[3].", &[("5.2", "7.3")]),
            ("gegen 16.[20] Uhr. 5", "gegen 16.[50] Uhr. 5", &[("16.20", "16.50")]),
            ("1.[200].000 Euro", "1.[300].000 Euro", &[("1.200.000", "1.300.000")]),
            ("im Jahr 2024. [Zwei] Tote", "im Jahr 2024. [Drei] Tote", &[("Zwei", "Drei")]),
            ("Haus 3, [4] Tote", "Haus 3, [5] Tote", &[("4", "5")]),
            ("[Rund] 60 Gäste", "[Etwa] 60 Gäste", &[("Rund", "Etwa")]),
            ("am [3]. [Mai]", "am [4]. [Juni]", &[("3", "4"), ("Mai", "Juni")]),
            ("für 4,[1]", "für 4,[2]", &[("4,1", "4,2")]),
        ];
        for (left, right, wanted) in cases {
            let ((left, lefts), (right, rights)) = (side(left), side(right));
            let pairs = lefts.into_iter().zip(rights);
            let edits: Vec<EditEntry> =
                pairs.map(|(l, r)| EditEntry { op: Op::Replace, left: Some(l), right: Some(r) }).collect();
            let whole = whole_numbers(&edits, &left, &right);
            let words = |span: &Option<SpanEntry>| span.as_ref().unwrap().text.clone();
            let found: Vec<(String, String)> =
                whole.iter().map(|edit| (words(&edit.left), words(&edit.right))).collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(l, r)| (l.as_str(), r.as_str())).collect();
            assert_eq!(found, *wanted);
        }
    }

    #[test]
    fn what_is_on_one_side_only_stays() {
        let (left, _) = side("um 14 Uhr");
        let (right, inserted) = side("um 14[.30] Uhr");
        let edits = vec![EditEntry { op: Op::Insert, left: None, right: inserted.first().cloned() }];
        assert_eq!(whole_numbers(&edits, &left, &right), edits);
        let outside = EditEntry { op: Op::Replace, left: inserted.first().cloned(), right: Some(left.clone()) };
        let short = SpanEntry { start: 0, end: 1, text: "x".into(), ..left.clone() };
        assert_eq!(whole_numbers(std::slice::from_ref(&outside), &short, &short), [outside]);
    }
}
