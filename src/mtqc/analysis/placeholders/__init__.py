"""Placeholders of every common dialect: where a program will put something of its own."""

from mtqc.analysis.placeholders.placeholder import Placeholder
from mtqc.analysis.placeholders.search import dialects_of, find_placeholders

__all__ = ["Placeholder", "dialects_of", "find_placeholders"]
