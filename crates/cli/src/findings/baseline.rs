//! A baseline: findings that somebody has looked at and accepted, each with the reason.
//!
//! `kollate.baseline/1` is JSON that is made to be kept beside the articles and read in a review.

use crate::exit::Failure;
use crate::findings::Finding;
use crate::findings::findings;
use kollate_core::report::Report;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

/// Name of the format.
const SCHEMA: &str = "kollate.baseline/1";

/// Findings that are accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    /// Always `kollate.baseline/1`.
    schema: String,
    /// The findings, by kind and articles.
    entries: Vec<Entry>,
}

/// A finding that is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// Hash of its content: kind, names of the articles, words of both sides.
    fingerprint: String,
    /// What kind of finding it is.
    kind: String,
    /// The articles it is about.
    articles: Vec<String>,
    /// What the finding said when it was accepted.
    finding: String,
    /// Why it is accepted.
    reason: String,
}

/// What a baseline did to a report.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// How many findings are known.
    pub(crate) known: usize,
    /// Entries that no finding has: their kind, articles and fingerprint.
    pub(crate) unused: Vec<String>,
    /// How many entries give no reason.
    pub(crate) without_reason: usize,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), entries: vec![] }
    }
}

impl Baseline {
    /// Reads a baseline; that there is none is an error, for a run that believes in one would call old findings new.
    pub(crate) fn read(file: &Path) -> Result<Self, Failure> {
        let failed = |reason: String, hint| Failure::File { path: file.display().to_string(), reason, hint };
        let make = "make it with: kollate baseline update --baseline FILE --reason TEXT PATH…";
        let json = fs::read_to_string(file).map_err(|error| failed(format!("cannot be read: {error}"), make))?;
        let mend = "mend it by hand, or make it anew with: kollate baseline update";
        let baseline: Self =
            serde_json::from_str(&json).map_err(|error| failed(format!("no baseline: {error}"), mend))?;
        if baseline.schema != SCHEMA {
            return Err(failed(format!("its schema is {}, not {SCHEMA}", baseline.schema), mend));
        }
        Ok(baseline)
    }

    /// Marks the findings of a report that the baseline knows.
    pub(crate) fn apply(&self, report: &mut Report) -> Applied {
        let reasons: BTreeMap<&str, &Entry> =
            self.entries.iter().map(|entry| (entry.fingerprint.as_str(), entry)).collect();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for finding in findings(report) {
            if let Some((fingerprint, entry)) = reasons.get_key_value(finding.fingerprint().as_str()) {
                used.insert(fingerprint);
                known.insert(finding.id().to_owned(), entry.reason.clone());
            }
        }
        mark(report, &known);
        let unused = self.entries.iter().filter(|entry| !used.contains(entry.fingerprint.as_str()));
        Applied {
            known: known.len(),
            unused: unused.map(Entry::named).collect(),
            without_reason: self.entries.iter().filter(|entry| entry.reason.trim().is_empty()).count(),
        }
    }

    /// Accepts findings that are not known yet; gives how many those are.
    pub(crate) fn accept<'a>(&mut self, new: impl Iterator<Item = Finding<'a>>, reason: &str) -> usize {
        let mut known: BTreeSet<String> = self.entries.iter().map(|entry| entry.fingerprint.clone()).collect();
        let before = self.entries.len();
        for finding in new {
            let fingerprint = finding.fingerprint();
            if known.insert(fingerprint.clone()) {
                self.entries.push(Entry {
                    fingerprint,
                    kind: finding.kind().to_owned(),
                    articles: articles(finding),
                    finding: finding.message(),
                    reason: reason.to_owned(),
                });
            }
        }
        self.sort();
        self.entries.len() - before
    }

    /// Takes out the entries that no finding of the report has; gives their names.
    pub(crate) fn prune(&mut self, report: &Report) -> Vec<String> {
        let found: BTreeSet<String> = findings(report).map(Finding::fingerprint).collect();
        let (kept, gone): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.entries).into_iter().partition(|entry| found.contains(&entry.fingerprint));
        self.entries = kept;
        self.sort();
        gone.iter().map(Entry::named).collect()
    }

    /// Writes it, the same bytes for the same entries.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }

    fn sort(&mut self) {
        self.entries.sort_by(|left, right| {
            let key = |entry: &Entry| (entry.kind.clone(), entry.articles.clone(), entry.fingerprint.clone());
            key(left).cmp(&key(right))
        });
    }
}

impl Entry {
    /// What to call it in a message.
    fn named(&self) -> String {
        format!("{} {} ({})", self.kind, self.articles.join(" / "), self.fingerprint)
    }
}

/// The ids of the articles of a finding.
fn articles(finding: Finding) -> Vec<String> {
    [Some(finding.left()), finding.right()].into_iter().flatten().map(|site| site.article.to_owned()).collect()
}

/// Writes the reasons beside the findings.
fn mark(report: &mut Report, known: &BTreeMap<String, String>) {
    for found in &mut report.disagreements {
        found.known = known.get(&found.id).cloned();
    }
    for found in &mut report.anomalies {
        found.known = known.get(&found.id).cloned();
    }
    for found in &mut report.pairs {
        found.known = known.get(&found.id).cloned();
    }
    for found in &mut report.passages {
        found.known = known.get(&found.id).cloned();
    }
}
