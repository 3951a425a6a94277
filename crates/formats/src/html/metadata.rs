//! What a page says about its article.

use crate::dates::calendar_date;
use crate::html::json_ld;
use crate::html::people;
use crate::html::shown;
use crate::record::host;
use crate::spaces;
use dom_query::Document;
use dom_query::NodeRef;
use kollate_core::FieldSource;
use std::collections::BTreeSet;

/// What a page says about its article; nothing where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
    /// Whether it may be read without paying.
    pub(crate) free: Option<bool>,
    /// The text, where JSON-LD gives it.
    pub(crate) body: Option<String>,
    /// Which part of the page gave each field.
    pub(crate) sources: Vec<FieldSource>,
}

/// `meta` elements that tell the date, the likeliest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "published_time",
    "release_date",
    "article_date_original",
    "article:create_time",
];
/// … and those that tell when it was changed, where nothing else tells a date.
const CHANGED: &[&str] =
    &["article:modified_time", "og:updated_time", "last-modified", "datemodified", "dc.date.modified"];

/// Reads JSON-LD first, then `meta` elements, then the page itself.
pub(crate) fn metadata(document: &Document) -> Metadata {
    let mut page = Page { document, metas: metas(document), sites: vec![] };
    let stated = json_ld::article(document);
    page.sites =
        page.sites().iter().chain(&stated.outlet).map(|name| letters(name)).filter(|name| !name.is_empty()).collect();
    let mut about = Metadata { free: stated.free, body: stated.body.clone(), ..Metadata::default() };
    if stated.free.is_some() {
        about.from("free", "JSON-LD isAccessibleForFree");
    }
    about.title = about.first("title", page.titles(stated.title));
    let shown = shown::lines(document, about.title.as_deref());
    about.date = about.first("date", page.dates(stated.date, &shown));
    about.url = about.first("url", page.urls(stated.url));
    about.outlet = about.first("outlet", page.outlets(stated.outlet, about.url.as_deref()));
    about.lang = about.first("lang", page.langs(stated.lang));
    let (from, authors) = page.authors(&stated.authors, &shown);
    if !authors.is_empty() {
        about.from("author", from);
    }
    about.authors = authors;
    about
}

/// Something found, and where.
type Found = (&'static str, String);

impl Metadata {
    fn from(&mut self, field: &'static str, from: &str) {
        self.sources.push(FieldSource { field, from: from.to_owned() });
    }

    /// The first that was found.
    fn first(&mut self, field: &'static str, found: impl IntoIterator<Item = Found>) -> Option<String> {
        let (from, value) = found.into_iter().next()?;
        self.from(field, from);
        Some(value)
    }
}

/// What stands between a headline and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " › ", " » ", " « ", " / "];

/// A page, with what its `meta` elements say: their names in lower case, and their contents.
struct Page<'d> {
    document: &'d Document,
    metas: Vec<(String, String)>,
    /// The letters of the site's names.
    sites: Vec<String>,
}

/// What the `meta` elements say, in their order.
fn metas(document: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for element in &document.select("meta[content]") {
        let content = squeezed(&element.attr_or("content", ""));
        let names = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|name| element.attr(name));
        if !content.is_empty() {
            metas.extend(names.map(|name| (name.trim().to_lowercase(), content.clone())));
        }
    }
    metas
}

