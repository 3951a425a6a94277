#!/usr/bin/env python3
"""Reads the same files with kollate and with the Python library that is used for their format, and prints CPU-seconds.

usage: formats.py [--pages FOLDER] [--kollate FILE] [--times N]
needs: trafilatura, warcio, feedparser

The pages of a folder are read as they are, as responses of a web archive, and their texts as items of a feed. A peer's time is that of its process after its imports; kollate's is the whole process of `dedup`,
which reads the files and also looks for copies in them: an upper bound of what reading costs. JSON lines and tables
are not among them: there the search for copies is most of the work (`benches/jsonl.rs` measures reading alone).
"""
import argparse
import gzip
import html
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


PEERS = {
    "html": ("trafilatura", html_peer),
    "warc": ("warcio and trafilatura", warc_peer),
    "feed": ("feedparser", feed_peer),
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
    return {"html": f"{folder}/html", "warc": f"{folder}/a.warc.gz", "feed": f"{folder}/a.rss"}


def ours(kollate, path):
    child = subprocess.Popen([kollate, "dedup", path, "--no-guard"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
    arguments.add_argument("--kollate", default=os.path.join(HERE, "../../target/release/kollate"))
    arguments.add_argument("--times", type=int, default=40)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = make(options.pages, options.times, folder)
        print("| format | MB | kollate dedup, CPU-s | peer | CPU-s | ratio |")
        print("|---|---|---|---|---|---|")
        for name, (peer, _) in PEERS.items():
            ran = subprocess.run([sys.executable, __file__, "--peer", name, paths[name]], capture_output=True, text=True)
            theirs, own = float(ran.stdout), ours(options.kollate, paths[name])
            print(f"| {name} | {size(paths[name]) / 1e6:.1f} | {own:.2f} | {peer} | {theirs:.2f} | {theirs / own:.1f} |")


if __name__ == "__main__":
    main()
