//! Spans as the report writes them: code points, sides by id.

use crate::align::Edit;
use crate::align::Op;
use crate::reading::Reading;
use crate::report::{EditEntry, SpanEntry};
use crate::text::CodePoints;
use crate::text::Span;

/// The texts of a run, ready for spans.
pub(crate) struct Texts<'a> {
    readings: &'a [Reading<'a>],
    points: Vec<CodePoints<'a>>,
}

/// Two articles as the report orders them: by id, bytewise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Whether that turns their order inside.
    pub(crate) turned: bool,
}

impl<'a> Texts<'a> {
    /// Indexes every text. Linear.
    pub(crate) fn new(readings: &'a [Reading<'a>]) -> Self {
        let points = readings.iter().map(|reading| CodePoints::new(&reading.article.text)).collect();
        Self { readings, points }
    }

    /// Id of an article.
    pub(crate) fn id(&self, article: u32) -> &'a str {
        &self.readings[article as usize].article.id
    }

    /// Articles in order of their ids.
    pub(crate) fn by_id(&self, articles: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut articles: Vec<u32> = articles.into_iter().collect();
        articles.sort_by_key(|&article| self.id(article));
        articles
    }

    /// Ids of articles, sorted.
    pub(crate) fn sorted_ids(&self, articles: &[u32]) -> Vec<String> {
        self.by_id(articles.iter().copied()).into_iter().map(|article| self.id(article).to_owned()).collect()
    }

    /// The sides of a pair.
    pub(crate) fn sides(&self, left: u32, right: u32) -> Sides {
        let turned = self.id(left) > self.id(right);
        let (left, right) = if turned { (right, left) } else { (left, right) };
        Sides { left, right, turned }
    }

    /// A span of an article's text.
    pub(crate) fn span(&self, article: u32, span: Span) -> SpanEntry {
        let points = &self.points[article as usize];
        SpanEntry {
            article: self.id(article).to_owned(),
            start: points.at(span.start),
            end: points.at(span.end),
            text: span.of(&self.readings[article as usize].article.text).to_owned(),
            field: None,
        }
    }

    /// Two spans, by the ids of their articles.
    pub(crate) fn pair(&self, left: (u32, Span), right: (u32, Span)) -> (SpanEntry, SpanEntry) {
        let (l, r) = (self.span(left.0, left.1), self.span(right.0, right.1));
        if self.sides(left.0, right.0).turned { (r, l) } else { (l, r) }
    }

    /// Edits between two articles, by the ids of the articles.
    pub(crate) fn edits(&self, left: u32, right: u32, edits: &[Edit]) -> Vec<EditEntry> {
        let turned = self.sides(left, right).turned;
        edits
            .iter()
            .map(|edit| {
                let l = edit.left.map(|span| self.span(left, span));
                let r = edit.right.map(|span| self.span(right, span));
                let op = match (edit.op, turned) {
                    (Op::Insert, true) => Op::Delete,
                    (Op::Delete, true) => Op::Insert,
                    (op, _) => op,
                };
                if turned { EditEntry { op, left: r, right: l } } else { EditEntry { op, left: l, right: r } }
            })
            .collect()
    }

    /// A sentence with `{left}` and `{right}` filled in by ids.
    pub(crate) fn named(&self, sentence: &str, left: u32, right: u32) -> String {
        filled(sentence, |side| match side {
            "left" => Some(self.id(left)),
            "right" => Some(self.id(right)),
            _ => None,
        })
    }

    /// A sentence with `{N}` filled in by the id of article N.
    pub(crate) fn numbered(&self, sentence: &str) -> String {
        filled(sentence, |number| {
            let article = number.parse::<u32>().ok().filter(|&article| (article as usize) < self.readings.len());
            article.map(|article| self.id(article))
        })
    }

    /// The crawler's header of an article, without the space around it.
    pub(crate) fn header(&self, article: u32) -> Option<SpanEntry> {
        let given = self.readings[article as usize].article;
        let header = &given.text[..given.header_bytes];
        let start = header.len() - header.trim_start().len();
        let end = header.trim_end().len();
        (start < end).then(|| self.span(article, Span::new(start, end)))
    }
}

/// A sentence with each `{key}` filled in, but for what it quotes from articles, which may hold anything, and for ids once
/// they are filled in.
fn filled<'i>(sentence: &str, id: impl Fn(&str) -> Option<&'i str>) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '“']) {
        let (before, here) = rest.split_at(at);
        text.push_str(before);
        let close = if here.starts_with('{') { '}' } else { '”' };
        let Some(end) = here.find(close).map(|end| end + close.len_utf8()) else {
            rest = here;
            break;
        };
        let whole = &here[..end];
        let key = whole.strip_prefix('{').and_then(|key| key.strip_suffix('}'));
        text.push_str(key.and_then(&id).unwrap_or(whole));
        rest = &here[end..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_meant_is_filled_in() {
        let id = |key: &str| match key {
            "left" => Some("a{right}"),
            "right" => Some("b"),
            _ => None,
        };
        for (sentence, expected) in [
            ("{left} says “5”, {right} says “6”.", "a{right} says “5”, b says “6”."),
            ("{left} says “{right} of it”.", "a{right} says “{right} of it”."),
            ("{left} says {nothing} and “no end", "a{right} says {nothing} and “no end"),
            ("no end {left", "no end {left"),
            ("", ""),
        ] {
            assert_eq!(filled(sentence, id), expected);
        }
    }
}
