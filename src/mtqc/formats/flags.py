"""The flags of a segment as people write them: in a column, in PO's ``#,`` line, in a comment that silences a rule."""

from __future__ import annotations

import re

_SILENCING = re.compile(r"\s*mtqc:\s*ignore\b[\s=:]*(.*)", re.DOTALL)
_BETWEEN_NAMES = re.compile(r"[\s,]+")


def split_flags(text: str) -> frozenset[str]:
    """The flags in a list separated by commas: ``python-format, max-length:20``."""
    return frozenset(flag for part in text.split(",") if (flag := part.strip()))


def silenced_rules(comment: str) -> frozenset[str]:
    """The ``ignore:RULE`` flags that a comment stands for; none if it is no such comment.

    ``mtqc: ignore accuracy/number, markup/tag`` silences two rules, ``mtqc: ignore`` all of them.
    """
    if "mtqc" not in comment:
        return frozenset()
    found = _SILENCING.match(comment)
    if not found:
        return frozenset()
    rules = [rule for rule in _BETWEEN_NAMES.split(found[1]) if rule] or ["all"]
    return frozenset(f"ignore:{rule}" for rule in rules)
