//! CSV and TSV: a row of names, then one record a row.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Options;
use crate::Shape;
use crate::Sink;
use crate::encoding::decode;
use crate::encoding::utf8_stream;
use crate::jsonl::record_limit;
use crate::record;
use csv::ByteRecord;
use csv::ErrorKind;
use csv::ReaderBuilder;
use kollate_core::Article;
use serde_json::Map;
use serde_json::Value;
use std::cell::Cell;
use std::io;
use std::io::BufRead;
use std::io::Read;
use std::rc::Rc;

pub(crate) const FORMAT: Format = Format {
    name: "csv",
    about: "comma, semicolon or tab separated values, one record a row, names in the first",
    extensions: &["csv", "tsv", "tab"],
    fields: "columns by the names of record fields; others with --map",
    holds_bytes: false,
    shape: Shape::Rows,
    recognises: |_| false,
    read,
};

/// What may stand between the columns; the one that the first line holds most of does.
const SEPARATORS: &[u8] = b",;\t|";

fn read(input: Input, sink: &mut Sink) {
    let options = input.options;
    let mut bytes = match utf8_stream(input.bytes, options.encoding) {
        Ok(bytes) => bytes,
        Err(error) => return sink(Err(Fault::Io(error).into())),
    };
    let separator = match bytes.fill_buf() {
        Ok(head) => separator(head),
        Err(error) => return sink(Err(Fault::Io(error).into())),
    };
    let limit = record_limit(options) as u64;
    let used = Rc::new(Cell::new(0));
    let bounded = Bounded { bytes, used: Rc::clone(&used), limit };
    let mut rows = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(bounded);
    let names = match rows.byte_headers() {
        Ok(names) => names.iter().map(|name| cell(name, options).0.trim().to_owned()).collect::<Vec<_>>(),
        Err(error) => return sink(Err(fault(error).on_line(1, 1))),
    };
    let (mut row, mut records) = (ByteRecord::new(), 0);
    loop {
        used.set(0);
        let line = rows.position().line() as usize;
        match rows.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {
                records += 1;
                let line = row.position().map_or(line, |position| position.line() as usize);
                sink(
                    article(&names, &row, options)
                        .map_err(|fault| fault.on_line(records, line))
                        .map(|article| Article { record: Some(records), ..article }),
                );
            }
            Err(error) => return sink(Err(fault(error).on_line(records + 1, line))),
        }
    }
    if records == 0 {
        sink(Err(Fault::NoRecord.into()));
    }
}

/// The separator that the first line holds most of.
pub(crate) fn separator(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| memchr::memchr_iter(separator, line).count();
    // Of equals the last would win; the comma is the likeliest, and so comes last.
    SEPARATORS.iter().rev().copied().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

/// The article of a row.
fn article(names: &[String], row: &ByteRecord, options: &Options) -> Result<Article, Fault> {
    let mut record = Map::new();
    let mut replaced = 0;
    for (name, bytes) in names.iter().zip(row) {
        let (text, damage) = cell(bytes, options);
        replaced += damage;
        record.insert(name.clone(), Value::String(text));
    }
    Ok(Article { replaced, ..record::article(&record, options)? })
}

/// The text of a cell, and how many sequences of bytes in it were no character.
fn cell(bytes: &[u8], options: &Options) -> (String, usize) {
    if let Ok(text) = str::from_utf8(bytes) {
        return (text.to_owned(), 0);
    }
    let decoded = decode(bytes.to_vec(), options.encoding);
    (decoded.text, decoded.replaced)
}

fn fault(error: csv::Error) -> Fault {
    match error.into_kind() {
        ErrorKind::Io(error) => Fault::Io(error),
        other => Fault::Io(io::Error::other(format!("{other:?}"))),
    }
}

/// A reader that gives no more than `limit` bytes for one row: an open quotation mark must not swallow a whole file.
struct Bounded<'a> {
    bytes: Box<dyn BufRead + 'a>,
    used: Rc<Cell<u64>>,
    limit: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.used.get() > self.limit {
            return Err(io::Error::other(format!(
                "a row of more than {} bytes; a quotation mark may be open",
                self.limit
            )));
        }
        let read = self.bytes.read(out)?;
        self.used.set(self.used.get() + read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::read;

    fn items(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<(String, String), String>> {
        let mut items = Vec::new();
        read(name, bytes, options, &mut |item| {
            items.push(match item {
                Ok(article) => Ok((article.title.unwrap_or_default(), article.text)),
                Err(problem) => Err(problem.to_string()),
            });
        });
        items
    }

    fn of(title: &str, text: &str) -> (String, String) {
        (title.to_owned(), text.to_owned())
    }

    #[test]
    fn every_separator_and_quoted_cells() {
        let options = Options::default();
        let expected = [Ok(of("Regen", "Es regnet, sagte er: \"Viel\".\nSehr.")), Ok(of("Sonne", "Sie scheint."))];
        for (name, separator) in [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")] {
            let rows = "Headline|Body\nRegen|\"Es regnet, sagte er: \"\"Viel\"\".\nSehr.\"\nSonne|Sie scheint.\n";
            assert_eq!(items(name, rows.replace('|', separator).as_bytes(), &options), expected, "{separator}");
        }
    }

    #[test]
    fn rows_without_text_and_short_rows_are_named() {
        let rows = b"title,text\nRegen,\nSonne\nWind,Er weht.\n";
        assert_eq!(
            items("a.csv", rows, &Options::default()),
            [
                Err("line 2: the text is empty".to_owned()),
                Err("line 3: the record has no text".to_owned()),
                Ok(of("Wind", "Er weht.")),
            ]
        );
        assert_eq!(items("a.csv", b"title,text\n", &Options::default()), [Err("the file holds no record".to_owned())]);
    }

    #[test]
    fn windows_exports_are_decoded_cell_by_cell() {
        let rows = b"titel;text\nK\xE4lte;Es friert in M\xFCnchen.\n";
        assert_eq!(items("a.csv", rows, &Options::default()), [Ok(of("Kälte", "Es friert in München."))]);
        let marked = "\u{FEFF}titel;text\nKälte;Es friert.\n".as_bytes();
        assert_eq!(items("a.csv", marked, &Options::default()), [Ok(of("Kälte", "Es friert."))]);
    }

    #[test]
    fn an_open_quotation_mark_swallows_no_file() {
        let options = Options { max_article: 100, ..Options::default() };
        let rows = format!("title,text\nWind,Er weht.\nRegen,\"{}", "x".repeat(1 << 20));
        let found = items("a.csv", rows.as_bytes(), &options);
        assert_eq!(found[0], Ok(of("Wind", "Er weht.")));
        assert!(found[1].as_ref().unwrap_err().starts_with("line 3: cannot be read: a row of more than"), "{found:?}");
    }
}
