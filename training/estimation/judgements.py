"""What people said of translations: scores, wrong words, marked errors and pairs of a better and a worse translation.

Every corpus becomes the same two nouns, so that one pass of the model learns from all of them. A label that a corpus
lacks is None. Offsets are code points into the untokenised translation or source, end exclusive.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from word_offsets import offsets_of

SEVERITIES = {"neutral": 0, "minor": 1, "major": 2, "critical": 3}
PERMISSIVE = frozenset({"CC0-1.0", "Apache-2.0"})
_RATED = "sentence_mqm.tsv.gz"
_BLANKS = re.compile(r"\s+")
csv.field_size_limit(1 << 24)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One translation of one source with all that is known of its quality.

    ``direct_assessment`` is the z-normalised mean of people's scores, ``edit_rate`` HTER, ``penalty`` MQM points (0 or
    more, minor 1, major 5), ``critical`` the share of people who saw a critical error. ``severities`` are spans with
    1 minor, 2 major, 3 critical; ``bad`` spans of wrong words; ``gaps`` offsets before which words are missing;
    ``source_bad`` spans of source words that are translated wrongly or not at all; ``words`` all
    words that were judged.
    """

    corpus: str
    pair: str
    part: str
    licence: str
    source: str
    translation: str
    system: str = ""
    direct_assessment: float | None = None
    edit_rate: float | None = None
    penalty: float | None = None
    critical: float | None = None
    severities: tuple[tuple[int, int, int], ...] | None = None
    bad: tuple[tuple[int, int], ...] | None = None
    gaps: tuple[int, ...] | None = None
    source_bad: tuple[tuple[int, int], ...] | None = None
    words: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """A better and a worse translation of one source; ``kind`` names what is wrong with the worse one."""

    corpus: str
    pair: str
    part: str
    licence: str
    kind: str
    source: str
    good: str
    bad: str
    bad_severities: tuple[tuple[int, int, int], ...] | None = None


def source_key(source: str) -> str:
    """What two spellings of one source share: letters and digits alone, in lower case."""
    return "".join(character for character in unicodedata.normalize("NFKC", source).lower() if character.isalnum())


