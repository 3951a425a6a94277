//! Decompression, recognised by the first bytes.

use flate2::bufread::GzDecoder;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;

/// First bytes of a gzip member.
const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
/// First bytes of a Zstandard frame.
const ZSTANDARD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// The content of `bytes`: of all members of a gzip file, of all frames of a Zstandard file, or as it is.
///
/// Each record of a compressed WARC file is a member of its own, and damage to one must not spread: there the reader
/// gives an error of kind `InvalidData` once and goes on with the next member.
pub(crate) fn decompress<'a>(path: &str, bytes: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut bytes = BufReader::with_capacity(128 << 10, bytes);
    let head = bytes.fill_buf()?;
    if head.starts_with(GZIP) && path.to_lowercase().ends_with(".warc.gz") {
        Ok(Box::new(BufReader::with_capacity(64 << 10, Members { member: None, rest: Some(bytes) })))
    } else if head.starts_with(GZIP) {
        Ok(Box::new(BufReader::with_capacity(128 << 10, flate2::bufread::MultiGzDecoder::new(bytes))))
    } else if head.starts_with(ZSTANDARD) {
        Ok(Box::new(BufReader::with_capacity(128 << 10, zstd::stream::read::Decoder::with_buffer(bytes)?)))
    } else {
        Ok(Box::new(bytes))
    }
}

/// The members of a gzip file one after the other, damaged ones passed over. Damage that hides the end of a member can
/// cost the member after it, for what the decoder has consumed is gone.
struct Members<R> {
    member: Option<GzDecoder<BufReader<R>>>,
    /// The compressed bytes, while no member is being read.
    rest: Option<BufReader<R>>,
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(member) = &mut self.member {
                match member.read(out) {
                    Ok(0) => self.rest = self.member.take().map(GzDecoder::into_inner),
                    Ok(read) => return Ok(read),
                    Err(error) => {
                        self.rest = self.member.take().map(GzDecoder::into_inner);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                }
            }
            let Some(mut rest) = self.rest.take() else { return Ok(0) };
            if !seek_member(&mut rest)? {
                return Ok(0);
            }
            self.member = Some(GzDecoder::new(rest));
        }
    }
}

/// Moves to the first bytes of the next member. Returns whether there is one.
fn seek_member(bytes: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let available = bytes.fill_buf()?;
        if available.is_empty() {
            return Ok(false);
        }
        match memchr::memchr(GZIP[0], available) {
            Some(0) if available.len() < GZIP.len() || available.starts_with(GZIP) => return Ok(true),
            Some(0) => bytes.consume(1),
            Some(at) => bytes.consume(at),
            None => {
                let length = available.len();
                bytes.consume(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn content(bytes: &[u8]) -> String {
        let mut text = String::new();
        decompress("", bytes).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn several_members_are_one_file() {
        assert_eq!(content(&[gzip("eins "), gzip("zwei")].concat()), "eins zwei");
        let frames: Vec<u8> =
            ["eins ", "zwei"].iter().flat_map(|text| zstd::encode_all(text.as_bytes(), 1).unwrap()).collect();
        assert_eq!(content(&frames), "eins zwei");
        assert_eq!(content(b"plain"), "plain");
    }

    #[test]
    fn damage_in_a_warc_file_does_not_spread() {
        let mut damaged = gzip(&"zwei und noch viel mehr davon ".repeat(20));
        let middle = damaged.len() / 2;
        damaged[middle..middle + 4].fill(0xFF);
        let file = [gzip("eins "), damaged, gzip("drei")].concat();
        let mut reader = decompress("a.warc.gz", file.as_slice()).unwrap();
        let (mut text, mut errors) = (Vec::new(), 0);
        for _ in 0..10 {
            errors += usize::from(reader.read_to_end(&mut text).is_err());
        }
        let text = String::from_utf8_lossy(&text);
        assert!(text.starts_with("eins ") && text.ends_with("drei"), "{text}");
        assert_eq!(errors, 1);
    }
}
