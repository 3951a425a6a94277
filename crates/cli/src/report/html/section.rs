//! The findings of an event, and what lies beside the events.

use super::apparatus;
use super::findings;
use super::graph;
use super::labels::Labels;
use super::limits::Form;
use super::limits::listed;
use super::page::Html;
use super::page::id;
use super::pair;
use super::safe::Safe;
use super::timeline;
use crate::report::sections::Section;
use kollate_core::report::Anomaly;
use kollate_core::report::Apparatus;
use kollate_core::report::ArticleEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::EventEntry;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::Report;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Sections by the id of their event.
pub(super) type Sections<'a> = BTreeMap<&'a str, Section<'a>>;

/// What there is to say of the events.
pub(super) struct Parts<'s, 'a> {
    /// Without what repeats between copies.
    pub(super) told: &'s Sections<'a>,
    /// With everything.
    all: &'s Sections<'a>,
    /// The rows of the apparatus by event.
    rows: BTreeMap<&'a str, Vec<&'a Apparatus>>,
}

impl<'s, 'a> Parts<'s, 'a> {
    pub(super) fn new(report: &'a Report, told: &'s Sections<'a>, all: &'s Sections<'a>) -> Self {
        let mut rows: BTreeMap<&str, Vec<&Apparatus>> = BTreeMap::new();
        for row in &report.apparatus {
            rows.entry(&row.event).or_default().push(row);
        }
        Self { told, all, rows }
    }
}

/// Whether there is more to say of an event than that one article reports it.
pub(super) fn is_shown(event: &EventEntry, told: &Sections) -> bool {
    let found = told.get(event.id.as_str());
    let is_at_issue = found.is_some_and(|found| !found.disagreements.is_empty() || !found.anomalies.is_empty());
    event.articles.len() > 1 || !event.mentions.is_empty() || is_at_issue
}

/// The events of which there is something to say: those with contradictions that nobody has accepted yet come first.
pub(super) fn shown<'a>(html: &Html<'a>, told: &Sections) -> Vec<&'a EventEntry> {
    let mut events: Vec<&EventEntry> = html.report.events.iter().filter(|event| is_shown(event, told)).collect();
    events.sort_by_cached_key(|event| {
        let found = told.get(event.id.as_str()).map_or(&[][..], |found| found.disagreements.as_slice());
        Reverse(found.iter().filter(|one| one.known.is_none() && one.relation == "contradiction").count())
    });
    events
}

/// The headline of the earliest article of an event that has one, as markup with its language.
pub(super) fn headline(html: &Html, event: &EventEntry) -> String {
    let ordered = in_time(html, event);
    let title = |id: &&str| {
        let entry = html.articles.get(id)?.entry;
        entry.title.clone().or_else(|| html.places.headline(id))
    };
    let found = ordered.iter().find_map(|id| Some((title(id)?, html.lang(id))));
    match found {
        Some((title, lang)) => format!("<bdi lang=\"{}\">{}</bdi>", Safe(lang), Safe(&title)),
        None => id(&event.id).to_string(),
    }
}

/// The articles of an event by time; undated ones last.
fn in_time<'a>(html: &Html, event: &'a EventEntry) -> Vec<&'a str> {
    let mut articles: Vec<&str> = event.articles.iter().map(String::as_str).collect();
    articles.sort_by_key(|id| {
        let date = html.articles.get(id).and_then(|known| known.entry.date.earliest.as_deref());
        (date.is_none(), date, *id)
    });
    articles
}

/// Writes all events of which there is something to say, in full as far as there is room.
pub(super) fn events(html: &Html, out: &mut dyn Write, parts: &Parts) -> io::Result<()> {
    let events = shown(html, parts.told).into_iter();
    let (whole, brief): (Vec<&EventEntry>, Vec<_>) = events.partition(|event| html.limits.has_room(&event.id));
    whole.into_iter().try_for_each(|event| one_event(html, out, event, parts))?;
    if brief.is_empty() {
        return Ok(());
    }
    let labels = html.labels;
    write!(out, "<section class=\"event\"><h2>{} ({})</h2><ul>", labels.events_in_brief, brief.len())?;
    let rest = listed(out, brief.into_iter(), |out, event| {
        let found = parts.told.get(event.id.as_str()).map_or(0, |found| found.disagreements.len());
        let articles = Labels::count(event.articles.len(), labels.article, labels.articles);
        let found = Labels::count(found, labels.disagreement, labels.disagreements);
        let headline = headline(html, event);
        let event = id(&event.id);
        write!(out, "<li id=\"{event}\"><span id=\"e-{event}\">{headline}</span> ")?;
        write!(out, "<span class=\"dim\">{articles} · {found}</span></li>")
    })?;
    left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ul></section>")
}

