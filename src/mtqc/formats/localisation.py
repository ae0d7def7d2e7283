"""The localisation formats that translate-toolkit reads and mtqc does not read itself.

The toolkit is under the GPL and an extra of mtqc: it is imported where it is needed and nowhere else.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from mtqc.errors import InputError, MissingExtraError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.flags import silenced_rules
from mtqc.formats.input import Input
from mtqc.formats.localisation_kinds import KINDS, Kind
from mtqc.formats.localisation_places import Places
from mtqc.formats.po import tag_of
from mtqc.formats.xml import declared, refuse_entities
from mtqc.model import Document, Segment

_WRAPPED = re.compile(r"""\A\w{1,80}\((["'])(?P<said>.*)\1\)\Z""")
_LINE = re.compile(r"""(?: in "<unicode string>")?[,:]? line (?P<number>\d{1,9}),? column \d""")


class Localisation(Format):
    """Files of programs' texts: most hold targets only, some their sources too."""

    name = "localisation"
    summary = "Android, Apple, Java, .NET, Qt, Fluent, JSON, YAML and other localisation files"
    suffixes = tuple(dict.fromkeys(suffix for kind in KINDS for suffix in kind.suffixes))
    shared_suffixes = tuple(dict.fromkeys(suffix for kind in KINDS for suffix in kind.shared_suffixes))
    extra = "l10n"

    def recognises(self, head: bytes) -> bool:
        """Whether the file is XML of a kind that its outermost element gives away."""
        return any(kind.is_xml and kind.content and kind.content.search(head) for kind in KINDS)

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; what is obsolete or not to be translated is left out, unfinished texts unless asked for."""
        kind = _kind_of(file)
        if kind.is_xml:
            refuse_entities(file)
            file = declared(file)
            content = file.read_bytes()
            text = content.decode(file.encoding, "replace")
        else:
            # The toolkit's readers guess encodings, each in its own way; mtqc knows.
            text = file.text()
            content = text.encode()
        yield _document(file, kind, _read_content(kind, content, file.name), Places(text), options)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of the toolkit as plain values: a text with its plural forms, and what is said about it."""

    number: int
    key: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    has_forms: bool
    is_unfinished: bool
    notes: tuple[str, ...]
    context: str | None


@dataclass(frozen=True, slots=True)
class _Content:
    """What the toolkit found in a file."""

    source_language: str | None
    target_language: str | None
    units: tuple[_Unit, ...]


def _kind_of(file: Input) -> Kind:
    for kind in KINDS:
        if kind.fits(file.suffixes, file.head):
            return kind
    for kind in KINDS:
        if kind.is_xml and kind.content and kind.content.search(file.head):
            return kind
    raise InputError(
        file.name, "is no localisation file of a kind that mtqc knows by its suffix or its outermost element"
    )


def _read_content(kind: Kind, content: bytes, path: str) -> _Content:
    try:
        reader = getattr(import_module(f"translate.storage.{kind.module}"), kind.reader)
    except ImportError as error:
        raise MissingExtraError(f"reading {kind.name} files", "l10n") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _plain(reader.parsestring(content), kind.sides == "source and target")
    # The toolkit's readers fail in whatever way their parsers do: this is a border to code that is not ours.
    except Exception as error:
        raise _unreadable(error, kind, path) from error


def _unreadable(error: Exception, kind: Kind, path: str) -> InputError:
    """What a parser said, with its line, free of what the toolkit wraps around it."""
    what = " ".join(str(error).replace("\\n", " ").split())
    wrapped = _WRAPPED.search(what)
    if wrapped is not None:
        what = wrapped["said"]
    line = _LINE.search(what)
    if line is not None:
        what = what[: line.start()].rstrip(" :(,") or what
    problem = f"cannot be read as {kind.name}: {what[:200] or type(error).__name__}"
    return InputError(path, problem, None if line is None else int(line["number"]))


def _plain(store: Any, bilingual: bool) -> _Content:
    units = tuple(
        _Unit(
            number,
            key=str((unit.getlocations() or [""])[0] or unit.getid() or ""),
            sources=_texts(unit.source) if bilingual else (),
            targets=_texts(unit.target) if bilingual else _texts(unit.target or unit.source),
            has_forms=bool(unit.hasplural()),
            is_unfinished=bool(unit.isfuzzy()),
            notes=tuple(note.strip() for note in (unit.getnotes() or "").split("\n")),
            context=" ".join(unit.getcontext().split()) or None if bilingual else None,
        )
        for number, unit in enumerate(store.units, start=1)
        if unit.istranslatable() and not unit.isheader() and not unit.isobsolete()
    )
    return _Content(tag_of(store.getsourcelanguage()), tag_of(store.gettargetlanguage()), units)


def _document(file: Input, kind: Kind, content: _Content, places: Places, options: ReadOptions) -> Document:
    bilingual = kind.sides == "source and target"
    single_form = _single_form(content.target_language)
    segments: list[Segment] = []
    notices: list[str] = []
    unfinished = 0
    for unit in content.units:
        if unit.is_unfinished and not options.include_fuzzy:
            unfinished += 1
        else:
            segments += _segments(unit, single_form, places)
    if unfinished:
        texts = "texts were" if unfinished > 1 else "text was"
        notices.append(f"{unfinished:,} unfinished {texts} not checked (setting include-fuzzy)")
    return Document(
        file.name,
        tuple(segments),
        source_language=content.source_language if bilingual else None,
        target_language=content.target_language,
        format=Localisation.name,
        notices=tuple(notices),
    )


def _segments(unit: _Unit, single_form: int | None, places: Places) -> Iterator[Segment]:
    """The segments of a unit: one, or one for each plural form that is there."""
    sources = unit.sources
    name = str(unit.number) if sources else unit.key or str(unit.number)
    flags = frozenset({"fuzzy"} if unit.is_unfinished else ()).union(*map(silenced_rules, unit.notes))
    has_forms = unit.has_forms or len(unit.targets) > 1
    for form, target in enumerate(unit.targets):
        if not (target or any(sources)):
            continue
        key = sources[0] if sources else unit.key
        line, column = places.find(key if form == 0 else f"{key}[{form}]", target)
        form_flags = {f"plural:{form}"} | ({"single-number"} if form == single_form else set()) if has_forms else set()
        yield Segment(
            f"{name}[{form}]" if has_forms else name,
            target,
            # A source has one form for 1 and one for all other numbers, or one for both.
            source=(sources[0] if form == single_form else sources[-1]) if sources else None,
            line=line,
            column=column,
            flags=flags | form_flags,
            notes=tuple(note for note in unit.notes if note and not silenced_rules(note)),
            context=unit.context,
        )


def _texts(value: Any) -> tuple[str, ...]:
    """The plural forms of a text of the toolkit, or the text alone; nothing for numbers and the like."""
    if value is None:
        return ("",)
    forms = getattr(value, "strings", None)
    if forms:
        return tuple(str(form) for form in forms)
    return (str(value),) if isinstance(value, str) else ()


def _single_form(tag: str | None) -> int | None:
    """The index of the plural form that serves the number 1 and no other in languages whose first form does so."""
    if tag is None:
        return None
    from babel import Locale, UnknownLocaleError

    try:
        rule = Locale.parse(tag.replace("-", "_")).plural_form
    except (UnknownLocaleError, ValueError):
        return None
    return 0 if [number for number in range(200) if rule(number) == rule(1)] == [1] else None
