"""From arguments of Python functions to settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mtqc.settings import Settings
from mtqc.settings_file import load_settings


def measuring_settings(config: Path | None, settings: Mapping[str, Any], metrics: Sequence[str] | str = ()) -> Settings:
    """The settings of a file with some values replaced; one metric may be named without a list around it.

    Raises:
        SettingsError: an unknown key, or a value that a key cannot have.
        InputError: the file cannot be read.
    """
    loaded = load_settings(None if config is None else Path(config), Path(), isolated=True)
    named = [metrics] if isinstance(metrics, str) else list(metrics)
    loaded = loaded.overridden({**settings, **({"metrics": named} if named else {})}, "arguments")
    loaded.require_known_names()
    return loaded.settings
