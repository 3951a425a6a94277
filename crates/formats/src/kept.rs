//! Writes a file again without some of its records, in its own shape and the bytes of those that stay.
//!
//! In: the file once more and a verdict on every record by its number, as [`crate::read`] counts them. Out: what stays,
//! decompressed; what stands around records (names of columns, brackets, the head of a feed) stays with them.

use crate::Options;
use crate::Shape;
use crate::encoding::utf8_stream;
use crate::jsonl::record_limit;
use csv::ByteRecord;
use csv::ReaderBuilder;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::cell::RefCell;
use std::io;
use std::io::BufRead;
use std::io::Read;
use std::io::Write;
use std::rc::Rc;

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is an article, and stays.
    Kept,
    /// It is an article that goes, or cannot be read.
    Gone,
    /// It is no article: a request in a web archive, say. It stays where something else than articles may stand.
    Other,
}

/// Whether the records of a format can be left out of its files one by one: of all but packages.
pub(crate) fn can_keep(shape: Shape) -> bool {
    shape != Shape::Package
}

/// Copies a file without the records that go. A file of one article has the number 1. `member` is called after each record
/// of a web archive, where a member of a compressed file may end. Returns whether that can be done with a file of this
/// format; nothing is written where not.
///
/// # Errors
/// If the file cannot be read or the copy not be written.
pub fn keep(
    path: &str,
    bytes: impl Read,
    options: &Options,
    verdict: &dyn Fn(usize) -> Verdict,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let (head, mut bytes) = crate::prepare(path, bytes)?;
    let Ok(format) = crate::recognise(path, &head, options) else { return Ok(false) };
    if !can_keep(format.shape) {
        return Ok(false);
    }
    let kept = |number: usize| verdict(number) == Verdict::Kept;
    match format.shape {
        Shape::Whole if kept(1) => drop(io::copy(&mut bytes, out)?),
        Shape::Whole | Shape::Package => {}
        Shape::Elements(names) => elements(&mut bytes, names, &kept, out)?,
        #[cfg(feature = "html")]
        Shape::Records => {
            crate::warc::copy(bytes, &|number| verdict(number) != Verdict::Gone, &mut |record| out.write_all(record))?;
        }
        #[cfg(not(feature = "html"))]
        Shape::Records => {}
        Shape::Lines => in_utf8(bytes, options, out, &mut |bytes, out| lines(bytes, &kept, out))?,
        Shape::List => in_utf8(bytes, options, out, &mut |bytes, out| list(bytes, options, &kept, out))?,
        Shape::Rows => in_utf8(bytes, options, out, &mut |bytes, out| rows(bytes, &kept, out))?,
    }
    Ok(true)
}

/// What copies a file that holds ASCII as single bytes.
type Copy<'c> = dyn FnMut(Box<dyn BufRead + '_>, &mut dyn Write) -> io::Result<()> + 'c;

/// Copies a file by way of UTF-8 where its characters are wider than bytes, else its bytes as they are.
fn in_utf8(
    mut bytes: Box<dyn BufRead + '_>,
    options: &Options,
    out: &mut dyn Write,
    copy: &mut Copy,
) -> io::Result<()> {
    let head = bytes.fill_buf()?;
    let little = head.starts_with(&[0xFF, 0xFE]);
    if little || head.starts_with(&[0xFE, 0xFF]) {
        let mut copied = Vec::new();
        copy(utf8_stream(bytes, options.encoding)?, &mut copied)?;
        let units = std::iter::once(0xFEFF).chain(String::from_utf8_lossy(&copied).encode_utf16().collect::<Vec<_>>());
        let wide: Vec<u8> =
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        return out.write_all(&wide);
    }
    let mark = if head.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    out.write_all(&head[..mark])?;
    bytes.consume(mark);
    copy(bytes, out)
}

/// Copies lines; blank ones count for nothing and go.
fn lines(mut bytes: Box<dyn BufRead + '_>, kept: &dyn Fn(usize) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let (mut line, mut number) = (Vec::new(), 0);
    while bytes.read_until(b'\n', &mut line)? > 0 {
        number += usize::from(!line.trim_ascii().is_empty());
        if !line.trim_ascii().is_empty() && kept(number) {
            out.write_all(&line)?;
        }
        line.clear();
    }
    Ok(())
}

