"""What an error of MQM costs, by its severity and category, in Google's weights."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class MqmWeights:
    """Weights by severity, and exceptions by severity and category; names in lower case."""

    severities: Mapping[str, float]
    exceptions: Mapping[tuple[str, str], float]

    def weight(self, severity: str, category: str) -> float | None:
        """The penalty points of an error; None for a severity that is not known."""
        severity, category = severity.strip().casefold(), category.strip().casefold()
        while category:
            if (severity, category) in self.exceptions:
                return self.exceptions[severity, category]
            category = category.rpartition("/")[0]
        return self.severities.get(severity)


@cache
def google_weights() -> MqmWeights:
    """The weights of Freitag et al. (2021), arXiv 2104.14478: major 5, minor 1, neutral 0, with two exceptions.

    A non-translation costs 25, a minor error of punctuation 0.1.
    """
    content = (files("mtqc") / "data" / "correlation" / "mqm_weights.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(content)
    exceptions = {(table["severity"], table["category"]): float(table["weight"]) for table in tables["exceptions"]}
    return MqmWeights({name: float(weight) for name, weight in tables["severities"].items()}, exceptions)
