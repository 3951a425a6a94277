//! Turns the files that newsrooms and archives have into [`kollate_core::Article`]s.
//!
//! In: a name and bytes. Out: articles and [`Problem`]s in the order of the file, handed to a sink one at a time, so
//! that a file may be larger than memory. A damaged record is a problem and the rest goes on. Ids are taken from the
//! records; where a record states none, the id is empty and the caller names the article.
//!
//! ```
//! use kollate_formats::{Options, read};
//! let mut texts = Vec::new();
//! let lines = "{\"headline\": \"Brand\", \"body\": \"Zwei Scheunen brannten.\"}\n{\"body\": 7}\n";
//! read("today.jsonl", lines.as_bytes(), &Options::default(), &mut |item| {
//!     texts.push(item.map(|article| article.text).map_err(|problem| problem.to_string()));
//! });
//! assert_eq!(texts[0].as_deref(), Ok("Zwei Scheunen brannten."));
//! assert_eq!(texts[1], Err("line 2: the field body is no text".to_owned()));
//! ```

mod compressed;
mod dates;
mod encoding;
mod feed;
mod fields;
#[cfg(feature = "html")]
mod html;
mod json;
mod json_strings;
mod jsonl;
pub mod jsonl_fast;
mod kept;
mod markup;
mod newsml;
mod parquet;
mod problem;
mod record;
mod spaces;
mod table;
mod text;
#[cfg(feature = "html")]
mod wacz;
#[cfg(feature = "html")]
mod warc;
mod xml;
#[cfg(feature = "html")]
mod zip;

pub use encoding::Decoded;
pub use encoding::decode;
pub use fields::FIELDS;
pub use fields::Field;
pub use fields::Mapping;
pub use fields::SHAPES;
pub use kept::Verdict;
pub use kept::keep;
pub use problem::Fault;
pub use problem::Problem;

use kollate_core::Article;
use kollate_core::FieldSource;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

/// How files are read, where the caller knows better than the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format; by extension and content where none.
    pub format: Option<&'static Format>,
    /// The encoding; by byte order mark, validity and detection where none.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Language of articles that state none.
    pub lang: Option<String>,
    /// Where records hold their fields, beside the names that are known.
    pub map: Vec<Mapping>,
    /// Longest text of an article, in bytes of UTF-8.
    pub max_article: usize,
    /// Whether the folder of a file names the outlet of articles that state none.
    pub folder_outlets: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, encoding: None, lang: None, map: vec![], max_article: MAX_ARTICLE, folder_outlets: false }
    }
}

/// Longest article read by default. The longest newspaper texts are under 1 MB; 50 MB leaves room for whole
/// transcripts and still bounds what a hostile file can make us hold.
pub const MAX_ARTICLE: usize = 50 << 20;

/// What a format's reader works on.
pub struct Input<'a> {
    /// Name of the file, for what it says about its content.
    pub path: &'a str,
    /// Its bytes, decompressed.
    pub bytes: Box<dyn BufRead + 'a>,
    /// How to read it.
    pub options: &'a Options,
}

/// An article, or why a part of the file is none.
pub type Item = Result<Article, Problem>;

/// Takes what is read, in the order of the file.
pub type Sink<'a> = dyn FnMut(Item) + 'a;

/// One input format.
#[derive(Debug)]
pub struct Format {
    /// As `--input-format` spells it.
    pub name: &'static str,
    /// One line for `kollate formats`.
    pub about: &'static str,
    /// Endings of file names, without the dot, in lower case.
    pub extensions: &'static [&'static str],
    /// Where it holds an article's fields.
    pub fields: &'static str,
    /// Whether its files may hold bytes that are no text.
    pub holds_bytes: bool,
    /// How its files hold records.
    pub shape: Shape,
    /// Whether the first bytes of a file (up to 8 KiB, without byte order mark) look like it.
    pub recognises: fn(&[u8]) -> bool,
    /// Reads a whole file.
    pub read: fn(Input, &mut Sink),
}

/// How a file holds its records: what is left out with one of them, and what stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The file is one article.
    Whole,
    /// A record a line.
    Lines,
    /// A list of JSON, alone or in an object.
    List,
    /// Rows of a table below one of names.
    Rows,
    /// Elements of those names.
    Elements(&'static [&'static str]),
    /// Records of a web archive.
    Records,
    /// Files in a package.
    Package,
}

