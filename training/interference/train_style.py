"""Trains the style model: translated against original text, for German, English and French.

    pip install numpy scipy scikit-learn lxml trafilatura
    python training/interference/train_style.py --data ../shared/data --packages ../packages

Prints the tables of README.md and writes weights and calibration to src/mtqc/data/interference/style.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import corpora
import numpy as np
import other_kinds
import scipy.sparse as sparse
from corpora import Stream
from segment_matrix import FOLDS, SegmentMatrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from mtqc.interference.style.classes import Feature, style_table

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "style"
KIND = other_kinds.KINDS | {
    "wmt20": "news",
    "wmt21": "news",
    "gnad": "news",
    "bio-mqm": "medicine",
    "google-ted21": "talks",
    "mlqe-pe": "encyclopaedia",
    "fortunes": "jokes",
}
LENGTHS = (80, 100, 150, 200, 400, 800)
STRENGTH = 5.0
"""The inverse of the penalty on the weights; between 1 and 20 it hardly matters."""
EVENNESS = 0.5
"""A kind of text weighs as much as its documents to this power, so that few pages count, and none drown the rest."""
NEWS = 0.7
"""The share of news, where systems and source languages are most. With .5 and less news is told worse, with .85 the
other kinds; chosen by news translations against native texts of kinds that the model does not know."""
KEPT_WORD, CLASS, PAIR, TRIPLE = 1.0, 0.3, 0.3, 0.15
"""How far a feature is trusted by its kind. Chosen on the unseen source language: kept words on their own carry over
best, n-grams help with the source languages that the model has seen."""
LEAST_DOCUMENTS = 5
KEPT_FEATURES = 5_000
"""By weight times rate; with fewer, results fall, with more they stay."""
PERCENTILES = (1, 5, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5)
READING_LENGTH = 350


Documents = tuple[list[list[int]], list[Stream]]
"""Pseudo-documents as rows of a segment matrix, with the stream of each."""


@dataclass(frozen=True)
class Recipe:
    """How a language's model learns.

    ``length`` is that of training documents, chosen on kinds of text that the model does not know. ``left_out`` are
    source languages to leave out in tests, one at a time.
    """

    length: int
    left_out: tuple[str, ...]


RECIPES = {"de": Recipe(150, ("en", "fr")), "en": Recipe(60, ("de", "zh")), "fr": Recipe(80, ())}


def main() -> None:
    """Trains, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--packages", type=Path, default=Path("../packages"), help="see other_kinds.toml")
    parser.add_argument("--language", choices=sorted(RECIPES), action="append")
    parser.add_argument("--tables-only", action="store_true")
    arguments = parser.parse_args()
    for code in arguments.language or sorted(RECIPES):
        recipe = RECIPES[code]
        matrix = SegmentMatrix(texts(arguments.data, arguments.packages, code), code)
        scores = {unseen: cross_validated(matrix, recipe, unseen) for unseen in ("", *recipe.left_out)}
        for unseen, of_unseen in scores.items():
            print(f"\n### {code}: unseen systems" + (f", unseen source language {unseen}" if unseen else ""))
            print_table(of_unseen)
        elsewhere = of_unseen_kinds(matrix, recipe)
        print(f"\n### {code}: unseen kinds of text")
        scale = platt(scores, elsewhere)
        print_kinds(elsewhere, scale)
        if not arguments.tables_only:
            write(code, matrix, recipe, scores[""], scale)


def texts(data: Path, packages: Path, code: str) -> list[Stream]:
    """All that a language's model learns from."""
    return [
        *(stream for stream in development(data) if stream.language == code),
        *(stream for stream in corpora.fortunes(packages / "fortunes-de/usr/share/games/fortunes/de") if code == "de"),
        *other_kinds.manuals(packages, code),
        *other_kinds.pages(packages, code),
        *other_kinds.single_sentences(data, code),
    ]


def development(data: Path) -> Iterator[Stream]:
    """All streams that may be learnt from; the news of 2022 and the held-back German texts are not among them."""
    yield from corpora.wmt(data, "wmt21")
    for stream in corpora.german_texts(data, held_back=False):
        if stream.corpus == "gnad":
            yield stream
    yield from corpora.mqm_2020(data)
    yield from corpora.spans(data, "bio-mqm")
    yield from corpora.spans(data, "google-ted21")
    yield from corpora.mlqe(data)


