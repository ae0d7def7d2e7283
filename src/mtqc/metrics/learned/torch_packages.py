"""The packages that learned metrics need, imported when the first of them is asked for."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from mtqc.errors import MissingExtraError

_PACKAGES = ("torch", "sentencepiece", "google.protobuf")


def require_torch(metric: str) -> None:
    """Makes sure that torch and what its checkpoints need are installed.

    Raises:
        MissingExtraError: a package is missing; the message has the line that installs it.
    """
    for package in _PACKAGES:
        if not _installed(package):
            raise MissingExtraError(metric, "neural")
    # A torch that is there but broken should say so itself, not as a missing package.
    import_module("torch")


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
