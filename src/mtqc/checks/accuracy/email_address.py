"""E-mail addresses that a translation lost, changed or broke up."""

from __future__ import annotations

from types import MappingProxyType

from mtqc.analysis.addresses import Address
from mtqc.checks.address import AddressCheck
from mtqc.checks.base import Example


class EmailAddress(AddressCheck):
    """Compares the e-mail addresses of source and target."""

    rule = "accuracy/email-address"
    summary = "An e-mail address is missing, changed or broken up."
    why = "Mail to a translated address reaches nobody, or somebody else."
    silent_on = (
        "an address that stands there twice, or once instead of twice",
        "examples whose domain is translated too (`name@example.com` to `name@beispiel.de`)",
        "addresses that only the translation has: translators sign their work",
        "addresses in the attributes of tags: markup/tag compares those",
    )
    triggers = "@"
    nouns = MappingProxyType({"email": "E-mail address"})
    reports_added = False
    bad = (
        Example("Schreiben Sie an hilfe@example.org.", source="Write to help@example.org.", marks="hilfe@example.org"),
        Example(
            "Schreiben Sie an help @ example.org.", source="Write to help@example.org.", marks="help @ example.org"
        ),
        Example("Schreiben Sie uns.", source="Write to help@example.org."),
    )
    good = (
        Example("Bitte an »help@example.org« schreiben.", source="Please write to help@example.org."),
        Example("etwa name@beispiel.de", source="such as name@example.com"),
        Example("Anna (anna@example.org)", source="Anna <anna@example.org>"),
    )

    def is_example(self, expected: Address, present: Address) -> bool:
        """An example's domain may be translated; its user alone may not."""
        return "@example." in expected.text and "@example." not in present.text
