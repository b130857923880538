"""Sentences as tensors. A batch holds each atom type once: the network computes it once and gathers it."""
import random

import numpy as np
import torch

from vocabulary import SPACE

IGNORE = -100


class Encoder:
    """Turns sentences into numbers, after the labels of the model."""

    def __init__(self, config, labels, processor):
        self.config, self.processor = config, processor
        index = lambda names: {n: i for i, n in enumerate(names)}
        self.prefixes, self.suffixes, self.slots = index(labels["prefixes"]), index(labels["suffixes"]), index(labels["slots"])
        self.upos, self.relations, self.entities = index(labels["upos"]), index(labels["relations"]), index(labels["entities"])
        self.features = [(name, index(values)) for name, values in labels["features"]]
        self.treebanks = index(config["treebanks"])
        self.cache = {}

    def pieces(self, text, space):
        key = (text, space)
        found = self.cache.get(key)
        if found is None:
            ids = self.processor.EncodeAsIds((SPACE if space else "") + text)[:self.config["max_pieces"]]
            found = self.cache[key] = tuple(ids) or (self.config["unk"],)
        return found

    def encode(self, s):
        """A sentence's own numbers, ready to be collated."""
        n = len(s.words)
        e = {"pieces": [self.pieces(a.text, a.space) for a in s.atoms], "treebank": self.treebanks.get(s.treebank, -1)}
        e["join"] = [IGNORE if a.space or j < 0 else j for a, j in zip(s.atoms, s.join)]
        e["prefix"] = [IGNORE if p is None else self.prefixes.get(p, IGNORE) for p in s.prefix]
        e["suffix"] = [IGNORE if p is None else self.suffixes.get(p, IGNORE) for p in s.suffix]
        e["members"] = [w.atom for w in s.words]
        e["slot"] = [self.slots.get(w.slot, 0) for w in s.words]
        e["upos"] = [self.upos.get(w.upos, IGNORE) for w in s.words]
        e["features"] = [[values.get(w.features.get(name, ""), IGNORE) if w.head >= 0 else IGNORE for name, values in self.features]
                         for w in s.words]
        e["head"] = [IGNORE if w.head < 0 else (n if w.head >= n else w.head) for w in s.words]
        e["relation"] = [self.relations.get(w.relation, self.relations.get(w.relation.split(":")[0], IGNORE)) for w in s.words]
        e["entity"] = [self.entities.get(w.entity, IGNORE) for w in s.words]
        return e


def collate(sentences, unknown_bank=0.0, rng=random):
    b, a, w = len(sentences), max(len(s["pieces"]) for s in sentences), max(len(s["members"]) for s in sentences)
    # Atom types of one length stand together, so that none is padded.
    types = {p: i for i, p in enumerate(sorted({p for s in sentences for p in s["pieces"]}, key=lambda p: (len(p), p)))}
    index = np.zeros((b, a), np.int64)
    for i, s in enumerate(sentences):
        index[i, :len(s["pieces"])] = [types[p] for p in s["pieces"]]
    lengths = sorted({len(p) for p in types})
    pieces = [torch.tensor([p for p in types if len(p) == n]) for n in lengths]
    fill = lambda width: np.full((b, width), IGNORE, np.int64)
    out = {"join": fill(a), "prefix": fill(a), "suffix": fill(a), "upos": fill(w), "head": fill(w), "relation": fill(w), "entity": fill(w)}
    slot, features = np.zeros((b, w), np.int64), np.full((b, w, len(sentences[0]["features"][0])), IGNORE, np.int64)
    source, target, share = [], [], []
    for i, s in enumerate(sentences):
        for key in ("join", "prefix", "suffix", "upos", "relation", "entity"):
            out[key][i, :len(s[key])] = s[key]
        n = len(s["members"])
        out["head"][i, :n] = [w if h == n else h for h in s["head"]]  # the root comes after the longest sentence
        slot[i, :n] = s["slot"]
        features[i, :n] = s["features"]
        for k, members in enumerate(s["members"]):
            for m in members:
                source.append(i * a + m)
                target.append(i * w + k)
                share.append(1 / len(members))
    banks = [-1 if rng.random() < unknown_bank else s["treebank"] for s in sentences]
    t = torch.from_numpy
    return {**{k: t(v) for k, v in out.items()}, "pieces": pieces, "index": t(index), "slot": t(slot), "features": t(features),
            "atom_mask": t(np.arange(a)[None, :] < np.array([len(s["pieces"]) for s in sentences])[:, None]),
            "word_mask": t(np.arange(w)[None, :] < np.array([len(s["members"]) for s in sentences])[:, None]),
            "source": torch.tensor(source), "target": torch.tensor(target), "share": torch.tensor(share, dtype=torch.float32),
            "bank": torch.tensor(banks)}


def batches(encoded, words, rng):
    """Batches of at most `words` words with padding, sentences of like length together, in random order."""
    order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i]["pieces"]), rng.random()))
    out, current = [], []
    for i in order:
        if current and (len(current) + 1) * len(encoded[i]["pieces"]) > words:
            out.append(current)
            current = []
        current.append(i)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
