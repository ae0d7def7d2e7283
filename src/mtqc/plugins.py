"""Finds checks, formats and reports, mtqc's own and everybody else's, through the same entry points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

from mtqc.errors import PluginError, UnknownNameError

Group = Literal["mtqc.checks", "mtqc.formats", "mtqc.metrics", "mtqc.reports"]
_WORDS: Mapping[Group, str] = {
    "mtqc.checks": "rule",
    "mtqc.formats": "format",
    "mtqc.metrics": "metric",
    "mtqc.reports": "report format",
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point: its name is known at once, its code is imported when it is loaded."""

    name: str
    package: str
    entry_point: EntryPoint

    def load(self) -> Any:
        """The object behind the entry point.

        Raises:
            PluginError: its module cannot be imported or lacks the object.
        """
        try:
            return self.entry_point.load()
        # A plugin's import may fail in any way its author managed; the user needs to know whose it is.
        except Exception as error:
            raise PluginError(
                f"plugin '{self.name}' of package '{self.package}' cannot be loaded: {type(error).__name__}: {error}"
            ) from error


@cache
def plugins(group: Group) -> Mapping[str, Plugin]:
    """The installed plugins of a group by name, in the order of their names.

    Raises:
        PluginError: two packages claim one name.
    """
    found: dict[str, Plugin] = {}
    for entry_point in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        package = entry_point.dist.name if entry_point.dist else "?"
        clashing = found.get(entry_point.name)
        if clashing and clashing.entry_point.value != entry_point.value:
            raise PluginError(
                f"two plugins of {group} are called '{entry_point.name}': one of '{clashing.package}', "
                f"one of '{package}'; uninstall one of them"
            )
        found[entry_point.name] = Plugin(entry_point.name, package, entry_point)
    return found


def plugin(group: Group, name: str) -> Plugin:
    """The plugin of that name.

    Raises:
        UnknownNameError: there is none; names the nearest.
    """
    known = plugins(group)
    if name not in known:
        raise UnknownNameError(_WORDS[group], name, known)
    return known[name]
