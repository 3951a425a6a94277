//! NewsML-G2 and NITF, the XML formats of the IPTC in which agencies deliver.
//!
//! Datelines, editor's notes and closing marks are no text. Item and version make the id, so that two versions of one
//! story are two articles.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Options;
use crate::Shape;
use crate::Sink;
use crate::dates::calendar_date;
use crate::jsonl::record_limit;
use crate::markup;
use crate::record::check;
use crate::xml;
use crate::xml::Element;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::FieldSource;
use kollate_core::StatedDate;
use kollate_core::Version;
use std::io::Read;

pub(crate) const NEWSML: Format = Format {
    name: "newsml-g2",
    about: "NewsML-G2 messages and items",
    extensions: &["xml"],
    fields: "guid and version, contentMeta/headline, versionCreated, provider, language, contentSet/inlineXML or inlineData",
    holds_bytes: false,
    shape: Shape::Elements(&["newsItem"]),
    recognises: |head| has_root(head, &[b"<newsMessage", b"<newsItem", b":newsMessage", b":newsItem"]),
    read: |input, sink| read(input, "newsItem", newsml_item, sink),
};

pub(crate) const NITF: Format = Format {
    name: "nitf",
    about: "NITF documents",
    extensions: &["xml", "nitf"],
    fields: "docdata/doc-id, hedline/hl1, date.issue, pubdata, body.content",
    holds_bytes: false,
    shape: Shape::Elements(&["nitf"]),
    recognises: |head| has_root(head, &[b"<nitf"]),
    read: |input, sink| read(input, "nitf", nitf_document, sink),
};

/// Whether the first tags of a file hold one of those.
pub(crate) fn has_root(head: &[u8], roots: &[&[u8]]) -> bool {
    roots.iter().any(|root| memchr::memmem::find(head, root).is_some())
}

/// Reads the elements of a name in a document, each an article.
fn read(input: Input, name: &str, article: fn(&Element, &Options) -> Result<Article, Fault>, sink: &mut Sink) {
    let options = input.options;
    let limit = record_limit(options);
    let mut bytes = Vec::new();
    if let Err(error) = input.bytes.take(limit as u64 + 1).read_to_end(&mut bytes) {
        return sink(Err(Fault::Io(error).into()));
    }
    if bytes.len() > limit {
        return sink(Err(Fault::TooLong { bytes: bytes.len(), limit }.into()));
    }
    let parsed = xml::parse(bytes, options.encoding);
    let mut items = Vec::new();
    if parsed.root.name == name {
        items.push(&parsed.root);
    } else {
        parsed.root.descendants(name, &mut items);
    }
    let is_single = items.len() == 1 && parsed.damage.is_none();
    let whole: Vec<&Element> = items.into_iter().filter(|item| item.is_whole).collect();
    for (index, item) in whole.iter().enumerate() {
        let number = index + 1;
        sink(match article(item, options) {
            Ok(found) => Ok(Article { record: (!is_single).then_some(number), replaced: parsed.replaced, ..found }),
            Err(fault) => Err(fault.on_line(number, item.line)),
        });
    }
    match parsed.damage {
        Some((line, reason)) => sink(Err(Fault::Xml(reason).on_line(whole.len() + 1, line))),
        None if whole.is_empty() => sink(Err(Fault::NoRecord.into())),
        None => {}
    }
}

/// The date of the first of some elements whose text is one, and where that is.
fn date(stated: &[(&str, Option<String>)]) -> (Option<StatedDate>, Vec<FieldSource>) {
    let found = stated.iter().find_map(|(from, text)| Some((calendar_date(text.as_deref()?)?, *from)));
    let Some((value, from)) = found else { return (None, vec![]) };
    let source = FieldSource { field: "date", from: from.to_owned() };
    (Some(StatedDate { value, basis: DateBasis::Metadata }), vec![source])
}

