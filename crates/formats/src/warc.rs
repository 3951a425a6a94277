//! WARC, the format of web archives: the web pages among its responses.
//!
//! A damaged record is skipped, named by its place, and reading goes on with the next. What is no page (images, scripts,
//! redirections, requests) is passed over in silence.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Options;
use crate::Problem;
use crate::Shape;
use crate::Sink;
use crate::html;
use crate::record::check;
use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;
use flate2::read::ZlibDecoder;
use kollate_core::Article;
use kollate_core::FieldSource;
use std::io;
use std::io::BufRead;
use std::io::Read;

pub(crate) const FORMAT: Format = Format {
    name: "warc",
    about: "WARC files of web archives, one article a page",
    extensions: &["warc"],
    fields: "as html; WARC-Record-ID, WARC-Target-URI, WARC-Date; conversion records (WET) as plain text",
    holds_bytes: true,
    shape: Shape::Records,
    recognises: |head| head.starts_with(b"WARC/"),
    read,
};

/// Longest line of a header.
const MAX_LINE: usize = 64 << 10;
/// Most lines of a header.
const MAX_LINES: usize = 256;
/// Largest record that is held; a longer one is passed over.
const MAX_RECORD: u64 = 64 << 20;

pub(crate) fn read(input: Input, sink: &mut Sink) {
    let mut records = Records::new(input.bytes);
    let (mut number, mut found) = (0, false);
    loop {
        let offset = match records.seek() {
            Ok(true) => records.offset,
            Ok(false) => break,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                number += 1;
                sink(Err(at(Fault::Io(error), number, records.damaged.take().unwrap_or(records.offset))));
                found = true;
                continue;
            }
            Err(error) => return sink(Err(at(Fault::Io(error), number + 1, records.offset))),
        };
        number += 1;
        let read = records.next();
        records.is_told = read.is_err();
        let item = match read {
            Ok(record) => article(record, input.options),
            Err(error) => Some(Err(Fault::Io(error))),
        };
        if let Some(item) = item {
            found = true;
            sink(match item {
                Ok(article) => Ok(Article { record: Some(number), ..article }),
                Err(fault) => Err(at(fault, number, offset)),
            });
        }
    }
    if !found {
        sink(Err(Fault::NoRecord.into()));
    }
}

fn at(fault: Fault, record: usize, offset: u64) -> Problem {
    Problem { record: Some(record), offset: Some(offset), ..fault.into() }
}

/// The records of a file.
struct Records<'a> {
    bytes: Box<dyn BufRead + 'a>,
    /// Decompressed bytes read so far.
    offset: u64,
    /// Whether what is read is copied to `copy`.
    copies: bool,
    copy: Vec<u8>,
    /// Where bytes begin that are no record.
    damaged: Option<u64>,
    /// Whether what comes before the next record belongs to a damage that was told.
    is_told: bool,
}

/// Copies the records of a file that `stays` says so of, by their numbers, each as it stands.
///
/// # Errors
/// If the file cannot be written to. What cannot be read is left out.
pub(crate) fn copy<'a>(
    bytes: Box<dyn BufRead + 'a>,
    stays: &dyn Fn(usize) -> bool,
    out: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut records = Records::new(bytes);
    for number in 1.. {
        match records.seek() {
            Ok(true) => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => continue,
            Ok(false) | Err(_) => break,
        }
        records.copies = stays(number);
        let read = records.next();
        records.is_told = read.is_err();
        if read.is_ok() && records.copies {
            records.copy.extend_from_slice(b"\r\n\r\n");
            out(&records.copy)?;
        }
        records.copies = false;
        records.copy.clear();
    }
    Ok(())
}

/// A record.
struct Record {
    header: Header,
    /// What it holds; nothing where it is no page or over the limit.
    block: Vec<u8>,
    length: u64,
}

/// The fields of a header, names in lower case.
#[derive(Default)]
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

impl<'a> Records<'a> {
    fn new(bytes: Box<dyn BufRead + 'a>) -> Self {
        Self { bytes, offset: 0, copies: false, copy: vec![], damaged: None, is_told: false }
    }

