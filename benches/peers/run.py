#!/usr/bin/env python3
"""Makes a corpus, runs kollate and its peers on it, and prints a table: CPU-seconds, ratios, recall and precision.

usage: run.py [--documents N] [--folder DIR] [--kollate FILE] [PEER ...]

Every tool runs in its own process, from the records to its pairs or decisions; CPU is user and system time of all its
threads. Recall and precision are against the exact pairs, which are counted for up to 20,000 documents.
"""
import argparse
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
HIGH = ["--no-guard", "--containment", "off"]
LOW = ["--no-guard", "--jaccard", "0.3", "--containment", "0.5"]


def timed(command):
    """CPU-seconds, seconds on the clock and peak megabytes of a command."""
    begun = time.time()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        return None
    return usage.ru_utime + usage.ru_stime, time.time() - begun, usage.ru_maxrss / 1024


def read_pairs(path):
    with open(path) as lines:
        for line in lines:
            if line.startswith("{"):
                pair = json.loads(line)
                yield tuple(sorted((int(pair["left"]), int(pair["right"]))))
            else:
                yield tuple(sorted(map(int, line.split()[:2])))


def score(folder, pairs, wanted):
    """Recall of the true pairs that are wanted, and precision by them."""
    if not os.path.exists(f"{folder}/truth.tsv"):
        return "", ""
    true = set()
    for line in open(f"{folder}/truth.tsv"):
        left, right, jaccard, containment = line.split()
        if wanted(float(jaccard), float(containment)):
            true.add((int(left), int(right)))
    found = set(read_pairs(pairs))
    return f"{len(true & found) / max(1, len(true)):.4f}", f"{len(true & found) / max(1, len(found)):.4f}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--documents", type=int, default=20_000)
    arguments.add_argument("--folder")
    arguments.add_argument("--kollate", default=os.path.join(HERE, "../../target/release/kollate"))
    arguments.add_argument("peers", nargs="*", default=["gaoya", "rensa", "datasketch"])
    options = arguments.parse_args()
    folder = options.folder or f"corpus-{options.documents}"
    if not os.path.exists(f"{folder}/docs.jsonl"):
        subprocess.run([sys.executable, f"{HERE}/corpus.py", str(options.documents), folder], check=True)
    if options.documents <= 20_000 and not os.path.exists(f"{folder}/truth.tsv"):
        subprocess.run([sys.executable, f"{HERE}/truth.py", folder], check=True)
    docs, pairs = f"{folder}/docs.jsonl", f"{folder}/pairs"
    dedup = [options.kollate, "dedup", docs]
    runs = [("kollate, J ≥ 0.7", dedup + HIGH, lambda j, c: j >= 0.7),
            ("kollate, J ≥ 0.3 or containment ≥ 0.5", dedup + LOW, lambda j, c: True)]
    runs += [(peer, [sys.executable, f"{HERE}/peers.py", peer, folder, pairs], lambda j, c: j >= 0.7)
             for peer in options.peers]
    print("| tool | CPU-s | wall s | peak MB | × kollate at J ≥ 0.7 | × kollate at J ≥ 0.3 | recall | precision |")
    print("|---|---|---|---|---|---|---|---|")
    costs = []
    for name, command, wanted in runs:
        ours = command[0] == options.kollate
        cost = timed(command)
        if cost is None:
            print(f"| {name} | failed |")
            continue
        if ours:
            costs.append(cost[0])
            subprocess.run(command + ["--pairs", pairs], stdout=subprocess.DEVNULL, check=True)
        ratios = ["", ""] if ours else [f"{cost[0] / own:.1f}" for own in costs]
        shown = [f"{cost[0]:.2f}", f"{cost[1]:.2f}", f"{cost[2]:.0f}", *ratios, *score(folder, pairs, wanted)]
        print(f"| {name} | " + " | ".join(shown) + " |", flush=True)


if __name__ == "__main__":
    main()
