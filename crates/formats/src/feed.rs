//! RSS and Atom feeds that carry whole articles.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Options;
use crate::Shape;
use crate::Sink;
use crate::dates::calendar_date;
use crate::jsonl::record_limit;
use crate::markup;
use crate::newsml::has_root;
use crate::record::check;
use crate::record::host;
use crate::xml;
use crate::xml::Element;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::FieldSource;
use kollate_core::StatedDate;
use std::io::Read;

pub(crate) const FORMAT: Format = Format {
    name: "feed",
    about: "RSS and Atom feeds, one article an item",
    extensions: &["rss", "atom", "xml"],
    fields: "content:encoded, content, description or summary; title, pubDate or published, guid or id, creator, language",
    holds_bytes: false,
    shape: Shape::Elements(&["item", "entry"]),
    recognises: |head| has_root(head, &[b"<rss", b"<feed", b"<rdf:RDF"]),
    read,
};

fn read(input: Input, sink: &mut Sink) {
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
    let root = &parsed.root;
    let channel = root.all("channel").next().unwrap_or(root);
    let mut items: Vec<&Element> = Vec::new();
    root.descendants(if root.name == "feed" { "entry" } else { "item" }, &mut items);
    items.retain(|item| item.is_whole);
    for (index, item) in items.iter().enumerate() {
        sink(match article(item, channel, options) {
            Ok(article) => Ok(Article { record: Some(index + 1), replaced: parsed.replaced, ..article }),
            Err(fault) => Err(fault.on_line(index + 1, item.line)),
        });
    }
    match parsed.damage {
        Some((line, reason)) => sink(Err(Fault::Xml(reason).on_line(items.len() + 1, line))),
        None if items.is_empty() => sink(Err(Fault::NoRecord.into())),
        None => {}
    }
}

/// The article of an item of RSS or an entry of Atom.
fn article(item: &Element, channel: &Element, options: &Options) -> Result<Article, Fault> {
    let text_of = |names: &[&str]| names.iter().find_map(|name| item.all(name).find_map(Element::text));
    let bodies = ["encoded", "content", "description", "summary"];
    let (from, text) = bodies.iter().find_map(|name| Some((*name, body(item, name)?))).ok_or(Fault::NoText)?;
    check(&text, options)?;
    let dates = ["pubDate", "published", "date", "issued", "updated"];
    let date = dates.iter().find_map(|name| Some((*name, calendar_date(&text_of(&[name])?)?)));
    let mut sources = vec![FieldSource { field: "text", from: from.to_owned() }];
    sources.extend(date.as_ref().map(|(from, _)| FieldSource { field: "date", from: (*from).to_owned() }));
    let mut links = item.all("link").filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let url = links.find_map(|link| link.attribute("href").map(str::to_owned).or_else(|| link.text()));
    let outlet = channel.all("title").find_map(Element::text);
    let lang = channel.all("language").find_map(Element::text).or_else(|| channel.attribute("lang").map(str::to_owned));
    let creators = item.all("creator").chain(item.all("author"));
    let name = |creator: &Element| creator.all("name").find_map(Element::text).or_else(|| creator.text());
    Ok(Article {
        id: text_of(&["guid", "id"]).or_else(|| url.clone()).unwrap_or_default(),
        title: item
            .all("title")
            .find_map(Element::text)
            .map(|title| if title.contains(['<', '&']) { markup::text(&title) } else { title }),
        outlet: outlet.or_else(|| url.as_deref().map(|url| host(url).to_owned())),
        date: date.map(|(_, value)| StatedDate { value, basis: DateBasis::Metadata }),
        sources,
        lang: lang.or_else(|| options.lang.clone()),
        authors: creators.filter_map(name).collect(),
        url,
        text,
        ..Article::default()
    })
}

/// The text of a child element that holds HTML as text, XHTML as elements, or plain text.
fn body(item: &Element, name: &str) -> Option<String> {
    let element = item.all(name).next()?;
    let text = if element.elements().next().is_some() {
        element.paragraphs(|element| ["script", "style", "figcaption"].contains(&element.name.as_str())).join("\n\n")
    } else {
        let raw = element.raw_text();
        if raw.contains('<') || raw.contains('&') { markup::text(&raw) } else { raw.trim().to_owned() }
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::read;
    use kollate_core::Article;

    fn items(name: &str, bytes: &[u8]) -> Vec<Result<Article, String>> {
        let mut items = Vec::new();
        read(name, bytes, &Options::default(), &mut |item| items.push(item.map_err(|problem| problem.to_string())));
        items
    }

    #[test]
    fn rss_with_whole_articles() {
        let rss = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel>\
<title>K\u{fc}stenblatt</title><language>de</language>\
<item><title>Deich h\u{e4}lt</title><link>https://k.example/1</link><guid>k-1</guid><dc:creator>Ole Brandt</dc:creator>\
<pubDate>Tue, 11 Feb 2025 08:15:00 +0100</pubDate><description>Kurz.</description>\
<content:encoded><![CDATA[<p>Der Deich h\u{e4}lt.</p><p>Sagt M&uuml;ller.</p>]]></content:encoded></item>\
<item><title>Leer</title></item></channel></rss>";
        let latin: Vec<u8> = rss.chars().map(|c| c as u8).collect();
        let found = items("a.rss", &latin);
        let article = found[0].as_ref().unwrap();
        assert_eq!(article.text, "Der Deich hält.\n\nSagt Müller.");
        assert_eq!((article.id.as_str(), article.outlet.as_deref()), ("k-1", Some("Küstenblatt")));
        assert_eq!(
            (article.date.as_ref().unwrap().value.as_str(), article.lang.as_deref()),
            ("2025-02-11", Some("de"))
        );
        assert_eq!(found[1].as_ref().unwrap_err(), "line 1: the record has no text");
    }

    #[test]
    fn atom_with_whole_articles_and_damage() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>The Ledger</title>\n\
<entry><id>l-1</id><title>Dyke holds</title><published>2025-02-11T08:15:00Z</published><author><name>Ida Moor</name></author>\
<link rel=\"alternate\" href=\"https://l.example/1\"/><content type=\"html\">&lt;p&gt;The dyke holds.&lt;/p&gt;</content></entry>\n\
<entry><id>l-2</id><content type=\"xhtml\"><div><p>Rain</p></div>";
        let found = items("a.xml", atom.as_bytes());
        let article = found[0].as_ref().unwrap();
        assert_eq!((article.text.as_str(), article.authors[0].as_str()), ("The dyke holds.", "Ida Moor"));
        assert_eq!(article.url.as_deref(), Some("https://l.example/1"));
        assert!(found[1].as_ref().unwrap_err().starts_with("line 3: not valid XML"), "{found:?}");
    }
}
