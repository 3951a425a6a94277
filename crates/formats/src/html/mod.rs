//! Web pages.
//!
//! The body by `dom_smoothie`, cleaned of what its own structure shows to be none of the article; headline, date, outlet
//! and authors from JSON-LD first, then from `meta` elements, then from the page.

mod asides;
mod body;
mod json_ld;
mod metadata;
mod people;
mod pointers;
mod shown;

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::Options;
use crate::Shape;
use crate::encoding::decode;
use crate::record::check;
use dom_query::Document;
use encoding_rs::Encoding;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::FieldSource;
use kollate_core::StatedDate;
use std::io::Read;

pub(crate) const FORMAT: Format = Format {
    name: "html",
    about: "a saved web page, one article a file",
    extensions: &["html", "htm", "xhtml"],
    fields: "text by readability; title, date, outlet, authors and language from JSON-LD, then meta elements, then the page",
    holds_bytes: false,
    shape: Shape::Whole,
    recognises: |head| {
        let head = head.trim_ascii_start().to_ascii_lowercase();
        head.starts_with(b"<!doctype html")
            || head.starts_with(b"<html")
            || memchr::memmem::find(&head, b"<head>").is_some()
    },
    read: |input, sink| sink(read(input)),
};

/// Largest page, in bytes: pages of news are under 5 MB even with all their scripts inside.
const MAX_PAGE: usize = 32 << 20;
/// Most elements of a page, so that a hostile one costs no minutes.
const MAX_ELEMENTS: usize = 200_000;
/// Deepest nesting of elements. Browsers flatten beyond 512 levels.
const MAX_DEPTH: usize = 2_000;

fn read(input: Input) -> Item {
    let limit = MAX_PAGE.min(input.options.max_article.saturating_mul(4));
    let mut bytes = Vec::new();
    input.bytes.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(Fault::Io)?;
    Ok(page(bytes, None, input.options)?)
}

/// The article of a page. `charset` is what the server said of its encoding.
pub(crate) fn page(bytes: Vec<u8>, charset: Option<&'static Encoding>, options: &Options) -> Result<Article, Fault> {
    if bytes.len() > MAX_PAGE {
        return Err(Fault::PageTooLong { bytes: bytes.len(), limit: MAX_PAGE });
    }
    let stated = options.encoding.or(charset).or_else(|| declared(&bytes)).filter(|_| !is_utf8(&bytes));
    let decoded = decode(bytes, stated);
    if nesting(&decoded.text) > MAX_DEPTH {
        return Err(Fault::TooDeep { limit: MAX_DEPTH });
    }
    let document = Document::from(decoded.text.as_str());
    let about = metadata::metadata(&document);
    let (from, text) = body::body(document, &about)?;
    check(&text, options)?;
    Ok(Article {
        title: about.title,
        outlet: about.outlet,
        date: about.date.map(|value| StatedDate { value, basis: DateBasis::Metadata }),
        lang: about.lang.or_else(|| options.lang.clone()),
        url: about.url,
        authors: about.authors,
        replaced: decoded.replaced,
        free: about.free,
        sources: about.sources.into_iter().chain([FieldSource { field: "text", from: from.to_owned() }]).collect(),
        text,
        ..Article::default()
    })
}

/// Whether bytes are UTF-8 whatever they declare, which pages saved by a browser often are.
fn is_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && str::from_utf8(bytes).is_ok()
}

/// The encoding that a page declares for itself in its first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let at = memchr::memmem::find(head, b"charset=")? + b"charset=".len();
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
    Encoding::for_label(&label[..end.unwrap_or(label.len())])
}

/// Elements that hold nothing and are never closed.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li"];

/// How deeply the elements of a page are nested at most, roughly: tags are counted, not parsed.
fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (at, _) in html.match_indices('<') {
        let rest = &html.as_bytes()[at + 1..];
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let end = rest.iter().take(12).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0);
                let name = rest[..end].to_ascii_lowercase();
                if !VOID.iter().any(|void| void.as_bytes() == name) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    deepest
}

