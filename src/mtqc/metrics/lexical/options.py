"""Options with a range, which sacreBLEU itself leaves unchecked."""

from __future__ import annotations

import math

from mtqc.errors import SettingsError
from mtqc.metrics.naming import MetricName


def without_model(name: MetricName) -> None:
    """Sees to it that the name holds no model, which no metric of sacreBLEU has.

    Raises:
        SettingsError: it does.
    """
    if name.model is not None:
        raise SettingsError(f"{name.asked}: {name.metric} takes no model; options are written {name.metric}:name=value")


def whole_number(name: MetricName, option: str, default: int, least: int) -> int:
    """An option that is a whole number of at least ``least``.

    Raises:
        SettingsError: it is not.
    """
    value = name.number(option, default)
    if value < least:
        raise SettingsError(f"{name.asked}: {option} is at least {least}, not {value}")
    return value


def not_negative(name: MetricName, option: str) -> float | None:
    """An option that is a number of at least 0, None where it is not given.

    Raises:
        SettingsError: it is not such a number.
    """
    text = name.options.get(option)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise SettingsError(f"{name.asked}: {option} is a number of at least 0, not '{text}'")
    return value


def one_of(name: MetricName, option: str, default: str, known: tuple[str, ...]) -> str:
    """An option with one of some values.

    Raises:
        SettingsError: it has another.
    """
    value = name.options.get(option, default)
    if value not in known:
        raise SettingsError(f"{name.asked}: {option} is one of {', '.join(known)}, not '{value}'")
    return value
