"""Names and terms of the user's list that did not stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

import regex

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.model import Category, Finding, Segment, Severity, Span

# Only letters that have capitals part words with blanks; next to a Chinese character a word may well begin.
_PART_OF_WORD = r"[\p{Lu}\p{Ll}\p{M}\p{N}_]"
_LONG_TERM = 6
_SHORT_ENDING, _LONG_ENDING = 4, 8
"""Letters that inflection may add, so that the ending of "Basement" is none of "Base", but all of "Firefoxissa" is."""
_REMEMBERED = 1024


class DoNotTranslate(SegmentCheck):
    """Fires when a term of the do-not-translate list stands in the source and not, letter for letter, in the target."""

    rule = "accuracy/do-not-translate"
    category = Category.DO_NOT_TRANSLATE
    severity = Severity.MAJOR
    summary = "A term that must stay as it is was changed or left out."
    why = "Product names, commands and trade marks mean nothing, or something else, once they are translated."
    silent_on = (
        "inflected terms, with an ending or an apostrophe behind them (Windows', Mozillas, Mozillan)",
        "terms that a hyphen joins to other words, or whose words it joins (Task-Manager-Fenster)",
        "terms that the target has less often than the source: pronouns stand in for names",
        "the same letters in other words or in another case in the source: they are not the term",
    )
    needs = frozenset({Need.SOURCE, Need.DO_NOT_TRANSLATE})
    bad = (
        Example(
            "Klicken Sie auf den Feuerfuchs.",
            source="Click Firefox.",
            settings={"do_not_translate": ("Firefox",)},
        ),
        Example(
            "Öffnen Sie firefox.",
            source="Open Firefox.",
            settings={"do_not_translate": ("Firefox",)},
            marks="firefox",
        ),
    )
    good = (
        Example("Firefoxin asetukset", source="Firefox settings", settings={"do_not_translate": ("Firefox",)}),
        Example(
            "Das Task-Manager-Fenster",
            source="The Task Manager window",
            settings={"do_not_translate": ("Task Manager",)},
        ),
        Example("Wort für Wort", source="Word by word", settings={"do_not_translate": ("Microsoft Word",)}),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a term, on its first occurrence in the source, and on what looks like it in the target."""
        source, target = segment.source or "", segment.target
        seen: set[str] = set()
        for match in _any_of(context.options.do_not_translate).finditer(source):
            term = match.group()
            if term in seen:
                continue
            seen.add(term)
            if _kept(term).search(target) or _kept(_composed(term)).search(_composed(target)):
                continue
            lookalike = _in_any_case(term).search(target)
            instead = (
                f'the translation has "{shortened(lookalike.group(1))}"' if lookalike else "the translation lacks it"
            )
            yield self.finding(
                segment,
                f'"{shortened(term)}" is to stay as it is, but {instead}.',
                target=Span(lookalike.start(1), lookalike.end(1)) if lookalike else None,
                source=Span(match.start(), match.end()),
                suggestions=(term,) if lookalike else (),
            )


def _composed(text: str) -> str:
    """The text with letters and their accents as one character, so that both spellings of one compare equal."""
    return normalize("NFC", text)


@lru_cache(maxsize=8)
def _any_of(terms: tuple[str, ...]) -> regex.Pattern[str]:
    """What finds the terms in a source, the longest first where one is the beginning of another."""
    listed = [term for term in terms if term.strip()]
    if not listed:
        return regex.compile(r"(?!)")
    return regex.compile(rf"(?<!{_PART_OF_WORD})\L<terms>(?!{_PART_OF_WORD})", terms=listed)


@lru_cache(maxsize=_REMEMBERED)
def _kept(term: str) -> regex.Pattern[str]:
    return regex.compile(_inflected(term))


@lru_cache(maxsize=_REMEMBERED)
def _in_any_case(term: str) -> regex.Pattern[str]:
    return regex.compile(_inflected(term), regex.IGNORECASE)


def _inflected(term: str) -> str:
    """A term that may have hyphens for blanks and an ending."""
    words = r"[\s\-‐‑]".join(regex.escape(word) for word in term.split())
    most = _SHORT_ENDING if len(term) < _LONG_TERM else _LONG_ENDING
    return rf"(?<!{_PART_OF_WORD})({words})(?:['’]?\p{{Ll}}{{1,{most}}}+)?+(?!{_PART_OF_WORD})"