    /// Moves to the line that begins the next record. Returns whether there is one. Bytes before it that are none, and
    /// of which nothing was told yet, are an error of the kind `InvalidData`, once; where they begin is in `damaged`.
    fn seek(&mut self) -> io::Result<bool> {
        let (mut line, mut damaged) = (Vec::new(), None);
        let found = loop {
            let start = self.offset;
            let begins = self.bytes.fill_buf().map(|bytes| bytes.starts_with(b"WARC/"));
            let read = match begins {
                Ok(true) => break true,
                Ok(false) => self.line(&mut line),
                Err(error) => Err(error),
            };
            match read {
                Ok(0) => break false,
                Ok(_) => damaged = damaged.or((!line.is_empty()).then_some(start)),
                Err(error) => {
                    self.is_told = true;
                    return Err(error);
                }
            }
        };
        if damaged.is_some() && !std::mem::replace(&mut self.is_told, false) {
            (self.damaged, self.is_told) = (damaged, true);
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no record begins here"));
        }
        self.is_told = false;
        Ok(found)
    }

    /// Reads a line without its end. Returns its length with it, 0 at the end of the file.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        line.clear();
        let read = self.bytes.by_ref().take(MAX_LINE as u64).read_until(b'\n', line)?;
        self.offset += read as u64;
        if self.copies {
            self.copy.extend_from_slice(line);
        }
        line.truncate(line.trim_ascii_end().len());
        Ok(read)
    }

    /// Reads the record that begins here.
    fn next(&mut self) -> io::Result<Record> {
        let mut line = Vec::new();
        self.line(&mut line)?;
        let mut header = Header::default();
        while self.line(&mut line)? > 0 && !line.is_empty() && header.0.len() < MAX_LINES {
            header.0.extend(field(&line));
        }
        let length = header.get("content-length").parse::<u64>();
        let length = length.map_err(|_| io::Error::other("the record states no length"))?;
        let is_wanted = is_page(&header) && length <= MAX_RECORD && !self.copies;
        let mut block = Vec::new();
        let mut content = self.bytes.by_ref().take(length);
        let read = match (self.copies, is_wanted) {
            (true, _) => content.read_to_end(&mut self.copy)? as u64,
            (_, true) => content.read_to_end(&mut block)? as u64,
            _ => io::copy(&mut content, &mut io::sink())?,
        };
        self.offset += read;
        if read < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the record is cut off"));
        }
        Ok(Record { header, block, length })
    }
}

/// A field of a header.
fn field(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// Whether a record may hold a page.
fn is_page(header: &Header) -> bool {
    match header.get("warc-type") {
        "response" => header.get("content-type").starts_with("application/http"),
        "resource" => header.get("content-type").contains("html"),
        "conversion" => header.get("content-type").starts_with("text/plain"),
        _ => false,
    }
}

/// The article of a record; none where it is no page.
fn article(record: Record, options: &Options) -> Option<Result<Article, Fault>> {
    let Record { header, block, length } = record;
    if !is_page(&header) {
        return None;
    }
    if length > MAX_RECORD {
        return Some(Err(Fault::PageTooLong { bytes: length as usize, limit: MAX_RECORD as usize }));
    }
    let found = match header.get("warc-type") {
        "conversion" => plain(block, options),
        "resource" => html::page(block, None, options),
        _ => match response(&block) {
            Ok(Some((page, charset))) => html::page(page, charset, options),
            Ok(None) => return None,
            Err(fault) => Err(fault),
        },
    };
    Some(found.map(|article| named(article, &header)))
}

/// A page as the archive names it.
fn named(article: Article, header: &Header) -> Article {
    let id = header.get("warc-record-id").trim_start_matches('<').trim_end_matches('>');
    let uri = header.get("warc-target-uri").trim_start_matches('<').trim_end_matches('>');
    let host = crate::record::host(uri);
    Article {
        sources: article.sources.into_iter().filter(|source| source.field != "url").chain(of_archive(header)).collect(),
        captured: Some(header.get("warc-date").to_owned()).filter(|date| !date.is_empty()),
        id: id.strip_prefix("urn:uuid:").unwrap_or(id).to_owned(),
        outlet: article.outlet.or_else(|| Some(host.to_owned()).filter(|host| !host.is_empty())),
        url: Some(uri.to_owned()).filter(|uri| !uri.is_empty()),
        ..article
    }
}

/// Which fields of an article the header of its record gives.
fn of_archive(header: &Header) -> impl Iterator<Item = FieldSource> {
    let named = [("id", "WARC-Record-ID"), ("url", "WARC-Target-URI"), ("captured", "WARC-Date")];
    let stated = named.into_iter().filter(|(_, name)| !header.get(&name.to_ascii_lowercase()).is_empty());
    stated.map(|(field, name)| FieldSource { field, from: name.to_owned() })
}

/// The text of a record that is text already.
fn plain(block: Vec<u8>, options: &Options) -> Result<Article, Fault> {
    let decoded = crate::encoding::decode(block, None);
    check(&decoded.text, options)?;
    Ok(Article { text: decoded.text, replaced: decoded.replaced, lang: options.lang.clone(), ..Article::default() })
}

/// A page, and the encoding that its server stated.
type Page = (Vec<u8>, Option<&'static Encoding>);

/// The page of a response and the encoding its header states; none where it is no page.
fn response(block: &[u8]) -> Result<Option<Page>, Fault> {
    let end = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    let end = end.or_else(|| memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2)));
    let Some((end, start)) = end else { return Err(Fault::Io(io::Error::other("a response without a body"))) };
    let mut lines = block[..end].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let status = lines.next().unwrap_or_default();
    let header = Header(lines.filter_map(field).collect());
    let kind = header.get("content-type").to_ascii_lowercase();
    let is_found = status.split(|&byte| byte == b' ').nth(1) == Some(b"200".as_slice());
    if !is_found || !kind.contains("html") {
        return Ok(None);
    }
    let charset = kind.split("charset=").nth(1).map(|label| label.trim_matches(['"', '\'', ' ', ';']));
    let charset = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let body = &block[start..];
    let body =
        if header.get("transfer-encoding").eq_ignore_ascii_case("chunked") { unchunked(body) } else { body.to_vec() };
    Ok(Some((decoded(body, &header.get("content-encoding").to_ascii_lowercase())?, charset)))
}

