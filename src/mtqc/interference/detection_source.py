"""The source language: log-evidence summed over distinct items, and what may be said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mtqc.interference.detection_evidence import GroupEvidence
from mtqc.interference.detection_weights import weights
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.support import support


@dataclass(frozen=True, slots=True)
class SourceLanguage:
    """Each language's probability, the likeliest first, and what may be named; all empty where nothing speaks.

    ``by_group`` holds the log-evidence for the likeliest language against the next.
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    named: str | None = None
    family: str | None = None
    by_group: Mapping[Group, float] = field(default_factory=dict)


def source_language(groups: Mapping[Group, GroupEvidence], target: str) -> SourceLanguage:
    """What evidence says of the source language of a text in ``target``.

    Every language that evidence can point to is as likely as the others before the text is read. An item multiplies
    the odds of the languages that explain it, the k-th item of a group by the k-th root only: several words left over
    or misspelt have one cause more often than not.
    """
    speaking = {kind: group for kind, group in groups.items() if group.languages}
    candidates = sorted(_candidates(speaking, target))
    if not speaking or not candidates:
        return SourceLanguage()
    by_group = {kind: _log_evidence(group.items, candidates) for kind, group in speaking.items()}
    shares = _normalised({code: sum(of_group[code] for of_group in by_group.values()) for code in candidates})
    first, second, *_ = (*shares, *shares)
    gains = {kind: of_group[first] - of_group[second] for kind, of_group in by_group.items()}
    return SourceLanguage(shares, _named(shares), _family(shares), gains)


def _candidates(groups: Mapping[Group, GroupEvidence], target: str) -> set[str]:
    supported = {code for targets in support().values() for code in targets.get(target, ())}
    return (supported | {code for group in groups.values() for code in group.languages}) - {target}


def _log_evidence(items: Iterable[Evidence], candidates: list[str]) -> dict[str, float]:
    totals = dict.fromkeys(candidates, 0.0)
    speaking = sorted((found for found in items if found.languages), key=lambda found: -_belief(found))
    for place, found in enumerate(speaking, start=1):
        belief = _belief(found)
        unexplained = max(0.0, 1 - sum(found.languages.values()))
        for code in candidates:
            share = found.languages.get(code, 0.0) + unexplained / len(candidates)
            likelihood = belief * share + (1 - belief) / len(candidates)
            totals[code] += math.log(likelihood * len(candidates)) / place
    return totals


def _belief(found: Evidence) -> float:
    believed = weights().source
    return found.confidence * (believed.sure if found.is_strong else believed.unsure)


def _normalised(totals: Mapping[str, float]) -> dict[str, float]:
    highest = max(totals.values())
    odds = {code: math.exp(value - highest) for code, value in totals.items()}
    total = sum(odds.values())
    return {code: value / total for code, value in sorted(odds.items(), key=lambda item: -item[1])}


def _named(shares: Mapping[str, float]) -> str | None:
    needed = weights().source
    (code, share), *others = shares.items()
    next_share = others[0][1] if others else 0.0
    return code if share >= needed.least and share >= needed.margin * next_share else None


def _family(shares: Mapping[str, float]) -> str | None:
    for family, codes in weights().families.items():
        if sum(share for code, share in shares.items() if code in codes) >= weights().source.least_family:
            return family
    return None
