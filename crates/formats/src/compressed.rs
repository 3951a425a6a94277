//! Decompression, recognised by the first bytes.

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
/// A WARC file stays compressed, for each of its records is a member of its own and damage must not spread.
pub(crate) fn decompress<'a>(_path: &str, bytes: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut bytes = BufReader::with_capacity(128 << 10, bytes);
    let head = bytes.fill_buf()?;
    if head.starts_with(GZIP) {
        Ok(Box::new(BufReader::with_capacity(128 << 10, flate2::bufread::MultiGzDecoder::new(bytes))))
    } else if head.starts_with(ZSTANDARD) {
        Ok(Box::new(BufReader::with_capacity(128 << 10, zstd::stream::read::Decoder::with_buffer(bytes)?)))
    } else {
        Ok(Box::new(bytes))
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
}
