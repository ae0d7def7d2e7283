"""Which texts a model can judge: those in its languages and their scripts."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from mtqc.analysis.scripts import count_letters, scripts_of
from mtqc.errors import UnknownNameError
from mtqc.languages import tags

_LETTER = regex.compile(r"\p{L}")
_SCRIPT_LENGTH = 4
_MOST_FOREIGN = 0.3
"""Above this share of letters in scripts that no language of the model writes, a text is not in its languages."""


class KnownLanguages:
    """The languages of a model by tag, each with the ISO 15924 codes of the scripts that it knows it in."""

    def __init__(self, languages: Mapping[str, tuple[str, ...]]) -> None:
        self._scripts = {_canonical(tag): writings for tag, writings in languages.items()}
        self._letters = frozenset(
            script for writings in languages.values() for writing in writings for script in scripts_of(writing)
        )

    def why_not(self, text: str, tag: str | None) -> str | None:
        """Why the model cannot judge a text, said to be in that language if anything is said; None if it can."""
        reason = None if tag is None else self._unknown_language(tag)
        if reason is not None:
            return reason
        letters = len(_LETTER.findall(text))
        if not letters:
            return "has no words"
        if letters - count_letters(text, self._letters) > _MOST_FOREIGN * letters:
            return "is in a script that the model does not know"
        return None

    def _unknown_language(self, tag: str) -> str | None:
        canonical = _canonical(tag)
        code, *rest = canonical.split("-")
        writings = self._scripts.get(code)
        if writings is None:
            return f"is in a language that the model does not know ({tag})"
        script = next((part for part in rest if len(part) == _SCRIPT_LENGTH and part.isalpha()), None)
        if script is not None and script not in writings:
            return f"is in a script that the model does not know its language in ({tag})"
        return None


def _canonical(tag: str) -> str:
    try:
        return tags.canonical(tag)
    except UnknownNameError:
        return tag.lower()
