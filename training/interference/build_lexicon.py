"""Makes the tables of word frequencies that mtqc ships from the lists of wordfreq 3.1.1 (data: CC BY-SA 4.0).

    pip install wordfreq==3.1.1
    python training/interference/build_lexicon.py

Writes src/mtqc/data/interference/lexicon: ``CODE.common`` with the words of Zipf 3 and more, and ``CODE.rare`` with
those down to Zipf 1.5 for the languages that mtqc reads translations in. Below that the lists hold misspellings as much
as words. Each is a text in UTF-8, compressed with zlib: a line a word, in the order of their bytes, with a blank and
the character that says its Zipf value in tenths, counted from ``!``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wordfreq import cB_to_freq, freq_to_zipf, get_frequency_list

from mtqc.interference.sorted_text import packed

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "lexicon"
TARGETS = ("de", "en", "es", "fr", "it", "pt")
SOURCES = ("nl", "pl")
COMMON = 3.0
RARE = 1.5
FIRST_CODE = ord("!")


def frequencies(language: str) -> dict[str, float]:
    """The Zipf values of a language's words, in tenths: 3 is once in a million words, 6 once in a thousand."""
    found: dict[str, float] = {}
    for centibels, words in enumerate(get_frequency_list(language, "large")):
        if words:
            value = round(freq_to_zipf(cB_to_freq(-centibels)), 1)
            found.update((word, value) for word in words if any(map(str.isalpha, word)))
    return found


def table(entries: Iterable[tuple[str, float]]) -> bytes:
    """The words as the content of a file."""
    return packed((word.encode(), bytes([FIRST_CODE + round(zipf * 10)])) for word, zipf in entries)


def main() -> None:
    """Writes all tables."""
    DESTINATION.mkdir(parents=True, exist_ok=True)
    for language in TARGETS + SOURCES:
        known = frequencies(language)
        parts = {"common": (COMMON, 99.0)}
        if language in TARGETS:
            parts["rare"] = (RARE, COMMON)
        for name, (least, below) in parts.items():
            content = table((word, zipf) for word, zipf in known.items() if least <= zipf < below)
            (DESTINATION / f"{language}.{name}").write_bytes(content)
            print(f"{language}.{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
