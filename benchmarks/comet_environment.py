"""An environment of its own for unbabel-comet, which does not install beside a current transformers and numpy."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

VERSION = "2.2.7"
# pkg_resources, which unbabel-comet reads its own version with, left setuptools in version 81.
_PACKAGES = (f"unbabel-comet=={VERSION}", "setuptools<81", "transformers<5", "numpy<2")


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in that folder, which is made if it is not there; that takes minutes."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        # The same torch as mtqc's, and first: else pip takes whichever unbabel-comet is content with.
        for packages in ((f"torch=={version('torch').partition('+')[0]}",), _PACKAGES):
            subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        (folder / "ready").touch()
    return python