/// The formats. Of several that share an extension, the first that recognises the content reads the file, and the last
/// of them where none does.
pub static FORMATS: &[Format] = &[
    jsonl::FORMAT,
    json::FORMAT,
    table::FORMAT,
    #[cfg(feature = "html")]
    html::FORMAT,
    #[cfg(feature = "html")]
    warc::FORMAT,
    #[cfg(feature = "html")]
    wacz::FORMAT,
    newsml::NEWSML,
    newsml::NITF,
    feed::FORMAT,
    parquet::FORMAT,
    text::FORMAT,
];

/// The format named `name`.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Whether the name of a file says that it may be read: its ending is known (`.gz` and `.zst` aside), or it has none.
pub fn may_be_read(path: &str) -> bool {
    match extension(path) {
        Some(extension) => FORMATS.iter().any(|format| format.extensions.contains(&extension.as_str())),
        None => true,
    }
}

/// Whether the lines of an article's text are the lines of its file, as far as the name of the file tells.
pub fn is_plain_text(path: &str) -> bool {
    extension(path).is_none_or(|name| text::FORMAT.extensions.contains(&name.as_str()))
}

/// How much of a file is looked at to recognise it.
const HEAD_BYTES: usize = 8 << 10;

/// Reads the articles of one file, decompressing it where its first bytes are those of gzip or Zstandard.
pub fn read(path: &str, bytes: impl Read, options: &Options, sink: &mut Sink) {
    let folder =
        path.rsplit(['/', '\\']).nth(1).filter(|name| options.folder_outlets && !["", ".", ".."].contains(name));
    let Some(folder) = folder else { return read_as_stated(path, bytes, options, sink) };
    read_as_stated(path, bytes, options, &mut |item| {
        sink(item.map(|article| match article.outlet {
            Some(_) => article,
            None => of_folder(article, folder),
        }));
    });
}

/// An article whose outlet the name of its folder is.
fn of_folder(mut article: Article, folder: &str) -> Article {
    article.outlet = Some(folder.to_owned());
    article.sources.push(FieldSource { field: Field::Outlet.name(), from: "folder".to_owned() });
    article
}

fn read_as_stated(path: &str, bytes: impl Read, options: &Options, sink: &mut Sink) {
    match prepare(path, bytes) {
        Ok(prepared) => {
            let (head, bytes) = prepared;
            match recognise(path, &head, options) {
                Ok(format) => (format.read)(Input { path, bytes, options }, sink),
                Err(fault) => sink(Err(fault.into())),
            }
        }
        Err(error) => sink(Err(Fault::Io(error).into())),
    }
}

/// How a file holds its records, by its name and first bytes; none where it cannot be read or is no text.
pub fn shape(path: &str, bytes: impl Read, options: &Options) -> Option<Shape> {
    let (head, _) = prepare(path, bytes).ok()?;
    recognise(path, &head, options).ok().map(|format| format.shape)
}

/// Whether a file whose content begins with `head` is JSON lines in UTF-8, so that its records can be found in its bytes
/// (see [`jsonl_fast`]): not compressed, no byte order mark, nothing that options say otherwise.
pub fn is_plain_jsonl(path: &str, head: &[u8], options: &Options) -> bool {
    let plain = !head.starts_with(&[0xEF, 0xBB, 0xBF]) && !head.contains(&0) && options.encoding.is_none();
    plain && recognise(path, head, options).is_ok_and(|format| format.name == jsonl::FORMAT.name)
}

/// The first bytes of a file's content, at most 8 KiB, and a reader of all of it, decompressed.
///
/// # Errors
/// If the file cannot be read, or is damaged at its very start.
pub fn open<'a>(path: &str, bytes: impl Read + 'a) -> std::io::Result<(Vec<u8>, Box<dyn BufRead + 'a>)> {
    prepare(path, bytes)
}

/// The first bytes of the content, and a reader of all of it.
fn prepare<'a>(path: &str, bytes: impl Read + 'a) -> io::Result<(Vec<u8>, Box<dyn BufRead + 'a>)> {
    let mut bytes = compressed::decompress(path, bytes)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let error = bytes.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).err();
    let start = Cursor::new(head.clone());
    // A file that breaks off early still has a beginning, which is read before the error is met again; what a damaged
    // member of a WARC file is followed by comes after it.
    let all: Box<dyn Read + 'a> = match error {
        Some(error) if head.is_empty() => return Err(error),
        Some(error) => Box::new(start.chain(Broken(Some(error))).chain(bytes)),
        None => Box::new(start.chain(bytes)),
    };
    Ok((head, Box::new(BufReader::with_capacity(256 << 10, all))))
}

