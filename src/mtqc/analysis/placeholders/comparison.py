"""What became of the placeholders of a source in its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mtqc.analysis.placeholders.placeholder import DATE, Placeholder

Pair = tuple[Placeholder, Placeholder]
_POSITION = re.compile(r"%\d{1,3}\$")
_LAYOUT = re.compile(r"\d+|(\*)(?:\d+\$)?")
_TYPED = re.compile(r"%\d+:")
# Beyond so many differences a text is no translation: pairing them all would only take time.
_COMPARED = 20


@dataclass(frozen=True, slots=True)
class PlaceholderComparison:
    """The differences between two lists of placeholders; pairs are of source and target.

    ``repeated`` stand in the translation more often than in the source, ``rarer`` less often but at least once.
    ``moved`` are unnumbered placeholders that take the value of another one because their order changed.
    ``reshaped`` only differ in the width or precision they print with.
    """

    missing: tuple[Placeholder, ...] = ()
    extra: tuple[Placeholder, ...] = ()
    changed: tuple[Pair, ...] = ()
    repeated: tuple[Placeholder, ...] = ()
    rarer: tuple[Placeholder, ...] = ()
    moved: tuple[Pair, ...] = ()
    reshaped: tuple[Pair, ...] = ()


_EQUAL = PlaceholderComparison()


def compare_placeholders(source: Sequence[Placeholder], target: Sequence[Placeholder]) -> PlaceholderComparison:
    """Compares by what a program fills in, wherever it stands: order matters only where nothing numbers the values."""
    expected = [placeholder for placeholder in source if placeholder.is_filled]
    present = [placeholder for placeholder in target if placeholder.is_filled]
    if not expected and not present:
        return _EQUAL
    if any(placeholder.dialect == DATE for placeholder in (*source, *target)):
        # Whichever side has the codes that only dates have, "%d" and "%s" of the other are parts of a date as well.
        expected = [placeholder for placeholder in expected if placeholder.text[0] != "%"]
        present = [placeholder for placeholder in present if placeholder.text[0] != "%"]
    if [placeholder.text for placeholder in expected] == [placeholder.text for placeholder in present]:
        return _EQUAL
    return _differences(expected, present)


def _differences(expected: list[Placeholder], present: list[Placeholder]) -> PlaceholderComparison:
    keys_expected = Counter(placeholder.key for placeholder in expected)
    keys_present = Counter(placeholder.key for placeholder in present)
    missing = _unmatched(expected, keys_present)
    extra = _unmatched(present, keys_expected)
    moved = _pairs_of_one_text(missing, extra)
    rarer = [placeholder for placeholder in missing if placeholder.key in keys_present]
    repeated = [placeholder for placeholder in extra if placeholder.key in keys_expected]
    missing = [placeholder for placeholder in missing if placeholder.key not in keys_present]
    extra = [placeholder for placeholder in extra if placeholder.key not in keys_expected]
    changed = _likely_pairs(missing, extra)
    return PlaceholderComparison(
        missing=tuple(missing),
        extra=tuple(extra),
        changed=tuple(changed),
        repeated=tuple(repeated),
        rarer=tuple(rarer),
        # What is missing, extra or changed shifts the places of all that follow: that is no error of its own.
        moved=() if missing or extra or changed or rarer or repeated else tuple(moved),
        reshaped=tuple(_reshaped(expected, present)),
    )


def _unmatched(placeholders: list[Placeholder], others: Counter[str]) -> list[Placeholder]:
    """Those beyond the number of others with the same key, the last ones first to be beyond."""
    left = Counter(others)
    unmatched = []
    for placeholder in placeholders:
        if left[placeholder.key] > 0:
            left[placeholder.key] -= 1
        else:
            unmatched.append(placeholder)
    return unmatched


def _pairs_of_one_text(missing: list[Placeholder], extra: list[Placeholder]) -> list[Pair]:
    """Takes out of both lists the placeholders that are written alike but stand at another place in the order."""
    by_text: dict[str, list[Placeholder]] = {}
    for placeholder in reversed(extra):
        by_text.setdefault(placeholder.text, []).append(placeholder)
    pairs = [(placeholder, by_text[placeholder.text].pop()) for placeholder in missing if by_text.get(placeholder.text)]
    _remove(pairs, missing, extra)
    return pairs


def _likely_pairs(missing: list[Placeholder], extra: list[Placeholder]) -> list[Pair]:
    """Takes out of both lists the pairs of which the second is likely to be the first, changed."""
    pairs: list[Pair] = []
    left = extra[:_COMPARED]
    for placeholder in missing[:_COMPARED]:
        others = [other for other in left if other.text[0] == placeholder.text[0]]
        if others:
            other = max(others, key=lambda other: _likeness(placeholder, other))
            pairs.append((placeholder, other))
            left.remove(other)
    _remove(pairs, missing, extra)
    return pairs


def _remove(pairs: list[Pair], missing: list[Placeholder], extra: list[Placeholder]) -> None:
    paired = {id(placeholder) for pair in pairs for placeholder in pair}
    missing[:] = [placeholder for placeholder in missing if id(placeholder) not in paired]
    extra[:] = [placeholder for placeholder in extra if id(placeholder) not in paired]


def _likeness(placeholder: Placeholder, other: Placeholder) -> float:
    same_argument = placeholder.key.partition(":")[0] == other.key.partition(":")[0]
    return same_argument + SequenceMatcher(None, placeholder.text[:80], other.text[:80], autojunk=False).ratio()


def _reshaped(expected: list[Placeholder], present: list[Placeholder]) -> list[Pair]:
    by_key = {placeholder.key: placeholder for placeholder in expected if _TYPED.match(placeholder.key)}
    pairs = [(by_key[placeholder.key], placeholder) for placeholder in present if placeholder.key in by_key]
    return [pair for pair in pairs if pair[0].text != pair[1].text and _layout(pair[0]) != _layout(pair[1])]


def _layout(placeholder: Placeholder) -> list[str]:
    return [match[1] or match[0] for match in _LAYOUT.finditer(_POSITION.sub("%", placeholder.text))]
