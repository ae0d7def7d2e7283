"""The words and phrases that sentences of a source language begin with, and what another language has for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Opener:
    """A word or phrase as its words in small letters; ``renderings`` by the code of the target language."""

    words: tuple[str, ...]
    renderings: Mapping[str, str]


def longest_opener(words: Sequence[str], language: str) -> Opener | None:
    """The longest opener of a language that a row of words in small letters begins with."""
    if words:
        for opener in _openers(language).get(words[0], ()):
            if opener.words == tuple(words[: len(opener.words)]):
                return opener
    return None


@cache
def _openers(language: str) -> Mapping[str, tuple[Opener, ...]]:
    """The openers of a language by their first word, longer ones first; none where there is no table."""
    path = files("mtqc").joinpath("data", "interference", "residue", f"{language}.tsv")
    if not path.is_file():
        return {}
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    targets = next(lines).split("\t")[1:]
    found: dict[str, list[Opener]] = {}
    for line in lines:
        phrase, *cells = line.split("\t")
        opener = Opener(
            tuple(phrase.split()), {target: cell for target, cell in zip(targets, cells, strict=False) if cell}
        )
        found.setdefault(opener.words[0], []).append(opener)
    return {first: tuple(sorted(known, key=lambda opener: -len(opener.words))) for first, known in found.items()}
