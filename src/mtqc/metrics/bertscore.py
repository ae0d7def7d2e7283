"""BERTScore: how well the words of translation and reference match in the eyes of an encoder (Zhang et al. 2020).

Scores equal those of bert-score 0.3.13 at batch size 1 to rounding: in its batches, padding may count as a match of
similarity 0.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from mtqc.errors import InputError, SettingsError, UnknownNameError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import TestSet

if TYPE_CHECKING:
    from mtqc.metrics.learned.tokens import Tokenizer

_PARTS = ("precision", "recall", "f1")
_OPTIONS = ("language", "layer", "idf", "rescale", "baseline", "part", "revision")


class BertScore(SegmentMetric):
    """The similarity of translation and reference by the vectors of their tokens.

    The model is any encoder; without one it is bert-score's for ``language``, the language of the translation.
    Options: ``layer`` (else the one that bert-score found best for the model); ``idf=true`` weighs tokens by how rare
    they are in the references; ``rescale=true`` makes the mean of random pairs 0, by bert-score's table for the
    language or by ``baseline=FILE``, a file with the columns LAYER, P, R, F; ``part`` is ``f1``, ``precision`` or
    ``recall``; ``revision``. With several references the best counts.
    """

    summary: ClassVar[str] = "BERTScore: similarity of tokens to the reference's, by any encoder"

    def __init__(
        self,
        facts: MetricFacts,
        computing: Computing,
        model: Checkpoint,
        layer: int,
        part: str,
        idf: bool,
        baseline: Sequence[float] | None,
    ) -> None:
        super().__init__(facts, computing, model)
        self._layer = layer
        self._part = part
        self._idf = idf
        self._baseline = baseline

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense.
            InputError: the file of the baseline cannot be read.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found.
        """
        options = name.only(*_OPTIONS)
        part = options.get("part", "f1")
        if part not in _PARTS:
            raise UnknownNameError("part of BERTScore", part, _PARTS)
        language = options.get("language", "*")
        wanted = name.model or default_model(language)
        layer = name.number("layer", default_layer(wanted))
        baseline = _baseline(name, language, wanted, layer) if name.flag("rescale", False) else None
        require_torch("bertscore")
        from mtqc.metrics.learned.matching_run import require_layer
        from mtqc.metrics.learned.pretrained import pretrained

        model = pretrained(wanted, computing, revision=options.get("revision"))
        require_layer(name, model, layer)
        low = -1.0 if baseline is None else None
        facts = MetricFacts(name.asked, Need.UNUSED, Need.REQUIRED, higher_is_better=True, range=(low, 1.0))
        return cls(facts, computing, model, layer, part, name.flag("idf", False), baseline)

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.matching_run import match_all
        from mtqc.metrics.learned.rarity import inverse_document_frequency, weights_digest
        from mtqc.metrics.learned.token_vectors import Matching, Pair
        from mtqc.metrics.learned.tokens import Tokenizer

        tokenizer = Tokenizer(self._checkpoint.folder, self._checkpoint.name)
        self.limit = tokenizer.longest or 0
        first = self._sequences(tokenizer, [one.hypothesis for one in texts])
        second = self._sequences(tokenizer, [one.reference or "" for one in texts])
        weights: Mapping[int, float] = {}
        rare = 1.0
        if self._idf:
            weights, rare = inverse_document_frequency(
                [ids for ids, _ in self._sequences(tokenizer, _references(test_set))]
            )
        outcome = match_all(
            [Pair(one, other) for (one, _), (other, _) in zip(first, second, strict=True)],
            Matching(weights, weights, rare, rare),
            self._checkpoint,
            self._layer,
            tokenizer.padding,
            self._computing,
            self._signature(weights=weights_digest(weights)),
            advance,
        )
        too_long = [one or other for (_, one), (_, other) in zip(first, second, strict=True)]
        each = (Estimate(self._value_of(match), long) for match, long in zip(outcome.results, too_long, strict=True))
        return Estimates(tuple(each), outcome.notices)

    def of_references(self, values: Sequence[float]) -> float:
        """The best of the scores against each reference, as in bert-score."""
        return max(values)

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        rescaled = "no" if self._baseline is None else ",".join(map(str, self._baseline))
        return self._signature(
            part=self._part,
            idf="references" if self._idf else "no",
            rescaled=rescaled,
            nrefs=len(test_set.references),
        )

    def _signature(self, **facts: object) -> str:
        return signature_text("bertscore", self._checkpoint, self._computing, layer=self._layer, **facts)

    def _sequences(self, tokenizer: Tokenizer, texts: Sequence[str]) -> list[tuple[tuple[int, ...], bool]]:
        """The token ids of each text, and whether its end was left out."""
        from mtqc.metrics.learned.matching_run import sequences

        # As bert-score does for the models that tell the first word of a text from the others.
        return sequences(tokenizer, texts, tokenizer.longest, prefixed=tokenizer.prefixed)

    def _value_of(self, match: Sequence[float | None]) -> float | None:
        precision, recall = match
        if precision is None or recall is None:
            return None
        total = precision + recall
        values = (precision, recall, 2 * precision * recall / total if total else 0.0)
        place = _PARTS.index(self._part)
        if self._baseline is None:
            return values[place]
        return (values[place] - self._baseline[place]) / (1 - self._baseline[place])


def default_model(language: str) -> str:
    """The model that bert-score takes for translations into a language; ``*`` is any other one."""
    models: Mapping[str, str] = _tables()["models"]
    return models.get(language, models["*"])


def default_layer(model: str) -> int:
    """The layer of a model that agrees best with people, as bert-score found; -1 for a model that it does not know."""
    layers: Mapping[str, int] = _tables()["layers"]
    return layers.get(model, -1)


def _references(test_set: TestSet) -> list[str]:
    return [text for column in test_set.references for text in column if text is not None]


def _baseline(name: MetricName, language: str, model: str, layer: int) -> Sequence[float]:
    """Precision, recall and F of random pairs.

    Raises:
        SettingsError: there are none for the language, model and layer.
        InputError: the file cannot be read.
    """
    if (path := name.options.get("baseline")) is not None:
        return _row(path, layer)
    known = _tables()["baselines"].get(language, {})
    if model in known and layer == default_layer(model):
        values: Sequence[float] = known[model]
        return values
    if language == "*":
        raise SettingsError(f"{name.asked}: rescaling depends on the language of the translation; give language=de")
    raise SettingsError(
        f"{name.asked}: no baseline is known for {model}, layer {layer}, in {language}; give one with baseline=FILE"
    )


def _row(path: str, layer: int) -> Sequence[float]:
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["LAYER"] == str(layer):
                    return tuple(float(row[column]) for column in ("P", "R", "F"))
    except OSError as error:
        raise InputError(path, (error.strerror or str(error)).lower()) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(path, "is no baseline: expected the columns LAYER, P, R, F with numbers") from error
    raise InputError(path, f"has no baseline for layer {layer}")


@cache
def _tables() -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(files("mtqc").joinpath("data", "models", "bertscore.toml").read_text(encoding="utf-8"))
