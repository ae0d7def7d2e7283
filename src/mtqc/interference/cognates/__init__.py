"""Cognates: words that a target language does not have, made of words of the source language with its own affixes."""

from mtqc.interference.cognates.finding import find_cognates

__all__ = ["find_cognates"]
