"""From the paths on the command line to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from mtqc.errors import InputError
from mtqc.formats.input import reason
from mtqc.formats.recognition import all_formats

_SKIPPED_DIRECTORIES = frozenset({"CVS", "__pycache__", "node_modules"})


def expand(paths: Sequence[Path], exclude: Sequence[str] = ()) -> list[Path]:
    """The files that paths stand for: a file for itself, a directory for all files below it that a format knows.

    Files come in the order of ``paths``, those of a directory sorted, each once. Hidden files and directories, those
    of version control, linked directories and what matches a pattern of ``exclude`` are left out of directories.

    Raises:
        InputError: a path does not exist, or a directory cannot be read or holds nothing to check.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = sorted(_files_below(path, exclude))
            if not below:
                raise InputError(str(path), "holds no file that mtqc reads")
            files += below
        else:
            try:
                path.stat()
            except OSError as error:
                raise InputError(str(path), reason(error)) from error
            files.append(path)
    return list(dict.fromkeys(files))


def _files_below(directory: Path, exclude: Sequence[str]) -> Iterator[Path]:
    suffixes = tuple({suffix for each in all_formats() for suffix in each.suffixes})

    def fail(error: OSError) -> None:
        raise InputError(error.filename or str(directory), reason(error)) from error

    for root, directories, names in os.walk(directory, onerror=fail):
        directories[:] = [
            name
            for name in directories
            if not name.startswith(".")
            and name not in _SKIPPED_DIRECTORIES
            and not _is_excluded(Path(root, name), directory, exclude)
        ]
        for name in names:
            path = Path(root, name)
            if (
                not name.startswith(".")
                and name.lower().removesuffix(".gz").endswith(suffixes)
                and path.is_file()
                and not _is_excluded(path, directory, exclude)
            ):
                yield path


def matches(path: PurePath, pattern: str) -> bool:
    """Whether a file pattern covers the path, a folder above it, or the last parts of either.

    ``*`` is anything, ``**/`` any folders or none.
    """
    pattern = pattern.removesuffix("/")
    spellings = {pattern, pattern.replace("**/", "")} - {""}
    return any(
        fnmatchcase(part.as_posix(), spelling) or part.match(spelling)
        for spelling in spellings
        for part in (path, *path.parents[:-1])
    )


def _is_excluded(path: Path, directory: Path, patterns: Sequence[str]) -> bool:
    """Whether a pattern matches the path, or its part below the directory."""
    return any(matches(path, pattern) or matches(path.relative_to(directory), pattern) for pattern in patterns)
