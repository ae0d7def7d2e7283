"""From files to a test set and the systems that translated it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.contents import Contents
from mtqc.scoring.file_contents import file_contents
from mtqc.scoring.system_names import SystemFile, system_names


@dataclass(frozen=True, slots=True)
class TranslatedTestSet:
    """A test set and the systems that translated it; ``notices`` say what was guessed in reading."""

    test_set: TestSet
    systems: tuple[System, ...]
    notices: tuple[str, ...] = ()

    # Else pytest takes it for a class of tests.
    __test__ = False


@dataclass(frozen=True, slots=True)
class Output:
    """The output of one system and where it stands: in a file of its own, or in a table of several systems."""

    name: str
    contents: Contents
    in_table: bool = False

    @property
    def place(self) -> str:
        """What messages call it."""
        return f"{self.name} in {self.contents.path}" if self.in_table else self.contents.path


def read_translated(
    translations: Sequence[SystemFile],
    source: Input | None,
    references: Sequence[Input],
    options: ReadOptions,
    format_name: str | None = None,
) -> TranslatedTestSet:
    """The test set and the systems in some files of any format; the n-th segments of all files belong together.

    Each translation is a system, or several in a table with a column ``system``. Sources and references come from
    files of their own, else from the files of translations. What further columns any table has is kept in
    ``TestSet.columns``.

    Raises:
        SettingsError: two systems have one name.
        InputError: a file cannot be read or is empty, or the files do not belong together: their counts or their
            sources differ; names the files, the counts, and where they part.
        MissingExtraError: a format needs packages that are not installed.
    """
    outputs = list(_outputs(translations, options, format_name))
    _require_whole_systems(outputs)
    first = outputs[0].contents
    outputs = [outputs[0], *(replace(other, contents=_aligned(first, other.contents)) for other in outputs[1:])]
    test_set, notices = files_beside(outputs, source, references, options)
    systems = tuple(System(output.name, output.contents.translations) for output in outputs)
    return TranslatedTestSet(test_set, systems, notices)


def files_beside(
    outputs: Sequence[Output], source: Input | None, references: Sequence[Input], options: ReadOptions
) -> tuple[TestSet, tuple[str, ...]]:
    """The test set of some systems' outputs, from files beside them or from their own, and what was guessed.

    Raises:
        InputError: as :func:`read_translated`.
        MissingExtraError: a format needs packages that are not installed.
    """
    every = [output.contents for output in outputs]
    first = every[0]
    if not first.size:
        raise InputError(first.path, f"holds no {first.unit}s: there is nothing to score")
    own = [_aligned(first, file_contents(file, options, None, needs_target=False)) for file in (source,) if file]
    given = [_aligned(first, file_contents(file, options, None, needs_target=False)) for file in references]
    notices = [*_said([*every, *own, *given])]
    test_set = TestSet(
        first.size,
        _whole(own[0].as_sources if own else _shared_sources(outputs), notices),
        tuple(column for contents in given for column in contents.as_references) or _first_references(every),
        options.source_language or _language(contents.source_language for contents in every),
        options.target_language or _language(contents.target_language for contents in every),
        next((contents.ids for contents in every if contents.ids), ()),
        {name: column for contents in reversed([*every, *own, *given]) for name, column in contents.columns.items()},
    )
    return test_set, tuple(notices)


def _outputs(translations: Sequence[SystemFile], options: ReadOptions, format_name: str | None) -> Iterator[Output]:
    """The output of each system, in the order of the files."""
    seen: dict[str, str] = {}
    for file, name in zip(translations, system_names(translations), strict=True):
        contents = file_contents(file.file, options, format_name)
        in_table = contents.by_system()
        for system, part in (in_table or {name: contents}).items():
            if system in seen:
                raise InputError(contents.path, f"holds a system '{system}', and so does {seen[system]}")
            seen[system] = contents.path
            yield Output(system, part, bool(in_table))


def _require_whole_systems(outputs: Sequence[Output]) -> None:
    """Makes sure that the systems of one table translate equally many segments: messages about files would not help."""
    first = outputs[0]
    for other in outputs[1:]:
        if other.contents.path == first.contents.path and other.contents.size != first.contents.size:
            counts = f"has {_counted(other.contents)}, but '{first.name}' has {first.contents.size:,}"
            raise InputError(first.contents.path, f"system '{other.name}' {counts}")


def _aligned(first: Contents, other: Contents) -> Contents:
    """The other file's segments in the order of the first one's, where their ids are the same."""
    _require_equal_count(first, other)
    if not first.ids or not other.ids or first.ids == other.ids:
        return other
    if len({*first.ids}) == first.size and {*first.ids} == {*other.ids}:
        return other.reordered(first.ids)
    if all(identifier.isdecimal() for identifier in (*first.ids, *other.ids)):
        # Such ids are often but numbers of lines.
        return other
    notice = f"its segments have other ids than those of {first.path}: they are paired in their order"
    return replace(other, notices=(*other.notices, notice))


def _require_equal_count(first: Contents, other: Contents) -> None:
    if first.size == other.size:
        return
    difference = f"{abs(first.size - other.size):,} {'more' if other.size > first.size else 'fewer'}"
    counted_other = f"{other.size:,}" if other.unit == first.unit else _counted(other)
    raise InputError(first.path, f"has {_counted(first)}, but {other.path} has {counted_other}: {difference}")


def _counted(contents: Contents) -> str:
    return f"{contents.size:,} {contents.unit}" if contents.size == 1 else f"{contents.size:,} {contents.unit}s"


def _shared_sources(outputs: Sequence[Output]) -> tuple[str | None, ...] | None:
    """The sources in files of translations, which have to agree."""
    with_sources = [output for output in outputs if output.contents.sources is not None]
    if not with_sources:
        return None
    first = with_sources[0]
    for other in with_sources[1:]:
        pairs = zip(first.contents.sources or (), other.contents.sources or (), strict=True)
        for number, (one, two) in enumerate(pairs, start=1):
            if one != two:
                problem = f"has another source for segment {number:,} than {first.place}: are they of one test set?"
                raise InputError(other.place, problem)
    return first.contents.sources


def _whole(sources: tuple[str | None, ...] | None, notices: list[str]) -> tuple[str, ...] | None:
    """The sources with those that are missing as empty texts, which a notice says."""
    if sources is None:
        return None
    missing = sources.count(None)
    if missing:
        notices.append(f"{missing:,} of {len(sources):,} segments have no source: it was taken as empty")
    return tuple(source or "" for source in sources)


def _first_references(every: Iterable[Contents]) -> tuple[tuple[str | None, ...], ...]:
    return next((contents.references for contents in every if contents.references), ())


def _language(languages: Iterable[str | None]) -> str | None:
    return next((language for language in languages if language), None)


def _said(every: Iterable[Contents]) -> Iterator[str]:
    """The notices of all files, each with its file."""
    yield from dict.fromkeys(f"{contents.path}: {notice}" for contents in every for notice in contents.notices)
