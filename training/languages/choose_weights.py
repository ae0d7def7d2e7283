"""Chooses the weights of language identification on the tuning half of the benchmark's texts.

    python training/languages/choose_weights.py --data FOLDER --locale /usr/share/locale

Prints the share of right answers, averaged over the lengths of sentences and the interface strings, for each setting of
the two weights of :mod:`mtqc.languages.identification`, and the best one. The test half is never read.
"""

from __future__ import annotations

import argparse
import sys
from itertools import product
from pathlib import Path

from mtqc.languages import identification, identify

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from language_identification import interface_samples, samples, sentences

FUNCTION_WORD_WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
FOREIGN_LETTER_WEIGHTS = (0.0, 0.25, 0.5, 1.0)


def accuracy(triples: list[tuple[str, str, str]]) -> dict[str, float]:
    """The share of right answers in the open choice by length of text."""
    right: dict[str, list[bool]] = {}
    for tag, bucket, text in triples:
        found = identify(text)
        right.setdefault(bucket, []).append(found is not None and found.language.split("-")[0] == tag)
    return {bucket: sum(marks) / len(marks) for bucket, marks in right.items()}


def main() -> None:
    """Tries every setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--locale", type=Path, default=Path("/usr/share/locale"))
    options = parser.parse_args()
    triples = samples(sentences(options.data), "tuning") + interface_samples(options.locale, "tuning")
    results: dict[tuple[float, float], float] = {}
    for setting in product(FUNCTION_WORD_WEIGHTS, FOREIGN_LETTER_WEIGHTS):
        identification._FUNCTION_WORD_WEIGHT, identification._FOREIGN_LETTER_WEIGHT = setting
        shares = accuracy(triples)
        results[setting] = sum(shares.values()) / len(shares)
        print(*setting, f"{results[setting]:.2%}", *(f"{bucket}: {share:.1%}" for bucket, share in shares.items()))
    print("best:", *max(results, key=results.__getitem__))


if __name__ == "__main__":
    main()
