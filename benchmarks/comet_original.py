"""Runs unbabel-comet on checkpoints, in the environment that has it: ``python comet_original.py JOBS OUTPUT``.

Knows nothing of mtqc. ``JOBS`` is a JSON list of objects with ``checkpoint``, ``samples`` and ``batch_size``.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

from comet import load_from_checkpoint

NAMES = ("unbabel-comet", "torch", "transformers", "tokenizers", "numpy", "entmax")


def main() -> None:
    """Writes scores, and error spans where the model has them."""
    jobs, output = sys.argv[1:]
    answers = []
    for job in json.loads(Path(jobs).read_text(encoding="utf-8")):
        model = load_from_checkpoint(f"{job['checkpoint']}/checkpoints/model.ckpt")
        found = model.predict(job["samples"], batch_size=job["batch_size"], gpus=0, progress_bar=False)
        metadata = found.metadata if "metadata" in found else {}
        spans = metadata.get("error_spans")
        answers.append({"scores": [float(score) for score in found.scores], "spans": spans})
    Path(output).write_text(
        json.dumps({"versions": {name: version(name) for name in NAMES}, "answers": answers}), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
