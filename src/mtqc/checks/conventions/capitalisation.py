"""Sentences that start small, and texts in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.analysis.text import MASK
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_FINAL = (".", "!", "?", "…", ":", "。")
_FEWEST_WORDS = 4
_FEWEST_CAPITALS = 8
_BEFORE_WORD = " \t\n\r\u00a0\"'“”„«»‘‚([{¿¡*_&"
_QUOTES = frozenset("\"'“”»«’‘")
_WORD = re.compile(r"[\w.'’-]+")


class Capitalisation(SegmentCheck):
    """Fires on sentences that start with a small letter where the source has a capital, and on shouting."""

    rule = "conventions/capitalisation"
    category = Category.SPELLING
    severity = Severity.MINOR
    summary = "A sentence starts small, or a text is in capitals that its source is not in, or the other way round."
    why = "A sentence that starts small looks like the rest of another one; capitals shout."
    silent_on = (
        "scripts without capitals, and sources in them",
        "phrases, menu entries and texts of less than four words: languages and house styles differ there",
        "sentences that start with a placeholder, tag or address, or with a word that the source writes in the same "
        "way (gedit, systemd, iPhone)",
        "a single word in quotation marks",
        "words with a capital, digit or mark inside (eBay, x86, zram-Gerät): they are names",
        "Dutch and Afrikaans sentences that start with an apostrophe ('s, 't, 'n)",
        "abbreviations: capitals in texts of less than eight letters or less than two words",
    )
    needs = frozenset({Need.SOURCE})
    bad = (
        Example("die Datei wurde gespeichert.", source="The file has been saved.", target_language="de", marks="die"),
        Example("¿quiere guardar el archivo?", source="Do you want to save it?", target_language="es", marks="quiere"),
        Example("DATEI NICHT GEFUNDEN", source="File not found", target_language="de"),
    )
    good = (
        Example("systemd wurde neu gestartet.", source="Restarted systemd on the host.", target_language="de"),
        Example("ungültiges Argument", source="Invalid argument", target_language="de"),
        Example("'s Morgens is het koud buiten.", source="In the morning it is cold.", target_language="nl"),
        Example("ファイルを保存しました。", source="The file has been saved.", target_language="ja"),
        Example("%s wurde nicht gefunden.", source="Could not find %s anywhere.", target_language="de"),
        Example("eBay nimmt die Zahlung an.", source="Payments are accepted by Ebay.", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most."""
        source, target = segment.source or "", segment.target
        if target.isupper() is not source.isupper():
            yield from self._shouting(segment, source, target)
        elif not source[:1].islower() and target.rstrip().endswith(_FINAL):
            yield from self._start(segment, source, context)

    def _start(self, segment: Segment, source: str, context: Context) -> Iterator[Finding]:
        target, language = segment.target, context.target_language
        if language is not None and not language.has_case:
            return
        bare = target.lstrip(_BEFORE_WORD)
        if not bare[:1].islower() or not source.lstrip(_BEFORE_WORD)[:1].isupper():
            return
        if not source.rstrip().endswith(_FINAL) or min(len(source.split()), len(target.split())) < _FEWEST_WORDS:
            return
        start = len(target) - len(bare)
        match = _WORD.match(target, start)
        if match is None or context.target.prose[start] == MASK or "'" in target[:start] or "’" in target[:start]:
            return
        word = match[0].rstrip(".-'’")
        if (
            target[start + len(word) :][:1] in _QUOTES
            or not word.isalpha()
            or not word.islower()
            or re.search(rf"\b{re.escape(word)}\b", source)
        ):
            return
        yield self.finding(
            segment,
            f"The sentence starts with a small letter: {word}.",
            target=Span(start, start + len(word)),
            suggestions=(word[0].upper() + word[1:],),
            confidence=0.9,
        )

    def _shouting(self, segment: Segment, source: str, target: str) -> Iterator[Finding]:
        shouted, other = (target, source) if target.isupper() else (source, target)
        letters = sum(map(str.isalpha, shouted))
        if letters < _FEWEST_CAPITALS or sum(map(str.isupper, shouted)) < letters or len(shouted.split()) < 2:
            return
        if len(other.split()) < 2 or not any(map(str.islower, other)):
            return
        if target.isupper():
            message = "The translation is in capitals, the source is not."
        else:
            message = "The source is in capitals, the translation is not."
        yield self.finding(segment, message, target=Span(0, len(target)), confidence=0.7)
