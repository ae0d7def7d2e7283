"""How a metric is asked for: ``comet:Unbabel/wmt22-comet-da``, ``bleu:tokenize=intl,lowercase=true``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mtqc.errors import SettingsError

_OPTION = re.compile(r"\s*([a-z][a-z0-9_-]*)\s*=(.*)", re.DOTALL)
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True)
class MetricName:
    """A metric as a user names it: the metric, a model or folder where it takes one, and options by name.

    ``asked`` is the whole text, which reports show.
    """

    asked: str
    metric: str
    model: str | None = None
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def only(self, *known: str) -> Mapping[str, str]:
        """The options, if all of them are known.

        Raises:
            UnknownNameError: one is not; names the nearest.
        """
        from mtqc.errors import UnknownNameError

        for name in self.options:
            if name not in known:
                raise UnknownNameError(f"option of {self.metric}", name, known)
        return self.options

    def needed_model(self, example: str) -> str:
        """The model, of which ``example`` is one.

        Raises:
            SettingsError: none is named.
        """
        if self.model is None:
            raise SettingsError(f"{self.asked} names no model; for example {self.metric}:{example}")
        return self.model

    def flag(self, name: str, default: bool) -> bool:
        """An option that is on or off.

        Raises:
            SettingsError: its value is neither.
        """
        value = self.options.get(name, str(default)).lower()
        if value in _TRUE or value in _FALSE:
            return value in _TRUE
        raise SettingsError(f"{self.asked}: {name} is true or false, not '{self.options[name]}'")

    def number(self, name: str, default: int) -> int:
        """An option that is a whole number.

        Raises:
            SettingsError: its value is none.
        """
        value = self.options.get(name, str(default))
        try:
            return int(value)
        except ValueError:
            raise SettingsError(f"{self.asked}: {name} is a whole number, not '{value}'") from None


def metric_name(asked: str) -> MetricName:
    """Reads the name of a metric: ``NAME``, ``NAME:MODEL``, ``NAME:OPTION=VALUE,…`` or ``NAME:MODEL,OPTION=VALUE,…``.

    A model is the name of a repository or a folder; commas in it stay, as long as no option follows that looks so.

    Raises:
        SettingsError: there is no name before the colon, or an option is given twice.
    """
    metric, _, rest = asked.partition(":")
    metric = metric.strip().lower()
    if not metric:
        raise SettingsError(f"'{asked}' names no metric")
    model: list[str] = []
    options: dict[str, str] = {}
    for part in rest.split(",") if rest else ():
        option = _OPTION.fullmatch(part)
        if option is None and not options:
            model.append(part)
        elif option is None:
            raise SettingsError(f"{asked}: '{part}' is no option; options are written name=value")
        elif option[1].replace("-", "_") in options:
            raise SettingsError(f"{asked}: {option[1]} is given twice")
        else:
            options[option[1].replace("-", "_")] = option[2].strip()
    return MetricName(asked, metric, ",".join(model).strip() or None, MappingProxyType(options))