/// Writes an event in full.
pub(super) fn one_event(html: &Html, out: &mut dyn Write, event: &EventEntry, parts: &Parts) -> io::Result<()> {
    let empty = Section::default();
    let found = parts.told.get(event.id.as_str()).unwrap_or(&empty);
    let whole = parts.all.get(event.id.as_str()).unwrap_or(&empty);
    let rows = parts.rows.get(event.id.as_str()).map_or(&[][..], Vec::as_slice);
    let articles = in_time(html, event);
    write!(
        out,
        "<section class=\"event\" id=\"e-{0}\"><h2 dir=\"auto\" id=\"{0}\">{1} <a class=\"perma\" href=\"#e-{0}\">{0}\
         </a></h2>",
        id(&event.id),
        headline(html, event)
    )?;
    graph::origins(html, out, whole, &articles)?;
    for mention in &event.mentions {
        write!(out, "<p class=\"dim\">")?;
        article(html, out, &mention.article, html.labels.mentions)?;
        write!(out, "</p>")?;
    }
    apparatus::apparatus(html, out, rows, &articles, &found.disagreements)?;
    disagreements(html, out, found)?;
    write!(out, "<div class=\"drawings\">")?;
    timeline::timeline(html, out, &articles)?;
    graph::graph(html, out, found, &articles)?;
    write!(out, "</div>")?;
    copies(html, out, found, whole)?;
    elsewhere(html, out, whole)?;
    writeln!(out, "</section>")
}

/// Writes disagreements, contradictions first and updates apart, and dates that do not fit.
fn disagreements(html: &Html, out: &mut dyn Write, found: &Section) -> io::Result<()> {
    let labels = html.labels;
    let groups = [
        ("contradiction", labels.contradictions),
        ("other", labels.other_disagreements),
        ("update", labels.later_updates),
    ];
    for (group, name) in groups {
        let new = found.disagreements.iter().filter(|one| one.known.is_none());
        let of_it: Vec<&Disagreement> = new.filter(|one| findings::group(one.relation) == group).copied().collect();
        if of_it.is_empty() {
            continue;
        }
        writeln!(out, "<section class=\"group f-{group}\"><h3>{name} ({})</h3>", of_it.len())?;
        of_it.iter().take(MOST_LISTED).try_for_each(|one| findings::disagreement(html, out, one))?;
        listed_below(html, out, "p", of_it.len(), MOST_LISTED)?;
        writeln!(out, "</section>")?;
    }
    let (known, new): (Vec<&Anomaly>, Vec<_>) = found.anomalies.iter().partition(|one| one.known.is_some());
    if !new.is_empty() {
        writeln!(out, "<section class=\"group f-other\"><h3>{} ({})</h3>", labels.odd_dates, new.len())?;
        new.iter().take(MOST_LISTED).try_for_each(|one| findings::anomaly(html, out, one))?;
        listed_below(html, out, "p", new.len(), MOST_LISTED)?;
        writeln!(out, "</section>")?;
    }
    accepted(html, out, found, &known)
}

/// Writes what a baseline knows, folded: somebody has looked at it already.
fn accepted(html: &Html, out: &mut dyn Write, found: &Section, dates: &[&Anomaly]) -> io::Result<()> {
    let claims: Vec<&&Disagreement> = found.disagreements.iter().filter(|one| one.known.is_some()).collect();
    let number = claims.len() + dates.len();
    if number == 0 {
        return Ok(());
    }
    write!(out, "<details class=\"repeated\"><summary>{} ({number})</summary>", html.labels.known_findings)?;
    claims.iter().take(MOST_LISTED).try_for_each(|one| findings::disagreement(html, out, one))?;
    dates.iter().take(MOST_LISTED).try_for_each(|one| findings::anomaly(html, out, one))?;
    listed_below(html, out, "p", number, claims.len().min(MOST_LISTED) + dates.len().min(MOST_LISTED))?;
    writeln!(out, "</details>")
}

/// Most findings of a kind that an event lists.
const MOST_LISTED: usize = 200;

