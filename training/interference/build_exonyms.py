"""Makes the tables of foreign names of places that mtqc ships.

    pip install wordfreq==3.1.1
    python training/interference/build_exonyms.py

Reads the names of CLDR that mtqc ships (src/mtqc/data/languages/names), the tables under
training/interference/exonyms, which are written by hand, and choices.toml beside them, which says what is left out.
Writes src/mtqc/data/interference/exonyms/CODE.tsv, one file a target language: the form in another language, the
language's own form (two, where its varieties differ), the languages that have the foreign form, and ``strong`` or
``weak``.

A form says something only if the target language has another of its own, nearly always uses that, and does not use the
foreign one for anything else. The first two are asked of wordfreq's frequencies, the last one of choices.toml. Only
these yes-and-no answers get into the tables, none of the frequencies.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wordfreq import zipf_frequency

from mtqc.languages.names import Names, names

HERE = Path(__file__).parent / "exonyms"
DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "exonyms"
LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "nl", "pl")
TARGETS = LANGUAGES[:6]
UNKNOWN = "-"

LEAST_KNOWN = 2.0
"""The least Zipf value of a form of the language's own: below that even natives have to look it up."""
MOST_FREQUENT = {"strong": 3.4, "weak": 3.9}
LEAST_RARER = {"strong": 1.0, "weak": 0.5}
"""By so much a foreign form of one word is rarer than the language's own."""
MOST_FREQUENT_ENGLISH = 2.9
LEAST_RARER_ENGLISH = 1.2
"""English names stand in titles, addresses and brands everywhere: more is asked of them."""
FEWEST_LETTERS = 4
SYLLABIC_LETTERS = 2
"""Acronyms have two letters and more."""
MOST_OWN = {"pt": 2}
"""Forms of the language's own that are worth showing: Portuguese differs between Brazil and Portugal."""

Row = dict[str, tuple[str, ...]]


class Exonym(NamedTuple):
    """A form that is foreign to a target language."""

    form: str
    own: tuple[str, ...]
    languages: tuple[str, ...]
    strength: str


def folded(form: str) -> str:
    """The form as it is compared: in lower case, with typewriter's apostrophes."""
    return form.replace("’", "'").casefold()


def bare(form: str) -> str:
    """The letters of a form without their accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", folded(form)) if letter.isalnum())


def accents(form: str) -> int:
    """How many accents a form has."""
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", form))))


def written_by_hand() -> Iterator[Row]:
    """The rows of the tables beside this file."""
    for path in sorted(HERE.glob("*.tsv")):
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        codes = lines[0].split("\t")
        for line in lines[1:]:
            cells = line.split("\t")
            if len(cells) != len(codes):
                raise SystemExit(f"{path.name}: {line!r} has {len(cells)} cells")
            yield {code: tuple(cell.split(";")) for code, cell in zip(codes, cells, strict=True) if cell != UNKNOWN}


def from_cldr(choices: dict[str, dict[str, str]], varieties: dict[str, list[str]]) -> Iterator[Row]:
    """Rows of CLDR's names of territories and of the cities of time zones."""
    tables = {code: [names(tag) for tag in (code, *varieties.get(code, ()))] for code in LANGUAGES}
    left_out = frozenset(choices["cldr"]["territories_left_out"].split())
    for code in tables["en"][0].territories:
        if len(code) == 2 and code not in left_out:
            yield {language: territory(found, code) for language, found in tables.items()}
    zones_left_out = tuple(choices["cldr"]["zones_left_out"].split())
    for zone in sorted({zone for found in tables.values() for zone in found[0].cities}):
        if not zone.startswith(zones_left_out):
            yield {language: city(found, zone) for language, found in tables.items()}


def territory(found: list[Names], code: str) -> tuple[str, ...]:
    """A territory's names in a language: "Myanmar (Birma)" are two."""
    pieces = [piece for entry in found for piece in entry.territories.get(code, "").rstrip(")").split(" (")]
    return unique(pieces)


