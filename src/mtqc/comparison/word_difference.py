"""Which words of two hypotheses differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

import regex

from mtqc.model.breakdown import WordPiece

_WORD = regex.compile(
    r"""[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*
    | [\p{L}\p{M}\p{N}]+(?:['’.,_-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*
    | \s+
    | \X""",
    regex.VERBOSE,
)
"""Characters of scripts that write no spaces, words with what stands inside them (don't, 1,000.5), blanks, signs."""
_MOST_COMPARED = 4_000_000
"""Products of two lengths beyond it would take seconds: only what both begin and end with is compared then."""

Pieces = tuple[WordPiece, ...]


def word_difference(first: str, second: str) -> tuple[Pieces, Pieces]:
    """Both hypotheses in pieces, those with other words than the other hypothesis marked.

    The pieces of a text joined are the text. Blanks alone never differ; those between two differing words join them.
    """
    words, others = _WORD.findall(first), _WORD.findall(second)
    differing, others_differing = [True] * len(words), [True] * len(others)
    for place, other_place, size in _matches(words, others):
        differing[place : place + size] = [False] * size
        others_differing[other_place : other_place + size] = [False] * size
    return _pieces(words, _joined(words, differing)), _pieces(others, _joined(others, others_differing))


def _matches(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs of words that both texts have: where each begins in the one and in the other, and how long it is."""
    begin = _shared(words, others)
    yield 0, 0, begin
    end = _shared(words[begin:][::-1], others[begin:][::-1])
    yield len(words) - end, len(others) - end, end
    middle, other_middle = words[begin : len(words) - end], others[begin : len(others) - end]
    if len(middle) * len(other_middle) <= _MOST_COMPARED:
        for block in SequenceMatcher(None, middle, other_middle, autojunk=False).get_matching_blocks():
            yield begin + block.a, begin + block.b, block.size


def _shared(words: Iterable[str], others: Iterable[str]) -> int:
    """How many words both begin with."""
    count = 0
    for word, other in zip(words, others, strict=False):
        if word != other:
            break
        count += 1
    return count


def _joined(words: Sequence[str], differing: list[bool]) -> list[bool]:
    """Lets a blank differ if and only if the words on both sides do."""
    joined = list(differing)
    for place, word in enumerate(words):
        if word.isspace():
            inside = 0 < place < len(words) - 1
            joined[place] = inside and differing[place - 1] and differing[place + 1]
    return joined


def _pieces(words: Sequence[str], differing: Sequence[bool]) -> Pieces:
    runs = groupby(zip(words, differing, strict=True), key=lambda pair: pair[1])
    return tuple(WordPiece("".join(word for word, _ in run), differs) for differs, run in runs)
