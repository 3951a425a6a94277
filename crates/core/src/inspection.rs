//! What kollate reads in one article, `kollate.inspection/1`.
//!
//! In: an article and the results of the reading rooms. Out: [`Inspection`], ready to be written as one line of JSON.
//! Offsets count Unicode code points, end exclusive.

use crate::names::NameKind;
use crate::names::Names;
use crate::quotes::Quotation;
use crate::quotes::QuoteKind;
use crate::report::SpanEntry;
use crate::segment::Document;
use crate::text::Article;
use crate::text::CodePoints;
use crate::text::Span;
use crate::values::Bound;
use crate::values::Stated;
use crate::values::Value;
use crate::values::ValueKind;
use serde::Serialize;

/// Name of the format.
pub const SCHEMA: &str = "kollate.inspection/1";

/// One article as it was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inspection {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Id of the article.
    pub article: String,
    /// The language it was read in.
    pub lang: &'static str,
    /// What the input states beside the text, and where; the text's entry says where the text is from.
    pub fields: Vec<FieldLine>,
    /// How many U+FFFD of the text stand for bytes that could not be decoded.
    pub replaced: usize,
    /// In text order.
    pub sentences: Vec<SpanEntry>,
    /// In text order.
    pub values: Vec<ValueLine>,
    /// In text order.
    pub names: Vec<NameLine>,
    /// In text order.
    pub quotes: Vec<QuoteLine>,
}

/// A field of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldLine {
    /// `title`, `date`, `outlet`, …
    pub field: &'static str,
    /// What it holds; none for the text.
    pub value: Option<String>,
    /// The key, element or rule that gave it; none where the format has one place for it.
    pub from: Option<String>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueLine {
    /// `number`, `money`, `date`, …
    pub kind: &'static str,
    /// Its words.
    pub span: SpanEntry,
    /// The stated number.
    pub value: Option<f64>,
    /// Least number meant.
    pub low: Option<f64>,
    /// Greatest number meant.
    pub high: Option<f64>,
    /// Currency, or unit as stated.
    pub unit: Option<&'static str>,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// First moment meant.
    pub earliest: Option<String>,
    /// Last moment meant.
    pub latest: Option<String>,
    /// Whether it is meant approximately.
    pub approximate: bool,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NameLine {
    /// `person`, `organisation` or `place`.
    pub kind: &'static str,
    /// The name's words.
    pub span: SpanEntry,
    /// Its fullest form in the article.
    pub name: String,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteLine {
    /// `Direct`, `Indirect` or `Reported`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Inside the marks.
    pub quote: Vec<SpanEntry>,
    /// The words that name the speaker.
    pub speaker: Option<SpanEntry>,
    /// The fullest form of the speaker's name.
    pub speaker_name: Option<String>,
    /// The word of saying.
    pub cue: Option<SpanEntry>,
}

impl ValueKind {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Age => "age",
            Self::Temperature => "temperature",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}

impl NameKind {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// The id, where the input says that it is one: others are the names of files.
fn stated_id(article: &Article) -> Option<String> {
    article.sources.iter().any(|source| source.field == "id").then(|| article.id.clone())
}

/// The fields that the input states.
fn fields(article: &Article) -> Vec<FieldLine> {
    let joined = |parts: &[String]| Some(parts.join("; ")).filter(|names| !names.is_empty());
    let version = article.version.as_ref().map(|version| format!("{} of {}", version.number, version.story));
    let all = [
        ("text", None),
        ("title", article.title.clone()),
        ("date", article.date.as_ref().map(|date| date.value.clone())),
        ("outlet", article.outlet.clone()),
        ("author", joined(&article.authors)),
        ("lang", article.lang.clone()),
        ("url", article.url.clone()),
        ("captured", article.captured.clone()),
        ("id", stated_id(article)),
        ("version", version),
        ("free", article.free.map(|free| if free { "yes" } else { "no" }.to_owned())),
    ];
    let line = |(field, value): (&'static str, Option<String>)| {
        let from = article.sources.iter().find(|source| source.field == field).map(|source| source.from.clone());
        (value.is_some() || field == "text" && from.is_some()).then_some(FieldLine { field, value, from })
    };
    all.into_iter().filter_map(line).collect()
}

/// Puts together what the reading rooms found.
pub fn inspection(
    article: &Article,
    document: &Document,
    values: &[Value],
    names: &Names,
    quotes: &[Quotation],
) -> Inspection {
    let points = CodePoints::new(&article.text);
    let entry = |span: Span| SpanEntry {
        article: article.id.clone(),
        start: points.at(span.start),
        end: points.at(span.end),
        text: span.of(&article.text).to_owned(),
        field: None,
    };
    Inspection {
        schema: SCHEMA,
        article: article.id.clone(),
        lang: document.lang.code(),
        fields: fields(article),
        replaced: article.replaced,
        sentences: document.sentences.iter().map(|sentence| entry(sentence.span)).collect(),
        values: values.iter().map(|value| value_line(value, &entry)).collect(),
        names: names
            .mentions
            .iter()
            .map(|mention| {
                let entity = &names.entities[mention.entity as usize];
                NameLine { kind: entity.kind.name(), span: entry(mention.span), name: entity.name.clone() }
            })
            .collect(),
        quotes: quotes
            .iter()
            .map(|quote| QuoteLine {
                kind: match quote.kind {
                    QuoteKind::Direct => "Direct",
                    QuoteKind::Indirect => "Indirect",
                    QuoteKind::Reported => "Reported",
                },
                quote: quote.quote.iter().map(|&span| entry(span)).collect(),
                speaker: quote.speaker.as_ref().and_then(|speaker| speaker.span).map(&entry),
                speaker_name: quote.speaker.as_ref().map(|speaker| speaker.name.clone()),
                cue: quote.cue.map(&entry),
            })
            .collect(),
    }
}

/// A real with twelve significant digits: what conversions and open ends leave behind them does not show.
fn twelve_digits(real: f64) -> f64 {
    format!("{real:.11e}").parse().unwrap_or(real)
}

/// One value.
fn value_line(value: &Value, entry: &impl Fn(Span) -> SpanEntry) -> ValueLine {
    let number = value.time.is_none() || matches!(value.kind, ValueKind::Duration);
    let finite = |real: f64| Some(twelve_digits(real)).filter(|real| number && real.is_finite());
    let shown = value.stated.unwrap_or(Stated {
        value: value.value,
        low: value.low,
        high: value.high,
        unit: value.unit.unwrap_or_default(),
    });
    let interval = value.time.as_ref().and_then(|time| time.interval);
    ValueLine {
        kind: value.kind.name(),
        span: entry(value.span),
        value: finite(shown.value),
        low: finite(shown.low),
        high: finite(shown.high),
        unit: Some(shown.unit).filter(|unit| !unit.is_empty()),
        timex: value.timex.clone(),
        earliest: interval.map(|(first, _)| first.to_string()),
        latest: interval.map(|(_, last)| last.to_string()),
        approximate: value.bound != Bound::Exact,
    }
}
