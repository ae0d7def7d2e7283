"""Tables of people's scores for tests."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.correlation.judgements import Judgements, judgements_of
from mtqc.correlation.roles import roles_of
from mtqc.correlation.score_table import read_score_table
from mtqc.formats.input import Input


def file_of(text: str, name: str = "human.tsv") -> Input:
    return Input.of_bytes(name, text.encode())


def judged(
    text: str, score_columns: Sequence[str] = (), higher_is_better: bool | None = None, name: str = "human.tsv"
) -> Judgements:
    """The judgements in a TSV whose columns are written with blanks between, a row a line."""
    table = read_score_table(file_of("\n".join("\t".join(line.split(" ")) for line in text.splitlines()), name))
    return judgements_of(table, roles_of(table, {}), score_columns, higher_is_better)


THREE_SYSTEMS = """\
system segment source target reference human good bad
A 1 eins one one 90 0.9 0.2
A 2 zwei two two 80 0.8 0.9
A 3 dreizehn thirteen thirteen 85 0.8 0.1
B 1 eins won one 50 0.6 0.7
B 2 zwei too two 70 0.6 0.3
B 3 dreizehn thirty thirteen 60 0.5 0.6
C 1 eins ein one 20 0.1 0.4
C 2 zwei zwei two 10 0.2 0.8
C 3 dreizehn 30 thirteen 40 0.3 0.2"""
