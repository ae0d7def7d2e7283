"""Translations that are their source over again."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqc.analysis.ordinary_words import first_word, ordinary_words, telling_words
from mtqc.analysis.related_languages import are_related
from mtqc.analysis.scripts import count_letters, scripts_of
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity, Span

_MOST_DIFFERENCE = 4
"""Characters that punctuation may add to a copy."""
_FEWEST_WORDS = 3
_FEWEST_ORDINARY = 2
_SHORT_WORD = 2
_FEWEST_WORDS_IF_RELATED = 8
_FEWEST_LETTERS_WITHOUT_SPACES = 12
_FEWEST_FOREIGN_LETTERS = 3
_LATIN = frozenset({"Latn"})
_SYNTAX = regex.compile(r"\[-|\s\|\s")
_EDGES = regex.compile(r"^[^\p{L}\p{N}]++|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]++$")


class SourceCopied(SegmentCheck):
    """Fires on targets that equal their source although it has ordinary words to translate."""

    rule = "accuracy/source-copied"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "The translation is a copy of the source."
    why = "Nothing was translated: the readers get a language that they may not know."
    silent_on = (
        "names, brands, titles, entries of country and language lists: their words begin with capitals",
        "one or two words: as often as not a loan word that is the same in both languages (Server, Update)",
        "words that were joined with hyphens or capitalised: they were adapted (SOCKS-Proxy-Port)",
        "code, commands, options, paths, addresses and placeholders: they are not to be translated",
        "pairs of variants of one language (en-US and en-GB); and short texts in closely related languages",
    )
    needs = frozenset({Need.SOURCE})
    silences = (
        "accuracy/untranslated",
        "accuracy/wrong-language",
        "accuracy/wrong-script",
        "terminology/glossary-term",
    )
    bad = (
        Example(
            "The file could not be opened.",
            source="The file could not be opened.",
            source_language="en",
            target_language="de",
        ),
        Example("Show hidden files", source="Show hidden files", source_language="en", target_language="fr"),
        Example("Файл сохранён", source="Файл сохранён", source_language="ru", target_language="en"),
    )
    good = (
        Example("Microsoft Visual Studio Code", source="Microsoft Visual Studio Code", source_language="en"),
        Example("Santa Cruz de Tenerife", source="Santa Cruz de Tenerife", source_language="en", target_language="de"),
        Example("Online Update Server", source="Online Update Server", source_language="en", target_language="de"),
        Example("git rebase [--abort] <branch>", source="git rebase [--abort] <branch>", source_language="en"),
        Example(
            "The file is not open.", source="The file is not open.", source_language="en-US", target_language="en-GB"
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most, on the whole target."""
        source, target = segment.source or "", segment.target
        if source != target and not _is_copy(source, target):
            return
        if _is_translatable(context):
            yield self.finding(
                segment,
                f'The source "{shortened(source.strip())}" was copied, not translated.',
                target=Span(0, len(target)),
                source=Span(0, len(source)),
                confidence=0.9,
            )


def _is_copy(source: str, target: str) -> bool:
    """Whether the texts differ in nothing but the punctuation around them and the case of the first letter."""
    if abs(len(source) - len(target)) > _MOST_DIFFERENCE:
        return False
    middle = len(source) // 2
    # Most translations differ in the middle: that spares them the thorough comparison.
    if source[middle : middle + 2] not in target:
        return False
    source, target = _EDGES.sub("", source), _EDGES.sub("", target)
    return source[1:] == target[1:] and source[:1].casefold() == target[:1].casefold()


def _is_translatable(context: Context) -> bool:
    assert context.source is not None
    text, source, target = context.source.text, context.source_language, context.target_language
    related = False
    if source is not None and target is not None:
        if source.code == target.code:
            return False
        related = are_related(source, target)
        others = scripts_of(source.script) - scripts_of(target.script) - _LATIN
        if others and count_letters(context.source.prose, others) >= _FEWEST_FOREIGN_LETTERS:
            return True
        if not source.has_word_spaces:
            return not related and _letters(context.source.prose, source) >= _FEWEST_LETTERS_WITHOUT_SPACES
    fewest = _FEWEST_WORDS_IF_RELATED if related else _FEWEST_WORDS
    # Most copies are names of a word or two: blanks are counted first, being fast.
    if text.count(" ") + text.count("\n") + 1 < fewest or len(context.source.words) < fewest or _SYNTAX.search(text):
        return False
    return _has_ordinary_words(context.source.prose, source, target)


def _letters(prose: str, language: Language) -> int:
    return count_letters(prose, scripts_of(language.script))


def _has_ordinary_words(prose: str, source: Language | None, target: Language | None) -> bool:
    telling = telling_words(source, target) if source is not None and target is not None else frozenset[str]()
    ordinary = ordinary_words(prose)
    content = [word for word in ordinary if word not in telling and len(word) > _SHORT_WORD]
    if sum(word in telling for word in ordinary) >= _FEWEST_WORDS:
        return True
    if content and (first_word(prose) in telling or not telling.isdisjoint(ordinary)):
        return True
    # Without a function word, the letters must speak for the language: names of places come in many.
    letters = source.exemplars if source is not None else frozenset[str]()
    return len(content) >= _FEWEST_ORDINARY and (not letters or letters.issuperset("".join(content)))
