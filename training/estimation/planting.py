"""Plants errors of known kind, place and severity in good translations.

Each planter takes a source, a translation, its language and a random number generator, and gives a worse translation
with the spans that are wrong in it, or None where it finds nothing to spoil. Planted errors teach what similarity of
meaning is blind to: negation, numbers, names, roles, omissions.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("planting.toml").read_text(encoding="utf-8"))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-ÖØ-ÞА-Я][\w'’-]{2,}")
"""A capitalised word inside a sentence."""
_WORD = re.compile(r"\w[\w'’-]*")
_CLAUSE = re.compile(r"[,;，；、:：(（][^,;，；、.。!?！？:：()（）]{8,}?(?=[,;，；.。!?！？)）]|$)")
MINOR, MAJOR, CRITICAL = 1, 2, 3
_UNSPACED = frozenset({"zh", "ja", "th"})


@dataclass(frozen=True, slots=True)
class Planted:
    """A spoilt translation.

    ``severities`` are spans of wrong text in it with 1 minor, 2 major, 3 critical; ``gaps`` are offsets at which text
    is missing.
    """

    kind: str
    translation: str
    severities: tuple[tuple[int, int, int], ...]
    gaps: tuple[int, ...] = ()


Planter = Callable[[str, str, str, random.Random], Planted | None]


def _replaced(kind: str, text: str, start: int, end: int, new: str, severity: int) -> Planted | None:
    if text[start:end] == new:
        return None
    if text[start:end][:1].isupper() and new[:1].islower():
        new = new[:1].upper() + new[1:]
    changed = text[:start] + new + text[end:]
    if not new:
        changed = text[:start].rstrip() + text[end:]
        return Planted(kind, changed, (), (len(text[:start].rstrip()),))
    return Planted(kind, changed, ((start, start + len(new), severity),))


def _places(text: str, word: str, language: str) -> list[tuple[int, int]]:
    if language in _UNSPACED:
        return [(match.start(), match.end()) for match in re.finditer(re.escape(word), text)]
    return [(match.start(), match.end()) for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


def negation(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Takes a negation away, or puts one in."""
    lists = _LISTS.get(language, {})
    options: list[Planted | None] = []
    for word in lists.get("negation", ()):
        for start, end in _places(text, word, language):
            follows_blank = text[end : end + 1] == " "
            before = text[:start] if follows_blank else text[:start].rstrip(" ")
            cut = before + text[end + follows_blank :]
            options.append(Planted("negation", cut, (), (max(0, len(text[:start].rstrip())),)))
    if not options:
        for place, offset in (("insert_after", 1), ("insert_before", 0)):
            for word, anchors in lists.get(place, {}).items():
                for anchor in anchors:
                    for span in _places(text, anchor, language):
                        position = span[1] if offset else span[0]
                        blank = "" if language in _UNSPACED else " "
                        new = blank + word if offset else word + blank
                        start = position + (len(blank) if offset else 0)
                        changed = text[:position] + new + text[position:]
                        options.append(Planted("negation", changed, ((start, start + len(word), CRITICAL),)))
    return chance.choice(options) if options else None


