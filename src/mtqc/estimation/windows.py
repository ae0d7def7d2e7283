"""How a pair that is too long for the model is read in parts.

Both sides are cut into the same number of windows by proportion: the third quarter of the source is read with the third
quarter of the translation. A cut moves to the nearest end of a sentence, or else to the nearest beginning of a word, as
long as it moves by less than a sixth of the longest window. No token is in two windows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_FILLED = 0.75
"""Windows are planned so full, that cuts have room to move."""
_SENTENCE_ENDS = frozenset(".!?…:;\n。！？।॥؟۔።։")


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens of the source and of the translation that are read together, ends exclusive."""

    source_start: int
    source_end: int
    translation_start: int
    translation_end: int

    @property
    def tokens(self) -> int:
        """How many tokens both sides have, special tokens not counted."""
        return self.source_end - self.source_start + self.translation_end - self.translation_start


@dataclass(frozen=True, slots=True)
class Line:
    """A text and where its tokens stand in it, blanks before a token included or not."""

    text: str
    offsets: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.offsets)


def windows(source: Line, translation: Line, longest: int) -> tuple[Window, ...]:
    """The windows of a pair of which the model reads at most ``longest`` tokens a side; one where all fits."""
    if len(source) <= longest and len(translation) <= longest:
        return (Window(0, len(source), 0, len(translation)),)
    count = math.ceil(max(len(source), len(translation)) / (_FILLED * longest))
    reach = math.floor((1 - _FILLED) * longest / 2)
    first, second = _cuts(source, count, reach), _cuts(translation, count, reach)
    return tuple(Window(*first[part : part + 2], *second[part : part + 2]) for part in range(count))


def _cuts(line: Line, count: int, reach: int) -> list[int]:
    """Where the windows of one side begin, and where the last one ends."""
    cuts = [0]
    for part in range(1, count):
        wanted = round(part * len(line) / count)
        # Windows of few tokens must not change places.
        near = min(reach, len(line) // (2 * count))
        places = sorted(range(wanted - near, wanted + near + 1), key=lambda place: abs(place - wanted))
        inside = [place for place in places if cuts[-1] <= place <= len(line)]
        cuts.append(
            next(
                (place for begins in (_begins_sentence, _begins_word) for place in inside if begins(line, place)),
                wanted,
            )
        )
    return [*cuts, len(line)]


def _begins_word(line: Line, place: int) -> bool:
    """Whether a blank stands before the token, or at its beginning."""
    if not 0 < place < len(line):
        return False
    start = line.offsets[place][0]
    return any(character.isspace() for character in line.text[max(0, start - 1) : start + 1])


def _begins_sentence(line: Line, place: int) -> bool:
    """Whether the token before closes a sentence and this one does not go on with closing marks."""
    if not 0 < place < len(line):
        return False
    before = line.text[slice(*line.offsets[place - 1])].strip()
    after = line.text[slice(*line.offsets[place])].strip()
    return before[-1:] in _SENTENCE_ENDS and before != "" and after[:1] not in _SENTENCE_ENDS
