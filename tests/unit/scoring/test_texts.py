"""Lists in Python become a test set, and lists of other shapes are explained."""

from __future__ import annotations

from typing import Any

import pytest

from mtqc.errors import SettingsError
from mtqc.scoring.texts import made_test_set, systems_of


def test_a_list_is_one_system_and_a_mapping_several() -> None:
    assert [system.name for system in systems_of(["x"])] == ["system"]
    assert [(system.name, system.hypotheses) for system in systems_of({"A": ["x"], "B": ["y"]})] == [
        ("A", ("x",)),
        ("B", ("y",)),
    ]


@pytest.mark.parametrize("references", [["r", None], [["r", None]], (("r", None),)])
def test_references_are_a_list_or_lists(references: Any) -> None:
    assert made_test_set(systems_of(["x", "y"]), None, references, None, None).references == (("r", None),)


def test_no_reference_at_all() -> None:
    assert made_test_set(systems_of(["x"]), ["s"], [None], "en", "de").references == ((None,),)
    assert made_test_set(systems_of(["x"]), None, None, "en", "de").references == ()


@pytest.mark.parametrize(
    ("hypotheses", "sources", "references", "message"),
    [
        ([], None, None, "there are no hypotheses: there is nothing to score"),
        ({}, None, None, "there are no hypotheses: there is nothing to score"),
        ("one text", None, None, "hypotheses of system are a list of texts, one a segment, not str"),
        (["x", None], None, None, "hypotheses of system: number 2 is no text but NoneType"),
        ({"A": ["x"], "B": []}, None, None, "there are 1 hypotheses of A, but 0 hypotheses of B"),
        (["x"], ["s", "t"], None, "there are 1 hypotheses, but 2 sources"),
        (["x"], "s", None, "sources are a list of texts, one a segment, not str"),
        (["x"], None, "r", "references are a list of texts, one a segment, not str"),
        (["x"], None, [1], "references are a list of texts, one a segment, not int"),
        (["x", "y"], None, ["r"], "there are 2 hypotheses, but 1 references"),
        (
            ["x", "y"],
            None,
            [["r1", "q1", "p1"], ["r2", "q2", "p2"]],
            "there are 2 hypotheses, but 3 references of set 1; references are one list for each set, not one for each",
        ),
    ],
)
def test_other_shapes_are_explained(hypotheses: Any, sources: Any, references: Any, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        made_test_set(systems_of(hypotheses), sources, references, None, None)
    assert str(caught.value).startswith(message)
