"""Writes the lemmas of a language's training treebanks as a table that rawi looks words up in after its own tables.

usage: python lemmas.py --data DIR --out extractors/languages

<out>/<language>/lemmas.tsv: form, upos, lemma, for forms whose lemma is not the form itself; and rules whose form begins
with `*`: an ending and what the lemma has in its place, for words the treebanks have not seen (the longest ending wins)."""
import argparse
import os
import unicodedata
from collections import Counter, defaultdict

import corpora
import treebanks

CLOSED = {"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "PUNCT", "SYM", "NUM", "X", "INTJ"}


def plain(text):
    """Lower case, without Arabic vowel signs and tatweel."""
    return "".join(c for c in text.lower() if not (0x064B <= ord(c) <= 0x0652 or ord(c) in (0x0670, 0x0640)))


def change(form, lemma):
    """("ended", "end") -> ("ed", "")."""
    n = len(os.path.commonprefix([form, lemma]))
    return form[n:], lemma[n:]


def rules(pairs):
    """pairs: {(form, upos): lemma} -> {(ending, upos): (old, new)}."""
    votes = defaultdict(Counter)
    for (form, upos), lemma in pairs.items():
        old, new = change(form, lemma)
        if upos in CLOSED or len(form) - len(old) < 2:
            continue
        for n in range(max(1, len(old)), min(len(form) - 1, len(old) + 3) + 1):
            votes[form[-n:], upos][old, new] += 1
    out = {}
    for (ending, upos), found in sorted(votes.items(), key=lambda v: (len(v[0][0]), v[0])):
        (old, new), n = found.most_common(1)[0]
        if n < 4 or n < 0.75 * sum(found.values()):
            continue
        shorter = next((out[ending[k:], upos] for k in range(1, len(ending)) if (ending[k:], upos) in out), None)
        if shorter != (old, new) and not (shorter is None and old == new == ""):
            out[ending, upos] = (old, new)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    counts = defaultdict(lambda: defaultdict(Counter))
    for s in corpora.TREES:
        found, _, _ = treebanks.load([(os.path.join(args.data, "treebanks", s.name + ".conllu"), s.language, s.treebank)])
        for sentence in found[s.first:s.last]:
            for w in sentence.words:
                lemma = w.lemma if w.upos == "PROPN" else w.lemma.lower()
                if w.lemma != "_" and w.upos not in ("PUNCT", "SYM", "X", "NUM"):
                    counts[s.language][unicodedata.normalize("NFC", plain(w.form)), w.upos][plain(lemma) if w.upos != "PROPN" else lemma] += 1
    for language, forms in sorted(counts.items()):
        pairs = {key: c.most_common(1)[0][0] for key, c in forms.items()}
        folder = os.path.join(args.out, language)
        os.makedirs(folder, exist_ok=True)
        made = rules({k: v for k, v in pairs.items() if k[1] != "PROPN"})

        def changed(form, upos):
            """Does a rule change this form? Then one that is its own lemma must be listed, too ("news")."""
            return any(made.get((form[k:], upos), ("", ""))[0] != made.get((form[k:], upos), ("", ""))[1] for k in range(1, len(form)))

        with open(os.path.join(folder, "lemmas.tsv"), "w", encoding="utf8") as f:
            f.write("# made by tools/train/lemmas.py from the treebanks named in model/CARD.md\nform\tupos\tlemma\n")
            for (form, upos), lemma in sorted(pairs.items()):
                if upos != "PROPN" and (lemma != form or changed(form, upos)) and not any(c in form + lemma for c in "\t #*"):
                    f.write(f"{form}\t{upos}\t{lemma}\n")
            for (ending, upos), (old, new) in sorted(made.items()):
                f.write(f"*{ending}\t{upos}\t{(ending[:len(ending) - len(old)] + new) or '-'}\n")
        print(language, len(pairs), "forms,", len(made), "rules")


if __name__ == "__main__":
    main()
