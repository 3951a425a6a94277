//! What a page's own structure shows to be none of its article.

use crate::html::metadata::letters;
use dom_query::Document;
use dom_query::NodeRef;

/// Elements that are never an article's text, wherever they stand.
const NEVER: &str = "script, style, noscript, template, nav, footer, aside, form, button, select, figcaption, dialog, \
    [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=contentinfo], [role=dialog]";

/// Words in the classes and names of elements that are beside the article. Sorted.
const BESIDE: &[&str] = &[
    "abo",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "advertorial",
    "anmeldung",
    "anzeige",
    "autor",
    "autoren",
    "bewertung",
    "bildnachweis",
    "bildtext",
    "bildunterschrift",
    "breadcrumb",
    "breadcrumbs",
    "breakingnews",
    "byline",
    "bylines",
    "caption",
    "captions",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "disclaimer",
    "disqus",
    "empfehlung",
    "empfehlungen",
    "flyout",
    "followus",
    "kommentar",
    "kommentare",
    "legende",
    "leserbriefe",
    "leserkommentare",
    "lightbox",
    "login",
    "mehrzumthema",
    "menu",
    "metainfo",
    "modal",
    "modals",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "newsticker",
    "offcanvas",
    "outbrain",
    "overlay",
    "overlays",
    "pagination",
    "paginierung",
    "paywall",
    "paywalled",
    "player",
    "playlist",
    "podcast",
    "poll",
    "popover",
    "popular",
    "popup",
    "promo",
    "promobox",
    "promos",
    "promoted",
    "promotion",
    "quiz",
    "rating",
    "readalso",
    "readmore",
    "recirc",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "recommends",
    "register",
    "registration",
    "registrierung",
    "related",
    "relatedlinks",
    "share",
    "sharing",
    "sidebar",
    "signin",
    "signup",
    "skiplink",
    "skiplinks",
    "social",
    "socialmedia",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "teilen",
    "timestamp",
    "toast",
    "tooltip",
    "topics",
    "trending",
    "tweet",
    "umfrage",
    "verwandt",
    "weitere",
    "werbung",
    "zumthema",
];
/// Most words of a class that can name its element: longer ones describe the layout.
const CLASS_WORDS: usize = 4;
/// Share of a page's paragraphs beyond which an element is the article, whatever it is called.
const MAIN: f64 = 0.3;
/// A paragraph of more words is running text, if it ends as such does.
const LONG: usize = 20;
/// Words that only name what is beside an article, and how many paragraphs of running text may stand in it. Sorted.
const SURE: &[&str] = &[
    "autor",
    "autoren",
    "caption",
    "captions",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "kommentar",
    "kommentare",
    "newsletter",
    "newsletters",
    "related",
    "signup",
    "tweet",
];
const SURE_PROSE: usize = 2;

/// Removes what is beside the article, and the articles that follow it on pages without end.
pub(crate) fn remove(document: &Document, title: Option<&str>) {
    document.select(NEVER).remove();
    let paragraphs = document.select("p");
    let all = paragraphs.iter().map(|paragraph| paragraph.text().len()).sum::<usize>();
    for node in document.select("[class], [id]").nodes() {
        if is_beside(node) && is_small(node, all) {
            node.remove_from_parent();
        }
    }
    remove_others(document, title);
}

/// Whether an element is called after something beside an article.
fn is_beside(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    if matches!(&*name, "html" | "body" | "article" | "main" | "h1" | "a" | "em" | "strong" | "b" | "i") {
        return false;
    }
    let classes = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    classes.split_whitespace().chain([&*id]).any(names_beside)
}

/// Whether a class is made of few words and names what is beside an article.
fn names_beside(class: &str) -> bool {
    let mut words = parts(class).filter(|word| !word.is_empty());
    // "has-ads", "with-sidebar", "no-comments" speak of what is around.
    let about = ["has", "with", "without", "no", "is", "hide", "show", "not"];
    let starts_about = words.next().is_some_and(|word| about.contains(&word));
    !starts_about && words.count() < CLASS_WORDS && has_word(class, BESIDE)
}

