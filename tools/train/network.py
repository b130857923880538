"""The reader's network: pieces -> atoms (each by itself) -> atoms in context -> words -> tags, names and the tree.
Layers are BERT's (post-norm), begun from the lower layers of the backbone; the inner width of those that run over
the context is pruned to the units that weigh most, for speed."""
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def gelu(x):
    return F.gelu(x, approximate="tanh")


def near(length, reach, device):
    """[length, length]: which row of a table of distances -reach..reach stands for j - i, the farthest for all beyond."""
    at = torch.arange(length, device=device)
    return (at[None, :] - at[:, None]).clamp(-reach, reach) + reach


class Layer(nn.Module):
    """With `reach`, attention also sees how far away a word stands (after Shaw et al. 2018): a query is compared with a
    learned key for each distance."""

    def __init__(self, dim, heads, ffn, dropout, eps, reach=0):
        super().__init__()
        self.heads, self.reach = heads, reach
        if reach:
            self.distance = nn.Parameter(torch.zeros(heads, 2 * reach + 1, dim // heads))
        self.q, self.k, self.v, self.o = (nn.Linear(dim, dim) for _ in range(4))
        self.fi, self.fo = nn.Linear(dim, ffn), nn.Linear(ffn, dim)
        self.ln1, self.ln2 = nn.LayerNorm(dim, eps=eps), nn.LayerNorm(dim, eps=eps)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask):
        """x [batch, length, dim]; mask [batch, length], True where something stands, or None where all does."""
        b, n, d = x.shape
        split = lambda t: t.view(b, n, self.heads, d // self.heads).transpose(1, 2)
        query = split(self.q(x))
        scores = query @ split(self.k(x)).transpose(2, 3)
        if self.reach:
            by_distance = torch.einsum("bhid,hkd->bhik", query, self.distance)
            scores = scores + by_distance.gather(3, near(n, self.reach, x.device).expand(b, self.heads, n, n))
        scores = scores / math.sqrt(d // self.heads)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e9)
        attended = scores.softmax(-1) @ split(self.v(x))
        x = self.ln1(x + self.o(attended.transpose(1, 2).reshape(b, n, d)))
        return self.ln2(x + self.drop(self.fo(gelu(self.fi(x)))))

    @torch.no_grad()
    def begin_from(self, backbone, index):
        t, keep = backbone.tensors, self.fi.out_features
        weight = np.linalg.norm(t[f"{index}.fi.w"], axis=1) * np.linalg.norm(t[f"{index}.fo.w"], axis=0)
        units = np.sort(np.argsort(-weight)[:keep])
        put = lambda p, a: p.copy_(torch.from_numpy(np.ascontiguousarray(a)))
        for name in ("q", "k", "v", "o"):
            put(getattr(self, name).weight, t[f"{index}.{name}.w"])
            put(getattr(self, name).bias, t[f"{index}.{name}.b"])
        put(self.fi.weight, t[f"{index}.fi.w"][units])
        put(self.fi.bias, t[f"{index}.fi.b"][units])
        put(self.fo.weight, t[f"{index}.fo.w"][:, units])
        put(self.fo.bias, t[f"{index}.fo.b"])
        for name in ("ln1", "ln2"):
            put(getattr(self, name).weight, t[f"{index}.{name}.w"])
            put(getattr(self, name).bias, t[f"{index}.{name}.b"])


class Reader(nn.Module):
    def __init__(self, config, labels, pieces):
        super().__init__()
        c, d = config, config["dim"]
        self.config = config
        self.words = nn.Embedding(pieces, d)
        self.words.weight.requires_grad = False  # kept as the 4-bit blocks that the backbone stores
        self.pos = nn.Embedding(c["max_pieces"] + 1, d)
        self.ln = nn.LayerNorm(d, eps=c["eps"])
        layer = lambda ffn, reach=c["reach"]: Layer(d, c["heads"], ffn, c["dropout"], c["eps"], reach)
        self.word_layers = nn.ModuleList(layer(c["ffn_word"], 0) for _ in range(c["word_layers"]))
        self.ctx_pos = nn.Embedding(c["max_atoms"], d)
        self.treebank = nn.Embedding(len(c["treebanks"]), d)
        self.ctx_ln = nn.LayerNorm(d, eps=c["eps"])
        self.context_layers = nn.ModuleList(layer(c["ffn"]) for _ in range(c["context_layers"]))
        self.slot = nn.Embedding(len(labels["slots"]), d)
        self.tree_ln = nn.LayerNorm(d, eps=c["eps"])
        self.tree_layers = nn.ModuleList(layer(c["ffn"]) for _ in range(c["tree_layers"]))
        self.join = nn.Linear(d, 3)
        self.prefix, self.suffix = nn.Linear(d, len(labels["prefixes"])), nn.Linear(d, len(labels["suffixes"]))
        self.upos = nn.Linear(d, len(labels["upos"]))
        self.feat = nn.Linear(d, sum(len(v) for _, v in labels["features"]))
        self.blocks = [len(v) for _, v in labels["features"]]
        self.entity = nn.Linear(d, len(labels["entities"]))
        self.root = nn.Parameter(torch.randn(d) * 0.02)
        a, r, n = c["arc_dim"], c["rel_dim"], len(labels["relations"])
        self.arc_dep, self.arc_head = nn.Linear(d, a), nn.Linear(d, a)
        self.arc_U, self.arc_b = nn.Parameter(torch.randn(a, a) / a), nn.Parameter(torch.zeros(a))
        self.arc_distance = nn.Parameter(torch.zeros(2 * c["arc_reach"] + 1, a))
        self.rel_dep, self.rel_head = nn.Linear(d, r), nn.Linear(d, r)
        self.rel_W = nn.Parameter(torch.randn(n, r, r) / r)
        self.rel_A, self.rel_B, self.rel_c = (nn.Parameter(torch.zeros(n, r)), nn.Parameter(torch.zeros(n, r)),
                                              nn.Parameter(torch.zeros(n)))
        self.drop, self.drop_mlp = nn.Dropout(c["dropout"]), nn.Dropout(c["dropout_mlp"])
        nn.init.normal_(self.treebank.weight, std=0.02)
        nn.init.normal_(self.slot.weight, std=0.02)

    @torch.no_grad()
    def begin_from(self, backbone, rows):
        t = {k: torch.from_numpy(v) for k, v in backbone.tensors.items()}
        self.words.weight.copy_(torch.from_numpy(rows))
        self.pos.weight.copy_(t["pos"][:self.config["max_pieces"] + 1] + t["type"][0])
        self.ln.weight.copy_(t["ln.w"])
        self.ln.bias.copy_(t["ln.b"])
        self.ctx_pos.weight.copy_(t["pos"][1:self.config["max_atoms"] + 1])
        for index, l in enumerate([*self.word_layers, *self.context_layers, *self.tree_layers]):
            l.begin_from(backbone, index)

    def atoms(self, groups):
        """Piece ids of atom types, a tensor [types, pieces] for each number of pieces -> [types of all groups, dim]."""
        out = []
        for pieces in groups:
            x = self.ln(self.words(pieces) + self.pos.weight[1:1 + pieces.shape[1]])
            for l in self.word_layers:
                x = l(x, None)
            out.append(x.mean(1))
        return torch.cat(out)

    def context(self, atoms, mask, treebank):
        """atoms [batch, length, dim]; treebank [batch], -1 where unknown."""
        bank = self.treebank(treebank.clamp(min=0)) * (treebank >= 0)[:, None]
        x = self.drop(self.ctx_ln(atoms + self.ctx_pos.weight[:atoms.shape[1]] + bank[:, None, :]))
        for l in self.context_layers:
            x = l(x, mask)
        return x

    def tree(self, words, mask):
        x = self.drop(self.tree_ln(words))
        for l in self.tree_layers:
            x = l(x, mask)
        return x

    def arcs(self, g):
        """[batch, words, dim] -> scores [batch, words, words + 1]; the last candidate head is the root."""
        heads = torch.cat([g, self.root.expand(g.shape[0], 1, -1)], 1)
        dep, head = self.drop_mlp(gelu(self.arc_dep(g))), self.drop_mlp(gelu(self.arc_head(heads)))
        n = g.shape[1]
        by_distance = (dep @ self.arc_distance.T).gather(2, near(n, self.config["arc_reach"], g.device).expand(g.shape[0], n, n))
        return dep @ self.arc_U @ head.transpose(1, 2) + (head @ self.arc_b)[:, None, :] + F.pad(by_distance, (0, 1))

    def relations(self, g, heads):
        """Logits [batch, words, relations] given each word's head [batch, words]."""
        all_heads = torch.cat([g, self.root.expand(g.shape[0], 1, -1)], 1)
        dep, head = self.drop_mlp(gelu(self.rel_dep(g))), self.drop_mlp(gelu(self.rel_head(all_heads)))
        head = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        n, r = self.rel_A.shape
        left = (dep @ self.rel_W.permute(1, 0, 2).reshape(r, n * r)).view(*dep.shape[:2], n, r)
        return (left * head[:, :, None, :]).sum(-1) + dep @ self.rel_A.T + head @ self.rel_B.T + self.rel_c
