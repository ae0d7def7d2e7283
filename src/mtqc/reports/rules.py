"""What reports say about the rules behind the findings: the metadata of their checks."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import metadata

from mtqc.checks.base import Check
from mtqc.errors import MtqcError
from mtqc.plugins import plugin


def checks_of(rules: Iterable[str]) -> dict[str, type[Check] | None]:
    """The checks of the rules, sorted by rule; None for a rule whose check is not installed or cannot be loaded."""
    return {rule: _check(rule) for rule in sorted(set(rules))}


def _check(rule: str) -> type[Check] | None:
    try:
        found = plugin("mtqc.checks", rule).load()
    except MtqcError:
        return None
    return found if isinstance(found, type) and issubclass(found, Check) else None


def documentation() -> str | None:
    """The address of mtqc's documentation, as its package names it; None if it names none."""
    entries: list[str] = metadata("mtqc").get_all("Project-URL") or []
    for entry in entries:
        label, _, address = entry.partition(",")
        if label.strip().casefold() == "documentation":
            return address.strip()
    return None
