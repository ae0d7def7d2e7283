"""Markdown in a text: links, images, references and code spans, and links that are broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mtqc.model import Span

Kind = Literal["link", "image", "reference", "code", "marker"]

# Brackets nest once, as in a link around an image. Nothing crosses a blank line. Linear: each part excludes the other's
# first character.
_TEXT = r"(?>(?:[^\[\]\n\\]|\\.|\n(?!\n)|\[[^\[\]\n]{0,200}+\](?:\([^()\n]{0,300}+\))?){0,1000})"
_LINK = re.compile(
    rf"""
    (?P<bang>!?)\[(?P<text>{_TEXT})\]
    (?:
        \(\s{{0,3}}
          (?:<(?P<angle>[^<>\n]{{0,1000}}+)>
            |(?P<destination>[^\s()<>]{{0,1000}}+(?>(?:\([^\s()]{{0,500}}+\)[^\s()]{{0,500}}+)?)))
          (?P<title>\s{{1,3}}(?:"[^"\n]{{0,300}}+"|'[^'\n]{{0,300}}+'))?\s{{0,3}}\)
      | \[(?P<label>[^\[\]\n]{{0,300}}+)\]
    )
    """,
    re.VERBOSE,
)
_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,3})(?!`)(?P<content>[^`\n]{1,1000}+)(?P=ticks)(?!`)")
_MARKER = re.compile(r"\*\*(?!\*)|~~")
_BROKEN = re.compile(
    r"(?P<text>(?:!\s?)?\[[^\[\]\n]{1,300}+\])(?P<gap>\s{0,3})[(（]\s{0,3}(?P<destination>[^()（）\n\"]{1,500}?)\s{0,3}[)）]"
)
_DESTINATION = re.compile(r"(?:[a-z]{2,10}\s?:\s?/\s?/|www\.|mailto:|\.{0,2}/|\#)|[\w\-/]+\.[a-z]{2,4}\b")


@dataclass(frozen=True, slots=True)
class MarkdownPart:
    """A piece of Markdown: ``content`` is what must stay, such as the destination of a link or the code itself."""

    kind: Kind
    content: str
    text: str
    span: Span
    destination: Span | None = None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """What looks like a link but is none, such as ``[text] (url)``, and what it must have been."""

    text: str
    mended: str
    destination: str
    span: Span


def find_markdown(text: str) -> tuple[MarkdownPart, ...]:
    """The links, images, references, code spans and markers of bold and struck text, in reading order."""
    parts: list[MarkdownPart] = []
    if "](" in text or "][" in text:
        parts += [_link(match) for match in _LINK.finditer(text)]
    if "`" in text:
        parts += [_part("code", match["content"].strip(), match) for match in _CODE.finditer(text)]
    if "**" in text or "~~" in text:
        code = {offset for part in parts if part.kind == "code" for offset in range(part.span.start, part.span.end)}
        parts += [_part("marker", match[0], match) for match in _MARKER.finditer(text) if match.start() not in code]
    return tuple(sorted(parts, key=lambda part: part.span))


def has_inline_link(text: str) -> bool:
    """Whether a text holds a link or image with its destination, which hardly anything but Markdown does."""
    return "](" in text and any(part.kind in ("link", "image") for part in find_markdown(text))


def find_broken_links(text: str) -> tuple[BrokenLink, ...]:
    """Links with blanks between their brackets, or with full-width ones: translation likes to make that of links."""
    if "[" not in text or ("(" not in text and "（" not in text):
        return ()
    broken = []
    for match in _BROKEN.finditer(text):
        destination = "".join(match["destination"].split())
        mended = f"{match['text'].replace('! ', '!')}({destination})"
        if mended != match.group() and _DESTINATION.match(match["destination"]):
            broken.append(BrokenLink(match.group(), mended, destination, Span(match.start(), match.end())))
    return tuple(broken)


def _link(match: re.Match[str]) -> MarkdownPart:
    if match["label"] is not None:
        return _part("reference", match["label"] or match["text"], match)
    group = "destination" if match["angle"] is None else "angle"
    return MarkdownPart(
        "image" if match["bang"] else "link",
        match[group],
        match.group(),
        Span(match.start(), match.end()),
        Span(match.start(group), match.end(group)),
    )


def _part(kind: Kind, content: str, match: re.Match[str]) -> MarkdownPart:
    return MarkdownPart(kind, content, match.group(), Span(match.start(), match.end()))