/// Writes quotations and pairs, what repeats between copies in short.
fn copies(html: &Html, out: &mut dyn Write, found: &Section, whole: &Section) -> io::Result<()> {
    quotations(html, out, found, whole)?;
    if whole.pairs.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section class=\"group f-copy\"><h3>{} ({})</h3>", html.labels.pairs, found.pairs.len())?;
    let (lines, shown): (Vec<&PairEntry>, Vec<&PairEntry>) =
        found.pairs.iter().copied().partition(|pair| html.limits.form(pair) == Form::Line);
    shown.into_iter().try_for_each(|one| pair::pair(html, out, one, html.limits.form(one)))?;
    let told: BTreeSet<&str> = found.pairs.iter().map(|pair| pair.id.as_str()).collect();
    let rest: Vec<&PairEntry> = whole.pairs.iter().filter(|pair| !told.contains(pair.id.as_str())).copied().collect();
    for (name, pairs) in [(html.labels.no_room, lines), (html.labels.repeated, rest)] {
        if !pairs.is_empty() {
            write!(out, "<details class=\"repeated\"><summary>{name} ({})</summary><ul>", pairs.len())?;
            pairs.iter().take(MOST_LISTED).try_for_each(|pair| pair::repeated(html, out, pair))?;
            listed_below(html, out, "li", pairs.len(), MOST_LISTED)?;
            writeln!(out, "</ul></details>")?;
        }
    }
    writeln!(out, "</section>")
}

/// Words shown of a passage that is no reuse.
const PASSAGE: usize = 12;

/// Writes what articles have in common that are no pair: formulas and boilerplate alone.
fn elsewhere(html: &Html, out: &mut dyn Write, whole: &Section) -> io::Result<()> {
    let pairs: BTreeSet<(&str, &str)> =
        whole.pairs.iter().map(|pair| (pair.left.as_str(), pair.right.as_str())).collect();
    let is_apart = |one: &&&PassageEntry| !pairs.contains(&(one.left.article.as_str(), one.right.article.as_str()));
    let apart: Vec<&PassageEntry> = whole.passages.iter().filter(is_apart).copied().collect();
    if apart.is_empty() {
        return Ok(());
    }
    write!(out, "<details class=\"f-copy\"><summary>{} ({})</summary><ul>", html.labels.elsewhere, apart.len())?;
    for one in apart.iter().take(MOST_LISTED) {
        write!(
            out,
            "<li id=\"{}\"><bdi>{}</bdi> / <bdi>{}</bdi> <span class=\"dim\">{}</span> <q dir=\"auto\" lang=\"{}\">{}</q></li>",
            id(&one.id),
            Safe(html.name(&one.left.article)),
            Safe(html.name(&one.right.article)),
            Safe(html.labels.name(one.kind.name())),
            Safe(html.lang(&one.left.article)),
            Safe(&html.short(&one.left.text, Some(PASSAGE)))
        )?;
    }
    listed_below(html, out, "li", apart.len(), MOST_LISTED)?;
    writeln!(out, "</ul></details>")
}

/// Writes how many findings of a list stand in brief at the end of the page.
pub(super) fn listed_below(html: &Html, out: &mut dyn Write, tag: &str, number: usize, most: usize) -> io::Result<()> {
    let Some(rest @ 1..) = number.checked_sub(most) else { return Ok(()) };
    write!(out, "<{tag} class=\"dim\"><a href=\"#brief\">{rest} {}</a></{tag}>", html.labels.listed_below)
}

/// Writes how many entries of a list were left out.
pub(super) fn left_out(html: &Html, out: &mut dyn Write, tag: &str, number: usize, most: usize) -> io::Result<()> {
    if number > most {
        write!(out, "<{tag} class=\"dim\">{} {}</{tag}>", number - most, html.labels.left_out)
    } else {
        Ok(())
    }
}

/// Writes shared quotations: altered and glossed ones in full, the rest and repetitions folded away.
fn quotations(html: &Html, out: &mut dyn Write, found: &Section, whole: &Section) -> io::Result<()> {
    if whole.quotes.is_empty() {
        return Ok(());
    }
    let labels = html.labels;
    let told: BTreeSet<&str> = found.quotes.iter().map(|one| one.0.id.as_str()).collect();
    let is_open = |relation: &str| matches!(relation, "altered" | "glossed");
    writeln!(out, "<section class=\"group\"><h3>{} ({})</h3>", labels.quotations_shared, found.quotes.len())?;
    let (open, same): (Vec<&_>, Vec<&_>) = found.quotes.iter().partition(|one| is_open(one.0.relation));
    let rest: Vec<_> = whole.quotes.iter().filter(|one| !told.contains(one.0.id.as_str())).collect();
    open.iter().take(MOST_LISTED).try_for_each(|one| findings::quote_match(html, out, one))?;
    listed_below(html, out, "p", open.len(), MOST_LISTED)?;
    if !same.is_empty() {
        write!(out, "<details class=\"repeated\"><summary>{} ({})</summary>", labels.same_quotations, same.len())?;
        same.iter().take(MOST_LISTED).try_for_each(|one| findings::quote_match(html, out, one))?;
        listed_below(html, out, "p", same.len(), MOST_LISTED)?;
        writeln!(out, "</details>")?;
    }
    if !rest.is_empty() {
        write!(out, "<details class=\"repeated\"><summary>{} ({})</summary><ul>", labels.repeated, rest.len())?;
        rest.iter().take(MOST_LISTED).try_for_each(|one| findings::quote_line(html, out, one))?;
        listed_below(html, out, "li", rest.len(), MOST_LISTED)?;
        writeln!(out, "</ul></details>")?;
    }
    writeln!(out, "</section>")
}

