from __future__ import annotations

import csv
import io

import pytest

from mtqc.scoring.quoted_cells import quoted_notice


def test_cells_that_a_program_quoted_are_noticed() -> None:
    written = io.StringIO()
    csv.writer(written, delimiter="\t").writerows([['He said "no".', "plain"], ['"Whole"', "it's"], ['"', "end"]])
    cells = [cell for line in written.getvalue().splitlines() for cell in line.split("\t")]

    assert quoted_notice(cells) == (
        "3 cells stand in quotation marks, with others doubled inside, as in CSV; TSV takes them as they are"
    )


@pytest.mark.parametrize("cell", ["", '"', '""', '"""', '"Quoted."', 'a ""b"" c', '"a" and "b"', '"a"" and "b"', "“a”"])
def test_quotation_marks_of_the_text_are_not(cell: str) -> None:
    assert quoted_notice([cell]) is None
