"""Universal Dependencies treebanks as training sentences: atoms, how they join and split into words, and the words'
labels. A sentence whose words cannot be reached by joining and cutting atoms is left out and counted."""
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import atoms

JOIN_TOKEN, JOIN_WORD, JOIN_ON = 0, 1, 2  # begins a token; a word inside a multiword token; goes on the same word


@dataclass
class Word:
    atom: list[int]  # the atoms that it is made of
    slot: str  # the letters of a piece that was cut off, "" for a host
    upos: str = "_"
    features: dict = field(default_factory=dict)
    head: int = -1  # index in the sentence; len(words) for the root; -1 unknown
    relation: str = "_"
    entity: str = "_"
    form: str = ""
    lemma: str = "_"


@dataclass
class Sentence:
    language: str
    treebank: str
    atoms: list  # atoms.Atom
    join: list[int]  # -1 unknown
    prefix: list[str]
    suffix: list[str]
    words: list[Word]
    text: str = ""


def blocks(path: str):
    lines = []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def surface(lines):
    """-> (text, [(begin, end, token number, in a multiword token, columns)], contraction tables seen)."""
    text, places, contractions = "", [], []
    rows = [l.split("\t") for l in lines if l[0] != "#"]
    rows = [r for r in rows if "." not in r[0]]
    i, token = 0, 0
    while i < len(rows):
        row = rows[i]
        space = "" if "SpaceAfter=No" in row[9] else " "
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            words = rows[i + 1:i + 2 + last - first]
            i += 1 + len(words)
            forms = [w[1] for w in words]
            at = len(text)
            text += row[1]
            if sum(map(len, forms)) == len(row[1]):  # the words are pieces of what is written
                for w in words:
                    places.append((at, at + len(w[1]), token, True, w))
                    at += len(w[1])
            else:
                contractions.append((row[1], forms))
                places += [(at, at + len(row[1]), token, True, w) for w in words]
        else:
            i += 1
            places.append((len(text), len(text) + len(row[1]), token, False, row))
            text += row[1]
        text += space
        token += 1
    return text, places, contractions


NAMED = {"person": "PER", "place": "LOC", "organization": "ORG"}


def mark_names(words, rows):
    """GUM marks every mention with its type in the tenth column ("Entity=(12-place-…"). A name is a mention whose head is a
    proper noun, cut to the run of proper nouns about that head with what joins them ("University of California")."""
    opened, mentions = [], []
    for k, row in enumerate(rows):
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for sign in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            if sign[0] == "(":
                fields = sign.strip("()").split("-")
                opened.append((fields[0], fields[1] if len(fields) > 1 else "", fields[5] if len(fields) > 5 else "1", k))
            if sign[-1] == ")":
                group = sign.strip("()").split("-")[0]
                found = next((o for o in reversed(opened) if o[0] == group), None)
                if found:
                    opened.remove(found)
                    mentions.append((found[1], found[2], found[3], k))
    for w in words:
        w.entity = "O"
    proper = lambda k: rows[k][4].startswith("NNP") and rows[k][7] != "nmod:desc"  # not a title
    joins = lambda k: rows[k][1].lower() in ("of", "the", "and", "&", "for", "de", "-", "'s", "al", "la", "del", "von")
    for kind, heads, first, last in sorted(mentions, key=lambda m: m[3] - m[2]):  # an outer name covers an inner one
        numbers = [int(n) for n in re.findall(r"\d+", heads)]
        head = first + numbers[0] - 1 if numbers else first
        if kind not in NAMED or not first <= head <= last or not proper(head):
            continue
        if kind == "person" and (rows[head][4] == "NNPS" or rows[first][3] in ("DET", "PRON")):
            continue  # a people, "the President"
        begin = end = head
        any_proper = lambda a, b: any(map(proper, range(a, b)))
        while begin > first and (proper(begin - 1) or (joins(begin - 1) and any_proper(max(first, begin - 3), begin - 1))):
            begin -= 1
        while end < last and (proper(end + 1) or (joins(end + 1) and any_proper(end + 2, min(last, end + 3) + 1))):
            end += 1
        while joins(begin) and not proper(begin):
            begin += 1
        for k in range(begin, end + 1):
            words[k].entity = ("B-" if k == begin else "I-") + NAMED[kind]


def parse(lines, language: str, treebank: str, contractions: dict):
    text, places, found = surface(lines)
    for token, forms in found:
        contractions[language][token.lower()][tuple(f.lower() for f in forms)] += 1
    sentence = Sentence(language, treebank, atoms.cut(text), [], [], [], [], text)
    words = [Word([], "") for _ in places]
    started = set()
    for a, atom in enumerate(sentence.atoms):
        inside = [k for k, p in enumerate(places) if p[0] < atom.end and p[1] > atom.begin]
        if not inside:
            return None
        first = places[inside[0]]
        if inside[0] in started:
            join = JOIN_ON
        else:
            join = JOIN_WORD if first[3] and inside[0] and places[inside[0] - 1][2] == first[2] else JOIN_TOKEN
        prefix = suffix = ""
        if len(inside) > 1 and all(places[k][:2] == first[:2] for k in inside):
            if (atom.begin, atom.end) != first[:2]:
                return None  # a contraction of several atoms
            prefix = "="
            for k in inside:
                words[k].slot = places[k][4][1].lower()
        elif len(inside) > 1:
            pieces = [atoms.normalise(text[max(places[k][0], atom.begin):min(places[k][1], atom.end)]) for k in inside]
            if "".join(pieces) != atom.text:
                return None
            host = max(range(len(pieces)), key=lambda j: (len(pieces[j]), j))
            mark = lambda k, l: "+" if places[inside[k]][2] == places[inside[l]][2] else "|"
            for j, piece in enumerate(pieces):
                if j < host:
                    prefix += piece.lower() + mark(j, j + 1)
                elif j > host:
                    suffix += mark(j - 1, j) + piece.lower()
                if j != host and inside[j] not in started:
                    words[inside[j]].slot = piece.lower()
        if atom.space and join != JOIN_TOKEN:
            return None  # a word with white space inside
        for k in inside:
            words[k].atom.append(a)
            started.add(k)
        sentence.join.append(join)
        sentence.prefix.append(prefix)
        sentence.suffix.append(suffix)
    if len(started) != len(places):
        return None
    for word, place in zip(words, places):
        c = place[4]
        word.form, word.lemma, word.upos = c[1], c[2], c[3]
        word.features = dict(f.split("=", 1) for f in c[5].split("|") if "=" in f)
        word.head = len(words) if c[6] == "0" else int(c[6]) - 1
        word.relation = c[7]
    if any("Entity=" in l or l.startswith("# s_prominence") for l in lines):  # GUM
        mark_names(words, [p[4] for p in places])
    sentence.words = words
    return sentence


def load(paths) -> tuple[list[Sentence], dict, Counter]:
    """paths: [(file, language, treebank)]. -> sentences, contractions[language][token][words] counts, what was left out."""
    contractions = defaultdict(lambda: defaultdict(Counter))
    out, left = [], Counter()
    for path, language, treebank in paths:
        for lines in blocks(path):
            s = parse(lines, language, treebank, contractions)
            if s is None or not s.words:
                left[treebank] += 1
            else:
                out.append(s)
    return out, contractions, left
