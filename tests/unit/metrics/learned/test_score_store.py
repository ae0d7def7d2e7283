"""Scores outlive the run, and a store that cannot be used costs no score."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.score_store import Kept, ScoreStore


def file_of(folder: Path) -> Path:
    (path,) = (folder / "scores").iterdir()
    return path


def test_results_are_there_for_the_next_run(tmp_path: Path) -> None:
    key = ["Quelle", "source \ud800 text", None]
    ScoreStore(tmp_path, "m|1").put([(key, 0.1 + 0.2), ("spans", [1, [0.5, "é"]]), ("none", None)])
    store = ScoreStore(tmp_path, "m|1")
    assert store.get(key) == Kept(0.1 + 0.2)
    assert store.get("spans") == Kept([1, [0.5, "é"]])
    assert store.get("none") == Kept(None)
    assert store.get("other") is None
    assert store.notices == ()


def test_another_signature_has_other_scores(tmp_path: Path) -> None:
    ScoreStore(tmp_path, "m|1").put([("a", 1.0)])
    assert ScoreStore(tmp_path, "m|2").get("a") is None


def test_two_runs_may_write_at_once(tmp_path: Path) -> None:
    first, second = ScoreStore(tmp_path, "m"), ScoreStore(tmp_path, "m")
    first.put([("a", 1.0)])
    second.put([("b", 2.0)])
    first.put([("c", 3.0)])
    third = ScoreStore(tmp_path, "m")
    assert [third.get(key) for key in "abc"] == [Kept(1.0), Kept(2.0), Kept(3.0)]


@pytest.mark.parametrize("lost", range(1, 12))
def test_a_line_written_half_is_left_out(tmp_path: Path, lost: int) -> None:
    ScoreStore(tmp_path, "m").put([("a", 0.125), ("b", 0.25)])
    path = file_of(tmp_path)
    path.write_bytes(path.read_bytes()[:-lost])
    store = ScoreStore(tmp_path, "m")
    assert store.get("a") == Kept(0.125)
    # Without the end of its line alone, the record is whole.
    assert store.get("b") == (Kept(0.25) if lost == 1 else None)
    store.put([("c", 0.5)])
    again = ScoreStore(tmp_path, "m")
    assert again.get("a") == Kept(0.125)
    assert again.get("c") == Kept(0.5)


def test_damage_inside_costs_no_more_than_its_line(tmp_path: Path) -> None:
    ScoreStore(tmp_path, "m").put([("a", 0.125), ("b", 0.25)])
    path = file_of(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"0.125", b"0.\xff25"))
    store = ScoreStore(tmp_path, "m")
    assert store.get("a") is None
    assert store.get("b") == Kept(0.25)


def test_a_folder_that_cannot_be_written_turns_the_store_off(tmp_path: Path) -> None:
    (tmp_path / "scores").write_text("a file in the way", encoding="utf-8")
    store = ScoreStore(tmp_path, "m")
    store.put([("a", 1.0)])
    store.put([("b", 2.0)])
    assert store.get("a") == Kept(1.0)
    assert len(store.notices) == 1
    assert "scores are not kept for the next run" in store.notices[0]


def test_a_full_disk_turns_the_store_off(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    store = ScoreStore(tmp_path, "m")
    store.put([("a", 1.0)])
    path = file_of(tmp_path)
    path.unlink()
    path.symlink_to(full)
    store.put([("b", 2.0)])
    assert store.get("b") == Kept(2.0)
    assert "no space left on device" in store.notices[0]


def test_nothing_is_kept_without_a_folder() -> None:
    assert ScoreStore.of(Computing(), "m") is None


def test_the_folder_of_the_computing_is_used(tmp_path: Path) -> None:
    store = ScoreStore.of(Computing(cache=tmp_path / "new"), "m")
    assert store is not None
    store.put([("a", 1.0)])
    assert file_of(tmp_path / "new").is_file()


def test_what_is_no_number_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        ScoreStore(tmp_path, "m").put([("a", float("nan"))])
