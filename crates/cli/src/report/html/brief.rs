//! What had no room on the page, in a line each: every finding keeps its anchor as long as the page stays small enough.

use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::safe::Safe;
use super::section::Sections;
use super::section::left_out;
use crate::report::sections::article_of;
use kollate_core::report::Anomaly;
use kollate_core::report::Apparatus;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Bytes that all lines may take, where the page has room for so much.
const LINES: usize = 1_000_000;
/// Bytes that a page may have before what was considered and its end.
const PAGE: usize = 9_500_000;

/// What begins an anchor. Quotation marks of articles are escaped, so that nothing else looks like it.
const ANCHOR: &[u8] = b" id=\"";

/// Passes a page on, counts its bytes and remembers its anchors.
pub(super) struct Anchored<'w> {
    out: &'w mut dyn Write,
    written: usize,
    /// The anchors by their hashes: there may be a hundred thousand.
    anchors: BTreeSet<u64>,
    /// How much of [`ANCHOR`] was last seen; all of it while an anchor is read.
    seen: usize,
    /// The hash of the anchor that is read.
    hash: u64,
}

impl<'w> Anchored<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, written: 0, anchors: BTreeSet::new(), seen: 0, hash: FIRST }
    }

    /// Whether an anchor was written.
    fn has(&self, anchor: &str) -> bool {
        self.anchors.contains(&anchor.bytes().fold(FIRST, hashed))
    }

    fn see(&mut self, byte: u8) {
        if self.seen < ANCHOR.len() {
            // Its first byte does not come again in it.
            self.seen = if byte == ANCHOR[self.seen] { self.seen + 1 } else { usize::from(byte == ANCHOR[0]) };
        } else if byte == b'"' {
            self.anchors.insert(self.hash);
            (self.seen, self.hash) = (0, FIRST);
        } else {
            self.hash = hashed(self.hash, byte);
        }
    }
}

/// Where a hash begins, and its next step: FNV-1a with 64 bits.
const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

fn hashed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
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

/// A finding that can stand in a line.
#[derive(Clone, Copy)]
enum Found<'a> {
    Claim(&'a Disagreement),
    Date(&'a Anomaly),
    Quotation(&'a QuoteMatchEntry, [&'a QuoteEntry; 2]),
    Pair(&'a PairEntry),
    Passage(&'a PassageEntry),
    Question(&'a Apparatus),
}

impl<'a> Found<'a> {
    fn id(self) -> &'a str {
        match self {
            Self::Claim(one) => &one.id,
            Self::Date(one) => &one.id,
            Self::Quotation(one, _) => &one.id,
            Self::Pair(one) => &one.id,
            Self::Passage(one) => &one.id,
            Self::Question(one) => &one.id,
        }
    }

    /// What it is.
    fn what(self, labels: &Labels) -> String {
        match self {
            Self::Claim(one) => format!("{} · {}", labels.name(one.kind), labels.relation(one.relation)),
            Self::Date(_) => labels.odd_date.to_owned(),
            Self::Quotation(one, _) => format!("{} · {}", labels.quote_in, labels.name(one.relation)),
            Self::Pair(one) => labels.name(one.relation.name()).to_owned(),
            Self::Passage(one) => format!("{} · {}", labels.passage, labels.name(one.kind.name())),
            Self::Question(one) => {
                format!("{} · {} · {}", labels.question, labels.name(one.kind), labels.name(one.verdict))
            }
        }
    }

    /// The articles that it lies between, of a question the first two that answer it.
    fn articles(self) -> [&'a str; 2] {
        match self {
            Self::Claim(one) => [&one.left.article, &one.right.article],
            Self::Date(one) => {
                [&one.article, one.evidence.first().map_or(one.article.as_str(), |span| span.article.as_str())]
            }
            Self::Quotation(_, sides) => sides.map(article_of),
            Self::Pair(one) => [&one.left, &one.right],
            Self::Passage(one) => [&one.left.article, &one.right.article],
            Self::Question(one) => {
                let witnesses = one.readings.iter().flat_map(|reading| &reading.witnesses);
                let mut articles = witnesses.map(|span| span.article.as_str());
                let first = articles.next().unwrap_or_default();
                [first, articles.find(|article| *article != first).unwrap_or(first)]
            }
        }
    }
}

/// Writes every finding that has no anchor on the page yet, those that tell most first, as far as there is room.
pub(super) fn brief(html: &Html, out: &mut Anchored, all: &Sections) -> io::Result<()> {
    let number = found(html, all).filter(|one| !out.has(one.id())).count();
    if number == 0 {
        return Ok(());
    }
    let labels = html.labels;
    let (mut room, mut left) = (LINES.min(PAGE.saturating_sub(out.written)), number);
    write!(
        out,
        "<details class=\"event\" id=\"brief\"><summary>{} ({number})</summary><ul class=\"brief\">",
        labels.in_brief
    )?;
    for one in found(html, all) {
        if out.has(one.id()) {
            continue;
        }
        let [first, second] = one.articles().map(|article| Safe(html.name(article)));
        let (id, what) = (id(one.id()), one.what(labels));
        let line = format!(
            "<li id=\"{id}\">{} · <bdi>{first}</bdi> / <bdi>{second}</bdi> <code>{id}</code></li>",
            Safe(&what)
        );
        if line.len() > room {
            break;
        }
        room -= line.len();
        left -= 1;
        out.write_all(line.as_bytes())?;
    }
    left_out(html, out, "li", left, 0)?;
    writeln!(out, "</ul></details>")
}

/// All findings, those that tell most first.
fn found<'s, 'a>(html: &Html<'a>, all: &'s Sections<'a>) -> impl Iterator<Item = Found<'a>> + use<'s, 'a> {
    let sections = || all.values();
    let quotations = || sections().flat_map(|section| section.quotes.iter());
    let altered = quotations().filter(|one| one.0.relation == "altered");
    let others = quotations().filter(|one| one.0.relation != "altered");
    let claims = sections().flat_map(|section| section.disagreements.iter()).map(|one| Found::Claim(one));
    let dates = sections().flat_map(|section| section.anomalies.iter()).map(|one| Found::Date(one));
    let pairs = sections().flat_map(|section| section.pairs.iter()).map(|one| Found::Pair(one));
    let passages = sections().flat_map(|section| section.passages.iter()).map(|one| Found::Passage(one));
    let quotation =
        |one: &(&'a QuoteMatchEntry, &'a QuoteEntry, &'a QuoteEntry)| Found::Quotation(one.0, [one.1, one.2]);
    claims
        .chain(dates)
        .chain(altered.map(quotation))
        .chain(pairs)
        .chain(others.map(quotation))
        .chain(passages)
        .chain(html.report.apparatus.iter().map(Found::Question))
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
            assert!(["one", "two", "fo ur"].iter().all(|anchor| out.has(anchor)), "pieces of {size}");
            assert!(out.anchors.len() == 3 && !out.has("three"));
            assert_eq!(out.written, page.len());
            assert_eq!(copy, page.as_bytes());
        }
    }
}