impl Page<'_> {
    /// The content of the first `meta` element of the first of some names.
    fn meta(&self, names: &[&'static str]) -> Option<Found> {
        names.iter().find_map(|name| Some((*name, self.all(name).next()?.to_owned())))
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    /// The text of the first element.
    fn text(&self, selector: &str) -> Option<String> {
        Some(squeezed(&self.document.select_single(selector).text())).filter(|text| !text.is_empty())
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.document.select_single(selector).attr(name).map(|value| squeezed(&value)).filter(|value| !value.is_empty())
    }

    /// The headline. Pages state it in several places, of which some are cut, padded or written for search engines:
    /// what most of them agree on comes first, then JSON-LD and the rest in the order of how close they are to the reader.
    fn titles(&self, stated: Option<String>) -> Vec<Found> {
        let named = |from, title: Option<String>| title.map(|title| (from, self.without_site(&title)));
        let only_heading = self.document.select("h1").length() == 1;
        let heading = self.text("article h1, main h1").or_else(|| self.text("h1").filter(|_| only_heading));
        let found: Vec<Found> = [
            named("JSON-LD headline", stated),
            named("h1", heading),
            self.meta(&["og:title"]).and_then(|(_, title)| named("og:title", Some(title))),
            self.meta(&["twitter:title"]).and_then(|(_, title)| named("twitter:title", Some(title))),
            named("title", self.text("head title").or_else(|| self.text("title"))),
            named("h1", self.text("h1")),
        ]
        .into_iter()
        .flatten()
        .filter(|(_, title)| !self.sites.contains(&letters(title)))
        .collect();
        agreed(&found).cloned().into_iter().chain(found).collect()
    }

    /// A headline without the name of the site behind it.
    fn without_site(&self, title: &str) -> String {
        let mut rest = title.trim();
        for separator in SEPARATORS {
            while let Some((headline, behind)) = rest.rsplit_once(separator) {
                let is_site = self.sites.iter().any(|site| *site == letters(behind)) || *separator == " | ";
                if !is_site || headline.split_whitespace().count() < 2 {
                    break;
                }
                rest = headline.trim_end();
            }
        }
        rest.to_owned()
    }

    /// The dates, those of publication before those of changes.
    fn dates(&self, stated: Option<String>, shown: &shown::Lines) -> Option<Found> {
        let dated = |found: Found| Some((found.0, calendar_date(&found.1)?));
        let of_metas = |names: &[&'static str]| {
            names.iter().find_map(|name| self.all(name).find_map(|date| dated((*name, date.to_owned()))))
        };
        let element = |selector: &str| {
            self.document.select(selector).iter().find_map(|element| {
                let stated = ["datetime", "content", "data-date"].iter().find_map(|name| element.attr(name));
                calendar_date(&stated.map_or_else(|| element.text().to_string(), |stated| stated.to_string()))
            })
        };
        stated
            .and_then(|date| dated(("JSON-LD datePublished", date)))
            .or_else(|| of_metas(DATES))
            .or_else(|| Some(("itemprop datePublished", element("[itemprop=datePublished]")?)))
            .or_else(|| Some(("time", element("article time, main time")?)))
            .or_else(|| Some(("time", element("time")?)))
            .or_else(|| Some(("page", element(DATE_LINES)?)))
            .or_else(|| Some(("page", shown.date()?)))
            .or_else(|| Some(("URL", self.urls(None).find_map(|(_, url)| of_url(&url))?)))
            .or_else(|| of_metas(CHANGED))
    }

    fn urls(&self, stated: Option<String>) -> impl Iterator<Item = Found> {
        let canonical = self.attribute("link[rel=canonical]", "href").map(|url| ("canonical", url));
        let stated = stated.map(|url| ("JSON-LD url", url));
        stated.into_iter().chain(canonical).chain(self.meta(&["og:url"])).filter(|(_, url)| url.contains("://"))
    }

    fn outlets(&self, stated: Option<String>, url: Option<&str>) -> Vec<Found> {
        let stated = stated.map(|name| ("JSON-LD publisher", name));
        let metas = self.meta(&["og:site_name", "application-name", "publisher", "dc.publisher"]);
        let host = url.map(|url| ("URL", host(url).to_owned())).filter(|(_, host)| !host.is_empty());
        stated.into_iter().chain(metas).chain(host).collect()
    }

    fn langs(&self, stated: Option<String>) -> Vec<Found> {
        let html = self.attribute("html", "lang").map(|lang| ("html lang", lang));
        let metas = self.meta(&["og:locale", "language", "content-language", "dc.language"]);
        stated.map(|lang| ("JSON-LD inLanguage", lang)).into_iter().chain(html).chain(metas).collect()
    }

    /// Who wrote it, and where that stands.
    fn authors(&self, stated: &[String], shown: &shown::Lines) -> Names {
        let sites: Vec<&str> = self.sites.iter().map(String::as_str).collect();
        let stated = people::names(stated.iter().map(String::as_str), &[]);
        if !stated.is_empty() {
            return ("JSON-LD author", stated);
        }
        for name in
            ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "article:author_name"]
        {
            let found = people::names(self.all(name), &sites);
            if !found.is_empty() {
                return (name, found);
            }
        }
        for selector in BYLINES {
            let found = self.first_together(selector);
            let found = people::names(found.iter().map(String::as_str), &sites);
            if !found.is_empty() {
                return ("byline", found);
            }
        }
        ("byline", shown.authors(&sites))
    }

    /// The texts of the first element of a kind, and of those beside it.
    fn first_together(&self, selector: &str) -> Vec<String> {
        let found = self.document.select(selector);
        let around = |node: &NodeRef| node.ancestors(Some(BESIDE)).last().map(|outer| outer.id);
        let first = found.nodes().first().map(around);
        let together = found.nodes().iter().filter(|node| Some(around(node)) == first);
        together.map(|node| squeezed(&node.text())).collect()
    }

    /// The names of the site: its own, and its host with and without ending.
    fn sites(&self) -> Vec<String> {
        let hosts = self.urls(None).map(|(_, url)| host(&url).to_owned()).collect::<Vec<_>>();
        let bare = hosts.iter().filter_map(|host| Some(host.rsplit_once('.')?.0.to_owned())).collect::<Vec<_>>();
        let named = ["og:site_name", "application-name", "publisher"]
            .into_iter()
            .flat_map(|name| self.all(name))
            .map(str::to_owned);
        named.chain(hosts).chain(bare).collect()
    }
}

