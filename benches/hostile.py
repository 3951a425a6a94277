#!/usr/bin/env python3
"""Runs `kollate dedup` on corpora that are hard for such programs, and prints a table.

usage: hostile.py [--kollate FILE] [--share X] [CORPUS ...]      --share 0.1: a tenth of the articles

Every corpus is made anew, the same each time, and run whole and by half: CPU-seconds should double. Clusters are held
against those that were planted; every dropped article must have a verified pair with one that is kept.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MB = 1e6

# Runs a command and prints its status, CPU-seconds and peak kilobytes. In a process of its own, because a child's peak
# is never shown smaller than what its parent had when it was started.
MEASURE = """
import os, resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def words(rng, count, letters="enisratdhulcgmob"):
    return ["".join(rng.choice(letters) for _ in range(rng.randint(3, 10))) for _ in range(count)]


class Source:
    """Random texts of one kind."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.vocabulary = words(self.rng, 30_000)

    def article(self, count):
        return self.rng.choices(self.vocabulary, k=count)


def copies(count):
    """One story, in each copy another word."""
    source = Source(1)
    story = source.article(300)
    for _ in range(count):
        copy = list(story)
        copy[source.rng.randrange(300)] = source.rng.choice(source.vocabulary)
        yield " ".join(copy)


def one_word(count):
    """Every article is the same word."""
    return ("nein" for _ in range(count))


def large(count):
    """The first and the last article are as long as all others together, and the same but for their ends."""
    source = Source(2)
    story = source.article(count * 1_000)
    yield " ".join(story)
    for _ in range(count):
        yield " ".join(source.article(300))
    yield " ".join(story[:-7])


def boilerplate(count):
    """150 words of its own and 60 that all have."""
    source = Source(3)
    shared = " ".join(source.article(60))
    return (" ".join(source.article(150)) + " " + shared for _ in range(count))


def planted(count, text, seed):
    """Every tenth article is that before it without its end."""
    rng = random.Random(seed)
    last = None
    for number in range(count):
        last = last[:-4] if number % 10 == 9 else text(rng)
        yield last


def numbers(count):
    return planted(count, lambda rng: " ".join(str(rng.randrange(1_000)) for _ in range(200)), 4)


def chinese(count):
    return planted(count, lambda rng: "".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(400)), 5)


def thai(count):
    return planted(count, lambda rng: "".join(chr(0x0E01 + rng.randrange(46)) for _ in range(800)), 6)


# Name, texts, articles, and the sizes of the clusters by the number of articles.
CORPORA = {
    "500 copies of one story": (copies, 500, lambda n: [n]),
    "50,000 copies of one story": (copies, 50_000, lambda n: [n]),
    "100,000 articles of one word": (one_word, 100_000, lambda n: [n]),
    "two articles of 50 MB and 7,000 others": (large, 7_000, lambda n: [2]),
    "100,000 articles with one paragraph": (boilerplate, 100_000, lambda n: []),
    "50,000 articles of numbers": (numbers, 50_000, lambda n: [2] * (n // 10)),
    "20,000 Chinese articles": (chinese, 20_000, lambda n: [2] * (n // 10)),
    "20,000 Thai articles": (thai, 20_000, lambda n: [2] * (n // 10)),
}


def run(kollate, folder, texts):
    """Writes the corpus and runs dedup: bytes, CPU-seconds, peak bytes, decisions, pairs."""
    docs, out, pairs = (os.path.join(folder, name) for name in ("docs.jsonl", "decisions", "pairs"))
    with open(docs, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    command = [kollate, "dedup", docs, "--max-article", "80MB", "--output", out, "--pairs", pairs]
    measured = subprocess.run([sys.executable, "-c", MEASURE, *command], stdout=subprocess.PIPE, check=True)
    status, cost, peak = map(float, measured.stdout.split())
    if status != 0:
        sys.exit("kollate failed")
    read = lambda path: [json.loads(line) for line in open(path, encoding="utf-8")]
    return os.path.getsize(docs), cost, peak * 1024, read(out), read(pairs)


def judge(decisions, pairs, expected):
    """What is wrong, if anything."""
    sizes = {}
    for decision in decisions:
        if "cluster" in decision:
            sizes[decision["cluster"]] = sizes.get(decision["cluster"], 0) + 1
    kept = {decision["id"] for decision in decisions if decision["decision"] == "kept"}
    edges = {frozenset((pair["left"], pair["right"])) for pair in pairs}
    dropped = [decision for decision in decisions if decision["decision"] == "dropped"]
    lost = sum(d["keeper"] not in kept or frozenset((d["id"], d["keeper"])) not in edges for d in dropped)
    clusters = sorted(sizes.values())
    right = "right" if clusters == expected else f"wrong: {len(clusters)} for {len(expected)}"
    return right, lost


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kollate", default=os.path.join(HERE, "../target/release/kollate"))
    arguments.add_argument("--share", type=float, default=1.0)
    arguments.add_argument("corpora", nargs="*")
    options = arguments.parse_args()
    print("| corpus | MB | CPU-s | × its half | MB per CPU-s | peak MB | clusters | pairs verified | lost |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, (make, count, planted_clusters) in CORPORA.items():
        if options.corpora and not any(part in name for part in options.corpora):
            continue
        count = int(count * options.share)
        with tempfile.TemporaryDirectory() as folder:
            half = run(options.kollate, folder, make(count // 2))[1]
            size, cost, peak, decisions, pairs = run(options.kollate, folder, make(count))
            right, lost = judge(decisions, pairs, planted_clusters(count))
        shown = [name, f"{size / MB:.1f}", f"{cost:.2f}", f"{cost / max(half, 0.01):.1f}", f"{size / MB / cost:.0f}",
                 f"{peak / MB:.0f}", right, str(len(pairs)), str(lost)]
        print("| " + " | ".join(shown) + " |", flush=True)


if __name__ == "__main__":
    main()
