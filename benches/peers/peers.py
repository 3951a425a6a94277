#!/usr/bin/env python3
"""Other near-duplicate detectors on a corpus made by corpus.py, each as its manual shows it for J >= 0.7.

usage: peers.py PEER CORPUS_DIR PAIRS_FILE      writes the pairs it reports, a TAB b

One definition for all: lower-cased \\w+ words, set of word 3-grams; 128 hashes in 32 bands of 4.
"""
import json
import re
import sys

HASHES, BANDS, ROWS, LEAST = 128, 32, 4, 0.7
WORD = re.compile(r"\w+")


def texts(folder):
    with open(f"{folder}/docs.jsonl", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def shingles(text):
    words = WORD.findall(text.lower())
    return list({f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:])})


def datasketch(docs):
    import xxhash
    from datasketch import MinHash, MinHashLSH

    index, sketches = MinHashLSH(num_perm=HASHES, params=(BANDS, ROWS)), []
    for start in range(0, len(docs), 5000):
        sets = [[s.encode() for s in shingles(text)] for text in docs[start : start + 5000]]
        sketches += MinHash.bulk(sets, num_perm=HASHES, hashfunc=xxhash.xxh32_intdigest)
    for right, sketch in enumerate(sketches):
        yield from ((left, right) for left in index.query(sketch) if sketch.jaccard(sketches[left]) >= LEAST)
        index.insert(right, sketch)


def rensa(docs):
    from rensa import RMinHash, RMinHashLSH

    sketches = []
    for start in range(0, len(docs), 5000):
        sets = [shingles(text) for text in docs[start : start + 5000]]
        sketches += RMinHash.from_token_sets(sets, num_perm=HASHES, seed=42)
    index = RMinHashLSH(threshold=LEAST, num_perm=HASHES, num_bands=BANDS)
    index.insert_many(sketches, start_key=0)
    for right, found in enumerate(index.query_all(sketches)):
        yield from ((j, right) for j in found if j < right and sketches[right].jaccard(sketches[j]) >= LEAST)


def gaoya(docs):
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(hash_size=32, jaccard_threshold=LEAST, num_bands=BANDS, band_size=ROWS, num_hashes=None,
                               analyzer="word", lowercase=True, ngram_range=(3, 3), id_container="vec")
    index.par_bulk_insert_docs(list(range(len(docs))), docs)
    for right, found in enumerate(index.par_bulk_query(docs)):
        yield from ((left, right) for left in found if left < right)


PEERS = {peer.__name__: peer for peer in (gaoya, rensa, datasketch)}

if __name__ == "__main__":
    name, folder, out = sys.argv[1:]
    pairs = sorted(set(PEERS[name](texts(folder))))
    with open(out, "w") as file:
        file.writelines(f"{left}\t{right}\n" for left, right in pairs)
