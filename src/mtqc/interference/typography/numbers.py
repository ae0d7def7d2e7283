"""Numbers with the separators of another language: for the verdict alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from mtqc.analysis.numbers import Number
from mtqc.analysis.units import is_currency, is_measured, unit_after
from mtqc.interference.evidence import Evidence
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.typography.setting import NUMBERS, setting
from mtqc.model import Category, Span

_ONE_MARK = re.compile(r"\d{1,3}[.,]\d{3}")
_SEPARATED = re.compile(r"\d[.,]\d")
_POINT = {"en": 0.7, "es": 0.15, "zh": 0.15}
"""Languages with a decimal point: American Spanish has it, too."""
_COMMA = {"de": 0.25, "fr": 0.2, "es": 0.2, "it": 0.15, "pt": 0.2}


class _Measure(NamedTuple):
    passage: Passage
    number: Number

    @property
    def is_whole(self) -> bool:
        return self.number.value is not None and self.number.value == self.number.value.to_integral_value()


def numbers(prose: Prose) -> Iterator[Evidence]:
    """Amounts that the language does not write so, and thousands grouped otherwise than others of the same unit."""
    has_point = "." in prose.language.decimal_separators[:1]
    languages = _COMMA if has_point else _POINT
    measured: defaultdict[str, list[_Measure]] = defaultdict(list)
    for passage in prose.passages:
        if not _SEPARATED.search(passage.text):
            continue
        for number in passage.analysis.numbers:
            if not number.values or number.digits.isdecimal() or passage.is_quoted(number.span.start):
                continue
            is_amount = is_measured(passage.analysis.prose, number.span.start, number.span.end) or number.magnitude > 1
            unit = unit_after(passage.analysis.prose, number.span.end)
            if number.value is None and is_amount and "'" not in number.digits and "’" not in number.digits:
                yield _evidence(passage, number, languages)
            elif number.value is not None and unit is not None and is_amount and not is_currency(unit):
                measured[unit].append(_Measure(passage, number))
    for measures in measured.values():
        thousands = [measure for measure in measures if _ONE_MARK.fullmatch(measure.number.digits)]
        decimals = [measure for measure in measures if not measure.is_whole]
        if any(measure.is_whole for measure in thousands) and all(measure in thousands for measure in decimals):
            for measure in decimals:
                if not measure.number.digits.startswith("0"):
                    yield _evidence(measure.passage, measure.number, languages)


def _evidence(passage: Passage, number: Number, languages: dict[str, float]) -> Evidence:
    span = Span(number.span.start, number.span.start + len(number.digits))
    return setting(
        passage,
        span,
        "number format",
        f"The separators of {number.digits} are those of another language.",
        languages,
        rule=NUMBERS,
        category=Category.NUMBER_FORMAT,
        confidence=0.8,
    )
