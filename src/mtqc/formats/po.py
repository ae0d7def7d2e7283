"""Message catalogues of GNU gettext: PO, POT, and compiled MO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mtqc.errors import InputError, SettingsError, UnknownNameError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.flags import silenced_rules
from mtqc.formats.input import Input, known_encoding
from mtqc.formats.mo import MAGIC, MAGIC_BIG_ENDIAN, compiled_messages
from mtqc.formats.plural_forms import WITHOUT_HEADER, PluralForms
from mtqc.formats.po_syntax import Message, messages, text_of, translation_of
from mtqc.languages.tags import canonical
from mtqc.model import Document, Segment

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]{1,40})")
_HEADER_LINE = re.compile(rb'^msgid[ \t]+""[ \t\r]*\n(?:"[^\n]*\n)?msgstr[ \t]+"', re.MULTILINE)
FUZZY = "fuzzy"


class Po(Format):
    """Message catalogues; each plural form is a segment of its own."""

    name = "po"
    summary = "GNU gettext catalogues: PO, POT and compiled MO"
    suffixes = (".po", ".pot", ".mo", ".gmo")

    def recognises(self, head: bytes) -> bool:
        """Whether the file has a PO header, or is a compiled catalogue."""
        return head.startswith((MAGIC, MAGIC_BIG_ENDIAN)) or bool(_HEADER_LINE.search(head))

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; obsolete messages are left out, fuzzy ones unless asked for."""
        if file.head.startswith((MAGIC, MAGIC_BIG_ENDIAN)):
            yield _compiled(file)
        else:
            yield _document(file.assuming(_stated_charset(file.head) or "utf-8"), options)


@dataclass(slots=True)
class _Catalogue:
    """What a catalogue says of itself, and its segments so far."""

    path: str
    header: Mapping[str, str] = field(default_factory=dict)
    forms: PluralForms = WITHOUT_HEADER
    notices: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def read_header(self, text: str) -> None:
        """Takes up the header's fields: the lines ``Name: value`` of its translation."""
        self.header = {
            name.strip().lower(): value.strip()
            for name, separator, value in (line.partition(":") for line in text.split("\n"))
            if separator
        }
        stated = self.header.get("plural-forms")
        if stated:
            forms = PluralForms.of(stated)
            if forms is None:
                self.notices.append("the header Plural-Forms makes no sense; took form 0 as that of the number 1")
            else:
                self.forms = forms

    def accelerator_flags(self, source: str, target: str) -> frozenset[str]:
        """The flag that names the accelerator's marker, for messages with the one that the header states."""
        marker = self.header.get("x-accelerator-marker", "")
        return frozenset({f"accelerator:{marker}"} if len(marker) == 1 and marker in source + target else ())

    def form(self, index: int, source: str, plural_source: str) -> tuple[str, frozenset[str]]:
        """The source that a plural form translates, and the flags of the form."""
        flags = {f"plural:{index}"} | ({"single-number"} if index in self.forms.single else set())
        return source if index == self.forms.of_one else plural_source, frozenset(flags)

    def document(self) -> Document:
        """The catalogue as a document; one without any translation is a template, which has nothing to check."""
        segments = tuple(self.segments)
        if segments and not any(segment.target for segment in segments):
            self.notices.append(f"none of the {len(segments):,} messages is translated")
            segments = ()
        return Document(
            self.path,
            segments,
            source_language=tag_of(self.header.get("x-source-language")),
            target_language=tag_of(self.header.get("language")),
            format=Po.name,
            notices=tuple(self.notices),
        )


def _document(file: Input, options: ReadOptions) -> Document:
    catalogue = _Catalogue(file.name)
    first_lines: dict[tuple[str | None, str], int] = {}
    fuzzy = number = 0
    for message in messages(file.lines(), file.name):
        if message.obsolete or message.source is None:
            continue
        source = text_of(message.source)
        context = None if message.context is None else text_of(message.context)
        first_line = first_lines.setdefault((context, source), message.line)
        if first_line != message.line:
            raise InputError(file.name, f"the same message is already in line {first_line}", message.line)
        if not source and context is None:
            catalogue.read_header(text_of(message.translations.get(None, ())))
            continue
        number += 1
        if FUZZY in message.flags and not options.include_fuzzy:
            fuzzy += 1
            continue
        catalogue.segments += _segments(catalogue, message, number, source, context)
    if fuzzy:
        plural = "messages were" if fuzzy > 1 else "message was"
        catalogue.notices.append(f"{fuzzy:,} fuzzy {plural} not checked (setting include-fuzzy)")
    return catalogue.document()


def _segments(
    catalogue: _Catalogue, message: Message, number: int, source: str, context: str | None
) -> Iterator[Segment]:
    flags: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    if message.flags or message.comments:
        silenced = [silenced_rules(comment) for comment in message.comments]
        flags = frozenset(message.flags).union(*silenced)
        notes = tuple(
            comment for comment, rules in zip(message.comments, silenced, strict=True) if comment and not rules
        )
    plural_source = "" if message.plural_source is None else text_of(message.plural_source)
    for index, pieces in message.translations.items():
        translation = translation_of(pieces)
        name, form_source, form_flags = str(number), source, flags
        if index is not None:
            name = f"{number}[{index}]"
            form_source, form_flags = catalogue.form(index, source, plural_source)
            form_flags |= flags
        yield Segment(
            name,
            translation.text,
            source=form_source,
            line=translation.position.line,
            column=translation.position.column,
            anchors=translation.anchors,
            flags=form_flags | catalogue.accelerator_flags(form_source, translation.text),
            notes=notes,
            context=context,
        )


def _compiled(file: Input) -> Document:
    catalogue = _Catalogue(file.name)
    charset = "utf-8"
    number = 0
    for message in compiled_messages(file.read_bytes(), file.name):
        if not message.source and message.context is None:
            charset = _stated_charset(message.translations[0]) or charset
            catalogue.read_header(_decoded(message.translations[0], charset, file.name, number))
            continue
        number += 1
        source, plural_source, context = (
            None if part is None else _decoded(part, charset, file.name, number)
            for part in (message.source, message.plural_source, message.context)
        )
        for index, translation in enumerate(message.translations):
            name, form_source, flags = str(number), source or "", frozenset[str]()
            if plural_source is not None:
                name = f"{number}[{index}]"
                form_source, flags = catalogue.form(index, form_source, plural_source)
            target = _decoded(translation, charset, file.name, number)
            catalogue.segments.append(Segment(name, target, source=form_source, flags=flags, context=context))
    return catalogue.document()


def _decoded(content: bytes, charset: str, path: str, number: int) -> str:
    try:
        return content.decode(charset)
    except UnicodeError as error:
        raise InputError(path, f"message {number} is not {charset.upper()}: {error}") from error


def _stated_charset(content: bytes) -> str | None:
    """The encoding that a PO header names; None if there is none, or the CHARSET of a template."""
    found = _CHARSET.search(content)
    if not found:
        return None
    try:
        return known_encoding(found[1].decode())
    except SettingsError:
        return None


def tag_of(locale: str | None) -> str | None:
    """The BCP 47 tag of a header's language, as it stands if mtqc does not know it."""
    if not locale:
        return None
    try:
        return canonical(locale)
    except UnknownNameError:
        return locale.replace("_", "-")
