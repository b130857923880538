"""Writes a checkpoint as the file that rawi reads (extractors/annotate/reader/ describes it), and with --parity what the
network says about some sentences, so that the C++ side can be compared with this one.

usage: python export.py reader.pt reader.rawi [--parity parity.jsonl --texts sentences.tsv]

Linear weights become int8 with a scale for each output; the piece embeddings stay the backbone's own 4-bit blocks."""
import argparse
import json
import struct
import zlib

import numpy as np
import torch

import atoms
import vocabulary
from batches import Encoder
from corpora import TREEBANK_OF
from network import Reader

# What rawi calls the classes of the name corpora.
ENTITY_TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}
MAGIC, VERSION = b"RAWIREAD", 1
LINEAR = {"join": "join", "prefix": "prefix", "suffix": "suffix", "upos": "upos", "feat": "feat", "entity": "entity", "arc_dep": "arc.dep",
          "arc_head": "arc.head", "rel_dep": "rel.dep", "rel_head": "rel.head"}
PLAIN = {"arc_U": "arc.U", "arc_b": "arc.b", "arc_distance": "arc.distance", "rel_W": "rel.W", "rel_A": "rel.A", "rel_B": "rel.B", "rel_c": "rel.c", "root": "root",
         "ctx_pos.weight": "ctx.pos", "treebank.weight": "treebank", "slot.weight": "slot", "pos.weight": "emb.pos", "ln.weight": "emb.ln.w",
         "ln.bias": "emb.ln.b", "ctx_ln.weight": "ctx.ln.w", "ctx_ln.bias": "ctx.ln.b", "tree_ln.weight": "tree.ln.w", "tree_ln.bias": "tree.ln.b"}


def quantize(weight: np.ndarray):
    scale = np.abs(weight).max(1) / 127
    scale[scale == 0] = 1
    return np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def tensors(checkpoint):
    """-> {name: (dtype, shape, bytes)}"""
    state = {k: v.float().numpy() for k, v in checkpoint["model"].items()}
    out = {}

    def floats(name, a):
        out[name] = ("f32", a.shape, np.ascontiguousarray(a, "<f4").tobytes())

    def linear(name, key):
        q, scale = quantize(state[key + ".weight"])
        out[name + ".w"] = ("i8", q.shape, q.tobytes())
        floats(name + ".w.scale", scale)
        floats(name + ".b", state[key + ".bias"])

    for key, name in PLAIN.items():
        floats(name, state[key])
    for key, name in LINEAR.items():
        linear(name, key)
    floats("emb.type", np.zeros((1, checkpoint["config"]["dim"])))
    for group, prefix in (("word_layers", "w"), ("context_layers", "c"), ("tree_layers", "t")):
        for i in range(checkpoint["config"][group]):
            for part in ("q", "k", "v", "o", "fi", "fo"):
                linear(f"{prefix}{i}.{part}", f"{group}.{i}.{part}")
            if f"{group}.{i}.distance" in state:
                floats(f"{prefix}{i}.distance", state[f"{group}.{i}.distance"])
            for ln in ("ln1", "ln2"):
                floats(f"{prefix}{i}.{ln}.w", state[f"{group}.{i}.{ln}.weight"])
                floats(f"{prefix}{i}.{ln}.b", state[f"{group}.{i}.{ln}.bias"])
    rows = checkpoint["rows_q4"]
    out["emb.word"] = ("q4", (rows.shape[0], checkpoint["config"]["dim"]), np.ascontiguousarray(rows).tobytes())
    out["pieces"] = ("bytes", (len(checkpoint["pieces"]),), checkpoint["pieces"])
    return out


def write(path, checkpoint):
    config = {k: v for k, v in checkpoint["config"].items() if k not in ("treebanks", "dropout", "dropout_mlp")}
    banks = checkpoint["config"]["treebanks"]
    config["treebank_of"] = {language: banks.index(bank) for language, bank in TREEBANK_OF.items() if bank in banks}
    directory, data = {}, bytearray()
    for name, (dtype, shape, raw) in tensors(checkpoint).items():
        data += bytes(-len(data) % 64)
        directory[name] = {"dtype": dtype, "shape": list(shape), "offset": len(data)}
        data += raw
    names = [n if n == "O" else n[:2] + ENTITY_TYPES[n[2:]] for n in checkpoint["labels"]["entities"]]
    header = json.dumps({"config": config, "labels": {**checkpoint["labels"], "entities": names}, "tensors": directory}, ensure_ascii=False).encode()
    body = MAGIC + struct.pack("<II", VERSION, len(header)) + header
    body += bytes(-len(body) % 64) + data
    with open(path, "wb") as f:
        f.write(body + struct.pack("<I", zlib.crc32(body)))
    print(f"{path}: {len(body) / 1e6:.1f} MB, {len(directory)} tensors")


