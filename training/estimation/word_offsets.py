"""Where the words of tokenised text stand in the text itself."""

from __future__ import annotations

import html
from collections.abc import Sequence

_TOKENISED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "@-@": "-"}


def offsets_of(words: Sequence[str], text: str) -> list[tuple[int, int]] | None:
    """The span of each word, if the words are the text but for blanks and escaped marks; else None."""
    spans = []
    position = 0
    for word in words:
        while position < len(text) and text[position].isspace():
            position += 1
        for form in (word, _TOKENISED.get(word, word), html.unescape(word)):
            end = _end_after(form, text, position)
            if end is not None:
                break
        else:
            return None
        spans.append((position, end))
        position = end
    return spans if not text[position:].strip() else None


def _end_after(word: str, text: str, position: int) -> int | None:
    """Where the word ends if it begins here; blanks within it in the text, which tokenising removed, are passed."""
    for character in word:
        while position < len(text) and text[position].isspace() and character != text[position]:
            position += 1
        if position >= len(text) or text[position] != character:
            return None
        position += 1
    return position
