"""Markup tags written in a text: XML and HTML elements and entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mtqc.model import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in the text."""

    kind: Literal["open", "close", "standalone"]
    name: str
    text: str
    span: Span


def find_tags(text: str) -> tuple[Tag, ...]:
    """The tags of a text."""
    return ()