/// Copies the values of a list with what stands between them.
fn list(
    bytes: Box<dyn BufRead + '_>,
    options: &Options,
    kept: &dyn Fn(usize) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut values = crate::json::Values::new(bytes, record_limit(options));
    let (mut number, mut opening) = (0, None);
    while let Some((_, found)) = values.next() {
        let opening = opening.get_or_insert_with(|| Some(values.between.clone()));
        let inner = (!values.in_list).then(|| crate::json::list_of(&values.json, options)).flatten();
        if let Some(range) = inner.filter(|_| found.is_ok()) {
            out.write_all(&opening.take().unwrap_or_else(|| values.between.clone()))?;
            out.write_all(&values.json[..range.start])?;
            let before = number;
            let inside = |inner: usize| {
                number = number.max(before + inner);
                kept(before + inner)
            };
            let inside = RefCell::new(inside);
            list(Box::new(&values.json[range.clone()]), options, &|inner| inside.borrow_mut()(inner), out)?;
            out.write_all(&values.json[range.end..])?;
            continue;
        }
        number += 1;
        if found.is_ok() && kept(number) {
            // The first that stays stands where the first stood.
            out.write_all(&opening.take().unwrap_or_else(|| values.between.clone()))?;
            out.write_all(&values.json)?;
        }
    }
    if let Some(Some(opening)) = opening {
        // Nothing stays: what opens the list does, without what parts its values.
        out.write_all(opening.trim_ascii_end())?;
    }
    out.write_all(&values.between)
}

/// Copies the row of names and those of a table that stay.
fn rows(mut bytes: Box<dyn BufRead + '_>, kept: &dyn Fn(usize) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let separator = crate::table::separator(bytes.fill_buf()?);
    let read = Rc::new(RefCell::new(Vec::new()));
    let tee = Tee { bytes, read: Rc::clone(&read) };
    let mut table = ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(tee);
    let (mut row, mut at, mut number) = (ByteRecord::new(), 0, 0);
    while table.read_byte_record(&mut row).map_err(io::Error::other)? {
        let length = (table.position().byte() - at) as usize;
        at += length as u64;
        let row: Vec<u8> = read.borrow_mut().drain(..length).collect();
        if number == 0 || kept(number) {
            out.write_all(&row)?;
        }
        number += 1;
    }
    // The end of the last line.
    out.write_all(&read.borrow())
}

/// A reader that keeps what was read.
struct Tee<'a> {
    bytes: Box<dyn BufRead + 'a>,
    read: Rc<RefCell<Vec<u8>>>,
}

impl Read for Tee<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        self.read.borrow_mut().extend_from_slice(&out[..read]);
        Ok(read)
    }
}

/// Copies a document without the elements of those names that go, and the space before them.
fn elements(
    bytes: &mut dyn BufRead,
    names: &[&str],
    kept: &dyn Fn(usize) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut document = Vec::new();
    bytes.read_to_end(&mut document)?;
    let mut copied = 0;
    for (index, (start, end)) in places(&document, names).into_iter().enumerate() {
        if !kept(index + 1) {
            out.write_all(document[copied..start].trim_ascii_end())?;
            copied = end;
        }
    }
    out.write_all(&document[copied..])
}

