"""The whole of ``mtqc train`` but reading and printing: learn, export, measure, save."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mtqc.errors import CheckpointError
from mtqc.estimation.learning.body_graph import body_graph
from mtqc.estimation.learning.examples import UNKNOWN_SCORES, LabelledPair, examples
from mtqc.estimation.learning.restoring import Body, restored
from mtqc.estimation.learning.saving import description_of, save_model, write_description
from mtqc.estimation.model_folder import ModelFolder, model_folder
from mtqc.estimation.quality_estimator import QualityEstimator
from mtqc.estimation.tokenising import PairTokenizer
from mtqc.tuning.epochs import Learnt, Lesson, Recipe, learnt
from mtqc.tuning.figures import PEARSON, SPANS, Figure, figures, graded
from mtqc.tuning.recalibrating import with_errors, with_languages, with_levels, with_spans
from mtqc.tuning.targets import OUTPUTS, Standard, points_of, standard_of, targets
from mtqc.tuning.task import Advance, Judged, Task, judged_by, require_enough
from mtqc.tuning.whole_folder import become, beside, require_new
from mtqc.version import __version__

Progress = Callable[[str], Advance | None]
"""Gives what is told how far a part of the work has come, by its name."""
_WORDS = "encoder.embeddings.word_embeddings.weight"
_NOTICE = "NOTICE"
_ORIGIN = """\
This model was made by fine-tuning '{version}', the model in mtqc/data/estimation of mtqc or one made from it, with
'mtqc train' of mtqc {mtqc} on judgements of {count:,} translations of its owner. mtqc and its model are under the
Apache-2.0 licence. The model is derived from intfloat/multilingual-e5-small
(https://huggingface.co/intfloat/multilingual-e5-small), MIT License, Copyright (c) Microsoft Corporation; the terms
stand in the file NOTICE of mtqc.
"""


@dataclass(frozen=True, slots=True)
class TuningReport:
    """What came of it: figures before and after, and the course of the training.

    ``course`` is how well each epoch did on what was held back, the beginning first; ``epoch`` the one that was kept,
    0 if none was better than the beginning. ``left_out`` are translations that the model cannot judge. ``saved`` is the
    folder, None if nothing was written.
    """

    learnt_from: int
    held_back: int
    left_out: int
    figures: tuple[Figure, ...]
    course: tuple[float, ...]
    epoch: int
    gained: bool
    saved: Path | None


@dataclass(frozen=True, slots=True)
class Choices:
    """How to learn, on how many cores, and whether to keep what gained nothing."""

    recipe: Recipe
    threads: int
    keep_anyway: bool = False


def tune(task: Task, base: Path, output: Path, choices: Choices, progress: Progress) -> TuningReport:
    """Fine-tunes the model in the folder ``base`` and saves it as the folder ``output``, which appears whole or not.

    It is written only if it gained on what was held back, or if it shall be kept anyway. The same seed and number of
    threads give the same model on the same kind of machine.

    Raises:
        InputError: there are too few judgements, or nothing can be learnt from them.
        CheckpointError: the model cannot be read or trained.
        MtqcError: the folder cannot be written.
    """
    require_new(output)
    recipe = choices.recipe
    before = QualityEstimator(base, choices.threads)
    learning = judged_by(before, task.division.learnt, task, progress("reading"))
    held = judged_by(before, task.division.held_back, task)
    require_enough(task, learning, held)
    standard = standard_of(learning.judgements, task.scale, task.path)
    folder = model_folder(base)
    body = Body(folder)
    if recipe.layers > body.layers:
        raise CheckpointError(str(base), f"the network has {body.layers} layers, so --layers cannot be {recipe.layers}")
    lesson, check = (_lesson(part, standard, task, folder) for part in (learning, held))
    torch.set_num_threads(choices.threads)
    network = restored(folder, body)
    exact = {name: value.clone() for name, value in network.state_dict().items() if name != _WORDS}
    result = learnt(network, lesson, check, before.calibration, recipe, progress("learning") or _nothing)
    torch.nn.Module.float(network)
    network.load_state_dict({**exact, **result.weights}, strict=False)
    with beside(output) as temporary:
        save_model(
            temporary,
            body_graph(network, folder.longest_side, body.kept_layers(recipe.layers)),
            folder.words.read_bytes(),
            gzip.decompress(folder.tokenizer.read_bytes()),
            _description(folder, task, choices, result, (len(learning.judgements), len(held.judgements)), output.name),
        )
        after = _recalibrate(temporary, task, held, choices.threads)
        found = figures(held.people(standard), held.estimated, after.estimated, recipe.seed)
        gained = result.epoch > 0 and _gained(found)
        keep = gained or choices.keep_anyway
        if keep:
            _sign(temporary, folder, found, len(learning.judgements))
            become(temporary, output)
    return TuningReport(
        learnt_from=len(learning.judgements),
        held_back=len(held.judgements),
        left_out=learning.left_out + held.left_out,
        figures=found,
        course=result.course,
        epoch=result.epoch,
        gained=gained,
        saved=output if keep else None,
    )


def _lesson(part: Judged, standard: Standard, task: Task, folder: ModelFolder) -> Lesson:
    """The judgements as the network learns them, on the scales of its own outputs."""
    numbers = standard.of(part.judgements)
    wanted = targets(numbers, part.outputs, task.scale)
    pairs = [
        LabelledPair(
            one.source,
            one.translation,
            (*row, *UNKNOWN_SCORES[len(OUTPUTS) :]),
            None if one.spans is None else graded(one.spans),
            None if one.spans is None else [(start, end) for start, end, _ in one.spans],
        )
        for one, row in zip(part.judgements, wanted.tolist(), strict=True)
    ]
    found = examples(pairs, PairTokenizer(folder.tokenizer), folder.longest_side)
    return Lesson(tuple(found), numbers, tuple(one.source_key for one in part.judgements))


def _description(
    base: ModelFolder, task: Task, choices: Choices, result: Learnt, counts: tuple[int, int], name: str
) -> dict[str, Any]:
    """What ``model.json`` says: all that it said of the base, and what was done to it."""
    return {
        **description_of(base.path),
        "version": f"{base.version}+{name}",
        "tuning": {
            "from": base.signature,
            "mtqc": __version__,
            "scale": task.scale.value,
            "languages": list(task.languages or ()),
            "learnt_from": counts[0],
            "held_back": counts[1],
            **asdict(choices.recipe),
            "epoch": result.epoch,
            "course": [round(value, 4) for value in result.course],
        },
    }


def _recalibrate(temporary: Path, task: Task, held: Judged, threads: int) -> Judged:
    """Gives the model that has learnt a calibration of its own, as far as what was held back can tell.

    Gives back what it then says of that.
    """
    description = description_of(temporary)
    estimator = QualityEstimator(temporary, threads)
    after = judged_by(estimator, held.judgements, task)
    points = points_of(after.judgements, task.scale)
    first = description["calibration"]
    # Points that differing numbers cost are added to the curve: it is fitted where there are none.
    plain = np.where(after.plain(estimator.calibration), points, np.nan)
    second = with_levels(first, after.mixed(estimator.calibration), plain)
    second = with_languages(with_spans(second, after.marked), task.languages, len(points), description["languages"])
    write_description(temporary, {**description, "calibration": second})
    after = judged_by(QualityEstimator(temporary, threads), held.judgements, task)
    if second["scale"] != first["scale"]:
        second = with_errors(second, after.estimated.scores, points)
        write_description(temporary, {**description, "calibration": second})
    return after


def _sign(temporary: Path, base: ModelFolder, found: tuple[Figure, ...], count: int) -> None:
    """Writes the figures into the description, and where the model comes from beside it."""
    description = description_of(temporary)
    description["tuning"]["figures"] = {
        one.name: {"count": one.count, "before": round(one.before.value, 4), "after": round(one.after.value, 4)}
        for one in found
    }
    write_description(temporary, description)
    origin = _ORIGIN.format(version=base.version, mtqc=__version__, count=count)
    earlier = base.path / _NOTICE
    if earlier.is_file():
        origin += "\n" + earlier.read_text(encoding="utf-8")
    (temporary / _NOTICE).write_text(origin, encoding="utf-8")


def _gained(found: tuple[Figure, ...]) -> bool:
    """Whether scores and spans together follow people better than before."""
    return sum(one.difference.value for one in found if one.name in (PEARSON, SPANS)) > 0


def _nothing(done: int, total: int) -> None:
    """What there is to do where nobody looks on."""
