"""A tiny model with a calibration, and judgements that anyone could learn: a foreign word is an error."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from tests.unit.estimation.tiny_model import TINY

SOURCE_WORDS = ("the", "cat", "sat", "on", "mat", "red", "dog", "tree", "house", "bird")
TARGET_WORDS = ("die", "Katze", "sa", "auf", "Matte", "rot", "Hund", "Baum", "Haus", "Vogel")
FOREIGN = "кот"
CALIBRATION = {
    "weights": {"direct_assessment": 1.0, "penalty": 0.5, "edit_rate": 0.25},
    "word_weights": {"translation": 0.3, "source": 0.1},
    "critical_weight": 0.1,
    "scale": [[-2, 20], [0, 5], [2, 0]],
    "number_points": 3,
    "kept_word_points": 1,
    "errors": [[0, 30], [100, 10]],
    "widening": {"measured": 1, "transfer": 1.2, "untested": 1.5},
    "precision": [[0.2, 0.2], [0.9, 0.8]],
    "thresholds": {"span": 0.5, "finding": 0.7, "doubt": 0.6, "source_doubt": 0.6, "gap": 0.8, "source": 0.9},
    "omission_precision": 0.6,
    "measured": ["en-de"],
    "taught": ["de", "en"],
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "base"))
    path = folder / "model.json"
    description = json.loads(path.read_text(encoding="utf-8")) | {"calibration": CALIBRATION}
    path.write_text(json.dumps(description), encoding="utf-8")
    return folder


def judged_rows(count: int = 160, seed: int = 1) -> list[tuple[str, str, str, str]]:
    """Source, translation, score and spans; half of the translations have one foreign word and a low score."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        places = chance.choices(range(len(SOURCE_WORDS)), k=chance.randint(3, 6))
        words = [TARGET_WORDS[place] for place in places]
        spans: list[dict[str, object]] = []
        if wrong := chance.random() < 0.5:
            place = chance.randrange(len(words))
            words[place] = FOREIGN
            start = len("".join(f"{word} " for word in words[:place]))
            spans = [{"start": start, "end": start + len(FOREIGN), "severity": "major"}]
        source = " ".join(SOURCE_WORDS[place] for place in places) + f" {number // 2}"
        rows.append((source, " ".join(words), str((20 if wrong else 80) + chance.randint(-5, 5)), json.dumps(spans)))
    return rows


def write_table(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    lines = ["source\ttranslation\tscore\tspans", *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
