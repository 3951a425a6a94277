//! Bytes to text: byte order mark, then validity, then detection.

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::CoderResult;
use encoding_rs::Decoder;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use std::borrow::Cow;
use std::io;
use std::io::BufRead;
use std::io::Read;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without its byte order mark.
    pub text: String,
    /// The encoding it was read in.
    pub encoding: &'static Encoding,
    /// How many sequences of bytes stood for no character, and are U+FFFD in the text.
    pub replaced: usize,
}

/// Decodes a whole text: in `told` where given, else by byte order mark, as UTF-8 where that is valid or nearly so,
/// else in the encoding that its bytes suggest. Cannot fail; linear.
pub fn decode(bytes: Vec<u8>, told: Option<&'static Encoding>) -> Decoded {
    let (encoding, mark) = match (told, Encoding::for_bom(&bytes)) {
        (Some(told), Some((marked, mark))) if told == marked => (told, mark),
        (Some(told), _) => (told, 0),
        (None, Some(found)) => found,
        (None, None) => match String::from_utf8(bytes) {
            Ok(text) if !is_wide(text.as_bytes()) => return Decoded { text, encoding: UTF_8, replaced: 0 },
            Ok(text) => return decode_as(text.as_bytes(), guess(text.as_bytes())),
            Err(error) => {
                let bytes = error.into_bytes();
                return decode_as(&bytes, guess(&bytes));
            }
        },
    };
    decode_as(&bytes[mark..], encoding)
}

/// Decodes `bytes` (without byte order mark) and counts what stood for no character.
fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let given = if encoding == UTF_8 { count(bytes, "\u{FFFD}".as_bytes()) } else { 0 };
    let replaced = text.matches('\u{FFFD}').count().saturating_sub(given);
    Decoded { text: text.into_owned(), encoding, replaced }
}

/// How often `needle` occurs.
fn count(bytes: &[u8], needle: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, needle).count()
}

/// The encoding of bytes that are no valid UTF-8 (or hold NULs) and have no mark.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_wide(bytes) {
        let (even, odd) = nuls(bytes);
        return if odd > even { UTF_16LE } else { UTF_16BE };
    }
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // German is what most inputs are, and the hint decides only between neighbours such as Windows-1252 and -1250.
    detector.guess(Some(b"de"), Utf8Detection::Deny)
}

/// Whether the bytes are UTF-8 with some damage: more characters of several bytes are whole than broken. Text in an
/// encoding of single bytes hardly ever forms a whole one by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Whether every other byte is NUL, as in UTF-16 of European text.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let pairs = head.len() / 2;
    let (even, odd) = nuls(head);
    pairs > 0 && even.max(odd) * 10 >= pairs * 7 && even.min(odd) * 10 <= pairs
}

/// How many NULs lie at even and at odd places.
fn nuls(bytes: &[u8]) -> (usize, usize) {
    bytes
        .chunks_exact(2)
        .fold((0, 0), |(even, odd), pair| (even + usize::from(pair[0] == 0), odd + usize::from(pair[1] == 0)))
}

/// First bytes of files that are no text, and what they are.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (a DOCX or ODT file is one)"),
    (b"\xD0\xCF\x11\xE0", "an Office document"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text document"),
];

/// What a file is whose first bytes are no text; none for text.
pub(crate) fn binary(head: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(what);
    }
    let is_text = Encoding::for_bom(head).is_some() || is_wide(head) || !head.contains(&0);
    (!is_text).then_some("binary data")
}

/// The first bytes of a file, without byte order mark and in UTF-8 where they are UTF-16: what formats are recognised
/// by.
pub(crate) fn readable(head: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(head) {
        Some((encoding, mark)) if encoding == UTF_8 => Cow::Borrowed(&head[mark..]),
        Some((encoding, mark)) => Cow::Owned(decode_as(&head[mark..], encoding).text.into_bytes()),
        None if is_wide(head) => Cow::Owned(decode_as(head, guess(head)).text.into_bytes()),
        None => Cow::Borrowed(head),
    }
}

