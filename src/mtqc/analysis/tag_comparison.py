"""What became of the tags of a source in its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mtqc.analysis.address_comparison import is_same_address
from mtqc.analysis.tags import Tag, attribute_names, elements, find_tags
from mtqc.model import Span

Pair = tuple[Tag, Tag]
_IN_ANGLES = re.compile(r"<[^<>\s=][^<>=]{0,60}+>")
_POSITION = re.compile(r"%\d{1,2}\$")
# Beyond so many differences a text is no translation: pairing them all would only take time.
_COMPARED = 20


@dataclass(frozen=True, slots=True)
class AttributeDifference:
    """An attribute that is not what it is in the source; ``value`` is None where it was not there at all."""

    name: str
    source: Tag
    target: Tag
    expected: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class TagComparison:
    """The differences between two lists of tags; pairs are of source and target."""

    missing: tuple[Tag, ...] = ()
    extra: tuple[Tag, ...] = ()
    changed: tuple[Pair, ...] = ()
    attributes: tuple[AttributeDifference, ...] = ()


_EQUAL = TagComparison()


def compare_tags(source: Sequence[Tag], target: Sequence[Tag], source_text: str, target_text: str) -> TagComparison:
    """Compares tags by element, start and end, wherever they stand.

    Of entities only those count that HTML does not know: a program defines those, whereas ``&eacute;`` and ``é`` are
    one. A name in angle brackets that is markup in the source is markup in the target.
    """
    if not source and not target:
        return _EQUAL
    expected = [tag for tag in source if counts(tag)]
    present = [tag for tag in target if counts(tag)]
    if [tag.text for tag in expected] == [tag.text for tag in present]:
        return _EQUAL
    if expected:
        names = frozenset(tag.name for tag in expected)
        present = [tag for tag in find_tags(target_text, names) if counts(tag)]
    missing, extra, pairs = _matched(expected, present)
    if len(missing) + len(extra) == 1 and _is_metavariable((missing or extra)[0], source_text, target_text):
        missing, extra = [], []
    changed = _changed(missing, extra)
    return TagComparison(
        missing=tuple(missing),
        extra=tuple(extra),
        changed=tuple(changed),
        attributes=tuple(difference for pair in pairs for difference in _attribute_differences(*pair)),
    )


def _is_metavariable(tag: Tag, source: str, target: str) -> bool:
    """Whether a lone tag is a metavariable after all: the other side has one of another name instead."""
    if tag.kind != "open" or tag.text != f"<{tag.name}>" or f"</{tag.name}" in source + target:
        return False
    return len(_IN_ANGLES.findall(source)) == len(_IN_ANGLES.findall(target))


def counts(tag: Tag) -> bool:
    """Whether a translation has to have the tag as well."""
    return tag.kind != "entity" or not is_character(tag.name)


def is_character(entity: str) -> bool:
    """Whether an entity stands for a character, by number or by a name of HTML."""
    from html.entities import html5

    return entity[1] == "#" or entity[1:] in html5


def _key(tag: Tag) -> tuple[str, str]:
    return tag.kind, tag.name.lower()


def _matched(expected: list[Tag], present: list[Tag]) -> tuple[list[Tag], list[Tag], list[Pair]]:
    """What is missing, what is extra, and the pairs of one element whose attributes may still differ."""
    exact = Counter(tag.text for tag in present) & Counter(tag.text for tag in expected)
    rest_of_source = _without(expected, exact)
    rest_of_target = _without(present, exact)
    waiting: dict[tuple[str, str], list[Tag]] = {}
    for tag in reversed(rest_of_target):
        waiting.setdefault(_key(tag), []).append(tag)
    missing: list[Tag] = []
    pairs: list[Pair] = []
    for tag in rest_of_source:
        if waiting.get(_key(tag)):
            pairs.append((tag, waiting[_key(tag)].pop()))
        else:
            missing.append(tag)
    extra = sorted((tag for tags in waiting.values() for tag in tags), key=lambda tag: tag.span)
    return missing, extra, pairs


def _without(tags: list[Tag], counted: Counter[str]) -> list[Tag]:
    left = Counter(counted)
    rest = []
    for tag in tags:
        if left[tag.text] > 0:
            left[tag.text] -= 1
        else:
            rest.append(tag)
    return rest


def _changed(missing: list[Tag], extra: list[Tag]) -> list[Pair]:
    """Takes out of both lists pairs of tags of the same kind: what is extra is probably what is missing, translated."""
    pairs: list[Pair] = []
    left = extra[:_COMPARED]
    for tag in missing[:_COMPARED]:
        other = next((other for other in left if other.kind == tag.kind and _bracket(other) == _bracket(tag)), None)
        other = other or next((other for other in left if other.name == tag.name), None)
        if other is not None:
            pairs.append((tag, other))
            left.remove(other)
    paired = {id(tag) for pair in pairs for tag in pair}
    missing[:] = [tag for tag in missing if id(tag) not in paired]
    extra[:] = [tag for tag in extra if id(tag) not in paired]
    return pairs


def _bracket(tag: Tag) -> str:
    return tag.text[0]


def _attribute_differences(source: Tag, target: Tag) -> list[AttributeDifference]:
    if source.kind == "close" or "=" not in source.text + target.text:
        return []
    # Placeholders in values are numbered where their order changes.
    if _POSITION.sub("%", source.text) == _POSITION.sub("%", target.text):
        return []
    expected, present = source.attributes, target.attributes
    free = attribute_names("translatable") | attribute_names("layout")
    differences = [
        AttributeDifference(name, source, target, value, present.get(name))
        for name, value in expected.items()
        if name not in free
        and (name not in present or (name in attribute_names("fixed") and not is_same_address(value, present[name])))
    ]
    # Scripts that the source does not have are never the translator's business.
    differences += [
        AttributeDifference(name, source, target, None, value)
        for name, value in present.items()
        if name not in expected and name.lower().startswith("on")
    ]
    return differences


def find_broken_tag(tag: Tag, text: str, taken: Collection[Span]) -> Span | None:
    """Where a text has the remains of a tag: ``< b >``, ``</ b>``, ``<b``, ``&lt;b&gt;``.

    None if nowhere outside the spans ``taken``. ``text`` is without its tags: see :func:`without_tags`.
    """
    name = re.escape(tag.name.strip("[]&;"))
    opening, closing = (r"\[", r"\]") if tag.text[0] == "[" else (r"(?:<|&lt;|＜|‹)", r"(?:>|&gt;|＞|›)")
    slash = r"\s{0,3}/\s{0,3}" if tag.kind == "close" else r"\s{0,3}"
    rest = r"\b[^<>\[\]]{0,300}?" if tag.kind != "close" else r"\s{0,3}"
    if tag.kind == "entity":
        pattern = rf"&\s{{0,3}}{name}\s{{0,3}};"
    else:
        pattern = rf"{opening}{slash}{name}(?:{rest}{closing}|\b(?=[^<>]{{0,300}}+(?:<|\Z)))"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(other) for other in taken):
            return span
    return None


def without_tags(text: str, tags: Iterable[Tag]) -> str:
    """The text with its elements blanked out, so that offsets stay true; entities stay."""
    pieces: list[str] = []
    done = 0
    for tag in tags:
        if tag.kind != "entity":
            pieces += text[done : tag.span.start], " " * len(tag.text)
            done = tag.span.end
    return "".join(pieces) + text[done:]


def is_formatting(tag: Tag) -> bool:
    """Whether a tag only says how the text looks or breaks."""
    return tag.name.lower() in elements("formatting")
