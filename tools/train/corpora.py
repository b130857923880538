"""Which corpora train the reader, how often each is read in an epoch, and which sentences are held out to choose by.
Licences: the card beside the model. Nothing here is under a non-commercial licence."""
from dataclasses import dataclass


@dataclass
class Source:
    name: str  # file below --data/treebanks, or --data/ner
    language: str
    treebank: str  # embedding: the annotation's dialect
    weight: float  # how often a sentence is read in an epoch
    first: int = 0  # sentences [first, last)
    last: int = 1 << 30


TREES = [
    Source("ar-pud", "ar", "ar_pud", 4, 0, 760),
    Source("en-ewt-train", "en", "en_ewt", 0.7),
    *[Source(f"en-gum-{g}", "en", "en_gum", 1) for g in ("academic", "bio", "court", "interview", "news", "voyage")],
    Source("fr-sequoia-train", "fr", "fr_sequoia", 1), Source("fr-sequoia-test", "fr", "fr_sequoia", 1),
    Source("fr-gsd-dev", "fr", "fr_gsd", 1.5),
    Source("es-ancora-dev", "es", "es_ancora", 1), Source("es-gsd-dev", "es", "es_gsd", 1.5), Source("es-gsd-test", "es", "es_gsd", 1.5),
    Source("de-gsd-dev", "de", "de_gsd", 2, 80), Source("de-gsd-test", "de", "de_gsd", 2),
    Source("ru-taiga-train", "ru", "ru_taiga", 1), Source("ru-taiga-test", "ru", "ru_taiga", 1),
    Source("ru-gsd-dev", "ru", "ru_gsd", 2), Source("ru-gsd-test", "ru", "ru_gsd", 2),
    Source("uk-parlamint-train", "uk", "uk_parlamint", 2),
]
HELD_OUT = [
    Source("ar-pud", "ar", "ar_pud", 1, 760, 800), Source("en-ewt-dev", "en", "en_ewt", 1, 0, 300),
    Source("fr-sequoia-dev", "fr", "fr_sequoia", 1, 0, 150), Source("de-gsd-dev", "de", "de_gsd", 1, 0, 80),
    Source("ru-taiga-dev", "ru", "ru_taiga", 1, 0, 150), Source("uk-parlamint-dev", "uk", "uk_parlamint", 1, 0, 150),
]
NAMES = [
    Source("ar-aqmar-train.txt", "ar", "ar_pud", 2), Source("ar-aqmar-dev.txt", "ar", "ar_pud", 2, 100),
    Source("ar-wojood-sample-train.txt", "ar", "ar_pud", 1), Source("ar-wojood-sample-val.txt", "ar", "ar_pud", 1),
    Source("ar-wojood-sample-test.txt", "ar", "ar_pud", 1),
    Source("ar-anercorp.txt", "ar", "ar_pud", 1, 0, 4390),  # the first 5/6, as in its agreed split
    Source("en-uner-ewt-dev.iob2", "en", "en_ewt", 2, 200), Source("en-wikigold.txt", "en", "en_ewt", 1),
    Source("en-wnut17-train.conll", "en", "en_ewt", 0.7), Source("fr-europeana.bio", "fr", "fr_gsd", 0.2),
    Source("de-europeana-sbb.bio", "de", "de_gsd", 0.3), Source("de-germeval14-dev.tsv", "de", "de_gsd", 0.6),
    Source("de-germeval14-test.tsv", "de", "de_gsd", 0.6), Source("ru-factrueval2016/devset", "ru", "ru_gsd", 2, 150),
]
COUNTED = Source("ant-ar", "ar", "ar_pud", 0.5)  # raw news, labelled by counting alone (clitics.py)
HELD_OUT_NAMES = [
    Source("ar-aqmar-dev.txt", "ar", "ar_pud", 1, 0, 100), Source("en-uner-ewt-dev.iob2", "en", "en_ewt", 1, 0, 200),
    Source("ru-factrueval2016/devset", "ru", "ru_gsd", 1, 0, 150),
]
TREEBANKS = ["ar_pud", "en_ewt", "en_gum", "fr_sequoia", "fr_gsd", "es_ancora", "es_gsd", "de_gsd", "ru_taiga", "ru_gsd", "uk_parlamint"]
TREEBANK_OF = {"ar": "ar_pud", "en": "en_ewt", "fr": "fr_gsd", "es": "es_gsd", "de": "de_gsd", "ru": "ru_gsd", "uk": "uk_parlamint"}
