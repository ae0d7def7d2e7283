"""Makes the tables of names by the languages whose texts are at home with them.

    python training/interference/build_homes.py

Reads the tables under training/interference/homes, which are written by hand; CLDR's names of territories, which mtqc
ships, and its shares of speakers, which babel has; and the tables under training/interference/exonyms, for what other
languages call a place. Writes src/mtqc/data/interference/homes/CODE.tsv, one file a target language, one row for the
forms of one kind that the same languages are at home with: the kind, the languages with their shares, the forms.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

from mtqc.languages.names import names

HERE = Path(__file__).parent
SOURCES = HERE / "homes"
DESTINATION = HERE.parents[1] / "src" / "mtqc" / "data" / "interference" / "homes"
TARGETS = ("de", "en", "es", "fr", "it", "pt")
COUNTRY, PLACE, INSTITUTION, MEDIUM, PERSON = "country", "place", "institution", "medium", "person"
KINDS = {
    "cities": PLACE,
    "regions": PLACE,
    "institutions": INSTITUTION,
    "media": MEDIUM,
    "units": COUNTRY,
    "given": PERSON,
    "surnames": PERSON,
}
OFFICIAL = {"official", "de_facto_official"}
LEAST_SHARE = 0.1

Shares = dict[str, float]


class Table:
    """The forms of one target language. A form that several languages are at home with is shared among them."""

    def __init__(self, target: str, ordinary: Iterable[str]) -> None:
        self.target = target
        self._ordinary = frozenset(ordinary)
        self._kinds: dict[str, str] = {}
        self._shares: defaultdict[str, list[Shares]] = defaultdict(list)

    def add(self, form: str, kind: str, shares: Shares) -> None:
        """Adds a form, unless it is an ordinary word of the target language."""
        if form in self._ordinary or len(form) < 2:
            return
        self._kinds.setdefault(form, kind)
        if self._kinds[form] == kind and shares not in self._shares[form]:
            self._shares[form].append(shares)

    def rows(self) -> Iterator[str]:
        """The rows that ship; without names that only the target language itself is at home with."""
        forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for form in sorted(self._shares):
            shares: defaultdict[str, float] = defaultdict(float)
            for of_one in self._shares[form]:
                for code, share in of_one.items():
                    shares[code] += share / len(self._shares[form])
            listed = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
            if any(code != self.target for code in shares):
                forms[self._kinds[form], " ".join(f"{code}={share:.2f}" for code, share in listed)].append(form)
        for (kind, languages), of_both in sorted(forms.items()):
            yield "\t".join((kind, languages, *of_both))


def main() -> None:
    """Writes the tables."""
    DESTINATION.mkdir(parents=True, exist_ok=True)
    translations = read_translations()
    facts = tomllib.loads((SOURCES / "territories.toml").read_text(encoding="utf-8"))
    ordinary = tomllib.loads((SOURCES / "ordinary.toml").read_text(encoding="utf-8"))
    for target in TARGETS:
        table = Table(target, [*listed(ordinary["all"]), *listed(ordinary[target])])
        add_territories(table, facts)
        add_common(table, facts)
        add_nationalities(table, facts)
        add_names(table, translations)
        rows = list(table.rows())
        (DESTINATION / f"{target}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        print(f"{target}: {sum(row.count(chr(9)) - 1 for row in rows)} forms")


def shares_of(territory: str, facts: dict[str, Any]) -> Shares:
    """The languages that a country's texts come in: by hand, else its official languages by their speakers."""
    by_hand: Shares | None = facts["shares"].get(territory)
    if by_hand is not None:
        return by_hand
    spoken = get_global("territory_languages").get(territory, {})
    official = {
        code.partition("_")[0]: float(of["population_percent"])
        for code, of in spoken.items()
        if of["official_status"] in OFFICIAL
    }
    total = sum(official.values())
    return {code: part / total for code, part in official.items() if part >= LEAST_SHARE * total}


