"""Undoes the blanks that tokenising puts around marks: enough that a model does not learn from them."""

from __future__ import annotations

import html
import re

_BEFORE = re.compile(r"\s+([,.;:!?%)\]}»”…])")
_AFTER = re.compile(r"([(\[{«“¿¡])\s+")
_APOSTROPHE = re.compile(r"\s+(['’](?:s|t|re|ve|ll|d|m)\b)|(\bn)\s+(['’]t\b)", re.IGNORECASE)
_QUOTED = re.compile(r'"\s+([^"]*?)\s+"')
_IDEOGRAPHS = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef])")


def detokenised(text: str) -> str:
    """The text with marks where a writer puts them."""
    text = html.unescape(text.replace("@-@", "-"))
    text = _IDEOGRAPHS.sub("", text)
    text = _QUOTED.sub(r'"\1"', text)
    text = _APOSTROPHE.sub(lambda match: "".join(part for part in match.groups() if part), text)
    return _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text)).strip()
