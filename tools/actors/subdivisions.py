#!/usr/bin/env python3
"""Makes extractors/actors/subdivisions.jsonl: states, provinces and regions of the larger countries, from Unicode CLDR.

usage: subdivisions.py FOLDER ACTORS
  FOLDER  "common" of CLDR, as in Debian's package unicode-cldr-core (/usr/share/unicode/cldr/common); Unicode License
  ACTORS  extractors/actors: what stands there already is left out, and so is every name that somebody else goes by

A name that two subdivisions share, that is an everyday word (a word of the language packs), or that is very short, is left out:
a place that is missed costs less than a wrong one.
"""
import json, pathlib, re, sys, unicodedata
from xml.etree import ElementTree

LANGUAGES = ["ar", "de", "en", "es", "fr", "ru", "uk"]
# Countries whose subdivisions make news under their own names, alpha-2 to alpha-3.
COUNTRIES = dict(
    AE="ARE", AF="AFG", AR="ARG", AT="AUT", AU="AUS", BE="BEL", BR="BRA", BY="BLR", CA="CAN", CD="COD", CH="CHE", CL="CHL", CM="CMR", CN="CHN",
    CO="COL", DE="DEU", DZ="DZA", EG="EGY", ES="ESP", ET="ETH", GR="GRC", ID="IDN", IN="IND", IQ="IRQ", IR="IRN", IT="ITA", JO="JOR",
    JP="JPN", KE="KEN", KR="KOR", KZ="KAZ", LB="LBN", LK="LKA", LY="LBY", MA="MAR", ML="MLI", MM="MMR", MX="MEX", MY="MYS", NG="NGA", NL="NLD",
    OM="OMN", PE="PER", PH="PHL", PK="PAK", PL="POL", PT="PRT", RU="RUS", SA="SAU", SD="SDN", SE="SWE", SO="SOM", SY="SYR", TD="TCD", TN="TUN",
    TR="TUR", UA="UKR", US="USA", UZ="UZB", VE="VEN", YE="YEM", ZA="ZAF")
# Nouns for a kind of subdivision: "Sennar State" goes by "Sennar", too, when that is long enough.
KINDS = {
    "en": r"\s+(State|Province|Region|Governorate|Oblast|District|County|Department|Prefecture|Krai|Emirate|Voivodeship)$",
    "ar": r"^(محافظة|ولاية|إقليم|مقاطعة|منطقة|أوبلاست|إمارة)\s+",
    "uk": r"^(Провінція|Муніципалітет)\s+",
    "ru": r"^(ил|Провинция)\s+",
    "fr": r"^(wilaya|subdivision|province|État|région|gouvernorat|oblast|préfecture) d[eu]s?\s+",
    "es": r"^(provincia|estado|región|gobernación|óblast|prefectura) (de la|del|de)\s+",
    "de": r"^(Provinz|Bundesstaat|Region|Gouvernement|Gouvernorat|Oblast|Präfektur|Munizip)\s+",
}
LETTERS_MIN = {"ar": 5}  # without capitals a short word is too easily another one
ARAB = {"DZ", "EG", "IQ", "JO", "LB", "LY", "MA", "OM", "SA", "SD", "SY", "TN", "YE", "AE"}


def names_of(folder, language):
    tree = ElementTree.parse(folder / "subdivisions" / f"{language}.xml")
    return {s.get("type"): s.text for s in tree.iter("subdivision") if s.get("alt") is None}


def states_of(folder, language):
    tree = ElementTree.parse(folder / "main" / f"{language}.xml")
    return {fold(t.text) for t in tree.iter("territory") if t.text}


def fold(name):
    text = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("ـ", "").replace("ة", "ه").replace("ى", "ي")
    return re.sub(r"[^\w]+", " ", text).strip()


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def taken_words(packs):
    """What is an everyday word of a language, or a given name."""
    taken = {}
    for language in LANGUAGES:
        words = taken.setdefault(language, set())
        for table in ("words.tsv", "triggers.tsv", "nominals.tsv", "names.tsv", "cues.tsv", "lemmas.tsv"):
            path = packs / language / table
            if path.exists():
                words.update(fold(line.split("\t")[0]) for line in path.read_text(encoding="utf8").splitlines() if not line.startswith("#"))
    return taken


def name_words(actors):
    """Words of people's names in Arabic script."""
    rows = (actors / "latin.tsv").read_text(encoding="utf8").splitlines()
    return {fold(row.split("\t")[0]) for row in rows if not row.startswith("#")}


def known_names(actors):
    ids, names = set(), set()
    for file in actors.glob("*.jsonl"):
        if file.name == "subdivisions.jsonl":
            continue
        for line in file.read_text(encoding="utf8").splitlines():
            actor = json.loads(line)
            ids.add(actor["id"])
            names.add(fold(actor["name"]))
            for field in ("names", "short", "adjectives", "inhabitants"):
                for listed in actor.get(field, {}).values():
                    names.update(fold(n) for n in listed)
                    if field in ("names", "short") and actor["id"].startswith("person:"):
                        names.update(w for n in listed for w in fold(n).split())
    return ids, names


def spellings(name, language):
    """The name, and for "A-B" or "A (B)" what it says besides."""
    name = re.sub(r"\s*\(.*?\)", "", name).strip()
    shorter = re.sub(KINDS.get(language, r"$^"), "", name, flags=re.I)
    return [name] if shorter == name else [shorter, name]


def main():
    folder, actors = map(pathlib.Path, sys.argv[1:3])
    tables = {language: names_of(folder, language) for language in LANGUAGES}
    taken = taken_words(actors.parent / "languages")
    taken["ar"] |= name_words(actors)
    ids, known = known_names(actors)
    for language in LANGUAGES:  # with and without the Arabic article: a search does not tell them apart everywhere
        known |= {name for state in states_of(folder, language) for name in (state, state.removeprefix("ال"))}
    owners = {}  # folded name -> codes that have it, in all countries of the world
    for table in tables.values():
        for code, name in table.items():
            owners.setdefault(fold(name), set()).add(code)
    out = []
    for code, english in sorted(tables["en"].items()):
        country = COUNTRIES.get(code[:2].upper())
        if country is None or "/" in english:
            continue
        names = {}
        for language in LANGUAGES:
            name = tables[language].get(code)
            # Without a translation CLDR repeats the English name; an Arabic or Cyrillic table is of use only in its own script.
            if name is None or (language in ("ar", "ru", "uk") and re.search("[A-Za-z]", name)):
                continue
            letters = 4 if code[:2].upper() in ARAB else LETTERS_MIN.get(language, 4)
            kept = [s for s in spellings(name, language) if len(fold(s)) >= letters and not re.search(r"[\d²³]", s) and fold(s) not in known
                    and fold(s) not in taken[language] and owners.get(fold(s), {code}) == {code}]
            if kept:
                names[language] = kept
        identity = "place:" + slug(english)
        if "en" not in names or identity in ids:
            continue
        ids.add(identity)
        out.append({"id": identity, "name": names["en"][0], "names": names, "country": country})
    out.sort(key=lambda place: place["id"])
    with open(actors / "subdivisions.jsonl", "w", encoding="utf8") as file:
        for place in out:
            file.write(json.dumps(place, ensure_ascii=False) + "\n")
    print(f"{len(out)} subdivisions, {sum(len(n) for p in out for n in p['names'].values())} names")


if __name__ == "__main__":
    main()
