//! What a page's JSON-LD says about its article.

use crate::html::people::without_by;
use dom_query::Document;
use serde_json::Map;
use serde_json::Value;

/// What JSON-LD says of an article.
#[derive(Debug, Default)]
pub(crate) struct Stated {
    pub(crate) title: Option<String>,
    /// As it is written.
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) free: Option<bool>,
    pub(crate) body: Option<String>,
}

/// Deepest nesting that is followed.
const DEEPEST: usize = 8;

/// What the first article in the page's JSON-LD says; where the JSON is broken beyond repair, what its fields say that
/// can be found in it.
pub(crate) fn article(document: &Document) -> Stated {
    let scripts = document.select("script[type*='ld+json']");
    let (mut values, mut broken) = (Vec::new(), Vec::new());
    for script in &scripts {
        let json = script.text();
        match parse(&json) {
            Some(value) => values.push(value),
            None => broken.push(json),
        }
    }
    let things = Things(&values);
    let found = values.iter().find_map(|value| find(value, 0));
    let mut stated = found.map(|fields| things.of_article(fields)).unwrap_or_default();
    // The page may be dated where its article is not described.
    stated.date = stated.date.or_else(|| values.iter().find_map(|value| page_date(value, 0)));
    if found.is_none() {
        for json in &broken {
            stated.title = stated.title.or_else(|| field(json, "headline"));
            stated.date = stated.date.or_else(|| field(json, "datePublished"));
        }
    }
    stated
}

/// The JSON of a script, without what some sites put around it and with line breaks inside strings.
fn parse(json: &str) -> Option<Value> {
    let json = json.trim().trim_end_matches(';');
    let json = json.trim_start_matches("<![CDATA[").trim_start_matches("//<![CDATA[").trim_start_matches("<!--");
    let json = json.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>");
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&json.replace(['\n', '\r', '\t'], " "))).ok()
}

/// The string after a key, in JSON that is broken elsewhere.
fn field(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = rest.match_indices('"').map(|(at, _)| at).find(|&at| !rest[..at].ends_with('\\'))?;
    let text: String = serde_json::from_str(&format!("\"{}\"", rest[..end].replace(['\n', '\r', '\t'], " "))).ok()?;
    Some(unescaped(text.trim())).filter(|text| !text.is_empty())
}

/// Kinds of things in JSON-LD that are articles.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SocialMediaPosting",
    "TechArticle",
    "VideoObject",
    "Recipe",
];

