#!/usr/bin/env python3
"""Adds names that Unicode CLDR has to the places of extractors/actors/places.jsonl, in languages that these lack.

usage: translate_places.py FOLDER ACTORS
  FOLDER  "common" of CLDR, as in Debian's package unicode-cldr-core (/usr/share/unicode/cldr/common); Unicode License
  ACTORS  extractors/actors: places.jsonl is written anew

States and provinces are found by their English name within their country, cities among the cities that stand for time zones.
"""
import json, pathlib, sys
from xml.etree import ElementTree

from subdivisions import COUNTRIES, LANGUAGES, fold, names_of, spellings


def cities_of(folder, language):
    tree = ElementTree.parse(folder / "main" / f"{language}.xml")
    return {zone.get("type"): city.text for zone in tree.iter("zone") if (city := zone.find("exemplarCity")) is not None}


def main():
    folder, actors = map(pathlib.Path, sys.argv[1:3])
    regions = {language: names_of(folder, language) for language in LANGUAGES}
    cities = {language: cities_of(folder, language) for language in LANGUAGES}
    region_codes, zones = {}, {}
    for code, name in regions["en"].items():
        if country := COUNTRIES.get(code[:2].upper()):
            region_codes.setdefault((country, fold(name)), code)
    for zone in {z for table in cities.values() for z in table}:  # where English has no name of its own the zone tells it
        zones.setdefault(fold(cities["en"].get(zone) or zone.split("/")[-1].replace("_", " ")), zone)
    added, lines = 0, []
    for line in (actors / "places.jsonl").read_text(encoding="utf8").splitlines():
        place = json.loads(line)
        code = region_codes.get((place.get("country"), fold(place["name"])))
        zone = zones.get(fold(place["name"]))
        for language in LANGUAGES:
            name = regions[language].get(code) if code else cities[language].get(zone) if zone else None
            if name and language not in place.get("names", {}):
                place.setdefault("names", {})[language] = spellings(name, language)[:1]
                added += 1
        if "names" in place:
            place["names"] = dict(sorted(place["names"].items()))
        lines.append(json.dumps(place, ensure_ascii=False))
    (actors / "places.jsonl").write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{added} names added")


if __name__ == "__main__":
    main()
