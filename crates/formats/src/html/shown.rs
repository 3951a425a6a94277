//! What a page shows its readers above an article: when it was published, and by whom.
//!
//! In: the page. Out: the first date and the first byline in the short lines around the headline. For pages that state
//! nothing in their metadata. Linear in the elements.

use crate::dates::calendar_date;
use crate::html::metadata::letters;
use crate::html::metadata::squeezed;
use crate::html::people;
use dom_query::Document;
use dom_query::NodeRef;

/// Lines behind the headline, and before it, that may be its own.
const BEHIND: usize = 16;
const BEFORE: usize = 8;
/// Longest line that may be one of a date or of names, in words.
const SHORT: usize = 14;
/// Words at the start of a longer one that may be a place and a date: "Berlin, 25. Januar 2022 –".
const START: usize = 5;
/// Bytes and elements of a line that are looked at.
const BYTES: usize = 240;
const PARTS: usize = 24;

/// Elements that may be lines, if text stands in them directly.
const LINES: &str = "h1, h2, h3, h4, p, div, span, li, dd, dt, td, address, small, time, em, strong, b, i, a, font";

/// Elements whose lines are never about the article.
const ASIDE: &[&str] =
    &["nav", "footer", "aside", "form", "script", "style", "noscript", "template", "button", "option"];

/// The lines around an article's headline, the closest behind it first, then those before it.
pub(crate) struct Lines(Vec<String>);

/// Reads the lines around the headline: the first heading of those words, or any first heading, or any line of those
/// words; none where the page has neither.
pub(crate) fn lines(document: &Document, title: Option<&str>) -> Lines {
    let all = document.select(LINES);
    let read: Vec<(bool, String)> =
        all.nodes().iter().filter_map(|node| Some((is_heading(node), line(node)?))).collect();
    let wanted = title.map(letters).filter(|title| !title.is_empty());
    let is_title = |line: &String| wanted.as_ref().is_some_and(|wanted| letters(line) == *wanted);
    let find = |is_it: &dyn Fn(&(bool, String)) -> bool| read.iter().position(is_it);
    let heading = find(&|(heading, line)| *heading && is_title(line))
        .or_else(|| find(&|(heading, _)| *heading))
        .or_else(|| find(&|(_, line)| is_title(line)));
    let Some(heading) = heading else { return Lines(vec![]) };
    let behind = read[heading + 1..].iter().take(BEHIND);
    let before = read[..heading].iter().rev().take(BEFORE);
    Lines(behind.chain(before).map(|(_, line)| line.clone()).collect())
}

fn is_heading(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| &*name == "h1")
}

/// The text of an element in which text stands directly, as far as it is looked at.
fn line(node: &NodeRef) -> Option<String> {
    if node.immediate_text().trim().is_empty() && !is_heading(node) {
        return None;
    }
    let is_aside = |node: &NodeRef| node.node_name().is_some_and(|name| ASIDE.contains(&&*name));
    if is_aside(node) || node.ancestors(Some(12)).iter().any(is_aside) {
        return None;
    }
    let (mut text, mut parts) = (String::new(), PARTS);
    gather(node, &mut text, &mut parts);
    Some(squeezed(&text)).filter(|text| text.chars().any(char::is_alphanumeric))
}

/// Appends the texts in an element, with spaces between those of its parts.
fn gather(node: &NodeRef, text: &mut String, parts: &mut usize) {
    for child in node.children() {
        if text.len() > BYTES || *parts == 0 {
            return;
        }
        *parts -= 1;
        if child.is_text() {
            text.push_str(&child.text());
        } else if child.is_element() && !child.node_name().is_some_and(|name| ASIDE.contains(&&*name)) {
            text.push(' ');
            gather(&child, text, parts);
            text.push(' ');
        }
    }
}

impl Lines {
    /// The first date, to the day.
    pub(crate) fn date(&self) -> Option<String> {
        self.0.iter().find_map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            let is_notice = line.contains('©') || letters(line).contains("copyright");
            let stated = if words.len() <= SHORT { line.clone() } else { words[..START].join(" ") };
            calendar_date(&stated).filter(|date| date.len() == 10 && !is_notice)
        })
    }

    /// The first names in a line that says of what they are the authors.
    pub(crate) fn authors(&self, site: &[&str]) -> Vec<String> {
        let short = self.0.iter().filter(|line| line.split(' ').count() <= SHORT);
        short.map(|line| of_byline(line, site)).find(|names| !names.is_empty()).unwrap_or_default()
    }
}

/// What bylines begin with. A date may stand before the last words of one.
const LEADS: &[&str] = &[
    "von",
    "text",
    "text von",
    "autor",
    "autorin",
    "autoren",
    "autor/in",
    "autor*in",
    "interview",
    "interview von",
    "protokoll",
    "artikel von",
    "beitrag von",
    "gastbeitrag von",
    "kommentar von",
    "kolumne von",
    "essay von",
    "analyse von",
    "reportage von",
    "geschrieben von",
    "verfasst von",
    "erstellt von",
    "veröffentlicht von",
    "by",
    "words by",
    "story by",
    "written by",
    "posted by",
    "published by",
    "author",
    "par",
    "écrit par",
    "publié par",
    "propos recueillis par",
];

