//! Plain text: one article a file.
//!
//! The text is the whole decoded content without its byte order mark. A fragment ` date YYYY-MM[-DD] ` at its very
//! start is a crawler's header: a date of low trust, and part of no sentence.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::dates::calendar_date;
use crate::encoding::decode;
use crate::record::check;
use kollate_core::Article;
use kollate_core::DateBasis;
use kollate_core::StatedDate;
use std::io::Read;

pub(crate) const FORMAT: Format = Format {
    name: "text",
    about: "plain text, one article a file",
    extensions: &["txt", "md", "text", "markdown"],
    fields: "the whole content is the text; a first fragment \"date YYYY-MM[-DD]\" is its date",
    holds_bytes: false,
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
