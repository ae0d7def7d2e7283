from __future__ import annotations

import pytest

from mtqc.formats.flags import silenced_rules, split_flags


def test_flags_are_separated_by_commas() -> None:
    assert split_flags(" python-format,, max-length:20 ,range: 0..10") == {
        "python-format",
        "max-length:20",
        "range: 0..10",
    }
    assert split_flags(" ") == frozenset()


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        ("mtqc: ignore accuracy/number, markup/tag", {"accuracy/number", "markup/tag"}),
        (" mtqc:ignore=accuracy/number", {"accuracy/number"}),
        ("mtqc: ignore: accuracy", {"accuracy"}),
        ("mtqc: ignore", {"all"}),
        ("mtqc: ignored", set()),
        ("please do not mtqc: ignore", set()),
        ("a translator's note", set()),
    ],
)
def test_comments_that_silence(comment: str, rules: set[str]) -> None:
    assert silenced_rules(comment) == {f"ignore:{rule}" for rule in rules}
