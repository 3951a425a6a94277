//! The report for reading on a terminal: by event, what matters most first, the summary last.

use crate::report::Page;
use crate::report::Places;
use crate::report::Sheet;
use crate::report::Tone;
use crate::report::Word;
use crate::report::contrasted;
use crate::report::marked;
use crate::report::words;
use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::ArticleEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::EventEntry;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::Report;
use kollate_core::report::SpanEntry;
use kollate_core::report::ValueEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Widest label that words stand beside; a longer one gets a line of its own.
const LABEL_COLUMNS: usize = 24;
/// Words shown on each side of a change in a passage.
const AROUND: usize = 10;

/// Writes the report.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Text {
        report: sheet.report,
        places: sheet.places,
        column: label_column(sheet),
        articles: sheet.report.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        quotes: sheet.report.quotes.iter().map(|quote| (quote.id.as_str(), quote)).collect(),
        page: Page::new(out, sheet.look),
    };
    for event in &sheet.report.events {
        if text.is_worth_a_section(event) {
            text.event(event)?;
        }
    }
    text.across_events()?;
    text.alone()?;
    text.why_not()?;
    text.skipped()?;
    text.summary()
}

/// The column in which words stand beside labels: wide enough for most of them.
fn label_column(sheet: &Sheet) -> usize {
    let widest = sheet.report.disagreements.iter().flat_map(|found| [&found.left, &found.right]);
    let widest = widest.chain(sheet.report.passages.iter().flat_map(|found| [&found.left, &found.right]));
    let places = widest.map(|span| sheet.places.of(span));
    let ids = sheet.report.articles.iter().map(|article| article.id.clone());
    let widest = places.chain(ids).map(|label| label.chars().count() + 2).max();
    widest.unwrap_or(0).clamp(8, LABEL_COLUMNS)
}

/// A report on its way to a page.
struct Text<'a, 'o> {
    report: &'a Report,
    places: &'a Places,
    column: usize,
    articles: BTreeMap<&'a str, &'a ArticleEntry>,
    quotes: BTreeMap<&'a str, &'a QuoteEntry>,
    page: Page<'o>,
}

