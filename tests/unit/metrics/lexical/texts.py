"""Texts for comparing with sacreBLEU: likely and unlikely ones, several references, references missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from mtqc.model.test_set import System, TestSet

# Words that repeat, so that clipping matters, and everything that tokenisers treat in a way of their own.
PIECES = (
    "a",
    "a",
    "Haus",
    "haus",
    "1,000.5",
    "2-3",
    "-x",
    "don't",
    "U.S.A.",
    "..",
    ",",
    ".5",
    "5.",
    "(hi)",
    "&amp;",
    "&quot;x",
    "<skipped>",
    "\n",
    "-\n",
    "\u00a0",
    "\u3000",
    "\x1c",
    "é",
    "e\u0301",
    "😀",
    "👩‍👧",
    "中文",
    "日本、",
    "한국어",
    "İ",
    "ΣΣ",
    "\ud83d",
    "\U0010ffff",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A test set and one system's output; every segment has at least one reference."""

    hypotheses: tuple[str, ...]
    references: tuple[tuple[str | None, ...], ...]

    @property
    def test_set(self) -> TestSet:
        return TestSet(len(self.hypotheses), references=self.references)

    @property
    def columns(self) -> Any:
        """The references as sacreBLEU takes them, though its annotations know nothing of a missing one."""
        return self.references

    @property
    def system(self) -> System:
        return System("system", self.hypotheses)

    def of(self, segment: int) -> list[str]:
        """The references of a segment."""
        return [text for column in self.references if (text := column[segment]) is not None]


def texts() -> st.SearchStrategy[str]:
    """Texts of pieces with and without blanks between them."""
    return st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", " ", "", "  "))), max_size=12).map(
        lambda pieces: "".join(piece + blank for piece, blank in pieces)
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Some segments with one to three references each, the first always there."""
    size = draw(st.integers(1, 4))
    columns: list[list[str | None]] = [list(draw(st.lists(texts(), min_size=size, max_size=size)))]
    for _ in range(draw(st.integers(0, 2))):
        columns.append(draw(st.lists(st.none() | texts(), min_size=size, max_size=size)))
    likely = tuple(draw(st.just(text or "") | texts()) for text in columns[0])
    return Case(likely, tuple(map(tuple, columns)))
