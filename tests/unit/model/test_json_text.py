from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.model.json_text import json_text, json_value

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
LONE = st.text(max_size=10).map(lambda text: text + "\udc80")


@given(st.dictionaries(ANY_TEXT, LONE, max_size=3))
@settings(max_examples=50)
def test_any_text_encodes_and_comes_back(value: dict[str, str]) -> None:
    text = json_text(value)
    assert json.loads(text.encode()) == json.loads(json.dumps(value))


def test_ordinary_text_stays_readable() -> None:
    assert json_text({"ü": "東京"}, None) == '{"ü": "東京"}'


def test_what_json_lacks_is_replaced() -> None:
    value = {1: (True, None, Fraction(1, 2)), "set": {"b", "a"}, "nan": float("inf"), "other": Decimal("1.5")}
    assert json_value(value) == {"1": [True, None, 0.5], "set": ["a", "b"], "nan": None, "other": "1.5"}
