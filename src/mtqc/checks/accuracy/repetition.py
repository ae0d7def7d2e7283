"""Phrases that go round in a loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from mtqc.analysis.loops import Loop, find_loops, has_loop, repeated_share, tokens_of, words_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity, Span

_FEWEST_TIMES = 3
_FEWEST_TIMES_OF_A_WORD = 4
"""Single words are tripled for emphasis in most languages: no, no, no. Without a source, one more is allowed."""
_FEWEST_CHARACTERS = 12
"""Characters that a loop of single characters has at least: scripts without word spaces double syllables freely."""
_CRITICAL_TIMES = 6
_RUNAWAY_TOKENS = 40
_RUNAWAY_SHARE = 0.5
_LETTER = regex.compile(r"\p{L}")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]")
_LONG_WORD = 40
"""Characters of a word that may be a loop in itself."""
_LONG_WORDS = regex.compile(rf"(?<!\S)\S{{{_LONG_WORD},}}+")


class Repetition(SegmentCheck):
    """Fires on phrases that stand three times in a row and more, and on texts that keep coming back to the same."""

    rule = "accuracy/repetition"
    category = Category.ADDITION
    severity = Severity.MAJOR
    summary = "The translation repeats itself in a loop."
    why = "Models that lose their way say the same over and over; nothing of it stands in the source."
    silent_on = (
        "phrases that the source repeats as well: songs, chants, tables",
        "single words three times in a row, and four times where there is no source: emphasis, laughter",
        "numbers, signs and single letters in a row: tables and patterns",
        "enumerations whose parts differ in a number: they are no repeats",
    )
    bad = (
        Example(
            "Der Hund schläft auf dem Sofa auf dem Sofa auf dem Sofa.",
            source="The dog sleeps on the sofa.",
            marks=" auf dem Sofa auf dem Sofa",
        ),
        Example("这个城市很大很大很大很大很大很大。", source="This city is big.", target_language="zh"),
        Example(
            "Sie nahm den nackten nackten nackten nackten nackten Stein.", marks=" nackten nackten nackten nackten"
        ),
    )
    good = (
        Example("Nein, nein, nein! Das geht nicht.", source="No way!"),
        Example("Ra ra ra ra ra!", source="Ra ra ra ra ra!"),
        Example("Kanal 1, Kanal 2, Kanal 3, Kanal 4", source="Channels 1 to 4"),
        Example("0 0 0 0 0 | - - - - - | x x x x x", source="An empty row"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a loop, on all of it but the first occurrence; or one on a whole text that runs away."""
        target = segment.target
        language = context.target_language
        if language is not None and not language.has_word_spaces:
            yield from self._loops(segment, context, Span(0, len(target)), in_characters=True)
            return
        words = context.target.vocabulary
        if _repeats_words(target, len(words)):
            yield from self._loops(segment, context, Span(0, len(target)), in_characters=False)
        if len(target) >= _LONG_WORD and len(max(words, key=len, default="")) >= _LONG_WORD:
            for word in _LONG_WORDS.finditer(target):
                yield from self._loops(segment, context, Span(word.start(), word.end()), in_characters=True)

    def _loops(self, segment: Segment, context: Context, part: Span, *, in_characters: bool) -> Iterator[Finding]:
        """The loops in a part of the target; in one of words also the finding that it runs away."""
        tokens = tokens_of(segment.target, part, not in_characters)
        letters = _LETTER if in_characters else _LETTERS
        loops = [
            loop
            for loop in find_loops(tokens, _FEWEST_TIMES)
            if _is_long(loop, segment.source is not None, in_characters)
            and letters.search(context.target.prose, loop.first.start, loop.first.end)
        ]
        for loop in loops:
            if not _repeats_too(segment.source, context.source_language):
                yield self._loop(segment, loop)
        if not loops and not in_characters and len(tokens) >= _RUNAWAY_TOKENS:
            share = repeated_share(tokens)
            if share >= _RUNAWAY_SHARE and not _repeats_too(segment.source, context.source_language):
                yield self.finding(
                    segment,
                    f"The translation goes round in circles: {share:.0%} of it stood there before.",
                    target=part,
                    confidence=0.8,
                    evidence={"repeated": round(share, 3)},
                )

    def _loop(self, segment: Segment, loop: Loop) -> Finding:
        phrase = loop.first.of(segment.target)
        is_most = 2 * (loop.extra.end - loop.extra.start) > len(segment.target)
        return self.finding(
            segment,
            f'"{shortened(phrase)}" stands {loop.times} times in a row.',
            target=loop.extra,
            suggestions=("",),
            severity=Severity.CRITICAL if is_most and loop.times >= _CRITICAL_TIMES else None,
            confidence=0.95 if segment.source is not None else 0.85,
            evidence={"times": loop.times},
        )


def _repeats_words(text: str, different: int) -> bool:
    """Whether a text may have a loop or run away. Blanks are counted first, being fast; then what stands thrice."""
    fewest = different + _FEWEST_TIMES - 1
    if text.count(" ") + text.count("\n") + 1 < fewest:
        return False
    words = text.lower().split()
    if len(words) < fewest or max(Counter(words).values()) < _FEWEST_TIMES:
        return False
    # Articles and conjunctions stand thrice in many texts, but seldom in a loop.
    return len(words) >= _RUNAWAY_TOKENS or has_loop(words_of(text), _FEWEST_TIMES)


def _is_long(loop: Loop, has_source: bool, in_characters: bool) -> bool:
    """Whether the loop is no emphasis, laughter or doubled syllable."""
    if in_characters:
        return loop.tokens * loop.times >= _FEWEST_CHARACTERS
    return loop.tokens > 1 or loop.times >= _FEWEST_TIMES_OF_A_WORD + (not has_source)


def _repeats_too(source: str | None, language: Language | None) -> bool:
    """Whether the source has a loop of its own."""
    if source is None:
        return False
    tokens = tokens_of(source, Span(0, len(source)), language is None or language.has_word_spaces)
    return any(True for _ in find_loops(tokens, _FEWEST_TIMES)) or (
        len(tokens) >= _RUNAWAY_TOKENS and repeated_share(tokens) >= _RUNAWAY_SHARE / 2
    )
