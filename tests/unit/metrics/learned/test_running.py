"""Every item gets its result, whatever the batches, the devices and the memory."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch", reason="learned metrics need torch")

from mtqc.errors import MtqcError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.running import Outcome, run
from mtqc.metrics.learned.score_store import ScoreStore


def lengths(
    items: list[str], computing: Computing | None = None, batches: list[list[str]] | None = None
) -> Outcome[int]:
    """Scores each text with its length, and notes the batches."""

    def score(batch: list[str], device: str) -> list[int]:
        if batches is not None:
            batches.append(batch)
        return [len(text) for text in batch]

    return run(items, cost_of=len, score_batch=score, computing=computing or Computing(devices=("cpu",)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="ab", max_size=6), max_size=20), st.integers(1, 30), st.integers(1, 2))
def test_results_are_in_the_order_of_the_items(items: list[str], budget: int, count: int) -> None:
    batches: list[list[str]] = []
    outcome = lengths(items, Computing(devices=("cpu",) * count, batch_tokens=budget), batches)
    assert outcome.results == tuple(len(item) for item in items)
    assert sorted(text for batch in batches for text in batch) == sorted(set(items))
    assert all(len(batch) == 1 or len(batch) * max(map(len, batch)) <= budget for batch in batches)


def test_the_longest_come_first_and_like_lengths_together() -> None:
    batches: list[list[str]] = []
    lengths(["a", "aaaa", "bb", "bbbb", "aaa", "b"], Computing(devices=("cpu",), batch_tokens=8), batches)
    assert [sorted(map(len, batch)) for batch in batches] == [[4, 4], [2, 3], [1, 1]]


def test_progress_counts_items_that_are_equal() -> None:
    told: list[tuple[int, int]] = []
    run(
        ["aa", "b", "aa", "aa"],
        cost_of=len,
        score_batch=lambda batch, device: [0 for _ in batch],
        computing=Computing(devices=("cpu",), batch_tokens=1),
        advance=lambda done, total: told.append((done, total)),
    )
    assert told == [(3, 4), (4, 4)]


@pytest.mark.parametrize("error", [RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), MemoryError()])
def test_a_batch_that_does_not_fit_is_halved(error: Exception) -> None:
    sizes: list[int] = []

    def score(batch: list[int], device: str) -> list[int]:
        sizes.append(len(batch))
        if len(batch) > 2:
            raise error
        return [2 * item for item in batch]

    items = list(range(8))
    computing = Computing(devices=("cpu",), batch_tokens=80)
    outcome = run(items, cost_of=lambda item: 10, score_batch=score, computing=computing)
    assert outcome.results == tuple(2 * item for item in items)
    assert sizes == [8, 4, 2, 2, 2, 2]
    assert outcome.notices == (
        "out of memory on cpu: went on with batches of 40 tokens",
        "out of memory on cpu: went on with batches of 20 tokens",
    )


def test_a_segment_that_does_not_fit_alone_is_an_error() -> None:
    def score(batch: list[str], device: str) -> list[int]:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")

    with pytest.raises(MtqcError, match="not enough memory on cpu for one segment of 3 tokens"):
        run(["abc", "de"], cost_of=len, score_batch=score, computing=Computing(devices=("cpu",)))


@pytest.mark.parametrize("count", [1, 2])
def test_other_errors_end_the_run(count: int) -> None:
    def score(batch: list[str], device: str) -> list[int]:
        raise RuntimeError("the model is broken")

    with pytest.raises(RuntimeError, match="the model is broken"):
        run(["abc", "de"], cost_of=len, score_batch=score, computing=Computing(devices=("cpu",) * count))


def test_several_devices_work_at_once() -> None:
    both = threading.Barrier(2, timeout=10)

    def score(batch: list[str], device: str) -> list[str]:
        both.wait()
        return [threading.current_thread().name for _ in batch]

    computing = Computing(devices=("cpu", "cpu"), batch_tokens=1)
    assert len(set(run(["a", "b"], cost_of=len, score_batch=score, computing=computing).results)) == 2


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    scored: list[str] = []
    told: list[tuple[int, int]] = []

    def score(batch: list[str], device: str) -> list[float]:
        if len(scored) == 2:
            raise KeyboardInterrupt
        scored.extend(batch)
        return [len(text) / 3 for text in batch]

    def start() -> Outcome[float]:
        return run(
            ["aaa", "bb", "c"],
            cost_of=len,
            score_batch=score,
            computing=Computing(devices=("cpu",), batch_tokens=1),
            advance=lambda done, total: told.append((done, total)),
            store=ScoreStore(tmp_path, "model|1"),
        )

    with pytest.raises(KeyboardInterrupt):
        start()
    assert scored == ["aaa", "bb"]
    scored.clear()
    told.clear()
    assert start().results == (1.0, 2 / 3, 1 / 3)
    assert scored == ["c"]
    assert told == [(2, 3), (3, 3)]


def test_what_the_store_says_is_said_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "scores").write_text("a file in the way", encoding="utf-8")
    outcome = run(
        ["a"],
        cost_of=len,
        score_batch=lambda batch, device: [1.0],
        computing=Computing(devices=("cpu",)),
        store=ScoreStore(tmp_path, "model"),
    )
    assert outcome.results == (1.0,)
    assert len(outcome.notices) == 1


def test_an_interruption_stops_the_other_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[str] = []
    started = threading.Event()
    interrupted = threading.Event()
    join = threading.Thread.join

    def interrupted_join(thread: threading.Thread, timeout: float | None = None) -> None:
        if interrupted.is_set():
            join(thread, timeout)
            return
        started.wait(10)
        interrupted.set()
        raise KeyboardInterrupt

    def score(batch: list[str], device: str) -> list[int]:
        started.set()
        interrupted.wait(10)
        scored.extend(batch)
        return [0 for _ in batch]

    monkeypatch.setattr(threading.Thread, "join", interrupted_join)
    computing = Computing(devices=("cpu", "cpu"), batch_tokens=1)
    with pytest.raises(KeyboardInterrupt):
        run([str(n) for n in range(100)], cost_of=len, score_batch=score, computing=computing)
    assert len(scored) < 100
