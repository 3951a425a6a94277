//! What had no room on the page, in a line each: every finding keeps its anchor as long as the page stays small enough.

use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::safe::Safe;
use super::section::left_out;
use crate::report::sections::article_of;
use kollate_core::report::Apparatus;
use kollate_core::report::Disagreement;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Bytes that all lines may take, where the page has room for so much.
const LINES: usize = 2_000_000;
/// Bytes that a page may have before what was considered and its end.
const PAGE: usize = 9_500_000;

/// What begins an anchor. Quotation marks of articles are escaped, so that nothing else looks like it.
const ANCHOR: &[u8] = b" id=\"";

/// Passes a page on, counts its bytes and remembers its anchors.
pub(super) struct Anchored<'w> {
    out: &'w mut dyn Write,
    written: usize,
    anchors: BTreeSet<Vec<u8>>,
    /// How much of [`ANCHOR`] was last seen; all of it while an anchor is read.
    seen: usize,
    anchor: Vec<u8>,
}

impl<'w> Anchored<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, written: 0, anchors: BTreeSet::new(), seen: 0, anchor: Vec::new() }
    }

    fn see(&mut self, byte: u8) {
        if self.seen < ANCHOR.len() {
            // Its first byte does not come again in it.
            self.seen = if byte == ANCHOR[self.seen] { self.seen + 1 } else { usize::from(byte == ANCHOR[0]) };
        } else if byte == b'"' {
            self.anchors.insert(std::mem::take(&mut self.anchor));
            self.seen = 0;
        } else {
            self.anchor.push(byte);
        }
    }
}

impl Write for Anchored<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written;
        bytes[..written].iter().for_each(|byte| self.see(*byte));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A finding in a line: its id, what it is, and the articles that it lies between.
struct Line<'a> {
    id: &'a str,
    what: String,
    articles: [&'a str; 2],
}

/// Writes every finding that has no anchor on the page yet, those that tell most first, as far as there is room.
pub(super) fn brief(html: &Html, out: &mut Anchored) -> io::Result<()> {
    let mut lines = lines(html);
    lines.retain(|line| !out.anchors.contains(line.id.as_bytes()));
    if lines.is_empty() {
        return Ok(());
    }
    let labels = html.labels;
    let number = lines.len();
    write!(
        out,
        "<details class=\"event\" id=\"brief\"><summary>{} ({number})</summary><ul class=\"brief\">",
        labels.in_brief
    )?;
    let mut room = LINES.min(PAGE.saturating_sub(out.written));
    let mut left = number;
    let mut one = Vec::new();
    for line in &lines {
        one.clear();
        let [first, second] = line.articles.map(|article| Safe(html.name(article)));
        let what = Safe(&line.what);
        let id = id(line.id);
        write!(one, "<li id=\"{id}\">{what} · <bdi>{first}</bdi> / <bdi>{second}</bdi> <code>{id}</code></li>")?;
        if one.len() > room {
            break;
        }
        room -= one.len();
        left -= 1;
        out.write_all(&one)?;
    }
    left_out(html, out, "li", left, 0)?;
    writeln!(out, "</ul></details>")
}

/// All findings between two articles, those that tell most first.
fn lines<'a>(html: &Html<'a>) -> Vec<Line<'a>> {
    let (report, labels) = (html.report, html.labels);
    let claims = report.disagreements.iter().map(|one| Line {
        id: &one.id,
        what: claim(labels, one),
        articles: [&one.left.article, &one.right.article],
    });
    let dates = report.anomalies.iter().map(|one| Line {
        id: &one.id,
        what: labels.odd_date.to_owned(),
        articles: [&one.article, one.evidence.first().map_or(one.article.as_str(), |span| &span.article)],
    });
    let pairs = report.pairs.iter().map(|one| Line {
        id: &one.id,
        what: labels.name(one.relation.name()).to_owned(),
        articles: [&one.left, &one.right],
    });
    let passages = report.passages.iter().map(|one| Line {
        id: &one.id,
        what: format!("{} · {}", labels.passage, labels.name(one.kind.name())),
        articles: [&one.left.article, &one.right.article],
    });
    claims.chain(dates).chain(quotations(html)).chain(pairs).chain(passages).chain(questions(html)).collect()
}

/// All questions, each with the first two articles that answer it.
fn questions<'a>(html: &Html<'a>) -> Vec<Line<'a>> {
    let (report, labels) = (html.report, html.labels);
    let line = |one: &'a Apparatus| {
        let mut articles = one.readings.iter().flat_map(|reading| &reading.witnesses).map(|span| span.article.as_str());
        let first = articles.next()?;
        let second = articles.find(|article| *article != first).unwrap_or(first);
        let what = format!("{} · {} · {}", labels.question, labels.name(one.kind), labels.name(one.verdict));
        Some(Line { id: &one.id, what, articles: [first, second] })
    };
    report.apparatus.iter().filter_map(line).collect()
}

/// The kind of a disagreement and what it is.
fn claim(labels: &Labels, one: &Disagreement) -> String {
    format!("{} · {}", labels.name(one.kind), labels.relation(one.relation))
}

/// All shared quotations, altered ones first.
fn quotations<'a>(html: &Html<'a>) -> Vec<Line<'a>> {
    let (report, labels) = (html.report, html.labels);
    let quotes: BTreeMap<&str, &QuoteEntry> = report.quotes.iter().map(|quote| (quote.id.as_str(), quote)).collect();
    let article = |id: &str| quotes.get(id).map_or("", |quote| article_of(quote));
    let mut found: Vec<_> = report.quote_matches.iter().collect();
    found.sort_by_key(|one| one.relation != "altered");
    let line = |one: &'a QuoteMatchEntry| Line {
        id: &one.id,
        what: format!("{} · {}", labels.quote_in, labels.name(one.relation)),
        articles: [article(&one.left), article(&one.right)],
    };
    found.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_seen_however_they_are_written() {
        let page = "<p id=\"one\">x id=</p>  id=\"two\" data-id=\"three\" id=\"fo ur\"";
        for size in 1..page.len() {
            let mut copy = Vec::new();
            let mut out = Anchored::new(&mut copy);
            page.as_bytes().chunks(size).for_each(|part| out.write_all(part).unwrap());
            let anchors: Vec<&[u8]> = out.anchors.iter().map(Vec::as_slice).collect();
            assert_eq!(anchors, [&b"fo ur"[..], b"one", b"two"], "pieces of {size}");
            assert_eq!(out.written, page.len());
            assert_eq!(copy, page.as_bytes());
        }
    }
}
