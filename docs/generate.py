"""Writes the pages of the documentation that are made from metadata; ``--check`` only says which are stale.

Run it from anywhere, with the Python that has mtqc installed: ``python docs/generate.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from inspect import cleandoc
from itertools import groupby
from pathlib import Path

import click

from mtqc.checks.base import Check, Example
from mtqc.checks.options import Pattern
from mtqc.cli.command import mtqc
from mtqc.cli.options import GroupedOption
from mtqc.examples import findings_on, laid_out
from mtqc.metrics.known_models import known_models
from mtqc.model import Severity
from mtqc.plugins import Group, plugins
from mtqc.reports.characters import visible
from mtqc.reports.models_text import licence_words, reads_words, scale_words, size_words
from mtqc.selection import load_check
from mtqc.settings import Settings, example, explanation, plain_value
from mtqc.settings_values import choices, type_name

FOLDER = Path(__file__).resolve().parent
_GENERATED = "<!-- Made by docs/generate.py from the metadata in the code: change it there. -->\n"

_SETTINGS_INTRODUCTION = """\
Settings stand in `mtqc.toml`, or in the table `[tool.mtqc]` of `pyproject.toml`. The nearest of them counts, from the
working directory upward; in one folder `mtqc.toml` is stronger. Paths in a file are relative to that file.

What the command line says is stronger than the file, key by key. `--isolated` reads no file, `--config FILE` reads that
one, and `--show-settings` shows what holds and where it was set. Unknown keys and wrong values are errors.

