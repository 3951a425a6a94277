//! JSON lines: one record a line.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::Options;
use crate::Shape;
use crate::Sink;
use crate::encoding::decode;
use crate::encoding::utf8_stream;
use crate::record;
use rayon::prelude::*;
use serde_json::Value;
use std::borrow::Cow;
use std::io;
use std::io::BufRead;
use std::ops::Range;

pub(crate) const FORMAT: Format = Format {
    name: "jsonl",
    about: "JSON lines, one record a line",
    extensions: &["jsonl", "ndjson", "json"],
    fields: FIELDS,
    holds_bytes: false,
    shape: Shape::Lines,
    recognises: |head| {
        let mut lines = head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let first = lines.next().unwrap_or_default().trim_ascii();
        let second = lines.next().map(<[u8]>::trim_ascii_start);
        first.starts_with(b"{") && first.ends_with(b"}") && second.is_some_and(|line| line.starts_with(b"{"))
    },
    read,
};

/// What is said of the fields of every format of records.
pub(crate) const FIELDS: &str = "text|body|maintext|plaintext|content…, title|headline…, \
    date|date_publish|publishing_date|published…, outlet|source-hostname|source_domain|publisher|source…, \
    lang|language, id|guid…; others with --map";

/// Bytes of lines that are parsed at once: enough to keep all threads busy, little enough to stay in their caches.
const BATCH_BYTES: usize = 4 << 20;

/// How much longer than the longest article the JSON of a record may be: every character may be an escape of six
/// bytes for two, and other fields want room too.
const JSON_OVER_TEXT: usize = 4;

fn read(input: Input, sink: &mut Sink) {
    let options = input.options;
    let bytes = match utf8_stream(input.bytes, options.encoding) {
        Ok(bytes) => bytes,
        Err(error) => return sink(Err(Fault::Io(error).into())),
    };
    let mut lines = Lines { bytes, line: 0, limit: record_limit(options) };
    let mut records = 0;
    loop {
        let (batch, error) = lines.batch();
        let read: Vec<Option<Item>> = batch.lines.par_iter().map(|line| batch.read(line, options)).collect();
        let is_last = batch.lines.is_empty();
        for item in read.into_iter().flatten() {
            records += 1;
            sink(numbered(item, records));
        }
        if let Some(error) = error {
            return sink(Err(Fault::Io(error).on_line(records + 1, lines.line + 1)));
        }
        if is_last {
            break;
        }
    }
    if records == 0 {
        sink(Err(Fault::NoRecord.into()));
    }
}

/// Longest JSON of one record, in bytes.
pub(crate) fn record_limit(options: &Options) -> usize {
    options.max_article.saturating_mul(JSON_OVER_TEXT).saturating_add(64 << 10)
}

/// An item with the number of its record.
pub(crate) fn numbered(item: Item, number: usize) -> Item {
    match item {
        Ok(article) => Ok(kollate_core::Article { record: Some(number), ..article }),
        Err(problem) => Err(crate::Problem { record: Some(number), ..problem }),
    }
}

/// Lines of a file, a batch at a time.
struct Lines<'a> {
    bytes: Box<dyn BufRead + 'a>,
    /// Lines read so far.
    line: usize,
    /// Longest line, in bytes.
    limit: usize,
}

/// Some lines, in one piece of memory.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    lines: Vec<Line>,
}

/// A line of a batch.
struct Line {
    /// Its number in the file, from 1.
    number: usize,
    /// Where it lies in the batch.
    range: Range<usize>,
    /// Its length in the file, which is more than lies in the batch where it is over the limit.
    length: usize,
}

impl Lines<'_> {
    /// The next lines, and the error that ended them.
    fn batch(&mut self) -> (Batch, Option<io::Error>) {
        let mut batch = Batch::default();
        while batch.bytes.len() < BATCH_BYTES {
            let start = batch.bytes.len();
            match read_line(&mut self.bytes, &mut batch.bytes, self.limit) {
                Ok(0) => break,
                Ok(length) => {
                    self.line += 1;
                    batch.lines.push(Line { number: self.line, range: start..batch.bytes.len(), length });
                }
                Err(error) => {
                    batch.bytes.truncate(start);
                    return (batch, Some(error));
                }
            }
        }
        (batch, None)
    }
}