@dataclass(frozen=True)
class Model:
    """Weights of the features' rates, and a constant."""

    weights: np.ndarray
    constant: float

    def scores(self, rates: Any) -> np.ndarray:
        """Above 0 for translated."""
        return np.asarray(rates @ self.weights) + self.constant


def fit(matrix: SegmentMatrix, native: Documents, translated: Documents, kept: int = KEPT_FEATURES) -> Model:
    """Logistic regression over rates, each scaled by its rarity and by the trust in its kind.

    The classes weigh the same, however many translations of one source there are.
    """
    rates, _ = matrix.rates([*native[0], *translated[0]])
    labels = np.repeat([0, 1], [len(native[0]), len(translated[0])])
    weights_of_documents = np.concatenate([_weights(native[1]), _weights(translated[1])]) * len(labels) / 2
    occurrences = np.asarray((rates > 0).sum(0)).ravel()
    columns = np.flatnonzero(occurrences >= LEAST_DOCUMENTS)
    rarity = np.log((1 + rates.shape[0]) / (1 + occurrences[columns])) + 1
    scale = 3 * rarity * np.array([_trust(feature) for feature in matrix.vocabulary])[columns]
    scaled = (rates[:, columns] @ sparse.diags(scale)).tocsr()
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    regression.fit(scaled, labels, sample_weight=weights_of_documents)
    weights = np.zeros(len(matrix.vocabulary))
    weights[columns] = regression.coef_[0] * scale
    importance = np.abs(weights) * np.asarray(rates.mean(0)).ravel()
    weights[importance < np.sort(importance)[-min(kept, len(importance))]] = 0
    return Model(weights, float(regression.intercept_[0]))


def _weights(streams: list[Stream]) -> np.ndarray:
    """The weights of documents of these streams, 1 in all."""
    kinds = np.array([KIND[stream.corpus] for stream in streams])
    sizes = Counter(kinds.tolist())
    weights = np.array([sizes[kind] ** (EVENNESS - 1) for kind in kinds.tolist()])
    is_news = kinds == "news"
    if 0 < is_news.sum() < len(kinds):
        weights[is_news] *= NEWS / weights[is_news].sum()
        weights[~is_news] *= (1 - NEWS) / weights[~is_news].sum()
    return weights / weights.sum()


def _trust(feature: Feature) -> float:
    if isinstance(feature, tuple):
        return PAIR if len(feature) == 2 else TRIPLE
    return CLASS if feature in ("N", "A", "v", "#") or feature[1:2] == "-" else KEPT_WORD


@dataclass
class Scores:
    """Scores of documents by models that saw neither their segments nor their system, with what is known of each."""

    score: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    stream: list[Stream] = field(default_factory=list)

    def add(
        self, model: Model, matrix: SegmentMatrix, length: int, documents: list[Any], streams: list[Stream]
    ) -> None:
        """Adds the scores of some documents."""
        rates, words = matrix.rates(documents)
        self.score += model.scores(rates).tolist()
        self.words += words.tolist()
        self.length += [length] * len(documents)
        self.stream += streams

    def where(self, length: int | None = None, **wanted: str) -> np.ndarray:
        """The scores of the documents of which all of this holds."""
        return np.array(
            [
                score
                for score, of_score, stream in zip(self.score, self.length, self.stream, strict=True)
                if length in (None, of_score) and all(getattr(stream, key) == value for key, value in wanted.items())
            ]
        )


