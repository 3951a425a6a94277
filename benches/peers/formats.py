#!/usr/bin/env python3
"""Reads the same files with kollate and with the Python library that is used for their format, and prints CPU-seconds.

usage: formats.py [--pages FOLDER] [--reader FILE] [--times N]
needs: trafilatura, warcio, feedparser, lxml, pyarrow

The pages of a folder are read as they are, as responses of a web archive, and their texts as items of a feed, of NewsML-G2,
as JSON lines (plain, gzip, Zstandard), as a table and as Parquet. A peer's time is that of its process after its imports.
kollate's is the whole process of `crates/formats/examples/articles.rs` with `--count`, which reads every article with all
its fields: `cargo build --release --package kollate-formats --example articles --features parquet`.
"""
import argparse
import csv
import gzip
import html
import io
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def html_peer(path):
    import trafilatura
    begun = time.process_time()
    for name in sorted(os.listdir(path)):
        with open(os.path.join(path, name), "rb") as page:
            trafilatura.bare_extraction(page.read(), with_metadata=True)
    return begun


def warc_peer(path):
    import trafilatura
    from warcio.archiveiterator import ArchiveIterator
    begun = time.process_time()
    with open(path, "rb") as archive:
        for record in ArchiveIterator(archive):
            if record.rec_type == "response":
                trafilatura.bare_extraction(record.content_stream().read(), with_metadata=True)
    return begun


def feed_peer(path):
    import feedparser
    begun = time.process_time()
    feedparser.parse(path)
    return begun


def newsml_peer(path):
    from lxml import etree
    begun = time.process_time()
    space = "{http://iptc.org/std/nar/2006-10-01/}"
    for item in etree.parse(path).iter(space + "newsItem"):
        text = "\n\n".join("".join(p.itertext()) for p in item.iter("{http://www.w3.org/1999/xhtml}p"))
        item.get("guid"), item.get("version"), item.findtext(f".//{space}headline"), text
    return begun


def lines_peer(opened):
    begun = time.process_time()
    for line in opened:
        record = json.loads(line)
        record["id"], record["title"], record["date"], record["text"]
    return begun


def zst_peer(path):
    import pyarrow
    begun = time.process_time()
    with pyarrow.CompressedInputStream(pyarrow.OSFile(path), "zstd") as stream:
        for line in io.BufferedReader(stream, 1 << 20):
            json.loads(line)
    return begun


