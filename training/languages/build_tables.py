"""Makes the language tables that mtqc ships from the Unicode CLDR: facts and names of each language.

Reads the npm packages of CLDR, fetched and unpacked like this:

    mkdir cldr && cd cldr
    npm pack cldr-core cldr-misc-full cldr-localenames-full cldr-numbers-full cldr-dates-full
    for archive in *.tgz; do mkdir "${archive%-*}" && tar xzf "$archive" -C "${archive%-*}" --strip-components=1; done
    python training/languages/build_tables.py cldr

Writes src/mtqc/data/languages: ``index.json``, ``facts/CODE.json`` and ``names/CODE.json``, one file a language, with
a table for the language and one for each of its variants, which holds only what differs from its parent.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "languages"
LEVELS = {"modern", "moderate", "basic"}
MACROLANGUAGE = {"no": "nb"}
"""Codes that mean one of their members in practice: CLDR keeps Bokmål under ``no``, everybody writes ``nb``."""

# Not written standard languages of their own, constructed for CLDR, or without letters of their own in it.
LEFT_OUT = {"und", "no", "hi-Latn", "en-Dsrt", "en-Shaw", "zh-Latn"}
WITHOUT_SPACES = {"zh", "ja", "yue", "th", "lo", "km", "my", "ii", "shn"}
SHORTEST_ABBREVIATION = 3
"""Shorter abbreviations of powers of ten mean other things in a text: ``km`` is 10⁹ in CLDR's Catalan."""
WITHOUT_CASE = {"Geor"}
"""Georgian has capitals in Unicode (Mtavruli) that its orthography does not use."""

Table = dict[str, Any]


class Cldr:
    """The unpacked packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, package: str, path: str) -> Any:
        """One JSON file of a package; None where it does not exist."""
        file = self.folder / package / path
        return json.loads(file.read_text("utf-8")) if file.exists() else None

    def supplemental(self, name: str) -> Any:
        """The supplemental data of a name."""
        return self.read("cldr-core", f"supplemental/{name}.json")["supplemental"]

    def main(self, package: str, locale: str, name: str) -> Any:
        """What stands under ``main/LOCALE`` of a file; an empty table where the locale has none."""
        content = self.read(package, f"main/{locale}/{name}.json")
        return content["main"][locale] if content else {}


def locales(cldr: Cldr) -> list[str]:
    """The locales with enough data, parents before their children."""
    levels = cldr.read("cldr-core", "coverageLevels.json")["effectiveCoverageLevels"]
    present = {path.name for path in (cldr.folder / "cldr-misc-full" / "main").iterdir()}
    wanted = [tag for tag, level in levels.items() if level in LEVELS and tag in present - LEFT_OUT]
    return sorted(wanted, key=lambda tag: (tag.count("-"), tag))


def likely_scripts(cldr: Cldr) -> dict[str, str]:
    """From language, and from language and region where it differs, to the script that is usual there."""
    likely = cldr.supplemental("likelySubtags")["likelySubtags"]
    scripts: dict[str, str] = {}
    for tag, full in sorted(likely.items(), key=lambda item: item[0].count("-")):
        parts = tag.split("-")
        if parts[0] == "und" or any(len(part) == 4 for part in parts):
            continue
        script = full.split("-")[1]
        if len(parts) == 1 or scripts.get(parts[0]) != script:
            scripts[tag] = script
    return scripts


def parents(cldr: Cldr) -> dict[str, str]:
    """The parents that are not found by cutting the tag's end off."""
    listed = cldr.supplemental("parentLocales")["parentLocales"]["parentLocale"]
    return {tag: parent for tag, parent in listed.items() if tag.split("-")[0] == parent.split("-")[0]}


def parent_of(tag: str, listed: dict[str, str], scripts: dict[str, str]) -> str:
    """The tag that a tag inherits from; empty for languages, and for languages in another than their usual script."""
    code, _, rest = tag.partition("-")
    if len(rest) == 4 and rest != scripts.get(code):
        return ""
    return listed.get(tag) or tag.rpartition("-")[0]


def unicode_set(pattern: str) -> Iterator[str]:
    """The characters of a UnicodeSet of the simple kind that CLDR uses for exemplars, ranges spelt out."""
    pattern = pattern[1:-1]
    tokens = re.findall(r"\\u[0-9A-Fa-f]{4}|\\.|\{[^}]*\}|\S", pattern)
    plain = [token if token.startswith("{") else unescape(token) for token in tokens]
    index = 0
    while index < len(plain):
        token = plain[index]
        if index + 2 < len(plain) and tokens[index + 1] == "-":
            yield from map(chr, range(ord(token), ord(plain[index + 2]) + 1))
            index += 3
        else:
            yield from token.strip("{}")
            index += 1


