"""Spans that a model marks too readily, and of which comparing texts says more: numbers, names, words kept as they are.

Measured on translations in which people saw no error: of the spans that the model was surest of, most were numbers
that are right, or headings and names that are the same in both languages. In catalogues of software it marks the names
of arguments, which are written in capitals and often hold a digit: FILE2.
"""

from __future__ import annotations


def is_settled(marked: str, source: str) -> bool:
    """Whether rules settle a marked text: it has no letter, or nothing but capitals, or the source has it as well."""
    has_letters = any(map(str.isalpha, marked))
    return not has_letters or (len(marked) > 1 and marked.isupper()) or marked.casefold() in source.casefold()
