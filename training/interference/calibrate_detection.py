"""Measures how often evidence stands in texts of known origin, and what the fusion makes of them.

    python training/interference/calibrate_detection.py --data ../shared/data --packages ../packages

Documents are consecutive segments of German news of 2020 and 2021: native, translated by people, translated by
machines. Their style is read by models that saw neither their segments nor their systems (nor, with --unseen-source,
their source language). Prints the rates that detection.toml holds, and the verdicts by length.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import Stream
from segment_matrix import FOLDS, SegmentMatrix, fold_of
from sklearn.metrics import roc_auc_score
from train_style import RECIPES, Model, fit, half_of, texts

from mtqc.interference.detection import fused
from mtqc.interference.detection_evidence import by_group
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.prose import Prose
from mtqc.interference.reading import read
from mtqc.interference.style.classes import word_classes
from mtqc.interference.style.classifier import Style, style_model
from mtqc.languages import language
from mtqc.model import Detection, Segment, Verdict

LENGTHS = (100, 150, 200, 300, 400, 800)
TARGET = "de"


@dataclass(frozen=True)
class Document:
    """A pseudo-document, its evidence, and what the fusion says."""

    stream: Stream
    length: int
    words: int
    evidence: tuple[Evidence, ...]
    detection: Detection


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--packages", type=Path, default=Path("../packages"), help="see other_kinds.toml")
    parser.add_argument("--unseen-source", action="store_true")
    parser.add_argument("--show", choices=["native", "ht"], help="list the hard evidence in such texts")
    arguments = parser.parse_args()
    matrix = SegmentMatrix(texts(arguments.data, arguments.packages, TARGET), TARGET)
    documents = [
        document for fold in range(FOLDS) for document in judged(matrix, fold, unseen_source=arguments.unseen_source)
    ]
    print_rates([document for document in documents if document.length == LENGTHS[-1]])
    print_verdicts(documents)
    if arguments.show:
        print_evidence([d for d in documents if d.length == LENGTHS[-1] and d.stream.origin == arguments.show])


def judged(matrix: SegmentMatrix, fold: int, *, unseen_source: bool) -> Iterator[Document]:
    """The documents of a fold, their style read by models that did not see them."""
    models = {
        unseen: fit(
            matrix,
            matrix.documents(RECIPES[TARGET].length, lambda s: s.origin == "native", fold, others=True),
            matrix.documents(
                RECIPES[TARGET].length,
                lambda s, unseen=unseen: s.origin != "native" and s.source != unseen and half_of(s) in (fold % 2, None),
                fold,
                others=True,
            ),
        )
        for unseen in (("en", "fr") if unseen_source else ("",))
    }
    for stream in matrix.streams:
        if not stream.corpus.startswith("wmt") or (stream.origin == "mt" and half_of(stream) == fold % 2):
            continue
        segments = [
            text
            for position, text in zip(stream.positions, stream.segments, strict=True)
            if fold_of(stream, position) == fold
        ]
        for unseen, model in models.items():
            if stream.origin != "native" and unseen not in ("", stream.source):
                continue
            for length in LENGTHS:
                yield from _documents(stream, segments, length, matrix, model)


def _documents(
    stream: Stream, segments: list[str], length: int, matrix: SegmentMatrix, model: Model
) -> Iterator[Document]:
    current: list[str] = []
    words = 0
    for text in segments:
        current.append(text)
        words += len(text.split())
        if words >= length:
            prose = Prose([Segment(str(i), t) for i, t in enumerate(current)], language(TARGET), None)
            reading = read(prose)
            detection = fused(prose, reading.evidence, _style(prose, matrix, model))
            yield Document(stream, length, prose.words, reading.evidence, detection)
            current, words = [], 0


def _style(prose: Prose, matrix: SegmentMatrix, model: Model) -> Style | None:
    """The shipped calibration over the score of a model that did not see the text."""
    shipped = style_model(TARGET)
    if not prose.running_words or shipped is None:
        return None
    counts = word_classes(TARGET).features(prose.running)
    weighed = sum(
        model.weights[matrix.vocabulary[feature]] * count
        for feature, count in counts.items()
        if feature in matrix.vocabulary
    )
    score = model.constant + weighed / prose.running_words
    return shipped.style_of(counts, prose.running_words, score)


def _origin(stream: Stream) -> str:
    return stream.origin + (f" {stream.source}" if stream.source else "")


def print_rates(documents: list[Document]) -> None:
    """Distinct items per 1,000 words, strong / weak, with one item added to each count."""
    words: Counter[str] = Counter()
    counts: Counter[tuple[str, Group, bool]] = Counter()
    for document in documents:
        origin = _origin(document.stream)
        words[origin] += document.words
        for kind, group in by_group(document.evidence, document.words).items():
            counts[origin, kind, True] += group.strong_items
            counts[origin, kind, False] += len(group.items) - group.strong_items
    origins = sorted(words, key=lambda origin: (not origin.startswith("n"), origin))
    print("| strong/weak items per 1,000 words | " + " | ".join(f"{o} ({words[o]:,})" for o in origins) + " |")
    print("| --- |" + " --- |" * len(origins))
    for kind in Group:
        cells = [
            "/".join(f"{1000 * (counts[origin, kind, strong] + 1) / words[origin]:.2f}" for strong in (True, False))
            for origin in origins
        ]
        print(f"| {kind.value} | {' | '.join(cells)} |")


def print_verdicts(documents: list[Document]) -> None:
    """By origin and length: the verdicts, AUC of machine against native, and what is said of the source language."""
    print("\n| origin | words | documents | machine | translated | AUC | two hard groups | top-1 | named, right |")
    print("| --- |" + " --- |" * 8)
    natives: defaultdict[int, list[float]] = defaultdict(list)
    by_origin: defaultdict[tuple[str, int], list[Document]] = defaultdict(list)
    for document in documents:
        if document.detection.machine is not None:
            by_origin[_origin(document.stream), document.length].append(document)
            if document.stream.origin == "native":
                natives[document.length].append(document.detection.machine)
    for (origin, length), of_origin in sorted(by_origin.items()):
        cells = [origin, length, len(of_origin), *_verdicts(of_origin, natives[length]), *_sources(of_origin)]
        print(f"| {' | '.join(map(str, cells))} |")


def _verdicts(documents: list[Document], native: list[float]) -> Iterator[str]:
    found = [document.detection for document in documents]
    for verdict in (Verdict.MACHINE, Verdict.TRANSLATED):
        yield f"{np.mean([detection.verdict is verdict for detection in found]):.3f}"
    machine = [detection.machine for detection in found]
    labels = np.repeat([0, 1], [len(native), len(machine)])
    yield "–" if documents[0].stream.origin == "native" else f"{roc_auc_score(labels, native + machine):.3f}"
    groups = [by_group(document.evidence, document.words).values() for document in documents]
    yield f"{np.mean([sum(group.is_hard for group in of_document) >= 2 for of_document in groups]):.3f}"


def _sources(documents: list[Document]) -> Iterator[str]:
    source = documents[0].stream.source
    found = [document.detection for document in documents]
    named = [detection.source for detection in found if detection.source]
    yield f"{np.mean([next(iter(d.source_language), None) == source for d in found]):.2f}" if source else "–"
    yield f"{len(named) / len(found):.2f}, {_share(named, source)}"


def _share(named: list[str], source: str) -> str:
    return f"{named.count(source) / len(named):.2f}" if named else "–"


def print_evidence(documents: list[Document]) -> None:
    """Every strong item of hard evidence."""
    for document in documents:
        for found in document.evidence:
            if found.is_strong and found.kind.group.is_hard:
                print(
                    f"{_origin(document.stream)} {document.stream.system} [{found.rule}] {found.item}: {found.message}"
                )


if __name__ == "__main__":
    main()
