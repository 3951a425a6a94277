//! JSON: a list of records, one record, or an object that holds a list of them.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::Options;
use crate::Problem;
use crate::Shape;
use crate::Sink;
use crate::encoding::utf8_stream;
use crate::json_strings::end;
use crate::jsonl::FIELDS;
use crate::jsonl::numbered;
use crate::jsonl::parse;
use crate::jsonl::record_limit;
use crate::record;
use serde_json::Map;
use serde_json::Value;
use std::io;
use std::io::BufRead;

pub(crate) const FORMAT: Format = Format {
    name: "json",
    about: "a JSON list of records, one record, or an object that holds a list of them",
    extensions: &["json"],
    fields: FIELDS,
    holds_bytes: false,
    shape: Shape::List,
    recognises: |head| {
        let head = head.trim_ascii_start();
        let after = head.get(1..).unwrap_or_default().trim_ascii_start();
        match head.first() {
            Some(b'[') => after.first().is_some_and(|byte| b"{]".contains(byte)),
            Some(b'{') => after.first().is_some_and(|byte| b"\"}".contains(byte)),
            _ => false,
        }
    },
    read,
};

fn read(input: Input, sink: &mut Sink) {
    let options = input.options;
    let bytes = match utf8_stream(input.bytes, options.encoding) {
        Ok(bytes) => bytes,
        Err(error) => return sink(Err(Fault::Io(error).into())),
    };
    let mut values = Values::new(bytes, record_limit(options));
    let mut records = 0;
    let mut emit = |item: Item| {
        records += 1;
        sink(numbered(item, records));
    };
    while let Some((line, found)) = values.next() {
        let at_line = |fault: Fault| Problem { line: Some(line), ..fault.into() };
        match found {
            Ok(()) if values.in_list => emit(parse(&values.json, options).map_err(at_line)),
            Ok(()) => outermost(&values.json, options, &mut |item| emit(item.map_err(at_line))),
            Err(fault) => emit(Err(at_line(fault))),
        }
    }
    if records == 0 {
        sink(Err(Fault::NoRecord.into()));
    }
}

/// Where the list of records lies in the JSON of an outermost value, as [`outermost`] finds it; none where the value is
/// one record.
pub(crate) fn list_of(json: &[u8], options: &Options) -> Option<std::ops::Range<usize>> {
    let Ok(Value::Object(record)) = serde_json::from_slice::<Value>(json) else { return None };
    let wanted = list_in(&record, options)?;
    let mut at = json.iter().position(|&byte| byte == b'{')? + 1;
    for number in 0..=wanted {
        let space = |at: usize| Some(at + json.get(at..)?.iter().position(|byte| !b" \t\r\n,:".contains(byte))?);
        at = space(at)? + 1;
        at = space(at + end(&json[at..])?.0 + 1)?;
        let mut values = Values::new(Box::new(&json[at..]), json.len());
        values.in_list = true;
        values.next()?.1.ok()?;
        if number == wanted {
            return Some(at..at + values.json.len());
        }
        at += values.json.len();
    }
    None
}

/// Which of an object's values is the list of its records: the first that holds one with a text, or else the first with
/// any object; none where the object has a text itself.
fn list_in(record: &Map<String, Value>, options: &Options) -> Option<usize> {
    let objects = |value: &Value| value.as_array().is_some_and(|items| items.iter().any(Value::is_object));
    let records = |value: &Value| {
        let mut items = value.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_object);
        items.any(|item| record::has_text(item, options))
    };
    if record::has_text(record, options) {
        return None;
    }
    record.values().position(records).or_else(|| record.values().position(objects))
}

/// The records of an outermost value: itself where it has a text, else those of the list in it.
fn outermost(json: &[u8], options: &Options, emit: &mut dyn FnMut(Result<kollate_core::Article, Fault>)) {
    if let Ok(Value::Object(record)) = serde_json::from_slice::<Value>(json)
        && let Some(Value::Array(items)) = list_in(&record, options).and_then(|at| record.values().nth(at))
    {
        for item in items {
            emit(match item {
                Value::Object(record) => record::article(record, options),
                other => Err(Fault::NotARecord(crate::jsonl::kind(other))),
            });
        }
    } else {
        emit(parse(json, options));
    }
}

/// The values of a list, or the values that follow one another in a file, each as its JSON.
pub(crate) struct Values<'a> {
    bytes: Box<dyn BufRead + 'a>,
    /// The line that is being read, from 1.
    line: usize,
    /// Longest value, in bytes.
    limit: usize,
    /// Whether the values are items of one list.
    pub(crate) in_list: bool,
    /// The last value.
    pub(crate) json: Vec<u8>,
    /// What stands before it, after the value before.
    pub(crate) between: Vec<u8>,
}

/// Where in a value the reader is.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    started: bool,
}

/// What a byte does to the reading of a value.
enum Step {
    /// It belongs to the value.
    Inside,
    /// It is the value's last byte.
    Last,
    /// The value ended before it.
    After,
}

impl<'a> Values<'a> {
    pub(crate) fn new(bytes: Box<dyn BufRead + 'a>, limit: usize) -> Self {
        Self { bytes, line: 1, limit, in_list: false, json: Vec::new(), between: Vec::new() }
    }