def add_territories(table: Table, facts: dict[str, Any]) -> None:
    """Adds the countries as the target language calls them."""
    for territory, name in names(table.target).territories.items():
        if len(territory) == 2 and (shares := shares_of(territory, facts)):
            also = [form for item in facts["also"].get(territory, ()) for form in of_target(item, table.target)]
            for form in (name, *also):
                table.add(form, COUNTRY, shares)


def add_common(table: Table, facts: dict[str, Any]) -> None:
    """Adds what several countries have in common; the target language's own share goes to the others."""
    for common in facts["common"].values():
        shares = {code: share for code, share in common["shares"].items() if code != table.target}
        total = sum(shares.values())
        for form in (form for item in common["names"] for form in of_target(item, table.target)):
            table.add(form, INSTITUTION, {code: share / total for code, share in shares.items()})


def add_nationalities(table: Table, facts: dict[str, Any]) -> None:
    """Adds what the people of a country are called, with the forms that endings make."""
    with (SOURCES / "nationalities.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for word in row[table.target].split():
                for form in inflected(word, table.target) if word != "-" else ():
                    table.add(form, COUNTRY, shares_of(row["territory"], facts))
                    table.add(form[0].upper() + form[1:], COUNTRY, shares_of(row["territory"], facts))


def add_names(table: Table, translations: dict[str, dict[str, tuple[str, ...]]]) -> None:
    """Adds cities, regions, institutions, media, units and people."""
    for path in sorted(SOURCES.glob("*.toml")):
        if path.stem in ("territories", "ordinary"):
            continue
        for key, items in tomllib.loads(path.read_text(encoding="utf-8")).items():
            code, kind = (key, PLACE) if path.stem == "others" else (path.stem, KINDS[key])
            for item in listed(items):
                for form in of_target(item, table.target):
                    known = translations.get(form, {}).get(table.target, ()) if kind == PLACE else ()
                    for own in (form, *known):
                        table.add(own, kind, {code: 1.0})


def listed(items: str) -> Iterator[str]:
    """The items of a list in a file, which commas part."""
    return filter(None, map(str.strip, items.split(",")))


def of_target(item: str, target: str) -> Iterator[str]:
    """The form, unless a code before it says that it is another target language's."""
    head, colon, form = item.partition(":")
    if not colon:
        yield item
    elif head == target:
        yield form


def read_translations() -> dict[str, dict[str, tuple[str, ...]]]:
    """From any form of a place to the forms of each target language."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in ("cities", "regions"):
        with (HERE / "exonyms" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                forms = {code: tuple(row[code].split(";")) for code in TARGETS if row[code] != "-"}
                for code in ("de", "en"):
                    for form in forms.get(code, ()):
                        found.setdefault(form, forms)
    return found


def inflected(word: str, target: str) -> Iterator[str]:
    """The forms of a word for people or of an adjective of nationality."""
    if target == "de" and word.endswith("-"):
        yield from (word[:-1] + ending for ending in ("e", "en", "er", "es", "em"))
    elif target in ("de", "en"):
        yield word.replace("-", " ") if target == "en" else word
    elif target == "fr":
        yield from french(word)
    else:
        yield from southern(word)


def french(word: str) -> Iterator[str]:
    """Masculine and feminine, singular and plural."""
    yield word
    feminine = word if word.endswith("e") else word + ("ne" if word.endswith("en") else "e")
    yield from {feminine, feminine + "s", word if word.endswith("s") else word + "s"} - {word}


def southern(word: str) -> Iterator[str]:
    """The forms of a Spanish, Italian or Portuguese word, some of which only one of them has."""
    yield word
    if word.endswith("o"):
        yield from (word[:-1] + ending for ending in ("a", "os", "as", "i", "e", "he", "hi"))
    elif word.endswith(("és", "ês")):
        yield from (word[:-2] + ending for ending in ("esa", "eses", "esas"))
    elif word.endswith(("án", "ão")):
        yield from (word[:-2] + ending for ending in ("ana", "anes", "anas", "ã", "ãos", "ães", "ãs"))
    elif word.endswith(("e", "a")):
        yield from (word[:-1] + ending for ending in ("i", "es", "as", "e"))
    else:
        yield from (word + ending for ending in ("s", "es", "a"))


if __name__ == "__main__":
    main()
