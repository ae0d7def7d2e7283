"""What checks may ask of the quality model: what it says of the segments of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.words import count_words
from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.model import Segment

_FEWEST_WORDS = 4
_LEAST_PROSE = 0.5
"""Of the characters of a text other than blanks, so many must be letters of its prose."""

_CODE = re.compile(r"(?<![!-~])(?:[\[({<]{0,3}--?[A-Za-z]|[!-~]*?(?:_|::|\(\)|=))[!-~]*")
"""Options, identifiers, calls, assignments, in scripts without blanks, too: --all, [-r, LC_ALL, a::b, f(), x=y."""

_GAP = re.compile(r"[^\s.!?:;…][ \u00a0]{2,}\S|\S[ \u00a0]*\t\s*\S")
"""What parts columns: a tab, or several blanks in the midst of a sentence."""
_MOST_LAID_OUT = 0.5
"""If so many lines of a text are indented or in columns, or more, it is no prose."""

Judgement = QualityEstimate | Unestimated | None
"""What the model says of one segment: None where there is nothing to compare, Unestimated where it cannot tell."""


class SegmentJudge(Protocol):
    """Somebody who judges segments: the quality model, for the languages of one document."""

    def judge(self, segments: Sequence[Segment]) -> tuple[Judgement, ...]:
        """One judgement for each segment, in their order."""


def is_bilingual(segment: Segment) -> bool:
    """Whether a segment has both a source and a translation, so that one can be judged by the other."""
    return bool(segment.source and segment.source.strip() and segment.target.strip())


def why_too_little(source: TextAnalysis, target: TextAnalysis) -> str | None:
    """Why a pair of texts says too little to be judged; None if it says enough.

    The model has learnt from sentences: about labels and formats it has nothing to say.
    """
    texts = (source, target)
    if any(count_words(text.text, text.language) < _FEWEST_WORDS for text in texts):
        return "fewer than four words"
    if any(_is_laid_out(text.text) for text in texts):
        return "a table or list laid out with blanks"
    if not all(map(_is_prose, texts)):
        return "mostly placeholders, markup, addresses, numbers or code"
    return None


def _is_laid_out(text: str) -> bool:
    """Whether blanks make columns or indents of most lines, as in a command's help."""
    lines = [line for line in text.splitlines() if line.strip()]
    several = len(lines) > 1
    laid_out = sum(bool(_GAP.search(line)) or (several and line[0].isspace()) for line in lines)
    return laid_out >= _MOST_LAID_OUT * len(lines)


def _is_prose(text: TextAnalysis) -> bool:
    characters = sum(not character.isspace() for character in text.text)
    return sum(map(str.isalpha, _CODE.sub("", text.prose))) >= _LEAST_PROSE * characters
