"""The numbers by which evidence and style are weighed, from data/interference/detection.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
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

    ``unknown`` is said where there is none, ``most_without`` at most where there are fewer than ``least_groups``,
    or fewer than ``least_items`` in all of them together.
    """

    prior: float
    least_groups: int
    least_items: int
    unknown: float
    most_without: float


@dataclass(frozen=True, slots=True)
class SourceWeights:
    """How far items are believed that name their language, and what it takes to name a language or a family.

    ``prior`` says how often texts are translated from a language before they are read, in proportions; ``others`` is
    that of any language not in it.
    """

    sure: float
    unsure: float
    least: float
    margin: float
    least_family: float
    least_ranked: float
    prior: Mapping[str, float]
    others: float


@dataclass(frozen=True, slots=True)
class HomeWeights:
    """What names weigh that texts of a language are at home with.

    ``rates`` is, by the kind of name, how many times more often it stands in texts from that language than in texts
    from others, for a place of which the world writes as much as 1 in ``written_about``, which gives proportions;
    ``others`` is that of any language not in it. ``most`` is the log-odds that all names together near, ``foreign`` the
    share of articles that are about other places than their own. Names alone never name a language of ``everywhere``.
    """

    rates: Mapping[str, float]
    written_about: Mapping[str, float]
    others: float
    most: float
    foreign: float
    everywhere: Sequence[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them. ``evidence_names`` are the words for the kinds of evidence that support.toml lists."""

    verdict: VerdictLimits
    machine: MachineWeights
    source: SourceWeights
    home: HomeWeights
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
        home=HomeWeights(**table["home"]),
        style_most=table["style"]["most"],
        strong={group: Rates(**groups[group.name]["strong"]) for group in Group},
        weak={group: Rates(**groups[group.name]["weak"]) for group in Group},
        evidence_names=table["evidence"],
        families={family: frozenset(codes) for family, codes in _table("families.toml").items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data", "interference", name).read_text(encoding="utf-8"))
