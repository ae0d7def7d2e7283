"""Brackets: which of them have a partner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mtqc.model import Span

CLOSINGS: Mapping[str, str] = MappingProxyType({"(": ")", "[": "]", "{": "}", "〔": "〕", "【": "】"})
_OPENINGS = {closing: opening for opening, closing in CLOSINGS.items()}
_PLAIN = str.maketrans("（）［］｛｝", "()[]{}")
_BRACKET = re.compile("[" + re.escape("".join(CLOSINGS) + "".join(CLOSINGS.values()) + "（）［］｛｝") + "]")
# "a)", "12)", "iv)", "1.2)" at the start of the text, after a blank or after another bracket or mark.
_LIST_MARKER = re.compile(r"(?<![^\s(\[（,;.:/|])(?:\d{1,3}(?:\.\d)?|[A-Za-zΑ-ωА-я]|[ivxIVX]{1,4})\Z")
_INTERVAL = re.compile(r"[(\[\]]\s?[^\s()\[\],;]{1,12}\s?[,;]\s?[^\s()\[\],;]{1,12}\s?[)\[\]]")
_LIKE_PAIRS = frozenset({"()", "[]"})
_LONGEST_MARKER = 7
_EYES = frozenset(":;=8xX")
_NOSES = frozenset("-o^'")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket without a partner; ``kind`` is its plain opening form, whether it opens or closes."""

    text: str
    kind: str
    opens: bool
    span: Span


def unpaired_brackets(prose: str) -> tuple[Bracket, ...]:
    """The brackets of a text that open nothing that is closed, or close nothing that was opened.

    Full-width brackets are the same as plain ones. Smileys, list markers such as "a)" and the ends of half-open
    intervals such as "[0, 1)" are no brackets.
    """
    ends = _ends_of_intervals(prose)
    waiting: dict[str, list[tuple[str, int]]] = {opening: [] for opening in CLOSINGS}
    alone: list[Bracket] = []
    for match in _BRACKET.finditer(prose):
        mark, start = match[0], match.start()
        if start in ends:
            continue
        plain = mark.translate(_PLAIN)
        if plain in CLOSINGS:
            if not _is_smiley(prose, start):
                waiting[plain].append((mark, start))
        elif waiting[_OPENINGS[plain]]:
            waiting[_OPENINGS[plain]].pop()
        elif not _is_smiley(prose, start) and not _is_list_marker(prose, start, plain):
            alone.append(Bracket(mark, _OPENINGS[plain], False, Span(start, start + 1)))
    for opening, left in waiting.items():
        alone += [Bracket(mark, opening, True, Span(start, start + 1)) for mark, start in left]
    return tuple(sorted(alone, key=lambda bracket: bracket.span))


def _ends_of_intervals(prose: str) -> set[int]:
    intervals = (match for match in _INTERVAL.finditer(prose) if match[0][0] + match[0][-1] not in _LIKE_PAIRS)
    return {place for interval in intervals for place in (interval.start(), interval.end() - 1)}


def _is_smiley(prose: str, start: int) -> bool:
    before = prose[max(0, start - 2) : start]
    if before[-1:] in _NOSES:
        before = before[:-1]
    return before[-1:] in _EYES and (before[-1:] in ":;=" or not prose[max(0, start - 3) : start - 1].strip())


def _is_list_marker(prose: str, start: int, plain: str) -> bool:
    return plain == ")" and _LIST_MARKER.search(prose[max(0, start - _LONGEST_MARKER) : start]) is not None