/// Words between a date and the names behind it.
const BETWEEN: &[&str] = &[" von ", " Von ", " by ", " By ", " par "];

/// The names in a byline, but for those that are the site's; none where a line is none.
pub(crate) fn of_byline(line: &str, site: &[&str]) -> Vec<String> {
    let led = || {
        let lower = line.to_lowercase();
        let start = lower.strip_prefix("ein ").or_else(|| lower.strip_prefix("eine ")).unwrap_or(&lower);
        let leads =
            LEADS.iter().filter_map(|lead| start.strip_prefix(lead)).filter(|rest| rest.starts_with([' ', ':']));
        // Lower case may have another length: the rest is counted from the end, where it is the same text.
        let rest = leads.map(str::len).min()?;
        line.get(line.len().checked_sub(rest)?..)
    };
    let dated = || {
        let (before, after) = BETWEEN.iter().find_map(|word| line.split_once(word))?;
        calendar_date(before).map(|_| after)
    };
    let Some(rest) = led().or_else(dated) else { return vec![] };
    let rest = rest.trim_start_matches([':', ' ']);
    let rest = &rest[..rest.find(ends_names).unwrap_or(rest.len())];
    let rest = ENDS.iter().filter_map(|end| rest.find(end)).min().map_or(rest, |end| &rest[..end]);
    let names = people::names(std::iter::once(rest), site);
    if names.iter().all(|name| is_full(name)) { names } else { vec![] }
}

/// Whether names end before a sign.
fn ends_names(c: char) -> bool {
    c.is_ascii_digit() || "|·•(–—:[@".contains(c)
}

/// Words that come behind the names in a byline.
const ENDS: &[&str] = &[" am ", " vom ", " um ", " on ", " le ", " aus ", " in ", " für ", " Uhr", " - "];

/// Words inside names that need no capital.
const PARTICLES: &[&str] = &[
    "von", "van", "vom", "zu", "zum", "zur", "der", "den", "de", "du", "di", "da", "del", "la", "le", "el", "al",
    "ten", "und",
];

/// Whether it looks like a person's whole name: two to five words, capitals but for particles.
fn is_full(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_part = |word: &&str| word.starts_with(char::is_uppercase) || PARTICLES.contains(word);
    let ends_well = words.last().is_some_and(|word| word.starts_with(char::is_uppercase) && !word.ends_with('.'));
    (2..=5).contains(&words.len()) && words.iter().all(is_part) && words[0].starts_with(char::is_uppercase) && ends_well
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_people() {
        for (line, expected) in [
            ("Von Ida Moor und Ole Brandt", &["Ida Moor", "Ole Brandt"][..]),
            ("von Wiebke von Janßen, 3. Mai 2024", &["Wiebke von Janßen"]),
            ("Ein Gastbeitrag von Ole Brandt", &["Ole Brandt"]),
            ("Interview: Ida Moor", &["Ida Moor"]),
            ("3. Mai 2024, 12:30 Uhr von Ida Moor", &["Ida Moor"]),
            ("By Ida Moor on 3 May 2024", &["Ida Moor"]),
            ("Publié par Ida Moor le 3 mai 2024", &["Ida Moor"]),
            ("Von hier aus sieht man das Meer", &[]),
            ("Von der Schule in die Werkstatt", &[]),
            ("Texte zur Lage", &[]),
            ("Par ailleurs", &[]),
            ("", &[]),
        ] {
            assert_eq!(of_byline(line, &[]), expected, "{line}");
        }
    }

    #[test]
    fn the_closest_line_counts() {
        let page = "<p>1. April 2023</p><nav>2. April 2024</nav><h1>Deich hält</h1><div><span>Von Ida Moor</span> | \
            <span>Erschienen am <b>3. Mai</b> 2024</span></div><p>Osterwarf, 4. Mai 2024 – Der Deich hielt der Flut stand, die in der \
            Nacht höher auflief als erwartet worden war.</p><p>© 5. Mai 2024</p>";
        let lines = lines(&Document::from(page), Some("Deich hält"));
        assert_eq!((lines.date().as_deref(), lines.authors(&[])), (Some("2024-05-03"), vec!["Ida Moor".to_owned()]));
        let only = |page: &str| super::lines(&Document::from(page), None).date();
        assert_eq!(only("<h1>A</h1><p>© 5. Mai 2024</p>"), None);
        assert_eq!(only("<p>3. Mai 2024</p>"), None);
        let paragraph =
            "Osterwarf, 4. Mai 2024 – Der Deich hielt der Flut stand, die in der Nacht höher auflief als erwartet.";
        assert_eq!(only(&format!("<h1>A</h1><p>{paragraph}</p>")).as_deref(), Some("2024-05-04"));
    }
}
