//! On which line of its article a span lies.

use kollate_core::Article;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;

/// The line starts of every article.
#[derive(Debug, Default)]
pub(crate) struct Places {
    articles: BTreeMap<String, Lines>,
}

#[derive(Debug)]
struct Lines {
    /// What a place is called: the path of a file, or the id of a record.
    name: String,
    /// The code points at which lines begin, but for the first.
    starts: Vec<u32>,
    /// The first line, where it can be a headline.
    headline: Option<String>,
}

/// Longest first line, in code points, that is taken for a headline.
const HEADLINE: usize = 120;

impl Places {
    /// Indexes the lines of articles. One pass over the texts, 4 bytes a line.
    pub(crate) fn new(articles: &[Article]) -> Self {
        let lines = |article: &Article| Lines {
            name: if article.record.is_none() { article.path.clone() } else { article.id.clone() },
            starts: starts(&article.text),
            headline: headline(article),
        };
        Self { articles: articles.iter().map(|article| (article.id.clone(), lines(article))).collect() }
    }

    /// What an article without a title begins with, where that is short enough to be a headline.
    pub(crate) fn headline(&self, article: &str) -> Option<String> {
        self.articles.get(article)?.headline.clone()
    }

    /// `file:line` of a span, for files such that a terminal or an editor can open it; `id:line` for records; `title`
    /// in place of the line where the span lies in the title.
    pub(crate) fn of(&self, span: &SpanEntry) -> String {
        let Some(lines) = self.articles.get(&span.article) else { return span.article.clone() };
        match span.field {
            Some(field) => format!("{}:{field}", lines.name),
            None => format!("{}:{}", lines.name, lines.starts.partition_point(|&start| start <= span.start) + 1),
        }
    }
}

/// The first line of a text that has more than one, where it is short.
fn headline(article: &Article) -> Option<String> {
    let text = article.text[article.header_bytes..].trim();
    let (first, _) = text.split_once('\n')?;
    (first.chars().count() <= HEADLINE).then(|| first.trim().to_owned())
}

/// The code points after line breaks; a carriage return before a line feed belongs to it.
fn starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        before += line.chars().count() as u32;
        if line.ends_with('\n') {
            starts.push(before);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lie_on_lines() {
        let article = Article::new("a.txt", "Ü\r\n\r\ndritte Zeile\nvierte");
        let places = Places::new(&[article]);
        let at = |start| {
            places.of(&SpanEntry { article: "a.txt".into(), start, end: start, text: String::new(), field: None })
        };
        let found: Vec<String> = [0, 1, 3, 5, 17, 18, 23].into_iter().map(at).collect();
        assert_eq!(found, ["a.txt:1", "a.txt:1", "a.txt:2", "a.txt:3", "a.txt:3", "a.txt:4", "a.txt:4"]);
    }
}
