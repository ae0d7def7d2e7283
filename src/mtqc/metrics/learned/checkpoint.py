"""Where the files of a model are: in a folder of the user's, or in the cache of the Hugging Face hub.

Downloads go through huggingface_hub, which honours ``HF_HOME``, ``HF_HUB_CACHE``, ``HF_ENDPOINT``, ``HF_TOKEN`` and
``HF_HUB_OFFLINE``, and moves a file to its place when it is complete. Files that are complete stay when a download is
interrupted.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.known_models import known_model

Notice = Callable[[str], None]
"""Is told at once what a user should know before something is done."""

_SHOWN = 6
_LOG = logging.getLogger("mtqc")


def default_notice(text: str) -> None:
    """Says it through the logger ``mtqc``, which writes to standard error unless the program says otherwise."""
    _LOG.warning(text)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The files of a model.

    ``name`` is how the user called it, ``folder`` has the files in the layout of its repository. ``revision`` names
    their content: the commit of the repository, or for a folder of the user's the hash of the files.
    """

    name: str
    folder: Path
    revision: str

    def file(self, name: str) -> Path:
        """One of its files, by its path in the repository.

        Raises:
            CheckpointError: there is no such file.
        """
        path = self.folder / name
        if not path.is_file():
            raise CheckpointError(
                self.name,
                f"expected {name}; found {self.content}: another kind of model, or an interrupted download",
            )
        return path

    def json(self, name: str) -> Any:
        """The content of one of its JSON files.

        Raises:
            CheckpointError: there is no such file, or it is damaged.
        """
        try:
            return json.loads(self.file(name).read_bytes())
        except ValueError as error:
            raise CheckpointError(self.name, f"{name} is damaged: {error}; remove it and get it again") from error

    def has(self, name: str) -> bool:
        """Whether it has that file."""
        return (self.folder / name).is_file()

    @property
    def content(self) -> str:
        """The names of its first files and folders, for messages."""
        return ", ".join(sorted(entry.name for entry in self.folder.iterdir())[:_SHOWN]) or "nothing"

    @property
    def short_revision(self) -> str:
        """The first 12 digits of the revision: enough for a signature."""
        return self.revision[:12]


def checkpoint(
    name: str,
    computing: Computing,
    *,
    wanted: Sequence[str],
    revision: str | None = None,
    notice: Notice = default_notice,
) -> Checkpoint:
    """The files of the model of that name, downloaded if they are not here yet.

    An existing folder is taken as it is; any other name is a repository of the Hugging Face hub. ``wanted`` are glob
    patterns for the files that are needed, as paths in the repository; ``revision`` is a branch, tag or commit. Before
    a download ``notice`` is told its size, and what the licence asks for.

    Raises:
        CheckpointError: there is no such model or revision, access to it is not granted, or it is not here and cannot
            be downloaded.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        from mtqc.metrics.learned.folder_revision import folder_revision

        if revision is not None:
            raise CheckpointError(name, f"a folder has no revision '{revision}'; leave the option out")
        return Checkpoint(name, folder.resolve(), folder_revision(folder, wanted, computing.cache))
    if folder.is_file():
        raise CheckpointError(name, "is a file; give the folder of the whole model, with its configuration")
    from mtqc.metrics.learned.hub import Hub, Request

    request = Request(name, tuple(wanted), revision or "main")
    found = Hub.of(computing).find(request, lambda: _tell_terms(name, notice))
    return Checkpoint(name, found, found.name)


def _tell_terms(name: str, notice: Notice) -> None:
    model = known_model(name)
    if model is None:
        notice(f"downloading {name}, whose size and licence are not known here: see https://huggingface.co/{name}")
        return
    size = "" if model.download_bytes is None else f", about {size_text(model.download_bytes)}"
    terms = "; not for commercial use" if model.non_commercial else ""
    gate = f"; its terms have to be accepted at https://huggingface.co/{model.name}" if model.gated else ""
    licence = "" if model.licence is None else f" (licence {model.licence}{terms}{gate})"
    notice(f"downloading {name}{size}{licence}")


def size_text(count: int) -> str:
    """A number of bytes in decimal megabytes or gigabytes: ``2.3 GB``."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{max(1, round(count / 1e6))} MB"