/// Appends the next line to `line`, with its end, but never more than `limit` bytes of it. Returns its whole length;
/// 0 at the end of the file.
fn read_line(bytes: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<usize> {
    let mut length = 0;
    loop {
        let available = match bytes.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', available).map(|at| at + 1);
        let used = end.unwrap_or(available.len());
        let kept = used.min(limit.saturating_sub(length));
        line.extend_from_slice(&available[..kept]);
        bytes.consume(used);
        length += used;
        if end.is_some() || used == 0 {
            return Ok(length);
        }
    }
}

impl Batch {
    /// What a line holds; none where it is blank.
    fn read(&self, line: &Line, options: &Options) -> Option<Item> {
        let bytes = self.bytes[line.range.clone()].trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        let at_line = |fault: Fault| crate::Problem { line: Some(line.number), ..fault.into() };
        if line.length > line.range.len() {
            let fault = Fault::TooLong { bytes: line.length, limit: options.max_article };
            return Some(Err(at_line(fault)));
        }
        Some(parse(bytes, options).map_err(at_line))
    }
}

/// The article of one record in JSON.
pub(crate) fn parse(bytes: &[u8], options: &Options) -> Result<kollate_core::Article, Fault> {
    let (json, replaced) = if let Ok(json) = str::from_utf8(bytes) {
        (Cow::Borrowed(json), 0)
    } else {
        let decoded = decode(bytes.to_vec(), options.encoding);
        (Cow::Owned(decoded.text), decoded.replaced)
    };
    let value: Value = serde_json::from_str(&json).map_err(|error| Fault::Json(complaint(&error)))?;
    let Value::Object(record) = value else { return Err(Fault::NotARecord(kind(&value))) };
    Ok(kollate_core::Article { replaced, ..record::article(&record, options)? })
}

/// What a parser complains about, with the column but without the line, which it counts within the record.
fn complaint(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    format!("{what}, column {}", error.column())
}

/// What a value is, in words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read as read_bytes;

    fn items(lines: &str, options: &Options) -> Vec<Result<String, (Option<usize>, String)>> {
        let mut items = Vec::new();
        read_bytes("a.jsonl", lines.as_bytes(), options, &mut |item| {
            items.push(item.map(|article| article.text).map_err(|problem| (problem.record, problem.to_string())));
        });
        items
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_goes_on() {
        let found = items("{\"text\":\"eins\"}\n\n{\"text\": zwei}\r\n[1]\n{\"text\":\"drei\"}", &Options::default());
        let problem = |record, message: &str| Err((Some(record), message.to_owned()));
        assert_eq!(
            found,
            [
                Ok("eins".to_owned()),
                problem(2, "line 3: not valid JSON: expected value, column 10"),
                problem(3, "line 4: not a record but a list"),
                Ok("drei".to_owned()),
            ]
        );
    }

    #[test]
    fn a_line_over_the_limit_is_not_held() {
        let options = Options { max_article: 20, ..Options::default() };
        let long = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"kurz\"}}\n", "x".repeat(1 << 20));
        let found = items(&long, &options);
        assert_eq!(found[0].as_ref().unwrap_err().1, "line 1: 1048588 bytes, over the limit of 20 for one article");
        assert_eq!(found[1].as_deref(), Ok("kurz"));
    }

    #[test]
    fn many_records_stay_in_order() {
        let line = |n| format!("{{\"text\":\"Nummer {n} {}\"}}", "x".repeat(400));
        let lines: Vec<String> = (0..20_000).map(line).collect();
        let found = items(&lines.join("\n"), &Options::default());
        assert_eq!(found.len(), 20_000);
        for (n, text) in found.iter().enumerate() {
            assert!(text.as_ref().unwrap().starts_with(&format!("Nummer {n} ")));
        }
    }

    #[test]
    fn lines_in_other_encodings() {
        let latin = b"{\"text\":\"M\xFCnchen\"}\n".as_slice();
        let mut texts = Vec::new();
        read_bytes("a.jsonl", latin, &Options::default(), &mut |item| texts.push(item.unwrap().text));
        let wide: Vec<u8> = "\u{FEFF}{\"text\":\"München\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        read_bytes("a.jsonl", wide.as_slice(), &Options::default(), &mut |item| texts.push(item.unwrap().text));
        assert_eq!(texts, ["München", "München"]);
    }
}
