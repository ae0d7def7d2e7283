"""The verbs of mtqc for Python and for the command line: checks texts and files, and tells where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from mtqc.errors import SettingsError
from mtqc.formats.input import Input
from mtqc.formats.paths import expand
from mtqc.formats.reading import read_documents
from mtqc.model import Document, Report, Segment
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings
from mtqc.settings_file import LoadedSettings, load_settings

TextOrPath = str | PathLike[str]
Unit = Segment | str | tuple[str | None, str]
TEXT_NAME = "<text>"
"""The path that documents made of texts at hand have in reports."""
_LONGEST_NAME = 255


def check(
    translation: TextOrPath | Document | Iterable[Unit],
    *,
    source: TextOrPath | None = None,
    references: Sequence[TextOrPath] = (),
    config: PathLike[str] | None = None,
    keep_texts: bool = True,
    **settings: Any,
) -> Report:
    """What is wrong with a translation.

    Args:
        translation: What to check. A ``str`` is always the text itself, never the name of a file; each of its lines,
            or wrapped paragraphs, is a segment, unless ``segmentation`` says otherwise. A :class:`pathlib.Path` is a
            file of any format, or a folder of files. A :class:`Document` is taken as it is. Any other iterable is the
            segments of one document: each a :class:`Segment`, a translation, or a pair of source and translation.
        source: The source of a text or file, with as many segments: again a ``str`` is a text, a path a file.
        references: Translations to compare with, each like ``source``. Checks do not need them.
        config: A settings file (mtqc.toml or pyproject.toml). Unlike the command line, this function looks for none.
        keep_texts: Whether the report keeps all segments, which an HTML report shows, or only those with findings.
        **settings: Any key of a settings file, with underscores: ``target_language="de"``, ``select=["accuracy"]``,
            ``severity="major"``, ``glossary=["terms.tsv"]``. They are stronger than the file's.

    Returns:
        The report. Iterating gives its findings, whose spans are code points into the segment's text, end exclusive.

    Raises:
        InputError: a file cannot be read; names the file and, where known, the line.
        SettingsError: a setting, rule, format or language that does not exist or makes no sense.
        MissingExtraError: a format needs packages that are not installed.

    >>> report = check("Es steht auf auf dem Dach.", target_language="de")
    >>> [(finding.rule, finding.target_text) for finding in report]
    [('conventions/doubled-word', 'auf auf')]
    >>> report.passed
    False
    >>> check("Nichts zu tadeln.", target_language="de").passed
    True
    """
    loaded = load_settings(None if config is None else Path(config), Path(), isolated=True)
    loaded = loaded.overridden(settings, "arguments")
    loaded.require_known_names()
    documents = _documents(translation, loaded, source, references)
    return Pipeline.of(loaded.settings).run(documents, keep_texts=keep_texts)


def detect(
    translation: TextOrPath | Document | Iterable[Unit],
    *,
    source: TextOrPath | None = None,
    config: PathLike[str] | None = None,
    **settings: Any,
) -> Report:
    """Whether a text reads as translated, as unedited machine output, and from which language.

    The arguments are those of :func:`check`, which see.

    Returns:
        A report whose documents have a ``detection``, and as findings the places that betray another language.
        ``report.detection`` is that of a single text.

    Raises:
        InputError: a file cannot be read; names the file and, where known, the line.
        SettingsError: a setting, format or language that does not exist or makes no sense.
        MissingExtraError: a format needs packages that are not installed.

    >>> detect("Ein Satz.", target_language="de").detection.verdict.value
    'too-short'
    """
    loaded = load_settings(None if config is None else Path(config), Path(), isolated=True)
    loaded = loaded.overridden(settings, "arguments")
    loaded.require_known_names()
    documents = _documents(translation, loaded, source, ())
    return Pipeline.of_detection(loaded.settings).run(documents, keep_texts=True)


def files_in(paths: Sequence[Path], settings: Settings) -> Iterator[Input]:
    """The files at these paths, folders searched, ready to be read.

    Raises:
        InputError: a path does not exist, or a folder holds nothing that can be read.
    """
    for path in expand(paths, settings.exclude):
        yield Input.of_path(path, settings.encoding, settings.max_input_bytes)


def read_files(
    files: Iterable[Input], settings: Settings, source: Input | None = None, references: Sequence[Input] = ()
) -> Iterator[Document]:
    """The documents in these files, read one file after another as they are asked for.

    Raises:
        InputError: a file cannot be read as what it is taken for.
        MissingExtraError: its format needs a package that is not installed.
    """
    for file in files:
        yield from read_documents(file, settings.read_options(), settings.input_format, source, references)


def _documents(
    translation: TextOrPath | Document | Iterable[Unit],
    loaded: LoadedSettings,
    source: TextOrPath | None,
    references: Sequence[TextOrPath],
) -> Iterable[Document]:
    settings = loaded.settings
    if isinstance(translation, str | PathLike):
        if isinstance(translation, str):
            files: Iterable[Input] = [_input(translation, settings)]
            settings = replace(settings, input_format=settings.input_format or "text")
        else:
            files = files_in([Path(translation)], settings)
        partner = None if source is None else _input(source, settings)
        documents = read_files(files, settings, partner, [_input(reference, settings) for reference in references])
        return (_with_notice(document, translation) for document in documents)
    if source is not None or references:
        raise SettingsError("source and references go with a text or a file; segments bring their own")
    if isinstance(translation, Document):
        return [translation]
    return [Document(TEXT_NAME, tuple(_segments(translation)))]


def _with_notice(document: Document, translation: TextOrPath) -> Document:
    """The document; with a word to those who gave the name of a file as text."""
    if isinstance(translation, str) and len(translation) < _LONGEST_NAME and Path(translation).is_file():
        notice = f"{translation} is also the name of a file; give a pathlib.Path to check the file"
        return replace(document, notices=(*document.notices, notice))
    return document


def _input(text_or_path: TextOrPath, settings: Settings) -> Input:
    if isinstance(text_or_path, str):
        content = text_or_path.encode("utf-8", "surrogatepass")
        return Input.of_bytes(TEXT_NAME, content, "utf-8", settings.max_input_bytes)
    return Input.of_path(Path(text_or_path), settings.encoding, settings.max_input_bytes)


def _segments(units: Iterable[Unit]) -> Iterator[Segment]:
    for number, unit in enumerate(units, start=1):
        match unit:
            case Segment():
                yield unit
            case str():
                yield Segment(str(number), unit)
            case (str() | None as source, str() as target):
                yield Segment(str(number), target, source)
            case _:
                raise SettingsError(f"unit {number} is neither a segment, a text, nor a pair of source and translation")
