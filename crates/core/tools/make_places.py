#!/usr/bin/env python3
"""Writes src/names/geography/places.tsv from two published tables.

usage: make_places.py FOLDER > src/names/geography/places.tsv

FOLDER holds countries.jsonl (territory names of the Unicode CLDR) and cities.jsonl (GeoNames: cities of 120,000
people and more with alternative names). One place a line: id, kind, parents, "German|English|French|others".
"""
import difflib
import json
import pathlib
import sys
import unicodedata

NO_TERRITORY = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
# Alternative names are kept where they are a spelling of the main name; other names of a city stand in exonyms.tsv.
LEAST_SIMILAR = 0.8
MOST_SPELLINGS = 6


def folded(name):
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if c.isascii() and c.isalpha())


def is_plain_name(name):
    latin = all(ord(c) < 0x250 or c in "’-" or unicodedata.combining(c) for c in name)
    return latin and len(name) >= 4 and name[0].isupper() and not name.isupper() and "|" not in name


def spellings(city):
    main = city["name"]
    found = []
    for other in sorted(set(city["alternatives"])):
        if other == main or not is_plain_name(other) or " " in other and " " not in main:
            continue
        score = difflib.SequenceMatcher(None, folded(main), folded(other), autojunk=False).ratio()
        if score >= LEAST_SIMILAR:
            found.append((-score, other))
    return [other for _, other in sorted(found)[:MOST_SPELLINGS]]


def countries(path):
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        if record["id"] in NO_TERRITORY:
            continue
        by_lang = {lang: name for name, langs in record["names"].items() for lang in langs}
        names = [by_lang.get(lang, by_lang["en"]) for lang in ("de", "en", "fr")]
        yield "\t".join([record["id"], "country", "", "|".join(names)])


def cities(path):
    seen = set()
    for line in path.open(encoding="utf-8"):
        city = json.loads(line)
        key = f'{city["name"]}@{city["country"]}'
        if key in seen:
            continue
        seen.add(key)
        name = city["name"]
        yield "\t".join([key, "city", city["country"], "|".join([name, name, name, *spellings(city)])])


def main():
    folder = pathlib.Path(sys.argv[1])
    print("# Made by tools/make_places.py; sources and licences: README.md")
    for row in countries(folder / "countries.jsonl"):
        print(row)
    for row in cities(folder / "cities.jsonl"):
        print(row)


main()
