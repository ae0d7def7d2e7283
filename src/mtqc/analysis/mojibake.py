"""Text whose bytes were read in the wrong encoding, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from mtqc.model import Span

_MOST_REPAIRS = 10
"""So many places of one text are repaired one by one; where more are broken, the stretch from first to last is."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of characters that are another text's bytes read wrong, and that other text."""

    span: Span
    text: str


# What the continuation bytes 80 to BF of UTF-8 look like when they are read as Windows-1252 or Latin-1.
_WESTERN_TAIL = "€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ" + "".join(map(chr, range(0x80, 0xC0)))
# The same as Windows-1250, Windows-1251 and Mac Roman.
_CENTRAL_TAIL = "€‚„…†‡‰Š‹ŚŤŽŹ‘’“”•–—™š›śťžź\xa0ˇ˘Ł¤Ą¦§¨©Ş«¬\xad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"
_CYRILLIC_TAIL = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї"
_MAC_TAIL = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
_SUSPICIOUS = regex.compile(
    rf"[\u00c2-\u00df][{_WESTERN_TAIL}]|[\u00e0-\u00ef][{_WESTERN_TAIL}]{{2}}|[\u00f0-\u00f4][{_WESTERN_TAIL}]{{3}}"
    rf"|Ã(?=\s|$)|[РС][{_CYRILLIC_TAIL}][РС][{_CYRILLIC_TAIL}]|вЂ[{_CYRILLIC_TAIL}]"
    rf"|[ĂĹ][{_CENTRAL_TAIL}]|√[{_MAC_TAIL}]|¬[†°¢£§©®´±µªº∞∑π]|‚Ä[{_MAC_TAIL}]|[\x80-\x9f]"
)
# Bytes of one broken character may look like a no-break space, so only plain blanks end a stretch; and "à" ends in
# such a byte, which programs turn into a plain blank.
_STRETCH = regex.compile(r"(?:[^ \t\r\n]|(?<=Ã) )++")
_LETTER_BYTES = regex.compile(rf"[\u00c2-\u00df][{_WESTERN_TAIL}]")

SUSPECTS = frozenset(_WESTERN_TAIL + _CENTRAL_TAIL + "ÃРСв√¬‚")
"""A text without any of these characters holds nothing that :func:`find_mojibake` would find."""
_LEADS = frozenset(map(chr, range(0xC2, 0xF5))) | frozenset("ĂĹРСв√¬‚") | frozenset(map(chr, range(0x80, 0xA0)))


def is_suspicious(characters: frozenset[str]) -> bool:
    """Whether a text of these characters can hold anything for :func:`find_mojibake`, judged at no cost."""
    return not characters.isdisjoint(_LEADS) and not characters.isdisjoint(SUSPECTS)


def find_mojibake(text: str, letters: frozenset[str]) -> Iterator[Repair]:
    """The stretches of a text that were read in the wrong encoding, each with its repair.

    ``letters`` are the lower-case letters of the text's language: they settle cases that are open otherwise. The
    judgement is that of ftfy, which weighs how improbable a sequence of characters is against its repair.
    """
    if not _SUSPICIOUS.search(text):
        return
    repairs: list[tuple[int, int]] = []
    for match in _STRETCH.finditer(text):
        if _SUSPICIOUS.search(match.group()):
            repairs.append((match.start(), match.end()))
            if len(repairs) > _MOST_REPAIRS:
                yield from _repair(text, repairs[0][0], len(text.rstrip(" \t\r\n")), letters)
                return
    for start, end in repairs:
        yield from _repair(text, start, end, letters)


def _repair(text: str, start: int, end: int, letters: frozenset[str]) -> Iterator[Repair]:
    from ftfy import fix_encoding

    broken = text[start:end]
    mended = fix_encoding(broken)
    if mended == broken:
        mended = _LETTER_BYTES.sub(lambda match: _as_letter(match.group(), letters), broken)
    if mended != broken and "\ufffd" not in mended:
        yield Repair(Span(start, end), mended.replace("\ufeff", ""))


def _as_letter(pair: str, letters: frozenset[str]) -> str:
    """The letter that two characters were, if the language has it and does not have the first of the two."""
    try:
        letter = pair.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return pair
    return letter if letter.lower() in letters and pair[0].lower() not in letters else pair
