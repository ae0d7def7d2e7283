from __future__ import annotations

import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.sorted_text import SortedText, packed

KEYS = st.text("abcäß", min_size=1, max_size=6).map(str.encode)
VALUES = st.text("xyz 1", min_size=1, max_size=4).map(str.encode)


@settings(max_examples=50)
@given(st.dictionaries(KEYS, VALUES, max_size=400))
def test_holds_what_was_packed(entries: dict[bytes, bytes]) -> None:
    table = SortedText(zlib.decompress(packed(entries.items())))
    assert len(table) == len(entries)
    assert {key: table.value(key) for key in entries} == entries
    assert table.value(b"none") is None


def test_a_table_that_does_not_ship_is_empty() -> None:
    table = SortedText.shipped("lexicon", "xx.common")
    assert len(table) == 0
    assert table.value(b"a") is None
