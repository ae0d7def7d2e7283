"""Terms that a translation has to use or must not use: read from TSV, CSV and TBX, found whatever their inflection."""

from mtqc.glossary.glossary import Concept, Glossary, Term
from mtqc.glossary.matching import Match, TermIndex

__all__ = ["Concept", "Glossary", "Match", "Term", "TermIndex"]
