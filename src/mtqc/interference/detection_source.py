"""The source language: log-evidence summed over distinct items, and what may be said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mtqc.interference.detection_evidence import GroupEvidence
from mtqc.interference.detection_home import home_log_evidence
from mtqc.interference.detection_weights import weights
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.homes import Mention
from mtqc.interference.support import support

_Totals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SourceLanguage:
    """Each language's probability, the likeliest first, and what may be named; all empty where nothing can be said.

    ``by_group`` holds the log-evidence for the likeliest language against the next, ``by_home`` that of the names.
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    named: str | None = None
    family: str | None = None
    by_group: Mapping[Group, float] = field(default_factory=dict)
    by_home: float = 0.0


def source_language(
    groups: Mapping[Group, GroupEvidence], target: str, mentions: Sequence[Mention] = ()
) -> SourceLanguage:
    """What evidence says of the source language of a text in ``target``, given that it is translated.

    An item multiplies the odds of the languages that explain it, the k-th item of a group by the k-th root only:
    several words left over or misspelt have one cause more often than not. ``mentions``, the names of places and
    people, multiply them further, and so does how often texts are translated from a language. Where mtqc knows such
    names in the target language, the ranking is there even if nothing speaks; else only where evidence does.

    A language is named where evidence names it by itself, without names and whatever is translated most, and the
    ranking agrees; or where the ranking leaves next to no doubt.
    """
    speaking = {kind: group for kind, group in groups.items() if group.languages}
    is_ranked = target in support().get("home", {})
    candidates = sorted(_candidates(speaking, mentions, target))
    if not candidates or not (speaking or is_ranked):
        return SourceLanguage()
    by_group = {kind: _log_evidence(group.items, candidates) for kind, group in speaking.items()}
    prior = _prior(candidates) if is_ranked else dict.fromkeys(candidates, 1 / len(candidates))
    home = home_log_evidence(mentions, prior, candidates)
    evidence = _sum(by_group.values(), candidates)
    from_evidence = _normalised(evidence)
    shares = _normalised({code: evidence[code] + home[code] + math.log(prior[code]) for code in candidates})
    first, second, *_ = (*shares, *shares)
    return SourceLanguage(
        shares,
        _named(shares, from_evidence if speaking else {}),
        _family(shares, from_evidence if speaking else {}),
        {kind: of_group[first] - of_group[second] for kind, of_group in by_group.items()},
        home[first] - home[second],
    )


def _candidates(groups: Mapping[Group, GroupEvidence], mentions: Iterable[Mention], target: str) -> set[str]:
    supported = {code for targets in support().values() for code in targets.get(target, ())}
    found = {code for group in groups.values() for code in group.languages}
    return (supported | found | {code for mention in mentions for code in mention.languages}) - {target}


def _prior(candidates: Iterable[str]) -> dict[str, float]:
    known = weights().source
    often = {code: known.prior.get(code, known.others) for code in candidates}
    total = sum(often.values())
    return {code: part / total for code, part in often.items()}


def _sum(totals: Iterable[_Totals], candidates: Iterable[str]) -> dict[str, float]:
    listed = list(totals)
    return {code: sum(of_group[code] for of_group in listed) for code in candidates}


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


def _named(shares: Mapping[str, float], from_evidence: Mapping[str, float]) -> str | None:
    """The language that may be named; ``from_evidence`` are the shares by evidence alone, empty where none speaks."""
    needed = weights().source
    (code, share), *_ = shares.items()
    is_first = from_evidence.get(code, 0.0) >= max(from_evidence.values(), default=1.0)
    if share >= needed.least_ranked and (is_first or code not in weights().home.everywhere):
        return code
    return code if _stands_out(code, shares) and _stands_out(code, from_evidence) else None


def _stands_out(code: str, shares: Mapping[str, float]) -> bool:
    needed = weights().source
    others = (share for other, share in shares.items() if other != code)
    share = shares.get(code, 0.0)
    return share >= needed.least and share >= needed.margin * max(others, default=0.0)


def _family(shares: Mapping[str, float], from_evidence: Mapping[str, float]) -> str | None:
    needed = weights().source
    for family, codes in weights().families.items():
        ranked, found = (
            sum(share for code, share in of_all.items() if code in codes) for of_all in (shares, from_evidence)
        )
        if ranked >= needed.least_family and found >= needed.least_family:
            return family
    return None
