"""Words of the language model to its user that ended up in the translation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mtqc.analysis.model_talk import TOKEN_CHARACTERS, Talk, find_note, find_opening, find_tokens
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.model import Category, Finding, Segment, Severity

_SIGNS = frozenset(TOKEN_CHARACTERS)
_FEWEST_CHARACTERS = 40
_MOST = 10
"""Tokens of a text that are reported: where they stand for blanks, every word has one."""


class ModelTalk(SegmentCheck):
    """Fires on announcements, refusals, remarks and control tokens of language models."""

    rule = "accuracy/model-talk"
    category = Category.ADDITION
    severity = Severity.MAJOR
    summary = "The model speaks to its user instead of translating."
    why = "It tells every reader that nobody looked at the text, and nothing of it stands in the source."
    silent_on = (
        "texts about translations, models or apologies: their source speaks of these, too",
        "control tokens and marks of prompts that stand in the source as well",
        "the same words later in a text: models put them first, or in a line of their own at the end",
        "credits such as 'Translation: Jane Doe', where there is no source",
        "translators' notes that say nothing of a translation: readers need them",
    )
    bad = (
        Example(
            "Hier ist die Übersetzung:\n\nDer Akku ist leer.",
            source="The battery is flat.",
            marks="Hier ist die Übersetzung:\n\n",
        ),
        Example("Sure! Here is the German translation: Der Akku ist leer.", source="The battery is flat."),
        Example("Hier ist die Übersetzung:", target_language="de", note="a line of its own"),
        Example("Lo siento, no puedo traducir este texto.", source="Kill the process and restart."),
        Example("Der Akku ist leer.<|im_end|>", source="The battery is flat.", marks="<|im_end|>"),
        Example(
            'Der Akku ist leer.\n\n(Note: I translated "flat" as "leer".)',
            source="The battery is flat.",
            marks='\n\n(Note: I translated "flat" as "leer".)',
        ),
    )
    good = (
        Example("Hier ist die Übersetzung: ein Roman.", source="Here is the translation: a novel."),
        Example("Als Sprachmodell ist es sehr groß.", source="As a language model, it is very large."),
        Example("Tippen Sie <|end|> ein.", source="Type <|end|>."),
        Example("Übersetzung: Anna Müller", target_language="de"),
        Example("Natürlich, hier ist Ihr Kaffee: schwarz.", source="Of course, here is your coffee: black."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding an announcement, refusal, remark or token, on it."""
        target, source = segment.target, segment.source
        opening = find_opening(target, source, context.target_language)
        if opening is not None:
            yield self._finding(segment, opening)
        characters = context.target.characters
        if len(target) >= _FEWEST_CHARACTERS and ("\n" in characters or target[-1] in ")]） \n"):
            note = find_note(target, source)
            if note is not None:
                yield self._finding(segment, note)
        if not _SIGNS.isdisjoint(characters):
            for token in islice(find_tokens(target, source), _MOST):
                yield self._finding(segment, token)

    def _finding(self, segment: Segment, talk: Talk) -> Finding:
        shown = shortened(talk.span.of(segment.target))
        is_refusal = talk.kind == "refusal"
        return self.finding(
            segment,
            f'"{shown}" is {talk.says}, not part of the translation.',
            target=talk.span,
            suggestions=() if is_refusal else ("",),
            severity=Severity.CRITICAL if is_refusal else None,
            confidence=0.9 if segment.source is not None else 0.75,
            evidence={"kind": talk.kind},
        )