/// A reader that gives an error, once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The format of a file: as told, by its extension, by its content.
fn recognise(path: &str, head: &[u8], options: &Options) -> Result<&'static Format, Fault> {
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(format) = options.format {
        return Ok(format);
    }
    if let Some(format) = FORMATS.iter().find(|format| format.holds_bytes && (format.recognises)(head)) {
        return Ok(format);
    }
    if let Some(what) = encoding::binary(head) {
        return Err(Fault::Binary { what });
    }
    let head = encoding::readable(head);
    let extension = extension(path);
    let named = |format: &&Format| extension.as_ref().is_some_and(|name| format.extensions.contains(&name.as_str()));
    let by_name = || FORMATS.iter().filter(named);
    Ok(by_name()
        .find(|format| (format.recognises)(&head))
        .or_else(|| by_name().next_back())
        .or_else(|| FORMATS.iter().find(|format| (format.recognises)(&head)))
        .unwrap_or(&text::FORMAT))
}

/// The extension of a path in lower case, after taking off `.gz` or `.zst`.
fn extension(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?.to_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of the formats, of which odd files are made.
    const PIECES: &[&[u8]] = &[
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"text\":",
        b"\"Ein Satz.\"",
        b",",
        b"\n",
        b"\r\n",
        b"title;text\n",
        b"\"",
        b"\\",
        b"\xFF",
        b"\xC3",
        b"\0",
        b"<rss>",
        b"<item>",
        b"</item>",
        b"<description>",
        b"&#x110000;",
        b"&auml;",
        b"<nitf>",
        b"<body><body.content><p>",
        b"<newsItem guid='a'>",
        b"<contentSet><inlineData>",
        b"<!DOCTYPE html>",
        b"<html><body><p>Ein Satz.</p>",
        b"<script>",
        b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n",
        b"Content-Length: 9\r\n",
        b"Content-Type: application/http\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"\x1F\x8B\x08\0\0\0\0\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b" date 2024-05 ",
        b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        b"archive/a.warc",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_as_any_format_without_panic(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30),
        ) {
            let bytes = pieces.concat();
            for format in FORMATS.iter().map(Some).chain([None]) {
                let options = Options { format, max_article: 1000, ..Options::default() };
                let mut items = 0;
                read("a", bytes.as_slice(), &options, &mut |item| {
                    items += 1;
                    if let Ok(article) = item {
                        assert!(article.text.len() <= 1000 && !article.text.trim().is_empty());
                        assert!(article.text.is_char_boundary(article.header_bytes));
                    }
                });
                prop_assert!(items > 0, "something is said of every file");
            }
        }
    }

    #[test]
    fn names_of_formats_are_unique() {
        for (index, format) in FORMATS.iter().enumerate() {
            assert!(FORMATS[..index].iter().all(|other| other.name != format.name), "{}", format.name);
        }
    }

    #[test]
    fn a_folder_names_the_outlet_where_it_may() {
        let options = Options { folder_outlets: true, ..Options::default() };
        let outlet = |path: &str, options: &Options| {
            let mut outlet = None;
            read(path, &b"{\"text\":\"Ja.\"}\n{\"text\":\"Ja.\",\"outlet\":\"Blatt\"}\n"[..], options, &mut |item| {
                outlet = outlet.take().or(Some(item.unwrap().outlet));
            });
            outlet.flatten()
        };
        assert_eq!(outlet("presse/bote/1.jsonl", &options).as_deref(), Some("bote"));
        assert_eq!((outlet("1.jsonl", &options), outlet("bote/1.jsonl", &Options::default())), (None, None));
    }

    #[test]
    fn extensions_look_through_compression() {
        assert_eq!(extension("a/b.JSONL.gz").as_deref(), Some("jsonl"));
        assert_eq!(extension("a.b/c"), None);
        assert_eq!(extension(".hidden"), None);
        assert!(may_be_read("a.md") && may_be_read("LIESMICH") && !may_be_read("a.png"));
    }
}
