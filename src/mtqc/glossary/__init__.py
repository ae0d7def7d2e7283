"""Terms that a translation has to use or must not use."""

from mtqc.glossary.glossary import Glossary, Term

__all__ = ["Glossary", "Term"]
