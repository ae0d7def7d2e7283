"""Our own sentences in many languages, with errors of known kind: every pair of languages can be drawn from them.

``sentences/LANG.tsv`` holds a good translation and three spoilt ones of each sentence: the same 300 sentences in all
languages, or the first 200 of them. Curly braces mark wrong words; empty ones mark the place where something is
missing.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from held_back import DEVELOPMENT, TRAIN
from judgements import Judgement
from planting import CRITICAL, MAJOR, MINOR

FOLDER = Path(__file__).with_name("sentences")
SEVERITY = {"negation": CRITICAL, "opposite": CRITICAL, "fluency": MINOR}
"""How bad an error of a kind is; all others are major."""
_MARK = re.compile(r"\{([^{}]*)\}")
_NUMERAL = re.compile(r"(?<![\d.,:])\d{2,}(?![\d.,:]*\d)")
_VARIED = 0.6
"""How often the numerals of a sentence are others than those written."""


@dataclass(frozen=True, slots=True)
class Written:
    """One version of a sentence: its text, and where it is wrong."""

    kind: str
    text: str
    wrong: tuple[tuple[int, int], ...] = ()
    gaps: tuple[int, ...] = ()


def written(kind: str, marked: str) -> Written:
    """The text without braces, and the places that they marked."""
    text, wrong, gaps, last = "", [], [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        if match[1]:
            wrong.append((len(text), len(text) + len(match[1])))
        else:
            gaps.append(len(text))
        text += match[1]
        last = match.end()
    return Written(kind, text + marked[last:], tuple(wrong), tuple(gaps))


def part_of(number: int) -> str:
    """Every fifth sentence chooses, in all languages."""
    return DEVELOPMENT if number % 5 == 0 else TRAIN


def languages(folder: Path = FOLDER) -> dict[str, dict[int, list[Written]]]:
    """For each language the versions of each sentence by its number, the good one first."""
    found: dict[str, dict[int, list[Written]]] = {}
    for path in sorted(folder.glob("*.tsv")):
        versions: dict[int, list[Written]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            number, kind, text = line.split("\t")
            versions[int(number)].append(written(kind, text))
        for group in versions.values():
            group.sort(key=lambda one: one.kind != "good")
        found[path.stem] = {number: group for number, group in versions.items() if group[0].kind == "good"}
    return found


def draw(
    texts: dict[str, dict[int, list[Written]]], part: str, chance: random.Random
) -> tuple[Judgement, Judgement] | None:
    """A good translation and a spoilt one of the same sentence, between two languages drawn by chance."""
    if len(texts) < 2:
        return None
    source_language, language = chance.sample(sorted(texts), 2)
    numbers = [number for number in texts[language] if part_of(number) == part and number in texts[source_language]]
    if not numbers:
        return None
    number = chance.choice(numbers)
    good, *spoilt = texts[language][number]
    if not spoilt:
        return None
    return judged_pair(
        f"{source_language}-{language}", texts[source_language][number][0], good, chance.choice(spoilt), chance
    )


def judged_pair(
    pair: str, source: Written, good: Written, spoilt: Written, chance: random.Random | None
) -> tuple[Judgement, Judgement]:
    """Both versions as judgements; with ``chance``, numerals that all three share may be replaced by others."""
    if chance is not None and chance.random() < _VARIED:
        shared = set(_NUMERAL.findall(source.text)) & set(_NUMERAL.findall(good.text))
        for numeral in sorted(shared):
            other = numeral[0] + "".join(chance.choice("0123456789") for _ in numeral[1:])
            if other in _NUMERAL.findall(spoilt.text):
                continue
            source, good, spoilt = (_with_numeral(one, numeral, other) for one in (source, good, spoilt))
    severity = SEVERITY.get(spoilt.kind, MAJOR)
    right = Judgement(
        "written:good", pair, TRAIN, "Apache-2.0", source.text, good.text, penalty=0.0, severities=(), bad=(), gaps=()
    )
    wrong = replace(
        right,
        corpus="written:" + spoilt.kind,
        translation=spoilt.text,
        penalty=POINTS[severity],
        severities=tuple((start, end, severity) for start, end in spoilt.wrong),
        bad=spoilt.wrong,
        gaps=spoilt.gaps,
    )
    return right, wrong


POINTS = {MINOR: 1.0, MAJOR: 5.0, CRITICAL: 10.0}
"""MQM points of an error, critical ones between the weights in use (5 to 25)."""


def _with_numeral(one: Written, numeral: str, other: str) -> Written:
    """The text with a numeral replaced by another one of the same length, so that all places stay."""
    pattern = rf"(?<![\d.,:]){numeral}(?![\d.,:]*\d)"
    return replace(one, text=re.sub(pattern, other, one.text))