/// Where the outermost elements of those names begin and end.
fn places(document: &[u8], names: &[&str]) -> Vec<(usize, usize)> {
    // Tags are ASCII in every encoding whose characters are bytes: with all else blotted out, places stay what they are.
    let blotted: String = document.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { 'x' }).collect();
    let mut reader = Reader::from_str(&blotted);
    reader.config_mut().allow_dangling_amp = true;
    let (mut open, mut found) = (None, Vec::new());
    let mut depth = 0_usize;
    loop {
        let start = reader.buffer_position() as usize;
        match reader.read_event() {
            Err(_) | Ok(Event::Eof) => return found,
            Ok(Event::Start(tag)) => {
                if open.is_none() && names.contains(&tag.local_name().into_inner()) {
                    open = Some((depth, start));
                }
                depth += 1;
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                if let Some((_, start)) = open.take_if(|(level, _)| *level == depth) {
                    found.push((start, reader.buffer_position() as usize));
                }
            }
            Ok(Event::Empty(tag)) if open.is_none() && names.contains(&tag.local_name().into_inner()) => {
                found.push((start, reader.buffer_position() as usize));
            }
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(name: &str, bytes: &[u8], gone: &[usize]) -> Vec<u8> {
        let mut out = Vec::new();
        let verdict = |number: usize| if gone.contains(&number) { Verdict::Gone } else { Verdict::Kept };
        assert!(keep(name, bytes, &Options::default(), &verdict, &mut out).unwrap());
        out
    }

    #[test]
    fn every_shape_keeps_its_bytes() {
        for (name, pieces) in [
            (
                "a.csv",
                &["titel;text\r\n", "K\u{e4}lte;\"Es friert.\r\nSehr \"\"viel\"\".\"\r\n", "Wind;Er weht.\r\n"][..],
            ),
            ("a.csv", &["title,text\n", "Wind,Er weht.\n", "Regen,Es regnet.\n", "Sonne,Sie scheint.\n"]),
            ("a.jsonl", &["", "{\"text\": \"eins\"}\n", "{\"text\":\"zwei\" }\r\n", "{\"text\":\"drei\"}\n"]),
            ("a.jsonl", &["\u{FEFF}", "{\"text\": \"eins\"}\n", "{\"text\":\"zwei\"}\n"]),
        ] {
            let count = pieces.len() - 1;
            for gone in 0..(1 << count) {
                let gone: Vec<usize> = (1..=count).filter(|number| gone >> (number - 1) & 1 == 1).collect();
                let wanted: Vec<&str> =
                    pieces.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, piece)| *piece).collect();
                let found = without(name, pieces.concat().as_bytes(), &gone);
                assert_eq!(String::from_utf8(found).unwrap(), wanted.concat(), "{name} {gone:?}");
            }
        }
    }

    #[test]
    fn lists_stay_lists() {
        let list = "[\n  {\"text\": \"a\"},\n  {\"text\": \"b ü\"},\n  {\"text\": \"c\"}\n]\n";
        let found = |gone: &[usize]| String::from_utf8(without("a.json", list.as_bytes(), gone)).unwrap();
        assert_eq!(found(&[]), list);
        assert_eq!(found(&[1]), "[\n  {\"text\": \"b ü\"},\n  {\"text\": \"c\"}\n]\n");
        assert_eq!(found(&[2]), "[\n  {\"text\": \"a\"},\n  {\"text\": \"c\"}\n]\n");
        assert_eq!(found(&[2, 3]), "[\n  {\"text\": \"a\"}\n]\n");
        assert_eq!(found(&[1, 2, 3]), "[\n]\n");
        let inside = "{\"status\" : \"ok\", \"articles\": [ {\"text\":\"a\"} , {\"text\":\"b\"}], \"n\": [2]}\n";
        let kept = String::from_utf8(without("a.json", inside.as_bytes(), &[1])).unwrap();
        assert_eq!(kept, "{\"status\" : \"ok\", \"articles\": [ {\"text\":\"b\"}], \"n\": [2]}\n");
    }

    #[test]
    fn elements_go_with_the_space_before_them() {
        let feed = |items: &[&str]| {
            let item = |item: &&str| format!("\n  <item><title>{item}</title></item>");
            let items = items.iter().map(item).collect::<Vec<_>>().concat();
            let feed = format!(
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>Ü</title>{items}\n</channel></rss>"
            );
            feed.chars().map(|c| c as u8).collect::<Vec<u8>>()
        };
        let whole = feed(&["Größe", "zwei &amp; mehr", "drei"]);
        assert_eq!(without("a.rss", &whole, &[]), whole);
        assert_eq!(without("a.rss", &whole, &[2]), feed(&["Größe", "drei"]));
        assert_eq!(without("a.rss", &whole, &[1, 3]), feed(&["zwei &amp; mehr"]));
    }

    #[test]
    fn wide_characters_stay_wide() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let table = wide("\u{FEFF}title,text\nKälte,Es friert.\nWind,Er weht.\n");
        assert_eq!(without("a.csv", &table, &[1]), wide("\u{FEFF}title,text\nWind,Er weht.\n"));
    }

    #[test]
    fn files_of_one_article_stay_or_go() {
        assert_eq!(without("a.txt", b"Es regnet.", &[]), b"Es regnet.");
        assert_eq!(without("a.txt", b"Es regnet.", &[1]), b"");
    }

    #[cfg(feature = "html")]
    #[test]
    fn what_is_no_article_stays_in_an_archive() {
        use crate::warc::tests::page;
        use crate::warc::tests::record;
        let pieces = [
            record("warcinfo", "", b"software: x"),
            record("response", "Content-Type: text/html", &page("Eins.")),
            record("response", "Content-Type: image/png", b"\x89PNG"),
            record("response", "Content-Type: text/html", &page("Zwei.")),
        ];
        let verdict = |number: usize| match number {
            2 => Verdict::Gone,
            4 => Verdict::Kept,
            _ => Verdict::Other,
        };
        let mut out = Vec::new();
        keep("a.warc", pieces.concat().as_slice(), &Options::default(), &verdict, &mut out).unwrap();
        assert_eq!(out, [&pieces[0][..], &pieces[2], &pieces[3]].concat());
    }
}
