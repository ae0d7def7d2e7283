"""From settings to how scores are computed, and where they are kept between runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mtqc.metrics.computing import Computing
from mtqc.settings import Settings


def computing_of(settings: Settings) -> Computing:
    """How to compute scores, as the settings say."""
    return Computing(
        devices=settings.devices,
        precision=settings.precision,
        batch_tokens=settings.batch_tokens,
        processes=settings.processes,
        cache=(settings.cache_folder or user_cache_folder()) if settings.cache else None,
        offline=settings.offline,
    )


def user_cache_folder() -> Path:
    """The folder where programs of this user keep what can be computed again.

    ``XDG_CACHE_HOME`` names it, as the XDG Base Directory Specification 0.8 says, on every system; without it the
    folder is that which the system's own guidelines name.
    """
    named = os.environ.get("XDG_CACHE_HOME")
    # The specification tells to ignore relative paths.
    if named and Path(named).is_absolute():
        return Path(named) / "mtqc"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "mtqc"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "mtqc" / "Cache"
    return Path.home() / ".cache" / "mtqc"
