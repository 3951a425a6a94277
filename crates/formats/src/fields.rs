//! Which names the fields of an article have in records.

use serde_json::Map;
use serde_json::Value;
use std::str::FromStr;

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What names it.
    Id,
    /// The text.
    Text,
    /// The headline.
    Title,
    /// When it was published.
    Date,
    /// Who published it.
    Outlet,
    /// Its language.
    Lang,
    /// Where it was published.
    Url,
    /// Who wrote it.
    Author,
}

/// Every field, as `--map` spells it, and the names that records give it, the likeliest first. Names are compared
/// without regard to case.
pub static FIELDS: &[(Field, &str, &[&str])] = &[
    (Field::Id, "id", &["id", "_id", "uid", "uuid", "guid", "doc_id", "article_id", "uri"]),
    (
        Field::Text,
        "text",
        &[
            "text",
            "maintext",
            "plaintext",
            "body",
            "content",
            "articlebody",
            "fulltext",
            "full_text",
            "raw_text",
            "volltext",
        ],
    ),
    (
        Field::Title,
        "title",
        &["title", "headline", "headlines", "headline_main", "titel", "überschrift", "schlagzeile", "titre"],
    ),
    (
        Field::Date,
        "date",
        &[
            "date",
            "date_publish",
            "publishing_date",
            "published",
            "datepublished",
            "date_published",
            "published_at",
            "publishedat",
            "publication_date",
            "publish_date",
            "pubdate",
            "pub_date",
            "datum",
            "contentcreated",
            "firstcreated",
            "versioncreated",
            "created_at",
            "timestamp",
        ],
    ),
    (
        Field::Outlet,
        "outlet",
        &[
            "outlet",
            "source-hostname",
            "source_hostname",
            "source_name",
            "source_domain",
            "publisher",
            "newspaper",
            "sitename",
            "hostname",
            "source",
            "domain",
            "medium",
            "quelle",
            "infosources",
            "infosource",
            "provider",
        ],
    ),
    (Field::Lang, "lang", &["lang", "language", "sprache", "langue"]),
    (Field::Url, "url", &["url", "link", "canonical_url", "source_url", "source"]),
    (Field::Author, "author", &["author", "authors", "byline", "by", "autor", "creator"]),
];

/// Records of well-known makers, and where they hold what. All are read by the names in [`FIELDS`]; the table is for
/// the user's eye.
pub static SHAPES: &[(&str, &str)] = &[
    ("fundus", "plaintext, or body with summary and sections; publishing_date, authors, title"),
    ("trafilatura", "text, date, source-hostname, author with semicolons, source (URL), language"),
    ("news-please", "maintext, date_publish, source_domain, authors, url, language"),
    ("ninjs", "bodies or body_text and body_html (plain text before HTML), headlines or headline, uri and version"),
];

impl Field {
    /// As `--map` spells it.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The names that records give it.
    pub fn aliases(self) -> &'static [&'static str] {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or(&[], |(.., aliases)| aliases)
    }
}

/// Where records hold a field: `text=body.plain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field.
    pub field: Field,
    /// The keys that lead to it, from the outside in; a number counts the items of a list from 0.
    pub path: Vec<String>,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(stated: &str) -> Result<Self, String> {
        let names = || FIELDS.iter().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ");
        let (name, path) = stated.split_once('=').ok_or("write FIELD=PATH, such as text=body.plain")?;
        let field = FIELDS.iter().find(|(_, known, _)| *known == name);
        let &(field, ..) = field.ok_or_else(|| format!("no field {name}; there are {}", names()))?;
        if path.is_empty() {
            return Err(format!("name the key that holds {name}"));
        }
        Ok(Self { field, path: path.split('.').map(str::to_owned).collect() })
    }
}

/// The value of a field in a record and the name it has there: where it is mapped to, else under the first known name
/// that holds anything.
pub(crate) fn find<'r>(record: &'r Map<String, Value>, field: Field, map: &[Mapping]) -> Option<(String, &'r Value)> {
    if let Some(mapping) = map.iter().find(|mapping| mapping.field == field) {
        return follow(record, &mapping.path).map(|value| (mapping.path.join("."), value));
    }
    field.aliases().iter().find_map(|alias| {
        // Records have few keys: looking through them costs less than a hash of every name that one may have.
        let exact = record.iter().find(|(key, _)| key == alias);
        let (key, value) = exact.or_else(|| record.iter().find(|(key, _)| is_alias(key, alias)))?;
        (!is_nothing(value)).then(|| (key.clone(), value))
    })
}

/// Whether a key is a name, without regard to case.
fn is_alias(key: &str, alias: &str) -> bool {
    if key.is_ascii() { key.eq_ignore_ascii_case(alias) } else { key.to_lowercase() == alias }
}

/// Whether a value stands for none: null, nothing, or the word `None` that exports from Python leave.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || text == "None",
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The value at the end of a path of keys. A key that itself holds dots is found too.
fn follow<'r>(record: &'r Map<String, Value>, path: &[String]) -> Option<&'r Value> {
    if let Some(value) = record.get(&path.join(".")) {
        return Some(value);
    }
    let (first, rest) = path.split_first()?;
    let start = record.get(first)?;
    rest.iter().try_fold(start, |value, key| match value {
        Value::Object(record) => record.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn mappings_name_a_field_and_a_path() {
        let mapping: Mapping = "text=body.plain".parse().unwrap();
        assert_eq!(mapping, Mapping { field: Field::Text, path: vec!["body".into(), "plain".into()] });
        for wrong in ["text", "wort=body", "text="] {
            assert!(wrong.parse::<Mapping>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn paths_lead_through_objects_and_lists() {
        let record = json!({"body": [{"plain": "ja"}], "a.b": "mit Punkt"});
        let record = record.as_object().unwrap();
        let found = |path: &str| {
            let map = [format!("text={path}").parse().unwrap()];
            find(record, Field::Text, &map).and_then(|(_, value)| value.as_str().map(str::to_owned))
        };
        assert_eq!(found("body.0.plain").as_deref(), Some("ja"));
        assert_eq!(found("a.b").as_deref(), Some("mit Punkt"));
        assert_eq!(found("body.1.plain"), None);
    }

    #[test]
    fn the_likeliest_name_that_holds_anything_wins() {
        let record = json!({"text": null, "Body": "aus Body", "content": "aus content"});
        let found = find(record.as_object().unwrap(), Field::Text, &[]).unwrap();
        assert_eq!(found, ("Body".to_owned(), &json!("aus Body")));
    }
}
