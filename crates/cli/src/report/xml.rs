//! Text in XML.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::fmt::Write;

/// A text as it stands in XML, between tags or in quotation marks.
///
/// Line breaks and tabs become references, for parsers change them in attributes; characters that XML cannot hold at
/// all become U+FFFD.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' => f.write_str("&#10;")?,
                '\r' => f.write_str("&#13;")?,
                '\t' => f.write_str("&#9;")?,
                '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A path as an IRI: what may not stand in one, byte by byte with a percent sign.
pub(super) fn iri(path: &str) -> String {
    let mut iri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            Escaped("a<b> & \"c\"\r\n\u{1b}[0m").to_string(),
            "a&lt;b&gt; &amp; &quot;c&quot;&#13;&#10;\u{FFFD}[0m"
        );
    }

    #[test]
    fn paths_are_iris() {
        assert_eq!(iri("a b/Köln#1.txt"), "a%20b/K%C3%B6ln%231.txt");
        assert_eq!(iri("/tmp/x"), "file:///tmp/x");
    }
}
