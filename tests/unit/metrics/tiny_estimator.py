"""The tiny estimation model of the tests with a calibration, which turns its random numbers into scores."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.unit.estimation.tiny_model import TINY

CALIBRATION: dict[str, Any] = {
    "weights": {"direct_assessment": 1, "penalty": 1, "edit_rate": 1},
    "scale": [[-3, 20], [3, 0]],
    "number_points": 2,
    "kept_word_points": 1,
    "errors": [[0, 20], [100, 4]],
    "widening": {"measured": 1, "transfer": 2, "untested": 3},
    "precision": [[0, 0.25], [1, 0.75]],
    # Low enough for random weights to mark something in most pairs, and to miss something in some.
    "thresholds": {"span": 0.5, "finding": 0.9, "doubt": 0.6, "source_doubt": 0.6, "gap": 0.45, "source": 0.45},
    "omission_precision": 0.6,
    "measured": ["en-de"],
    "taught": ["de", "en", "ru"],
}


def calibrated(folder: Path, **changes: Any) -> Path:
    """A copy of the tiny model in a new folder, with a calibration of which some keys are others."""
    shutil.copytree(TINY, folder)
    path = folder / "model.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "calibration": {**CALIBRATION, **changes}}), encoding="utf-8")
    return folder