def _swap(kind: str, list_name: str, severity: int) -> Planter:
    def planter(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
        options = []
        for group in _LISTS.get(language, {}).get(list_name, ()):
            for word in group:
                others = [other for other in group if other != word]
                options += [(place, chance.choice(others)) for place in _places(text, word, language)]
        if not options:
            return None
        (start, end), new = chance.choice(options)
        return _replaced(kind, text, start, end, new, severity)

    return planter


def number(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Changes digits of a number."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    digits = list(match[0])
    places = [index for index, digit in enumerate(digits) if digit.isdigit()]
    way = chance.random()
    if way < 0.2 and len(places) > 1:
        first, second = chance.sample(places, 2)
        digits[first], digits[second] = digits[second], digits[first]
    elif way < 0.35 and len(places) == len(digits):
        # Behind a decimal mark it would change nothing.
        digits.append("0")
    elif way < 0.45 and len(places) > 1:
        digits = digits[: places[-2] + 1]
    else:
        for place in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
            digits[place] = chance.choice([digit for digit in "123456789" if digit != digits[place]])
    return _replaced("number", text, match.start(), match.end(), "".join(digits), MAJOR)


def name(source: str, text: str, language: str, chance: random.Random, others: Sequence[str] = ()) -> Planted | None:
    """Puts another name in a name's place: one of the same text, or of another text."""
    found = [match for match in _NAME.finditer(text) if language != "de" or match[0] in source]
    if not found:
        return None
    match = chance.choice(found)
    choices = [other[0] for other in found if other[0] != match[0]] + list(others)
    return _replaced("name", text, match.start(), match.end(), chance.choice(choices), MAJOR) if choices else None


def roles(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Lets two names, or two words, change places."""
    found = list(_NAME.finditer(text))
    if len({match[0] for match in found}) < 2:
        return None
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    if first[0] == second[0]:
        return None
    between = text[first.end() : second.start()]
    changed = text[: first.start()] + second[0] + between + first[0] + text[second.end() :]
    start = first.start() + len(second[0]) + len(between)
    return Planted(
        "roles",
        changed,
        ((first.start(), first.start() + len(second[0]), MAJOR), (start, start + len(first[0]), MAJOR)),
    )


def omission(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Leaves out a clause, some words, or the end."""
    clauses = [match for match in _CLAUSE.finditer(text) if _is_balanced(match[0])]
    if clauses and chance.random() < 0.5:
        match = chance.choice(clauses)
        if match.end() - match.start() < 0.7 * len(text):
            return Planted("omission", text[: match.start()] + text[match.end() :], (), (match.start(),))
    if language in _UNSPACED:
        length = max(2, round(len(text) * chance.uniform(0.12, 0.4)))
        if len(text) < 3 * length // 2 + 2:
            return None
        start = chance.randrange(0, len(text) - length)
        return Planted("omission", text[:start] + text[start + length :], (), (start,))
    words = list(_WORD.finditer(text))
    if len(words) < 5:
        return None
    share = chance.uniform(0.1, 0.45)
    count = max(1, round(len(words) * share))
    first = len(words) - count if chance.random() < 0.25 else chance.randrange(0, len(words) - count + 1)
    start, end = words[first].start(), words[first + count - 1].end()
    if (count == 1 and end - start < 4) or not _is_balanced(text[start:end]):
        return None
    before, after = text[:start].rstrip(), text[end:].lstrip()
    blank = " " if before and after and text[end : end + 1].isspace() else ""
    return Planted("omission", before + blank + after, (), (len(before),))


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def addition(source: str, text: str, language: str, chance: random.Random, neighbour: str = "") -> Planted | None:
    """Adds words of another text, or says something twice."""
    words = list(_WORD.finditer(text))
    if language in _UNSPACED or len(words) < 4:
        return None
    place = chance.choice(words[:-1]).end()
    if neighbour and chance.random() < 0.5:
        others = neighbour.split()
        length = min(len(others), chance.randint(2, 7))
        first = chance.randrange(0, len(others) - length + 1)
        new = " ".join(others[first : first + length]).strip(".,;:!?").rstrip()
    else:
        length = chance.randint(2, 5)
        index = next(index for index, match in enumerate(words) if match.end() == place)
        new = text[words[max(0, index - length + 1)].start() : place]
    return Planted("addition", text[:place] + " " + new + text[place:], ((place + 1, place + 1 + len(new), MAJOR),))


def untranslated(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Leaves a word or some words of the source in the place of translated ones."""
    words, sources = list(_WORD.finditer(text)), list(_WORD.finditer(source))
    if len(words) < 4 or len(sources) < 4 or language in _UNSPACED:
        return None
    count = chance.choice((1, 1, 1, 2, 3))
    first = chance.randrange(0, len(words) - count + 1)
    ratio = len(sources) / len(words)
    there = min(len(sources) - count, max(0, round(first * ratio)))
    if there < 0:
        return None
    new = source[sources[there].start() : sources[there + count - 1].end()]
    start, end = words[first].start(), words[first + count - 1].end()
    if len(new) < 4 or new.lower() in text.lower() or new.isnumeric():
        return None
    return _replaced("untranslated", text, start, end, new, MAJOR)


def loop(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Repeats the last words over and over."""
    words = list(_WORD.finditer(text))
    if len(words) < 4:
        return None
    count = chance.randint(1, 4)
    tail = text[words[-count].start() : words[-1].end()]
    blank = "" if language in _UNSPACED else " "
    repeated = (blank + tail) * chance.randint(2, 5)
    end = words[-1].end()
    return Planted("loop", text[:end] + repeated + text[end:], ((end + len(blank), end + len(repeated), CRITICAL),))


def other_text(source: str, text: str, language: str, chance: random.Random, neighbour: str = "") -> Planted | None:
    """Another translation altogether, fluent and wrong."""
    if not neighbour or neighbour == text:
        return None
    return Planted("other-text", neighbour, ((0, len(neighbour), CRITICAL),))


def copied(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """The source instead of a translation."""
    return None if source == text else Planted("copied", source, ((0, len(source), CRITICAL),))


def shuffled(source: str, text: str, language: str, chance: random.Random) -> Planted | None:
    """Moves a run of words elsewhere: disfluent, all words still there."""
    # Not at blanks that don't break: they stay with their words.
    words = text.split(" ")
    if len(words) < 7:
        return None
    count = chance.randint(1, 3)
    first = chance.randrange(0, len(words) - count)
    moved, rest = words[first : first + count], words[:first] + words[first + count :]
    place = chance.choice([index for index in range(len(rest)) if abs(index - first) > 1])
    changed = rest[:place] + moved + rest[place:]
    start = len(" ".join(changed[:place])) + (1 if place else 0)
    return Planted("word-order", " ".join(changed), ((start, start + len(" ".join(moved)), MINOR),))


PLANTERS: tuple[tuple[Planter, float], ...] = (
    (negation, 3.0),
    (_swap("opposite", "opposites", CRITICAL), 2.0),
    (_swap("gender", "gender", MAJOR), 1.0),
    (_swap("calendar", "calendar", MAJOR), 1.0),
    (_swap("amount", "amounts", MAJOR), 1.5),
    (number, 2.0),
    (name, 2.0),
    (roles, 1.0),
    (omission, 3.0),
    (addition, 1.0),
    (untranslated, 2.0),
    (loop, 0.4),
    (other_text, 0.5),
    (copied, 0.3),
    (shuffled, 1.0),
)


def plant(
    source: str, text: str, language: str, chance: random.Random, neighbour: str, names: Sequence[str]
) -> Planted | None:
    """One error of a random kind among those that the text allows; kinds by their weight."""
    planters = [planter for planter, _ in PLANTERS]
    weights = [weight for _, weight in PLANTERS]
    while planters:
        planter = chance.choices(planters, weights)[0]
        index = planters.index(planter)
        del planters[index], weights[index]
        if planter in (addition, other_text):
            planted = planter(source, text, language, chance, neighbour)
        elif planter is name:
            planted = planter(source, text, language, chance, names)
        else:
            planted = planter(source, text, language, chance)
        if planted is not None and planted.translation.strip() and planted.translation != text:
            return planted
    return None
