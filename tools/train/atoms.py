"""Cuts a sentence into atoms, the units that the network reads: runs of letters, runs of digits, and every other sign by
itself. extractors/annotate/reader/ does the same in C++; the two must agree (the parity file tells)."""
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = {0x00AD, 0x0640, 0xFEFF} | set(range(0x200B, 0x2010)) | set(range(0x202A, 0x202F)) | set(range(0x2060, 0x206A))
DROPPED = INVISIBLE | set(range(0x064B, 0x0653)) | {0x0670}  # Arabic vowel signs


@dataclass
class Atom:
    begin: int  # characters of the sentence
    end: int
    space: bool  # white space, or nothing, stands before it
    text: str  # normalised


@lru_cache(maxsize=None)
def character_class(c: str) -> str:
    """"s" white space, "i" invisible, "l" letter or mark, "d" digit, "o" anything else."""
    if ord(c) in INVISIBLE:
        return "i"
    category = unicodedata.category(c)
    if c.isspace() or category[0] == "Z" or category == "Cc":
        return "s"
    return {"L": "l", "M": "l", "N": "d"}.get(category[0], "o")


@lru_cache(maxsize=1 << 18)
def normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(c for c in text if ord(c) not in DROPPED))


def cut(text: str) -> list[Atom]:
    atoms, i, space = [], 0, True
    while i < len(text):
        kind = character_class(text[i])
        if kind in "si":
            space = space or kind == "s"
            i += 1
            continue
        end = i + 1
        if kind != "o":
            while end < len(text) and character_class(text[end]) in (kind, "i"):
                end += 1
        atoms.append(Atom(i, end, space, normalise(text[i:end])))
        i, space = end, False
    return atoms
