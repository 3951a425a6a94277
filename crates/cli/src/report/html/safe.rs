//! Text of articles, made safe to stand in HTML, in attributes and in data for scripts.

use crate::visible::picture;
use std::fmt;
use std::fmt::Write as _;

/// Text that stands as itself in HTML and in a quoted attribute.
///
/// Markup is escaped; control characters, and those that turn the direction of writing around, show as what they are,
/// so that a text can neither break out of its place nor read otherwise than it is written.
pub(super) struct Safe<'a>(pub(super) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plain = 0;
        for (at, c) in self.0.char_indices() {
            if !is_special(c) {
                continue;
            }
            f.write_str(&self.0[plain..at])?;
            plain = at + c.len_utf8();
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\r' if matches!(self.0[plain..].chars().next(), None | Some('\n')) => {}
                ..' ' | '\x7f' => f.write_char(picture(c))?,
                _ => write!(f, "⟨U+{:04X}⟩", u32::from(c))?,
            }
        }
        f.write_str(&self.0[plain..])
    }
}

/// Whether a character does not stand as itself.
fn is_special(c: char) -> bool {
    match c {
        '&' | '<' | '>' | '"' | '\'' | '\x7f'..='\u{9f}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\n' | '\t' => false,
        _ => c < ' ',
    }
}

/// JSON that can stand in a script element: it holds no character that HTML could take for markup.
pub(super) fn script_data(value: &serde_json::Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        // All of these occur inside strings only.
        if matches!(c, '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}') {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_its_place() {
        let cases = [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("\" onclick='x'", "&quot; onclick=&#39;x&#39;"),
            ("\x1b[31mrot\x1b[0m\0", "␛[31mrot␛[0m␀"),
            ("eins\r\nzwei\rdrei\tvier\n", "eins\nzwei␍drei\tvier\n"),
            ("\u{202E}txet\u{9b}\x7f", "⟨U+202E⟩txet⟨U+009B⟩␡"),
            ("שלום Ü 東京 e\u{301}", "שלום Ü 東京 e\u{301}"),
        ];
        for (text, safe) in cases {
            assert_eq!(Safe(text).to_string(), safe, "{text:?}");
        }
    }

    #[test]
    fn data_never_ends_its_script() {
        let hostile = serde_json::json!({"</script><!--": "]]>\u{2028}&'"});
        let safe = script_data(&hostile);
        assert!(!safe.contains(['<', '>', '&', '\'', '\u{2028}']), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap(), hostile);
    }
}
