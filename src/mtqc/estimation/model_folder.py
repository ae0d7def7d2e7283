"""The folder of a model: which files it has, and what its ``model.json`` says of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqc.errors import CheckpointError
from mtqc.estimation.calibration import Calibration, calibration

SCHEMA = "mtqc-estimator/1"
DESCRIPTION, BODY, WORDS, TOKENIZER = "model.json", "body.onnx", "words.q4", "tokenizer.json.gz"
_DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk, described but not loaded.

    It has ``pieces`` rows of word embeddings, ``width`` weights each; it reads at most ``longest_side`` tokens of
    either side at once. ``languages`` are the tags of the languages that it knows, with their scripts (ISO 15924).
    ``signature`` names version, network and calibration: equal signatures give equal numbers. ``calibration`` turns its
    outputs into scores for people, None where nobody has made one.
    """

    path: Path
    version: str
    pieces: int
    width: int
    longest_side: int
    languages: Mapping[str, tuple[str, ...]]
    signature: str
    calibration: Calibration | None = None

    @property
    def body(self) -> Path:
        """The network after the look-up of words, as ONNX."""
        return self.path / BODY

    @property
    def words(self) -> Path:
        """The word embeddings, 4 bits a weight."""
        return self.path / WORDS

    @property
    def tokenizer(self) -> Path:
        """The tokenizer, as the package tokenizers writes it, zipped."""
        return self.path / TOKENIZER


def model_folder(path: Path) -> ModelFolder:
    """What a folder says of the model in it.

    Raises:
        CheckpointError: there is no such folder, a file of it is missing, or its description is not what this version
            of mtqc reads.
    """
    if not path.is_dir():
        raise CheckpointError(str(path), "no such folder")
    for name in (DESCRIPTION, BODY, WORDS, TOKENIZER):
        if not (path / name).is_file():
            raise CheckpointError(str(path), f"there is no {name} in it: not the folder of an estimation model")
    try:
        said = json.loads((path / DESCRIPTION).read_text(encoding="utf-8"))
        schema = said["schema"]
        if schema != SCHEMA:
            raise CheckpointError(str(path), f"its {DESCRIPTION} has the schema '{schema}', this mtqc reads '{SCHEMA}'")
        version, digest = str(said["version"]), str(said["files"][BODY])[:_DIGEST_SHOWN]
        scale = said.get("calibration")
        return ModelFolder(
            path,
            version,
            int(said["pieces"]),
            int(said["width"]),
            int(said["longest_side"]),
            {tag: tuple(scripts) for tag, scripts in said["languages"].items()},
            f"model:{version}|body:{digest}" + ("" if scale is None else f"|scale:{_digest(scale)}"),
            None if scale is None else calibration(scale),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(str(path), f"cannot read its {DESCRIPTION}: {error!r}") from None


def _digest(calibration: Any) -> str:
    return hashlib.sha256(json.dumps(calibration, sort_keys=True).encode()).hexdigest()[:_DIGEST_SHOWN]
