from __future__ import annotations

from mtqc.interference.agreement.cells import CASES, EVERY, GENDERS, OF_CASE, OF_GENDER, Cell, cells_in
from mtqc.interference.agreement.grammar import (
    contractions,
    determiners,
    ending_in,
    endings,
    no_determiner,
    prepositions,
)


def cell(case: str, gender: str) -> Cell:
    return Cell(CASES.index(case), GENDERS.index(gender))


def test_cells() -> None:
    assert list(cells_in(0)) == []
    assert len(list(cells_in(EVERY))) == 16
    assert sum(OF_CASE) == sum(OF_GENDER) == EVERY


def test_articles() -> None:
    assert set(cells_in(determiners()["dem"].cells)) == {cell("dative", "masculine"), cell("dative", "neuter")}
    assert determiners()["dem"].is_alone
    assert determiners()["dem"].is_definite
    assert not determiners()["einem"].is_alone
    assert "ihr" not in determiners()
    assert "ihre" in determiners()
    assert determiners()["unserm"].cells == determiners()["unserem"].cells


def test_contractions() -> None:
    assert determiners()["zur"].preposition == "zu"
    assert not determiners()["zur"].is_alone
    assert contractions()["in", "dem"] == "im"
    assert ("in", "der") not in contractions()


def test_endings() -> None:
    assert ending_in("strong", cell("dative", "neuter")) == "em"
    assert "em" not in endings("weak")
    assert set(cells_in(endings("mixed")["er"])) == {cell("nominative", "masculine")}


def test_prepositions() -> None:
    assert prepositions()["mit"] == OF_CASE[CASES.index("dative")]
    assert no_determiner().cells == EVERY
