"""Residue: words of the source language that were left in a translation."""

from mtqc.interference.residue.finding import find_residue

__all__ = ["find_residue"]
