//! Records of JSON lines without a parser: where the fields lie in the bytes.
//!
//! For reading millions of records whose text is wanted and nothing else of much. What is found is what parsing would
//! give: a record with anything unusual in it (a text that is no string, an id under another name, a date in words) is
//! left to the parser. Unlike the parser, it does not mind control characters inside strings.

pub use crate::json_strings::Raw;

use crate::Fault;
use crate::Options;
use crate::dates::calendar_date;
use crate::fields::Field;
use crate::json_strings::end;
use crate::jsonl::parse;
use kollate_core::Article;
use serde::de::IgnoredAny;

/// The fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned<'l> {
    /// Its id: a word, or a number as it is written.
    pub id: Option<Raw<'l>>,
    /// Its date.
    pub date: Option<Raw<'l>>,
    /// Its text.
    pub text: Raw<'l>,
}

/// Finds the fields of the record at the start of `lines`, and where its line ends (before the line feed, or at the end
/// of the bytes). None where that takes a parser. Linear in the record.
pub fn scan(lines: &[u8]) -> Option<(Scanned<'_>, usize)> {
    let mut cursor = Cursor { bytes: lines, at: 0 };
    let mut found = Found::default();
    cursor.expect(b'{')?;
    loop {
        cursor.space();
        let key = cursor.string()?;
        cursor.expect(b':')?;
        cursor.space();
        found.field(key, &mut cursor)?;
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    let end = cursor.line_end()?;
    Some((found.record()?, end))
}

/// Reads a record by the parser: what a [`scan`] leaves.
///
/// # Errors
/// If it is no record, or has no text.
pub fn parse_record(line: &[u8], options: &Options) -> Result<Article, Fault> {
    parse(line, options)
}

/// The calendar date that a field states: `2024-06-10`, or `2024-06`.
pub fn date(stated: &[u8]) -> Option<String> {
    std::str::from_utf8(stated).ok().and_then(calendar_date)
}

/// What has been found of a record so far.
#[derive(Default)]
struct Found<'l> {
    id: Option<Raw<'l>>,
    date: Option<Raw<'l>>,
    text: Option<Raw<'l>>,
    /// An id or a date stands under another name as well.
    other_id: bool,
    other_date: bool,
}

impl<'l> Found<'l> {
    /// Takes the value that the cursor stands before.
    fn field(&mut self, key: Raw<'l>, cursor: &mut Cursor<'l>) -> Option<()> {
        if key.escaped {
            return None;
        }
        match key.bytes {
            b"text" => self.text = Some(cursor.string()?),
            b"id" => self.id = Some(cursor.word()?),
            b"date" => self.date = Some(cursor.string()?),
            name => {
                self.other_id |= is_called(name, Field::Id);
                self.other_date |= is_called(name, Field::Date);
                cursor.skip()?;
            }
        }
        Some(())
    }

    /// The record, where its fields are what they seem.
    fn record(self) -> Option<Scanned<'l>> {
        let text = self.text?;
        let empty = |raw: &Raw| matches!(raw.bytes.trim_ascii(), b"" | b"None");
        let unsure = text.bytes == b"None"
            || (self.id.is_none() && self.other_id)
            || (self.date.is_none() && self.other_date)
            || self.id.as_ref().is_some_and(|id| id.escaped || empty(id))
            || self.date.as_ref().is_some_and(|date| date.escaped || empty(date));
        (!unsure).then_some(Scanned { id: self.id, date: self.date, text })
    }
}

/// Whether a key is one of the names of a field.
fn is_called(key: &[u8], field: Field) -> bool {
    let Ok(key) = std::str::from_utf8(key) else { return true };
    if key.is_ascii() {
        return field.aliases().iter().any(|alias| alias.eq_ignore_ascii_case(key));
    }
    let key = key.to_lowercase();
    field.aliases().contains(&key.as_str())
}

/// A place in the bytes of a record.
struct Cursor<'l> {
    bytes: &'l [u8],
    at: usize,
}

