"""How often people confirm a difference between two systems that a metric finds.

Kocmi, Zouhar, Federmann and Post (2024), "Navigating the Metrics Maze: Reconciling Score Magnitudes and Accuracies"
(arXiv 2401.06760): over thousands of pairs of systems, the share of pairs with a metric's difference Δ whose order
people confirm is close to a/(1 + exp(−bΔ)). The parameters are in ``data/statistics/human_sensitivity.toml``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The curve of one metric.

    ``ceiling`` is the share from 0 to 1 that even huge differences do not exceed, ``slope`` that of the curve.
    ``factor`` brings a difference of mtqc's scores to the scale of the study, which has COMET on 0 to 100.
    """

    ceiling: float
    slope: float
    factor: float

    def agreement(self, difference: float) -> float:
        """The share from 0 to 1 of pairs with that difference, of either sign, whose order people confirm.

        Half the ceiling at no difference at all: the curve was fitted to differences that are not tiny.
        """
        return self.ceiling / (1 + math.exp(-min(self.slope * self.factor * abs(difference), 700.0)))

    def difference(self, agreement: float) -> float | None:
        """The difference of mtqc's scores that so large a share of pairs confirms; None if no difference does.

        None as well below half the ceiling, where there is no such difference.
        """
        if not self.ceiling / 2 <= agreement < self.ceiling:
            return None
        return -math.log(self.ceiling / agreement - 1) / self.slope / self.factor


def human_sensitivity(
    metric: str, model: str | None = None, options: Mapping[str, str] | None = None
) -> Sensitivity | None:
    """The curve of a metric, by the parts of its name; None where the study has none for it.

    An option that the study did not use, such as another n-gram order, changes the scale: there is no curve then.
    Models are compared by the last part of their name in lower case, so that a local folder of that name counts too.
    """
    last = (model or "").rstrip("/").rpartition("/")[2].lower()
    for curve in _curves():
        if curve.metric == metric and last in curve.models and curve.covers(options or {}):
            return curve.sensitivity
    return None


@dataclass(frozen=True, slots=True)
class _Curve:
    """A curve and the metric that it is for; ``options`` are the values that it holds for, by the option's name."""

    metric: str
    models: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    sensitivity: Sensitivity

    def covers(self, options: Mapping[str, str]) -> bool:
        return self.required <= options.keys() and all(
            value.lower() in self.options.get(name, ()) for name, value in options.items()
        )


@cache
def _curves() -> tuple[_Curve, ...]:
    data = files("mtqc") / "data" / "statistics" / "human_sensitivity.toml"
    tables = tomllib.loads(data.read_text(encoding="utf-8"))["curves"]
    return tuple(
        _Curve(
            table["metric"],
            tuple(table.get("models", ("",))),
            {name: tuple(values) for name, values in table.get("options", {}).items()},
            frozenset(table.get("required", ())),
            Sensitivity(table["a"] / 100, table["b"], table.get("factor", 1)),
        )
        for table in tables
    )
