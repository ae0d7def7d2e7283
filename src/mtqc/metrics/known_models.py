"""The checkpoints that mtqc knows facts about: licence, size, languages, and what shared tasks found.

Any other checkpoint of a known kind works as well. The facts are data, in ``data/models/models.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mtqc.errors import UnknownNameError

_NON_COMMERCIAL = "-NC-"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a study found of a model, and which study."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One checkpoint.

    ``metric`` is the metric that it belongs to, ``name`` its repository on the Hugging Face hub. ``parameters`` are
    counted in millions, each of so many ``bytes`` in the file. ``range`` gives the ends of its scale, None where it is
    open. ``reads`` says which of ``source`` and ``reference`` it takes; an optional one ends with a question mark.
    ``base`` is the repository whose configuration and tokenizer it needs. Facts that are not certain are None or empty.
    """

    metric: str
    name: str
    kind: str
    reads: tuple[str, ...]
    higher_is_better: bool
    range: tuple[float | None, float | None] = (None, None)
    licence: str | None = None
    gated: bool = False
    languages: str | None = None
    parameters: int | None = None
    bytes: int = 4
    base: str | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def asked(self) -> str:
        """How the metric with this model is asked for."""
        return f"{self.metric}:{self.name}"

    @property
    def non_commercial(self) -> bool:
        """Whether the licence forbids commercial use."""
        return self.licence is not None and _NON_COMMERCIAL in self.licence

    @property
    def download_bytes(self) -> int | None:
        """About how much there is to download."""
        return None if self.parameters is None else self.parameters * self.bytes * 1_000_000

    @property
    def page(self) -> str:
        """Where its authors describe it, and where terms are accepted."""
        return f"https://huggingface.co/{self.name}"


@cache
def known_models() -> tuple[KnownModel, ...]:
    """All of them: by metric, then by name within a family, as the data file has them."""
    import tomllib

    content = tomllib.loads(files("mtqc").joinpath("data", "models", "models.toml").read_text(encoding="utf-8"))
    return tuple(_models(content["model"]))


def known_model(name: str) -> KnownModel | None:
    """The known model of that name, in any case of letters."""
    return next((model for model in known_models() if model.name.lower() == name.lower()), None)


def known_model_at(model: str) -> KnownModel | None:
    """The known model of that name, or the one that a folder with that path is a copy of, by its name.

    Such a folder has the name of the repository, without its owner, or is one of huggingface_hub's cache:
    ``models--OWNER--NAME/snapshots/COMMIT``. The path of the weights in it means the same.
    """
    if (found := known_model(model)) is not None or not (path := Path(model).expanduser()).exists():
        return found
    copies = {known.name.lower().rpartition("/")[2]: known for known in known_models()}
    places = (path.absolute(), path.resolve())
    names = [folder.name.lower() for place in places for folder in (place, *place.parents[:2])]
    return next((copies[short] for name in names if (short := name.rpartition("--")[2]) in copies), None)


def find_models(names: Sequence[str]) -> tuple[KnownModel, ...]:
    """The known models with one of these texts in their names, in any case of letters; all without names.

    Raises:
        UnknownNameError: a text is in no name; says the nearest.
    """
    chosen: dict[KnownModel, None] = {}
    for name in names:
        matching = [model for model in known_models() if name.lower() in model.asked.lower()]
        if not matching:
            raise UnknownNameError("model", name, (), nearest_model(name))
        chosen.update(dict.fromkeys(matching))
    return tuple(chosen) if names else known_models()


def nearest_model(name: str) -> str | None:
    """The name of the known model that looks most like this one, None if none does."""
    names = {model.name.lower(): model.name for model in known_models()}
    # Who leaves the owner out is understood, too.
    names.update({model.name.lower().rpartition("/")[2]: model.name for model in known_models()})
    found = get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    return names[found[0]] if found else None


def _models(tables: list[dict[str, Any]]) -> Iterator[KnownModel]:
    for table in tables:
        low, high = (None if end == "open" else float(end) for end in table.pop("range", ["open", "open"]))
        evidence = tuple(Evidence(**found) for found in table.pop("evidence", []))
        yield KnownModel(reads=tuple(table.pop("reads")), range=(low, high), evidence=evidence, **table)
