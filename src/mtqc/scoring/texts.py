"""From lists of texts in Python to a test set and systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mtqc.errors import SettingsError
from mtqc.model.test_set import System, TestSet

ONE_SYSTEM = "system"
"""The name of a system whose output is given without one."""

Texts = Sequence[str]
References = Iterable[str | None] | Iterable[Iterable[str | None]]


def systems_of(hypotheses: Texts | Mapping[str, Texts]) -> tuple[System, ...]:
    """The systems in a list of hypotheses, or in a mapping from names to such lists.

    Raises:
        SettingsError: there are none, something else than a text stands among them, or their counts differ.
    """
    by_name = hypotheses if isinstance(hypotheses, Mapping) else {ONE_SYSTEM: hypotheses}
    systems = tuple(System(str(name), _texts(texts, f"hypotheses of {name}")) for name, texts in by_name.items())
    if not systems or not systems[0].hypotheses:
        raise SettingsError("there are no hypotheses: there is nothing to score")
    for other in systems[1:]:
        _require_count(len(other.hypotheses), f"hypotheses of {other.name}", systems)
    return systems


def made_test_set(
    systems: Sequence[System],
    sources: Texts | None,
    references: References | None,
    source_language: str | None,
    target_language: str | None,
) -> TestSet:
    """The test set of some systems; references are a list, or one list for each set of references.

    A missing reference is None.

    Raises:
        SettingsError: counts differ, or something else than a text stands among them.
    """
    columns = _columns(references)
    if sources is not None:
        sources = _texts(sources, "sources")
        _require_count(len(sources), "sources", systems)
    for number, column in enumerate(columns, start=1):
        hint = "; references are one list for each set, not one for each segment" if len(columns) > 1 else ""
        of_set = f"references of set {number}" if len(columns) > 1 else "references"
        _require_count(len(column), of_set, systems, hint)
    return TestSet(
        len(systems[0].hypotheses),
        None if sources is None else tuple(sources),
        columns,
        source_language,
        target_language,
    )


def _columns(references: References | None) -> tuple[tuple[str | None, ...], ...]:
    if references is None:
        return ()
    _require_list(references, "references")
    parts: list[Any] = list(references)
    first = next((part for part in parts if part is not None), None)
    columns = [parts] if first is None or isinstance(first, str) else parts
    return tuple(_column(column) for column in columns)


def _column(texts: Any) -> tuple[str | None, ...]:
    _require_list(texts, "references")
    return tuple(
        None if text is None else _text(text, number, "references") for number, text in enumerate(texts, start=1)
    )


def _texts(texts: Any, what: str) -> tuple[str, ...]:
    _require_list(texts, what)
    return tuple(_text(text, number, what) for number, text in enumerate(texts, start=1))


def _require_list(texts: Any, what: str) -> None:
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        raise SettingsError(f"{what} are a list of texts, one a segment, not {type(texts).__name__}")


def _text(text: Any, number: int, what: str) -> str:
    if not isinstance(text, str):
        raise SettingsError(f"{what}: number {number:,} is no text but {type(text).__name__}")
    return text


def _require_count(count: int, what: str, systems: Sequence[System], hint: str = "") -> None:
    expected = len(systems[0].hypotheses)
    if count != expected:
        name = "hypotheses" if systems[0].name == ONE_SYSTEM else f"hypotheses of {systems[0].name}"
        raise SettingsError(f"there are {expected:,} {name}, but {count:,} {what}{hint}")