/// The bytes of a file of records in UTF-8, without byte order mark, where the encoding is told or is UTF-16. Other
/// bytes pass as they are: their encoding is found record by record.
pub(crate) fn utf8_stream<'a>(
    mut bytes: Box<dyn BufRead + 'a>,
    told: Option<&'static Encoding>,
) -> io::Result<Box<dyn BufRead + 'a>> {
    let head = bytes.fill_buf()?;
    let (encoding, mark) = match (told, Encoding::for_bom(head)) {
        (_, Some(found)) => found,
        (Some(told), None) => (told, 0),
        (None, None) if is_wide(head) => (guess(head), 0),
        (None, None) => (UTF_8, 0),
    };
    bytes.consume(mark);
    if encoding == UTF_8 {
        return Ok(bytes);
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok(Box::new(Transcoder { bytes, decoder, done: false, out: vec![], at: 0 }))
}

/// Turns a stream of bytes in some encoding into UTF-8.
struct Transcoder<'a> {
    bytes: Box<dyn BufRead + 'a>,
    decoder: Decoder,
    done: bool,
    /// What is decoded, and how much of it is read.
    out: Vec<u8>,
    at: usize,
}

impl BufRead for Transcoder<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.out.len() && !self.done {
            let source = self.bytes.fill_buf()?;
            let last = source.is_empty();
            self.out.resize(OUT_BYTES, 0);
            let (result, read, written, _) = self.decoder.decode_to_utf8(source, &mut self.out, last);
            self.bytes.consume(read);
            self.out.truncate(written);
            self.at = 0;
            self.done = last && result == CoderResult::InputEmpty;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

/// How much is decoded at once.
const OUT_BYTES: usize = 64 << 10;

impl Read for Transcoder<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    #[test]
    fn encodings_are_told_apart() {
        let latin = WINDOWS_1252.encode("Der Täter floh über die Straße – „ungesehen“.").0.into_owned();
        let wide: Vec<u8> = "Größe".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: &[(&[u8], &str, &str)] = &[
            ("Größe".as_bytes(), "UTF-8", "Größe"),
            (b"\xEF\xBB\xBFGr\xC3\xB6\xC3\x9Fe", "UTF-8", "Größe"),
            (&latin, "windows-1252", "Der Täter floh über die Straße – „ungesehen“."),
            (b"M\xFCnchen", "windows-1252", "München"),
            (&[b"\xFF\xFE".as_slice(), &wide].concat(), "UTF-16LE", "Größe"),
            (&wide, "UTF-16LE", "Größe"),
            (b"", "UTF-8", ""),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes.to_vec(), None);
            assert_eq!((decoded.encoding.name(), decoded.text.as_str(), decoded.replaced), (*encoding, *text, 0));
        }
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = "Für Öl und Gas, übrigens auch Wärme: ".as_bytes().to_vec();
        bytes.extend_from_slice(b"k\xC3hl, \xFF, \xEF\xBF\xBD");
        let decoded = decode(bytes, None);
        assert_eq!((decoded.encoding, decoded.replaced), (UTF_8, 2));
        assert!(decoded.text.ends_with("k\u{FFFD}hl, \u{FFFD}, \u{FFFD}"));
    }

    #[test]
    fn what_is_told_wins() {
        let decoded = decode(b"M\x9Fnchen".to_vec(), Some(encoding_rs::MACINTOSH));
        assert_eq!(decoded.text, "München");
    }

    #[test]
    fn streams_become_utf8() {
        let text = "Größe und Maß\n".repeat(5000);
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let mut found = String::new();
        utf8_stream(Box::new(wide.as_slice()), None).unwrap().read_to_string(&mut found).unwrap();
        assert!(found == text);
    }

    #[test]
    fn binary_files_are_named() {
        assert_eq!(binary(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(binary(b"abc\0\0\0\0\0\0\0\0def"), Some("binary data"));
        assert_eq!(binary("Größe".as_bytes()), None);
    }
}
