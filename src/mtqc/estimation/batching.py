"""Which sequences are computed together."""

from __future__ import annotations

from collections.abc import Sequence


def batches(lengths: Sequence[int], tokens: int) -> list[list[int]]:
    """Places of sequences in batches of similar length, the longest first; each place is in one batch.

    A batch has at most so many tokens, padding counted, or one sequence. The longest come first so that workers that
    share the batches end at about the same time.
    """
    found: list[list[int]] = []
    longest = 0
    for place in sorted(range(len(lengths)), key=lambda place: (-lengths[place], place)):
        if not found or (len(found[-1]) + 1) * longest > tokens:
            found.append([])
            longest = lengths[place]
        found[-1].append(place)
    return found