/// One item of NewsML-G2.
fn newsml_item(item: &Element, options: &Options) -> Result<Article, Fault> {
    let status = item.at(&["itemMeta", "pubStatus"]).and_then(|status| status.attribute("qcode")).unwrap_or_default();
    if status.ends_with(":canceled") || status.ends_with(":withheld") {
        return Err(Fault::Withdrawn);
    }
    let text = |path: &[&str]| item.at(path).and_then(Element::text);
    let body = newsml_body(item.at(&["contentSet"]).ok_or(Fault::NoText)?);
    let body = without_dateline(body, text(&["contentMeta", "dateline"]).as_deref());
    check(&body, options)?;
    let (published_on, sources) = date(&[
        ("contentCreated", text(&["contentMeta", "contentCreated"])),
        ("firstCreated", text(&["itemMeta", "firstCreated"])),
        ("versionCreated", text(&["itemMeta", "versionCreated"])),
    ]);
    let provider = item.at(&["itemMeta", "provider"]);
    let outlet = provider.and_then(|provider| provider.all("name").find_map(Element::text));
    let language = item.at(&["contentMeta", "language"]).and_then(|language| language.attribute("tag"));
    let creators = item.at(&["contentMeta"]).into_iter().flat_map(|meta| meta.all("creator"));
    let version = version(item.attribute("guid"), item.attribute("version"));
    Ok(Article {
        id: named(item.attribute("guid"), version.as_ref()),
        version,
        title: text(&["contentMeta", "headline"]),
        outlet: outlet
            .or_else(|| provider?.attribute("literal").map(str::to_owned))
            .or_else(|| text(&["contentMeta", "creditline"])),
        date: published_on,
        sources,
        lang: language.or_else(|| item.attribute("lang")).map(str::to_owned).or_else(|| options.lang.clone()),
        authors: creators.filter_map(|creator| creator.all("name").find_map(Element::text)).collect(),
        text: body,
        ..Article::default()
    })
}

/// Which version of an item it is, where both are stated.
fn version(item: Option<&str>, number: Option<&str>) -> Option<Version> {
    let story = item.filter(|item| !item.is_empty())?.to_owned();
    Some(Version { story, number: number?.to_owned() })
}

/// The id of an article: the first version of an item is named by the item alone.
fn named(item: Option<&str>, version: Option<&Version>) -> String {
    let later = version.filter(|version| version.number != "1");
    later.map_or_else(|| item.unwrap_or_default().to_owned(), versioned)
}

/// The id of a later version of an item.
pub(crate) fn versioned(version: &Version) -> String {
    format!("{}#{}", version.story, version.number)
}

/// The text of a content set: plain text where there is some, else of what is marked up, never both.
fn newsml_body(content: &Element) -> String {
    let kind = |data: &Element| data.attribute("contenttype").unwrap_or_default().to_owned();
    if let Some(plain) =
        content.all("inlineData").find(|data| kind(data).starts_with("text/plain") || kind(data).is_empty())
    {
        return plain.raw_text().trim().to_owned();
    }
    if let Some(inline) = content.all("inlineXML").next() {
        if let Some(nitf) = inline.all("nitf").next() {
            return nitf_body(nitf);
        }
        let mut bodies = Vec::new();
        inline.descendants("body", &mut bodies);
        let body = bodies.first().copied().unwrap_or(inline);
        let main = body.all("section").find(|section| section.has_class("main")).unwrap_or(body);
        return joined(main.paragraphs(is_no_text));
    }
    let marked = content.all("inlineData").next().map(|data| markup::text(&data.raw_text()));
    marked.unwrap_or_default()
}

/// Elements of a body that are none of its text.
fn is_no_text(element: &Element) -> bool {
    let classes =
        ["dateline", "byline", "credit", "note", "ednote", "notepad", "public", "nonpublic", "closing", "headline"];
    let names = [
        "aside",
        "figure",
        "figcaption",
        "footer",
        "header",
        "head",
        "media",
        "note",
        "script",
        "style",
        "dateline",
        "byline",
    ];
    names.contains(&element.name.as_str()) || classes.iter().any(|class| element.has_class(class))
}

/// Paragraphs without a closing mark at their end.
fn joined(mut paragraphs: Vec<String>) -> String {
    if paragraphs.len() > 1 && paragraphs.last().is_some_and(|last| is_closing_mark(last)) {
        paragraphs.pop();
    }
    paragraphs.join("\n\n")
}

