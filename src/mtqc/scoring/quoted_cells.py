"""Tells where a program wrote tab-separated values by the rules of CSV, which TSV does not know.

Spreadsheets, pandas and the ``csv`` module do so: a cell with quotation marks is put into quotation marks, its own are
doubled. Read as TSV all of them are text, and cost a system points.
"""

from __future__ import annotations

from collections.abc import Iterable


def quoted_notice(cells: Iterable[str]) -> str | None:
    """A notice if cells of TSV look as if they were quoted for CSV, with how many; None if no cell does."""
    count = sum(1 for cell in cells if len(cell) > 3 and cell[0] == cell[-1] == '"' and _is_doubled(cell[1:-1]))
    if not count:
        return None
    who = "1 cell stands" if count == 1 else f"{count:,} cells stand"
    return f"{who} in quotation marks, with others doubled inside, as in CSV; TSV takes them as they are"


def _is_doubled(inside: str) -> bool:
    """Whether there are quotation marks inside, and all of them in pairs."""
    return '""' in inside and '"' not in inside.replace('""', "")
