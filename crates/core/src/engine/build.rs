//! Turns what the stages found into the report: ids, code points, sides, order.

use crate::copies::QuoteRelation;
use crate::copies::Verdict;
use crate::engine::Config;
use crate::engine::Found;
use crate::engine::findings;
use crate::engine::ids::Ids;
use crate::engine::ids::hex;
use crate::engine::pairs::Pair;
use crate::engine::texts::Texts;
use crate::quotes::QuoteKind;
use crate::report::{
    Anomaly, ArticleEntry, ClusterEntry, ConfigValue, DateEntry, Direction, EventEntry, MentionEntry, OriginEntry,
    PairEntry, PassageEntry, QuoteEntry, QuoteMatchEntry, Report, SCHEMA, Skipped, SpeakerEntry, WeakestEdge,
};
use crate::text::DateBasis;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Builds the report.
pub(crate) fn report(config: &Config, found: &Found, mut skipped: Vec<Skipped>) -> Report {
    skipped.sort();
    let texts = Texts::new(&found.readings);
    let mut ids = Ids::default();
    let events = events(found, &texts, &mut ids);
    let event_ids: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
    let (pairs, pair_ids) = pairs(found, &texts, &mut ids);
    let origins = origins(found, &texts, &mut ids);
    let quotes = Quotes::new(found, &texts, &mut ids);
    let judged = findings::judge(config, found, &texts, &event_ids, &origins, &mut ids);
    Report {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        config: config_entries(config),
        articles: articles(found, &texts),
        events,
        pairs,
        clusters: clusters(found, &texts, &pair_ids, &mut ids),
        origins: origins.entries,
        passages: passages(found, &texts, &mut ids),
        quote_matches: quotes.matches(found, &texts, &mut ids),
        quotes: quotes.entries,
        disagreements: judged.disagreements,
        apparatus: judged.apparatus,
        anomalies: anomalies(found, &texts, &mut ids),
        why_not: judged.why_not,
        skipped,
    }
}

/// What shaped the findings, as the report states it.
fn config_entries(config: &Config) -> BTreeMap<String, ConfigValue> {
    let mut entries = BTreeMap::new();
    entries.insert("min_confidence".to_owned(), ConfigValue::Number(config.min_confidence));
    if let Some(only) = &config.only {
        entries.insert("only".to_owned(), ConfigValue::List(only.clone()));
    }
    entries.insert("why_not".to_owned(), ConfigValue::Flag(config.why_not));
    entries
}

/// The articles, by id.
fn articles(found: &Found, texts: &Texts) -> Vec<ArticleEntry> {
    let mut entries: Vec<ArticleEntry> = (0..found.readings.len()).map(|index| article(found, texts, index)).collect();
    entries.sort_by(|left, right| left.id.cmp(&right.id));
    entries
}

/// One article.
fn article(found: &Found, texts: &Texts, index: usize) -> ArticleEntry {
    let reading = &found.readings[index];
    let article = reading.article;
    ArticleEntry {
        id: article.id.clone(),
        path: article.path.clone(),
        record: article.record,
        outlet: article.outlet.clone(),
        title: article.title.clone(),
        lang: reading.document.lang.code().to_owned(),
        words: reading.print.words,
        simhash: format!("{:016x}", reading.print.simhash),
        text_sha256: hex(&Sha256::digest(article.text.as_bytes())),
        date: date(found, texts, index),
        url: article.url.clone(),
        authors: article.authors.clone(),
        replaced: article.replaced,
    }
}

/// When an article is from.
fn date(found: &Found, texts: &Texts, index: usize) -> DateEntry {
    let reading = &found.readings[index];
    let stated = reading.article.date.as_ref();
    let basis = match stated.map(|date| date.basis) {
        Some(DateBasis::Metadata) => "metadata",
        Some(DateBasis::Header) => "header",
        None if reading.reference.range.is_some() => "content",
        None => "none",
    };
    DateEntry {
        stated: stated.map(|date| date.value.clone()),
        earliest: reading.reference.range.map(|(first, _)| first.to_string()),
        latest: reading.reference.range.map(|(_, last)| last.to_string()),
        basis,
        inferred_from: found.inferred_from[index].iter().map(|&(article, span)| texts.span(article, span)).collect(),
    }
}

/// Who mentions an event: by id of the article, its index and the statements.
type MentionedBy<'a> = BTreeMap<&'a str, Vec<(u32, u32)>>;

