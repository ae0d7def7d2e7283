"""``mtqc explain``: what a rule means, why it matters, and when it keeps silent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from mtqc.cli.options import RULE_NAME, debug_option

if TYPE_CHECKING:
    from mtqc.checks.base import Check


@click.command()
@click.argument("rule", type=RULE_NAME)
@click.option(
    "--pair",
    metavar="SOURCE-TARGET",
    help="Show what the knowledge base has for this rule and a pair of languages such as es-de, in full.",
)
@debug_option
def explain(rule: str, pair: str | None) -> None:
    """Says what RULE finds and why.

    It shows examples, and says on what the rule keeps silent and for which reason. For rules that stand on the
    knowledge base, such as accuracy/false-friend, it lists the entries.
    """
    from mtqc.cli.streams import terminal_of
    from mtqc.knowledge_listing import has_entries, in_full, overview
    from mtqc.selection import load_check

    check = load_check(rule)
    colours = terminal_of(sys.stdout).colours
    if pair is not None:
        if not has_entries(rule):
            raise click.UsageError(f"The rule {rule} does not stand on the knowledge base: it has no pairs.")
        lines = in_full(rule, pair)
    else:
        lines = chain(_lines(check), overview(rule) if has_entries(rule) else ())
    for line in lines:
        click.echo(line, color=colours)


def _lines(check: Check) -> Iterator[str]:
    from mtqc.examples import findings_on, laid_out
    from mtqc.reports.characters import wrapped

    width = 88
    yield click.style(check.rule, bold=True)
    yield from wrapped(check.summary, width)
    yield ""
    yield f"Category  {check.category.value}"
    yield f"Severity  {check.severity.value}"
    yield f"Default   {'on' if check.on_by_default else 'off: runs when selected by name'}"
    if check.needs:
        yield f"Needs     {', '.join(sorted(need.value for need in check.needs))}"
    yield ""
    yield click.style("Why it matters", bold=True)
    yield from (f"  {line}" for line in wrapped(check.why, width))
    yield ""
    yield click.style("Silent on", bold=True)
    for reason in check.silent_on:
        first, *others = wrapped(reason, width)
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)
    yield ""
    yield click.style("Finds", bold=True)
    for example in check.bad:
        yield from (f"  {line}" for line in laid_out(example, findings_on(check, example)))
        yield ""
    yield click.style("Does not find", bold=True)
    for example in check.good:
        yield from (f"  {line}" for line in laid_out(example))
        yield ""
    yield f"Silence it with --ignore {check.rule}, for one segment with a comment 'mtqc: ignore {check.rule}'."