impl<'a> Text<'a, '_> {
    /// Whether an event has several articles, or something was found about it.
    fn is_worth_a_section(&self, event: &EventEntry) -> bool {
        let is_at_issue = self.report.disagreements.iter().any(|found| found.event == event.id);
        let is_odd = self.report.anomalies.iter().any(|anomaly| event.articles.contains(&anomaly.article));
        event.articles.len() > 1 || !event.mentions.is_empty() || is_at_issue || is_odd
    }

    /// One event with everything found about it.
    fn event(&mut self, event: &EventEntry) -> io::Result<()> {
        let members: BTreeSet<&str> = event.articles.iter().map(String::as_str).collect();
        let report = self.report;
        self.event_heading(event)?;
        for found in report.disagreements.iter().filter(|found| found.event == event.id) {
            self.disagreement(found)?;
        }
        for anomaly in report.anomalies.iter().filter(|anomaly| members.contains(anomaly.article.as_str())) {
            self.heading("DATE", Tone::Alarm, "the stated date does not fit the content", &anomaly.id)?;
            self.span(&anomaly.span, Tone::Left)?;
            anomaly.evidence.iter().try_for_each(|span| self.span(span, Tone::Plain))?;
            self.remark(&anomaly.explanation)?;
        }
        self.copies(|left, right| members.contains(left) && members.contains(right))?;
        self.page.gap()
    }

    /// Pairs, quotations and passages of articles that `belong` together.
    fn copies(&mut self, belong: impl Fn(&str, &str) -> bool) -> io::Result<()> {
        let report = self.report;
        for pair in report.pairs.iter().filter(|pair| belong(&pair.left, &pair.right)) {
            self.pair(pair)?;
        }
        for found in &report.quote_matches {
            let Some((left, right)) = self.quotes_of(found) else { continue };
            if belong(article_of(left), article_of(right)) {
                self.quote_match(found, left, right)?;
            }
        }
        let is_reuse = |passage: &&PassageEntry| !matches!(passage.kind, PassageKind::Stock | PassageKind::Boilerplate);
        let passages = report.passages.iter().filter(|passage| belong(&passage.left.article, &passage.right.article));
        let (reuse, rest): (Vec<_>, Vec<_>) = passages.partition(is_reuse);
        for passage in reuse {
            if !self.is_shown_as_quotation(passage) {
                self.passage(passage)?;
            }
        }
        if !rest.is_empty() {
            let note =
                format!("{} that are stock phrases or boilerplate: in the JSON report", count(rest.len(), "passage"));
            self.page.line(2, 4, &words(&note, Tone::Faint))?;
        }
        Ok(())
    }

    fn event_heading(&mut self, event: &EventEntry) -> io::Result<()> {
        let mut heading = words(&format!("EVENT {}", self.headline(event).unwrap_or_default()), Tone::Head);
        heading.extend(words(&format!("[{}]", event.id), Tone::Faint));
        self.page.line(0, 2, &heading)?;
        for id in &event.articles {
            self.article(id, "")?;
        }
        for mention in &event.mentions {
            self.article(&mention.article, "mentions it")?;
        }
        Ok(())
    }

    /// The headline of the earliest article that has one.
    fn headline(&self, event: &EventEntry) -> Option<String> {
        let mut articles: Vec<&ArticleEntry> =
            event.articles.iter().filter_map(|id| self.articles.get(id.as_str()).copied()).collect();
        articles.sort_by_key(|article| (article.date.earliest.is_none(), &article.date.earliest, &article.id));
        articles.iter().find_map(|article| article.title.clone().or_else(|| self.places.headline(&article.id)))
    }

    /// An article with its date, outlet and the article that it is kept by.
    fn article(&mut self, id: &str, remark: &str) -> io::Result<()> {
        let Some(article) = self.articles.get(id) else { return Ok(()) };
        let mut parts = vec![date(article), count(article.words as usize, "word")];
        parts.extend(article.outlet.clone());
        let report = self.report;
        if let Some(cluster) = report.clusters.iter().find(|cluster| cluster.articles.iter().any(|other| other == id)) {
            parts.push(if cluster.keep == id {
                format!("one of {} copies, the one to keep: {}", cluster.articles.len(), cluster.reason)
            } else {
                format!("copy of {}", cluster.keep)
            });
        }
        parts.extend(Some(remark.to_owned()).filter(|remark| !remark.is_empty()));
        let line = words(&parts.join(" · "), Tone::Plain);
        self.page.labelled(2, id, self.column, &line)
    }

    fn disagreement(&mut self, found: &Disagreement) -> io::Result<()> {
        let what = format!("{} · {} · {:.2}", found.kind, found.relation, found.confidence);
        let tone = if found.relation == "contradiction" { Tone::Alarm } else { Tone::Head };
        let name = if found.relation == "update" { "UPDATE" } else { "DISAGREE" };
        self.heading(name, tone, &what, &found.id)?;
        let (left, right) = claims(found);
        self.page.labelled(4, &self.places.of(&found.left), self.column, &left)?;
        self.page.labelled(4, &self.places.of(&found.right), self.column, &right)?;
        self.remark(&found.explanation)?;
        if !found.also.is_empty() {
            let pairs: Vec<String> = found
                .also
                .iter()
                .map(|pair| format!("{} / {}", self.places.of(&pair.left), self.places.of(&pair.right)))
                .collect();
            self.remark(&format!("also between copies: {}", pairs.join(", ")))?;
        }
        Ok(())
    }

    fn pair(&mut self, pair: &PairEntry) -> io::Result<()> {
        let relation = serde_json::to_value(pair.relation).ok();
        let relation = relation.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        let mut what = format!("{} / {}", pair.left, pair.right);
        if pair.relation != Relation::Overlapping {
            what = format!("{relation} · {what}");
        }
        if pair.values_changed {
            what.push_str(" · numbers, dates or negations changed");
        }
        let name = if pair.relation == Relation::Overlapping { "OVERLAP" } else { "COPY" };
        self.heading(name, Tone::Head, &what, &pair.id)?;
        let percent = |share: f64| (share * 100.0).round();
        self.remark(&format!(
            "{}% of {} is in {}, {}% the other way; Jaccard {:.2}",
            percent(pair.coverage_left),
            pair.left,
            pair.right,
            percent(pair.coverage_right),
            pair.jaccard
        ))?;
        let verdict = match pair.direction.verdict {
            "left" => format!("{} is the source", pair.left),
            "right" => format!("{} is the source", pair.right),
            "common-source" => "both go back to a common source".to_owned(),
            _ => return Ok(()),
        };
        self.remark(&format!("{verdict}: {}", pair.direction.evidence.join(" ")))
    }

    fn quote_match(&mut self, found: &QuoteMatchEntry, left: &QuoteEntry, right: &QuoteEntry) -> io::Result<()> {
        let speaker = [left, right].into_iter().find_map(|quote| quote.speaker.as_ref());
        let speaker = speaker.map_or("no speaker found", |speaker| speaker.name.as_str());
        let tone = if found.relation == "altered" { Tone::Alarm } else { Tone::Head };
        self.heading("QUOTE", tone, &format!("{} · {speaker}", found.relation), &found.id)?;
        let sides = (left.quote.first(), right.quote.first());
        if let (Some(from), Some(to)) = sides {
            let whole = (hull(&left.quote), hull(&right.quote));
            self.label_pair(from, to)?;
            let line = marked(&whole.0, &whole.1, &found.edits, 4 * AROUND);
            self.page.line(6, 6, &line)?;
        }
        Ok(())
    }

    fn passage(&mut self, passage: &PassageEntry) -> io::Result<()> {
        let kind = match passage.kind {
            PassageKind::Verbatim => "verbatim",
            PassageKind::Edited => "edited",
            PassageKind::Quotation => "quotation",
            PassageKind::Stock => "stock",
            PassageKind::Boilerplate => "boilerplate",
        };
        let words = count(passage.words as usize, "word");
        let what = format!("{kind} · {words} · copying {:.2}", passage.copying);
        self.heading("SHARED", Tone::Head, &what, &passage.id)?;
        self.label_pair(&passage.left, &passage.right)?;
        self.page.line(6, 6, &marked(&passage.left, &passage.right, &passage.edits, AROUND))
    }

    /// What two articles that are not on one event share or dispute.
    fn across_events(&mut self) -> io::Result<()> {
        let report = self.report;
        let event_of: BTreeMap<&str, &str> = report
            .events
            .iter()
            .flat_map(|event| event.articles.iter().map(|id| (id.as_str(), event.id.as_str())))
            .collect();
        let apart = |left: &str, right: &str| match (event_of.get(left), event_of.get(right)) {
            (Some(left), Some(right)) => left != right,
            _ => true,
        };
        let shares = report.pairs.iter().any(|pair| apart(&pair.left, &pair.right))
            || report.passages.iter().any(|passage| apart(&passage.left.article, &passage.right.article));
        if !shares {
            return Ok(());
        }
        self.page.line(0, 2, &words("BETWEEN EVENTS", Tone::Head))?;
        self.copies(apart)?;
        self.page.gap()
    }

    /// Articles about which nothing is to be said.
    fn alone(&mut self) -> io::Result<()> {
        let alone: Vec<&EventEntry> =
            self.report.events.iter().filter(|event| !self.is_worth_a_section(event)).collect();
        if alone.is_empty() {
            return Ok(());
        }
        self.page.line(0, 2, &words("ON THEIR OWN", Tone::Head))?;
        for event in alone.iter().take(MOST_ALONE) {
            event.articles.iter().try_for_each(|id| self.article(id, ""))?;
        }
        if alone.len() > MOST_ALONE {
            self.page.line(2, 4, &words(&format!("and {} more", alone.len() - MOST_ALONE), Tone::Faint))?;
        }
        self.page.gap()
    }

    fn why_not(&mut self) -> io::Result<()> {
        let Some(considered) = &self.report.why_not else { return Ok(()) };
        self.page.line(0, 2, &words("CONSIDERED AND LET GO", Tone::Head))?;
        for found in considered {
            self.page.line(2, 4, &words(&format!("{} · {}", found.kind, found.reason), Tone::Head))?;
            self.span(&found.left, Tone::Plain)?;
            self.span(&found.right, Tone::Plain)?;
            self.remark(&found.explanation)?;
        }
        self.page.gap()
    }

    fn skipped(&mut self) -> io::Result<()> {
        if self.report.skipped.is_empty() {
            return Ok(());
        }
        self.page.line(0, 2, &words("SKIPPED", Tone::Head))?;
        for skipped in &self.report.skipped {
            self.page.line(2, 4, &words(&format!("{}: {}", skipped.path, skipped.reason), Tone::Plain))?;
        }
        self.page.gap()
    }

    /// One line of counts, last, for that is where the eye is.
    fn summary(&mut self) -> io::Result<()> {
        let report = self.report;
        let updates = report.disagreements.iter().filter(|found| found.relation == "update").count();
        let reuse = |passage: &&PassageEntry| !matches!(passage.kind, PassageKind::Stock | PassageKind::Boilerplate);
        let passages = report.passages.iter().filter(reuse).count();
        let always = [(report.articles.len(), "article"), (report.events.len(), "event")];
        let mut line: Vec<String> = always.into_iter().map(|(number, noun)| count(number, noun)).collect();
        line.push(count(report.disagreements.len() - updates, "disagreement"));
        let others = [
            (updates, "later update"),
            (report.anomalies.len(), "odd date"),
            (report.quote_matches.len(), "shared quotation"),
            (passages, "shared passage"),
        ];
        line.extend(others.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)));
        line.push(format!("{} skipped", report.skipped.len()));
        self.page.line(0, 2, &words(&line.join(" · "), Tone::Head))?;
        let first = report.disagreements.first().map(|found| &found.id);
        let first = first.or(report.quote_matches.first().map(|found| &found.id));
        if let Some(id) = first.or(report.passages.first().map(|found| &found.id)) {
            self.page.line(0, 2, &words(&format!("next: kollate explain {id} PATH…"), Tone::Faint))?;
        }
        Ok(())
    }

    fn heading(&mut self, name: &str, tone: Tone, what: &str, id: &str) -> io::Result<()> {
        let mut line = words(name, tone);
        line.extend(words(what, Tone::Plain));
        line.extend(words(&format!("[{id}]"), Tone::Faint));
        self.page.line(2, 4, &line)
    }

    fn span(&mut self, span: &SpanEntry, tone: Tone) -> io::Result<()> {
        let label = self.places.of(span);
        self.page.labelled(4, &label, self.column, &words(&span.text, tone))
    }

    fn label_pair(&mut self, left: &SpanEntry, right: &SpanEntry) -> io::Result<()> {
        let line = format!("{} / {}", self.places.of(left), self.places.of(right));
        self.page.line(4, 6, &words(&line, Tone::Faint))
    }

    fn remark(&mut self, text: &str) -> io::Result<()> {
        let mut line = vec![Word { text: "→".to_owned(), tone: Tone::Faint, glued: false }];
        line.extend(words(text, Tone::Plain));
        self.page.line(4, 6, &line)
    }

    /// Whether a passage is a quotation that is shown as such.
    fn is_shown_as_quotation(&self, passage: &PassageEntry) -> bool {
        let lies_in = |quote: &QuoteEntry, span: &SpanEntry| {
            quote
                .quote
                .iter()
                .any(|part| part.article == span.article && part.start < span.end && span.start < part.end)
        };
        let matches = self.report.quote_matches.iter().filter_map(|found| self.quotes_of(found));
        passage.kind == PassageKind::Quotation
            && matches.into_iter().any(|(left, right)| lies_in(left, &passage.left) && lies_in(right, &passage.right))
    }

    fn quotes_of(&self, found: &QuoteMatchEntry) -> Option<(&'a QuoteEntry, &'a QuoteEntry)> {
        Some((*self.quotes.get(found.left.as_str())?, *self.quotes.get(found.right.as_str())?))
    }
}

