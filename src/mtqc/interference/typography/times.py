"""Times of day by the twelve-hour clock, where the language counts to 24."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.interference.typography.setting import setting
from mtqc.model import Category, Span

# The word for the hour may stand on either side of the mark: 3 p.m. Uhr.
_TWELVE_HOURS = re.compile(
    r"(?<![\d.,:])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?[ \u00a0\u202f]?(?:Uhr )?"
    r"(?:([ap])\.[ \u00a0\u202f]?m\.|([AP])\.?M\b\.?)(?: Uhr\b)?"
)
_FORMATS = {"de": ("{hour}.{minute} Uhr", "{hour} Uhr"), "fr": ("{hour} h {minute}", "{hour} h")}
_OTHER_FORMAT = ("{hour}:{minute}", "{hour}:00")
_TARGETS = frozenset(("de", "fr", "it"))
"""Spanish and Portuguese count to twelve in America."""
_DOTTED = {"en": 0.6, "es": 0.4}
_PLAIN = {"en": 0.9, "es": 0.1}


def times(prose: Prose) -> Iterator[Evidence]:
    """Times with a.m. and p.m., each with the time of 24 hours."""
    if prose.language.code not in _TARGETS:
        return
    formats = _FORMATS.get(prose.language.code, _OTHER_FORMAT)
    for passage in prose.passages:
        if "m" not in passage.analysis.characters and "M" not in passage.analysis.characters:
            continue
        for match in _TWELVE_HOURS.finditer(passage.analysis.prose):
            if passage.is_quoted(match.start()):
                continue
            half = (match[3] or match[4]).lower()
            hour = int(match[1]) % 12 + (12 if half == "p" else 0)
            template = formats[0] if match[2] else formats[1]
            yield setting(
                passage,
                Span(*match.span()),
                "twelve hours",
                f"{match[0]} is a time of the twelve-hour clock; {prose.language.name} counts to 24.",
                _DOTTED if match[3] else _PLAIN,
                category=Category.TIME_FORMAT,
                suggestions=(template.format(hour=hour, minute=match[2]),),
                confidence=0.85 if match[3] else 0.75,
                is_strong=match[3] is not None,
            )