/// Whether a class holds one of some words.
fn has_word(class: &str, wanted: &[&str]) -> bool {
    parts(class).any(|word| wanted.binary_search(&word.to_ascii_lowercase().as_str()).is_ok())
}

/// The words of a class: between signs, and where a capital begins a new one.
fn parts(class: &str) -> impl Iterator<Item = &str> {
    class.split(|c: char| !c.is_ascii_alphabetic()).flat_map(|part| {
        let bytes = part.as_bytes();
        let mut starts = vec![0];
        starts
            .extend((1..part.len()).filter(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()));
        let ends: Vec<usize> = starts[1..].iter().copied().chain([part.len()]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| &part[start..end]).collect::<Vec<_>>()
    })
}

/// Whether an element holds too little of the page to be its article, or a part of it: paragraphs of running text. Words
/// such as `paywall` or `teaser` also name what is around an article.
fn is_small(node: &NodeRef, all: usize) -> bool {
    if node.text().len() as f64 > MAIN * all as f64 {
        return false;
    }
    let classes = node.class().unwrap_or_default();
    let allowed = if classes.split_whitespace().any(|class| has_word(class, SURE)) { SURE_PROSE } else { 0 };
    let is_paragraph = node.node_name().is_some_and(|name| &*name == "p");
    let inside = dom_query::Selection::from(*node).select("p");
    let prose = inside.iter().filter(|paragraph| is_prose(&paragraph.text())).count();
    prose + usize::from(is_paragraph && is_prose(&node.text())) <= allowed
}

/// Whether a paragraph is running text.
fn is_prose(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', '!', '?', '…', '"', '“', '”', '»', '’', '«']) && text.split_whitespace().count() > LONG
}

/// Removes other articles with headlines of their own.
fn remove_others(document: &Document, title: Option<&str>) {
    let articles = document.select("article:has(h1)");
    let nodes = articles.nodes();
    if nodes.len() < 2 {
        return;
    }
    let wanted = title.map(letters);
    let headline = |node: &NodeRef| {
        dom_query::Selection::from(*node).select("h1").iter().map(|h1| letters(&h1.text())).collect::<Vec<_>>()
    };
    let own = nodes
        .iter()
        .position(|node| wanted.as_ref().is_some_and(|wanted| headline(node).contains(wanted)))
        .unwrap_or(0);
    let around: Vec<_> = nodes[own].ancestors(None).iter().map(|node| node.id).collect();
    for (at, node) in nodes.iter().enumerate() {
        let is_inside = node.ancestors(None).iter().any(|outer| outer.id == nodes[own].id);
        if at != own && !is_inside && !around.contains(&node.id) {
            node.remove_from_parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(BESIDE.is_sorted() && SURE.is_sorted());
    }

    #[test]
    fn classes_name_what_is_beside() {
        for class in ["newsletter", "c-newsletter-box", "ArticleTeaser", "image__caption", "js-paywall"] {
            assert!(names_beside(class), "{class}");
        }
        for class in ["article-body", "has-ads", "u-padding-left-with-social-links-below", "headline", "shared"] {
            assert!(!names_beside(class), "{class}");
        }
    }

    #[test]
    fn only_what_is_beside_goes() {
        let body = "<p>Der Deich bei Osterwarf hielt der Flut stand, die in der Nacht zum Dienstag höher auflief als erwartet.</p>";
        let page = format!(
            "<div class='paywall'>{}<p class='image-caption'>Der Deich bei Nacht</p><div class='teaser'><p>Mehr Flut</p></div></div>\
             <article><h1>Anderes</h1>{body}</article><article><h1>Deich</h1>{body}</article>",
            body.repeat(3)
        );
        let document = Document::from(page);
        remove(&document, Some("Deich"));
        let text = document.text();
        assert!(!text.contains("Nacht</p>") && !text.contains("Mehr Flut") && !text.contains("Anderes"), "{text}");
        assert_eq!(text.matches("Osterwarf").count(), 4);
    }
}
