"""Imports the scripts of a training folder, which is no package: they import each other by their bare names."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ESTIMATION = Path(__file__).parents[3] / "training" / "estimation"


def estimation_script(name: str) -> ModuleType:
    """A script of training/estimation; neither ``sys.path`` nor ``sys.modules`` knows of it afterwards.

    Each call imports afresh what the script imports: its tests reach the nouns of other scripts through it. Where the
    folder is missing, the tests of the calling module are skipped.
    """
    if not ESTIMATION.exists():
        pytest.skip("the training scripts are not in the source package", allow_module_level=True)
    before = set(sys.modules)
    sys.path.insert(0, str(ESTIMATION))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ESTIMATION))
        for new in set(sys.modules) - before:
            if Path(getattr(sys.modules[new], "__file__", None) or ".").parent == ESTIMATION:
                del sys.modules[new]
