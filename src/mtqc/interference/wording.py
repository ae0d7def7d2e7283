"""How messages name languages."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.languages import language

_MOST_NAMED = 3


def listed_languages(codes: Sequence[str]) -> str:
    """Languages by their codes in words: "Spanish", "Spanish and French", "English and other languages"."""
    names = [language(code).name for code in codes]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} and other languages"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
