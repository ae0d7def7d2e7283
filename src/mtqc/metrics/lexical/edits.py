"""The edits of TER between two texts: sacreBLEU's own search for shifts, with a faster distance.

The search tries hundreds of shifted hypotheses and needs the edit distance of each. sacreBLEU fills a table in Python
for it, along a beam around the diagonal; here the table is made of bits wherever the beam makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from mtqc.metrics.lexical.edit_distance import EditDistance

_Traced = Callable[[list[str]], tuple[int, str]]

# sacreBLEU looks at 25 places to each side of the diagonal: at all of them where the reference is shorter.
_BEAM = 25
# A path as cheap as this stays within the beam: it leaves the diagonal by at most half of the distance and of the
# difference in length, and the diagonal itself is rounded.
_SURELY_IN_THE_BEAM = 40


def edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """How many words must be inserted, deleted, substituted or, any number at once, shifted: as sacreBLEU finds it."""
    from sacrebleu.metrics.lib_ter import translation_edit_rate

    if hypothesis == reference:
        return 0
    if not hypothesis or not reference:
        return len(hypothesis) or len(reference)
    words, wanted = list(hypothesis), list(reference)
    try:
        from sacrebleu.metrics.lib_ter import _MAX_SHIFT_CANDIDATES, BeamEditDistance, _shift
    except ImportError:
        # A later version keeps its search elsewhere.
        return translation_edit_rate(words, wanted)[0]
    distance = _Distance(wanted, BeamEditDistance(wanted))
    least = max(len(words), len(wanted)) - (Counter(words) & Counter(wanted)).total()
    shifts = candidates = 0
    # No shift helps when all that is left are words that the other text lacks.
    while (left := distance.of(words)) > least:
        distance.current = words
        gain, shifted, candidates = _shift(words, wanted, distance, candidates)
        if gain <= 0 or candidates >= _MAX_SHIFT_CANDIDATES:
            break
        shifts += 1
        words = shifted
    return shifts + left


class _Distance:
    """Edit distances to a reference, in the way in which sacreBLEU's search asks for them.

    ``current`` is the text for which it needs the edits too; of any other it reads the distance alone.
    """

    def __init__(self, reference: list[str], beam: _Traced) -> None:
        self._fast = EditDistance(reference)
        self._beam = beam
        self._length = len(reference)
        self.current: list[str] = []

    def __call__(self, words: list[str]) -> tuple[int, str]:
        if words is not self.current:
            return self.of(words), ""
        distance, trace = self._fast.trace(words)
        return (distance, trace) if self._is_exact(distance, words) else self._beam(words)

    def of(self, words: list[str]) -> int:
        """The distance of a text as sacreBLEU finds it."""
        distance = self._fast.of(words)
        return distance if self._is_exact(distance, words) else self._beam(words)[0]

    def _is_exact(self, distance: int, words: list[str]) -> bool:
        return self._length < _BEAM or distance + abs(len(words) - self._length) <= _SURELY_IN_THE_BEAM