def city(found: list[Names], zone: str) -> tuple[str, ...]:
    """The names of a time zone's city in a language; the last part of the zone's where CLDR has none."""
    default = zone.rpartition("/")[2].replace("_", " ")
    return unique([entry.cities.get(zone, default).partition(" (")[0] for entry in found])


def unique(forms: list[str]) -> tuple[str, ...]:
    """The forms that are plain names, each once."""
    cleaned = [form.replace("\u00ad", "").replace("’", "'") for form in forms]
    return tuple(dict.fromkeys(form for form in cleaned if form and not set(form) & set(",&–[(") and " - " not in form))


def exonyms(target: str, rows: list[Row], choices: dict[str, dict[str, str]]) -> Iterator[Exonym]:
    """The forms that are foreign to a target language."""
    own = {folded(form) for row in rows for form in row.get(target, ())}
    own |= {form.removeprefix("the ") for form in own}
    left_out = chosen(choices, "left_out", target)
    weak = chosen(choices, "weak", target)
    found: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for row in rows:
        for language, forms in row.items():
            for form in forms if language != target and row.get(target) else ():
                if folded(form) not in own | left_out and differs(form, row[target]):
                    found[form].append((language, row[target][: MOST_OWN.get(target, 1)]))
    for form, entries in sorted(found.items()):
        names_of_own = tuple(dict.fromkeys(entries[0][1]))
        languages = tuple(code for code in LANGUAGES if code in {language for language, _ in entries})
        strength = strength_of(form, names_of_own[0], languages, target)
        if strength == "strong" and folded(form) in weak:
            strength = "weak"
        if strength:
            yield Exonym(form, names_of_own, languages, strength)


def chosen(choices: dict[str, dict[str, str]], key: str, target: str) -> frozenset[str]:
    """The forms that choices.toml names for all languages and for this one."""
    tables = choices[key]
    return frozenset(
        folded(form.replace("_", " ")) for part in ("all", target) for form in tables.get(part, "").split()
    )


def differs(form: str, own: tuple[str, ...]) -> bool:
    """Whether the form is another one, not the same with fewer accents, which is a matter of the keyboard."""
    return all(bare(form) != bare(other) or accents(form) > accents(other) for other in own)


def strength_of(form: str, own: str, languages: tuple[str, ...], target: str) -> str:
    """What a form is worth: ``strong``, ``weak`` or nothing."""
    is_acronym = form.isupper()
    if len(form) < (SYLLABIC_LETTERS if is_acronym else FEWEST_LETTERS):
        return ""
    if " " in form or "-" in form:
        return "weak" if "en" in languages else "strong"
    if form[0].islower():
        return ""
    frequency, frequency_of_own = zipf_frequency(form, target), zipf_frequency(own, target)
    if frequency_of_own < LEAST_KNOWN:
        return ""
    rarer = frequency_of_own - frequency
    for strength in ("strong", "weak"):
        most, least = MOST_FREQUENT[strength], LEAST_RARER[strength]
        if "en" in languages and strength == "strong":
            most, least = MOST_FREQUENT_ENGLISH, LEAST_RARER_ENGLISH
        if frequency < most and rarer >= least:
            return strength
    return ""


def main() -> None:
    """Writes the tables, and says how large they are."""
    choices = tomllib.loads((HERE / "choices.toml").read_text("utf-8"))
    rows = [*written_by_hand(), *from_cldr(choices, choices["varieties"])]
    DESTINATION.mkdir(parents=True, exist_ok=True)
    for target in TARGETS:
        table = list(exonyms(target, rows, choices))
        lines = ["\t".join((form, ";".join(own), " ".join(codes), kind)) for form, own, codes, kind in table]
        (DESTINATION / f"{target}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
        print(target, len(table), sum(entry.strength == "strong" for entry in table))


if __name__ == "__main__":
    main()
