"""When two texts say the same in other clothes."""

from __future__ import annotations

from functools import lru_cache


def folded(text: str) -> str:
    """The text without regard to blanks at its ends and between its words."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The letters and digits of a text without regard to case: what is left is what it says."""
    return "".join(filter(str.isalnum, text.casefold()))
