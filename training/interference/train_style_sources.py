"""Trains what style says of the source language: of two languages, the likelier one.

    python training/interference/train_style_sources.py --data ../shared/data

Only contrasts are trained of which both sides are there in one kind of text (news). Seven languages at once were tried
on medical abstracts into English (bio-mqm) and left out: within medicine 45 to 50 % were right (chance 14 %), but news
from German was named so in 3 to 22 % of documents only, whatever the features; what tells seven languages apart there
is the kind of text. Writes src/mtqc/data/interference/style/*.sources.tsv.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from segment_matrix import FOLDS, SegmentMatrix
from sklearn.linear_model import LogisticRegression
from train_style import DESTINATION, development, fit, half_of, written

CONTRASTS = {"de": ("en", "fr"), "en": ("de", "zh")}
CORPORA = {"wmt20", "wmt21"}
TRAINING_LENGTH = 150
KEPT_FEATURES = 2_500
LENGTHS = (100, 150, 200, 300, 400, 800)


def main() -> None:
    """Trains, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments = parser.parse_args()
    for code, pair in CONTRASTS.items():
        streams = (
            stream
            for stream in development(arguments.data)
            if stream.language == code and stream.corpus in CORPORA and stream.source in pair
        )
        train(code, pair, SegmentMatrix(streams, code))


def train(code: str, pair: tuple[str, str], matrix: SegmentMatrix) -> None:
    """Cross-validates, prints the share of documents that are named right, and writes the weights."""
    first, second = pair
    rows, labels, lengths = [], [], []
    for fold in range(FOLDS):
        known = [
            matrix.documents(
                TRAINING_LENGTH,
                lambda s, source=source, fold=fold: s.source == source and half_of(s) in (fold % 2, None),
                fold,
                others=True,
            )[0]
            for source in pair
        ]
        model = fit(matrix, *known, kept=KEPT_FEATURES)
        for length in LENGTHS:
            documents, streams = matrix.documents(length, lambda s, fold=fold: half_of(s) != fold % 2, fold)
            rates, words = matrix.rates(documents)
            sizes = np.log(words / 100)
            rows += [[size, score, size * score] for size, score in zip(sizes, model.scores(rates), strict=True)]
            labels += [stream.source == second for stream in streams]
            lengths += [length] * len(documents)
    inputs, outputs, lengths_of = np.array(rows), np.array(labels), np.array(lengths)
    regression = LogisticRegression(C=1e6, max_iter=1000, class_weight="balanced").fit(inputs, outputs)
    print(f"\n### {code}: {first} or {second}\n| words | {first} right | {second} right |\n| --- | --- | --- |")
    for length in LENGTHS:
        here = lengths_of == length
        right = regression.predict(inputs[here]) == outputs[here]
        print(f"| {length} | {right[~outputs[here]].mean():.2f} | {right[outputs[here]].mean():.2f} |")
    model = fit(
        matrix,
        *(matrix.documents(TRAINING_LENGTH, lambda s, source=source: s.source == source)[0] for source in pair),
        kept=KEPT_FEATURES,
    )
    platt = [round(float(value), 3) for value in (regression.intercept_[0], *regression.coef_[0])]
    lines = ["\t".join([first, second, *map(str, platt), f"{model.constant:.3f}"])]
    lines += [
        f"{feature}\t{weight:.1f}"
        for feature, weight in sorted(zip(map(written, matrix.vocabulary), model.weights, strict=True))
        if round(weight, 1)
    ]
    (DESTINATION / f"{code}.sources.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
