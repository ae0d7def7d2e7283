"""The Hugging Face hub: finds the files of a repository, and says in one line why it cannot."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.known_models import nearest_model

_TRUE = frozenset({"1", "on", "yes", "true"})


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

        ``before_download`` is called when nothing of them is here yet.

        Raises:
            CheckpointError: they are not here and cannot be got.
        """
        try:
            here = self._snapshot(request, local_files_only=True)
        except Exception:
            # Whatever is wrong with the cache, the hub can put right.
            here = None
        if here is None and not self.offline:
            before_download()
        return self._found(request, here)

    def _found(self, request: Request, here: Path | None) -> Path:
        if self.offline:
            if here is None:
                raise CheckpointError(
                    request.name,
                    "not in the local cache, and downloads are switched off; "
                    "run once with a network and without --offline and HF_HUB_OFFLINE, or give a folder",
                )
            return here
        try:
            return self._snapshot(request, local_files_only=False)
        # huggingface_hub raises errors of its own, of its HTTP client (which has changed), of xet, and OSError.
        except Exception as error:
            raise CheckpointError(request.name, _reason(request, error)) from error

    def _snapshot(self, request: Request, *, local_files_only: bool) -> Path:
        from huggingface_hub import snapshot_download

        arguments: dict[str, Any] = {"endpoint": self.endpoint, "cache_dir": self.cache}
        return Path(
            snapshot_download(
                request.name,
                revision=request.revision,
                allow_patterns=list(request.wanted),
                local_files_only=local_files_only,
                **arguments,
            )
        )


def _reason(request: Request, error: Exception) -> str:
    from huggingface_hub import errors

    page = f"https://huggingface.co/{request.name}"
    nearest = nearest_model(request.name)
    hint = f"; did you mean '{nearest}'?" if nearest and nearest != request.name else ""
    match error:
        case errors.GatedRepoError():
            return (
                f"access is not granted: accept the terms at {page} with your account, "
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
        case errors.LocalEntryNotFoundError() | ConnectionError():
            return "not in the local cache, and the hub cannot be reached; check the network, or give a folder"
        case errors.HfHubHTTPError():
            return f"the hub answered {_status(error)}; try again later"
        case _:
            return f"the download was interrupted ({_one_line(error)}); run again to go on with it"


def _status(error: Any) -> str:
    response = getattr(error, "response", None)
    return "with an error" if response is None else f"{response.status_code} {response.reason_phrase}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
