//! One record, as a JSON object, to an article.

use crate::Fault;
use crate::Options;
use crate::dates::calendar_date;
use crate::fields::Field;
use crate::fields::find;
use crate::fields::is_nothing;
use crate::markup;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::FieldSource;
use kollate_core::StatedDate;
use kollate_core::Version;
use serde_json::Map;
use serde_json::Value;

/// The article of a record: its fields under any name that is known or mapped to.
pub(crate) fn article(record: &Map<String, Value>, options: &Options) -> Result<Article, Fault> {
    if is_withdrawn(record) {
        return Err(Fault::Withdrawn);
    }
    let (from, text) = text(record, options)?;
    check(&text, options)?;
    let mut sources = vec![FieldSource { field: Field::Text.name(), from }];
    let mut word = |field: Field| {
        let (from, value) = find(record, field, &options.map)?;
        let found = word(value)?;
        sources.push(FieldSource { field: field.name(), from });
        Some(found)
    };
    let version = version(record, options);
    let id = word(Field::Id).unwrap_or_default();
    Ok(Article {
        id: version.as_ref().filter(|version| version.number != "1").map_or(id, crate::newsml::versioned),
        outlet: word(Field::Outlet).map(|outlet| host(&outlet).to_owned()),
        title: word(Field::Title),
        lang: word(Field::Lang).or_else(|| options.lang.clone()),
        date: word(Field::Date)
            .and_then(|stated| calendar_date(&stated))
            .map(|value| StatedDate { value, basis: DateBasis::Metadata }),
        url: word(Field::Url).filter(|url| url.contains("://")),
        authors: match find(record, Field::Author, &options.map) {
            Some((from, value)) => {
                sources.push(FieldSource { field: Field::Author.name(), from });
                authors(value)
            }
            None => vec![],
        },
        version,
        sources,
        text,
        ..Article::default()
    })
}

/// The names of authors: a list, or one string with semicolons between them.
fn authors(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(authors).collect(),
        _ => word(value).map(|names| split_names(&names)).unwrap_or_default(),
    }
}

