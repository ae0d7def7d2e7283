"""The evidence in a text, group by group, and what each group weighs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtqc.analysis.lazy import lazy
from mtqc.interference.detection_weights import Rates, weights
from mtqc.interference.evidence import Evidence, Group, Kind

_LEAST_LANGUAGE_SHARE = 0.6
_GENDER = "gender:"
"""How the items of agreement begin that are about gender."""


@dataclass(frozen=True)
class GroupEvidence:
    """The evidence of one group in a text of so many words."""

    group: Group
    evidence: Sequence[Evidence]
    words: int

    @lazy
    def items(self) -> tuple[Evidence, ...]:
        """The first of each item, a strong one if there is any; strong ones come first."""
        first: dict[str, Evidence] = {}
        for found in sorted(self.evidence, key=lambda found: not found.is_strong):
            first.setdefault(found.item, found)
        return tuple(first.values())

    @lazy
    def strong_items(self) -> int:
        """How many distinct items are strong."""
        return sum(found.is_strong for found in self.items)

    @lazy
    def hard_items(self) -> int:
        """How many distinct items no professional translator leaves."""
        return sum(found.is_strong and _is_hard(found) for found in self.items)

    @property
    def is_hard(self) -> bool:
        """Whether it speaks of a machine: an item that no professional translator leaves."""
        return self.hard_items > 0

    @lazy
    def for_translated(self) -> float:
        """The log-odds of translated against native text that it brings, 0 at least."""
        return self._log_odds("native")

    @lazy
    def for_machine(self) -> float:
        """The log-odds of machine against human translation that it brings, 0 at least; strong items alone count."""
        if not self.is_hard:
            return 0.0
        rates = weights().strong[self.group]
        return _surprise(self.hard_items, self.words, rates.human, rates)

    def _log_odds(self, against: str) -> float:
        strong, weak = weights().strong[self.group], weights().weak[self.group]
        return max(
            _surprise(self.strong_items, self.words, getattr(strong, against), strong),
            # With strong items beside them, weak ones count on top as far as they are more.
            _surprise(len(self.items), self.words, getattr(weak, against) + getattr(strong, against), weak),
        )

    @lazy
    def languages(self) -> Mapping[str, float]:
        """The share of each source language in what the items say of languages; sums to 1 at most."""
        shares: defaultdict[str, float] = defaultdict(float)
        for found in self.items:
            for code, share in found.languages.items():
                shares[code] += share / len(self.items)
        return dict(shares)

    @property
    def language(self) -> str | None:
        """The language that most of it points to, if there is one."""
        if not self.languages:
            return None
        code, share = max(self.languages.items(), key=lambda item: item[1])
        return code if share >= _LEAST_LANGUAGE_SHARE * sum(self.languages.values()) else None


def _is_hard(found: Evidence) -> bool:
    """Whether no professional translator leaves such a thing.

    A wrong ending or number is as often a slip of the pen: of errors of agreement, the gender alone tells machines.
    """
    if found.kind is Kind.AGREEMENT:
        return found.item.startswith(_GENDER)
    return found.kind.group.is_hard


def by_group(evidence: Iterable[Evidence], words: int) -> dict[Group, GroupEvidence]:
    """The evidence that counts, by its group. Evidence without confidence counts nowhere."""
    found: dict[Group, list[Evidence]] = {}
    for one in evidence:
        if one.confidence > 0:
            found.setdefault(one.kind.group, []).append(one)
    return {group: GroupEvidence(group, of_group, words) for group, of_group in found.items()}


def _surprise(items: int, words: int, rate_without: float, rates: Rates) -> float:
    """Ln P(at least so many | machine) / P(at least so many | otherwise), with Poisson counts; 0 for no items.

    The chance of *at least* so many keeps a single item in a long text from weighing as much as in a short one, and
    lets more items never weigh less. ``rate_without`` is the other origin's rate.
    """
    if not items:
        return 0.0
    here = _at_least(items, rates.machine * words / 1000)
    otherwise = _at_least(items, rate_without * words / 1000)
    return min(max(math.log(here / otherwise), 0.0), rates.most)


def _at_least(count: int, mean: float) -> float:
    """P(N >= count) for a Poisson variable; summed from above where that is small, so that it never becomes 0."""
    term = math.exp(-mean + count * math.log(mean) - math.lgamma(count + 1)) if mean > 0 else 0.0
    if count <= mean:
        below = sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count))
        return max(1.0 - below, 1e-300)
    total, k = 0.0, count
    while term > total * 1e-12:
        total += term
        k += 1
        term *= mean / k
    return max(total, 1e-300)
