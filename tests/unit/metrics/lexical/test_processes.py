"""Counting in several processes changes nothing but the time it takes."""

from __future__ import annotations

import io
import json
import sys
from functools import partial

import pytest

from mtqc.metrics.base import Measurement
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.metrics.lexical import extraction, processes
from mtqc.metrics.lexical.worker import read_rows, serve
from mtqc.model.test_set import System, TestSet

SIZE = 40
REFERENCES = (
    tuple(f"the cat number {place} sat \ud83d on {'mat ' * (place % 5)}" for place in range(SIZE)),
    tuple(None if place % 3 else f"cat {place}" for place in range(SIZE)),
)
TEST_SET = TestSet(SIZE, references=REFERENCES)
SYSTEMS = (
    System("one", tuple(f"a cat {place} sat on the mat" for place in range(SIZE))),
    System("two", tuple(f"cat number {place // 2} 😀" for place in range(SIZE))),
)


def measured(computing: Computing, name: str = "ter") -> tuple[Measurement, ...]:
    return metric(name, computing).measure(TEST_SET, SYSTEMS)


def assert_same(first: tuple[Measurement, ...], second: tuple[Measurement, ...]) -> None:
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        assert (one.value, one.segments, one.signature) == (other.value, other.segments, other.signature)
        assert (one.statistics.rows == other.statistics.rows).all()


@pytest.mark.parametrize("name", ["bleu", "ter"])
def test_processes_count_the_same(name: str) -> None:
    assert_same(measured(Computing(processes=2), name), measured(Computing(processes=1), name))


def test_large_inputs_are_counted_in_processes_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    counted = processes.count_pieces

    def watched(counting: object, pieces: object, number: int, done: object) -> object:
        asked.append(number)
        return counted(counting, pieces, 1, done)  # type: ignore[arg-type]

    monkeypatch.setattr(extraction, "count_pieces", watched)
    monkeypatch.setattr(extraction, "_cores", lambda: 8)
    measured(Computing())
    monkeypatch.setattr(extraction, "_SECONDS_A_PROCESS", 0.00001)
    measured(Computing())
    measured(Computing(processes=3))
    assert asked == [1, 8, 3]


@pytest.mark.parametrize("program", ["/no/such/python", "/bin/false", ""])
def test_processes_that_fail_cost_only_time(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = measured(Computing(processes=1), "chrf")
    monkeypatch.setattr(sys, "executable", program)
    assert_same(measured(Computing(processes=2), "chrf"), expected)


def test_progress_is_told_to_the_end() -> None:
    for number in (1, 2):
        told: list[tuple[int, int]] = []
        computing = Computing(processes=number)
        metric("chrf", computing).measure(TEST_SET, SYSTEMS, partial(_tell, told))
        assert told[-1] == (2 * SIZE, 2 * SIZE)
        assert told == sorted(told)


def _tell(told: list[tuple[int, int]], done: int, total: int) -> None:
    told.append((done, total))


def test_an_interruption_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    children = []
    start = processes._child

    def watched() -> object:
        children.append(start())
        return children[-1]

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(processes, "_child", watched)
    with pytest.raises(KeyboardInterrupt):
        metric("chrf", Computing(processes=2)).measure(TEST_SET, SYSTEMS, interrupt)
    assert children
    assert all(child.poll() is not None for child in children)


def test_the_worker_answers_a_line_with_an_array_for_each_system() -> None:
    request = {"kind": "chrf", "options": {"char_order": 1}, "systems": [["ab"], ["c"]], "references": [["abb"]]}
    answers = io.BytesIO()
    serve(io.BytesIO(json.dumps(request).encode() + b"\n"), answers)
    answers.seek(0)
    assert read_rows(answers).tolist() == [[2, 3, 2, 1]]
    assert read_rows(answers).tolist() == [[1, 3, 0, 1]]
    with pytest.raises(ValueError, match="has ended"):
        read_rows(answers)
