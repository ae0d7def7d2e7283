"""Reads a Hunspell dictionary as the words it stands for, each with what the dictionary says of its grammar."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    """A form of an entry, the notes on the entry and on the suffix rule that made it ("" for the entry itself).

    ``flags`` are those of the entry, ``flag`` that of the rule. A prefix is part of ``form`` and ``entry``.
    """

    form: str
    entry: str
    flags: tuple[str, ...]
    notes: str
    flag: str = ""
    rule_notes: str = ""


class _Rule(NamedTuple):
    flag: str
    stripped: str
    added: str
    condition: re.Pattern[str]
    notes: str


class _Rules(NamedTuple):
    prefixes: dict[str, list[_Rule]]
    suffixes: dict[str, list[_Rule]]
    is_long: bool
    needs_affix: str


def hunspell_words(path: Path, with_prefixes: bool = False) -> Iterator[Word]:
    """The words of a dictionary, ``path`` being that of its files without their endings.

    Where two suffixes follow each other only the first is added. An entry that is no word without one (NEEDAFFIX) is
    left out itself.
    """
    rules = _rules(path.with_suffix(".aff"))
    lines = path.with_suffix(".dic").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        entry, _, notes = line.partition("\t") if "\t" in line else line.partition(" ")
        form, _, written = entry.partition("/")
        flags = tuple(re.findall("..", written)) if rules.is_long else tuple(written)
        prefixes = [""]
        for flag in flags if with_prefixes else ():
            prefixes += (rule.added for rule in rules.prefixes.get(flag, ()) if rule.condition.search(form))
        for word in _suffixed(form, flags, notes, rules):
            for prefix in prefixes:
                yield word._replace(form=prefix + word.form, entry=prefix + word.entry) if prefix else word


def _suffixed(form: str, flags: tuple[str, ...], notes: str, rules: _Rules) -> Iterator[Word]:
    if rules.needs_affix not in flags:
        yield Word(form, form, flags, notes)
    for flag in flags:
        for rule in rules.suffixes.get(flag, ()):
            if rule.condition.search(form):
                base = form[: len(form) - len(rule.stripped)]
                yield Word(base + rule.added, form, flags, notes, flag, rule.notes)


def _rules(path: Path) -> _Rules:
    prefixes: dict[str, list[_Rule]] = defaultdict(list)
    suffixes: dict[str, list[_Rule]] = defaultdict(list)
    is_long = False
    needs_affix = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts[:2] == ["FLAG", "long"]:
            is_long = True
        elif parts[:1] == ["NEEDAFFIX"]:
            needs_affix = parts[1]
        elif len(parts) >= 5 and parts[0] in ("SFX", "PFX"):
            kind, flag, stripped, added, condition, *notes = parts
            added = added.partition("/")[0]
            (suffixes if kind == "SFX" else prefixes)[flag].append(
                _Rule(
                    flag,
                    "" if stripped == "0" else stripped,
                    "" if added == "0" else added,
                    re.compile(f"(?:{condition})$" if kind == "SFX" else f"^(?:{condition})"),
                    " ".join(notes),
                )
            )
    return _Rules(prefixes, suffixes, is_long, needs_affix)
