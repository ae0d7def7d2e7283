"""IP addresses that a translation lost or changed."""

from __future__ import annotations

from types import MappingProxyType

from mtqc.checks.address import AddressCheck
from mtqc.checks.base import Example


class IpAddress(AddressCheck):
    """Compares the IPv4 and IPv6 addresses of source and target."""

    rule = "accuracy/ip-address"
    summary = "An IP address is missing or changed."
    why = (
        "An IP address is a number that machines read: with one digit or dot changed it names another machine, or none."
    )
    silent_on = (
        "numbers with fewer than three dots, or parts above 255: dates, sums and section numbers",
        "an address that stands there twice, or once instead of twice",
    )
    triggers = ".:"
    nouns = MappingProxyType({"ip": "IP address"})
    bad = (
        Example("Der Server ist 192.168.1.10.", source="The server is 192.168.1.1.", marks="192.168.1.10"),
        Example("Der Server ist 192.168. 1.1.", source="The server is 192.168.1.1.", marks="192.168. 1.1"),
    )
    good = (
        Example("Auf 127.0.0.1 oder ::1 lauschen", source="Listen on 127.0.0.1 or ::1"),
        Example("Am 12.10.2024 um 10.30 Uhr", source="On October 12, 2024 at 10:30"),
    )