/// Names between semicolons.
pub(crate) fn split_names(names: &str) -> Vec<String> {
    names.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whether a text can be an article's.
pub(crate) fn check(text: &str, options: &Options) -> Result<(), Fault> {
    if text.len() > options.max_article {
        return Err(Fault::TooLong { bytes: text.len(), limit: options.max_article });
    }
    if text.trim().is_empty() { Err(Fault::EmptyText) } else { Ok(()) }
}

/// Whether a record holds a text, under any name that is known or mapped to.
pub(crate) fn has_text(record: &Map<String, Value>, options: &Options) -> bool {
    find(record, Field::Text, &options.map).is_some() || ninjs_text(record).is_some()
}

/// The text of a record and the key that holds it: a string exactly as it is, or paragraphs with a blank line between
/// them.
fn text(record: &Map<String, Value>, options: &Options) -> Result<(String, String), Fault> {
    let Some((name, value)) = find(record, Field::Text, &options.map) else {
        if let Some(found) = ninjs_text(record).filter(|_| options.map.is_empty()) {
            return Ok(found);
        }
        let is_there = Field::Text.aliases().iter().any(|alias| record.contains_key(*alias));
        return Err(if is_there && options.map.is_empty() { Fault::EmptyText } else { Fault::NoText });
    };
    if let Value::String(text) = value {
        return Ok((name, text.clone()));
    }
    let mut paragraphs = Vec::new();
    gather(value, &mut paragraphs);
    if paragraphs.is_empty() { Err(Fault::NotText(name)) } else { Ok((name, paragraphs.join("\n\n"))) }
}

/// The text of a ninjs item: `bodies` with their types, or `body_text` and `body_html`. Both say the same, so it is the
/// plain one where there is one, and never both.
fn ninjs_text(record: &Map<String, Value>) -> Option<(String, String)> {
    let string = |value: &Value| value.as_str().map(str::to_owned).filter(|text| !text.trim().is_empty());
    let bodies = record.get("bodies").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let kind = |body: &Value| {
        let kind = body.get("contentType").or_else(|| body.get("contenttype")).and_then(Value::as_str);
        kind.unwrap_or("text/plain").to_ascii_lowercase()
    };
    let listed = |wanted: &str| {
        let mut bodies = bodies.iter().filter(|body| kind(body).contains(wanted));
        bodies.find_map(|body| Some((format!("bodies, {}", kind(body)), string(body.get("value")?)?)))
    };
    let keyed = |keys: &[&str]| keys.iter().find_map(|key| Some(((*key).to_owned(), string(record.get(*key)?)?)));
    let plain = listed("plain").or_else(|| keyed(&["body_text", "body_plain", "body_txt"]));
    let marked = || {
        let found = listed("html").or_else(|| keyed(&["body_html", "body_xhtml"]));
        found.map(|(from, html)| (from, markup::text(&html)))
    };
    let other = || {
        let mut bodies = record.iter().filter(|(key, _)| key.starts_with("body_"));
        bodies.find_map(|(key, value)| Some((key.clone(), string(value)?)))
    };
    plain.or_else(marked).or_else(other)
}

/// The version of an item, which an agency numbers under one name.
fn version(record: &Map<String, Value>, options: &Options) -> Option<Version> {
    let is_item = ["uri", "guid"].iter().any(|key| record.contains_key(*key)) && !record.contains_key("id");
    let story = find(record, Field::Id, &options.map).and_then(|(_, value)| word(value))?;
    let number = record.get("version").and_then(word).filter(|_| is_item)?;
    Some(Version { story, number })
}

/// Whether a record says that its publisher took it back.
fn is_withdrawn(record: &Map<String, Value>) -> bool {
    let status = ["pubStatus", "pubstatus"].iter().find_map(|key| record.get(*key)?.as_str());
    status.is_some_and(|status| ["canceled", "withheld"].iter().any(|word| status.ends_with(word)))
}

/// Keys under which a structured body holds what is read, in reading order.
const BODY_KEYS: &[&str] = &["summary", "headline", "paragraphs", "sections", "text", "value"];

/// Collects the paragraphs of a structured body, such as `{summary, sections: [{headline, paragraphs}]}`, in reading
/// order.
fn gather<'r>(value: &'r Value, paragraphs: &mut Vec<&'r str>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => paragraphs.push(text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, paragraphs)),
        Value::Object(parts) => {
            BODY_KEYS.iter().filter_map(|key| parts.get(*key)).for_each(|part| gather(part, paragraphs));
        }
        _ => {}
    }
}

/// A short field: a string, a number, the first of a list, or the name of an object.
fn word(value: &Value) -> Option<String> {
    match value {
        _ if is_nothing(value) => None,
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(word),
        Value::Object(parts) => ["name", "title", "value"].iter().find_map(|key| parts.get(*key).and_then(word)),
        _ => None,
    }
}

