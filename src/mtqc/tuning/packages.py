"""The packages that learning needs, looked for before anything is read."""

from __future__ import annotations

from importlib.util import find_spec

from mtqc.errors import MissingExtraError

_PACKAGES = ("torch", "onnx")


def require_learning_packages() -> None:
    """Makes sure that the packages of the extra ``neural`` are installed.

    Raises:
        MissingExtraError: one is missing; the message has the line that installs it.
    """
    if any(find_spec(package) is None for package in _PACKAGES):
        raise MissingExtraError("training", "neural")
