"""The Hugging Face hub: finds the files of a repository, and says in one line why it cannot."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.known_models import nearest_model

_TRUE = frozenset({"1", "on", "yes", "true"})
_REFUSED = (401, 403)
_CLOCK_SECONDS = 2
"""By how much the times of files may differ from the clock."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted: files of a repository that match glob patterns, at a branch, tag or commit."""

    name: str
    wanted: tuple[str, ...]
    revision: str


@dataclass(frozen=True, slots=True)
class Hub:
    """One hub and the local cache of its repositories; None stands for what huggingface_hub has by default."""

    endpoint: str | None
    cache: str | None
    offline: bool

    @classmethod
    def of(cls, computing: Computing) -> Hub:
        """The hub that the environment names.

        It is read now: huggingface_hub itself reads it once, when it is imported, which may have been long ago.
        """
        home = os.environ.get("HF_HOME")
        cache = os.environ.get("HF_HUB_CACHE") or (str(Path(home).expanduser() / "hub") if home else None)
        offline = any(os.environ.get(name, "").lower() in _TRUE for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"))
        return cls(os.environ.get("HF_ENDPOINT") or None, cache, offline or computing.offline)

    def find(self, request: Request, before_download: Callable[[], None]) -> Path:
        """The folder with the wanted files, whose name is the commit; downloads what is missing.

        ``before_download`` is called when not all of them are here yet.

        Raises:
            CheckpointError: they are not here and cannot be got, or came damaged.
        """
        here = self._in_cache(request)
        if self.offline:
            if here is None:
                raise CheckpointError(
                    request.name,
                    "no such folder, not (or not all of it) in the local cache, and downloads are switched off; "
                    "run once without --offline and HF_HUB_OFFLINE, or give a folder",
                )
            return here
        if here is None:
            before_download()
        started = time.time()
        try:
            folder = self._snapshot(request, local_files_only=False)
        # huggingface_hub raises errors of its own, of its HTTP client (which has changed), of xet, and OSError.
        except Exception as error:
            raise CheckpointError(request.name, _reason(request, error)) from error
        _verify(request, folder, started - _CLOCK_SECONDS)
        return folder

    def _in_cache(self, request: Request) -> Path | None:
        try:
            return self._snapshot(request, local_files_only=True)
        # Whatever is wrong with the cache, the hub can put right.
        except Exception:
            return None

    def _snapshot(self, request: Request, *, local_files_only: bool) -> Path:
        from huggingface_hub import snapshot_download

        arguments: dict[str, Any] = {"endpoint": self.endpoint, "cache_dir": self.cache}
        with _bars_on_terminals_only():
            return Path(
                snapshot_download(
                    request.name,
                    revision=request.revision,
                    allow_patterns=list(request.wanted),
                    local_files_only=local_files_only,
                    **arguments,
                )
            )


@contextmanager
def _bars_on_terminals_only() -> Iterator[None]:
    import huggingface_hub.utils

    # Public, but not declared so.
    bars: Any = huggingface_hub.utils

    if sys.stderr.isatty() or bars.are_progress_bars_disabled():
        yield
        return
    bars.disable_progress_bars()
    try:
        yield
    finally:
        bars.enable_progress_bars()


def _verify(request: Request, folder: Path, since: float) -> None:
    """Compares files that were just downloaded with their hashes, which are the names of what they link to.

    Raises:
        CheckpointError: one differs; it is removed, so that the next run gets it again.
    """
    for path in folder.rglob("*"):
        if path.is_symlink() and (blob := path.resolve()).stat().st_mtime >= since and not _is_whole(blob):
            path.unlink()
            blob.unlink()
            raise CheckpointError(
                request.name, f"{path.name} came damaged and was removed; run again to download it anew"
            )


def _is_whole(blob: Path) -> bool:
    """Whether a file has the SHA-256 that is its name, or as a small file of git the SHA-1 of its kind."""
    from hashlib import file_digest, sha1

    if len(blob.name) == 64:
        with blob.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == blob.name
    if len(blob.name) == 40:
        content = blob.read_bytes()
        header = f"blob {len(content)}\0".encode()
        return sha1(header + content, usedforsecurity=False).hexdigest() == blob.name
    return True


def _reason(request: Request, error: Exception) -> str:
    from huggingface_hub import errors

    nearest = nearest_model(request.name)
    hint = f"; did you mean '{nearest}'?" if nearest and nearest != request.name else ""
    status = _status(error)
    match error:
        case errors.GatedRepoError():
            return (
                f"access is not granted: accept the terms at https://huggingface.co/{request.name} with your account, "
                "then set HF_TOKEN to a token of it (or run 'hf auth login')"
            )
        case errors.RevisionNotFoundError():
            return f"there is no revision '{request.revision}'"
        case errors.RepositoryNotFoundError():
            return (
                f"no such folder, and no such repository on the hub{hint} "
                "(a private one needs HF_TOKEN set to a token with access)"
            )
        case errors.HFValidationError():
            return f"no such folder, and no name of a repository, which is OWNER/NAME{hint}"
        case _ if status in _REFUSED:
            return f"the hub refused access ({status}); check that HF_TOKEN is a valid token with access to it"
        case _ if status is not None:
            return f"the hub answered with the error {status}; try again later"
        case errors.LocalEntryNotFoundError():
            return (
                "no such folder, not in the local cache, and the hub cannot be reached; "
                "check the network, or give a folder"
            )
        case _:
            return f"the download failed ({_one_line(error)}); whole files are kept, run again to go on"


def _status(error: BaseException | None) -> int | None:
    """The status that the hub answered with, from the error or what caused it; None if it did not answer."""
    while error is not None:
        code = getattr(getattr(error, "response", None), "status_code", None)
        if isinstance(code, int):
            return code
        error = error.__cause__
    return None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
