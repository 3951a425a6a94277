//! WACZ, web archives packed as ZIP: the WARC files in them.
//!
//! Indexes, page lists and logs of the archive are passed over. A damaged entry is named and the rest is read.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Item;
use crate::Problem;
use crate::Shape;
use crate::Sink;
use crate::compressed::decompress;
use crate::warc;
use crate::zip::ENTRY;
use crate::zip::Entries;
use crate::zip::Entry;
use kollate_core::Article;
use std::io;

pub(crate) const FORMAT: Format = Format {
    name: "wacz",
    about: "WACZ files of web archives, one article a page",
    extensions: &["wacz"],
    fields: "as warc, of the WARC files in the folder archive",
    holds_bytes: true,
    shape: Shape::Package,
    recognises: |head| head.starts_with(ENTRY) && PARTS.iter().any(|part| memchr::memmem::find(head, part).is_some()),
    read,
};

/// What stands in every such archive, one of it in the first kilobytes.
const PARTS: &[&[u8]] = &[b"archive/", b"datapackage.json", b"pages/pages.jsonl", b"indexes/index"];

/// Most problems of one archive that are told: a hostile one must not make millions.
const MAX_PROBLEMS: usize = 1000;

fn read(input: Input, sink: &mut Sink) {
    let Input { path, bytes, options } = input;
    let mut entries = Entries::new(bytes);
    let (mut records, mut problems, mut found) = (0, 0, false);
    while problems < MAX_PROBLEMS {
        let entry = match entries.next() {
            Ok(Some(entry)) if is_warc(&entry.name) => entry,
            Ok(Some(entry)) => {
                // What cannot be passed over is looked through for the next entry.
                let _ = entries.content(&entry).and_then(|mut content| io::copy(&mut content, &mut io::sink()));
                continue;
            }
            Ok(None) => break,
            Err(error) => return sink(Err(Fault::Io(error).into())),
        };
        found = true;
        let before = records;
        let mut numbered = |item: Item| {
            problems += usize::from(item.is_err());
            sink(of_entry(item, &entry, before, &mut records));
        };
        let content = entries.content(&entry).and_then(|content| decompress(&entry.name, content));
        match content {
            Ok(bytes) => warc::read(Input { path, bytes, options }, &mut numbered),
            Err(error) => numbered(Err(Fault::Io(error).into())),
        }
    }
    if !found {
        sink(Err(Fault::NoRecord.into()));
    }
}

/// An item of an entry with the number of its record in the archive, of which `before` come before the entry.
fn of_entry(item: Item, entry: &Entry, before: usize, records: &mut usize) -> Item {
    let mut number = |record: Option<usize>| {
        let record = before + record?;
        *records = (*records).max(record);
        Some(record)
    };
    match item {
        Ok(article) => Ok(Article { record: number(article.record), ..article }),
        Err(problem) => Err(Problem { record: number(problem.record), part: Some(entry.name.clone()), ..problem }),
    }
}

/// Whether an entry is a WARC file.
fn is_warc(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".warc", ".warc.gz", ".warc.zst"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::read;
    use crate::warc::tests::gzip;
    use crate::warc::tests::page;
    use crate::warc::tests::record;
    use crate::zip::tests::How;
    use crate::zip::tests::archive;

    fn items(bytes: &[u8]) -> Vec<Result<(usize, String), String>> {
        let mut items = Vec::new();
        read("a.wacz", bytes, &Options::default(), &mut |item| {
            let item = item.map(|article| (article.record.unwrap(), article.text[..5].to_owned()));
            items.push(item.map_err(|problem| problem.to_string()));
        });
        items
    }

    #[test]
    fn every_archive_in_it_is_read() {
        let one = gzip(&record("response", "Content-Type: text/html", &page("Eins.")));
        let two = record("response", "Content-Type: text/html", &page("Zwei."));
        let cut = &two[..two.len() - 200];
        for how in [How::Stored, How::StoredOpen, How::Long] {
            let file = archive(&[
                ("archive/one.warc.gz", &one, how),
                ("pages/pages.jsonl", b"{}\n", How::Packed),
                ("archive/cut.warc", cut, How::Packed),
                ("archive/two.warc", &two, How::PackedOpen),
                ("datapackage.json", b"{}", How::Packed),
            ]);
            let found = items(&file);
            assert_eq!(found.len(), 3, "{found:?}");
            assert_eq!((&found[0], &found[2]), (&Ok((1, "Eins.".into())), &Ok((3, "Zwei.".into()))));
            assert!(found[1].as_ref().unwrap_err().starts_with("archive/cut.warc, byte 0: "), "{found:?}");
        }
    }

    #[test]
    fn a_damaged_entry_is_named() {
        let two = record("response", "Content-Type: text/html", &page("Zwei."));
        let mut file = archive(&[("archive/one.warc", &two, How::Packed), ("archive/two.warc", &two, How::Stored)]);
        file[60..70].fill(0xFF);
        let found = items(&file);
        assert!(found[0].is_err() && found.last().unwrap().is_ok(), "{found:?}");
    }

    #[test]
    fn other_archives_are_none() {
        let found = items(&archive(&[("word/document.xml", b"<w/>", How::Packed)]));
        assert!(found[0].as_ref().unwrap_err().contains("ZIP archive"), "{found:?}");
    }
}