/// Whether a thing is of one of some kinds.
fn is_kind(fields: &Map<String, Value>, wanted: &[&str]) -> bool {
    let is_one = |kind: &str| wanted.contains(&kind.rsplit('/').next().unwrap_or(kind));
    fields.get("@type").is_some_and(|kind| match kind {
        Value::String(kind) => is_one(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    })
}

/// The first article in a tree of JSON-LD. The parser bounds its depth; so does this.
fn find(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find(item, depth + 1)),
        Value::Object(fields) => {
            if is_kind(fields, ARTICLES) && (fields.contains_key("headline") || fields.contains_key("datePublished")) {
                return Some(fields);
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .find_map(|key| find(fields.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// The date of publication of a web page in a tree of JSON-LD.
fn page_date(value: &Value, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| page_date(item, depth + 1)),
        Value::Object(fields) if is_kind(fields, PAGES) && fields.contains_key("datePublished") => {
            fields["datePublished"].as_str().map(str::to_owned)
        }
        Value::Object(fields) => fields.get("@graph").and_then(|graph| page_date(graph, depth + 1)),
        _ => None,
    }
}

/// Kinds of things in JSON-LD that are pages.
const PAGES: &[&str] = &["WebPage", "ItemPage", "MedicalWebPage", "QAPage", "FAQPage"];

/// All things on a page, which refer to one another by `@id`.
struct Things<'v>(&'v [Value]);

impl Things<'_> {
    fn of_article(&self, fields: &Map<String, Value>) -> Stated {
        let text = |key: &str| fields.get(key).and_then(|value| self.name(value, 0));
        Stated {
            title: text("headline").or_else(|| text("name")).map(|title| unescaped(&title)),
            date: text("datePublished").or_else(|| text("uploadDate")).or_else(|| text("dateCreated")),
            outlet: text("publisher").map(|outlet| unescaped(&outlet)),
            authors: fields.get("author").map(|value| self.names(value, 0)).unwrap_or_default(),
            lang: text("inLanguage"),
            url: text("url").or_else(|| match fields.get("mainEntityOfPage") {
                Some(Value::String(url)) => Some(url.clone()),
                Some(Value::Object(page)) => page.get("@id").and_then(Value::as_str).map(str::to_owned),
                _ => None,
            }),
            free: fields.get("isAccessibleForFree").and_then(truth),
            body: text("articleBody").map(|body| unescaped(&body)),
        }
    }

    /// A text, or the name of a thing.
    fn name(&self, value: &Value, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Object(thing) => {
                let named = thing.get("name").and_then(|name| self.name(name, depth + 1));
                named.or_else(|| self.name(self.referred(thing)?, depth + 1))
            }
            Value::Array(items) => items.iter().find_map(|item| self.name(item, depth + 1)),
            _ => None,
        }
    }

    /// All names in a list, or the one.
    fn names(&self, value: &Value, depth: usize) -> Vec<String> {
        match value {
            Value::Array(items) if depth <= DEEPEST => {
                items.iter().flat_map(|item| self.names(item, depth + 1)).collect()
            }
            Value::Object(thing) if thing.get("name").is_some_and(Value::is_array) => {
                self.names(&thing["name"], depth + 1)
            }
            other => {
                let name = self.name(other, depth).map(|name| without_by(&unescaped(&name)).to_owned());
                name.filter(|name| !name.contains("://")).into_iter().collect()
            }
        }
    }

    /// The thing that another one refers to.
    fn referred(&self, thing: &Map<String, Value>) -> Option<&Value> {
        let id = thing.get("@id")?.as_str()?;
        self.0.iter().find_map(|value| with_id(value, id, 0))
    }
}

/// The named thing of an id in a tree of JSON-LD.
fn with_id<'v>(value: &'v Value, id: &str, depth: usize) -> Option<&'v Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| with_id(item, id, depth + 1)),
        Value::Object(fields) => {
            let is_it = fields.get("@id").and_then(Value::as_str) == Some(id) && fields.contains_key("name");
            if is_it { Some(value) } else { fields.values().find_map(|part| with_id(part, id, depth + 1)) }
        }
        _ => None,
    }
}

/// A truth value, however it is written.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.trim().to_ascii_lowercase().rsplit('/').next() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A text with the character references resolved that some sites leave in their JSON-LD.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    Document::fragment(text).formatted_text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Stated {
        article(&Document::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn things_refer_to_one_another() {
        let stated = read(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"Deich &amp; Flut","author":[{"@id":"#ida"},{"name":"Von Ole Brandt"}],
            "publisher":{"@id":"#blatt"},"isAccessibleForFree":"False"},{"@id":"#ida","@type":"Person","name":"Ida Moor"},
            {"@id":"#blatt","name":"Küstenblatt"}]}"##,
        );
        assert_eq!((stated.title.as_deref(), stated.outlet.as_deref()), (Some("Deich & Flut"), Some("Küstenblatt")));
        assert_eq!((stated.authors.join(", ").as_str(), stated.free), ("Ida Moor, Ole Brandt", Some(false)));
    }

    #[test]
    fn broken_json_still_tells_the_date() {
        let stated = read(r#"{"@type":"NewsArticle","headline":"Der \"Deich\" hält","datePublished" : "2025-02-11",}"#);
        assert_eq!((stated.title.as_deref(), stated.date.as_deref()), (Some("Der \"Deich\" hält"), Some("2025-02-11")));
    }

    #[test]
    fn references_in_a_circle_end() {
        assert!(
            read(r##"{"@type":"Article","headline":"x","author":{"@id":"#a","name":{"@id":"#a"}}}"##)
                .authors
                .is_empty()
        );
    }
}
