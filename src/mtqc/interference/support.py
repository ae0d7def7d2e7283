"""What evidence exists for which pair of languages, as the table says that the finders and the reports both read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def supported_sources(evidence: str, target: str) -> frozenset[str]:
    """The source languages, by their codes, of which this evidence can be found in texts of the target language.

    ``evidence`` is a table's name in data/interference/support.toml. Empty where there is none.
    """
    return frozenset(support().get(evidence, {}).get(target, ()))


@cache
def support() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The whole table: from evidence to target language to source languages."""
    text = files("mtqc").joinpath("data", "interference", "support.toml").read_text(encoding="utf-8")
    return {
        evidence: {target: tuple(sources) for target, sources in targets.items()}
        for evidence, targets in tomllib.loads(text).items()
    }
