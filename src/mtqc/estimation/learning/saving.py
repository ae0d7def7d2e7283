"""Writes the folder of a model."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx

from mtqc.estimation.model_folder import BODY, DESCRIPTION, SCHEMA, TOKENIZER, WORDS

SCALES = {
    "direct_assessment": "z-normalised mean of direct assessments, higher is better",
    "penalty": "less the logarithm of one plus MQM points, higher is better",
    "edit_rate": "less twice HTER, higher is better",
    "critical": "log-odds of a critical error, lower is better",
}
"""What the outputs of the sentence head mean, for those who read ``model.json``."""


def save_model(
    folder: Path, body: onnx.ModelProto, words: bytes, tokenizer: bytes, description: Mapping[str, Any]
) -> None:
    """Writes a model into a folder that is there.

    ``words`` are the packed rows of word embeddings, ``tokenizer`` is the file of the package tokenizers, not zipped.
    Of the description, the schema, the scales of the outputs and the digests of the files are added here.
    """
    (folder / WORDS).write_bytes(words)
    onnx.save(body, folder / BODY)
    # No time of writing: the same model is the same file.
    (folder / TOKENIZER).write_bytes(gzip.compress(tokenizer, 9, mtime=0))
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (BODY, WORDS, TOKENIZER)}
    write_description(folder, {"schema": SCHEMA, **description, "scores": SCALES, "files": digests})


def description_of(folder: Path) -> dict[str, Any]:
    """What ``model.json`` of a folder says, that of a folder that :func:`model_folder` accepts."""
    found: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return found


def write_description(folder: Path, description: Mapping[str, Any]) -> None:
    """Writes ``model.json``, one value a line."""
    text = json.dumps(description, ensure_ascii=False, indent=1)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