/// Whether a paragraph is the mark of abbreviations that agencies end with, such as `xyz ab cd n1 ef`, or `###`.
fn is_closing_mark(paragraph: &str) -> bool {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let is_code = |word: &&str| {
        word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'/')
    };
    let is_sign = paragraph.chars().all(|c| "#-*=_ ".contains(c));
    is_sign || (2..=10).contains(&words.len()) && words.iter().all(is_code)
}

/// A text without the dateline that opens it, which is stated beside it.
fn without_dateline(text: String, dateline: Option<&str>) -> String {
    let Some(dateline) = dateline.map(|dateline| dateline.trim_end_matches(['-', '–', '—', ' '])) else {
        return text;
    };
    let rest = text.strip_prefix(dateline).filter(|_| !dateline.is_empty());
    rest.map_or(text.clone(), |rest| rest.trim_start_matches(['-', '–', '—', ' ', '\u{A0}', ':']).to_owned())
}

/// One NITF document.
fn nitf_document(nitf: &Element, options: &Options) -> Result<Article, Fault> {
    let head = nitf.at(&["head"]);
    let data = head.and_then(|head| head.at(&["docdata"]));
    let body_head = nitf.at(&["body", "body.head"]);
    let text = nitf_body(nitf);
    check(&text, options)?;
    let norm = |element: Option<&Element>| element.and_then(|element| element.attribute("norm")).map(str::to_owned);
    let published = head.and_then(|head| head.at(&["pubdata"])?.attribute("date.publication")).map(str::to_owned);
    let (published_on, sources) = date(&[
        ("date.issue", norm(data.and_then(|data| data.at(&["date.issue"])))),
        ("date.release", norm(data.and_then(|data| data.at(&["date.release"])))),
        ("story.date", norm(body_head.and_then(|head| head.at(&["dateline", "story.date"])))),
        ("date.publication", published),
    ]);
    let id = data.and_then(|data| data.at(&["doc-id"])).and_then(|id| id.attribute("id-string"));
    let key = data.and_then(|data| data.at(&["du-key"]));
    let number = key.and_then(|key| key.attribute("version"));
    // A story keeps its key through all its versions, each of which is a document of its own.
    let version = version(key.and_then(|key| key.attribute("key")).or(id), number);
    let title = body_head.and_then(|head| head.at(&["hedline", "hl1"])).and_then(Element::text);
    let publication = head.and_then(|head| head.at(&["pubdata"])).and_then(|data| data.attribute("name"));
    let bylines = body_head.into_iter().flat_map(|head| head.all("byline")).filter_map(byline);
    Ok(Article {
        id: match (id, number.filter(|number| *number != "1")) {
            (Some(id), Some(number)) => format!("{id}#{number}"),
            (id, _) => id.unwrap_or_default().to_owned(),
        },
        version,
        title: title.or_else(|| head.and_then(|head| head.at(&["title"])).and_then(Element::text)),
        outlet: publication
            .map(str::to_owned)
            .or_else(|| body_head.and_then(|head| head.at(&["distributor"])).and_then(Element::text)),
        date: published_on,
        sources,
        lang: nitf.attribute("lang").map(str::to_owned).or_else(|| options.lang.clone()),
        authors: bylines.collect(),
        text,
        ..Article::default()
    })
}

/// Who a byline names: its person, else its words.
fn byline(line: &Element) -> Option<String> {
    line.all("person").find_map(Element::text).or_else(|| line.text())
}

