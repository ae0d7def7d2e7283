"""What the checks of addresses have in common: which are compared, and what is said of those that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from mtqc.analysis.address_comparison import compare_addresses, find_broken_address
from mtqc.analysis.addresses import Address
from mtqc.analysis.markdown import find_markdown
from mtqc.analysis.text import TextAnalysis
from mtqc.checks.base import Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

# Searching a text for what became of each lost address takes time in proportion to both.
_SEARCHED = 20
_SCHEME = "://"


class AddressCheck(SegmentCheck):
    """Compares the addresses of one or more kinds.

    ``nouns`` is what messages call one of each kind; ``reports_added`` says whether addresses without a counterpart in
    the source are findings.
    """

    nouns: ClassVar[Mapping[str, str]]
    reports_added: ClassVar[bool] = True
    category = Category.DO_NOT_TRANSLATE
    severity = Severity.MAJOR
    needs = frozenset({Need.SOURCE})

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for each address that is missing, changed, broken up or added."""
        if context.source is None or not (context.source.addresses or context.target.addresses):
            return
        wanted, present = self._of(context.source), self._of(context.target)
        compared = compare_addresses(wanted, present)
        taken = [address.span for address in context.target.addresses]
        # Of "https:// example.org" the latter half alone is an address, and leads where it should.
        missing = [*compared.missing, *self._parted_from_scheme(wanted, present, segment.target, taken)]
        for expected, found in compared.changed:
            if not self.is_kept(expected) or self.is_example(expected, found):
                continue
            if found.text in expected.text and find_broken_address(expected, segment.target, taken):
                missing.append(expected)
                continue
            yield self.finding(
                segment,
                f"{self.nouns[found.kind]} {found.text} is {expected.text} in the source.",
                target=found.span,
                source=expected.span,
                suggestions=(expected.text,),
                confidence=0.8,
            )
        for count, address in enumerate(missing):
            if self.is_kept(address):
                broken = find_broken_address(address, segment.target, taken) if count < _SEARCHED else None
                yield self._missing(segment, address, broken)
        for address in compared.extra if self.reports_added else ():
            if self.is_kept(address) and not _names_what_the_source_names(address, context.source):
                yield self.finding(
                    segment,
                    f"{self.nouns[address.kind]} {address.text} is not in the source.",
                    target=address.span,
                    category=Category.ADDITION,
                    severity=Severity.MINOR,
                    confidence=0.6,
                )

    def _missing(self, segment: Segment, address: Address, broken: Span | None) -> Finding:
        noun = self.nouns[address.kind]
        if broken is None:
            return self.finding(
                segment,
                f"{noun} {address.text} is missing from the translation.",
                source=address.span,
                category=Category.OMISSION,
                confidence=0.7,
            )
        return self.finding(
            segment,
            f"{noun} {address.text} is written '{broken.of(segment.target)}' in the translation.",
            target=broken,
            source=address.span,
            suggestions=(address.text,),
        )

    def _parted_from_scheme(
        self, wanted: list[Address], present: list[Address], target: str, taken: list[Span]
    ) -> list[Address]:
        bare = {address.text for address in present if _SCHEME not in address.text}
        return [
            address
            for address in wanted[:_SEARCHED]
            if address.text.partition(_SCHEME)[2] in bare and find_broken_address(address, target, taken)
        ]

    def is_kept(self, address: Address) -> bool:
        """Whether a translation has to carry over this address."""
        return True

    def is_example(self, expected: Address, present: Address) -> bool:
        """Whether a changed address may be an example that was put into the target's language."""
        return False

    def _of(self, text: TextAnalysis) -> list[Address]:
        """The addresses of these kinds, but those in tags and Markdown links: other checks compare them there."""
        addresses = [address for address in text.addresses if address.kind in self.nouns]
        if not addresses:
            return addresses
        elsewhere = [tag.span for tag in text.tags if "=" in tag.text]
        if "](" in text.text:
            elsewhere += [part.destination for part in find_markdown(text.text) if part.destination is not None]
        return [address for address in addresses if not any(address.span.overlaps(span) for span in elsewhere)]


def _names_what_the_source_names(address: Address, source: TextAnalysis) -> bool:
    """Whether the source has the address, or may name a site in its own script that is a domain in Latin letters."""
    is_bare = address.kind == "url" and "/" not in address.text
    if is_bare and source.language is not None and source.language.script != "Latn":
        return True
    return address.text.lower() in source.text.lower()
