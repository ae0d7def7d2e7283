"""Characters that an encoding, or an escape, has broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mtqc.analysis import escapes
from mtqc.analysis.mojibake import SUSPECTS, Repair, find_mojibake, is_suspicious
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.model import Category, Finding, Segment, Severity, Span

_MOST = 10
"""Places of one kind that are reported: a text of more is broken as a whole."""
_FEWEST_MARKED_WORDS = 2
"""Words with a question mark inside that a text without a source needs before the marks are lost letters."""


class Encoding(SegmentCheck):
    """Fires on mojibake, replacement characters, twice escaped entities and escapes left as they were."""

    rule = "conventions/encoding"
    category = Category.CHARACTER_ENCODING
    severity = Severity.MAJOR
    summary = "Characters are broken by a wrong encoding or a left-over escape."
    why = "Readers see rubbish in place of letters, and searching and sorting fail."
    silent_on = (
        "capitals such as the Ã of NÃO and the É before an ellipsis: nothing better comes out when they are read anew",
        "entities where the source writes entities or tags: the text is markup",
        "escapes and replacement characters that stand in the source as well: the text is about them",
        "question marks between letters where the source has question marks: they part questions or are code",
    )
    triggers = "&\\?\ufffd" + "".join(sorted(SUSPECTS))
    bad = (
        Example("Das gilt fÃ¼r alle.", target_language="de", marks="fÃ¼r"),
        Example("Câ€™est la vie.", target_language="fr", marks="Câ€™est"),
        Example("Die Gr\ufffd\ufffde ist falsch.", target_language="de", marks="Gr\ufffd\ufffde"),
        Example("L&#39;eau &amp;quot;pure&amp;quot;", source='"Pure" water', target_language="fr", marks="&#39;"),
        Example("f\\u00fcr alle", source="for all", target_language="de", marks="\\u00fc"),
        Example("Autor: J. M?ller", source="Author: J. Müller", target_language="de", marks="M?ller"),
    )
    good = (
        Example("ISTO NÃO É UM CAFÉ… É UM »MENÜ«!", target_language="pt"),
        Example("Tom &amp; Jerry", source="Tom &amp; Jerry", target_language="de", note="the source is escaped, too"),
        Example("Wirklich?Ja", source="Really?Yes", target_language="de"),
        Example("Schreiben Sie \\u00e4 für ä.", source="Write \\u00e4 for ä.", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a broken place, on the word or the escape."""
        target, source = segment.target, segment.source
        characters = context.target.characters
        if is_suspicious(characters):
            language = context.target_language
            for repair in find_mojibake(target, language.exemplars if language else frozenset()):
                if not source or repair.span.of(target) not in source:
                    yield self._broken(segment, repair)
        if "\ufffd" in characters and "\ufffd" not in (source or ""):
            yield from self._unreadable(segment)
        if "&" in characters:
            for repair in islice(_needless_entities(target, source), _MOST):
                yield self._escaped(segment, repair)
        if "\\" in characters:
            for repair in islice(_needless_escapes(target, source), _MOST):
                yield self._escaped(segment, repair)
        if "?" in characters:
            yield from self._replaced(segment, context.target.prose)

    def _broken(self, segment: Segment, repair: Repair) -> Finding:
        broken = repair.span.of(segment.target)
        message = f'"{shortened(broken)}" is "{shortened(repair.text)}" read in the wrong encoding.'
        return self.finding(segment, message, target=repair.span, suggestions=(repair.text,), confidence=0.97)

    def _escaped(self, segment: Segment, repair: Repair) -> Finding:
        escape = repair.span.of(segment.target)
        shown = "a no-break space" if repair.text == "\u00a0" else shortened(repair.text)
        message = f"The escape {shortened(escape)} stands in the text in place of {shown}"
        return self.finding(
            segment, message + ("" if shown in ".!?" else "."), target=repair.span, suggestions=(repair.text,)
        )

    def _unreadable(self, segment: Segment) -> Iterator[Finding]:
        for span in islice(escapes.replacement_characters(segment.target), _MOST):
            word = span.of(segment.target)
            suggestion = escapes.restored(word, segment.source or "")
            yield self.finding(
                segment,
                f'"{shortened(word)}" holds U+FFFD, which stands for bytes that could not be read.',
                target=span,
                suggestions=() if suggestion is None else (suggestion,),
            )

    def _replaced(self, segment: Segment, prose: str) -> Iterator[Finding]:
        marked = list(islice(escapes.replaced_letters(prose), _MOST))
        for span in marked:
            word = span.of(segment.target)
            suggestion = escapes.restored(word, segment.source or "")
            if suggestion is None and not _is_unasked(span, marked, segment):
                continue
            yield self.finding(
                segment,
                f'"{shortened(word)}" has a question mark in place of a letter.',
                target=span,
                suggestions=() if suggestion is None else (suggestion,),
                confidence=0.8 if suggestion is None else 0.97,
            )


def _needless_entities(target: str, source: str | None) -> Iterator[Repair]:
    twice = [repair for repair in escapes.twice_escaped(target) if repair.span.of(target) not in (source or "")]
    yield from twice
    if source is not None and escapes.has_entity(source):
        return
    starts = {repair.span.start for repair in twice}
    for repair in escapes.entities_in_prose(target) if source is None else escapes.entities(target):
        if repair.span.start not in starts:
            yield repair


def _needless_escapes(target: str, source: str | None) -> Iterator[Repair]:
    if source is not None and ("\\u" in source or "\\x" in source):
        return
    for repair in escapes.backslash_escapes(target):
        start = repair.span.start
        beside = target[max(0, start - 1) : start] + target[repair.span.end : repair.span.end + 1]
        if source is not None or any(character.isalpha() for character in beside):
            yield repair


def _is_unasked(span: Span, marked: list[Span], segment: Segment) -> bool:
    """Whether the question mark can be no question mark: the source has none, or too many words have one inside."""
    if segment.source is not None:
        return "?" not in segment.source
    return len(marked) >= _FEWEST_MARKED_WORDS and span.of(segment.target).islower()
