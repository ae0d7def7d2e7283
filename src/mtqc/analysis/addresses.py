"""Addresses: what a translation carries over as it is, from URLs to command-line options."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from mtqc.analysis.spaced_letters import SPACED_LETTERS
from mtqc.model import Span

Kind = Literal["url", "email", "path", "ip", "option"]


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it stands in the text; ``option`` is a long option of a command, ``--verbose``."""

    kind: Kind
    text: str
    span: Span


_L = SPACED_LETTERS
_NOT_IN_URL = r"\s<>\"“”„«»‘’`\[\]\\\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
_URL = re.compile(
    rf"(?:(?<![A-Za-z\d+.\-])(?:[a-z][a-z\d+.\-]{{1,15}}+|HTTPS?|FTP)://|(?<![{_L}.@/])www\.)"
    rf"(?:\[[\da-fA-F:.]{{2,45}}+\])?[^{_NOT_IN_URL}]*+"
)
_DOMAIN = re.compile(
    rf"(?<![{_L}.@/\-])(?:[A-Za-z\d][A-Za-z\d\-]{{0,62}}+\.){{1,4}}?"
    rf"(?:com|org|net|edu|gov|info|io|dev|eu)(?![{_L}]|-[a-z\d])(?:/[^{_NOT_IN_URL}]*+)?"
)
_EMAIL = re.compile(rf"(?<![{_L}.+\-])[{_L}+\-][{_L}.+\-]*+@[{_L}\-]++(?>(?:\.[{_L}\-]++)+)")
_IPV4 = re.compile(rf"(?<![{_L}.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![{_L}]|\.\d)(?:/\d{{1,2}}(?!\d))?", re.ASCII)
_IPV6 = re.compile(
    rf"(?<![{_L}:.])[\dA-Fa-f:]{{2,39}}+(?:(?<=:)\d{{1,3}}(?:\.\d{{1,3}}){{3}})?(?![{_L}:])(?:/\d{{1,3}}(?!\d))?",
    re.ASCII,
)
_OPTION = re.compile(rf"(?<![{_L}\-])--[a-z]\w*+(?>(?:-[a-z\d]\w*+)*)(?![{_L}]|-\W|-\Z)", re.ASCII)

_SEGMENT = rf"[{_L}.+\-@%~#$]++"
_PATH = re.compile(
    rf"""
    (?<![A-Za-z\d])[A-Za-z]:\\{{1,2}}(?>(?:[{_L}.+\-@%~$()]++\\{{0,2}})*)
  | (?<![{_L}\\])\\\\[{_L}.\-]++\\(?>(?:[{_L}.+\-@%~$]++\\?)+)
  | (?<![{_L}/.<>)\]%*}}\\:])(?P<unix>~|\.\.?)?(?>(?:/{_SEGMENT})+)/?+
  | (?<![{_L}/.\-<@])(?>(?:[{_L}\-][{_L}.+\-]*+/)+)[{_L}\-]++\.(?P<extension>[A-Za-z][A-Za-z0-9]{{0,4}}+)
      (?![{_L}]|[./][{_L}])
    """,
    re.VERBOSE,
)
_FILE_NAME = re.compile(rf"(?<![{_L}./\-@*])[{_L}\-][{_L}\-.]*+(?![{_L}])")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@cache
def _names(table: str) -> frozenset[str]:
    return frozenset(tomllib.loads(files("mtqc").joinpath("data/markup/addresses.toml").read_text("utf-8"))[table])


def find_addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a text, none inside another."""
    found: list[Address] = []
    if "." in text:
        found += _dotted(text)
    elif "://" in text:
        found += _of_kind("url", _URL, text)
    if "::" in text or text.count(":") > 6:
        found += [address for address in _of_kind("ip", _IPV6, text) if _is_ipv6(address.text)]
    if "/" in text or "\\" in text:
        found += _paths(text)
    if "--" in text:
        found += _of_kind("option", _OPTION, text)
    return _without_inner(found) if len(found) > 1 else tuple(found)


def _dotted(text: str) -> Iterator[Address]:
    """The kinds of addresses that have a full stop in them."""
    if "://" in text or "www." in text:
        yield from _of_kind("url", _URL, text)
    if "@" in text:
        yield from _of_kind("email", _EMAIL, text)
    if text.count(".") > 2:
        yield from (address for address in _of_kind("ip", _IPV4, text) if _is_ipv4(address.text))
    if _DOT_LETTER.search(text):
        yield from _of_kind("url", _DOMAIN, text)
        yield from _file_names(text)


# The full stop comes first, as a search for one character is the fastest.
_DOT_LETTER = re.compile(r"\.(?<=\w\.)[A-Za-z]")


def _of_kind(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[Address]:
    for match in pattern.finditer(text):
        address = _without_end_punctuation(match.group())
        if kind != "url" or any(character.isalnum() for character in address.rpartition("://")[2]):
            yield Address(kind, address, Span(match.start(), match.start() + len(address)))


def _without_end_punctuation(address: str) -> str:
    """The address without the punctuation of the sentence around it; a closing bracket stays if it closes one."""
    end = len(address)
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = address[end - 1]
        if last in surplus:
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif last not in ".,;:!?'’…*|":
            break
        end -= 1
    return address[:end]


def _paths(text: str) -> Iterator[Address]:
    for match in _PATH.finditer(text):
        path = match.group().rstrip(".,") if match["extension"] is None else match.group()
        if _is_path(path, match):
            yield Address("path", path, Span(match.start(), match.start() + len(path)))


def _is_path(path: str, match: re.Match[str]) -> bool:
    if match["extension"] is not None:
        return match["extension"].lower() in _names("extensions")
    if path[0] not in "/~.":
        return True
    parts = [part for part in path.split("/") if part.strip(".")]
    if match["unix"] and parts:
        return True
    # "/Sum/Average" is a list of words: a path begins with a known root or in lower case.
    if not parts:
        return False
    return parts[0].partition("-")[0] in _names("roots") or (len(parts) > 1 and not parts[0][0].isupper())


def _file_names(text: str) -> Iterator[Address]:
    for match in _FILE_NAME.finditer(text):
        name = match.group().rstrip(".")
        stem, dot, extension = name.rpartition(".")
        if not dot or extension.istitle() or extension.lower() not in _names("extensions"):
            continue
        # "i.e.c" is no file name, "main.c" is one.
        if len(extension) > 1 or (len(stem) > 1 and "." not in stem):
            yield Address("path", name, Span(match.start(), match.start() + len(name)))


def _is_ipv4(text: str) -> bool:
    # "1.000.000.000" is a number.
    parts = text.partition("/")[0].split(".")
    return all(int(part) < 256 and (part[0] != "0" or part == "0") for part in parts)


def _is_ipv6(text: str) -> bool:
    import ipaddress

    # "A::B" is a name of C++ or Perl.
    if len(text) < 3 or not any(character.isdigit() for character in text):
        return False
    try:
        ipaddress.IPv6Address(text.partition("/")[0])
    except ValueError:
        return False
    return True


def _without_inner(found: list[Address]) -> tuple[Address, ...]:
    """The addresses in reading order; of two that overlap the one that starts first, or else the longer one."""
    found.sort(key=lambda address: (address.span.start, -address.span.end))
    kept: list[Address] = []
    end = 0
    for address in found:
        if address.span.start >= end:
            kept.append(address)
            end = address.span.end
    return tuple(kept)
