"""Translations by several systems, with references, for benchmarks of scores: from data or own files."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Texts:
    """One test set and what systems made of it; references are in columns, None where one is missing."""

    name: str
    target_language: str
    systems: tuple[tuple[str, tuple[str, ...]], ...]
    references: tuple[tuple[str | None, ...], ...]

    @property
    def size(self) -> int:
        """How many segments there are."""
        return len(self.references[0])

    def first(self, count: int) -> Texts:
        """The first segments alone."""
        return replace(
            self,
            systems=tuple((name, hypotheses[:count]) for name, hypotheses in self.systems),
            references=tuple(column[:count] for column in self.references),
        )


def data_folder() -> Path:
    """Where the data are unless the user says otherwise: $MTQC_SHARED_DATA, or a folder beside the project."""
    return Path(os.environ.get("MTQC_SHARED_DATA", "../shared/data"))


def text_sets(data: Path, hypotheses: Sequence[Path] | None, references: Sequence[Path]) -> Iterator[Texts]:
    """The user's own files as one set, or five sets of the data folder."""
    if hypotheses:
        systems = tuple((path.name, _lines(path)) for path in hypotheses)
        yield Texts("own files", "", systems, tuple(_lines(path) for path in references))
        return
    rows = list(_rows(data / "mt_vs_human.jsonl.gz"))
    yield translated(rows, "wmt21", "en-de", systems=3)
    yield translated(rows, "wmt22", "de-en", systems=3)
    yield translated(rows, "wmt22", "de-fr", systems=3)
    yield _with_gaps(translated(rows, "wmt21", "de-en", systems=2))
    yield _alternatives(data / "critical_errors.jsonl.gz", "en-zh")


def translated(rows: list[dict[str, Any]], corpus: str, pair: str, systems: int) -> Texts:
    """A language pair of a corpus: some systems and all people who translated every segment."""
    chosen = [row for row in rows if row["corpus"] == corpus and row["lp"] == pair]
    made = Counter(name for row in chosen for name in row["mt"])
    names = sorted(name for name, count in made.items() if count == len(chosen))[:systems]
    people = sorted(set.intersection(*(set(row["human"]) for row in chosen)))
    return Texts(
        f"{corpus} {pair}",
        pair.partition("-")[2],
        tuple((name, tuple(row["mt"][name] for row in chosen)) for name in names),
        tuple(tuple(row["human"][name] for row in chosen) for name in people),
    )


def segments_of_all_pairs(data: Path, count: int, systems: int) -> Texts:
    """So many segments of all language pairs with a reference and that many translations each, no translation twice."""
    references, made = [], []
    for row in _rows(data / "mt_vs_human.jsonl.gz"):
        people, translations = list(row["human"].values()), list(row["mt"].values())
        for place in range(len(translations) // systems):
            references.append(people[place % len(people)])
            made.append(translations[place * systems : (place + 1) * systems])
    if len(references) < count:
        raise SystemExit(f"there are {len(references)} segments only: --segments {len(references)}")
    columns = tuple((f"system {place + 1}", tuple(row[place] for row in made[:count])) for place in range(systems))
    return Texts("all pairs", "", columns, (tuple(references[:count]),))


def _with_gaps(texts: Texts) -> Texts:
    """The same, with a reference missing here and there, and with empty texts."""
    first, *others = texts.references
    gaps = tuple(None if place % 3 == 0 else text for place, text in enumerate(others[0]))
    empty = tuple("" if place % 50 == 0 else text for place, text in enumerate(first))
    systems = tuple(
        (name, tuple("" if place % 49 == 0 else text for place, text in enumerate(hypotheses)))
        for name, hypotheses in texts.systems
    )
    return Texts(f"{texts.name} with gaps", texts.target_language, systems, (empty, gaps))


def _alternatives(path: Path, pair: str) -> Texts:
    """Machine translations alone: each is compared with the one before it, which is alike or altogether different."""
    texts = [row["mt"] for row in _rows(path) if row["lp"] == pair]
    hypotheses = tuple(text[1:] + text[:1] if place % 2 else text for place, text in enumerate(texts[1:]))
    references = tuple(text if place % 3 else texts[place] for place, text in enumerate(texts[1:]))
    return Texts(f"critical errors {pair}", pair.partition("-")[2], (("shifted", hypotheses),), (references,))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in path.read_text(encoding="utf-8").split("\n")[:-1])
