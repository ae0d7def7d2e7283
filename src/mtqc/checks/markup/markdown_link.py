"""Links, images and code of Markdown that a translation lost, changed or broke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mtqc.analysis.address_comparison import is_same_address
from mtqc.analysis.markdown import BrokenLink, MarkdownPart, find_broken_links, find_markdown, has_inline_link
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity

_MARKDOWN_FLAGS = frozenset({"md-text", "markdown"})
_NOUNS = {"link": "Link to", "image": "Image", "reference": "Reference", "code": "Code"}


class MarkdownLink(SegmentCheck):
    """Compares the Markdown of both sides; without a source, finds links that are written wrong."""

    rule = "markup/markdown-link"
    category = Category.MARKUP_TAG
    severity = Severity.MAJOR
    summary = "A link, image or code span of Markdown is missing, changed or broken."
    why = (
        "Readers see brackets and a URL instead of a link, or follow it to nowhere. Machine translation puts blanks "
        "between the brackets and translates paths and code."
    )
    silent_on = (
        "texts that are no Markdown: the document's format, the flag `md-text` or a link in the source must say so",
        "a link to the same page in the other language",
        "code, references and bold text outside of Markdown documents: backquotes and asterisks have other uses there",
        "brackets before a remark in parentheses (`[1] (see below)`): what follows must look like a destination",
    )
    triggers = "[`*~"
    bad = (
        Example("Siehe [Hilfe] (help.md).", source="See [help](help.md).", marks="[Hilfe] (help.md)"),
        Example("Siehe [Hilfe](hilfe.md).", source="See [help](help.md).", marks="hilfe.md"),
        Example("Siehe Hilfe.", source="See [help](help.md)."),
        Example("Siehe [Hilfe] (https://example.org/a).", flags=frozenset({"md-text"})),
        Example(
            "Rufe `git festschreiben` auf.",
            source="Call `git commit`.",
            flags=frozenset({"md-text"}),
            marks="`git festschreiben`",
        ),
    )
    good = (
        Example("![Ein Hund](dog.png) und [mehr](more.md)", source="![A dog](dog.png) and [more](more.md)"),
        Example("[Hund](https://de.example.org/wiki/Hund)", source="[dog](https://en.example.org/wiki/Dog)"),
        Example("Eingabe [j/n] (Vorgabe: j)", source="Answer [y/n] (default: y)"),
        Example("Das `Wort' hier", source="The `word' here", note="an old way to write quotation marks"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for each broken, changed, missing or added part."""
        is_markdown = context.document.format == "markdown" or not _MARKDOWN_FLAGS.isdisjoint(segment.flags)
        source, target = segment.source, segment.target
        if source is None:
            if is_markdown:
                for broken in find_broken_links(target):
                    yield self._broken(segment, broken)
                yield from self._lone_markers(segment, find_markdown(target))
            return
        if not is_markdown and not has_inline_link(source):
            return
        expected, present = find_markdown(source), find_markdown(target)
        mended: list[str] = []
        known = {part.content for part in expected if part.destination is not None}
        for broken in find_broken_links(target):
            if broken.destination in known or broken.text not in source:
                mended.append(broken.destination)
                yield self._broken(segment, broken)
        for kinds in (("link", "image"), ("reference",), ("code",)) if is_markdown else (("link", "image"),):
            yield from self._differences(
                segment,
                [part for part in expected if part.kind in kinds],
                [part for part in present if part.kind in kinds],
                mended,
            )
        if is_markdown:
            yield from self._markers(segment, expected, present)

    def _broken(self, segment: Segment, broken: BrokenLink) -> Finding:
        return self.finding(
            segment,
            f"'{broken.text}' is no link: it must be written {broken.mended}.",
            target=broken.span,
            suggestions=(broken.mended,),
        )

    def _differences(
        self, segment: Segment, expected: list[MarkdownPart], present: list[MarkdownPart], mended: list[str]
    ) -> Iterator[Finding]:
        missing = _without(expected, [part.content for part in present] + mended)
        extra = _without(present, [part.content for part in expected])
        for part in tuple(missing) if expected and expected[0].destination else ():
            same = next((other for other in extra if is_same_address(part.content, other.content)), None)
            if same is not None:
                missing.remove(part)
                extra.remove(same)
        for part, other in zip(missing, extra, strict=False):
            span = other.destination or other.span
            yield self.finding(
                segment,
                f"{_name(other)} should be {part.content} as in the source.",
                target=span,
                source=part.destination or part.span,
                suggestions=(part.content if other.destination else part.text,) if part.kind != "reference" else (),
                severity=Severity.MINOR if part.kind == "code" else None,
                confidence=0.8,
            )
        for part in missing[len(extra) :]:
            message = f"{_name(part)} is missing from the translation."
            yield self.finding(
                segment, message, source=part.span, severity=Severity.MINOR if part.kind == "code" else None
            )
        for part in extra[len(missing) :]:
            if part.kind != "code":
                yield self.finding(segment, f"{_name(part)} is not in the source.", target=part.span)

    def _lone_markers(self, segment: Segment, present: Sequence[MarkdownPart]) -> Iterator[Finding]:
        for mark, count in _marks(present).items():
            if count % 2:
                last = next(part for part in reversed(present) if part.content == mark)
                yield self.finding(
                    segment,
                    f"'{mark}' stands {_times(count)}: one has no partner.",
                    target=last.span,
                    category=Category.CHARACTER_FORMATTING,
                    severity=Severity.MINOR,
                    confidence=0.7,
                )

    def _markers(
        self, segment: Segment, expected: Sequence[MarkdownPart], present: Sequence[MarkdownPart]
    ) -> Iterator[Finding]:
        """Marks of bold and struck text that lost their partner, or that the source does not have."""
        wanted, found = _marks(expected), _marks(present)
        for mark in sorted(wanted | found):
            if found[mark] % 2 > wanted[mark] % 2 or (found[mark] > 0) != (wanted[mark] > 0):
                last = next((part for part in reversed(present) if part.content == mark), None)
                yield self.finding(
                    segment,
                    f"'{mark}' stands {_times(found[mark])} in the translation, {_times(wanted[mark])} in the source.",
                    target=None if last is None else last.span,
                    category=Category.CHARACTER_FORMATTING,
                    severity=Severity.MINOR,
                )


def _name(part: MarkdownPart) -> str:
    return f"{_NOUNS[part.kind]} {part.content}"


def _marks(parts: Sequence[MarkdownPart]) -> Counter[str]:
    return Counter(part.content for part in parts if part.kind == "marker")


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _without(parts: list[MarkdownPart], contents: list[str]) -> list[MarkdownPart]:
    left = Counter(contents)
    rest = []
    for part in parts:
        if left[part.content] > 0:
            left[part.content] -= 1
        else:
            rest.append(part)
    return rest
