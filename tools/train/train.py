"""Trains the reader on all treebanks and name corpora together and writes a checkpoint.

usage: python train.py --data DIR --backbone e5-small-q4.bin --out reader.pt [--steps N] [--threads N]

DIR holds treebanks/*.conllu and ner/* (corpora.py names them). On one core of 2026 an epoch takes some ten minutes; a
GPU is used where there is one. Seeds are fixed."""
import argparse
import json
import math
import os
import random
import sys
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import backbone as backbones
import clitics
import corpora
import entities
import treebanks
import vocabulary
from batches import IGNORE, Encoder, batches, collate
from network import Reader

CONFIG = {"dim": 384, "heads": 12, "eps": 1e-12, "max_pieces": 12, "max_atoms": 256, "ffn_word": 768, "ffn": 768, "word_layers": 2,
          "context_layers": 2, "tree_layers": 2, "reach": 10, "arc_dim": 192, "arc_reach": 24, "rel_dim": 96, "dropout": 0.1, "dropout_mlp": 0.25,
          "treebanks": corpora.TREEBANKS}
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


def read_trees(data, sources, contractions, left):
    out = []
    for s in sources:
        found, c, l = treebanks.load([(os.path.join(data, "treebanks", s.name + ".conllu"), s.language, s.treebank)])
        out.append((s, found[s.first:s.last]))
        left.update(l)
        for language, table in c.items():
            for token, words in table.items():
                contractions.setdefault(language, {}).setdefault(token, Counter()).update(words)
    return out


def read_names(data, sources):
    out = []
    for s in sources:
        path = os.path.join(data, "ner", s.name)
        read = entities.read_factrueval if os.path.isdir(path) else entities.read_columns
        out.append((s, read(path, s.language, s.treebank)[s.first:s.last]))
    return out


def make_labels(sentences, contractions):
    count = lambda values, least: sorted(k for k, n in Counter(values).items() if n >= least)
    features = {}
    for s in sentences:
        for w in s.words:
            for name, value in w.features.items():
                features.setdefault(name, Counter())[value] += 1
    kept = {n: sorted(v for v, k in c.items() if k >= 20) for n, c in features.items() if sum(c.values()) >= 200}
    universal = Counter(w.relation.split(":")[0] for s in sentences for w in s.words)
    return {"prefixes": ["", *count((p for s in sentences for p in s.prefix if p), 2)],
            "suffixes": ["", *count((p for s in sentences for p in s.suffix if p and p.strip("|+")), 2)],
            "slots": ["", *count((w.slot for s in sentences for w in s.words if w.slot), 3)],
            "upos": UPOS, "features": [[n, ["", *v]] for n, v in sorted(kept.items()) if v],
            "relations": sorted(set(count((w.relation for s in sentences for w in s.words), 100)) | {r for r, n in universal.items() if n >= 5}),
            "entities": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"],
            "contractions": {l: {t: list(c.most_common(1)[0][0]) for t, c in sorted(table.items()) if sum(c.values()) >= 2}
                             for l, table in sorted(contractions.items())}}


def to(batch, device):
    return {k: [x.to(device) for x in v] if isinstance(v, list) else v.to(device) for k, v in batch.items()}


def forward(model, b, atom_dropout=0.0):
    """-> (h over atoms, g over words)."""
    types = model.atoms(b["pieces"])
    x = types[b["index"]]
    if atom_dropout and model.training:
        x = x * (torch.rand(x.shape[:2], device=x.device) >= atom_dropout)[:, :, None]
    h = model.context(x, b["atom_mask"], b["bank"])
    n, w = b["word_mask"].shape
    words = torch.zeros(n * w, h.shape[2], device=h.device).index_add(0, b["target"], h.reshape(-1, h.shape[2])[b["source"]] * b["share"][:, None])
    return h, model.tree(words.view(n, w, -1) + model.slot(b["slot"]), b["word_mask"])


