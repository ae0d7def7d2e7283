"""Cells of the German declension: a set of (case, gender) pairs as the bits of a number.

There are four genders, the plural being the fourth, in each of four cases; two words agree where their cells meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

CASES = ("nominative", "genitive", "dative", "accusative")
GENDERS = ("masculine", "feminine", "neuter", "plural")
PLURAL = 3
EVERY = 0xFFFF


class Cell(NamedTuple):
    """One place of the declension, by the positions in CASES and GENDERS."""

    case: int
    gender: int

    @property
    def bit(self) -> int:
        """The set of this cell alone."""
        return 1 << (4 * self.case + self.gender)


ALL_CELLS = tuple(Cell(case, gender) for case in range(4) for gender in range(4))
OF_CASE = tuple(sum(cell.bit for cell in ALL_CELLS if cell.case == case) for case in range(4))
OF_GENDER = tuple(sum(cell.bit for cell in ALL_CELLS if cell.gender == gender) for gender in range(4))


def cells_in(cells: int) -> Iterator[Cell]:
    """The cells of a set, case by case."""
    return (cell for cell in ALL_CELLS if cell.bit & cells)


def genders_in(cells: int) -> frozenset[int]:
    """The genders of a set, by their positions in GENDERS."""
    return frozenset(gender for gender, own in enumerate(OF_GENDER) if own & cells)


def cases_in(cells: int) -> frozenset[int]:
    """The cases of a set, by their positions in CASES."""
    return frozenset(case for case, own in enumerate(OF_CASE) if own & cells)
