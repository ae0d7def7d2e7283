"""Words that mix letters of two scripts that look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtqc.analysis.lookalikes import GREEK_AND_CYRILLIC, MixedWord, in_one_script, mixed_words
from mtqc.analysis.scripts import scripts_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity

_SCRIPT_CODES = {"Latin": "Latn", "Cyrillic": "Cyrl", "Greek": "Grek"}
_ESCAPE = re.compile(r"%\d[A-F]")
_LETTERS_OF_A_WORD = 3
"""Letters of one script that a word with Greek ones has at least: ``Δx`` and ``kΩ`` are formulas."""


class MixedScript(SegmentCheck):
    """Fires on words in which Latin, Cyrillic or Greek letters stand in for each other's lookalikes."""

    rule = "conventions/mixed-script"
    category = Category.CHARACTER_ENCODING
    severity = Severity.MINOR
    summary = "A word mixes letters of two scripts that look alike."
    why = (
        "Nobody sees the difference, but the word cannot be found, sorted, spell-checked or read aloud, "
        "and in an address it leads elsewhere."
    )
    silent_on = (
        "words whose letters have no twin in the other script: they are meant so, such as units and formulas (kΩ, Δt)",
        "a small Greek letter before Latin ones (αmax), and Greek letters beside less than three of one script: "
        "symbols of mathematics and physics",
        "parts of a word that a hyphen joins (α-Tocopherol, PDF-файл): each is in one script",
        "abbreviations in Latin capitals with a Cyrillic ending (SMSка): colloquial inflection",
        "words that the source writes with the same characters: a name of its own making",
        "the last digit of an escaped line break before a word (%0A)",
    )
    triggers = GREEK_AND_CYRILLIC
    bad = (
        Example("Zahlen Sie mit Pаypal.", target_language="de", marks="Pаypal", note="the first a is Cyrillic"),
        Example("Откройте cтраницу.", source="Open the page.", target_language="ru", marks="cтраницу"),
        Example("Die Οper beginnt.", target_language="de", marks="Οper", note="a Greek capital omicron"),
    )
    good = (
        Example("Der Widerstand hat 5 kΩ, die Welle λmax 3 μm.", target_language="de"),
        Example("Пришлите SMSку и откройте PDF-файл.", target_language="ru"),
        Example("α-Tocopherol ist Vitamin E.", target_language="de"),
        Example("Имя:%0AИванов", source="Name:%0ASmith", target_language="ru"),
        Example("Das Spiel heißt ЯRise.", source="The game is called ЯRise.", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a word, on the word."""
        for word in mixed_words(segment.target):
            if word.text in (segment.source or "") or _is_inflected_abbreviation(word):
                continue
            if _ESCAPE.search(segment.target, max(0, word.span.start - 2), word.span.start + 1):
                continue
            for script in _candidates(word, context.target_language):
                suggestion = in_one_script(word.text, script, _alphabet(script, context.target_language))
                if suggestion is not None:
                    yield self.finding(
                        segment, _message(word, script), target=word.span, suggestions=(suggestion,), confidence=0.95
                    )
                    break


def _candidates(word: MixedWord, language: Language | None) -> list[str]:
    """The scripts that the word may be meant in, likeliest first: that of most letters, then the language's."""
    counts = [script for _, script in word.letters]
    if "Greek" in counts and _is_formula(word, counts):
        return []
    own = scripts_of(language.script) if language else frozenset[str]()
    return sorted(
        (script for script in word.scripts if script in _SCRIPT_CODES),
        key=lambda script: (-counts.count(script), _SCRIPT_CODES[script] not in own),
    )


def _is_formula(word: MixedWord, scripts: list[str]) -> bool:
    first, script = word.letters[0]
    is_symbol = script == "Greek" and first.islower() and scripts.count("Greek") == 1
    return is_symbol or max(scripts.count(script) for script in _SCRIPT_CODES) < _LETTERS_OF_A_WORD


def _alphabet(script: str, language: Language | None) -> frozenset[str]:
    if language is None or _SCRIPT_CODES[script] not in scripts_of(language.script):
        return frozenset("авсенкмортхуёасеорху") if script == "Cyrillic" else frozenset()
    return language.exemplars


def _is_inflected_abbreviation(word: MixedWord) -> bool:
    latin = 0
    while latin < len(word.letters) and word.letters[latin][1] == "Latin" and word.letters[latin][0].isupper():
        latin += 1
    ending = word.letters[latin:]
    return latin >= 2 and all(script == "Cyrillic" and letter.islower() for letter, script in ending)


def _message(word: MixedWord, script: str) -> str:
    letter, other = next((letter, own) for letter, own in word.letters if own != script)
    what = f"U+{ord(letter):04X} {unicodedata.name(letter).lower()}"
    return f'The word "{shortened(word.text)}" mixes {script} and {other} letters: its "{letter}" is {what}.'
