//! What was found, sorted into the sections of a report: by event, and between events.

use kollate_core::report::Anomaly;
use kollate_core::report::ClusterEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;
use kollate_core::report::QuoteEntry;
use kollate_core::report::QuoteMatchEntry;
use kollate_core::report::Report;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Findings of one section, in the order of the report.
#[derive(Default)]
pub(crate) struct Section<'a> {
    pub(crate) disagreements: Vec<&'a Disagreement>,
    pub(crate) anomalies: Vec<&'a Anomaly>,
    pub(crate) pairs: Vec<&'a PairEntry>,
    pub(crate) quotes: Vec<(&'a QuoteMatchEntry, &'a QuoteEntry, &'a QuoteEntry)>,
    pub(crate) passages: Vec<&'a PassageEntry>,
    /// How many more are left out, for they repeat between copies what is told of the one that is kept.
    pub(crate) repeated: usize,
}

/// The sections of a report by event, without what repeats between copies; what lies between events under no id.
pub(crate) fn sections(report: &Report) -> BTreeMap<&str, Section<'_>> {
    let mut sections = whole_sections(report);
    let keepers = Keepers::new(&report.clusters);
    for section in sections.values_mut() {
        section.leave_out_repetitions(&keepers);
    }
    sections
}

/// The sections of a report by event with everything in them; what lies between events under no id.
pub(crate) fn whole_sections(report: &Report) -> BTreeMap<&str, Section<'_>> {
    let events =
        report.events.iter().flat_map(|event| event.articles.iter().map(|id| (id.as_str(), event.id.as_str())));
    let event_of: BTreeMap<&str, &str> = events.collect();
    let section = |left: &str, right: &str| match (event_of.get(left), event_of.get(right)) {
        (Some(left), Some(right)) if left == right => *left,
        _ => "",
    };
    let quotes: BTreeMap<&str, &QuoteEntry> = report.quotes.iter().map(|quote| (quote.id.as_str(), quote)).collect();
    let mut sections: BTreeMap<&str, Section> = BTreeMap::new();
    for found in &report.disagreements {
        sections.entry(&found.event).or_default().disagreements.push(found);
    }
    for found in &report.anomalies {
        sections.entry(section(&found.article, &found.article)).or_default().anomalies.push(found);
    }
    for found in &report.pairs {
        sections.entry(section(&found.left, &found.right)).or_default().pairs.push(found);
    }
    for found in &report.quote_matches {
        if let (Some(&left), Some(&right)) = (quotes.get(found.left.as_str()), quotes.get(found.right.as_str())) {
            let section = section(article_of(left), article_of(right));
            sections.entry(section).or_default().quotes.push((found, left, right));
        }
    }
    for found in &report.passages {
        sections.entry(section(&found.left.article, &found.right.article)).or_default().passages.push(found);
    }
    sections
}

/// The article of a quotation.
pub(crate) fn article_of(quote: &QuoteEntry) -> &str {
    quote.quote.first().map_or("", |span| span.article.as_str())
}

/// The article that each copy is kept by.
struct Keepers<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Keepers<'a> {
    fn new(clusters: &'a [ClusterEntry]) -> Self {
        let members =
            |cluster: &'a ClusterEntry| cluster.articles.iter().map(|id| (id.as_str(), cluster.keep.as_str()));
        Self(clusters.iter().flat_map(members).collect())
    }

    fn of<'s>(&'s self, article: &'s str) -> &'s str {
        self.0.get(article).copied().unwrap_or(article)
    }

    /// The two articles that stand for two others.
    fn of_both<'s>(&'s self, left: &'s str, right: &'s str) -> (&'s str, &'s str) {
        let (left, right) = (self.of(left), self.of(right));
        if left < right { (left, right) } else { (right, left) }
    }
}

impl Section<'_> {
    /// Leaves out what repeats between copies: copies are told with the one that is kept, and what a copy shares with
    /// an article outside only where the kept one does not.
    fn leave_out_repetitions(&mut self, keepers: &Keepers) {
        let before = self.pairs.len() + self.quotes.len() + self.passages.len();
        let identical: BTreeSet<(String, String)> = self
            .pairs
            .iter()
            .filter(|pair| pair.relation == kollate_core::copies::Relation::Identical)
            .map(|pair| (pair.left.clone(), pair.right.clone()))
            .collect();
        retain(&mut self.pairs, keepers, |pair| (&pair.left, &pair.right));
        retain(&mut self.quotes, keepers, |(_, left, right)| (article_of(left), article_of(right)));
        retain(&mut self.passages, keepers, |passage| (&passage.left.article, &passage.right.article));
        self.quotes.retain(|(_, left, right)| keepers.of(article_of(left)) != keepers.of(article_of(right)));
        let is_whole =
            |passage: &PassageEntry| identical.contains(&(passage.left.article.clone(), passage.right.article.clone()));
        self.passages.retain(|passage| !is_whole(passage));
        self.repeated = before - self.pairs.len() - self.quotes.len() - self.passages.len();
    }
}

/// Keeps the findings that no finding between the kept articles stands for.
fn retain<T>(found: &mut Vec<T>, keepers: &Keepers, sides: impl Fn(&T) -> (&str, &str)) {
    let all: BTreeSet<(String, String)> = found
        .iter()
        .map(|finding| {
            let (left, right) = sides(finding);
            let (left, right) = if left < right { (left, right) } else { (right, left) };
            (left.to_owned(), right.to_owned())
        })
        .collect();
    found.retain(|finding| {
        let (left, right) = sides(finding);
        let (first, second) = keepers.of_both(left, right);
        if first == second {
            return left == first || right == first;
        }
        let is_kept = (left, right) == (first, second) || (right, left) == (first, second);
        is_kept || !all.contains(&(first.to_owned(), second.to_owned()))
    });
}