impl<'l> Cursor<'l> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    fn expect(&mut self, wanted: u8) -> Option<()> {
        self.space();
        (self.next()? == wanted).then_some(())
    }

    /// A string.
    fn string(&mut self) -> Option<Raw<'l>> {
        self.expect(b'"')?;
        let rest = self.bytes.get(self.at..)?;
        let (end, escaped) = end(rest)?;
        self.at += end + 1;
        Some(Raw { bytes: &rest[..end], escaped })
    }

    /// A string, or a number that stands as it would be shown.
    fn word(&mut self) -> Option<Raw<'l>> {
        if self.bytes.get(self.at) == Some(&b'"') {
            return self.string();
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let bytes = &self.bytes[start..self.at];
        let ends = matches!(self.bytes.get(self.at), Some(b',' | b'}' | b' ' | b'\t' | b'\r'));
        let plain = (1..=18).contains(&bytes.len()) && (bytes[0] != b'0' || bytes.len() == 1) && ends;
        plain.then_some(Raw { bytes, escaped: false })
    }

    /// Passes over a value of any kind, once it is seen to be one.
    fn skip(&mut self) -> Option<()> {
        let start = self.at;
        match self.bytes.get(self.at)? {
            b'"' => {
                let raw = self.string()?;
                simdutf8::basic::from_utf8(raw.bytes).ok()?;
                return if raw.escaped { raw.unescape(&mut vec![]) } else { Some(()) };
            }
            b'{' | b'[' => self.nested()?,
            _ => {
                let more = |byte: &u8| !matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
                while self.bytes.get(self.at).is_some_and(more) {
                    self.at += 1;
                }
            }
        }
        serde_json::from_slice::<IgnoredAny>(&self.bytes[start..self.at]).ok().map(|_| ())
    }

    /// Goes to the end of a list or object.
    fn nested(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'\n' => return None,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// The end of the line, where nothing more stands on it.
    fn line_end(&mut self) -> Option<usize> {
        self.space();
        match self.bytes.get(self.at) {
            None | Some(b'\n') => Some(self.at),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;
    use serde_json::json;

    fn said(raw: Raw) -> Option<String> {
        let mut text = vec![];
        raw.unescape(&mut text)?;
        String::from_utf8(text).ok()
    }

    /// What scanning gives: id, date, text.
    fn fast(line: &str) -> Option<(String, Option<String>, String)> {
        let (record, end) = scan(line.as_bytes())?;
        assert!(end == line.len() || line.as_bytes()[end] == b'\n');
        let id = match record.id {
            Some(id) => said(id)?.trim().to_owned(),
            None => String::new(),
        };
        Some((id, record.date.and_then(|raw| date(raw.bytes)), said(record.text)?))
    }

    /// The naive twin: the parser.
    fn slow(line: &str) -> Option<(String, Option<String>, String)> {
        let article = parse(line.as_bytes(), &Options::default()).ok()?;
        Some((article.id, article.date.map(|date| date.value), article.text))
    }

    #[test]
    fn plain_records_are_scanned_and_others_left() {
        for (line, scanned) in [
            (r#"{"id":1,"text":"Es brannte."}"#, true),
            (r#" {"id" : "a" , "outlet":"x", "text" : "\u00dcber \ud83d\ude86 \"\n\n" } "#, true),
            (r#"{"text":"ja","date":"2024-06-10T12:00:00Z","tags":["a",{"b":"]}"}],"n":-1.5e3,"x":null}"#, true),
            (r#"{"text":"a","text":"b"}"#, true),
            (r#"{"text":"\ud800"}"#, true),
            (r#"{"id":1.0,"text":"a"}"#, false),
            (r#"{"id":007,"text":"a"}"#, false),
            (r#"{"id":"","guid":"g","text":"a"}"#, false),
            (r#"{"guid":"g","text":"a"}"#, false),
            (r#"{"Published":"2024-01-01","text":"a"}"#, false),
            (r#"{"te\u0078t":"a"}"#, false),
            (r#"{"text":["a","b"]}"#, false),
            (r#"{"text":null,"body":"a"}"#, false),
            (r#"{"text":"a"} x"#, false),
            (r#"{"text":"a",}"#, false),
            (r#"{"text":"a","x":1.2.3}"#, false),
            (r#"{"text":"a""#, false),
            (r#"{"text":"a\"#, false),
            ("{\"text\":\"a\nb\"}", false),
            ("[1]", false),
            ("", false),
        ] {
            assert_eq!(scan(line.as_bytes()).is_some(), scanned, "{line}");
            if let Some(found) = fast(line) {
                assert_eq!(Some(found), slow(line), "{line}");
            }
        }
    }

    #[test]
    fn a_record_ends_with_its_line() {
        let (record, end) = scan(b"{\"text\":\"a\"}\r\n{\"text\":\"b\"}").unwrap();
        assert_eq!((record.text.bytes, end), (&b"a"[..], 13));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[ -~äöü€😀\\n\\t\"\\\\]{0,12}".prop_map(Value::from),
            Just(json!("2024-03-01")),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec(("[a-c\"{}]{0,3}", inner), 0..4)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    fn keys() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("id".to_owned()),
            Just("text".to_owned()),
            Just("date".to_owned()),
            Just("Body".to_owned()),
            Just("guid".to_owned()),
            "[a-zä]{1,4}"
        ]
    }

    /// The line with everything beyond ASCII in escapes.
    fn escaped(line: &str) -> String {
        let mut out = String::new();
        for unit in line.encode_utf16() {
            match u8::try_from(unit) {
                Ok(byte) if byte.is_ascii() => out.push(char::from(byte)),
                _ => out.extend(format!("\\u{unit:04x}").chars()),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn scanning_agrees_with_parsing(pairs in prop::collection::vec((keys(), values()), 0..6), ascii in any::<bool>()) {
            let mut line = Value::Object(pairs.into_iter().collect()).to_string();
            if ascii {
                line = escaped(&line);
            }
            if let Some(found) = fast(&line) {
                let parsed = slow(&line);
                prop_assert!(parsed.is_some() || found.2.trim().is_empty(), "{} / {:?}", line, found);
                if let Some(parsed) = parsed {
                    prop_assert_eq!(found, parsed, "{}", line);
                }
            }
        }

        #[test]
        fn damage_is_never_read_as_something_else(text in "[a-z\\\\u\"{},:0-9]{0,20}", at in 0_usize..40) {
            let mut line = String::from(r#"{"id":"x","text":"Ein Satz.","n":[1,2]}"#);
            line.insert_str(at.min(line.len()), &text);
            if let Some(found) = fast(&line) {
                prop_assert_eq!(Some(found), slow(&line), "{}", line);
            }
        }
    }
}