/// The text of a NITF document.
fn nitf_body(nitf: &Element) -> String {
    nitf.at(&["body", "body.content"]).map(|body| joined(body.paragraphs(is_no_text))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::read;
    use kollate_core::Article;

    fn items(xml: &str) -> Vec<Result<Article, String>> {
        let mut items = Vec::new();
        read("a.xml", xml.as_bytes(), &Options::default(), &mut |item| {
            items.push(item.map_err(|problem| problem.to_string()));
        });
        items
    }

    fn newsml(version: u32, status: &str) -> String {
        format!(
            r#"<newsItem guid="urn:newsml:agentur.example:2025:77" version="{version}" xml:lang="de">
<itemMeta><provider><name>Agentur Nord</name></provider><versionCreated>2025-03-04T10:00:00+01:00</versionCreated>
<pubStatus qcode="stat:{status}"/><edNote>Redaktion: bitte anrufen</edNote></itemMeta>
<contentMeta><headline>F&#228;hre l&#228;uft auf Grund</headline><dateline>Osterwarf (agn) - </dateline>
<creator><name>Ole Brandt</name></creator><language tag="de-DE"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<section class="main"><p><span class="dateline">Osterwarf (agn) - </span>Eine F&#228;hre ist auf Grund gelaufen.</p>
<p>Verletzt wurde niemand.</p><p>agn ob yy n1 kl</p></section>
<section class="notepad"><p>Notizblock: Telefon 0123</p></section></body></html></inlineXML></contentSet></newsItem>"#
        )
    }

    #[test]
    fn an_item_of_newsml() {
        let article = items(&newsml(1, "usable")).remove(0).unwrap();
        assert_eq!(article.id, "urn:newsml:agentur.example:2025:77");
        assert_eq!(article.title.as_deref(), Some("Fähre läuft auf Grund"));
        assert_eq!(article.text, "Eine Fähre ist auf Grund gelaufen.\n\nVerletzt wurde niemand.");
        assert_eq!((article.outlet.as_deref(), article.lang.as_deref()), (Some("Agentur Nord"), Some("de-DE")));
        assert_eq!(
            (article.date.unwrap().value.as_str(), article.authors),
            ("2025-03-04", vec!["Ole Brandt".to_owned()])
        );
    }

    #[test]
    fn versions_are_articles_and_cancelled_items_none() {
        let message = format!(
            "<newsMessage><itemSet>{}{}{}</itemSet></newsMessage>",
            newsml(1, "usable"),
            newsml(2, "usable"),
            newsml(3, "canceled")
        );
        let ids: Vec<Result<String, String>> =
            items(&message).into_iter().map(|item| item.map(|article| article.id)).collect();
        assert_eq!(
            ids[..2],
            [Ok("urn:newsml:agentur.example:2025:77".into()), Ok("urn:newsml:agentur.example:2025:77#2".into())]
        );
        let versions = items(&message).into_iter().take(2).map(|item| item.unwrap().version.unwrap().number);
        assert_eq!(versions.collect::<Vec<_>>(), ["1", "2"]);
        assert!(ids[2].as_ref().unwrap_err().ends_with("the item was withdrawn"), "{ids:?}");
    }

    #[test]
    fn a_document_of_nitf() {
        let found = items(
            r#"<?xml version="1.0"?><nitf xml:lang="en"><head><title>slug</title><docdata><doc-id id-string="n-9"/>
<date.issue norm="20250304T101500Z"/></docdata><pubdata name="The Ledger"/></head><body><body.head><hedline><hl1>Ferry runs
aground</hl1></hedline><byline>By <person>Ida Moor</person></byline><dateline><location>OSTERWARF</location></dateline></body.head>
<body.content><p>A ferry ran aground.</p><media><media-caption><p>The ferry.</p></media-caption></media>
<block><p>Nobody was hurt.</p></block></body.content></body></nitf>"#,
        );
        let article = found.into_iter().next().unwrap().unwrap();
        assert_eq!(article.text, "A ferry ran aground.\n\nNobody was hurt.");
        assert_eq!((article.title.as_deref(), article.id.as_str()), (Some("Ferry runs aground"), "n-9"));
        assert_eq!((article.date.unwrap().value.as_str(), article.authors[0].as_str()), ("2025-03-04", "Ida Moor"));
    }

    #[test]
    fn damage_leaves_what_stands_before() {
        let whole = format!("<newsMessage><itemSet>{}{}", newsml(1, "usable"), newsml(2, "usable"));
        let found = items(&whole[..whole.len() - 200]);
        assert!(found[0].is_ok() && found.len() == 2, "{found:?}");
        assert!(found[1].as_ref().unwrap_err().contains("not valid XML"), "{found:?}");
    }
}
