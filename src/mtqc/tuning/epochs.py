"""The training itself: epoch by epoch, until the judgements that were held back are followed no better."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from mtqc.estimation.batching import batches
from mtqc.estimation.calibration import Calibration
from mtqc.estimation.learning.examples import UNKNOWN, Example, batch_of, with_worse
from mtqc.estimation.learning.losses import loss_of
from mtqc.estimation.learning.network import SCORES, LearningNetwork, let_learn
from mtqc.estimation.learning.precision import Masters, fast_arithmetic, prepare
from mtqc.estimation.learning.predicting import predicted
from mtqc.estimation.tokenising import SOURCE, TRANSLATION
from mtqc.tuning.targets import OUTPUTS, Numbers

BATCH_TOKENS = 1500
"""So few that a thousand translations are several dozen steps; the correlation within a batch wants sixteen or more."""
ENCODER_SHARE, LAYER_DECAY, AVERAGING, WARM_UP = 0.15, 0.9, 0.98, 0.1
"""The encoder's top layer learns at this share of the heads' rate, and each layer below slower by the second; weights
are averaged over some fifty steps; the rate rises over a tenth of the steps that are planned, and falls from there on.
"""
_APART = 0.5
"""Standard deviations of people's scores by which two translations of one source must differ to be ranked."""
_THRESHOLDS = np.arange(0.1, 0.95, 0.05)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast is learnt: at most ``epochs``, or until ``patience`` of them gained nothing.

    ``layers`` of the encoder learn beside the heads, the uppermost ones; ``rate`` is that of the heads.
    """

    epochs: int = 10
    patience: int = 3
    layers: int = 4
    rate: float = 3e-4
    seed: int = 12345


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples with people's numbers, NaN where unknown, and which source each is a translation of."""

    examples: tuple[Example, ...]
    numbers: Numbers
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came out: the weights that changed, after which epoch, and how good each epoch was; 0 is the beginning."""

    weights: dict[str, torch.Tensor]
    epoch: int
    course: tuple[float, ...]


def learnt(
    network: LearningNetwork,
    lesson: Lesson,
    held_back: Lesson,
    calibration: Calibration,
    recipe: Recipe,
    advance: Callable[[int, int], None],
) -> Learnt:
    """The weights of the epoch that followed people best on what was held back; ``advance`` counts steps.

    How well an epoch does is the mean of Pearson's correlation of the one number that ``calibration`` makes of the
    outputs with people's numbers, and of Matthews' correlation of wrong tokens, or the one of them that can be told.
    The network is changed.
    """
    torch.manual_seed(recipe.seed)
    arithmetic = fast_arithmetic("cpu")
    let_learn(network, recipe.layers)
    prepare(network, arithmetic)
    masters = Masters(network)
    layers = network.encoder.config.num_hidden_layers
    groups = masters.by_rate(layers, recipe.rate, ENCODER_SHARE * recipe.rate, LAYER_DECAY)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    average = {name: value.detach().clone() for name, value in masters.parameters()}
    chance = random.Random(recipe.seed)
    course = [_agreement(network, held_back, calibration, arithmetic)]
    best = Learnt({name: value.clone() for name, value in average.items()}, 0, tuple(course))
    steps = planned = 0
    for epoch in range(1, recipe.epochs + 1):
        given = _ranked(lesson, chance)
        places = batches([len(example) for example in given], BATCH_TOKENS)
        chance.shuffle(places)
        planned = planned or recipe.epochs * len(places)
        network.train()
        for group in places:
            share = steps / planned
            for parameters, rate in zip(optimiser.param_groups, rates, strict=True):
                parameters["lr"] = rate * min(1.0, (share + 1 / planned) / WARM_UP) * max(0.02, 1 - share)
            _step(network, masters, optimiser, [given[place] for place in group], arithmetic)
            steps += 1
            decay = min(AVERAGING, steps / (steps + 10))
            with torch.no_grad():
                for name, value in masters.parameters():
                    average[name].lerp_(value, 1 - decay)
            advance(min(steps, planned), planned)
        masters.give_weights(average)
        course.append(_agreement(network, held_back, calibration, arithmetic))
        masters.give_weights()
        if course[-1] > course[best.epoch]:
            best = Learnt({name: value.clone() for name, value in average.items()}, epoch, ())
        if epoch - best.epoch >= recipe.patience:
            break
    return replace(best, course=tuple(course))


def _step(
    network: LearningNetwork,
    masters: Masters,
    optimiser: torch.optim.Optimizer,
    given: Sequence[Example],
    arithmetic: torch.dtype,
) -> None:
    flat, links = with_worse(given)
    batch = batch_of(flat)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=arithmetic is torch.bfloat16):
        said = network(batch.ids, batch.mask, batch.side)
    loss_of(said, batch, links).total.backward()  # type: ignore[no-untyped-call]  # torch's own
    masters.take_gradients()
    torch.nn.utils.clip_grad_norm_([value for _, value in masters.parameters()], 1.0)
    optimiser.step()
    masters.give_weights()


def _ranked(lesson: Lesson, chance: random.Random) -> list[Example]:
    """The examples; of translations of one source that people told apart, two and two are linked, drawn anew."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, source in enumerate(lesson.sources):
        groups[source].append(place)
    apart = _APART * float(np.nanstd(lesson.numbers)) if not np.isnan(lesson.numbers).all() else math.inf
    found: list[Example] = []
    for places in groups.values():
        chance.shuffle(places)
        while places:
            first = places.pop()
            second = places[-1] if places else first
            gap = lesson.numbers[first] - lesson.numbers[second]
            if not abs(gap) >= apart or first == second:
                found.append(replace(lesson.examples[first], worse=None))
                continue
            places.pop()
            better, worse = (first, second) if gap > 0 else (second, first)
            found.append(replace(lesson.examples[better], worse=lesson.examples[worse]))
    return found


def _agreement(network: LearningNetwork, lesson: Lesson, calibration: Calibration, arithmetic: torch.dtype) -> float:
    said = predicted(network, lesson.examples, arithmetic=arithmetic)
    figures = []
    known = ~np.isnan(lesson.numbers)
    sums = said.scores[:, : len(OUTPUTS)].astype(np.float64) @ np.asarray(calibration.weights)
    for side, weight in zip((TRANSLATION, SOURCE), calibration.word_weights, strict=True):
        own = [bad[one.side == side] for one, bad in zip(lesson.examples, said.bad, strict=True)]
        sums -= weight * np.array([bad.mean() if len(bad) else 0.0 for bad in own])
    sums -= calibration.critical_weight * said.scores[:, SCORES.index("critical")]
    if known.sum() > 1 and sums[known].std() and lesson.numbers[known].std():
        figures.append(float(np.corrcoef(sums[known], lesson.numbers[known])[0, 1]))
    marked = [(example.severity != UNKNOWN) & (example.side == TRANSLATION) for example in lesson.examples]
    labels = np.concatenate([one.severity[where] for one, where in zip(lesson.examples, marked, strict=True)]) > 0
    if labels.any() and not labels.all():
        chances = np.concatenate([1 - one[where, 0] for one, where in zip(said.severity, marked, strict=True)])
        figures.append(max(_matthews(chances >= threshold, labels) for threshold in _THRESHOLDS))
    return sum(figures) / len(figures) if figures else 0.0


def _matthews(chosen: np.ndarray, right: np.ndarray) -> float:
    """Matthews' correlation of two kinds of yes and no; 0 where one of them never changes."""
    return 0.0 if chosen.all() or not chosen.any() else float(np.corrcoef(chosen, right)[0, 1])