def unescape(token: str) -> str:
    """The character that an escape stands for."""
    if token.startswith("\\u"):
        return chr(int(token[2:], 16))
    return token.removeprefix("\\")


def letters(pattern: str | None) -> str:
    """The letters and marks of a UnicodeSet, sorted; runs of more than three are written as ``a..z``."""
    parts = unicode_set(pattern or "[]")
    found = {part for part in parts if unicodedata.category(part)[0] in "LM" and part == part.lower()}
    return compact(sorted(map(ord, found)))


def compact(points: list[int]) -> str:
    """Code points as characters, runs of more than three as first, two dots and last."""
    pieces: list[str] = []
    start = 0
    for index in range(1, len(points) + 1):
        if index == len(points) or points[index] != points[index - 1] + 1:
            run = points[start:index]
            pieces.append(f"{chr(run[0])}..{chr(run[-1])}" if len(run) > 4 else "".join(map(chr, run)))
            start = index
    return "".join(pieces)


def facts(cldr: Cldr, locale: str, english: Table, systems: Table, scripts: dict[str, str], rtl: set[str]) -> Table:
    """What is true of a locale, all of it."""
    characters = cldr.main("cldr-misc-full", locale, "characters")["characters"]
    marks = cldr.main("cldr-misc-full", locale, "delimiters")["delimiters"]
    layout = cldr.main("cldr-misc-full", locale, "layout").get("layout", {}).get("orientation", {})
    numbers = cldr.main("cldr-numbers-full", locale, "numbers")["numbers"]
    calendar = cldr.main("cldr-dates-full", locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    own = cldr.main("cldr-localenames-full", locale, "languages")["localeDisplayNames"]["languages"]
    code = locale.split("-")[0]
    script = script_of(locale, scripts)
    system = numbers["defaultNumberingSystem"]
    symbols = numbers[f"symbols-numberSystem-{system}"]
    native = numbers["otherNumberingSystems"].get("native", system)
    native_symbols = numbers.get(f"symbols-numberSystem-{native}", symbols)
    main = letters(characters.get("exemplarCharacters"))
    return {
        "name": english.get(locale, english.get(code, code)),
        "native_name": own.get(locale, own.get(code, "")),
        "script": script,
        "right_to_left": layout.get("characterOrder") == "right-to-left" or script in rtl,
        "has_case": script not in WITHOUT_CASE and main.upper() != main,
        "has_word_spaces": code not in WITHOUT_SPACES,
        "decimal": unique(symbols["decimal"], native_symbols["decimal"]),
        "group": unique(symbols["group"], symbols.get("currencyGroup"), native_symbols["group"]),
        "minimum_grouping_digits": int(numbers.get("minimumGroupingDigits", 1)),
        "percent": numbers[f"percentFormats-numberSystem-{system}"]["standard"],
        "digits": systems[native].get("_digits", "0123456789"),
        "quotes": [
            marks["quotationStart"] + marks["quotationEnd"],
            marks["alternateQuotationStart"] + marks["alternateQuotationEnd"],
        ],
        "magnitudes": magnitudes(numbers.get(f"decimalFormats-numberSystem-{system}", {})),
        "exemplars": main,
        "auxiliary": letters(characters.get("auxiliary")),
        "dates": calendar["dateFormats"],
        "months": forms(calendar["months"], "wide"),
        "month_abbreviations": forms(calendar["months"], "abbreviated"),
        "days": forms(calendar["days"], "wide"),
        "day_abbreviations": forms(calendar["days"], "abbreviated"),
    }


def magnitudes(formats: Table) -> dict[str, int]:
    """The words for powers of ten, as CLDR's long and short number formats show them: ``00 Mio'.'`` is 10⁷."""
    found: dict[str, int] = {}
    for width in ("short", "long"):
        for key, pattern in formats.get(width, {}).get("decimalFormat", {}).items():
            word = (
                pattern.partition(";")[0]
                .replace("'", "")
                .strip("0¤ \u00a0\u202f\u200f.")
                .lower()
                .replace("\u00a0", " ")
            )
            zeros = pattern.count("0")
            cryptic = word.isascii() and len(word) < SHORTEST_ABBREVIATION
            if zeros and word and not cryptic and not any(mark in word for mark in "0;-"):
                found[word] = int(key.partition("-")[0]) // 10 ** (zeros - 1)
    return found


def script_of(locale: str, scripts: dict[str, str]) -> str:
    """The script that a locale names, or its usual one."""
    parts = locale.split("-")
    named = [part for part in parts[1:] if len(part) == 4 and part.isalpha() and part[0].isupper()]
    return named[0] if named else scripts.get(locale, scripts.get(parts[0], "Latn"))


def unique(*marks: str | None) -> list[str]:
    """The marks once each, in order."""
    return list(dict.fromkeys(mark for mark in marks if mark))


def forms(names: Table, width: str) -> list[list[str]]:
    """The names of months or days in order, each as written in a date and, where that differs, standing alone."""
    within, alone = names["format"][width], names["stand-alone"][width]
    return [unique(within[key], alone[key]) for key in within]


def names(cldr: Cldr, locale: str, codes: set[str]) -> Table:
    """What a locale calls territories, languages, currencies and cities."""
    territories = cldr.main("cldr-localenames-full", locale, "territories")["localeDisplayNames"]["territories"]
    languages = cldr.main("cldr-localenames-full", locale, "languages")["localeDisplayNames"]["languages"]
    currencies = cldr.main("cldr-numbers-full", locale, "currencies").get("numbers", {}).get("currencies", {})
    zones = cldr.main("cldr-dates-full", locale, "timeZoneNames")["dates"]["timeZoneNames"].get("zone", {})
    return {
        "territories": {code: name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code)},
        "languages": {code: name for code, name in languages.items() if code in codes},
        "currencies": {code: currency(entry) for code, entry in currencies.items() if modern(entry)},
        "cities": dict(cities(zones)),
    }