/// The body of chunks. Archives sometimes keep the header but not the chunks: then the body is as it is.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let size = rest[..end].split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
        let size = str::from_utf8(size).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size else { break };
        let chunk = &rest[end + 1..];
        whole.extend_from_slice(&chunk[..size.min(chunk.len())]);
        if size == 0 || size >= chunk.len() {
            break;
        }
        rest = chunk[size..].strip_prefix(b"\r\n").unwrap_or(&chunk[size..]);
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// A body without its compression, which may not make more of it than a record may hold.
fn decoded(body: Vec<u8>, encoding: &str) -> Result<Vec<u8>, Fault> {
    let mut page = Vec::new();
    let limit = MAX_RECORD + 1;
    let read = match encoding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => {
            MultiGzDecoder::new(body.as_slice()).take(limit).read_to_end(&mut page)
        }
        "deflate" => ZlibDecoder::new(body.as_slice()).take(limit).read_to_end(&mut page),
        "zstd" => zstd::stream::read::Decoder::new(body.as_slice())
            .and_then(|decoder| decoder.take(limit).read_to_end(&mut page)),
        "br" => match unbrotlied(&body) {
            Ok(read) => Ok({
                page = read;
                page.len()
            }),
            // Archives sometimes keep the header of a body that they unpacked.
            Err(_) if str::from_utf8(&body).is_ok() => return Ok(body),
            Err(error) => Err(error),
        },
        _ => return Ok(body),
    };
    read?;
    if page.len() as u64 > MAX_RECORD {
        return Err(Fault::PageTooLong { bytes: page.len(), limit: MAX_RECORD as usize });
    }
    Ok(page)
}

