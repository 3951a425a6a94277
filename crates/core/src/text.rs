//! The article as it was given, and spans into it.
//!
//! In: nothing. Out: the types that every other room points into. Whatever a later stage finds, it names by a
//! [`Span`] of the text as given; normalised text is kept beside it, never instead of it.

use serde::Serialize;

/// A half-open range of **bytes**, `start..end`, of an article's text as given.
///
/// Both ends lie on `char` boundaries. Reports show code points instead: see [`CodePoints`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    /// If `start > end`, or if an end is over 4 GiB (reading refuses such texts).
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward: {start}..{end}");
        Self {
            start: u32::try_from(start).expect("texts are under 4 GiB"),
            end: u32::try_from(end).expect("texts are under 4 GiB"),
        }
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The covered slice of `text`, which must be the text that the span was made for.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether both share at least one byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    #[inline]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Where an article's stated date comes from; decides how far it is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// A field of the record: published, date, …
    Metadata,
    /// A crawler's ` date YYYY-MM ` fragment at the start of a plain text: low trust.
    Header,
}

/// A date as the input states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedDate {
    /// ISO 8601 calendar date, to the day or to the month: `2024-06-10` or `2024-06`.
    pub value: String,
    /// Which part of the input states it.
    pub basis: DateBasis,
}

/// Where in the input a field of an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSource {
    /// The field: `title`, `date`, …
    pub field: &'static str,
    /// The key, element or rule that gave it: `publishing_date`, `JSON-LD headline`.
    pub from: String,
}

/// Which version of which story an article is, as its publisher numbers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What all versions of the story share.
    pub story: String,
    /// The version, mostly a number.
    pub number: String,
}

impl Version {
    /// Whether both are versions of one story, and which is the earlier: by number, else by the texts of the numbers.
    /// None for different stories, and for one version twice.
    pub fn earlier(&self, other: &Self) -> Option<std::cmp::Ordering> {
        if self.story != other.story || self.number == other.number {
            return None;
        }
        let number = |version: &Self| version.number.parse::<u64>().ok();
        match number(self).zip(number(other)) {
            Some((one, two)) if one != two => Some(one.cmp(&two)),
            _ => Some(self.number.cmp(&other.number)),
        }
    }
}

/// One news article as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Unique among the articles of a run; names the article in every report.
    pub id: String,
    /// The file it was read from, as the user would find it; `-` for standard input.
    pub path: String,
    /// Number of the record in its file, from 1; none for a file that is one article.
    pub record: Option<usize>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline, where it is no part of `text`.
    pub title: Option<String>,
    /// Language as the input states it (`de`, `en`, `fr`, possibly with a region).
    pub lang: Option<String>,
    /// Date as the input states it.
    pub date: Option<StatedDate>,
    /// The text, exactly as given (decoded, without a byte order mark).
    pub text: String,
    /// How many bytes at the start of `text` are a crawler's header: part of no sentence.
    pub header_bytes: usize,
    /// Where it was published.
    pub url: Option<String>,
    /// When an archive fetched it, as the archive states it. It may be long after it was published: no date of it.
    pub captured: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// How many U+FFFD of the text stand for bytes that could not be decoded.
    pub replaced: usize,
    /// Which version of which story it is, where the input says.
    pub version: Option<Version>,
    /// Whether its publisher says that it may be read without paying: where not, the text may be a part of it.
    pub free: Option<bool>,
    /// Where its fields come from; nothing is said of a field that the format has in one place only.
    pub sources: Vec<FieldSource>,
}

impl Article {
    /// An article of `text` alone; everything else is unknown.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let id = id.into();
        Self { path: id.clone(), id, text: text.into(), ..Self::default() }
    }
}

/// Turns byte offsets of one text into code point offsets.
///
/// Building it costs one pass over the text and 4 bytes for every 64; a look-up counts at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    /// Indexes `text`.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            before.push(count);
            count += leading_bytes(chunk);
        }
        before.push(count);
        Self { text, before }
    }

    /// How many code points lie before byte `at`.
    pub fn at(&self, at: u32) -> u32 {
        let at = at as usize;
        let block = at / Self::STEP;
        self.before[block] + leading_bytes(&self.text.as_bytes()[block * Self::STEP..at])
    }
}

/// Counts the bytes that begin a code point.
fn leading_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Über „Größe“ – 🚆 ".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), count as u32);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
    }
}