def csv_peer(path):
    csv.field_size_limit(1 << 30)
    begun = time.process_time()
    with open(path, newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            row["id"], row["title"], row["date"], row["text"]
    return begun


def parquet_peer(path):
    from pyarrow import parquet
    begun = time.process_time()
    for batch in parquet.ParquetFile(path).iter_batches():
        batch.to_pylist()
    return begun


PEERS = {
    "html": ("trafilatura", html_peer),
    "warc": ("warcio and trafilatura", warc_peer),
    "feed": ("feedparser", feed_peer),
    "newsml-g2": ("lxml", newsml_peer),
    "jsonl": ("json", lambda path: lines_peer(open(path, encoding="utf-8"))),
    "jsonl.gz": ("gzip, json", lambda path: lines_peer(gzip.open(path, "rt", encoding="utf-8"))),
    "jsonl.zst": ("pyarrow, json", zst_peer),
    "csv": ("csv", csv_peer),
    "parquet": ("pyarrow", parquet_peer),
}


def make(pages, times, folder):
    """Writes the files; gives the path of each format's."""
    import trafilatura
    os.mkdir(f"{folder}/html")
    found, texts = [], []
    for name in sorted(os.listdir(pages)):
        if name.endswith(".html"):
            with open(os.path.join(pages, name), "rb") as page:
                found.append(page.read())
            texts.append(trafilatura.extract(found[-1]) or "")
            with open(f"{folder}/html/{name}", "wb") as page:
                page.write(found[-1])
    with open(f"{folder}/a.warc.gz", "wb") as archive:
        for number, page in enumerate(found):
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                    f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2025-02-12T03:00:00Z\r\n"
                    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n")
            archive.write(gzip.compress(head.encode() + body + b"\r\n\r\n"))
    # Every text once in another order of its words, so that there are few copies.
    records = []
    for text in texts * times:
        words = text.split(" ")
        turn = len(records) * 7919 % max(1, len(words))
        records.append({"id": str(len(records)), "date": "2025-02-11", "title": "Titel",
                        "text": " ".join(words[turn:] + words[:turn])})
    with open(f"{folder}/a.rss", "w", encoding="utf-8") as feed:
        feed.write("<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>K</title>\n")
        for record in records:
            body = "".join(f"<p>{html.escape(part)}</p>" for part in record["text"].split("\n"))
            feed.write(f"<item><title>T</title><guid>{record['id']}</guid><pubDate>Tue, 11 Feb 2025 08:15:00 +0100</pubDate>"
                       f"<content:encoded>{html.escape(body)}</content:encoded></item>\n")
        feed.write("</channel></rss>\n")
    paths = {"html": f"{folder}/html", "warc": f"{folder}/a.warc.gz", "feed": f"{folder}/a.rss"}
    return paths | make_records(records, folder)


def make_records(records, folder):
    """Writes the texts in the formats of records."""
    import pyarrow
    from pyarrow import parquet
    with open(f"{folder}/a.xml", "w", encoding="utf-8") as news:
        news.write("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>\n")
        for record in records:
            body = "".join(f"<p>{html.escape(part)}</p>" for part in record["text"].split("\n"))
            news.write(f"<newsItem guid=\"urn:{record['id']}\" version=\"1\"><itemMeta><versionCreated>2025-02-11T08:15:00+01:00"
                       f"</versionCreated></itemMeta><contentMeta><headline>Titel</headline></contentMeta><contentSet><inlineXML>"
                       f"<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html></inlineXML></contentSet></newsItem>\n")
        news.write("</itemSet></newsMessage>\n")
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    with open(f"{folder}/a.jsonl", "wb") as file:
        file.write(lines)
    with gzip.open(f"{folder}/a.jsonl.gz", "wb", compresslevel=6) as file:
        file.write(lines)
    with pyarrow.CompressedOutputStream(f"{folder}/a.jsonl.zst", "zstd") as file:
        file.write(lines)
    with open(f"{folder}/a.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["id", "date", "title", "text"])
        table.writeheader()
        table.writerows(records)
    parquet.write_table(pyarrow.Table.from_pylist(records), f"{folder}/a.parquet", compression="zstd")
    return {"newsml-g2": f"{folder}/a.xml", "jsonl": f"{folder}/a.jsonl", "jsonl.gz": f"{folder}/a.jsonl.gz",
            "jsonl.zst": f"{folder}/a.jsonl.zst", "csv": f"{folder}/a.csv", "parquet": f"{folder}/a.parquet"}


def ours(reader, path):
    files = sorted(os.path.join(path, name) for name in os.listdir(path)) if os.path.isdir(path) else [path]
    child = subprocess.Popen([reader, "--count", *files], stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime


def size(path):
    if os.path.isdir(path):
        return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path))
    return os.path.getsize(path)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--peer":
        begun = PEERS[sys.argv[2]][1](sys.argv[3])
        print(time.process_time() - begun)
        return
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pages", default=os.path.join(HERE, "../../fixtures/formats/html"))
    arguments.add_argument("--reader", default=os.path.join(HERE, "../../target/release/examples/articles"))
    arguments.add_argument("--times", type=int, default=40)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = make(options.pages, options.times, folder)
        print("| format | MB | kollate, CPU-s | peer | CPU-s | ratio |")
        print("|---|---|---|---|---|---|")
        for name, (peer, _) in PEERS.items():
            ran = subprocess.run([sys.executable, __file__, "--peer", name, paths[name]], capture_output=True, text=True)
            theirs, own = float(ran.stdout), ours(options.reader, paths[name])
            print(f"| {name} | {size(paths[name]) / 1e6:.1f} | {own:.2f} | {peer} | {theirs:.2f} | {theirs / own:.1f} |")


if __name__ == "__main__":
    main()