/// The text of a piece of HTML: its blocks with a blank line between them.
pub(crate) fn fragment_text(html: &str) -> String {
    if nesting(html) > MAX_DEPTH {
        return String::new();
    }
    let document = Document::fragment(html);
    pointers::without_pointers(&document.formatted_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><title>Deich hält | Küstenblatt</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
"headline":"Deich hält der Sturmflut stand","datePublished":"2025-02-11T08:15:00+01:00",
"author":[{"@type":"Person","name":"Wiebke Janßen"},{"@type":"Person","name":"Ole Brandt"}],
"publisher":{"@type":"Organization","name":"Küstenblatt"},"url":"https://kuestenblatt.example/deich"}]}</script></head>
<body><nav><a href="/">Start</a> <a href="/sport">Sport</a></nav><article><h1>Deich hält der Sturmflut stand</h1>
<p>Die Sturmflut in der Nacht zum Dienstag hat an der Küste nur geringe Schäden angerichtet. Der neue Deich bei Osterwarf hielt, obwohl das Wasser 2,90 Meter über dem mittleren Hochwasser stand, sagte ein Sprecher des Landkreises.</p>
<p>Lesen Sie auch: So teuer wird der Küstenschutz</p>
<p>„Vor zwanzig Jahren hätten wir hier evakuieren müssen“, sagte Deichgraf Hinrich Tammen, der die Nacht auf der Krone verbracht hatte. Helfer hatten am Abend 4.000 Sandsäcke gefüllt, von denen am Ende nur wenige gebraucht wurden.</p>
<aside><p>Newsletter abonnieren</p></aside>
<p>Am Vormittag zog sich das Wasser zurück. Die Straße zum Hafen bleibt noch bis Mittwoch gesperrt, weil die Feuerwehr Treibgut räumen muss.</p>
</article><footer><p>© 2025 Küstenblatt. Alle Rechte vorbehalten.</p></footer></body></html>"#;

    fn read(bytes: &[u8]) -> Result<Article, String> {
        page(bytes.to_vec(), None, &Options::default()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_page_gives_its_article() {
        let article = read(PAGE.as_bytes()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Deich hält der Sturmflut stand"));
        assert_eq!(article.outlet.as_deref(), Some("Küstenblatt"));
        assert_eq!(article.date.unwrap().value, "2025-02-11");
        assert_eq!(article.lang.as_deref(), Some("de-DE"));
        assert_eq!(article.authors, ["Wiebke Janßen", "Ole Brandt"]);
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 3, "{}", article.text);
        assert!(paragraphs[0].starts_with("Die Sturmflut") && paragraphs[2].ends_with("räumen muss."));
    }

    #[test]
    fn declared_encodings_are_believed_where_the_bytes_allow() {
        let latin: Vec<u8> =
            PAGE.replace("utf-8", "ISO-8859-1").replace(['„', '“'], "\"").chars().map(|c| c as u8).collect();
        assert!(read(&latin).unwrap().text.contains("Vor zwanzig Jahren hätten wir"));
        assert!(read(PAGE.replace("utf-8", "iso-8859-1").as_bytes()).unwrap().text.contains("hätten wir"));
    }

    #[test]
    fn hostile_pages_are_refused() {
        let deep = format!("<html><body>{}", "<div>".repeat(100_000));
        assert_eq!(read(deep.as_bytes()).unwrap_err(), "elements nested more than 2000 deep");
        assert_eq!(read(b"<html><body><p>   </p></body></html>").unwrap_err(), "the record has no text");
    }

    #[test]
    fn fragments_become_paragraphs() {
        assert_eq!(
            fragment_text("<p>Tr&#228;ge <b>Tage</b> am&nbsp;See.</p><p>Es<br>regnet.</p>"),
            "Träge Tage am See.\n\nEs\nregnet."
        );
    }
}
