"""What can go wrong outside mtqc's reach: one base, and a child for each thing the user would mend differently."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class MtqcError(Exception):
    """Anything that mtqc cannot do, said in one line for the person who asked for it."""


class InputError(MtqcError):
    """A file cannot be read as what it is taken for. Names the file, the line where known, and the problem."""

    def __init__(self, path: str, problem: str, line: int | None = None) -> None:
        self.path = path
        self.problem = problem
        self.line = line
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {problem}")


class SettingsError(MtqcError):
    """A setting, option or settings file does not make sense."""


class UnknownNameError(SettingsError):
    """A rule, format, language or setting that does not exist; names the nearest one that does.

    ``nearest`` is for those who know better than the letters tell.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], nearest: str | None = None) -> None:
        self.kind = kind
        self.name = name
        self.nearest = (nearest,) if nearest else tuple(get_close_matches(name, list(known), n=1, cutoff=0.5))
        hint = f"; did you mean '{self.nearest[0]}'?" if self.nearest else ""
        super().__init__(f"unknown {kind} '{name}'{hint}")


class MissingExtraError(MtqcError):
    """A feature needs packages that are not installed; names the line that installs them."""

    def __init__(self, feature: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{feature} needs more packages: pip install 'mtqc[{extra}]'")


class PluginError(MtqcError):
    """An installed plugin cannot be loaded, or two of them claim one name."""


class CheckpointError(MtqcError):
    """A model cannot be found, loaded or trusted. Names the model, what was expected, and what was found."""

    def __init__(self, model: str, problem: str) -> None:
        self.model = model
        self.problem = problem
        super().__init__(f"{model}: {problem}")