/// The two claims of a disagreement with their values marked; where the values are the whole claims, what differs.
fn claims(found: &Disagreement) -> (Vec<Word>, Vec<Word>) {
    let is_all = |span: &SpanEntry, value: &ValueEntry| {
        let words = |text: &str| text.split_whitespace().count();
        value.literal.is_empty() || words(&value.literal) > 3 && words(&span.text) <= words(&value.literal) + 3
    };
    let (left, right) = (&found.left, &found.right);
    if is_all(left, &found.left_value) || is_all(right, &found.right_value) {
        return contrasted(&left.text, &right.text);
    }
    (
        highlighted(&left.text, &found.left_value.literal, Tone::Left),
        highlighted(&right.text, &found.right_value.literal, Tone::Right),
    )
}

/// Most articles listed that have nothing to do with any other.
const MOST_ALONE: usize = 20;

/// The article of a quotation.
fn article_of(quote: &QuoteEntry) -> &str {
    quote.quote.first().map_or("", |span| span.article.as_str())
}

/// The date of an article, and how it is known.
fn date(article: &ArticleEntry) -> String {
    let date = &article.date;
    match (&date.stated, &date.earliest, &date.latest) {
        (Some(stated), ..) if date.basis == "header" => format!("{stated} (hint)"),
        (Some(stated), ..) => stated.clone(),
        (None, Some(earliest), Some(latest)) if earliest == latest => format!("{earliest} (from its content)"),
        (None, Some(earliest), Some(latest)) => format!("{earliest} to {latest} (from its content)"),
        _ => "no date".to_owned(),
    }
}

/// One span over the parts of an interrupted quotation, with their texts alone.
fn hull(parts: &[SpanEntry]) -> SpanEntry {
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

/// The words of a text with `literal` in its first place marked.
pub(crate) fn highlighted(text: &str, literal: &str, tone: Tone) -> Vec<Word> {
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

/// A number and a noun.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
