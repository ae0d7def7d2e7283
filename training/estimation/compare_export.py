"""What exporting loses: the shipped folder beside the trained model, on pairs of the development part.

    python training/estimation/compare_export.py --run RUN --encoder ENCODER --data ../shared/data --model FOLDER

Prints for each output Spearman's correlation and the largest difference, for the trimmed vocabulary alone (float32, as
trained) and for the folder as mtqc runs it; and by language pair Pearson's correlation with people for all three.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from correlations import pearson, spearman
from export import trained
from held_back import DEVELOPMENT, divided
from judgements import Judgement, judgements

from mtqc.estimation.batching import batches
from mtqc.estimation.estimate import Estimate
from mtqc.estimation.estimator import Estimator as Shipped
from mtqc.estimation.estimator import Pair
from mtqc.estimation.learning.examples import LabelledPair, batch_of, examples
from mtqc.estimation.learning.network import SCORES, LearningNetwork
from mtqc.estimation.model_folder import model_folder
from mtqc.estimation.tokenising import PairTokenizer
from mtqc.estimation.word_rows import WordRows

_TOKENS = 2000
_UNCUT = 10_000


def main() -> None:
    """Compares and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--most", type=int, default=100, help="pairs of texts by pair of languages")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    judged = [one for one in drawn(arguments.data, arguments.most) if _fits(one)]
    model = trained(arguments.run, arguments.encoder)
    full = outputs(model, PairTokenizer(arguments.encoder / "tokenizer.json"), judged)
    folder = model_folder(arguments.model)
    words = WordRows(folder.words, folder.pieces, folder.width).all()
    model.encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(torch.from_numpy(words))
    cut = outputs(model, PairTokenizer(folder.tokenizer), judged)
    started = time.perf_counter(), time.process_time()
    shipped = outputs_shipped(Shipped(arguments.model), judged)
    wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    print(f"{len(judged)} pairs, {len(judged) / wall:.0f} a second; by CPU time {2 * len(judged) / cpu:.0f}")
    print("output\ttrimmed: Spearman\tlargest difference\tshipped: Spearman\tlargest difference\tshipped to trimmed")
    for name in (*SCORES, "bad", "severity"):
        first, second, third = full[name], cut[name], shipped[name]
        tokens = name in ("bad", "severity")
        # Other pieces are other tokens: those of the full vocabulary cannot be compared one by one.
        before = ("", "") if tokens else (f"{spearman(first, second):.4f}", f"{np.abs(first - second).max():.3f}")
        after = ("", "") if tokens else (f"{spearman(first, third):.4f}", f"{np.abs(first - third).max():.3f}")
        print("\t".join([name, *before, *after, f"{spearman(second, third):.4f} {np.abs(second - third).max():.3f}"]))
    print("pair\tPearson with people: trained\ttrimmed\tshipped")
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(judged):
        places[one.pair].append(place)
    rows = []
    for pair, own in sorted(places.items()):
        people = np.array([judged[place].direct_assessment for place in own], float)
        rows.append([pearson(people, kind[SCORES[0]][own]) for kind in (full, cut, shipped)])
        print(pair, *(f"{value:.4f}" for value in rows[-1]), sep="\t")
    print("mean", *(f"{value:.4f}" for value in np.mean(rows, axis=0)), sep="\t")


def drawn(data: Path, most: int) -> list[Judgement]:
    """Development pairs of MLQE-PE, at most so many of each pair of languages."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for one in divided(judgements(data))[DEVELOPMENT]:
        if one.corpus == "mlqe-pe" and one.direct_assessment is not None:
            groups[one.pair].append(one)
    chance = random.Random(0)
    return [one for _, group in sorted(groups.items()) for one in chance.sample(group, min(most, len(group)))]


def _fits(one: Judgement) -> bool:
    """Whether the pair is read in one window whatever the vocabulary."""
    return len(one.source) < 300 and len(one.translation) < 300


@torch.inference_mode()
def outputs(model: LearningNetwork, tokenizer: PairTokenizer, judged: list[Judgement]) -> dict[str, np.ndarray]:
    """The outputs of the trained model in float32; those of tokens are of the translation's, one after the other."""
    uncut = examples([LabelledPair(one.source, one.translation) for one in judged], tokenizer, _UNCUT)
    scores = np.zeros((len(uncut), len(SCORES)))
    bad: list[np.ndarray] = [np.empty(0)] * len(uncut)
    error: list[np.ndarray] = [np.empty(0)] * len(uncut)
    for places in batches([len(one) for one in uncut], _TOKENS):
        batch = batch_of([uncut[place] for place in places])
        found = model(batch.ids, batch.mask, batch.side)
        for row, place in enumerate(places):
            own = batch.side[row] == 2
            scores[place] = found.scores[row].numpy()
            bad[place] = found.bad[row, own].sigmoid().numpy()
            error[place] = 1 - found.severity[row, own].softmax(-1)[:, 0].numpy()
    columns = {name: scores[:, column] for column, name in enumerate(SCORES)}
    return {**columns, "bad": np.concatenate(bad), "severity": np.concatenate(error)}


def outputs_shipped(shipped: Shipped, judged: list[Judgement]) -> dict[str, np.ndarray]:
    """The same of the folder, as mtqc runs it."""
    found = list(shipped.estimate(Pair(one.source, one.translation) for one in judged))
    estimates = [one for one in found if isinstance(one, Estimate)]
    if len(estimates) != len(found):
        raise SystemExit(f"{len(found) - len(estimates)} pairs were not judged")
    tokens = [token for one in estimates for token in one.translation]
    return {
        **{name: np.array([getattr(one.scores, name) for one in estimates]) for name in SCORES},
        "bad": np.array([token.bad for token in tokens]),
        "severity": np.array([1 - token.severity.none for token in tokens]),
    }


if __name__ == "__main__":
    main()
