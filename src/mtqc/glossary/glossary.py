"""A glossary: terms with the translations that are wanted and the words that are forbidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Term:
    """One entry for one direction of translation.

    ``source`` is None for words that are forbidden whatever the source says. ``targets`` are the translations wanted,
    best first; empty for an entry that only forbids.
    """

    source: str | None
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """What a multilingual termbase says of one thing: words by language tag, those to use and those to avoid."""

    preferred: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str | None = None

    def term(self, source_language: str | None, target_language: str | None) -> Term | None:
        """The entry for one direction; None if the concept has no word that would help there."""
        source = _in_language(self.preferred, source_language)
        targets = _in_language(self.preferred, target_language)
        forbidden = _in_language(self.forbidden, target_language)
        if not (source and targets) and not forbidden:
            return None
        return Term(source[0] if source else None, targets if source else (), forbidden, note=self.note)


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms that hold for a run: those of two-column tables, and those of multilingual termbases."""

    terms: tuple[Term, ...] = ()
    concepts: tuple[Concept, ...] = ()

    @classmethod
    def read(cls, paths: Sequence[Path]) -> Glossary:
        """The terms of several files together: TBX by its content, CSV by its suffix, else TSV.

        Raises:
            InputError: a file cannot be read as a glossary; names the line.
        """
        from mtqc.formats.input import Input
        from mtqc.glossary.table import read_table
        from mtqc.glossary.tbx import is_tbx, read_tbx

        terms: list[Term] = []
        concepts: list[Concept] = []
        for path in paths:
            file = Input.of_path(path)
            if is_tbx(file):
                concepts += read_tbx(file)
            else:
                from_table = read_table(file)
                terms += from_table.terms
                concepts += from_table.concepts
        return cls(tuple(terms), tuple(concepts))

    def between(self, source_language: str | None, target_language: str | None) -> tuple[Term, ...]:
        """The terms for one direction of translation; languages are BCP 47 tags, None where unknown."""
        of_concepts = (concept.term(source_language, target_language) for concept in self.concepts)
        return self.terms + tuple(term for term in of_concepts if term is not None)


def _in_language(words: Mapping[str, tuple[str, ...]], language: str | None) -> tuple[str, ...]:
    """The words of the tag itself, else of a tag of the same language: ``de-AT`` finds ``de`` and ``de-DE``."""
    if language is None:
        return ()
    wanted = language.lower()
    for tag, found in words.items():
        if tag.lower() == wanted:
            return found
    code = wanted.partition("-")[0]
    return next((found for tag, found in words.items() if tag.lower().partition("-")[0] == code), ())
