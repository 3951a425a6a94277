//! What a page says about its article.

use crate::dates::calendar_date;
use crate::record::host;
use dom_query::Document;
use serde_json::Map;
use serde_json::Value;

/// What a page says about its article; nothing where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
    /// The text, where JSON-LD gives it.
    pub(crate) body: Option<String>,
}

/// Reads JSON-LD first, then `meta` elements, then the page itself.
pub(crate) fn metadata(document: &Document) -> Metadata {
    let mut about = json_ld(document).unwrap_or_default();
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(document, name));
    let text =
        |selector: &str| Some(squeezed(&document.select(selector).first().text())).filter(|text| !text.is_empty());
    let attribute =
        |selector: &str, name: &str| document.select(selector).first().attr(name).map(|value| value.to_string());
    let title = || meta(&["og:title", "twitter:title"]).map(|title| without_site(&title, document));
    about.title = about.title.or_else(title).or_else(|| text("article h1, main h1")).or_else(|| text("h1"));
    about.title = about.title.or_else(|| text("title").map(|title| without_site(&title, document)));
    let dates = [
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "date",
        "dc.date",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "last-modified",
        "article:modified_time",
    ];
    about.date = about.date.or_else(|| dates.iter().find_map(|name| calendar_date(&self::meta(document, name)?)));
    about.date = about.date.or_else(|| {
        attribute("article time[datetime], time[datetime]", "datetime").and_then(|date| calendar_date(&date))
    });
    about.url = about.url.or_else(|| attribute("link[rel=canonical]", "href")).or_else(|| meta(&["og:url"]));
    about.url = about.url.filter(|url| url.contains("://"));
    about.outlet = about.outlet.or_else(|| meta(&["og:site_name", "application-name", "publisher", "dc.publisher"]));
    about.outlet = about.outlet.or_else(|| about.url.as_deref().map(|url| host(url).to_owned()));
    about.lang = about.lang.or_else(|| attribute("html", "lang")).or_else(|| meta(&["og:locale", "language"]));
    if about.authors.is_empty() {
        about.authors = authors_of(document);
    }
    about
}

/// The content of the `meta` element with that name or property.
fn meta(document: &Document, name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let found = document.select("meta[content]").iter().find_map(|element| {
        let named = |attribute: &str| element.attr(attribute).is_some_and(|value| value.to_lowercase() == lower);
        let is_it = named("name") || named("property") || named("itemprop");
        is_it.then(|| element.attr("content").map(|content| squeezed(&content)))?
    });
    found.filter(|content| !content.is_empty())
}

/// A headline without the name of the site behind it.
fn without_site(title: &str, document: &Document) -> String {
    let site = meta(document, "og:site_name").unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((headline, rest)) = title.rsplit_once(separator) {
            let is_site = rest.eq_ignore_ascii_case(&site) || separator == " | ";
            if is_site && headline.split_whitespace().count() >= 2 {
                return headline.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// The authors that a page names outside JSON-LD.
fn authors_of(document: &Document) -> Vec<String> {
    let is_name = |name: &String| !name.is_empty() && !name.contains("://") && name.split_whitespace().count() <= 5;
    let stated: Vec<String> = ["author", "article:author", "dc.creator", "parsely-author"]
        .iter()
        .filter_map(|name| meta(document, name))
        .flat_map(|names| names.split([',', ';']).map(|name| without_by(name.trim())).collect::<Vec<_>>())
        .filter(is_name)
        .collect();
    if let Some(first) = stated.first() {
        let mut once = vec![first.clone()];
        once.extend(stated[1..].iter().filter(|name| *name != first).cloned());
        once.dedup();
        return once;
    }
    let found =
        document.select("a[rel=author], [itemprop=author] [itemprop=name], [class*=byline] a, .author a, .author-name");
    let mut names: Vec<String> = Vec::new();
    for name in found.iter().map(|element| without_by(&squeezed(&element.text()))).filter(is_name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A name without the word before it.
fn without_by(name: &str) -> String {
    let words = ["Von ", "von ", "By ", "by ", "Par ", "par "];
    words.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name).trim().to_owned()
}

/// White space made single.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the first article in the page's JSON-LD says.
fn json_ld(document: &Document) -> Option<Metadata> {
    document.select("script[type='application/ld+json']").iter().find_map(|script| {
        let json = script.text();
        let json = json
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim_end_matches("]]>");
        let value: Value = serde_json::from_str(json)
            .or_else(|_| serde_json::from_str(&json.replace(['\n', '\r', '\t'], " ")))
            .ok()?;
        article(&value, 0).map(of_article)
    })
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
];

/// The first article in a tree of JSON-LD. The parser bounds its depth; so does this.
fn article(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    if depth > 8 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| article(item, depth + 1)),
        Value::Object(fields) => {
            let is_article = fields.get("@type").is_some_and(|kind| match kind {
                Value::String(kind) => ARTICLES.contains(&kind.as_str()),
                Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(|kind| ARTICLES.contains(&kind)),
                _ => false,
            });
            if is_article && (fields.contains_key("headline") || fields.contains_key("datePublished")) {
                return Some(fields);
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .find_map(|key| article(fields.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

fn of_article(fields: &Map<String, Value>) -> Metadata {
    let text = |key: &str| fields.get(key).and_then(name);
    Metadata {
        title: text("headline").map(|title| unescaped(&title)),
        date: text("datePublished").and_then(|date| calendar_date(&date)),
        outlet: text("publisher").map(|outlet| unescaped(&outlet)),
        authors: fields.get("author").map(names).unwrap_or_default(),
        lang: text("inLanguage"),
        url: text("url").or_else(|| match fields.get("mainEntityOfPage") {
            Some(Value::String(url)) => Some(url.clone()),
            Some(Value::Object(page)) => page.get("@id").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        }),
        body: text("articleBody").map(|body| unescaped(&body)),
    }
}

/// A text, or the name of a thing.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(thing) => thing.get("name").and_then(name),
        Value::Array(items) => items.iter().find_map(name),
        _ => None,
    }
}

/// All names in a list, or the one.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(names).collect(),
        other => name(other).map(|name| unescaped(&name)).filter(|name| !name.contains("://")).into_iter().collect(),
    }
}

/// A text with the character references resolved that some sites leave in their JSON-LD.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    Document::fragment(text).formatted_text().trim().to_owned()
}
