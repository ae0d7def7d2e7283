"""Tags, entities and inline codes that a translation lost, added or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from mtqc.analysis.restructured_text import find_inline_markup, has_roles
from mtqc.analysis.tag_comparison import TagComparison, compare_tags, find_broken_tag, is_formatting, without_tags
from mtqc.analysis.tags import Tag as Found
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, InlineCode, Segment, Severity, Span

_RST_TEXT = "rst-text"
# Searching a text for what became of each lost tag takes time in proportion to both.
_SEARCHED = 20


class Tag(SegmentCheck):
    """Compares the tags written in both texts, the inline codes of bilingual formats, and reStructuredText."""

    rule = "markup/tag"
    category = Category.MARKUP_TAG
    severity = Severity.MAJOR
    summary = "A tag, an entity or an inline code is missing, added or changed."
    why = (
        "Links lead nowhere, formatting runs on over the rest of the page, and programs that read the text as XML "
        "reject all of it. Machine translation translates the names of tags, breaks them up and loses one of a pair."
    )
    silent_on = (
        "names in angle brackets that are no known markup and have no end tag (`<file>`): people translate those",
        "another order of tags: sentences are built in another order (how they nest is for markup/tag-nesting)",
        "the values of `title`, `alt`, `lang` and the like, and of layout: they are there to be translated or adapted",
        "entities for characters (`&eacute;`, `&#215;`): the character itself does as well",
        "a link to the same page in the other language: that is what readers want",
        "a code of XLIFF or TMX that stands there twice: a phrase may have been divided",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "<&[`"
    bad = (
        Example("Klicken Sie auf <b>Weiter.", source="Click <b>Next</b>."),
        Example("Siehe <verknüpfung>Hilfe</verknüpfung>", source="See <link>help</link>", marks="<verknüpfung>"),
        Example("Bitte < b >warten</b>", source="Please <b>wait</b>", marks="< b >"),
        Example(
            'Zur <a href="hilfe.html">Hilfe</a>',
            source='To the <a href="help.html">help</a>',
            marks='<a href="hilfe.html">',
        ),
        Example("Danke, dass Sie es nutzen.", source="Thank you for using &appName;."),
        Example("Siehe :ref:`Anfang`.", source="See :ref:`start`.", marks=":ref:`Anfang`"),
    )
    good = (
        Example("<i>Zwei</i> und <b>eins</b>", source="<b>One</b> and <i>two</i>"),
        Example("Datei <datei> fehlt", source="File <file> is missing"),
        Example('<img src="a.png" alt="Ein Hund">', source='<img src="a.png" alt="A dog">'),
        Example("5 × 3 für Jérôme", source="5 &times; 3 for J&eacute;r&ocirc;me"),
        Example("Siehe :ref:`den Anfang <start>`.", source="See :ref:`the start <start>`."),
        Example("<B>Achtung</B>", source="<b>Warning</b>", note="HTML knows no upper and lower case"),
        Example(
            '<a href="https://de.example.org/wiki/Hund">Hund</a>',
            source='<a href="https://en.example.org/wiki/Dog">dog</a>',
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for each difference, on the target's tag where there is one."""
        if segment.source_codes or segment.target_codes:
            yield from self._codes(segment)
        source, target = context.source.tags if context.source else (), context.target.tags
        if source or target:
            compared = compare_tags(source, target, segment.source or "", segment.target)
            yield from self._tags(segment, compared, target)
        if segment.source and ("`" in segment.source or _RST_TEXT in segment.flags):
            yield from self._inline_markup(segment, segment.source)

    def _inline_markup(self, segment: Segment, source: str) -> Iterator[Finding]:
        """Findings on reStructuredText, which a flag or a role in the source shows a text to be."""
        is_flagged = _RST_TEXT in segment.flags
        if not is_flagged and not has_roles(source):
            return
        expected, present = find_inline_markup(source), find_inline_markup(segment.target)
        if not is_flagged:
            expected = tuple(markup for markup in expected if markup.key[0] == ":")
            present = tuple(markup for markup in present if markup.key[0] == ":")
        wanted, found = Counter(markup.key for markup in expected), Counter(markup.key for markup in present)
        missing = [markup for markup in expected if wanted[markup.key] > found[markup.key]]
        extra = [markup for markup in present if found[markup.key] > wanted[markup.key]]
        for markup, other in zip_longest(missing, extra):
            if markup is None:
                message = f"{other.text} is not in the source."
            elif other is None:
                message = f"{markup.text} is missing from the translation, or not written so that it is recognised."
            else:
                message = f"{other.text} should correspond to {markup.text} of the source."
            yield self.finding(
                segment,
                message,
                target=None if other is None else other.span,
                source=None if markup is None else markup.span,
                confidence=0.9,
            )

    def _tags(self, segment: Segment, compared: TagComparison, target: Sequence[Found]) -> Iterator[Finding]:
        taken: list[Span] = []
        text = without_tags(segment.target, target) if compared.missing else ""
        for count, tag in enumerate(_without_ends(compared.missing)):
            broken = find_broken_tag(tag, text, taken) if count < _SEARCHED else None
            if broken is not None:
                taken.append(broken)
            yield self.finding(
                segment,
                f"{_what(tag)} {tag.text} is missing from the translation."
                if broken is None
                else f"'{broken.of(segment.target)}' should be {tag.text} as in the source.",
                source=tag.span,
                target=broken,
                suggestions=(tag.text,) if broken is not None and segment.target[broken.end - 1] in ">];" else (),
                severity=_severity(tag),
            )
        for tag in _without_ends(compared.extra):
            message = f"{_what(tag)} {tag.text} is not in the source."
            yield self.finding(segment, message, target=tag.span, severity=_severity(tag))
        for expected, present in compared.changed:
            yield self.finding(
                segment,
                f"{_what(present)} {present.text} should be {expected.text} as in the source.",
                target=present.span,
                source=expected.span,
                suggestions=(expected.text,),
                severity=max(_severity(expected), _severity(present)),
            )
        for difference in compared.attributes:
            name, expected_value = difference.name, difference.expected
            if expected_value is None:
                message = f"The attribute {name} of {difference.target.text} is not in the source."
            elif difference.value is None:
                message = f"The attribute {name} is missing from {difference.target.text}."
            else:
                message = f"The attribute {name} of the tag is '{expected_value}' in the source."
            yield self.finding(
                segment,
                message,
                target=difference.target.span,
                source=difference.source.span,
                suggestions=() if difference.source.attributes.keys() & _TRANSLATED else (difference.source.text,),
                confidence=0.8,
            )

    def _codes(self, segment: Segment) -> Iterator[Finding]:
        """Findings on codes that stand beside the text, by name: a pair counts once."""
        expected = {code.name: code for code in reversed(segment.source_codes)}
        present = {code.name: code for code in reversed(segment.target_codes)}
        missing = {code.content for name, code in expected.items() if name not in present}
        extra = {code.content for name, code in present.items() if name not in expected}
        for name, code in reversed(expected.items()):
            if name not in present:
                yield self.finding(
                    segment,
                    f"Inline code {_labelled(code, extra)} is missing from the translation.",
                    source=_between(code, segment.source_codes),
                    evidence={"code": name},
                )
        for name, code in reversed(present.items()):
            if name not in expected:
                yield self.finding(
                    segment,
                    f"Inline code {_labelled(code, missing)} is not in the source.",
                    target=_between(code, segment.target_codes),
                    evidence={"code": name},
                )


def _labelled(code: InlineCode, others: Collection[str]) -> str:
    """What a code shows, with its id where a code of the other side shows the same under another id."""
    return f"{code.content} (id {code.name})" if code.content in others else code.content


_TRANSLATED = frozenset({"title", "alt"})


def _without_ends(tags: Sequence[Found]) -> list[Found]:
    """The tags without the end tags of elements whose start tag is among them: one finding says it all."""
    started = {tag.name for tag in tags if tag.kind == "open"}
    return [tag for tag in tags if tag.kind != "close" or tag.name not in started]


def _what(tag: Found) -> str:
    return "Entity" if tag.kind == "entity" else "Tag"


def _severity(tag: Found) -> Severity:
    return Severity.MINOR if is_formatting(tag) else Severity.MAJOR


def _between(code: InlineCode, codes: Sequence[InlineCode]) -> Span | None:
    """What a pair of codes encloses; None for a code without a partner, and for a pair with nothing in between."""
    ends = [other.offset for other in codes if other.name == code.name and other.kind == "close"]
    return Span(code.offset, ends[0]) if code.kind == "open" and ends and ends[0] > code.offset else None