/// The title that most places agree on, at least two of them, in the words that stand closest to the reader. What is
/// made for other sites (`og:title`, `twitter:title`) is one place.
fn agreed(found: &[Found]) -> Option<&Found> {
    let place = |from: &'static str| if from == "twitter:title" { "og:title" } else { from };
    let votes = |title: &Found| {
        let same = found.iter().filter(|other| letters(&other.1) == letters(&title.1) || goes_on(&other.1, &title.1));
        same.map(|other| place(other.0)).collect::<BTreeSet<_>>().len()
    };
    let most = found.iter().map(&votes).max().filter(|&votes| votes > 1)?;
    let is_it = |title: &&Found| votes(title) == most;
    found.iter().find(|title| title.0 == "h1" && is_it(title)).or_else(|| found.iter().find(is_it))
}

/// How many elements around it two names of one byline have in common.
const BESIDE: usize = 3;

/// Whether a title is the other one with something behind it, such as the name of a site that is not known by it.
fn goes_on(longer: &str, title: &str) -> bool {
    let is_told = title.split_whitespace().count() >= TOLD;
    is_told && longer.strip_prefix(title).is_some_and(|rest| SEPARATORS.iter().any(|sign| rest.starts_with(sign)))
}

/// Words of a title that is not the name of a rubric.
const TOLD: usize = 3;

