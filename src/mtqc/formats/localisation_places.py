"""Finds texts again in the file that they came from, for readers that do not say where they found them."""

from __future__ import annotations

import re

from mtqc.formats.lines import Lines

_KEY_PART = re.compile(r"[^\s.\[\]<>/:'\"$]+")
_WINDOW = 20_000
"""Keys are looked for within so many characters after the last text: enough for long comments, and never slow."""
_FARTHEST_LINES = 5
"""So many lines below its key a text may begin."""
_MOST_TRIES = 20


class Places:
    """The places of texts that are asked for in the order of the file."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._lines = Lines(content)
        self._offset = 0

    def find(self, key: str, text: str) -> tuple[int | None, int | None]:
        """Line and column of a text that follows its key; the line of the key alone if the text is written otherwise.

        ``menu.open`` may stand there as it is or as ``open`` alone. Both numbers are None if not even the key is found.
        """
        parts = _KEY_PART.findall(key[:_WINDOW].replace("->", " "))
        if parts and parts[-1].isdecimal() and int(parts[-1]) > 0 and (found := self._text_after(text, self._offset)):
            return found
        names = [key.lstrip("."), *[part for part in parts if not part.isdecimal()][-1:]]
        for name in names:
            start = self._word(name)
            if start is not None:
                self._offset = start + len(name)
                return self._text_after(text, self._offset) or (self._lines.position(start).line, None)
        return None, None

    def _word(self, name: str) -> int | None:
        """Where a name stands next, not as a part of a longer one."""
        content = self._content
        start = self._offset - 1
        for _ in range(_MOST_TRIES):
            start = content.find(name, start + 1, self._offset + _WINDOW)
            if start < 0 or not name:
                return None
            around = content[max(start - 1, 0) : start] + content[start + len(name) : start + len(name) + 1]
            if not any(character.isalnum() or character == "_" for character in around):
                return start
        return None

    def _text_after(self, text: str, offset: int) -> tuple[int, int] | None:
        start = self._content.find(text, offset, offset + _WINDOW + len(text)) if text else -1
        if start < 0 or self._content.count("\n", offset, start) > _FARTHEST_LINES:
            return None
        self._offset = start + len(text)
        position = self._lines.position(start)
        return position.line, position.column
