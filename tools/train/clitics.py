"""Arabic sentences of raw news in which some words can be told apart by counting alone, for the reader to learn from:
which words begin with a conjunction or preposition that is cut off, which do not, and which forms are verbs.

A first letter is a clitic where what follows it is a common word of its own, far commoner than the two together
("وقال": "قال"); it belongs to the word where what follows never stands alone ("وزير"). A form is a verb where it follows
"قد", "لم", "لن" or "سوف" often, never takes the article and never follows a preposition. All other words stay unlabelled."""
import json
import lzma
import random
import re
from collections import Counter

import atoms
from treebanks import JOIN_ON, JOIN_TOKEN, Sentence, Word

CLITICS = "وفبلك"
AFTER_VERB_PARTICLE = {"قد", "لم", "لن", "سوف", "وقد", "فقد", "ولم", "ولن", "لقد"}
AUXILIARY = set("كان كانت كانوا يكون تكون يكونوا يكن تكن نكن أكن ليس ليست يعد تعد يزال تزال".split())
AFTER_PREPOSITION = {"في", "من", "إلى", "الى", "على", "عن", "مع", "بعد", "قبل", "خلال", "حول", "بين", "ضد", "منذ"}
ARABIC = re.compile("[\u0621-\u064a]+$")


def articles(path):
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


class Counts:
    def __init__(self, texts):
        self.words, self.particle, self.preposition = Counter(), Counter(), Counter()
        for text in texts:
            last = ""
            for token in text.split():
                word = atoms.normalise(token.strip("\"'«»()[]،,.:؛!؟-"))
                self.words[word] += 1
                if last in AFTER_VERB_PARTICLE:
                    self.particle[word] += 1
                if last in AFTER_PREPOSITION:
                    self.preposition[word] += 1
                last = word

    def prefix(self, word):
        """-> the clitic's label, "" for none, None for not known."""
        if not ARABIC.match(word) or len(word) < 3:
            return None
        rest = word[1:]
        if word[0] not in CLITICS or len(rest) < 3:
            return None
        alone, whole = self.words[rest], self.words[word]
        if word[0] == "ل" and word[1] == "ل":
            return "ل|" if self.words["ا" + word] >= 10 else None
        if alone >= 30 and alone >= (5 if word[0] == "و" else 8) * whole:
            inner = self.prefix(rest)
            return word[0] + "|" + (inner or "")
        if whole >= 20 and alone * 50 <= whole:
            return ""
        return None

    def is_verb(self, word):
        return (self.particle[word] >= 3 and self.particle[word] * 200 >= self.words[word] and word not in AUXILIARY
                and not self.preposition[word] and not self.words["ال" + word])


def sentences(path, most, seed=1):
    """Up to `most` sentences of 5 to 60 words."""
    texts = list(articles(path))
    counts = Counts(texts)
    lines = [l.strip() for t in texts for l in re.split(r"\n|(?<=[.؟!])\s", t) if 5 <= len(l.split()) <= 60]
    random.Random(seed).shuffle(lines)
    out = []
    for line in lines[:most]:
        s = Sentence("ar", "ar_pud", atoms.cut(line), [], [], [], [], line)
        if not s.atoms:
            continue
        for i, atom in enumerate(s.atoms):
            label = counts.prefix(atom.text) if atom.space else None
            s.prefix.append(label)
            s.suffix.append(None)
            s.join.append(-1)
            cut = [c for c in (label or "").split("|") if c]
            for slot in cut:  # each is a word of its own
                s.words.append(Word([i], slot, upos="CCONJ" if slot in "وف" else "ADP"))
            s.words.append(Word([i], "", upos="VERB" if counts.is_verb(atom.text[len(cut):]) else "_"))
        out.append(s)
    return out
