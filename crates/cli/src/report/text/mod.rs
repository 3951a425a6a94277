//! The report for reading on a terminal: by event, what matters most first, the summary last.

mod claims;

use crate::report::Page;
use crate::report::Places;
use crate::report::Sheet;
use crate::report::Tone;
use crate::report::Word;
use crate::report::both_marked;
use crate::report::edits::whole_numbers;
use crate::report::marked;
use crate::report::sections::Section;
use crate::report::sections::sections;
use crate::report::sides::relation_name;
use crate::report::sides::sides;
use crate::report::words;
use claims::claims;
use claims::hull;
use kollate_core::copies::PassageKind;
use kollate_core::copies::Relation;
use kollate_core::report::ArticleEntry;
use kollate_core::report::ClusterEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::EditEntry;
use kollate_core::report::EventEntry;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::Report;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Widest label that words stand beside; a longer one gets a line of its own.
const LABEL_COLUMNS: usize = 24;
/// Words shown on each side of a change in a passage.
const AROUND: usize = 10;

/// Writes the report.
pub(crate) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let report = sheet.report;
    let clusters =
        report.clusters.iter().flat_map(|cluster| cluster.articles.iter().map(move |id| (id.as_str(), cluster)));
    let mut text = Text {
        report,
        places: sheet.places,
        column: label_column(sheet),
        articles: report.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        clusters: clusters.collect(),
        page: Page::new(out, sheet.look).with_links(sheet.places),
    };
    let mut sections = sections(report);
    let mut alone = Vec::new();
    for event in &report.events {
        let section = sections.remove(event.id.as_str()).unwrap_or_default();
        let is_at_issue = !section.disagreements.is_empty() || !section.anomalies.is_empty();
        if event.articles.len() > 1 || !event.mentions.is_empty() || is_at_issue {
            text.event(event, &section)?;
        } else {
            alone.push(event);
        }
    }
    if let Some(section) = sections.get("") {
        text.between_events(section)?;
    }
    text.alone(&alone)?;
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
    let widest = places.chain(ids).map(|label| label.width() + 2).max();
    widest.unwrap_or(0).clamp(8, LABEL_COLUMNS)
}

/// A report on its way to a page.
struct Text<'a, 'o> {
    report: &'a Report,
    places: &'a Places,
    column: usize,
    articles: BTreeMap<&'a str, &'a ArticleEntry>,
    clusters: BTreeMap<&'a str, &'a ClusterEntry>,
    page: Page<'o>,
}

impl Text<'_, '_> {
    /// One event with everything found about it.
    fn event(&mut self, event: &EventEntry, section: &Section) -> io::Result<()> {
        self.event_heading(event)?;
        for found in &section.disagreements {
            match &found.known {
                Some(reason) => {
                    let what = format!("{} · {} · {reason}", found.kind, relation_name(found));
                    self.heading("KNOWN", Tone::Faint, &what, &found.id)?;
                }
                None => self.disagreement(found)?,
            }
        }
        for anomaly in &section.anomalies {
            self.heading("DATE", Tone::Alarm, "the stated date does not fit the content", &anomaly.id)?;
            self.span(&anomaly.span, Tone::Left)?;
            anomaly.evidence.iter().try_for_each(|span| self.span(span, Tone::Plain))?;
            self.remark(&anomaly.explanation)?;
        }
        self.copies(section)?;
        self.page.gap()
    }

