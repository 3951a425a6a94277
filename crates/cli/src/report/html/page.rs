//! The frame of the page, and what all its parts need to know.

use super::SCRIPT;
use super::STYLE;
use super::labels::Labels;
use super::limits::Limits;
use super::prose::Stretch;
use super::prose::prose;
use super::prose::slice;
use super::prose::window;
use super::safe::Safe;
use super::safe::script_data;
use super::sentences::told;
use crate::report::Places;
use crate::report::Sheet;
use crate::report::UiLang;
use kollate_core::report::ArticleEntry;
use kollate_core::report::Disagreement;
use kollate_core::report::PassageEntry;
use kollate_core::report::Report;
use kollate_core::report::SpanEntry;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::num::NonZeroUsize;

/// What the parts of the page need to know.
pub(super) struct Html<'a> {
    pub(super) report: &'a Report,
    pub(super) places: &'a Places,
    pub(super) labels: &'static Labels,
    /// Most words quoted in one place.
    pub(super) max_quote: Option<NonZeroUsize>,
    /// The articles with what they are called, by id.
    pub(super) articles: BTreeMap<&'a str, Known<'a>>,
    /// The number of the origin of each article, by id.
    pub(super) origins: BTreeMap<&'a str, usize>,
    /// The passages of two articles, by their ids as pairs have them.
    pub(super) passages: BTreeMap<(&'a str, &'a str), Vec<&'a PassageEntry>>,
    /// The disagreements of two articles, by their ids, the smaller first.
    pub(super) disagreements: BTreeMap<(&'a str, &'a str), Vec<&'a Disagreement>>,
    /// What there is room for.
    pub(super) limits: Limits<'a>,
}

/// An article as the page knows it.
pub(super) struct Known<'a> {
    pub(super) entry: &'a ArticleEntry,
    /// Its outlet where that tells it from others on the event, or its id.
    pub(super) name: String,
    pub(super) text: &'a str,
}

impl<'a> Html<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let report = sheet.report;
        let mut names = names(report);
        let known = |entry: &'a ArticleEntry| {
            let name = names.remove(entry.id.as_str()).unwrap_or_else(|| entry.id.clone());
            let text = sheet.articles.get(entry.id.as_str()).map_or("", |article| article.text.as_str());
            (entry.id.as_str(), Known { entry, name, text })
        };
        let articles: BTreeMap<&str, Known> = report.articles.iter().map(known).collect();
        let origins = report.origins.iter().enumerate();
        let origins = origins.flat_map(|(number, one)| one.articles.iter().map(move |id| (id.as_str(), number)));
        let mut passages: BTreeMap<(&str, &str), Vec<&PassageEntry>> = BTreeMap::new();
        for passage in &report.passages {
            passages.entry((&passage.left.article, &passage.right.article)).or_default().push(passage);
        }
        let mut disagreements: BTreeMap<(&str, &str), Vec<&Disagreement>> = BTreeMap::new();
        for found in &report.disagreements {
            let (left, right) = (found.left.article.as_str(), found.right.article.as_str());
            disagreements.entry((left.min(right), left.max(right))).or_default().push(found);
        }
        Self {
            report,
            places: sheet.places,
            labels: Labels::of(sheet.options.ui_lang.unwrap_or_else(|| ui_lang(report))),
            max_quote: sheet.options.max_quote,
            origins: origins.collect(),
            passages,
            disagreements,
            limits: Limits::default(),
            articles,
        }
    }

    /// What an article is called.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.articles.get(id).map_or(id, |known| known.name.as_str())
    }

    /// The language attribute of an article's text.
    pub(super) fn lang(&self, id: &str) -> &str {
        self.articles.get(id).map_or("", |known| known.entry.lang.as_str())
    }

    /// The date of an article, and how it is known.
    pub(super) fn date(&self, entry: &ArticleEntry) -> String {
        let date = &entry.date;
        match (&date.stated, &date.earliest, &date.latest) {
            (Some(stated), ..) if date.basis == "header" => format!("{stated} ({})", self.labels.hint),
            (Some(stated), ..) => stated.clone(),
            (None, Some(earliest), Some(latest)) if earliest == latest => {
                format!("{earliest} ({})", self.labels.from_content)
            }
            (None, Some(earliest), Some(latest)) => format!("{earliest} – {latest} ({})", self.labels.from_content),
            _ => self.labels.undated.to_owned(),
        }
    }

    /// Outlet, date and id of an article, as citations give them.
    pub(super) fn credit(&self, known: &Known) -> String {
        let outlet = known.entry.outlet.as_deref().unwrap_or(&known.entry.id);
        format!("{outlet}, {}, {}", self.date(known.entry), known.entry.id)
    }

    /// Where a span lies: its line, and the article's id where the article is not called by it.
    pub(super) fn place(&self, span: &SpanEntry) -> String {
        let of_line = self.places.of(span);
        let line = match (span.field, of_line.rsplit_once(':')) {
            (None, Some((_, line))) => format!("{} {line}", self.labels.line),
            _ => self.labels.title.to_owned(),
        };
        if self.name(&span.article) == span.article { line } else { format!("{}, {line}", span.article) }
    }

    /// Writes a span with stretches marked, shortened where the page is to be shared. `most` is a limit of its own.
    pub(super) fn quote(
        &self,
        out: &mut dyn Write,
        span: &SpanEntry,
        stretches: &[Stretch],
        most: Option<usize>,
    ) -> io::Result<()> {
        let most = most.and_then(NonZeroUsize::new).into_iter().chain(self.max_quote).min();
        let Some(most) = most else { return prose(out, &span.text, span.start, stretches) };
        let focus = stretches.iter().map(|one| one.start).min();
        let (from, to) = window(&span.text, span.start, focus, most);
        let shown = slice(&span.text, span.start, (from, to));
        if from > span.start {
            write!(out, "… ")?;
        }
        prose(out, shown, from, stretches)?;
        let rest = slice(&span.text, span.start, (to, span.end));
        if rest.trim().is_empty() { Ok(()) } else { write!(out, " …") }
    }

    /// Words of an article in a row, shortened where the page is to be shared, or to `most` words.
    pub(super) fn short(&self, words: &str, most: Option<usize>) -> String {
        let most = most.and_then(NonZeroUsize::new).into_iter().chain(self.max_quote).min();
        let Some(most) = most else { return words.to_owned() };
        let gap = words.chars().position(|c| c == '…').map_or(0, |at| at as u32);
        self.around(words, gap, most.get())
    }

    /// At most `most` words around a code point of `words`, and fewer where the page is to be shared.
    pub(super) fn around(&self, words: &str, focus: u32, most: usize) -> String {
        let most = NonZeroUsize::new(most).into_iter().chain(self.max_quote).min().unwrap_or(NonZeroUsize::MIN);
        let (from, to) = window(words, 0, Some(focus), most);
        let shown = slice(words, 0, (from, to));
        let before = if from > 0 { "… " } else { "" };
        let after = if slice(words, 0, (to, u32::MAX)).trim().is_empty() { "" } else { " …" };
        format!("{before}{shown}{after}")
    }

    /// A sentence of the report for the page: in its language where the table of sentences has it, with the names of
    /// articles for their ids, and with quoted words shortened where the page is shared.
    pub(super) fn sentence(&self, sentence: &str) -> String {
        let shown = |part: &str| match self.articles.get(part) {
            Some(known) => known.name.clone(),
            None => self.short(part, None),
        };
        told(sentence, self.labels.lang, &shown).unwrap_or_else(|| self.untold(sentence))
    }

    /// A sentence that may quote articles between “ and ”, with the quoted words shortened where the page is shared.
    fn untold(&self, sentence: &str) -> String {
        if self.max_quote.is_none() {
            return sentence.to_owned();
        }
        let mut shown = String::with_capacity(sentence.len());
        for part in sentence.split_inclusive('”') {
            match part.split_once('“') {
                Some((before, quoted)) => {
                    let words = self.short(quoted.trim_end_matches('”'), None);
                    shown.extend([before, "“", words.as_str(), "”"]);
                }
                None => shown.push_str(part),
            }
        }
        shown
    }
}

