"""What translation makes of a placeholder that it does not recognise: ``% s``, ``%S``, ``{ nom }``, ``s%``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from mtqc.analysis.placeholders.placeholder import Placeholder
from mtqc.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:[_.\-][^\W_]+)*|.", re.DOTALL)
_FULL_WIDTH = {"%": "[%％﹪]", "{": "[{｛]", "}": "[}｝]", "$": r"[$＄]", "(": r"[(（]", ")": r"[)）]", "#": "[#＃]"}
_BEFORE_NAMES = "{($%-"
_AFTER_NAMES = ")}%"
_WORD = r"[^\W_][\w.\-]{0,40}+(?:\ [^\W_][\w.\-]{0,40}+){0,3}"


def find_garbled(placeholder: Placeholder, prose: str, taken: Collection[Span] = ()) -> Span | None:
    """Where the prose of a text has something that was the placeholder; None if nowhere outside the spans ``taken``.

    First what differs in blanks, case or width of the characters, then what names something else between the same
    signs.
    """
    for pattern in _patterns(placeholder.text):
        for match in pattern.finditer(prose):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                return span
    return None


@lru_cache(maxsize=1024)
def _patterns(placeholder: str) -> tuple[re.Pattern[str], ...]:
    tokens = _TOKEN.findall(placeholder[:200])
    literal = [_FULL_WIDTH.get(token) or re.escape(token) for token in tokens]
    bounded = r"(?<!\w)" if tokens[0][0].isalnum() else ""
    end = r"(?!\w)" if tokens[-1][-1].isalnum() else ""
    patterns = [bounded + r"\s{0,2}".join(literal) + end]
    if len(tokens) == 2 and tokens[0] == "%":
        patterns.append(rf"(?<!\w){literal[1]}\s?{literal[0]}(?!\w)")
    named = [
        _WORD if place and token[0].isalpha() and tokens[place - 1] in _BEFORE_NAMES else part
        for place, (token, part) in enumerate(zip(tokens, literal, strict=True))
    ]
    if len(tokens) > 2 and named != literal and tokens[-1] in _AFTER_NAMES + tokens[-1] * (tokens[-2] in _AFTER_NAMES):
        patterns.append(r"\s{0,2}".join(named) + end)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