def modern(entry: Table) -> bool:
    """Whether a currency circulates: CLDR writes the years of others behind their names."""
    name = entry.get("displayName", "")
    return bool(name) and not re.search(r"\d{4}", name)


def currency(entry: Table) -> list[str]:
    """The names of a currency by number, then its symbol in the language."""
    counted = [value for key, value in entry.items() if key.startswith("displayName")]
    symbol = entry.get("symbol", "")
    return [*unique(*counted), symbol]


def cities(zones: Table, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The exemplar city of each time zone."""
    for key, entry in zones.items():
        if "exemplarCity" in entry:
            yield prefix + key, entry["exemplarCity"]
        elif "_type" not in entry:
            yield from cities(entry, f"{prefix}{key}/")


def difference(table: Table, parent: Table) -> Table:
    """What a table has that its parent has not; names are compared one by one."""
    changed: Table = {}
    for key, value in table.items():
        if isinstance(value, dict):
            if inner := difference(value, parent.get(key, {})):
                changed[key] = inner
        elif value != parent.get(key):
            changed[key] = value
    return changed


def write(path: Path, content: Any) -> None:
    """One compact JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


def aliases(cldr: Cldr, codes: set[str]) -> dict[str, str]:
    """Other codes of the languages: three-letter ones, and those that are out of date."""
    listed = cldr.supplemental("aliases")["metadata"]["alias"]["languageAlias"]
    found = {alias: entry["_replacement"] for alias, entry in listed.items()}
    return MACROLANGUAGE | {
        alias: tag for alias, tag in found.items() if tag.split("-")[0] in codes and alias not in codes
    }


def build(cldr: Cldr) -> None:
    """Reads everything and writes all tables."""
    listed, scripts = parents(cldr), likely_scripts(cldr)
    systems = cldr.supplemental("numberingSystems")["numberingSystems"]
    metadata = cldr.read("cldr-core", "scriptMetadata.json")["scriptMetadata"]
    rtl = {script for script, entry in metadata.items() if entry["rtl"] == "YES"}
    english = cldr.main("cldr-localenames-full", "en", "languages")["localeDisplayNames"]["languages"]
    tags = locales(cldr)
    codes = {tag.split("-")[0] for tag in tags}
    full: dict[str, tuple[Table, Table]] = {}
    files: dict[str, tuple[Table, Table]] = {}
    for tag in tags:
        full[tag] = facts(cldr, tag, english, systems, scripts, rtl), names(cldr, tag, codes)
        parent = parent_of(tag, listed, scripts)
        while parent and parent not in full:
            parent = parent_of(parent, listed, scripts)
        own = (
            tuple(difference(table, base) for table, base in zip(full[tag], full[parent], strict=True))
            if parent
            else full[tag]
        )
        for tables, table in zip(files.setdefault(tag.split("-")[0], ({}, {})), own, strict=True):
            if table:
                tables[tag] = table
    for folder in ("facts", "names"):
        shutil.rmtree(DESTINATION / folder, ignore_errors=True)
    for code, (code_facts, code_names) in files.items():
        write(DESTINATION / "facts" / f"{code}.json", code_facts)
        write(DESTINATION / "names" / f"{code}.json", code_names)
    known = sorted({tag for code_facts, _ in files.values() for tag in code_facts})
    write(
        DESTINATION / "index.json",
        {
            "aliases": aliases(cldr, codes),
            "parents": listed,
            "scripts": {tag: script for tag, script in scripts.items() if tag.split("-")[0] in codes},
            "tags": known,
        },
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("cldr", type=Path, help="the folder with the unpacked packages")
    build(Cldr(parser.parse_args().cldr))
