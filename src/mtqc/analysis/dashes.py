"""Em dashes set close to the words, as Spanish and English have them."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtqc.model import Span

_EM_DASH = re.compile("(?<!—)—(?!—)")
_SENTENCE_END = re.compile(r"[.!?。]\s|\n")
_LONGEST_APARTE = 250


class ClosedUpDash(NamedTuple):
    """A dash without blanks, or a pair of them with what stands between; ``spaced`` is how it reads with blanks."""

    span: Span
    spaced: str


def closed_up_dashes(prose: str, dash: str) -> tuple[ClosedUpDash, ...]:
    """The em dashes of a text that touch a word, pairs as one: "—Venezuela—" reads "– Venezuela –" with blanks.

    Em dashes with a blank on either side are none of them.
    """
    places = [match.start() for match in _EM_DASH.finditer(prose) if not _is_spaced(prose, match.start())]
    found: list[ClosedUpDash] = []
    index = 0
    while index < len(places):
        start = places[index]
        end = places[index + 1] if index + 1 < len(places) else None
        if end is not None and _encloses(prose, start, end):
            inner = prose[start + 1 : end].strip()
            spaced = f"{_blank_before(prose, start)}{dash} {inner} {dash}{_blank_after(prose, end)}"
            found.append(ClosedUpDash(Span(start, end + 1), spaced))
            index += 2
        else:
            is_range = prose[start - 1 : start].isdecimal() and prose[start + 1 : start + 2].isdecimal()
            after = prose[start + 1 : start + 2]
            blank = " " if after and not after.isspace() else ""
            spaced = dash if is_range else f"{_blank_before(prose, start)}{dash}{blank}"
            found.append(ClosedUpDash(Span(start, start + 1), spaced))
            index += 1
    return tuple(found)


def _is_spaced(prose: str, start: int) -> bool:
    before, after = prose[max(0, start - 1) : start], prose[start + 1 : start + 2]
    return (not before or before.isspace()) and (not after or after.isspace())


def _encloses(prose: str, start: int, end: int) -> bool:
    """Whether two dashes stand around a remark: close to it, and within one sentence."""
    return (
        end - start <= _LONGEST_APARTE
        and not prose[start + 1].isspace()
        and not prose[end - 1].isspace()
        and not _SENTENCE_END.search(prose, start, end)
    )


def _blank_before(prose: str, start: int) -> str:
    return "" if not start or prose[start - 1].isspace() or prose[start - 1] in '([„«»"' else " "


def _blank_after(prose: str, end: int) -> str:
    after = prose[end + 1 : end + 2]
    return " " if after.isalnum() or after in ("„", "(", "[") else ""
