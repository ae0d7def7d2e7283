"""The texts of known origin that the style of translations is learnt from, as streams of consecutive segments."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True)
class Stream:
    """Consecutive segments of one origin.

    ``origin`` is native, ht (human translation) or mt; ``source`` the language it was translated from, "" for native
    text. ``positions`` are the segments' places in the source that all translations of it share: ``key`` names that
    source, and streams of one key are split at the same positions.
    """

    corpus: str
    language: str
    origin: str
    source: str
    system: str
    key: str
    positions: tuple[int, ...]
    segments: tuple[str, ...]


def wmt(folder: Path, year: str) -> Iterator[Stream]:
    """News tests of the Conference on Machine Translation, whose segments follow one another as in their articles."""
    rows = defaultdict(list)
    with gzip.open(folder / "mt_vs_human.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["corpus"] == year:
                rows[row["lp"]].append(row)
    for pair, of_pair in sorted(rows.items()):
        source, target = pair.split("-")
        of_pair.sort(key=lambda row: row["seg"])
        # The same German articles are the source of two pairs in 2022.
        key = f"{year}-{source}-{'' if (year, source) == ('wmt22', 'de') else target}"
        positions = tuple(row["seg"] for row in of_pair)
        yield Stream(
            year, source, "native", "", f"source-{target}", key, positions, tuple(row["src"] for row in of_pair)
        )
        for field, origin in (("human", "ht"), ("mt", "mt")):
            for system in sorted(of_pair[0][field]):
                kept = [row for row in of_pair if row[field].get(system, "").strip()]
                yield Stream(
                    year, target, origin, source, system, key,
                    tuple(row["seg"] for row in kept), tuple(row[field][system] for row in kept),
                )  # fmt: skip


def german_texts(folder: Path, *, held_back: bool) -> Iterator[Stream]:
    """Single texts of about 190 words. Groups whose digest begins with a letter are held back."""
    for line in (folder / "german_texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (hashlib.md5(row["group"].encode()).hexdigest()[0] in "abcdef") != held_back:
            continue
        origin = {"human": "native"}.get(row["label"], row["label"])
        corpus = row["group"].split("-")[0]
        yield Stream(corpus, row["lang"], origin, row["src_lang"] or "", "", row["group"], (0,), (row["text"],))


def mqm_2020(folder: Path) -> Iterator[Stream]:
    """English news of 2020 and its German translations, with the judgements left out."""
    with gzip.open(folder / "sentence_mqm.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    systems = defaultdict(dict)
    sources = defaultdict(dict)
    for row in rows:
        if row["corpus"] == "wmt2020-mqm-avg":
            systems[row["lp"], row["system"]][int(row["segment"])] = row["translation"]
            sources[row["lp"]][int(row["segment"])] = row["source"]
    for pair, segments in sources.items():
        source, _ = pair.split("-")
        if source == "en":
            yield _stream("wmt20", source, "native", "", "source", f"wmt20-{pair}", segments)
    for (pair, system), segments in systems.items():
        source, target = pair.split("-")
        origin = "ht" if system.startswith("Human") else "mt"
        yield _stream("wmt20", target, origin, source, system, f"wmt20-{pair}", segments)


def spans(folder: Path, corpus: str) -> Iterator[Stream]:
    """Medical abstracts (bio-mqm) or talks (google-ted21), sources and translations."""
    targets: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    places: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    with gzip.open(folder / "mqm_spans.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["corpus"] != corpus:
                continue
            place = (str(row["doc"]), int(row["seg"]))
            # The names of documents differ from system to system; the source does not.
            of_pair = places[row["lp"]]
            of_pair[row["src"]] = min(place, of_pair.get(row["src"], place))
            targets[row["lp"], row["system"]][row["src"]] = row["mt"]
    for pair, of_pair in places.items():
        source, target = pair.split("-")
        position = {text: index for index, text in enumerate(sorted(of_pair, key=of_pair.__getitem__))}
        key = f"{corpus}-{pair}"
        yield _stream(corpus, source, "native", "", "source", key, {index: text for text, index in position.items()})
        for (other, system), translations in targets.items():
            if other == pair:
                is_human = system.startswith(("ref", "medline"))
                by_position = {position[text]: translation for text, translation in translations.items()}
                yield _stream(corpus, target, "ht" if is_human else "mt", source, system, key, by_position)


def mlqe(folder: Path) -> Iterator[Stream]:
    """Single sentences of encyclopaedias and the like, translated by machine (MLQE-PE)."""
    targets = defaultdict(dict)
    with gzip.open(folder / "sentence_scores.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["corpus"] == "mlqe-pe":
                targets[row["lp"]].setdefault(row["source"], row["translation"])
    for pair, by_source in targets.items():
        source, target = pair.split("-")
        yield _stream("mlqe-pe", target, "mt", source, "mlqe", f"mlqe-{pair}", dict(enumerate(by_source.values())))


COLLECTIONS = ("witze", "fussball", "stilblueten", "infodrom", "linuxtag", "mathematiker", "unfug", "anekdoten")
"""Of the Debian package fortunes-de those with running text by native writers; quotations may be translated."""


def fortunes(folder: Path) -> Iterator[Stream]:
    """Jokes, anecdotes and chat in native German, as the Debian package fortunes-de installs them."""
    for name in COLLECTIONS:
        path = folder / f"{name}.u8"
        if path.is_file():
            texts = (" ".join(text.split()) for text in path.read_text(encoding="utf-8").split("\n%"))
            yield _stream("fortunes", "de", "native", "", name, f"fortunes-{name}", dict(enumerate(texts)))


def _stream(
    corpus: str, language: str, origin: str, source: str, system: str, key: str, by_position: dict[int, str]
) -> Stream:
    kept = sorted((position, text) for position, text in by_position.items() if text.strip())
    return Stream(
        corpus, language, origin, source, system, key,
        tuple(position for position, _ in kept), tuple(text for _, text in kept),
    )  # fmt: skip