/// German where most articles are German.
fn ui_lang(report: &Report) -> UiLang {
    let german = report.articles.iter().filter(|article| article.lang == "de").count();
    if german * 2 > report.articles.len() { UiLang::De } else { UiLang::En }
}

/// What articles are called: by outlet, where no other article on the event is of it, or else by id.
fn names(report: &Report) -> BTreeMap<&str, String> {
    let outlets: BTreeMap<&str, &str> =
        report.articles.iter().filter_map(|one| Some((one.id.as_str(), one.outlet.as_deref()?))).collect();
    let mut names = BTreeMap::new();
    for event in &report.events {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for outlet in event.articles.iter().filter_map(|id| outlets.get(id.as_str())) {
            *times.entry(outlet).or_default() += 1;
        }
        for id in &event.articles {
            if let Some(outlet) = outlets.get(id.as_str()).filter(|outlet| times.get(*outlet) == Some(&1)) {
                names.insert(id.as_str(), (*outlet).to_owned());
            }
        }
    }
    // What is between events may be two articles of one outlet.
    for pair in &report.pairs {
        let (left, right) = (pair.left.as_str(), pair.right.as_str());
        if names.contains_key(left) && names.get(left) == names.get(right) {
            for id in [left, right] {
                names.insert(id, format!("{} ({id})", outlets.get(id).unwrap_or(&"")));
            }
        }
    }
    names
}

/// Writes everything up to the body.
pub(super) fn head(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    // Only the page's own script may run, whatever an article holds.
    let script = base64(&Sha256::digest(SCRIPT.as_bytes()));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{script}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>kollate · {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#findings\">{}</a>\n",
        labels.code, labels.report, labels.to_findings
    )
}

/// Writes everything from the end of the findings.
pub(super) fn foot(html: &Html, out: &mut dyn Write) -> io::Result<()> {
    let labels = html.labels;
    let data = json!({ "characters": labels.characters, "copied": labels.copied, "absent": labels.not_on_this_page });
    write!(
        out,
        "<footer><p>{} kollate {} · {} · {}</p></footer>\n<p id=\"said\" role=\"status\" aria-live=\"polite\"></p>\n\
         <script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        labels.made_by,
        html.report.version,
        html.report.schema,
        labels.keys,
        script_data(&data)
    )
}

/// Base64 as policies spell hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        let digits = (0..4).map(|at| char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]));
        text.extend(digits.take(group.len() + 1));
        text.extend(std::iter::repeat_n('=', 3 - group.len()));
    }
    text
}

/// A safe attribute value of an id: ids of findings are hexadecimal, but nothing here relies on it.
pub(super) fn id(id: &str) -> Safe<'_> {
    Safe(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_spelt_as_policies_do() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
