"""Addresses: URLs, e-mail addresses, file paths and IP addresses, which a translation carries over as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mtqc.model import Span


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it stands in the text."""

    kind: Literal["url", "email", "path", "ip"]
    text: str
    span: Span


def find_addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a text."""
    return ()