/// The host of a URL, without `www.`; anything else as it is.
pub(crate) fn host(outlet: &str) -> &str {
    let Some((_, rest)) = outlet.split_once("://") else { return outlet };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(record: &Value) -> Result<Article, String> {
        article(record.as_object().unwrap(), &Options::default()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn records_of_known_shapes() {
        let fundus = read(&json!({
            "title": "Brand in Wedel", "publishing_date": "2025-11-06 12:26:47+01:00", "authors": ["Ida Moor"],
            "body": {"summary": ["Zwei Scheunen brannten."],
                     "sections": [{"headline": ["Ursache"], "paragraphs": ["Unklar.", "Es wird ermittelt."]}]},
        }));
        let fundus = fundus.unwrap();
        assert_eq!(fundus.text, "Zwei Scheunen brannten.\n\nUrsache\n\nUnklar.\n\nEs wird ermittelt.");
        assert_eq!(fundus.date.unwrap().value, "2025-11-06");
        let news_please = read(&json!({
            "maintext": "Es regnet.", "description": "Wetter", "date_publish": "None", "title": "Regen",
            "source_domain": "blatt.example", "language": "de", "url": "https://blatt.example/1",
        }));
        let news_please = news_please.unwrap();
        assert_eq!((news_please.outlet.as_deref(), news_please.date), (Some("blatt.example"), None));
        let trafilatura = read(&json!({
            "text": "Es regnet.", "raw_text": "Es regnet. ", "date": "2024-04-29", "hostname": "blatt.example",
            "source": "https://www.blatt.example/1", "source-hostname": "Das Blatt", "language": null, "id": 17,
        }));
        let trafilatura = trafilatura.unwrap();
        assert_eq!((trafilatura.outlet.as_deref(), trafilatura.id.as_str()), (Some("Das Blatt"), "17"));
    }

    #[test]
    fn items_of_ninjs() {
        let third = read(&json!({
            "uri": "urn:ninjs:agentur.example:9", "version": "2", "versionCreated": "2025-03-04T10:00:00Z",
            "headlines": [{"role": "main", "value": "Fähre läuft auf Grund"}], "language": "de",
            "bodies": [{"contentType": "text/html", "value": "<p>Eine F&auml;hre.</p>"}, {"contentType": "text/plain", "value": "Eine Fähre."}],
            "infoSources": [{"name": "Agentur Nord"}], "by": "Ole Brandt",
        }));
        let third = third.unwrap();
        assert_eq!((third.text.as_str(), third.id.as_str()), ("Eine Fähre.", "urn:ninjs:agentur.example:9#2"));
        assert_eq!(
            (third.outlet.as_deref(), third.title.as_deref()),
            (Some("Agentur Nord"), Some("Fähre läuft auf Grund"))
        );
        let version = third.version.unwrap();
        assert_eq!((version.story.as_str(), version.number.as_str()), ("urn:ninjs:agentur.example:9", "2"));
        let from = |field| third.sources.iter().find(|source| source.field == field).map(|source| source.from.as_str());
        assert_eq!((from("text"), from("date")), (Some("bodies, text/plain"), Some("versionCreated")));
        let first = read(&json!({
            "uri": "u", "version": "1", "headline": "Fähre", "byline": "Ole Brandt", "versioncreated": "2025-03-04T10:00:00Z",
            "body_html": "<p>Eine F&auml;hre.</p><p>Niemand verletzt.</p>",
        }));
        let first = first.unwrap();
        assert_eq!((first.text.as_str(), first.id.as_str()), ("Eine Fähre.\n\nNiemand verletzt.", "u"));
        assert_eq!(first.authors, ["Ole Brandt"]);
        assert_eq!(
            read(&json!({"uri": "u", "body_text": "Ja.", "pubStatus": "canceled"})).unwrap_err(),
            "the item was withdrawn"
        );
    }

    #[test]
    fn outlets_are_names_or_hosts() {
        let outlet = |value: Value| read(&json!({"text": "Ja.", "source": value})).unwrap().outlet;
        assert_eq!(outlet(json!("https://www.blatt.example/2025/x")).as_deref(), Some("blatt.example"));
        assert_eq!(outlet(json!({"id": null, "name": "Das Blatt"})).as_deref(), Some("Das Blatt"));
    }

    #[test]
    fn records_without_text_say_so() {
        assert_eq!(read(&json!({"title": "Brand"})).unwrap_err(), "the record has no text");
        assert_eq!(read(&json!({"text": " \n"})).unwrap_err(), "the text is empty");
        assert_eq!(read(&json!({"text": ""})).unwrap_err(), "the text is empty");
        assert_eq!(read(&json!({"text": 7})).unwrap_err(), "the field text is no text");
    }
}
