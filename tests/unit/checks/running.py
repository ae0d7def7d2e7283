"""Runs one check on one of its examples, or on any text."""

from __future__ import annotations

from mtqc.examples import findings_on

__all__ = ["findings_on"]