    /// Reads the next value into `json`; returns the line it starts on.
    pub(crate) fn next(&mut self) -> Option<(usize, Result<(), Fault>)> {
        self.json.clear();
        self.between.clear();
        let start = match self.skip_to_value() {
            Ok(true) => self.line,
            Ok(false) => return None,
            Err(error) => return Some((self.line, Err(self.give_up(error)))),
        };
        let found = match self.read_value() {
            Ok(length) if length > self.limit => Err(Fault::TooLong { bytes: length, limit: self.limit }),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Fault::Unfinished),
            Err(error) => Err(self.give_up(error)),
        };
        Some((start, found))
    }

    /// Turns an error into a fault after which nothing more is read.
    fn give_up(&mut self, error: io::Error) -> Fault {
        self.bytes = Box::new(io::empty());
        Fault::Io(error)
    }

    /// Skips what lies between values. Returns whether a value follows.
    fn skip_to_value(&mut self) -> io::Result<bool> {
        loop {
            let Some(&byte) = self.bytes.fill_buf()?.first() else { return Ok(false) };
            match byte {
                b'[' if !self.in_list => self.in_list = true,
                b']' if self.in_list => self.in_list = false,
                b'\n' => self.line += 1,
                b',' | b' ' | b'\t' | b'\r' => {}
                _ => return Ok(true),
            }
            self.between.push(byte);
            self.bytes.consume(1);
        }
    }

    /// Reads one value; returns its length, which is more than is kept where it is over the limit.
    fn read_value(&mut self) -> io::Result<usize> {
        let (mut scan, mut length) = (Scan::default(), 0);
        loop {
            let available = self.bytes.fill_buf()?;
            if available.is_empty() {
                let is_whole = scan.depth == 0 && !scan.in_string;
                return if is_whole { Ok(length) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            let (used, done) = scan.advance(available);
            let kept = used.min((self.limit + 1).saturating_sub(length));
            self.json.extend_from_slice(&available[..kept]);
            self.line += memchr::memchr_iter(b'\n', &available[..used]).count();
            self.bytes.consume(used);
            length += used;
            if done {
                return Ok(length);
            }
        }
    }
}

impl Scan {
    /// How many of `bytes` belong to the value, and whether it ends there.
    fn advance(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string && !self.escaped {
                // Most bytes of a record lie within strings: skip to the next that can end one.
                at += memchr::memchr2(b'"', b'\\', &bytes[at..]).unwrap_or(bytes.len() - at);
                if at == bytes.len() {
                    break;
                }
            }
            match self.step(bytes[at]) {
                Step::Inside => at += 1,
                Step::Last => return (at + 1, true),
                Step::After => return (at, true),
            }
        }
        (at, false)
    }

    fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            return self.step_in_string(byte);
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth <= 1 => return self.close(),
            b'}' | b']' => self.depth -= 1,
            b',' | b'\n' | b' ' | b'\t' | b'\r' if self.depth == 0 && self.started => return Step::After,
            _ => {}
        }
        self.started = true;
        Step::Inside
    }

    fn step_in_string(&mut self, byte: u8) -> Step {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                if self.depth == 0 {
                    return Step::Last;
                }
            }
            _ => {}
        }
        Step::Inside
    }

    /// A bracket that ends the value, or the list around it.
    fn close(&mut self) -> Step {
        if self.depth == 0 && self.started {
            return Step::After;
        }
        self.depth = 0;
        Step::Last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read as read_bytes;

    fn items(json: &str) -> Vec<Result<String, String>> {
        let mut items = Vec::new();
        read_bytes("a.json", json.as_bytes(), &Options::default(), &mut |item| {
            items.push(item.map(|article| article.text).map_err(|problem| problem.to_string()));
        });
        items
    }

    fn texts(json: &str) -> Vec<String> {
        items(json).into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn every_arrangement_of_records() {
        assert_eq!(texts(r#"[{"text":"a"},{"text":"b"}]"#), ["a", "b"]);
        assert_eq!(texts("{\n \"text\": \"a\"\n}"), ["a"]);
        assert_eq!(texts("{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n"), ["a", "b"]);
        assert_eq!(texts(r#"{"status":"ok","articles":[{"text":"a"},{"text":"b"}]}"#), ["a", "b"]);
        assert_eq!(texts(r#"{"pages":[{"next":2}],"articles":[{"text":"a"},{"text":"b"}]}"#), ["a", "b"]);
        // One item of news has lists of its own.
        assert_eq!(texts(r#"{"uri":"u","infosource":[{"name":"x"}],"body_text":"a"}"#), ["a"]);
        let bodies = r#"[{"contentType":"text/html","value":"<p>b</p>"},{"contentType":"text/plain","value":"a"}]"#;
        assert_eq!(texts(&format!(r#"{{"uri":"u","headlines":[{{"value":"x"}}],"bodies":{bodies}}}"#)), ["a"]);
        assert_eq!(texts("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), ["a", "b"]);
        assert_eq!(texts(r#"[{"text":"a \"]}\\ b","x":[[{}],{"y":"{"}]}]"#), [r#"a "]}\ b"#]);
    }

    #[test]
    fn damage_is_named_by_line() {
        assert_eq!(
            items("[\n{\"text\":\"a\"},\n{\"text\": wrong},\n7,\n{\"text\":\"b\"}\n]"),
            [
                Ok("a".to_owned()),
                Err("line 3: not valid JSON: expected value, column 10".to_owned()),
                Err("line 4: not a record but a number".to_owned()),
                Ok("b".to_owned()),
            ]
        );
        assert_eq!(
            items("[{\"text\":\"a\"},\n{\"text\":\"b"),
            [Ok("a".to_owned()), Err("line 2: the file ends in the middle of a record".to_owned())]
        );
        assert_eq!(items("[]"), [Err("the file holds no record".to_owned())]);
        assert_eq!(items("{]"), [Err("line 1: not valid JSON: key must be a string, column 2".to_owned())]);
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_crash() {
        let deep = format!("[{}", "[".repeat(500_000));
        assert_eq!(items(&deep), [Err("line 1: the file ends in the middle of a record".to_owned())]);
        let closed = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(items(&closed), [Err("line 1: not valid JSON: recursion limit exceeded, column 128".to_owned())]);
    }
}
