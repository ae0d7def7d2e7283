"""Makes the shipped word lists from the hand-written ones: ``words/CODE.toml`` beside this file.

In those, entries are parted by blanks, an underscore stands for a blank, a slash parts words of one value, and
``viert{e,en,er}`` is short for three words. ``units`` counts from 0, ``tens`` from 30 in tens, ``ordinals`` from 1.

    python training/languages/build_words.py

Writes src/mtqc/data/languages/words: a file for each language, and ``function-words.json`` from each function word to
the languages that have it.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "words"
DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "languages" / "words"
WITHOUT_SPACES = {"zh", "yue", "ja"}
"""Their words are not found by splitting at blanks, so that they are of no use to identification."""
BRACES = re.compile(r"([^{}/\s]*)\{([^{}]*)\}")


def entries(text: str) -> Iterator[tuple[str, ...]]:
    """The words of each entry of a list."""
    for entry in text.split():
        spelt_out = BRACES.sub(lambda match: "/".join(match[1] + end for end in match[2].split(",")), entry)
        yield tuple(word.replace("_", " ") for word in spelt_out.split("/"))


def words(text: str) -> list[str]:
    """A plain list, sorted, each word once."""
    return sorted({word for entry in entries(text) for word in entry})


def table(content: dict[str, Any]) -> dict[str, Any]:
    """One language's file as it ships."""
    numbers: dict[str, int] = {}
    for key, first, step in (("units", 0, 1), ("tens", 30, 10), ("ordinals", 1, 1)):
        for index, alternatives in enumerate(entries(content.get(key, ""))):
            for word in alternatives:
                numbers.setdefault(word, first + index * step)
    return {
        "numbers": numbers,
        "ambiguous": words(content.get("ambiguous", "")),
        "magnitudes": {
            word: int(float(value)) for value, text in content.get("magnitudes", {}).items() for word in words(text)
        },
        "function_words": words(content.get("function_words", "")),
        "abbreviations": sorted(
            {*words(content.get("abbreviations", "")), *words(content.get("final_abbreviations", ""))}
        ),
        "final_abbreviations": words(content.get("final_abbreviations", "")),
        "before_numbers": words(content.get("before_numbers", "")),
        "marks": content.get("marks", {}),
    } | ({"ordinal_full_stop": True} if content.get("ordinal_full_stop") else {})


def build(destination: Path) -> None:
    """Writes every table into a folder."""
    shutil.rmtree(destination, ignore_errors=True)
    destination.mkdir(parents=True)
    languages: dict[str, list[str]] = {}
    for path in sorted(SOURCE.glob("*.toml")):
        content = table(tomllib.loads(path.read_text("utf-8")))
        write(destination / f"{path.stem}.json", content)
        for word in content["function_words"] if path.stem not in WITHOUT_SPACES else ():
            languages.setdefault(word, []).append(path.stem)
    write(destination / "function-words.json", {word: " ".join(codes) for word, codes in languages.items()})


def write(path: Path, content: dict[str, Any]) -> None:
    """One compact JSON file."""
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    build(DESTINATION)
