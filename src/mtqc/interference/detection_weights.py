"""The numbers by which evidence and style are weighed, from data/interference/detection.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mtqc.interference.evidence import Group


@dataclass(frozen=True, slots=True)
class Rates:
    """Distinct items per 1,000 words in native text, in human and in literal machine translation.

    ``most`` is the highest log-odds that they may bring.
    """

    native: float
    human: float
    machine: float
    most: float


@dataclass(frozen=True, slots=True)
class VerdictLimits:
    """The fewest words that are judged, and reliably so, and the probabilities from which on a verdict is named."""

    least_words: int
    reliable_words: int
    translated: float
    machine: float


@dataclass(frozen=True, slots=True)
class MachineWeights:
    """The log-odds before hard evidence is weighed, and how many groups of it a verdict needs.

    ``unknown`` is said where there is none, ``most_without`` at most where there are fewer than ``least_groups``.
    """

    prior: float
    least_groups: int
    unknown: float
    most_without: float


@dataclass(frozen=True, slots=True)
class SourceWeights:
    """How far items are believed that name their language, and what it takes to name a language or a family."""

    sure: float
    unsure: float
    least: float
    margin: float
    least_family: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them. ``evidence_names`` are the words for the kinds of evidence that support.toml lists."""

    verdict: VerdictLimits
    machine: MachineWeights
    source: SourceWeights
    style_most: float
    strong: Mapping[Group, Rates]
    weak: Mapping[Group, Rates]
    evidence_names: Mapping[str, str]
    families: Mapping[str, frozenset[str]]


@cache
def weights() -> Weights:
    """The weights that ship."""
    table = _table("detection.toml")
    groups = table["groups"]
    return Weights(
        verdict=VerdictLimits(**table["verdict"]),
        machine=MachineWeights(**table["machine"]),
        source=SourceWeights(**table["source"]),
        style_most=table["style"]["most"],
        strong={group: Rates(**groups[group.name]["strong"]) for group in Group},
        weak={group: Rates(**groups[group.name]["weak"]) for group in Group},
        evidence_names=table["evidence"],
        families={family: frozenset(codes) for family, codes in _table("families.toml").items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data", "interference", name).read_text(encoding="utf-8"))
