"""Kept statistics save time and never change or prevent a result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from mtqc.metrics.base import Measurement
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.metrics.lexical.cache import StatisticsCache, key_of
from mtqc.model.test_set import System, TestSet

TEST_SET = TestSet(3, references=(("a b c d", "e f g", "h i"), ("a b", None, "h")))
ONE, TWO = System("one", ("a b c", "e f", "h i")), System("two", ("x", "e f g", "h"))
NAMES = ("bleu", "chrf", "ter")


def measured(cache: Path | None, *systems: System, name: str = "chrf") -> tuple[Measurement, ...]:
    return metric(name, Computing(cache=cache)).measure(TEST_SET, systems)


def values(measurements: Sequence[Measurement]) -> list[tuple[object, ...]]:
    return [(each.value, each.segments, each.statistics.rows.tolist(), each.signature) for each in measurements]


def files(cache: Path) -> list[Path]:
    return sorted((cache / "lexical").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_kept_statistics_give_the_same_scores(name: str, tmp_path: Path) -> None:
    expected = values(measured(None, ONE, TWO, name=name))
    assert values(measured(tmp_path, ONE, TWO, name=name)) == expected
    assert len(files(tmp_path)) == 2
    assert values(measured(tmp_path, ONE, TWO, name=name)) == expected


def test_only_a_new_system_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqc.metrics.lexical.chrf_counting import ChrfCounting

    measured(tmp_path, ONE)
    counted: list[Sequence[str]] = []
    count = ChrfCounting.count

    def watched(
        self: ChrfCounting, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]
    ) -> object:
        counted.extend(systems)
        return count(self, systems, references)

    monkeypatch.setattr(ChrfCounting, "count", watched)
    assert values(measured(tmp_path, ONE, TWO)) == values(measured(None, ONE)) + values(measured(None, TWO))
    assert counted[0] == TWO.hypotheses


@pytest.mark.parametrize("damage", [b"", b"half", None], ids=["emptied", "cut", "one bit"])
def test_a_damaged_file_costs_only_the_cache(damage: bytes | None, tmp_path: Path) -> None:
    expected = values(measured(tmp_path, ONE))
    (file,) = files(tmp_path)
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(bytes(content) if damage is None else damage)
    assert values(measured(tmp_path, ONE)) == expected
    # It was written anew.
    assert StatisticsCache(tmp_path / "lexical").get(file.stem, (3, 19)) is not None


def test_no_code_is_read_from_the_cache(tmp_path: Path) -> None:
    cache = StatisticsCache(tmp_path)
    cache.put("key", np.ones((1, 2)))
    objects = tmp_path / "objects.npy"
    np.save(objects, np.array([object()]), allow_pickle=True)
    with (tmp_path / "key.npy").open("wb") as file:
        from mtqc.metrics.lexical.cache import _check

        file.write(objects.read_bytes() + _check(objects.read_bytes()))
    assert cache.get("key", (1, 2)) is None


def test_a_full_disk_costs_only_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert values(measured(tmp_path, ONE)) == values(measured(None, ONE))
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_made_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "lexical").write_text("a file in its place")
    assert values(measured(tmp_path, ONE)) == values(measured(None, ONE))


def test_the_files_longest_unused_go_first(tmp_path: Path) -> None:
    rows = np.arange(400.0).reshape(-1, 4)
    cache = StatisticsCache(tmp_path, most_bytes=2500)
    for number, key in enumerate(("first", "second")):
        cache.put(key, rows)
        os.utime(tmp_path / f"{key}.npy", (number, number))
    assert cache.get("first", rows.shape) is not None
    cache.put("third", rows)
    assert {path.stem for path in tmp_path.iterdir()} == {"first", "third"}


@pytest.mark.parametrize(
    "rows",
    [
        np.array([[0.0, 65535.0]]),
        np.array([[1.0, 65536.0]]),
        np.array([[1.0, 2.0**40]]),
        np.array([[1 / 3, 2.0]]),
        np.array([[-1.0, 2.0]]),
        np.zeros((0, 3)),
    ],
    ids=str,
)
def test_numbers_are_kept_exactly(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]], tmp_path: Path) -> None:
    cache = StatisticsCache(tmp_path)
    cache.put("key", rows)
    found = cache.get("key", (len(rows), rows.shape[1]))
    assert found is not None
    assert found.dtype == np.float64
    assert (found == rows).all()
    assert cache.get("key", (len(rows) + 1, rows.shape[1])) is None
    assert cache.get("another", (len(rows), rows.shape[1])) is None


def test_different_content_has_different_names() -> None:
    keys = [
        key_of({}, [["ab", "c"]]),
        key_of({}, [["a", "bc"]]),
        key_of({}, [["c", "ab"]]),
        key_of({}, [["ab"], ["c"]]),
        key_of({}, [["ab", "c", ""]]),
        key_of({}, [["ab", "c", None]]),
        key_of({"lowercase": True}, [["ab", "c"]]),
        key_of({"lowercase": False}, [["ab", "c"]]),
        key_of({}, [["ab", "\ud83d"]]),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of({"a": 1, "b": 2}, [["x"]]) == key_of({"b": 2, "a": 1}, [["x"]])
