"""The settings that hold, written as a settings file that says where each came from."""

from __future__ import annotations

from dataclasses import fields

from mtqc.settings import Settings, plain_value, toml_value
from mtqc.settings_file import LoadedSettings

_COMMENT_COLUMN = 40


def shown_settings(loaded: LoadedSettings) -> str:
    """One line a key, valid TOML, with the origin as a comment; keys that are not set are commented out."""
    lines = []
    for field in fields(Settings):
        key = field.name.replace("_", "-")
        value = plain_value(getattr(loaded.settings, field.name))
        entry = f"# {key} is not set" if value is None else f"{key} = {toml_value(value)}"
        lines.append(f"{entry:<{_COMMENT_COLUMN}} # {loaded.origins.get(key, 'default')}\n")
    return "".join(lines)
