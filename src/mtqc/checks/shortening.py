"""Quotes words of a text in a message."""

from __future__ import annotations

_LONGEST = 60


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut where it is long, with characters that cannot be shown as their code points."""
    line = " ".join(text[: 2 * longest].split())
    shown = "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in line[:longest])
    return shown if len(line) <= longest and len(text) <= 2 * longest else shown + "…"
