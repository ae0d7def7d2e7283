"""``mtqc rules``: the list of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.options import debug_option

if TYPE_CHECKING:
    from mtqc.checks.base import Check


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to list them."
)
@debug_option
def rules(form: str) -> int:
    """Lists all rules.

    Each line has the rule, whether it is on by default, its severity, and what it finds.
    """
    from mtqc.model.json_text import json_text
    from mtqc.selection import load_checks

    checks, failures = load_checks()
    if form == "json":
        click.echo(json_text([_metadata(check) for check in checks]))
    else:
        width = max((len(check.rule) for check in checks), default=0)
        for check in checks:
            default = "on" if check.on_by_default else "off"
            click.echo(f"{check.rule:<{width}}  {default:<3}  {check.severity.value:<8}  {check.summary}")
    for failure in failures:
        click.echo(f"mtqc: error: {failure.error}", err=True)
    return 2 if failures else 0


def _metadata(check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "category": check.category.value,
        "severity": check.severity.value,
        "on_by_default": check.on_by_default,
        "needs": sorted(need.value for need in check.needs),
        "summary": check.summary,
        "why": check.why,
        "silent_on": list(check.silent_on),
    }
