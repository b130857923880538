"""Named-entity corpora as training sentences: tokens become words, without tags or trees."""
import glob
import os
import re

import atoms
from treebanks import JOIN_ON, JOIN_TOKEN, Sentence, Word

CLASSES = {"PER": "PER", "PERS": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "LOCATION": "LOC", "FAC": "LOC",
           "LOCORG": "LOC", "ORG": "ORG", "CORPORATION": "ORG", "GROUP": "ORG"}


def sentence(tokens, labels, language, treebank):
    """Tokens joined by spaces, each a word. labels: class or None, with True where an entity begins."""
    text = " ".join(tokens)
    s = Sentence(language, treebank, atoms.cut(text), [], [], [], [], text)
    place, at, a = [], 0, 0
    for token, (label, begins) in zip(tokens, labels):
        end, mine = at + len(token), []
        while a < len(s.atoms) and s.atoms[a].begin < end:
            mine.append(a)
            s.join.append(JOIN_TOKEN if len(mine) == 1 else JOIN_ON)
            a += 1
        at = end + 1
        if not mine:
            continue
        s.words.append(Word(mine, "", entity="O" if not label else ("B-" if begins else "I-") + label, form=token))
    s.prefix = s.suffix = [None] * len(s.atoms)
    s.join = [-1] * len(s.atoms)  # the corpora cut tokens in their own way: not learned from
    return s


def flat(tags):
    """BIO or IO tags of one sentence, several a token where nested -> [(class, begins)]."""
    out, last = [], None
    for options in tags:
        label, begins = None, False
        for t in options:
            kind = CLASSES.get(t[2:].upper()) if t[:2] in ("B-", "I-") else None
            if kind:
                label, begins = kind, t[0] == "B" or last != kind
                break
        out.append((label, begins))
        last = label
    return out


TAG = re.compile(r"^([BI]-.+|O)$")


def read_columns(path, language, treebank, longest=120):
    """A token a line, its tags after it, an empty line after a sentence; in a file without empty lines a full stop ends one."""
    tokens, tags, out = [], [], []
    unbroken = all(line.strip() for line in open(path, encoding="utf8"))

    def close():
        if tokens:
            out.append(sentence(list(tokens), flat(tags), language, treebank))
        tokens.clear()
        tags.clear()

    for line in open(path, encoding="utf8"):
        columns = line.split()
        if not columns:
            close()
            continue
        if columns[0].isdigit() and len(columns) > 2:
            columns = columns[1:]
        found = [c for c in columns[1:] if TAG.match(c)]
        if columns[0] == "-DOCSTART-" or (columns[0] == "#" and not found):
            continue  # a comment
        tokens.append(columns[0])
        tags.append(found or ["O"])
        if len(tokens) >= longest or (unbroken and columns[0] in (".", "!", "?", "؟")):
            close()
    close()
    return out


def read_factrueval(folder, language, treebank):
    """Persons, organizations and places by token; of nested names the outermost."""
    out = []
    for path in sorted(glob.glob(os.path.join(folder, "*.tokens"))):
        base = path[:-len(".tokens")]
        spans = {}
        for line in open(base + ".spans", encoding="utf8"):
            head, _, tail = line.partition("#")
            if head.split():
                spans[head.split()[0]] = [t for t in tail.split() if t.isdigit()][:int(head.split()[5])]
        label = {}
        objects = []
        for line in open(base + ".objects", encoding="utf8"):
            columns = line.partition("#")[0].split()
            if len(columns) > 2 and columns[1].upper() in CLASSES:
                ids = sorted({int(t) for c in columns[2:] for t in spans.get(c, [])})
                if ids:
                    objects.append((CLASSES[columns[1].upper()], ids))
        for kind, ids in sorted(objects, key=lambda o: -len(o[1])):
            run = range(ids[0], ids[-1] + 1)
            if len(run) > len(ids) + 2 or any(i in label for i in run):
                continue
            for i in run:
                label[i] = (kind, i == ids[0])
        tokens, labels = [], []
        for line in list(open(path, encoding="utf8")) + ["\n"]:
            columns = line.split()
            if columns:
                tokens.append(columns[3])
                labels.append(label.get(int(columns[0]), (None, False)))
            elif tokens:
                out.append(sentence(tokens, labels, language, treebank))
                tokens, labels = [], []
    return out
