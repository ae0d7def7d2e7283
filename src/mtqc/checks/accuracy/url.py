"""Web addresses that a translation lost, changed or broke up."""

from __future__ import annotations

import re
from types import MappingProxyType

from mtqc.analysis.addresses import Address
from mtqc.checks.address import AddressCheck
from mtqc.checks.base import Example

# Words in a host that stand for whatever the reader has there.
_METAVARIABLE = re.compile(
    r"^(?:[a-z+.\-]*://)?(?:[^/]*\b)?(?:server|host|hostname|user|domain|nowhere|(?:your|my)[a-z]*)\b", re.IGNORECASE
)
_EXAMPLE = re.compile(r"^(?:[a-z+.\-]*://)?[^/]*\bexample\.[a-z]", re.IGNORECASE)


class Url(AddressCheck):
    """Compares the URLs of source and target."""

    rule = "accuracy/url"
    summary = "A web address is missing, changed or broken up."
    why = "A link that leads nowhere is worse than none. Machine translation translates URLs and breaks them up."
    silent_on = (
        "the same page in the target's language (`en.example.org` to `de.example.org`, `/en/` to `/de/`)",
        "`http` and `https`, `www.`, a slash at the end: they lead to the same page",
        "URLs in the attributes of tags and in Markdown links: markup/tag and markup/markdown-link compare those",
        "examples (`example.com` to `beispiel.de`) and servers that stand for the reader's own (`smb://server/file`)",
        "a bare domain for a site that the source names in another script (百度, baidu.com)",
        "an address that stands there twice, or once instead of twice",
    )
    triggers = ":./"
    nouns = MappingProxyType({"url": "URL"})
    bad = (
        Example(
            "Siehe https://example.org/hilfe/erste-schritte.",
            source="See https://example.org/help/first-steps.",
            marks="https://example.org/hilfe/erste-schritte",
        ),
        Example(
            "Siehe https: //example.org/help.",
            source="See https://example.org/help.",
            marks="https: //example.org/help",
        ),
        Example(
            "Siehe https:// example.org/help.",
            source="See https://example.org/help.",
            marks="https:// example.org/help",
        ),
        Example("Mehr dazu auf unserer Website.", source="Read more at https://example.org/docs."),
    )
    good = (
        Example("Siehe »https://example.org/help«.", source='See "http://example.org/help/".'),
        Example("Siehe https://de.example.org/wiki/Hund", source="See https://en.example.org/wiki/Dog"),
        Example("Siehe https://example.com/de/start", source="See https://example.com/en-US/start"),
        Example("Siehe https://example.de/preise", source="See https://example.com/prices"),
        Example("zum Beispiel https://beispiel.de/", source="for example https://example.com/"),
        Example("as baidu.com reports", source="据百度报道", source_language="zh", target_language="en"),
        Example("etwa smb://server/ordner", source="such as smb://server/folder"),
    )

    def is_kept(self, address: Address) -> bool:
        """Addresses of nobody's server are not."""
        return _METAVARIABLE.search(address.text) is None

    def is_example(self, expected: Address, present: Address) -> bool:
        """An example's domain may be translated; its path alone may not."""
        return bool(_EXAMPLE.search(expected.text)) and not _EXAMPLE.search(present.text)
