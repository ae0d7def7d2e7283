"""Accelerator keys of user interfaces: ``&File``, ``_File``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_FLAG = "accelerator:"
_QT_FLAGS = frozenset({"kde-format", "kde-kuit-format", "qt-format", "qt-plural-format"})


class AcceleratorKey(SegmentCheck):
    """Compares the accelerator keys of both sides, where it is known which character marks them."""

    rule = "locale/accelerator-key"
    category = Category.SHORTCUT_KEY
    severity = Severity.MINOR
    summary = "An accelerator key is missing, added or doubled."
    why = "Who works from the keyboard cannot reach the menu entry, or sees a stray `&` or `_` in it."
    silent_on = (
        "texts of which nobody says that they have accelerators: neither the setting `accelerator`, nor a flag "
        "`accelerator:&`, nor a Qt or KDE format",
        "entities (`&amp;`), the doubled marker (`&&`), and identifiers (`LC_ALL`, `Page_Up`): they mark no key",
        "another key, also behind the text (`ファイル(&F)`): each language has its own",
        "a missing key in languages without upper and lower case: their letters are not on the keys",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "&_~"
    bad = (
        Example("Öffnen", source="&Open", settings={"accelerator": "&"}),
        Example("&Öff&nen", source="&Open", settings={"accelerator": "&"}, marks="&n"),
        Example("_Hinzufügen", source="Add", settings={"accelerator": "_"}, marks="_H"),
        Example("Suchen& und ersetzen", source="Find && &replace", flags=frozenset({"qt-format"}), marks="&"),
    )
    good = (
        Example("Ö&ffnen", source="&Open", settings={"accelerator": "&"}),
        Example("ファイル(&F)", source="&File", settings={"accelerator": "&"}),
        Example("Suchen && er&setzen", source="Find && &replace", flags=frozenset({"qt-format"})),
        Example("Öffnen", source="&Open", note="nothing says that & marks a key"),
        Example("LC_ALL setzen", source="Set LC_ALL", settings={"accelerator": "_"}),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most: on a marker that marks nothing, on keys too many, or on the missing one."""
        marker = context.options.accelerator or _marker_of(segment.flags)
        source, target = segment.source or "", segment.target
        if not marker or (marker not in source and marker not in target):
            return
        expected, present = _keys(source, marker), _keys(target, marker)
        if len(expected) > 1:
            return
        stray = _stray(marker).search(target)
        if stray and not _stray(marker).search(source):
            message = f"'{marker}' marks no key here: a letter or digit must follow."
            yield self.finding(segment, message, target=Span(*stray.span()))
        elif len(present) > 1:
            first = present[0].of(target)
            message = f"A second accelerator key '{present[1].of(target)}' stands beside '{first}'."
            yield self.finding(segment, message, target=present[1])
        elif present and not expected:
            message = f"The accelerator key '{present[0].of(target)}' is not in the source."
            yield self.finding(segment, message, target=present[0], confidence=0.8)
        elif expected and not present and (context.target_language is None or context.target_language.has_case):
            message = f"The accelerator key '{expected[0].of(source)}' has no counterpart in the translation."
            yield self.finding(segment, message, source=expected[0], confidence=0.8)


@lru_cache(maxsize=256)
def _marker_of(flags: frozenset[str]) -> str | None:
    for flag in sorted(flags):
        if flag.startswith(_FLAG) and len(flag) == len(_FLAG) + 1:
            return flag[-1]
    return None if _QT_FLAGS.isdisjoint(flags) else "&"


@lru_cache(maxsize=16)
def _key(marker: str) -> re.Pattern[str]:
    """The marker and its letter or digit; not in an entity, nor doubled, nor within a name (``Page_Up``)."""
    sign = re.escape(marker)
    name = "" if marker != "_" else r"(?<!\w_[A-Z\d])"
    return re.compile(rf"(?<!{sign})(?>(?:{sign}{sign})*)(?P<key>{sign}[^\W_])(?!\w{{0,40}}+;){name}")


@lru_cache(maxsize=16)
def _stray(marker: str) -> re.Pattern[str]:
    """A lone marker behind a letter, with nothing to mark."""
    sign = re.escape(marker)
    return re.compile(rf"(?<=\w){sign}(?=\s|\Z)")


def _keys(text: str, marker: str) -> list[Span]:
    return [Span(*match.span("key")) for match in _key(marker).finditer(text)]
