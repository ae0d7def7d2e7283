"""``mtqc models``: the checkpoints that mtqc knows facts about."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.options import debug_option

if TYPE_CHECKING:
    from mtqc.metrics.known_models import KnownModel


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to list them."
)
@debug_option
def models(names: tuple[str, ...], form: str) -> int:
    """Lists the models of learned metrics that are known.

    With names, or parts of them, it says all that is known of these: languages, scale, what shared tasks found. Other
    models of the same kinds work, too, from any repository of the Hugging Face hub or any folder.
    """
    from mtqc.metrics.known_models import find_models
    from mtqc.model.json_text import json_text
    from mtqc.reports.models_text import model_details, models_table

    chosen = find_models(names)
    width = shutil.get_terminal_size().columns
    if form == "json":
        click.echo(json_text([_facts(model) for model in chosen]))
    elif names:
        click.echo("\n\n".join("\n".join(model_details(model, width)) for model in chosen))
    else:
        click.echo("\n".join(models_table(chosen, width)))
    return 0


def _facts(model: KnownModel) -> dict[str, Any]:
    return {
        "asked": model.asked,
        "metric": model.metric,
        "name": model.name,
        "kind": model.kind,
        "reads": list(model.reads),
        "higher_is_better": model.higher_is_better,
        "range": list(model.range),
        "licence": model.licence,
        "non_commercial": model.non_commercial,
        "gated": model.gated,
        "languages": model.languages,
        "parameters": None if model.parameters is None else model.parameters * 1_000_000,
        "download_bytes": model.download_bytes,
        "base": model.base,
        "page": model.page,
        "note": model.note,
        "evidence": [{"text": found.text, "source": found.source} for found in model.evidence],
    }