/// Names, and where they stand.
type Names = (&'static str, Vec<String>);

/// Elements that hold a byline, the surest first.
const BYLINES: &[&str] = &[
    "article [rel=author], main [rel=author]",
    "[itemprop=author] [itemprop=name], [itemprop=author]",
    "article [class*=author-name], article [class*=author__name], article [class*=byline] a, header [class*=byline] a",
    "[rel=author]",
    "[class*=byline] a, .author a, .author-name",
    "article [class*=byline], header [class*=byline], article .author, header .author",
    "article a[href*='/autor/'], article a[href*='/author/'], article a[href*='/autoren/'], article a[href*='/authors/'], \
        article a[href*='/auteur/'], main a[href*='/autor/'], main a[href*='/author/'], main a[href*='/autoren/'], \
        main a[href*='/authors/'], main a[href*='/auteur/']",
];

/// Elements that show a date to the reader.
const DATE_LINES: &str = "article [class*=date], article [class*=Date], article [class*=published], main [class*=date], \
    header [class*=date], [class*=pubdate], [class*=publish]";

/// The date in the path of an address: `/2025/11/06/`, `/2025-11-06/`, `/20251106/`, `/06-11-2025/`.
fn of_url(url: &str) -> Option<String> {
    let path = url.split_once("://")?.1;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parted = parts.windows(3).find(|three| digits(three[0], 4) && digits(three[1], 2) && digits(three[2], 2));
    let recent = |date: &String| date.starts_with("19") || date.starts_with("20");
    let whole = || parts.iter().find(|part| digits(part, 8)).and_then(|part| calendar_date(part));
    let day_first = || parts.windows(3).find(|three| digits(three[0], 2) && digits(three[1], 2) && digits(three[2], 4));
    let swapped = || day_first().and_then(|three| calendar_date(&three.join(".")));
    parted.and_then(|three| calendar_date(&three.join("-"))).or_else(swapped).or_else(whole).filter(recent)
}

/// The letters and digits of a text, in lower case: by what titles are compared.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// White space made single, and without the signs that only tell where a line may break.
pub(crate) fn squeezed(text: &str) -> String {
    spaces::squeezed(&spaces::without_breaks(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str, body: &str) -> Metadata {
        metadata(&Document::from(format!("<html><head>{head}</head><body>{body}</body></html>")))
    }

    fn from<'m>(about: &'m Metadata, field: &str) -> &'m str {
        about.sources.iter().find(|source| source.field == field).map_or("", |source| &source.from)
    }

    #[test]
    fn what_two_places_agree_on_is_the_headline() {
        let ld = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Deich hält! Alle Infos zur Flut"}</script>"#;
        let og = r#"<meta property="og:site_name" content="Küstenblatt"><meta property="og:title" content="Deich hält der Flut stand - Küstenblatt">"#;
        let about = read(&format!("{ld}{og}"), "<main><h1>Deich hält der Flut stand</h1></main>");
        assert_eq!((about.title.as_deref(), from(&about, "title")), (Some("Deich hält der Flut stand"), "h1"));
        let about = read(
            "<title>Deich hält der Flut stand - Das Blatt der Küste</title>",
            "<h1>Deich hält der Flut stand</h1>",
        );
        assert_eq!((about.title.as_deref(), from(&about, "title")), (Some("Deich hält der Flut stand"), "h1"));
        let about = read(ld, "<h1>Küstenblatt</h1>");
        assert_eq!(from(&about, "title"), "JSON-LD headline");
        let about = read("<title>Deich hält der Flut stand | Panorama | Küstenblatt</title>", "");
        assert_eq!(about.title.as_deref(), Some("Deich hält der Flut stand"));
    }

    #[test]
    fn dates_and_where_they_stand() {
        let cases = [
            (
                r#"<meta property="article:published_time" content="2025-02-11T08:15:00+01:00">"#,
                "<time datetime='2025-02-13'></time>",
                "article:published_time",
                "2025-02-11",
            ),
            (
                r#"<meta name="last-modified" content="2025-02-12">"#,
                "<article><time>11.02.2025, 8:15 Uhr</time></article>",
                "time",
                "2025-02-11",
            ),
            ("", "<article><p class='article-date'>Stand: 11. Februar 2025</p></article>", "page", "2025-02-11"),
            (r#"<link rel="canonical" href="https://k.example/2025/02/11/deich">"#, "", "URL", "2025-02-11"),
            (r#"<link rel="canonical" href="https://k.example/deich-20250211.html">"#, "", "URL", "2025-02-11"),
            (r#"<link rel="canonical" href="https://k.example/11-02-2025/deich">"#, "", "URL", "2025-02-11"),
            (
                r#"<script type="application/ld+json">{"@type":"WebPage","datePublished":"2025-02-11T10:00:00Z"}</script>"#,
                "",
                "JSON-LD datePublished",
                "2025-02-11",
            ),
            (
                r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Deich "hält"","datePublished":"2025-02-11"}</script>"#,
                "",
                "JSON-LD datePublished",
                "2025-02-11",
            ),
        ];
        for (head, body, place, date) in cases {
            let about = read(head, body);
            assert_eq!((about.date.as_deref(), from(&about, "date")), (Some(date), place), "{head}{body}");
        }
        assert_eq!(read(r#"<link rel="canonical" href="https://k.example/wetter-in-30-02-11">"#, "").date, None);
    }
}
