"""The known models of learned metrics, as a table and one by one, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtqc.metrics.known_models import KnownModel

_WIDE = 110
"""Columns from which on the table says everything."""

_READS = {
    ("source",): "source",
    ("reference",): "reference",
    ("source", "reference"): "both",
    ("source", "reference?"): "source (+ reference)",
    ("source?", "reference?"): "either or both",
}
_SHORT = {"source (+ reference)": "source+", "either or both": "either"}
_LEGEND = """\
The model of -m estimate ships with mtqc and is not listed: it needs no download. Ask for one of these as \
METRIC:MODEL, such as -m comet:Unbabel/wmt22-comet-da. Sizes are those of the download. \
mtqc models NAME says more, {and_more}*: the licence forbids commercial use. !: its terms have to be accepted on the \
model's page before a download. Other models of these kinds work, too, from a repository or a folder."""


def models_table(models: Sequence[KnownModel], width: int) -> Iterator[str]:
    """A line a model, by metric; in a narrow terminal without languages and scales."""
    wide = width >= _WIDE
    heading = (
        ("", "reads", "size", "licence", "scale, better", "languages") if wide else ("", "reads", "size", "licence")
    )
    rows = [(heading, "")] + [(_row(model, wide), model.metric) for model in models]
    widths = [max(len(row[column]) for row, _ in rows) for column in range(len(heading))]
    for metric, group in groupby(rows, key=lambda row: row[1]):
        if metric:
            yield metric
        for row, _ in group:
            cells = (_cell(text, size, column) for column, (text, size) in enumerate(zip(row, widths, strict=True)))
            yield ("  " + "  ".join(cells)).rstrip()
    yield ""
    yield from textwrap.wrap(_LEGEND.format(and_more="" if wide else "its languages and scale above all. "), width - 1)


def model_details(model: KnownModel, width: int) -> Iterator[str]:
    """All that is known of a model."""
    yield model.asked
    for name, text in _facts(model):
        yield from textwrap.wrap(f"{name + ':':<11}{text}", width - 1, initial_indent="  ", subsequent_indent=" " * 13)


def size_words(model: KnownModel) -> str:
    """How much there is to download, empty where that is not known."""
    from mtqc.metrics.learned.checkpoint import size_text

    return "" if model.download_bytes is None else size_text(model.download_bytes)


def scale_words(model: KnownModel) -> str:
    """The ends of the scale and which is better: ``0 to 25, lower is better``."""
    low, high = model.range
    ends = "" if low is None or high is None else f"{low:g} to {high:g}, "
    return f"{ends}{'higher' if model.higher_is_better else 'lower'} is better"


def reads_words(model: KnownModel) -> str:
    """What the model reads besides the translation."""
    return _READS[model.reads]


def licence_words(model: KnownModel) -> str:
    """The licence with its consequences, empty where it is not known."""
    parts = [model.licence or ""]
    if model.non_commercial:
        parts.append("not for commercial use")
    if model.gated:
        parts.append("its terms have to be accepted on its page before a download")
    return "; ".join(part for part in parts if part)


def _row(model: KnownModel, wide: bool) -> tuple[str, ...]:
    reads = reads_words(model)
    marks = f"{'*' if model.non_commercial else ''}{'!' if model.gated else ''}"
    licence = f"{model.licence or ''} {marks}".strip()
    if not wide:
        # The version of the Creative Commons licences would make the line too long.
        reads, licence = _SHORT.get(reads, reads), licence.replace("-SA-4.0", "-SA")
    short = (model.name, reads, size_words(model), licence)
    return (*short, scale_words(model).removesuffix(" is better"), model.languages or "") if wide else short


def _cell(text: str, width: int, column: int) -> str:
    return text.rjust(width) if column == 2 else text.ljust(width)


def _facts(model: KnownModel) -> Iterator[tuple[str, str]]:
    yield "reads", reads_words(model).replace("both", "source and reference")
    yield "scale", scale_words(model)
    if model.languages:
        yield "languages", model.languages
    if model.parameters:
        yield "size", f"{model.parameters:,} million parameters, {size_words(model)} to download"
    if model.licence:
        yield "licence", licence_words(model)
    if model.base:
        yield "needs", f"configuration and tokenizer of {model.base}"
    if model.note:
        yield "note", model.note
    for found in model.evidence:
        yield "found", f"{found.text} [{found.source}]"
    yield "page", model.page