/// The events, in the order of their first article.
fn events(found: &Found, texts: &Texts, ids: &mut Ids) -> Vec<EventEntry> {
    let mut mentions: FxHashMap<u32, MentionedBy> = FxHashMap::default();
    for &(article, event, statement) in &found.mentions {
        mentions.entry(event).or_default().entry(texts.id(article)).or_default().push((article, statement));
    }
    let mut entries = Vec::with_capacity(found.events.events.len());
    for (number, event) in found.events.events.iter().enumerate() {
        let articles = texts.sorted_ids(&event.articles);
        let told = mentions.remove(&(number as u32)).unwrap_or_default();
        let told = told.into_iter().map(|(id, statements)| MentionEntry {
            article: id.to_owned(),
            spans: statements
                .into_iter()
                .map(|(article, at)| {
                    texts.span(article, found.readings[article as usize].document.sentences[at as usize].span)
                })
                .collect(),
        });
        let parts: Vec<&str> = articles.iter().map(String::as_str).collect();
        entries.push(EventEntry { id: ids.give("event", &parts), articles, mentions: told.collect() });
    }
    entries
}

/// The pairs with a relation, and the id of each by the indices of its articles.
fn pairs(found: &Found, texts: &Texts, ids: &mut Ids) -> (Vec<PairEntry>, FxHashMap<(u32, u32), String>) {
    let mut entries = Vec::new();
    let mut by_articles = FxHashMap::default();
    for pair in &found.pairs {
        let kinship = &pair.kinship;
        let Some(relation) = kinship.relation else { continue };
        let sides = texts.sides(pair.left, pair.right);
        let id = ids.give("pair", &[texts.id(sides.left), texts.id(sides.right)]);
        by_articles.insert((pair.left, pair.right), id.clone());
        let turn = |(left, right): (f64, f64)| if sides.turned { (right, left) } else { (left, right) };
        let containment = turn((kinship.containment_left, kinship.containment_right));
        let coverage = turn((kinship.coverage_left, kinship.coverage_right));
        entries.push(PairEntry {
            id,
            left: texts.id(sides.left).to_owned(),
            right: texts.id(sides.right).to_owned(),
            relation,
            jaccard: kinship.jaccard,
            containment_left: containment.0,
            containment_right: containment.1,
            coverage_left: coverage.0,
            coverage_right: coverage.1,
            values_changed: kinship.values_changed,
            direction: direction(pair, texts, sides.turned),
            known: None,
        });
    }
    (entries, by_articles)
}

/// The direction of a pair, its sides as the report names them.
fn direction(pair: &Pair, texts: &Texts, turned: bool) -> Direction {
    let given = &pair.kinship.direction;
    let verdict = match (given.verdict, turned) {
        (Verdict::Left, true) => Verdict::Right,
        (Verdict::Right, true) => Verdict::Left,
        (verdict, _) => verdict,
    };
    let verdict = verdict.name();
    let evidence = given.evidence.iter().map(|line| texts.named(line, pair.left, pair.right)).collect();
    Direction { verdict, evidence }
}

/// The clusters.
fn clusters(
    found: &Found,
    texts: &Texts,
    pair_ids: &FxHashMap<(u32, u32), String>,
    ids: &mut Ids,
) -> Vec<ClusterEntry> {
    let mut entries = Vec::new();
    for cluster in &found.clusters {
        let weakest = &found.pairs[cluster.weakest];
        let articles = texts.sorted_ids(&cluster.articles);
        let parts: Vec<&str> = articles.iter().map(String::as_str).collect();
        entries.push(ClusterEntry {
            id: ids.give("cluster", &parts),
            keep: texts.id(cluster.keep).to_owned(),
            reason: texts.numbered(&cluster.reason),
            weakest: WeakestEdge {
                pair: pair_ids.get(&(weakest.left, weakest.right)).cloned().unwrap_or_default(),
                jaccard: weakest.kinship.jaccard,
            },
            articles,
        });
    }
    entries
}

/// The origins, and the one of each article.
pub(crate) struct Origins {
    pub(crate) entries: Vec<OriginEntry>,
    /// By article.
    pub(crate) of: Vec<u32>,
}

impl Origins {
    /// Id of an article's origin.
    pub(crate) fn id(&self, article: u32) -> &str {
        &self.entries[self.of[article as usize] as usize].id
    }
}

/// The origins.
fn origins(found: &Found, texts: &Texts, ids: &mut Ids) -> Origins {
    let mut of = vec![0; found.readings.len()];
    let mut entries = Vec::new();
    for (number, origin) in found.origins.iter().enumerate() {
        for &article in &origin.articles {
            of[article as usize] = number as u32;
        }
        let articles = texts.sorted_ids(&origin.articles);
        let parts: Vec<&str> = articles.iter().map(String::as_str).collect();
        let evidence = origin.evidence.iter().map(|line| texts.numbered(line)).collect();
        entries.push(OriginEntry { id: ids.give("origin", &parts), articles, evidence });
    }
    Origins { entries, of }
}