In Python the keys are arguments with underscores: `mtqc.check("…", target_language="de")`.
"""
_PATTERNS_INTRODUCTION = """
A pattern with a `target` alone is an unwanted match in the translation. With a `source` too, each source that it
matches needs a match of `target` in its translation. Both are
[RE2 expressions](https://github.com/google/re2/wiki/Syntax), which take linear time on any text. Findings come from the
rule `style/pattern`.
"""
_COMMAND_LINE_INTRODUCTION = """\
The exit status is 0 for clean, 1 for findings at or above `--fail-on`, 2 for an error in usage or input or for a broken
check, and 130 after an interruption. Results are on standard output, everything else on standard error. `NO_COLOR`
forbids colours, `FORCE_COLOR` asks for them. A value on the command line replaces that of the settings file.
"""

_MODELS_INTRODUCTION = """\
# Models of learned metrics

A learned metric is asked for with its model: `-m comet:Unbabel/wmt22-comet-da`. The model is a repository of the
[Hugging Face hub](https://huggingface.co), or a folder with the same files. `pip install 'mtqc[neural]'` installs what
they need besides.

## The model that ships

`-m estimate` reads source and translation and needs neither torch nor a download: its model is part of mtqc. What its
numbers mean, for which languages they were measured, and where it comes from stands on its [card](estimate.md).
`-m estimate:FOLDER` asks for a model that was tuned on judgements of your own. It runs on the processor, on as many
threads as `--processes` says; `--device`, `--precision` and `--batch-tokens` are for the models below.

## Downloads

A repository is downloaded when it is first asked for, into the cache of huggingface_hub. mtqc says beforehand how much
that is and what the licence asks for. These variables of the environment count:

| variable | for |
| --- | --- |
| `HF_HOME`, `HF_HUB_CACHE` | where the cache is |
| `HF_ENDPOINT` | another hub, such as a mirror |
| `HF_TOKEN` | a token of an account that was granted access to the model |
| `HF_HUB_OFFLINE=1` | no downloads, as `--offline` |

The option `revision` takes a branch, tag or commit: `comet:Unbabel/wmt22-comet-da,revision=main`. The signature of a
score names the commit, or for a folder the hash of its files. A file that came damaged is removed and said; after an
interruption the next run gets what is missing.

## Without a network

Copy the repository's files into a folder and ask for that: `-m comet:models/wmt22-comet-da`. Checkpoints of COMET and
PEAR also need the configuration and tokenizer of the model that they started from (*needs* below), and MetricX needs
mT5's tokenizer: put those files, without the weights, into a folder of its name inside or beside the checkpoint, such
as `models/wmt22-comet-da/xlm-roberta-large/`. MetricX takes tokenizer files of its own folder, too.

## Trust

Pickles (`.ckpt`, `.bin`) are read without running any code in them. One that holds code is refused. Code that lies
beside a model (`auto_map` in its configuration) is never run.

## Speed and memory

Segments are sorted by length and computed in batches of so many tokens, each different one once. If memory runs out,
batches are halved and mtqc says so. `bfloat16` halves the memory and is fast on graphics cards; `int8` is for
processors. Either moves scores a little, `int8` also by what else is in a batch, and the signature says which it was.
With a cache folder scores are kept as they come, batch by batch (COMET's regression models: 1,024 segments at a time):
an interrupted run goes on where it was, and a second one costs nothing for what it shares with the first.

## Not here

BLEURT's released models need TensorFlow. OpenKiwi's are under the AGPL and need torch 1. MetricX-25 had no public
weights in mid-2026. ReMedy and GEMBA ask language models of many billion parameters, through servers of their own; give
their scores to `mtqc correlate` as a column of a file.

## Known models

Figures are of the studies named. Other models of these kinds work, too.
"""


def main() -> None:
    """Writes the pages, or with ``--check`` ends with status 1 if one of them is stale."""
    stale = [name for name, text in pages().items() if not _holds(FOLDER / name, text)]
    if "--check" in sys.argv[1:]:
        for name in stale:
            sys.stderr.write(f"docs/{name} is stale: run python docs/generate.py\n")
        sys.exit(1 if stale else 0)
    for name in stale:
        (FOLDER / name).write_text(pages()[name], encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


def pages() -> dict[str, str]:
    """The text of each generated page by the name of its file."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "rules.md": _rules,
        "settings.md": _settings,
        "command-line.md": _command_line,
        "models.md": _models,
    }
    return {name: "\n".join([_GENERATED, *make()]).rstrip("\n") + "\n" for name, make in makers.items()}


def _models() -> Iterator[str]:
    yield _MODELS_INTRODUCTION
    yield "| model | reads | scale | languages | download | licence |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for model in known_models():
        cells = (reads_words(model), scale_words(model), model.languages or "", size_words(model), licence_words(model))
        yield f"| [`{model.asked}`]({model.page}) | {' | '.join(cells)} |"
    yield ""
    for model in known_models():
        facts = [f"needs {model.base}."] if model.base else []
        facts += [model.note] if model.note else []
        facts += [f"Found: {found.text} ({found.source})." for found in model.evidence]
        if facts:
            yield f"- `{model.asked}`: {' '.join(facts)}"


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _own(group: Group) -> list[str]:
    """The names of mtqc's own plugins, whatever else is installed."""
    return [name for name, plugin in plugins(group).items() if plugin.package == "mtqc"]


def _rules() -> Iterator[str]:
    checks = [load_check(rule) for rule in _own("mtqc.checks")]
    on = sum(check.on_by_default for check in checks)
    yield "# Rules\n"
    yield f"mtqc has {len(checks)} rules; {on} of them are on by default, the others run when selected by name."
    yield "`mtqc explain RULE` shows on a terminal what this page says.\n"
    yield "| rule | finds | severity | default |"
    yield "| --- | --- | --- | --- |"
    for check in checks:
        default = "on" if check.on_by_default else "off"
        link = f"[{check.rule}](#{check.rule.replace('/', '')})"
        yield f"| {link} | {_cell(check.summary)} | {check.severity.value} | {default} |"
    for dimension, below in groupby(checks, key=lambda check: check.rule.partition("/")[0]):
        yield f"\n## {dimension.capitalize()}"
        for check in below:
            yield from _rule(check)


def _rule(check: Check) -> Iterator[str]:
    yield f"\n### {check.rule}\n"
    yield f"{check.summary} {check.why}\n"
    yield f"- MQM category: `{check.category.value}`"
    yield f"- Severity: {check.severity.value}"
    yield f"- By default: {'on' if check.on_by_default else 'off'}"
    if check.needs:
        yield f"- Needs {', '.join(sorted(need.value for need in check.needs))}."
    yield "\nIt is silent on\n"
    yield from (f"- {reason}" for reason in check.silent_on)
    yield "\nIt finds\n"
    yield from _examples(check, check.bad, fires=True)
    yield "\nIt does not find\n"
    yield from _examples(check, check.good, fires=False)


def _examples(check: Check, examples: tuple[Example, ...], fires: bool) -> Iterator[str]:
    shown = ["\n".join(laid_out(example, findings_on(check, example) if fires else ())) for example in examples]
    fence = "~~~~" if any("```" in text for text in shown) else "```"
    yield f"{fence}text\n" + "\n\n".join(shown) + f"\n{fence}"


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield _SETTINGS_INTRODUCTION
    yield "| key | is | default |"
    yield "| --- | --- | --- |"
    for field in fields(Settings):
        key = field.name.replace("_", "-")
        yield f"| [{key}](#{key}) | {_cell(type_name(key))} | {_default(field.name)} |"
    for field in fields(Settings):
        key = field.name.replace("_", "-")
        yield f"\n## {key}\n"
        yield f"{explanation(field)}\n"
        words = choices(key)
        yield (
            f"Type: {type_name(key)}. Default: {_default(field.name)}."
            if not words
            else (f"One of {', '.join(f'`{word}`' for word in words)}. Default: {_default(field.name)}.")
        )
        if field.name == "patterns":
            yield from _pattern_keys()
        yield f"\n```toml\n{example(field).rstrip()}\n```"


def _pattern_keys() -> Iterator[str]:
    yield _PATTERNS_INTRODUCTION
    yield "| key | default |"
    yield "| --- | --- |"
    for field in fields(Pattern):
        default = field.default
        shown = (
            f"`{default.value}`" if isinstance(default, Severity) else "none" if default is None else "must be given"
        )
        yield f"| `{field.name}` | {shown} |"


def _default(name: str) -> str:
    value = plain_value(getattr(Settings(), name))
    if value is None or value in ([], {}):
        return "not set" if value is None else "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict):
        return ", ".join(f"`{key} = {part!r}`".replace("'", '"') for key, part in value.items())
    return f"`{value}`"


def _command_line() -> Iterator[str]:
    yield "# Command line\n"
    yield _COMMAND_LINE_INTRODUCTION
    yield from _command(mtqc, "mtqc", None)
    yield "\n## Formats of reports\n"
    yield "| `--format` | report |"
    yield "| --- | --- |"
    for name in _own("mtqc.reports"):
        yield f"| `{name}` | {_cell(plugins('mtqc.reports')[name].load().summary)} |"


def _command(command: click.Command, path: str, parent: click.Context | None) -> Iterator[str]:
    context = command.make_context(path.rpartition(" ")[2], [], parent, resilient_parsing=True)
    yield f"\n## {path}\n"
    yield f"```text\n{path} {' '.join(command.collect_usage_pieces(context))}\n```\n"
    yield _markdown(cleandoc(command.help or ""))
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record and "--help" not in record[0]:
            group = parameter.group if isinstance(parameter, GroupedOption) and path != "mtqc" else "Options"
            groups.setdefault(group, []).append(record)
    for group, records in groups.items():
        yield f"\n| {group} | |"
        yield "| --- | --- |"
        yield from (f"| `{flags.replace('|', chr(92) + '|')}` | {_cell(text)} |" for flags, text in records)
    if command.epilog:
        yield "\n" + _markdown(command.epilog)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _command(below, f"{path} {name}", context)


def _markdown(text: str) -> str:
    """A help text: paragraphs as they are, those that click keeps verbatim as code."""
    paragraphs = []
    for paragraph in text.strip().split("\n\n"):
        verbatim = paragraph.removeprefix("\b\n")
        paragraphs.append(paragraph if verbatim == paragraph else f"```sh\n{verbatim}\n```")
    return "\n\n".join(paragraphs)


def _cell(text: str) -> str:
    return visible(" ".join(text.split())).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()