/// Writes what articles share that are not on one event.
pub(super) fn between(html: &Html, out: &mut dyn Write, parts: &Parts) -> io::Result<()> {
    let (Some(found), Some(whole)) = (parts.told.get(""), parts.all.get("")) else { return Ok(()) };
    writeln!(out, "<section class=\"event\"><h2>{}</h2>", html.labels.between_events)?;
    copies(html, out, found, whole)?;
    elsewhere(html, out, whole)?;
    writeln!(out, "</section>")
}

/// Writes the articles of which there is nothing to say.
pub(super) fn alone(html: &Html, out: &mut dyn Write, told: &Sections) -> io::Result<()> {
    let alone: Vec<&EventEntry> = html.report.events.iter().filter(|event| !is_shown(event, told)).collect();
    if alone.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<section class=\"event\"><h2>{} ({})</h2><ul class=\"articles\">",
        html.labels.on_their_own,
        alone.len()
    )?;
    let articles: Vec<(&str, &String)> =
        alone.iter().flat_map(|event| event.articles.iter().map(|article| (event.id.as_str(), article))).collect();
    let rest = listed(out, articles.into_iter(), |out, (event, article)| {
        write!(out, "<li id=\"{}\">", id(event))?;
        // An origin has its anchor where its first article is.
        let origin = html.origins.get(article.as_str()).map(|&at| &html.report.origins[at]);
        if let Some(origin) = origin.filter(|origin| origin.articles[0] == *article) {
            write!(out, "<span id=\"{}\"></span>", id(&origin.id))?;
        }
        self::article(html, out, article, "")?;
        write!(out, "</li>")
    })?;
    left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ul></section>")
}

/// Writes an article in a line.
pub(super) fn article(html: &Html, out: &mut dyn Write, article: &str, remark: &str) -> io::Result<()> {
    let Some(known) = html.articles.get(article) else { return Ok(()) };
    let entry: &ArticleEntry = known.entry;
    let title = entry.title.clone().or_else(|| html.places.headline(article)).unwrap_or_default();
    write!(
        out,
        "<b dir=\"auto\">{}</b> <span class=\"date\">{}</span> <bdi lang=\"{}\">{}</bdi> <span class=\"dim\">{} · <code \
         dir=\"auto\">{}</code> {remark}</span>",
        Safe(&known.name),
        Safe(&html.date(entry)),
        Safe(&entry.lang),
        Safe(&title),
        Labels::count(entry.words as usize, html.labels.word, html.labels.words),
        Safe(&entry.path)
    )
}

/// Writes what was considered and let go.
pub(super) fn considered(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let Some(considered) = &html.report.why_not else { return Ok(()) };
    write!(out, "<details class=\"event\"><summary>{} ({})</summary><ul>", html.labels.considered, considered.len())?;
    let rest = listed(out, considered.iter(), |out, found| {
        write!(out, "<li><b>{} · {}</b>", Safe(html.labels.name(found.kind)), Safe(&html.sentence(found.reason)))?;
        for span in [&found.left, &found.right] {
            let (name, lang) = (Safe(html.name(&span.article)), Safe(html.lang(&span.article)));
            write!(out, "<p><bdi>{name}</bdi> <q dir=\"auto\" lang=\"{lang}\">")?;
            html.quote(out, span, &[], None)?;
            write!(out, "</q></p>")?;
        }
        write!(out, "<p class=\"why\" dir=\"auto\">{}</p></li>", Safe(&html.sentence(&found.explanation)))
    })?;
    left_out(html, out, "li", rest, 0)?;
    writeln!(out, "</ul></details>")
}
