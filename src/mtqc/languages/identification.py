"""Recognises the language of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identification:
    """The most probable language of a text; ``confidence`` is its probability from 0 to 1."""

    language: str
    confidence: float


def identify(text: str, among: Sequence[str] | None = None) -> Identification | None:
    """The language of a text, among those given if any; None where nothing can be told."""
    return None
