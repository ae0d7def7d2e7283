"""The shipped entries of the knowledge base, laid out for people: a line each, or one pair of languages in full."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.errors import UnknownNameError
from mtqc.interference.knowledge import Entry, shipped_entries
from mtqc.interference.knowledge.entry import Strength
from mtqc.interference.knowledge.library import RULES
from mtqc.interference.support import support
from mtqc.languages import language

_REPORTED = {
    Strength.STRONG: "reported on its own",
    Strength.WEAK: "reported with other evidence",
    Strength.FAINT: "not reported, counts for the verdict",
}


def has_entries(rule: str) -> bool:
    """Whether a rule reports entries of the knowledge base."""
    return rule in RULES.values()


def pairs() -> tuple[str, ...]:
    """The pairs of languages that have entries, as ``es-de``."""
    return tuple(f"{source}-{target}" for target, sources in support()["knowledge"].items() for source in sources)


def overview(rule: str) -> Iterator[str]:
    """The entries of a rule, pair by pair, a line each: what is seen, what stood behind it, what it ought to be."""
    for pair in pairs():
        entries = _entries(rule, pair)
        if not entries:
            continue
        yield f"{_title(pair)}: {len(entries)}"
        for entry in entries:
            yield f"  {_row(entry)}"
        yield ""


def in_full(rule: str, pair: str) -> Iterator[str]:
    """The entries of a rule for one pair with all that they say.

    Raises:
        UnknownNameError: there is no such pair; names the nearest.
    """
    if pair not in pairs():
        raise UnknownNameError("language pair", pair, pairs())
    entries = _entries(rule, pair)
    yield f"{_title(pair)}: {len(entries)}"
    yield ""
    for entry in entries:
        yield f"{entry.id}  {entry.severity.value}, {_REPORTED[entry.strength]}"
        yield f"  {_row(entry)}"
        yield f"  {entry.why}"
        for label, patterns in (
            ("near", entry.near),
            ("topic", entry.topic),
            ("unless", entry.unless),
            ("unless the topic", entry.unless_topic),
        ):
            if patterns:
                yield f"  {label}: {'; '.join(patterns.texts)}"
        yield from (f"  finds: {sentence}" for sentence in entry.bad)
        yield from (f"  not:   {sentence}" for sentence in entry.good)
        yield ""


def _entries(rule: str, pair: str) -> list[Entry]:
    source, _, target = pair.partition("-")
    return sorted((entry for entry in shipped_entries(source, target) if RULES[entry.kind] == rule), key=_letters)


def _letters(entry: Entry) -> str:
    return entry.id


def _title(pair: str) -> str:
    source, _, target = pair.partition("-")
    return f"{language(source).name} into {language(target).name}"


def _row(entry: Entry) -> str:
    seen = "; ".join(entry.target.texts)
    fix = " | ".join(entry.fix) or "(delete it)"
    return f"{seen}  ←  {' | '.join(entry.source)}  →  {fix}"