/// The passages, by pair and place.
fn passages(found: &Found, texts: &Texts, ids: &mut Ids) -> Vec<PassageEntry> {
    let mut entries = Vec::new();
    for pair in &found.pairs {
        for passage in &pair.passages {
            let aligned = &passage.aligned;
            let (left, right) = texts.pair((pair.left, aligned.left), (pair.right, aligned.right));
            entries.push(PassageEntry {
                id: ids.give("passage", &[&left.article, &right.article, &left.text, &right.text]),
                kind: passage.kind,
                left,
                right,
                words: aligned.words,
                similarity: aligned.similarity,
                copying: passage.copying,
                edits: texts.edits(pair.left, pair.right, &aligned.edits),
                known: None,
            });
        }
    }
    entries
}

/// The direct quotations of a run.
struct Quotes {
    entries: Vec<QuoteEntry>,
    /// Id by article and index of the quotation.
    ids: FxHashMap<(u32, u32), String>,
}

impl Quotes {
    fn new(found: &Found, texts: &Texts, ids: &mut Ids) -> Self {
        let mut quotes = Self { entries: vec![], ids: FxHashMap::default() };
        for (article, reading) in found.readings.iter().enumerate() {
            for (number, quote) in
                reading.quotes.iter().enumerate().filter(|(_, quote)| quote.kind == QuoteKind::Direct)
            {
                let article = article as u32;
                let spans: Vec<_> = quote.quote.iter().map(|&span| texts.span(article, span)).collect();
                let mut parts = vec![texts.id(article)];
                parts.extend(spans.iter().map(|span| span.text.as_str()));
                let id = ids.give("quote", &parts);
                quotes.ids.insert((article, number as u32), id.clone());
                let speaker = quote.speaker.as_ref().map(|speaker| SpeakerEntry {
                    name: speaker.name.clone(),
                    span: speaker.span.map(|span| texts.span(article, span)),
                });
                quotes.entries.push(QuoteEntry {
                    id,
                    quote: spans,
                    speaker,
                    cue: quote.cue.map(|span| reading.text(span).to_owned()),
                    via: quote.via.map(|span| reading.text(span).to_owned()),
                });
            }
        }
        quotes
    }

    /// The quotations that two articles share.
    fn matches(&self, found: &Found, texts: &Texts, ids: &mut Ids) -> Vec<QuoteMatchEntry> {
        let mut entries = Vec::new();
        for pair in &found.pairs {
            for matched in &pair.quotes {
                let sides = texts.sides(pair.left, pair.right);
                let at = |article: u32, quote: u32| self.ids.get(&(article, quote)).cloned().unwrap_or_default();
                let mut both = (at(pair.left, matched.left), at(pair.right, matched.right));
                if sides.turned {
                    both = (both.1, both.0);
                }
                entries.push(QuoteMatchEntry {
                    id: ids.give("quote_match", &[&both.0, &both.1]),
                    left: both.0,
                    right: both.1,
                    relation: match matched.relation {
                        QuoteRelation::Verbatim => "verbatim",
                        QuoteRelation::Glossed => "glossed",
                        QuoteRelation::Trimmed => "trimmed",
                        QuoteRelation::Altered => "altered",
                    },
                    edits: texts.edits(pair.left, pair.right, &matched.edits),
                });
            }
        }
        entries
    }
}

/// Names of the months for explanations.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The stated dates that do not fit.
fn anomalies(found: &Found, texts: &Texts, ids: &mut Ids) -> Vec<Anomaly> {
    let mut entries = Vec::new();
    for anomaly in &found.anomalies {
        let article = anomaly.article;
        let evidence: Vec<_> = anomaly.evidence.iter().map(|&(article, span)| texts.span(article, span)).collect();
        let stated = found.readings[article as usize].article.date.as_ref().map_or("", |date| &date.value);
        let months: Vec<&str> = anomaly.months.iter().map(|&month| MONTHS[(month - 1) as usize]).collect();
        entries.push(Anomaly {
            id: ids.give("stated_date", &[texts.id(article), stated]),
            kind: "stated_date",
            article: texts.id(article).to_owned(),
            span: texts.header(article).unwrap_or_else(|| evidence[0].clone()),
            explanation: format!(
                "{} is dated {stated}, but it and the articles of its event tell {} as past.",
                texts.id(article),
                months.join(", ")
            ),
            evidence,
            known: None,
        });
    }
    entries
}
