"""The ways to count by their names, for processes that are told by name what to count."""

from __future__ import annotations

from collections.abc import Mapping

from mtqc.metrics.lexical.bleu_counting import BleuCounting
from mtqc.metrics.lexical.chrf_counting import ChrfCounting
from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.ter_counting import TerCounting

COUNTINGS: Mapping[str, type[Counting]] = {kind.kind: kind for kind in (BleuCounting, ChrfCounting, TerCounting)}
