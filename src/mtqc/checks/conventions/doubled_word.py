"""The same word twice in a row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity, Span

# The same word with one blank between, no mark, hyphen or third occurrence around.
_DOUBLED = re.compile(
    r"(?<![\w'’.\-‐‑/@#$%&*+=\\<>|~])([^\W\d_]{2,40}+)[ \u00a0]\1(?![\w'’\-‐‑/@#=\\<>|~]|[ \u00a0]\1(?!\w)|\.\w)"
)

_ABBREVIATION = re.compile(r"([A-Z])\.?\1")
"""Capitals that repeat: BBC, R.R."""
_LONGEST_LETTER_NAME = 3


class DoubledWord(SegmentCheck):
    """Fires on a word that stands twice in a row."""

    rule = "conventions/doubled-word"
    category = Category.GRAMMAR
    severity = Severity.MINOR
    summary = "A word stands twice in a row."
    why = "It is a slip of the keyboard, or of a model that starts to loop."
    silent_on = (
        "words that a correct sentence may double in their language (das Haus, das das Tor hat; nous nous lavons; "
        "had had): they are listed in data/conventions/doubled_words.toml",
        "languages that double words by their grammar, such as Indonesian, Japanese and Hindi",
        "words that differ in case (Sie sie), and names (Duran Duran): both capitalised, where the language writes "
        "nouns small",
        "words that the source doubles as well",
        "names of letters in Arabic script that spell an abbreviation of the source (بي بي سي for BBC)",
        "words with a mark, hyphen or more than one blank between them: columns and compounds",
        "single letters and words that stand three times or more: emphasis, or a loop (accuracy/repetition finds it)",
    )
    triggers = " \u00a0"
    judges_neighbours = True
    bad = (
        Example("Speichern Sie die Datei auf auf dem Gerät.", target_language="de", marks="auf auf"),
        Example("Save the the file.", target_language="en", marks="the the"),
        Example("Il faut enregistrer le le fichier.", target_language="fr", marks="le le"),
    )
    good = (
        Example("Das Haus, das das Tor hat, ist alt.", target_language="de"),
        Example("Ich hoffe, dass Sie sie finden.", target_language="de"),
        Example("Nous nous lavons les mains.", target_language="fr"),
        Example("Orang orang itu pergi.", target_language="id"),
        Example("Duran Duran played last night.", target_language="en"),
        Example("Drücken Sie Esc Esc.", source="Press Esc Esc.", target_language="de"),
        Example("هذه قناة بي بي سي.", source="This is the BBC.", target_language="ar"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a pair, on both words."""
        pieces = segment.target.split()
        # A mark may follow the second: "auf auf." All but a few texts are done with here.
        if not any(map(str.startswith, pieces[1:], pieces)) or not _DOUBLED.search(segment.target):
            return
        language = context.target_language
        doubles = _doubles()
        if language is not None and language.code in doubles.reduplicating:
            return
        for match in _DOUBLED.finditer(context.target.prose):
            word = match[1]
            if segment.target[max(0, match.start() - len(word) - 1) : match.start()].strip() == word:
                continue
            if doubles.allow(word, language) or _is_doubled_in(segment.source or "", word):
                continue
            is_letter_name = len(word) <= _LONGEST_LETTER_NAME and "\u0600" <= word[0] <= "\u06ff"
            if is_letter_name and _ABBREVIATION.search(segment.source or segment.target):
                continue
            yield self.finding(
                segment,
                f"The word {word} stands twice in a row.",
                target=Span(match.start(), match.end()),
                suggestions=(word,),
                confidence=0.9,
            )


@dataclass(frozen=True, slots=True)
class _Doubles:
    """The words that may be doubled: anywhere, and by language."""

    reduplicating: frozenset[str]
    anywhere: frozenset[str]
    words: dict[str, frozenset[str]]

    def allow(self, word: str, language: Language | None) -> bool:
        small = word.lower()
        if small in self.anywhere or (language is not None and small in self.words.get(language.code, ())):
            return True
        return word[0].isupper() and (language is None or language.code not in _CAPITAL_NOUNS)


_CAPITAL_NOUNS = frozenset({"de", "lb", "nds"})
"""Languages that capitalise nouns, where a capital says nothing of a name."""


@cache
def _doubles() -> _Doubles:
    table = tomllib.loads(files("mtqc").joinpath("data", "conventions", "doubled_words.toml").read_text("utf-8"))
    words = {code: frozenset(listed) for code, listed in table["words"].items()}
    return _Doubles(frozenset(table["reduplicating"]), frozenset(table["anywhere"]), words)


def _is_doubled_in(source: str, word: str) -> bool:
    return f"{word} {word}" in source
