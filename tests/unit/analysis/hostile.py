"""Texts that make careless regular expressions slow: 100,000 characters of the same few signs."""

from __future__ import annotations

import time
from collections.abc import Callable

LENGTH = 100_000
PATTERNS = (
    *"(1\" a<{}%$&[]`*|:~@-/\\_\n'#.",
    "%(a",
    "%1$",
    "%-",
    "%a%",
    "{a",
    "{{a",
    "{n,plural,one{",
    "'{",
    "${a",
    "$t(",
    "<%a",
    "<a ",
    '<a "',
    "<!--",
    "&a",
    "[a](",
    "[a](b",
    "[[",
    "[/a]",
    "`a",
    ":a:`",
    "a@a.",
    "--a",
    "/a",
    "a/",
    "c:\\",
    "http://",
    "a.com",
    "1.",
    "1:",
    "<b></b>",
    "%s",
    '<{%"([',
)
HOSTILE = (
    *((pattern * (LENGTH // len(pattern) + 1))[:LENGTH] for pattern in PATTERNS),
    "http://a" + ")" * LENGTH,
    "a" * LENGTH + "@",
)


def slow(run: Callable[[str], object], texts: tuple[str, ...] = HOSTILE, seconds: float = 10.0) -> list[str]:
    """The beginnings of the texts that take longer: with room for tracing, and far below quadratic time's minutes."""
    found = []
    for text in texts:
        start = time.process_time()
        run(text)
        if time.process_time() - start > seconds:
            found.append(text[:10])
    return found
