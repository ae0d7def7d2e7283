"""What is true of a language: its numbers, quotation marks, names and sentences, and how to recognise it."""

from mtqc.languages.facts import Language, Quotes, known_language, language
from mtqc.languages.identification import Identification, identify

__all__ = ["Identification", "Language", "Quotes", "identify", "known_language", "language"]
