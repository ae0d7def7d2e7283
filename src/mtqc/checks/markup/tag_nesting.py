"""Tags that cross, close nothing or are never closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mtqc.analysis.tag_nesting import CROSSING, UNCLOSED, UNOPENED, NestingFault, Paired, nesting_faults
from mtqc.analysis.tags import Tag, elements, find_tags
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, InlineCode, Segment, Severity, Span

_XML_TEXT = "xml-text"
_BARE_SIGN = re.compile(r"<|&(?!\#?\w{1,60};)")


class TagNesting(SegmentCheck):
    """Compares how tags and inline codes nest, where both sides have the same ones."""

    rule = "markup/tag-nesting"
    category = Category.MARKUP_TAG
    severity = Severity.MAJOR
    summary = "Tags cross, close nothing, or are never closed."
    why = "Programs that read XML reject the text; browsers guess, and format the rest of the page."
    silent_on = (
        "sources that do not nest themselves: the text is a part of something longer",
        "translations with other tags than the source: markup/tag says so",
        "end tags that HTML lets one leave out (`</li>`, `</p>`), and `<br>`, which has none",
        "texts without a source, unless tags cross or one stands there twice and is never closed: a sentence may be a "
        "part of something longer",
    )
    triggers = "<&["
    bad = (
        Example("<b>Sehr <i>wichtig</b></i>", source="<b>Very <i>important</i></b>", marks="</b>"),
        Example("</b>Achtung<b>", source="<b>Warning</b>", marks="</b>"),
        Example("Ein <b>Wort<b> in der Mitte", marks="<b>"),
        Example("Erste Zeile<br>zweite", source="First line<br/>second", marks="<br>"),
    )
    good = (
        Example("<i>Zwei</i> und <b>eins</b>", source="<b>One</b> and <i>two</i>"),
        Example("Ende des Satzes.</b>", source="End of the sentence.</b>"),
        Example("Anfang <b>des Absatzes.", note="the end tag stands in the next sentence"),
        Example("<ul><li>Eins<li>Zwei</ul>", source="<ul><li>One<li>Two</ul>"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for the first fault of tags and of codes, and one for each bare sign where the text is XML."""
        if segment.target_codes:
            yield from self._codes(segment)
        if _XML_TEXT in segment.flags:
            yield from self._bare_signs(segment, context)
        tags = context.target.tags
        if not tags:
            return
        if context.source is None or not context.source.text:
            yield from self._alone(segment, tags)
            return
        source = context.source.tags
        if not source:
            return
        tags = find_tags(segment.target, frozenset(tag.name for tag in source))
        yield from self._unlike_slashes(segment, source, tags)
        if _contents(tags) == _contents(source):
            # What the source closes, the translation has to close as well, whatever HTML lets one leave open.
            for may_stay_open in (frozenset[str](), elements("unclosed")):
                if next(nesting_faults(source, may_stay_open), None) is None:
                    fault = next(nesting_faults(tags, may_stay_open), None)
                    if fault is not None:
                        yield self._finding(segment, fault)
                    return

    def _alone(self, segment: Segment, tags: Sequence[Tag]) -> Iterator[Finding]:
        """Faults that no continuation of the text could mend."""
        opened = Counter(tag.name for tag in tags if tag.kind == "open")
        closed = {tag.name for tag in tags if tag.kind == "close"}
        faults = list(nesting_faults(tags, elements("unclosed")))
        crossing = next((fault for fault in faults if fault.kind == CROSSING), None)
        if crossing is not None:
            yield self._finding(segment, crossing)
            return
        open_tags = [fault for fault in faults if fault.kind == UNCLOSED]
        mismatched = next((fault for fault in faults if fault.kind == UNOPENED), None)
        if mismatched and open_tags and open_tags[0].item.span < mismatched.item.span:
            yield self._finding(segment, mismatched)
            return
        repeated = [fault for fault in open_tags if opened[fault.item.name] > 1]
        if repeated and repeated[-1].item.name not in closed:
            # The last one is probably the end tag without its slash.
            yield self._finding(segment, repeated[-1])

    def _finding(self, segment: Segment, fault: NestingFault[Tag]) -> Finding:
        reason = _reason(fault, fault.item.text, fault.crossed.text if fault.crossed else "")
        return self.finding(segment, reason, target=fault.item.span)

    def _unlike_slashes(self, segment: Segment, source: Sequence[Tag], target: Sequence[Tag]) -> Iterator[Finding]:
        closing = {tag.name: tag.text for tag in source if tag.kind == "standalone" and tag.text.endswith("/>")}
        if not closing or any(tag.kind == "standalone" and not tag.text.endswith("/>") for tag in source):
            return
        for tag in target:
            if tag.name in closing and tag.text[0] == "<" and not tag.text.endswith("/>") and tag.kind == "standalone":
                yield self.finding(
                    segment,
                    f"{tag.text} does not close itself as {closing[tag.name]} in the source does: XML asks for that.",
                    target=tag.span,
                    suggestions=(f"{tag.text[:-1]}/>",),
                    severity=Severity.MINOR,
                    confidence=0.7,
                )

    def _bare_signs(self, segment: Segment, context: Context) -> Iterator[Finding]:
        if context.source is not None and _bare(context.source.text, context.source.tags):
            return
        for span in _bare(segment.target, context.target.tags):
            sign = span.of(segment.target)
            entity = "&lt;" if sign == "<" else "&amp;"
            yield self.finding(
                segment,
                f"'{sign}' begins no tag or entity: in XML it must be written {entity}.",
                target=span,
                suggestions=(entity,),
            )

    def _codes(self, segment: Segment) -> Iterator[Finding]:
        if _contents(segment.target_codes) != _contents(segment.source_codes):
            return
        if next(nesting_faults(segment.source_codes), None) is not None:
            return
        fault: NestingFault[InlineCode] | None = next(nesting_faults(segment.target_codes), None)
        if fault is not None:
            reason = _reason(fault, fault.item.content, fault.crossed.content if fault.crossed else "")
            yield self.finding(segment, reason, evidence={"code": fault.item.name})


def _contents(items: Iterable[Paired]) -> Counter[tuple[str, str]]:
    return Counter((item.kind, item.name.lower()) for item in items if item.kind in ("open", "close"))


def _bare(text: str, tags: Sequence[Tag]) -> list[Span]:
    starts = {tag.span.start for tag in tags}
    spans = (Span(match.start(), match.end()) for match in _BARE_SIGN.finditer(text))
    return [span for span in spans if span.start not in starts]


def _reason(fault: NestingFault[Tag] | NestingFault[InlineCode], item: str, crossed: str) -> str:
    if fault.kind == CROSSING:
        return f"{item} closes before {crossed}, which was opened after it, is closed."
    return f"{item} is never closed." if fault.kind == UNCLOSED else f"{item} closes nothing that is open."
