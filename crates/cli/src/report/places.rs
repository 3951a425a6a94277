//! On which line of its article a span lies.

use crate::findings::Site;
use crate::report::xml::iri;
use kollate_core::Article;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The line starts of every article.
#[derive(Debug, Default)]
pub(crate) struct Places {
    articles: BTreeMap<String, Lines>,
    /// The files that are one article each.
    files: BTreeSet<String>,
    /// The folder that the program runs in.
    folder: Option<String>,
}

/// A stretch of a file, in lines and code points from 1, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// Line and column of the first code point.
    pub(crate) start: (u32, u32),
    /// Line and column after the last.
    pub(crate) end: (u32, u32),
}

#[derive(Debug)]
struct Lines {
    /// What a place is called: the path of a file, or the id of a record.
    name: String,
    /// The file.
    path: String,
    /// The record in the file.
    record: Option<usize>,
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
            path: article.path.clone(),
            record: article.record,
            name: if article.record.is_none() { article.path.clone() } else { article.id.clone() },
            starts: starts(&article.text),
            headline: headline(article),
        };
        let folder = std::env::current_dir().ok().map(|folder| folder.to_string_lossy().into_owned());
        let files = articles.iter().filter(|article| article.record.is_none()).map(|article| article.path.clone());
        let files = files.collect();
        Self { files, articles: articles.iter().map(|article| (article.id.clone(), lines(article))).collect(), folder }
    }

    /// The address of the file of a place, as [`Self::of`] gives places; none of a place in a record.
    pub(crate) fn url(&self, place: &str) -> Option<String> {
        let (path, _) = place.rsplit_once(':')?;
        if !self.files.contains(path) {
            return None;
        }
        let folder = self.folder.as_deref().unwrap_or_default();
        Some(iri(&if path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") }))
    }

    /// The file of an article as a build server knows it: from the folder that the program runs in, where it lies there.
    pub(crate) fn file<'p>(&'p self, article: &'p str) -> &'p str {
        let path = self.articles.get(article).map_or(article, |lines| &lines.path);
        let inside = self.folder.as_deref().and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
        inside.unwrap_or(path)
    }

    /// The line of a file on which a site lies: for a record of JSON lines its number, for the whole of an article and
    /// for what has no lines of its own 1.
    pub(crate) fn line(&self, site: Site) -> u32 {
        if let Some(region) = self.region(site) {
            return region.start.0;
        }
        let Some(lines) = self.articles.get(site.article) else { return 1 };
        let is_lined = [".jsonl", ".ndjson"].iter().any(|ending| lines.path.to_lowercase().ends_with(ending));
        lines.record.filter(|_| is_lined).map_or(1, |record| record as u32)
    }

    /// Lines and columns of a site, where the article is a file of plain text.
    pub(crate) fn region(&self, site: Site) -> Option<Region> {
        let span = site.span.filter(|span| span.field.is_none())?;
        let lines = self.articles.get(site.article)?;
        if lines.record.is_some() || !kollate_formats::is_plain_text(&lines.path) {
            return None;
        }
        Some(Region { start: lines.position(span.start), end: lines.position(span.end) })
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

impl Lines {
    /// Line and column of a code point, from 1.
    fn position(&self, at: u32) -> (u32, u32) {
        let before = self.starts.partition_point(|&start| start <= at);
        let start = before.checked_sub(1).map_or(0, |last| self.starts[last]);
        (before as u32 + 1, at - start + 1)
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
        let span = SpanEntry { article: "a.txt".into(), start: 12, end: 20, text: String::new(), field: None };
        let region = places.region(Site { article: "a.txt", span: Some(&span) });
        assert_eq!(region, Some(Region { start: (3, 8), end: (4, 3) }));
    }
}
