"""A translation that ends as another kind of sentence than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.analysis.punctuation import Mark, PunctuationRules, final_marks, punctuation_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_NAMES: dict[Mark, str] = {
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "colon": "a colon",
}
_STAND_INS: dict[Mark, frozenset[Mark]] = {
    "question": frozenset(),
    "exclamation": frozenset(("stop", "ellipsis", "question")),
    "colon": frozenset(("stop", "question", "exclamation", "ellipsis", "comma", "semicolon")),
}
"""Marks that do as well as another one: many languages shout less than English."""

_INTERROBANG = frozenset(("question", "exclamation"))
_SMILEY = re.compile(r"[:;=8][-'^o]?[()DPp/|*3]\s*+\Z|\([-'^]?[:;=]\s*+\Z")
_FEWEST_WORDS = 5
"""Words of a source that ends without a mark and is a sentence all the same: chat, not a label."""
_SENTENCE_MARK = re.compile("[¿¡]|[?!]++")
_LONGEST_NAME = 40


class EndPunctuation(SegmentCheck):
    """Fires on a final question mark, exclamation mark or colon that only one of source and target has."""

    rule = "conventions/end-punctuation"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "A final question mark, exclamation mark or colon is lost or added, or a Spanish ¿ or ¡ is missing."
    why = (
        "A question that became a statement asks nothing any more; a label without its colon stands out among the "
        "others; in Spanish the opening mark is part of the spelling."
    )
    silent_on = (
        "full stops and ellipses: phrases become sentences and back in good translations "
        "(conventions/end-punctuation-strict compares them)",
        "an exclamation mark that became a full stop, or the other way round: languages differ in how much they shout",
        "one of the two marks of ?!: what is left asks or shouts enough",
        "a colon that became another mark of the end of a sentence",
        'sources that ask without a question mark ("Whether …", "How to …"): a question is a good translation of them',
        "the marks of other scripts (？。؟ and the Greek ;): they are the same marks",
        "Japanese questions that end in か, ね or the like: the particle asks, with or without a mark",
        "sources of several words that end without any mark, or in a smiley: the translation mends them",
        "sources with a question mark further on: the sentences may have changed places",
        "texts that are nothing but marks",
        "names that end in a mark (Yahoo!): the source has them too",
    )
    bad = (
        Example("Wirklich löschen.", source="Really delete?", target_language="de"),
        Example("Dateiname", source="File name:", target_language="de"),
        Example("Soll die Datei gelöscht werden?", source="The file has been deleted.", target_language="de"),
        Example("Quiere guardar los cambios?", source="Save the changes?", target_language="es", marks="?"),
    )
    good = (
        Example("本当に削除しますか？", source="Really delete?", target_language="ja"),
        Example("Θέλετε να γίνει αποθήκευση;", source="Save the file?", target_language="el", note="a Greek ; asks"),
        Example("Soll der Text umbrochen werden?", source="Whether to wrap text", source_language="en"),
        Example("Falsches Kennwort.", source="Wrong password!", target_language="de"),
        Example("¿Quiere guardar los cambios?", source="Save the changes?", target_language="es"),
        Example("Datei löschen", source="Delete the file.", target_language="de"),
        Example("どの色が好きですか。", source="Which colour do you like?", target_language="ja"),
        Example("Passt Ihnen das so?", source="so would that be all right", source_language="en"),
        Example("Bis morgen!", source="See you tomorrow :)", source_language="en"),
        Example("Yahoo! es un buscador.", source="Yahoo! is a search engine.", target_language="es"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most for the end, and one for each sentence without its opening mark."""
        rules = punctuation_of(context.target_language)
        source, target = segment.source, segment.target
        if source and source[-1] != target[-1:] and not (source[-1].isalnum() and target[-1:].isalnum()):
            yield from self._end(segment, source, context, rules)
        if rules.opening and not context.target.characters.isdisjoint(rules.opening):
            yield from self._openings(segment, context.target.prose, rules)

    def _end(self, segment: Segment, source: str, context: Context, rules: PunctuationRules) -> Iterator[Finding]:
        source_rules = punctuation_of(context.source_language)
        wanted, seen = final_marks(source, source_rules), final_marks(segment.target, rules)
        if wanted == seen or not any(character.isalpha() for character in segment.target):
            return
        if _INTERROBANG in (wanted, seen) and wanted & seen:
            return
        for mark, name in _NAMES.items():
            if mark in wanted and mark not in seen and seen.isdisjoint(_STAND_INS[mark]):
                if mark == "question" and rules.asking and _asks_by_particle(segment.target, rules):
                    return
                yield self.finding(
                    segment,
                    f"The source ends with {name}, the translation does not.",
                    target=_last(segment.target),
                    source=_last(source),
                    confidence=0.9 if mark == "question" else 0.7,
                )
                return
            if mark in seen and mark not in wanted and wanted.isdisjoint(_STAND_INS[mark]):
                if not (mark == "question" and _asks_indirectly(source, source_rules)) and not _is_careless(
                    source, mark
                ):
                    message = f"The translation ends with {name}, the source does not."
                    yield self.finding(segment, message, target=_last(segment.target), confidence=0.7)
                return

    def _openings(self, segment: Segment, prose: str, rules: PunctuationRules) -> Iterator[Finding]:
        is_open = False
        for match in _SENTENCE_MARK.finditer(prose):
            mark, start = match[0][0], match.start()
            if mark in "¿¡":
                is_open = True
                continue
            word = _last_word(prose[max(0, start - _LONGEST_NAME) : start]) + mark
            if not is_open and mark in rules.opening and len(word) > 1 and word not in (segment.source or ""):
                yield self.finding(
                    segment,
                    f"A sentence ends with {mark} and does not begin with {rules.opening[mark]}.",
                    target=Span(start, start + 1),
                    confidence=0.9,
                )
            is_open = False


def _last(text: str) -> Span:
    """The last character that is no blank."""
    end = len(text.rstrip())
    return Span(max(0, end - 1), end)


def _last_word(text: str) -> str:
    """The letters that a text ends with, quotation marks and brackets behind them left out."""
    text = text.rstrip("\"'”»’)]")
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:]


def _asks_by_particle(target: str, rules: PunctuationRules) -> bool:
    return target.rstrip(" \n。．.」』）)").endswith(rules.asking)


def _is_careless(source: str, mark: Mark) -> bool:
    """Whether the source leaves out the marks that its sentences need, so that one more is no change."""
    if mark == "colon":
        return False
    end = source.rstrip()
    is_bare = end[-1:].isalnum() and len(end.split()) >= _FEWEST_WORDS
    return is_bare or (mark == "question" and "?" in source) or _SMILEY.search(source[-_LONGEST_NAME:]) is not None


def _asks_indirectly(source: str, rules: PunctuationRules) -> bool:
    first = source.split(maxsplit=1)[0] if source.strip() else ""
    return first.strip("_&\"'“(").casefold() in rules.indirect_question
