"""Quotations: what stands between a pair of quotation marks of any style."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch; ``span`` includes the two marks."""

    opening: str
    closing: str
    span: Span


def find_quotations(prose: str) -> tuple[Quotation, ...]:
    """The quotations of a text, outer ones before inner ones."""
    return ()
