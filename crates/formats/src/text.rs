//! Plain text: one article a file.
//!
//! The text is the whole decoded content without its byte order mark. A fragment ` date YYYY-MM[-DD] ` at its very
//! start is a crawler's header: a date of low trust, and part of no sentence. So are the fields between lines of `---`
//! or `+++` at the start, as writers of Markdown put them there.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::Options;
use crate::Shape;
use crate::dates::calendar_date;
use crate::encoding::decode;
use crate::fields::FIELDS;
use crate::fields::Field;
use crate::record;
use crate::record::check;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::StatedDate;
use serde_json::Map;
use serde_json::Value;
use std::io::Read;

pub(crate) const FORMAT: Format = Format {
    name: "text",
    about: "plain text, one article a file",
    extensions: &["txt", "md", "text", "markdown"],
    fields: "the whole content is the text; a first fragment \"date YYYY-MM[-DD]\" is its date; fields between lines of --- or +++ at the start",
    holds_bytes: false,
    shape: Shape::Whole,
    recognises: |_| true,
    read: |input, sink| sink(read(input)),
};

fn read(input: Input) -> Item {
    let limit = input.options.max_article;
    let mut bytes = Vec::new();
    // UTF-16 takes two bytes where UTF-8 takes one.
    input.bytes.take(2 * limit as u64 + 4).read_to_end(&mut bytes).map_err(Fault::Io)?;
    if bytes.len() > 2 * limit + 2 {
        return Err(Fault::TooLong { bytes: bytes.len(), limit }.into());
    }
    let decoded = decode(bytes, input.options.encoding);
    check(&decoded.text, input.options)?;
    if let Some((header_bytes, fields)) = front_matter(&decoded.text) {
        if decoded.text[header_bytes..].trim().is_empty() {
            return Err(Fault::EmptyText.into());
        }
        // The text stands below the fields, whatever they say.
        let fields =
            [(Field::Text.name().to_owned(), Value::String("-".to_owned()))].into_iter().chain(fields).collect();
        let stated = record::article(&fields, &Options { map: vec![], ..input.options.clone() })?;
        let sources = stated.sources.into_iter().filter(|source| source.field != Field::Text.name()).collect();
        return Ok(Article { text: decoded.text, header_bytes, replaced: decoded.replaced, sources, ..stated });
    }
    let (header_bytes, date) = header(&decoded.text);
    Ok(Article {
        text: decoded.text,
        header_bytes,
        replaced: decoded.replaced,
        date,
        lang: input.options.lang.clone(),
        ..Article::default()
    })
}

/// Most lines of fields.
const FRONT_LINES: usize = 100;

/// The fields at the start of a text, between two lines of `---` (`key: value`) or `+++` (`key = value`), and where they
/// end. None where one of the lines is neither a field nor an item of a list, or none is the field of an article: then
/// the lines are rules across a page, and what stands between them is text.
fn front_matter(text: &str) -> Option<(usize, Map<String, Value>)> {
    let (mark, sign) = [("---", ':'), ("+++", '=')].into_iter().find(|(mark, _)| text.starts_with(mark))?;
    let mut fields = Map::new();
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').take(FRONT_LINES).enumerate() {
        end += line.len();
        let line = line.trim_end();
        if line == mark && number > 0 {
            let known = |key: &String| FIELDS.iter().any(|(.., names)| names.contains(&key.to_lowercase().as_str()));
            return fields.keys().any(known).then_some((end, fields));
        }
        if number == 0 {
            if line != mark {
                return None;
            }
        } else if !line.is_empty() && !line.starts_with([' ', '\t', '-', '#', ']', '[']) {
            let (key, value) = line.split_once(sign)?;
            let is_key = !key.trim().is_empty() && !key.trim().contains(char::is_whitespace);
            fields.insert(key.trim().to_owned(), field(value.trim()));
            is_key.then_some(())?;
        }
    }
    None
}

/// The value of a field: a word, or a list in brackets.
fn field(value: &str) -> Value {
    let bare = |value: &str| Value::String(value.trim().trim_matches(['"', '\'']).to_owned());
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        Some(items) => Value::Array(items.split(',').map(bare).collect()),
        None => bare(value),
    }
}

/// The crawler's header at the start of a text: its length with the space after it, and its date.
fn header(text: &str) -> (usize, Option<StatedDate>) {
    let found = || {
        let stated = text.strip_prefix(' ').unwrap_or(text).strip_prefix("date ")?;
        let end = stated.find(char::is_whitespace)?;
        let is_plain = stated[..end].bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let value = calendar_date(&stated[..end]).filter(|value| is_plain && *value == stated[..end])?;
        let after = stated[end..].chars().next()?;
        let length = text.len() - stated.len() + end + after.len_utf8();
        Some((length, Some(StatedDate { value, basis: DateBasis::Header })))
    };
    found().unwrap_or((0, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Article {
        let mut found = None;
        crate::read("a.md", content.as_bytes(), &Options::default(), &mut |item| found = item.ok());
        found.unwrap()
    }

    #[test]
    fn fields_at_the_start_are_read_and_are_no_text() {
        let article = text(
            "---\ntitle: \"Deich hält\"\nDate: 2025-02-11T08:15:00+01:00\nauthors: [Ida Moor, Ole Brandt]\ntags:\n  - Küste\n- Wetter\n---\nDer Deich hält.\n",
        );
        assert_eq!(&article.text[article.header_bytes..], "Der Deich hält.\n");
        assert_eq!((article.title.as_deref(), article.authors.len()), (Some("Deich hält"), 2));
        assert_eq!(article.date.unwrap().value, "2025-02-11");
        let toml = text("+++\ntitle = \"Deich\"\n+++\nEr hält.");
        assert_eq!((toml.title.as_deref(), &toml.text[toml.header_bytes..]), (Some("Deich"), "Er hält."));
        for plain in ["---\nDer Deich hält.\n---\nAber wie lange?", "---\nwetter: gut\n---\nJa.", "---\ntitle: x\nJa."]
        {
            assert_eq!(text(plain).header_bytes, 0, "{plain}");
        }
    }

    #[test]
    fn headers() {
        let cases = [
            (" date 2018-05 Der Rat tagt.", 14, Some("2018-05")),
            (" date 2018-05-31 Der Rat tagt.", 17, Some("2018-05-31")),
            ("date 2018-05 Der Rat tagt.", 13, Some("2018-05")),
            (" date 2018-13 Der Rat tagt.", 0, None),
            (" date 20180531 Der Rat tagt.", 0, None),
            ("Der Rat tagt. date 2018-05 ", 0, None),
            (" date 2018-05", 0, None),
        ];
        for (text, length, date) in cases {
            let (header, stated) = header(text);
            assert_eq!((header, stated.as_ref().map(|date| date.value.as_str())), (length, date), "{text}");
        }
    }
}