def judgements(data: Path) -> Iterator[Judgement]:
    """All judgements in the data folder, with each corpus' own division into parts."""
    tags = _tags_by_segment(data)
    yield from _scores(data, tags)
    yield from _penalties(data)
    yield from _marked(data)
    yield from _tagged(tags)
    yield from _critical(data)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _objects(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _tags_by_segment(data: Path) -> dict[tuple[str, str, str, int], dict]:
    return {
        (row["corpus"], row["lp"], row["split"], int(row["seg"])): row for row in _objects(data / "word_tags.jsonl.gz")
    }


def _scores(data: Path, tags: dict[tuple[str, str, str, int], dict]) -> Iterator[Judgement]:
    """Direct assessments; where the same segment has word tags, those go along and leave ``tags``."""
    for row in _rows(data / "sentence_scores.tsv.gz"):
        if "mqm" in row["corpus"]:
            continue
        tagged = tags.pop((row["corpus"], row["lp"], row["split"], int(row["segment"])), None)
        yield Judgement(
            row["corpus"],
            row["lp"],
            row["split"],
            row["licence"],
            row["source"],
            row["translation"],
            direct_assessment=_number(row["z_mean"]),
            edit_rate=_number(row["hter"]),
            **(_tag_labels(tagged, row["source"], row["translation"]) if tagged else {}),
        )


def _tag_labels(row: dict, source: str, translation: str) -> dict:
    """The tags of tokenised text as spans of the text itself; nothing where the two do not fit together."""
    words = offsets_of(row["mt"].split(), translation)
    if words is None or len(words) != len(row["mt_tags"]):
        return {}
    ends = [0, *(end for _, end in words)]
    labels = {
        "bad": tuple(word for word, tag in zip(words, row["mt_tags"], strict=True) if tag == "BAD"),
        "words": tuple(words),
        "gaps": tuple(ends[index] for index, tag in enumerate(row["gap_tags"]) if tag == "BAD"),
    }
    if row.get("src_tags"):
        source_words = offsets_of(row["src"].split(), source)
        if source_words is not None and len(source_words) == len(row["src_tags"]):
            pairs = zip(source_words, row["src_tags"], strict=True)
            labels["source_bad"] = tuple(word for word, tag in pairs if tag == "BAD")
    return labels


def _tagged(tags: dict[tuple[str, str, str, int], dict]) -> Iterator[Judgement]:
    """Word tags of segments without a score."""
    for row in tags.values():
        yield Judgement(
            row["corpus"],
            row["lp"],
            row["split"],
            row["licence"],
            row["src"],
            row["mt"],
            edit_rate=row.get("hter"),
            **_tag_labels(row, row["src"], row["mt"]),
        )


def _penalties(data: Path) -> Iterator[Judgement]:
    for row in _rows(data / _RATED):
        yield Judgement(
            row["corpus"],
            row["lp"],
            "all",
            row["licence"],
            row["source"],
            row["translation"],
            row["system"],
            penalty=max(0.0, -float(row["mqm_average"])),
        )


def _marked(data: Path) -> Iterator[Judgement]:
    """Marked errors.

    The collection of 2023 states no licence. Where the same translation of the same source has points in the ratings of
    2021, which their authors publish under Apache-2.0, the marks are theirs as well.
    """
    rated = {(row["lp"], squeezed(row["source"]), squeezed(row["translation"])) for row in _rows(data / _RATED)}
    for row in _objects(data / "mqm_spans.jsonl.gz"):
        translation = row["mt"]
        corpus, licence = row["corpus"], row["licence"]
        if corpus == "wmtqe23-mqm" and (row["lp"], squeezed(row["src"]), squeezed(translation)) in rated:
            corpus, licence = "wmt2021-mqm-marked", "Apache-2.0"
        spans = []
        for span in row["spans"]:
            severity = SEVERITIES[span["severity"].strip()]
            if span["start"] is None or span.get("side") == "source" or not severity:
                continue
            start, end = max(0, span["start"]), min(len(translation), span["end"])
            if start < end:
                spans.append((start, end, severity))
        weights = (0, 1, 5, 25 if row["corpus"] == "bio-mqm" else 5)
        penalty = sum(weights[SEVERITIES[span["severity"].strip()]] for span in row["spans"])
        yield Judgement(
            corpus,
            row["lp"],
            row["split"],
            licence,
            row["src"],
            translation,
            str(row["system"]),
            penalty=float(min(penalty, 25)),
            severities=tuple(spans),
        )


def _critical(data: Path) -> Iterator[Judgement]:
    for row in _objects(data / "critical_errors.jsonl.gz"):
        votes = row["votes"] if isinstance(row["votes"], list) else json.loads(row["votes"])
        yield Judgement(
            row["corpus"],
            row["lp"],
            row["split"],
            row["licence"],
            row["src"],
            row["mt"],
            critical=sum(1 for vote in votes if vote) / max(1, len(votes)),
        )


def contrasts(data: Path) -> Iterator[Contrast]:
    """Pairs whose worse translation is known: minimal pairs of the corpora, and output beside its post-edit.

    Output counts as worse than its post-edit from an edit rate of .1 on.
    """
    for name in ("contrastive.jsonl.gz", "contrastive_more.jsonl.gz"):
        for row in _objects(data / name):
            source = row["src"].rsplit("<sep>", 1)[-1].strip()
            if row["good"] != row["bad"] and row["phenomenon"] not in ("synonym", "spelling", "expansion_noimpact"):
                yield Contrast(
                    row["corpus"], row["lp"], row["split"], row["licence"], row["phenomenon"], source, row["good"],
                    row["bad"],
                )  # fmt: skip
    for row in _objects(data / "word_tags.jsonl.gz"):
        if row.get("pe") and row["scheme"] == "post-edit" and (row.get("hter") or 0) >= 0.1:
            yield Contrast(
                row["corpus"], row["lp"], row["split"], row["licence"], "post-edit", row["src"], row["pe"], row["mt"]
            )


def good_translations(data: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Corpus, pair, licence, source and a translation by people: post-edits, references, human translations."""
    for row in _objects(data / "word_tags.jsonl.gz"):
        if row.get("pe") and row["split"] == "train":
            yield row["corpus"], row["lp"], row["licence"], row["src"], row["pe"]
    for row in _rows(data / "sentence_mqm.tsv.gz"):
        if row["system"].lower().startswith(("human", "ref")) and float(row["mqm_average"]) >= -1:
            yield row["corpus"], row["lp"], row["licence"], row["source"], row["translation"]
    for row in _objects(data / "mqm_spans.jsonl.gz"):
        if row["split"].endswith("-ref") and not row["spans"]:
            yield row["corpus"], row["lp"], row["licence"], row["src"], row["mt"]


def squeezed(text: str) -> str:
    """The text with every run of blanks as one."""
    return _BLANKS.sub(" ", text).strip()
