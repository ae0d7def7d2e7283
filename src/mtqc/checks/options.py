"""The settings that checks read."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model import Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule of the user's own, one ``[[patterns]]`` table: what to look for in the target and, if given, the source.

    Patterns are of the RE2 syntax, which takes linear time on any text. Where ``source`` is given and matches, the
    target must match as well (``target`` is what is required); without it, a match of ``target`` is the finding.
    """

    name: str
    message: str
    target: str
    source: str | None = None
    severity: Severity = Severity.MINOR
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The settings that checks read; the names are the keys of mtqc.toml with underscores."""

    do_not_translate: tuple[str, ...] = ()
    accelerator: str | None = None
    patterns: tuple[Pattern, ...] = ()