/// A body without Brotli, up to one byte more than a record may hold.
fn unbrotlied(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    brotli_decompressor::Decompressor::new(body, 4096).take(MAX_RECORD + 1).read_to_end(&mut page)?;
    Ok(page)
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::Options;
    use crate::read;
    use kollate_core::Article;
    use std::io::Write;

    fn items(name: &str, bytes: &[u8]) -> Vec<Result<Article, String>> {
        let mut items = Vec::new();
        read(name, bytes, &Options::default(), &mut |item| items.push(item.map_err(|problem| problem.to_string())));
        items
    }

    pub(crate) fn page(text: &str) -> Vec<u8> {
        let text = format!(
            "{text} Der Deich bei Osterwarf hielt, obwohl das Wasser so hoch stand wie lange nicht mehr, sagte er. "
        )
        .repeat(4);
        format!(
            "<html><head><title>Deich</title></head><body><article><p>{text}</p><p>{text}</p></article></body></html>"
        )
        .into_bytes()
    }

    pub(crate) fn record(kind: &str, http: &str, body: &[u8]) -> Vec<u8> {
        let head = if http.is_empty() { String::new() } else { format!("HTTP/1.1 200 OK\r\n{http}\r\n\r\n") };
        let length = head.len() + body.len();
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:id-{length}>\r\nWARC-Target-URI: https://k.example/{kind}\r\n\
             Content-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n{head}"
        )
        .into_bytes();
        record.extend_from_slice(body);
        record.extend_from_slice(b"\r\n\r\n");
        record
    }

    pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A record with the date of its archive.
    fn dated(record: &[u8]) -> Vec<u8> {
        let record = str::from_utf8(record).unwrap();
        record.replacen("WARC-Type:", "WARC-Date: 2025-03-04T10:00:00Z\r\nWARC-Type:", 1).into_bytes()
    }

    #[test]
    fn pages_among_the_responses() {
        let chunked = |body: &[u8]| [format!("{:x}\r\n", body.len()).as_bytes(), body, b"\r\n0\r\n\r\n"].concat();
        let file = [
            record("warcinfo", "", b"software: x"),
            record("request", "GET", b""),
            dated(&record("response", "Content-Type: text/html", &page("Eins."))),
            record("response", "Content-Type: image/png", b"\x89PNG"),
            record(
                "response",
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
                &chunked(&gzip(&page("Zwei."))),
            ),
        ]
        .concat();
        for bytes in [file.clone(), gzip(&file)] {
            let found = items(if bytes == file { "a.warc" } else { "a.warc.gz" }, &bytes);
            let texts: Vec<&str> = found.iter().map(|item| &item.as_ref().unwrap().text[..5]).collect();
            assert_eq!(texts, ["Eins.", "Zwei."]);
            let first = found[0].as_ref().unwrap();
            assert!(first.id.starts_with("id-") && first.record == Some(3));
            assert_eq!(
                (first.url.as_deref(), first.outlet.as_deref()),
                (Some("https://k.example/response"), Some("k.example"))
            );
            assert_eq!(first.captured.as_deref(), Some("2025-03-04T10:00:00Z"));
            for (field, from) in [("id", "WARC-Record-ID"), ("url", "WARC-Target-URI"), ("captured", "WARC-Date")] {
                assert!(first.sources.iter().any(|source| source.field == field && source.from == from), "{field}");
            }
        }
    }

    #[test]
    fn a_damaged_record_is_named_and_the_rest_is_read() {
        let whole = |text| record("response", "Content-Type: text/html", &page(text));
        let mut damaged = gzip(&whole("Zwei."));
        let middle = damaged.len() / 2;
        damaged[middle..middle + 4].fill(0xFF);
        let file = [gzip(&whole("Eins.")), damaged, gzip(&whole("Drei."))].concat();
        let found = items("a.warc.gz", &file);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[0].as_ref().unwrap().text.starts_with("Eins.")
                && found[2].as_ref().unwrap().text.starts_with("Drei.")
        );
        assert!(found[1].as_ref().unwrap_err().starts_with("byte "), "{found:?}");
    }

    #[test]
    fn bytes_that_are_no_record_are_named_once() {
        let whole = |text| record("response", "Content-Type: text/html", &page(text));
        let mut damaged = whole("Zwei.");
        damaged[..8].copy_from_slice(b"WRAC/x.0");
        let file = [whole("Eins."), b"\r\n\r\n".to_vec(), damaged, b"\r\n\r\n".to_vec(), whole("Drei.")].concat();
        let found = items("a.warc", &file);
        let place = whole("Eins.").len() + 4;
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].as_ref().unwrap_err().starts_with(&format!("byte {place}: ")), "{found:?}");
        assert!(found[1].as_ref().unwrap_err().ends_with("no record begins here"), "{found:?}");
        assert!(found[2].as_ref().unwrap().text.starts_with("Drei."));
        // What is copied counts the records in the same way.
        let mut copied = vec![];
        let mut add = |bytes: &[u8]| {
            copied.extend_from_slice(bytes);
            Ok(())
        };
        super::copy(Box::new(file.as_slice()), &|number| number == 3, &mut add).unwrap();
        assert!(copied == whole("Drei."));
    }

    #[test]
    fn wrong_lengths_are_survived() {
        let mut file = record("response", "Content-Type: text/html", &page("Eins."));
        let text = String::from_utf8(file.clone()).unwrap().replace("Content-Length: ", "Content-Length: x");
        file = [text.into_bytes(), file].concat();
        let found = items("a.warc", &file);
        assert!(found[0].as_ref().unwrap_err().ends_with("the record states no length"), "{found:?}");
        assert!(found[1].is_ok());
        let cut = &file[..file.len() - 200];
        assert!(items("a.warc", cut)[1].as_ref().unwrap_err().ends_with("the record is cut off"));
    }
}