def round_activations(model):
    """Makes every linear layer compute as the int8 runtime does: weights and activation rows rounded."""
    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            q, scale = quantize(module.weight.detach().numpy())
            module.weight.data.copy_(torch.from_numpy(q.astype(np.float32) * scale[:, None]))

            def rounded(module, inputs):
                x = inputs[0]
                s = x.abs().amax(-1, keepdim=True).clamp(min=1e-12) / 127
                return ((x / s).round() * s,)

            module.register_forward_pre_hook(rounded)




def read_sentence(model, encoder, labels, text, language):
    """The whole way from raw text, as the runtime goes it. -> a dict for the parity file."""
    cut = atoms.cut(text)
    ids = [encoder.pieces(a.text, a.space) for a in cut]
    types = model.atoms([torch.tensor([p]) for p in ids]).reshape(len(cut), -1)
    bank = encoder.treebanks.get(TREEBANK_OF.get(language, ""), -1)
    h = model.context(types[None], None, torch.tensor([bank]))
    join = [0 if a.space else int(j) for a, j in zip(cut, model.join(h)[0].argmax(-1))]
    contractions = labels["contractions"].get(language, {})

    def best(logits, names, fits):
        order = sorted(range(len(names)), key=lambda i: (-float(logits[i]), i))
        return next(names[i] for i in order if not names[i] or fits(names[i]))

    words, slots, chosen = [], [], []
    for i, a in enumerate(cut):
        low = a.text.lower()
        body = lambda l: l.replace("|", "").replace("+", "")
        prefix = best(model.prefix(h)[0, i], labels["prefixes"],
                      lambda l: low in contractions if l == "=" else low.startswith(body(l)) and len(body(l)) < len(low))
        used = len(low) if prefix == "=" else len(body(prefix))
        suffix = "" if prefix == "=" else best(model.suffix(h)[0, i], labels["suffixes"],
                                               lambda l: low.endswith(body(l)) and used + len(body(l)) < len(low))
        chosen.append([join[i], prefix, suffix])
        segments = contractions[low] if prefix == "=" else \
            [p for p in prefix.replace("+", "|").split("|") if p] + [""] + [p for p in suffix.replace("+", "|").split("|") if p]
        for k, segment in enumerate(segments):
            if k == 0 and join[i] == 2 and words:
                words[-1].append(i)
            else:
                words.append([i])
                slots.append(segment)
    slot = {s: k for k, s in enumerate(labels["slots"])}
    w = torch.stack([h[0, m].mean(0) for m in words]) + model.slot(torch.tensor([slot.get(s, 0) for s in slots]))
    g = model.tree(w[None], None)
    scores = model.arcs(g)[0]
    scores[torch.arange(len(words)), torch.arange(len(words))] = -1e9
    heads = scores.argmax(-1)
    relations = model.relations(g, heads[None])[0].argmax(-1)
    features, at = [[] for _ in words], 0
    logits = model.feat(g)[0]
    for name, values in labels["features"]:
        for k, v in enumerate(logits[:, at:at + len(values)].argmax(-1).tolist()):
            if v:
                features[k].append(f"{name}={values[v]}")
        at += len(values)
    return {"language": language, "text": text, "atoms": [a.text for a in cut], "pieces": [list(p) for p in ids], "cuts": chosen,
            "words": words, "slots": slots, "upos": [labels["upos"][i] for i in model.upos(g)[0].argmax(-1)],
            "features": ["|".join(f) for f in features], "best_heads": heads.tolist(), "relations": [labels["relations"][i] for i in relations],
            "entities": [labels["entities"][i] for i in model.entity(g)[0].argmax(-1)]}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoint")
    p.add_argument("out")
    p.add_argument("--parity")
    p.add_argument("--texts", help="lines of language TAB sentence")
    args = p.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    write(args.out, checkpoint)
    if not args.parity:
        return
    model = Reader(checkpoint["config"], checkpoint["labels"], checkpoint["rows_q4"].shape[0])
    model.load_state_dict(checkpoint["model"])
    model.eval()
    round_activations(model)
    encoder = Encoder(checkpoint["config"], checkpoint["labels"], vocabulary.processor(checkpoint["pieces"]))
    with torch.no_grad(), open(args.parity, "w", encoding="utf8") as f:
        for line in open(args.texts, encoding="utf8"):
            language, text = line.rstrip("\n").split("\t", 1)
            f.write(json.dumps(read_sentence(model, encoder, checkpoint["labels"], text, language), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