    /// Pairs, quotations and passages.
    fn copies(&mut self, section: &Section) -> io::Result<()> {
        for pair in &section.pairs {
            self.pair(pair)?;
        }
        for (found, left, right) in &section.quotes {
            self.quote_match(found, left, right)?;
        }
        let (reuse, rest): (Vec<&PassageEntry>, Vec<_>) =
            section.passages.iter().partition(|passage| is_reuse(passage));
        for passage in reuse {
            if !is_shown_as_quotation(passage, section) {
                self.passage(passage)?;
            }
        }
        let left_out = [(rest.len(), "stock phrases or boilerplate"), (section.repeated, "the same between copies")];
        for (number, what) in left_out.into_iter().filter(|(number, _)| *number > 0) {
            let note =
                format!("{number} more that {} {what}: in the JSON report", if number == 1 { "is" } else { "are" });
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
        if let Some(cluster) = self.clusters.get(id) {
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
        let what = format!("{} · {} · {:.2}", found.kind, relation_name(found), found.confidence);
        let tone = if found.relation == "contradiction" { Tone::Alarm } else { Tone::Head };
        let name = if found.relation == "update" { "UPDATE" } else { "DISAGREE" };
        self.heading(name, tone, &what, &found.id)?;
        let (left, right) = claims(found);
        let [first, second] = sides(found).map(|side| self.places.of(side.0));
        let places = (first, second);
        if self.page.is_wide() {
            self.page.beside(4, &words(&places.0, Tone::Place), &words(&places.1, Tone::Place))?;
            self.page.beside(4, &left, &right)?;
        } else {
            self.page.labelled(4, &places.0, self.column, &left)?;
            self.page.labelled(4, &places.1, self.column, &right)?;
        }
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
            self.versions((from, to), (&whole.0, &whole.1), &found.edits, 4 * AROUND)?;
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
        let sides = (&passage.left, &passage.right);
        self.versions(sides, sides, &passage.edits, AROUND)
    }

    /// Two versions of the same words: side by side where there is room, or else in one line.
    fn versions(
        &mut self,
        (from, to): (&SpanEntry, &SpanEntry),
        (left, right): (&SpanEntry, &SpanEntry),
        edits: &[EditEntry],
        around: usize,
    ) -> io::Result<()> {
        let edits = &whole_numbers(edits, left, right);
        if !self.page.is_wide() || edits.is_empty() {
            self.label_pair(from, to)?;
            return self.page.line(6, 6, &marked(left, right, edits, around));
        }
        let places = [from, to].map(|span| words(&self.places.of(span), Tone::Place));
        self.page.beside(4, &places[0], &places[1])?;
        let [left, right] = both_marked(left, right, edits, around);
        self.page.beside(4, &left, &right)
    }

    /// What two articles that are not on one event share.
    fn between_events(&mut self, section: &Section) -> io::Result<()> {
        if section.pairs.is_empty()
            && section.quotes.is_empty()
            && !section.passages.iter().any(|passage| is_reuse(passage))
        {
            return Ok(());
        }
        self.page.line(0, 2, &words("BETWEEN EVENTS", Tone::Head))?;
        self.copies(section)?;
        self.page.gap()
    }

    /// Articles about which nothing is to be said.
    fn alone(&mut self, alone: &[&EventEntry]) -> io::Result<()> {
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
        let known = report.disagreements.iter().filter(|found| found.relation != "update" && found.known.is_some());
        let known = known.count();
        let passages = report.passages.iter().filter(|passage| is_reuse(passage)).count();
        let always = [(report.articles.len(), "article"), (report.events.len(), "event")];
        let mut line: Vec<String> = always.into_iter().map(|(number, noun)| count(number, noun)).collect();
        line.push(count(report.disagreements.len() - updates - known, "disagreement"));
        let others = [
            (known, "known disagreement"),
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
        self.page.line(4, 6, &words(&line, Tone::Place))
    }

    fn remark(&mut self, text: &str) -> io::Result<()> {
        let mut line = vec![Word { text: "→".to_owned(), tone: Tone::Faint, glued: false }];
        line.extend(words(text, Tone::Plain));
        self.page.line(4, 6, &line)
    }
}

/// Whether a passage is reuse, and neither a formula nor boilerplate.
fn is_reuse(passage: &PassageEntry) -> bool {
    !matches!(passage.kind, PassageKind::Stock | PassageKind::Boilerplate)
}

/// Whether a passage is a quotation that is shown as such.
fn is_shown_as_quotation(passage: &PassageEntry, section: &Section) -> bool {
    let lies_in = |quote: &QuoteEntry, span: &SpanEntry| {
        quote.quote.iter().any(|part| part.article == span.article && part.start < span.end && span.start < part.end)
    };
    let is_it = |left, right| lies_in(left, &passage.left) && lies_in(right, &passage.right);
    passage.kind == PassageKind::Quotation && section.quotes.iter().any(|(_, left, right)| is_it(left, right))
}

/// Most articles listed that have nothing to do with any other.
const MOST_ALONE: usize = 20;

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

/// A number and a noun.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