def cross_validated(matrix: SegmentMatrix, recipe: Recipe, unseen: str) -> Scores:
    """Scores by models that saw no segment of a document's fold, not its system and, if given, not its source."""
    scores = Scores()
    for fold in range(FOLDS):

        def is_native(stream: Stream) -> bool:
            return stream.origin == "native"

        def is_translated(stream: Stream) -> bool:
            return stream.origin != "native"

        def is_known(stream: Stream, fold: int = fold) -> bool:
            return is_translated(stream) and stream.source != unseen and half_of(stream) in (fold % 2, None)

        def is_tested(stream: Stream, fold: int = fold) -> bool:
            return is_translated(stream) and unseen in ("", stream.source) and half_of(stream) != fold % 2

        model = fit(
            matrix,
            matrix.documents(recipe.length, is_native, fold, others=True),
            matrix.documents(recipe.length, is_known, fold, others=True),
        )
        for length in LENGTHS:
            scores.add(model, matrix, length, *matrix.documents(length, is_native, fold))
            scores.add(model, matrix, length, *matrix.documents(length, is_tested, fold))
    return scores


def of_unseen_kinds(matrix: SegmentMatrix, recipe: Recipe) -> Scores:
    """Scores of every kind of text by models that learnt from the other kinds."""
    scores = Scores()
    for kind in sorted({KIND[stream.corpus] for stream in matrix.streams}):

        def is_known(stream: Stream, kind: str = kind) -> bool:
            return KIND[stream.corpus] != kind

        def is_tested(stream: Stream, kind: str = kind) -> bool:
            return KIND[stream.corpus] == kind

        model = fit(
            matrix,
            matrix.documents(recipe.length, lambda s, known=is_known: known(s) and s.origin == "native"),
            matrix.documents(recipe.length, lambda s, known=is_known: known(s) and s.origin != "native"),
        )
        for length in LENGTHS:
            scores.add(model, matrix, length, *matrix.documents(length, is_tested))
    return scores


def print_kinds(scores: Scores, scale: list[float]) -> None:
    """The scores of the kinds of text, native and translated, and how many are nine to one for a translation."""
    print("| corpus | origin | words | documents | median | 95 % below | 9 : 1 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    constant, by_size, by_score, by_both = scale
    for corpus, origin in sorted({(stream.corpus, stream.origin) for stream in scores.stream}):
        for length in (150, 400):
            found = scores.where(length, corpus=corpus, origin=origin)
            if len(found) >= 5:
                low, high = np.percentile(found, [50, 95])
                size = np.log(length / 100)
                odds = constant + by_size * size + (by_score + by_both * size) * found
                share = np.mean(odds > np.log(9))
                print(f"| {corpus} | {origin} | {length} | {len(found)} | {low:.2f} | {high:.2f} | {share:.2f} |")


def half_of(stream: Stream) -> int | None:
    """The half of the systems that this one belongs to; a corpus's only system, and people, belong to none."""
    return None if stream.origin == "ht" or stream.corpus == "mlqe-pe" else zlib.crc32(stream.system.encode()) % 2


def print_table(scores: Scores) -> None:
    """AUC by corpus, source language and length, and recall at fixed rates of false alarms."""
    print("| corpus | words | native | source: AUC of machine, human translation | recall at 1 % | at .5 % |")
    print("| --- | --- | --- | --- | --- | --- |")
    for corpus in ("wmt21", "wmt20", "bio-mqm", "google-ted21"):
        # German has news of 2020 as translations only: they are measured against the native news of 2021.
        home = corpus if len(scores.where(corpus=corpus, origin="native")) else "wmt21"
        for length in LENGTHS:
            native = scores.where(length, corpus=home, origin="native")
            machine = scores.where(length, corpus=corpus, origin="mt")
            if len(native) < 20 or not len(machine):
                continue
            sources = sorted({stream.source for stream in scores.stream if stream.corpus == corpus} - {""})
            cells = []
            for source in sources:
                areas = [
                    _auc(native, scores.where(length, corpus=corpus, source=source, origin=origin))
                    for origin in ("mt", "ht")
                ]
                if areas[0]:
                    cells.append(f"{source} {', '.join(areas)}")
            recalls = [f"{np.mean(machine > np.quantile(native, 1 - rate)):.2f}" for rate in (0.01, 0.005)]
            print(f"| {corpus} | {length} | {len(native)} | {'; '.join(cells)} | {' | '.join(recalls)} |")


def _auc(native: np.ndarray, translated: np.ndarray) -> str:
    if not len(translated):
        return ""
    labels = np.repeat([0, 1], [len(native), len(translated)])
    return f"{roc_auc_score(labels, np.concatenate([native, translated])):.3f}"


def write(code: str, matrix: SegmentMatrix, recipe: Recipe, scores: Scores, scale: list[float]) -> None:
    """Trains on everything and writes weights and calibration."""
    native, translated = (
        matrix.documents(recipe.length, lambda s, wanted=wanted: (s.origin == "native") is wanted)
        for wanted in (True, False)
    )
    model = fit(matrix, native, translated)
    lines = [f"{model.constant:.3f}"]
    for feature, weight in sorted(zip(map(written, matrix.vocabulary), model.weights, strict=True)):
        if round(weight, 1):
            lines.append(f"{feature}\t{weight:.1f}")
    (DESTINATION / f"{code}.weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    calibration = {
        "platt": scale,
        "percentiles": list(PERCENTILES),
        "native": {str(length): percentiles(scores, length) for length in LENGTHS},
        "readings": readings(code, matrix),
    }
    text = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in calibration.items())
    (DESTINATION / f"{code}.calibration.json").write_text("{\n" + text + "\n}\n", encoding="utf-8")


