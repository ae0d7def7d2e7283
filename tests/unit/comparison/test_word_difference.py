from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.comparison import word_difference as module
from mtqc.comparison.word_difference import Pieces, word_difference


def marked(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The cat sat.", "The cat sat.", ("The cat sat.", "The cat sat.")),
        ("The cat sat.", "The dog sat.", ("The [cat] sat.", "The [dog] sat.")),
        ("an old grey cat", "a young dog", ("[an old grey cat]", "[a young dog]")),
        ("it was 1,000.5 km", "it was 1,000.6 km", ("it was [1,000.5] km", "it was [1,000.6] km")),
        ("I don't know", "I do know", ("I [don't] know", "I [do] know")),
        ("", "Yes", ("", "[Yes]")),
        ("我喜欢猫", "我喜欢狗", ("我喜欢[猫]", "我喜欢[狗]")),
        ("two  blanks", "two blanks", ("two  blanks", "two blanks")),
        ("Who? Me.", "Who! Me.", ("Who[?] Me.", "Who[!] Me.")),
    ],
)
def test_what_differs_is_marked(first: str, second: str, expected: tuple[str, str]) -> None:
    one, two = word_difference(first, second)
    assert (marked(one), marked(two)) == expected


@settings(max_examples=50)
@given(st.text("ab ,\u0301猫\n", max_size=12), st.text("ab ,\u0301猫\n", max_size=12))
def test_nothing_is_lost_and_what_is_alike_is_the_same(first: str, second: str) -> None:
    pieces = word_difference(first, second)
    assert ["".join(piece.text for piece in each) for each in pieces] == [first, second]
    alike = ["".join("".join(p.text for p in each if not p.differs).split()) for each in pieces]
    assert alike[0] == alike[1]


def test_endless_texts_are_compared_at_their_ends_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_COMPARED", 4)
    one, two = word_difference("a x same y b", "a v w same z b")
    assert (marked(one), marked(two)) == ("a [x same y] b", "a [v w same z] b")
