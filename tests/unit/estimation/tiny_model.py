"""The tiny model of the tests: random weights, made by training/estimation/tiny_model.py."""

from __future__ import annotations

from pathlib import Path

TINY = Path(__file__).parent / "tiny"