def written(feature: Feature) -> str:
    """A feature as it stands in the file of weights."""
    return feature if isinstance(feature, str) else " ".join(feature)


def platt(scores: dict[str, Scores], elsewhere: Scores) -> list[float]:
    """a, b, c, d in log-odds = a + b ln(words/100) + (c + d ln(words/100)) score, at even odds before the text is read.

    Fitted to news from seen and from unseen source languages, and as much to kinds of text that the models did not
    know: what a user reads may be either. In each of the two, native and translated texts weigh the same, and so do
    lengths and corpora.
    """
    rows, labels, weights = [], [], []
    for part in ([*scores.values()], [elsewhere]):
        groups: dict[tuple[bool, int, str], list[list[float]]] = {}
        for found in part:
            for score, words, length, stream in zip(found.score, found.words, found.length, found.stream, strict=True):
                if part[0] is elsewhere or KIND[stream.corpus] == "news":
                    size = np.log(words / 100)
                    key = (stream.origin != "native", length, stream.corpus)
                    groups.setdefault(key, []).append([size, score, size * score])
        classes = [key[0] for key in groups]
        for (is_translated, *_), documents in groups.items():
            rows += documents
            labels += [is_translated] * len(documents)
            weights += [1 / len(documents) / classes.count(is_translated)] * len(documents)
    regression = LogisticRegression(C=1e6, max_iter=1000)
    regression.fit(np.array(rows), labels, sample_weight=np.array(weights) * len(weights) / sum(weights))
    return [round(float(value), 3) for value in (regression.intercept_[0], *regression.coef_[0])]


def percentiles(scores: Scores, length: int) -> list[float]:
    """The scores below which so many of a hundred native news texts of a length lie."""
    native = np.concatenate([scores.where(length, origin="native", corpus=name) for name in ("wmt20", "wmt21", "gnad")])
    return [round(float(value), 2) for value in np.percentile(native, PERCENTILES)] if len(native) >= 20 else []


def readings(code: str, matrix: SegmentMatrix) -> list[dict[str, Any]]:
    """For each reading of the language's table: occurrences per 1,000 words in native news and in translated news."""
    found = []
    for reading in style_table(code)["reading"]:
        columns = [matrix.vocabulary[name] for name in reading["classes"].split() if name in matrix.vocabulary]
        rates = {}
        for is_native in (True, False):
            documents, _ = matrix.documents(
                READING_LENGTH,
                lambda stream, wanted=is_native: (
                    stream.corpus in ("wmt20", "wmt21") and (stream.origin == "native") is wanted
                ),
            )
            rates[is_native] = np.asarray(matrix.rates(documents)[0][:, columns].sum(1)).ravel() * 1000
        low, high = np.percentile(rates[True], [10, 90])
        found.append(
            {
                "native": [round(float(low), 1), round(float(high), 1)],
                "translated": round(float(np.median(rates[False])), 1),
            }
        )
    return found


if __name__ == "__main__":
    main()
