"""Native texts that a hasty reader might accuse: travels, satire on translations, slips, dialect, law, old spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.interference.detection import detect
from mtqc.interference.reading import read
from mtqc.model import Verdict

from .texts import prose

NATIVES = sorted(Path(__file__).with_name("natives").glob("*.txt"))


@pytest.mark.parametrize("path", NATIVES, ids=lambda path: path.stem)
def test_no_native_is_accused(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    reading = read(prose(*lines, code=path.stem.rpartition(".")[2]))
    detection = detect(reading.prose, reading.evidence)
    assert detection.verdict is Verdict.NO_TRACE
    assert detection.source is None
    assert (detection.machine or 0) < 0.5