def losses(model, b):
    h, g = forward(model, b, 0.03)
    h, g = model.drop(h), model.drop(g)
    def ce(logits, gold):
        return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=IGNORE, reduction="sum") / (gold != IGNORE).sum().clamp(min=1)
    out = {"join": ce(model.join(h), b["join"]), "prefix": ce(model.prefix(h), b["prefix"]), "suffix": ce(model.suffix(h), b["suffix"]),
           "upos": ce(model.upos(g), b["upos"]), "entity": ce(model.entity(g), b["entity"])}
    blocks = model.feat(g).split(model.blocks, dim=-1)
    out["features"] = 0.3 * sum(ce(block, b["features"][:, :, i]) for i, block in enumerate(blocks))
    if (b["head"] != IGNORE).any():
        mask = torch.cat([b["word_mask"], torch.ones_like(b["word_mask"][:, :1])], 1)
        out["arc"] = ce(model.arcs(g).masked_fill(~mask[:, None, :], -1e9), b["head"])
        out["relation"] = ce(model.relations(g, b["head"].clamp(min=0)), b["relation"])
    return out


@torch.no_grad()
def evaluate(model, groups, device):
    """Scores on held-out sentences with gold words: what training is watched by."""
    model.eval()
    lines = []
    for name, encoded in groups:
        n = Counter()
        for rows in batches(encoded, 2500, random.Random(0)):
            b = to(collate([encoded[i] for i in rows]), device)
            h, g = forward(model, b)
            for key, logits in (("join", model.join(h)), ("prefix", model.prefix(h)), ("suffix", model.suffix(h)), ("upos", model.upos(g)),
                                ("entity", model.entity(g))):
                known = b[key] != IGNORE
                n[key] += ((logits.argmax(-1) == b[key]) & known).sum().item()
                n[key + "/"] += known.sum().item()
            gold, got = b["entity"], model.entity(g).argmax(-1)
            n["tp"] += ((got == gold) & (gold > 0)).sum().item()
            n["sys"] += ((got > 0) & (gold >= 0)).sum().item()
            n["gold"] += (gold > 0).sum().item()
            known = b["head"] != IGNORE
            if known.any():
                mask = torch.cat([b["word_mask"], torch.ones_like(b["word_mask"][:, :1])], 1)
                heads = model.arcs(g).masked_fill(~mask[:, None, :], -1e9).argmax(-1)
                relation = model.relations(g, heads).argmax(-1)
                names = model.universal.to(device)
                right = (heads == b["head"]) & known
                n["arc"] += right.sum().item()
                n["las"] += (right & (names[relation] == names[b["relation"].clamp(min=0)])).sum().item()
                n["arc/"] += known.sum().item()
        text = [f"{k} {100 * n[k] / n[k + '/']:.1f}" for k in ("join", "prefix", "suffix", "upos") if n[k + "/"]]
        if n["arc/"]:
            text.append(f"UAS {100 * n['arc'] / n['arc/']:.1f} LAS {100 * n['las'] / n['arc/']:.1f}")
        if n["gold"]:
            text.append(f"entity tokens F1 {200 * n['tp'] / (n['sys'] + n['gold']):.1f}")
        lines.append(f"  {name}: " + "  ".join(text))
    model.train()
    return "\n".join(lines)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--backbone", help="needed where --begin is not given")
    p.add_argument("--out", required=True)
    p.add_argument("--begin", help="a checkpoint to go on from, with its pieces and labels")
    p.add_argument("--news", help="Arabic articles, .jsonl.xz: words that counting tells apart teach cutting and verbs (clitics.py)")
    p.add_argument("--names-weight", type=float, default=1.0, help="how much the loss on names counts")
    p.add_argument("--texts", help="raw text, one paragraph a line, and word lists: chooses pieces only")
    p.add_argument("--steps", type=int, default=5200)
    p.add_argument("--batch-words", type=int, default=1000)
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--lr-heads", type=float, default=1e-3)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--evaluate-every", type=int, default=1200)
    p.add_argument("--save-every", type=int, default=600)
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"

    contractions, left = {}, Counter()
    trees, names = read_trees(args.data, corpora.TREES, contractions, left), read_names(args.data, corpora.NAMES)
    held = read_trees(args.data, corpora.HELD_OUT, {}, left) + read_names(args.data, corpora.HELD_OUT_NAMES)
    print("sentences left out:", dict(left), flush=True)
    if args.news:
        names.append((corpora.COUNTED, clitics.sentences(args.news, 6000)))
    every = [s for _, group in trees + names for s in group]
    if args.begin:
        before = torch.load(args.begin, map_location="cpu", weights_only=False)
        config, labels, model_bytes, rows_q4 = (before[k] for k in ("config", "labels", "pieces", "rows_q4"))
        model = Reader(config, labels, len(rows_q4))
        model.load_state_dict(before["model"])
    else:
        labels = make_labels([s for _, group in trees for s in group], contractions)
        base = backbones.read(args.backbone)
        texts = [(vocabulary.SPACE if a.space else "") + a.text for s in every for a in s.atoms]
        if args.texts:
            import atoms
            for token in {t for line in open(args.texts, encoding="utf8", errors="replace") for t in line.split()}:
                texts += [(vocabulary.SPACE if a.space else "") + a.text for a in atoms.cut(token)]
        kept = vocabulary.choose(base, texts)
        model_bytes = vocabulary.model_bytes([base.pieces[i] for i in kept], base.scores[kept])
        config, rows_q4 = {**CONFIG, "unk": kept.index(base.unk)}, base.words_q4[kept]
        model = Reader(config, labels, len(kept))
        model.begin_from(base, backbones.dequantize(rows_q4, base.hidden))
    print(f"{len(rows_q4)} pieces, {sum(map(len, [s.words for s in every]))} words; labels:",
          {k: len(v) for k, v in labels.items()}, flush=True)
    universal = sorted({r.split(":")[0] for r in labels["relations"]})
    model.universal = torch.tensor([universal.index(r.split(":")[0]) for r in labels["relations"]])
    model.to(device)

    encoder = Encoder(config, labels, vocabulary.processor(model_bytes))
    pool = [(s.weight, [encoder.encode(x) for x in group if 0 < len(x.atoms) <= 150]) for s, group in trees + names]
    watched = {}
    for s, group in held:
        watched.setdefault(s.name, []).extend(encoder.encode(x) for x in group if 0 < len(x.atoms) <= 150)

    head_names = ("join", "prefix", "suffix", "upos", "feat", "entity", "root", "arc", "rel", "treebank", "slot")
    heads = [q for n, q in model.named_parameters() if n.startswith(head_names) and q.requires_grad]
    body = [q for n, q in model.named_parameters() if not n.startswith(head_names) and q.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.lr}, {"params": heads, "lr": args.lr_heads}], weight_decay=0.01, betas=(0.9, 0.98))
    warm = max(1, args.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda t: min(1, (t + 1) / warm) * 0.5 * (1 + math.cos(math.pi * min(1, t / args.steps))) + 1e-3)

    def save():
        torch.save({"model": model.state_dict(), "config": config, "labels": labels, "pieces": model_bytes, "rows_q4": rows_q4,
                    "args": vars(args)}, args.out + ".part")
        os.replace(args.out + ".part", args.out)

    step, epoch, began, seen, sums = 0, 0, time.time(), 0, Counter()
    while step < args.steps:
        epoch += 1
        chosen = []
        for weight, group in pool:
            chosen += group * int(weight)
            chosen += rng.sample(group, int((weight - int(weight)) * len(group)))
        for rows in batches(chosen, args.batch_words, rng):
            b = to(collate([chosen[i] for i in rows], 0.1, rng), device)
            parts = losses(model, b)
            parts["entity"] = parts["entity"] * args.names_weight
            optimizer.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(b["word_mask"].sum())
            sums.update({k: float(v.detach()) for k, v in parts.items()})
            if step % 100 == 0:
                print(f"step {step} epoch {epoch} {seen / (time.time() - began):.0f} words/s", {k: round(v / 100, 3) for k, v in sums.items()}, flush=True)
                sums.clear()
            if step % args.evaluate_every == 0 or step == args.steps:
                print(f"after {step} steps, {time.time() - began:.0f} s\n" + evaluate(model, watched.items(), device), flush=True)
            if step % args.save_every == 0 or step == args.steps:
                save()
            if step == args.steps:
                break
    print("done:", args.out)


if __name__ == "__main__":
    main()
