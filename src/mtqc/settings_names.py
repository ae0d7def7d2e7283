"""Names in settings that have to exist: rules, languages and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from mtqc.errors import UnknownNameError
from mtqc.languages import language
from mtqc.plugins import plugin
from mtqc.settings import Settings


def unknown_names(settings: Settings) -> Iterator[tuple[str, UnknownNameError]]:
    """The hyphenated keys of settings that name what does not exist, each with an error that says the nearest."""
    rules = {
        "select": settings.select,
        "extend-select": settings.extend_select,
        "ignore": settings.ignore,
        "per-file-ignores": tuple(chain.from_iterable(settings.per_file_ignores.values())),
        "severities": tuple(settings.severities),
    }
    for key, prefixes in rules.items():
        for prefix in prefixes:
            yield from _tried(key, partial(_require_rule, prefix))
    for key, tag in (("source-language", settings.source_language), ("target-language", settings.target_language)):
        if tag is not None:
            yield from _tried(key, partial(language, tag))
    if settings.input_format is not None:
        yield from _tried("input-format", partial(plugin, "mtqc.formats", settings.input_format))


def _require_rule(prefix: str) -> None:
    # The rules bring most of mtqc with them, which commands without rules need not wait for.
    from mtqc.selection import require_known

    require_known([prefix])


def _tried(key: str, look_up: Callable[[], object]) -> Iterator[tuple[str, UnknownNameError]]:
    try:
        look_up()
    except UnknownNameError as error:
        yield key, error
