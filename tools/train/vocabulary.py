"""Which pieces of the backbone's vocabulary the reader keeps, and the SentencePiece model over them.

Kept: every piece in Arabic or Cyrillic letters, every piece without letters that is at most four signs long, and of
the Latin ones those that segment the word lists and texts given (Debian's wamerican, wfrench, wngerman, wspanish, and
the training corpora). Word lists only choose pieces; nothing is learned from them."""
import unicodedata

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto

SPACE = "\u2581"


def script(piece: str) -> str:
    letters = [c for c in piece if c.isalpha()]
    return unicodedata.name(letters[0], "?").split()[0] if letters else ""


def model_bytes(pieces, scores, unk="<unk>") -> bytes:
    m = proto.ModelProto()
    for piece, score in zip(pieces, scores):
        p = m.pieces.add()
        p.piece, p.score = piece, float(score)
        p.type = proto.ModelProto.SentencePiece.UNKNOWN if piece == unk else proto.ModelProto.SentencePiece.NORMAL
    m.trainer_spec.model_type = proto.TrainerSpec.UNIGRAM
    m.trainer_spec.unk_id = list(pieces).index(unk)
    m.trainer_spec.bos_id = m.trainer_spec.eos_id = m.trainer_spec.pad_id = -1
    m.normalizer_spec.name = "identity"
    m.normalizer_spec.add_dummy_prefix = False
    m.normalizer_spec.remove_extra_whitespaces = False
    m.normalizer_spec.escape_whitespaces = False
    return m.SerializeToString()


def processor(data: bytes):
    p = sentencepiece.SentencePieceProcessor()
    p.LoadFromSerializedProto(data)
    return p


def choose(backbone, texts) -> list[int]:
    """texts: iterable of atoms (with SPACE where one begins a token). -> indices into the backbone's pieces, ascending."""
    n = len(backbone.pieces)
    usable = [i for i in range(n) if i not in (0, 1, 2) and backbone.pieces[i] and "\ufffd" not in backbone.pieces[i]]
    seen, unique = set(), []
    for i in usable:
        if backbone.pieces[i] not in seen:
            seen.add(backbone.pieces[i])
            unique.append(i)
    whole = processor(model_bytes([backbone.pieces[i] for i in unique], backbone.scores[unique]))
    keep = {backbone.unk}
    for i in unique:
        kind, body = script(backbone.pieces[i]), backbone.pieces[i].strip(SPACE)
        if kind in ("ARABIC", "CYRILLIC") or (not kind and len(body) <= 4) or len(body) <= 1 and kind == "LATIN":
            keep.add(i)
    for text in set(texts):
        keep.update(unique[j] for j in whole.EncodeAsIds(text))
    return sorted(keep)
