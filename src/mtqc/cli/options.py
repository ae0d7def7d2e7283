"""The options of the commands that check: one for each setting that makes sense on a command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import click
from click.shell_completion import CompletionItem

from mtqc.settings import Settings, explanation, plain_value
from mtqc.settings_file import LoadedSettings, load_settings
from mtqc.settings_values import choices, key_type

if TYPE_CHECKING:
    from mtqc.plugins import Group

    TextType = click.ParamType[str]
else:
    # Older versions of click have no generic types.
    TextType = click.ParamType

Command = TypeVar("Command", bound=Callable[..., Any])
COMMAND_LINE = "command line"

INPUT = "Input"
LANGUAGE = "Languages and terms"
RULES = "Rules"
RESULT = "Result"
SETTINGS = "Settings"

_HELP = {key.name: explanation(key) for key in fields(Settings)}


class GroupedOption(click.Option):
    """An option that stands under a heading of its own in the help."""

    def __init__(self, *arguments: Any, group: str, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.group = group

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The flags and the help, with the names that the option takes if they are few."""
        record = super().get_help_record(ctx)
        if record is None or not isinstance(self.type, PluginName) or not self.type.few:
            return record
        return record[0], f"{record[1]} One of: {', '.join(self.type.known())}."


class GroupedCommand(click.Command):
    """A command whose help shows the options under headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, group by group in the order in which the groups first occur."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                groups.setdefault(getattr(parameter, "group", SETTINGS), []).append(record)
        for name, records in groups.items():
            with formatter.section(name):
                formatter.write_dl(records)


class PluginName(TextType):
    """The name of an installed plugin; shells complete it."""

    name = "name"

    def __init__(self, group: Group, few: bool) -> None:
        self.group = group
        self.few = few

    def known(self) -> list[str]:
        """The names of the installed plugins."""
        from mtqc.plugins import plugins

        return list(plugins(self.group))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that go on from what has been typed."""
        return [CompletionItem(name) for name in self.known() if name.startswith(incomplete)]


RULE_NAME = PluginName("mtqc.checks", few=False)
FORMAT_NAME = PluginName("mtqc.formats", few=True)
REPORT_NAME = PluginName("mtqc.reports", few=True)

debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    help="Show the traceback of an error.",
    cls=GroupedOption,
    group=SETTINGS,
)


def setting_option(key: str, *flags: str, group: str, **attributes: Any) -> Callable[[Command], Command]:
    """An option for the setting of that key, typed and explained as the setting is."""
    wanted = key_type(key)
    words = choices(key)
    flag = f"--{key}"
    if get_origin(wanted) is tuple:
        attributes["multiple"] = True
        (wanted, _) = get_args(wanted)
    if words:
        attributes["type"] = click.Choice(words)
    elif wanted is bool:
        flag = f"--{key}/--no-{key}"
        attributes["default"] = None
    elif wanted is Path:
        attributes.setdefault("type", click.Path(path_type=Path))
    else:
        attributes.setdefault("type", wanted)
    attributes.setdefault("help", _help(key))
    return click.option(flag, *flags, key.replace("-", "_"), cls=GroupedOption, group=group, **attributes)


def _help(key: str) -> str:
    """What the settings page says of a setting, with its default if that is a word or a number."""
    name = key.replace("-", "_")
    default = plain_value(getattr(Settings(), name))
    shown = f" Default: {default}." if default is not None and type(default) in (str, int, float) else ""
    return _HELP[name].replace("`", "") + shown


def grouped_option(*flags: str, group: str, **attributes: Any) -> Callable[[Command], Command]:
    """An option under a heading of its own in the help."""
    return click.option(*flags, cls=GroupedOption, group=group, **attributes)


def _split(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Several rules may be given at once, with commas between them."""
    return tuple(part.strip() for item in value for part in item.split(",") if part.strip())


def _named_columns(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """The columns that a user names, as ``target=NAME``."""
    columns = {}
    for item in value:
        what, equals, name = item.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{item}' is not of the form target=NAME", context, parameter)
        columns[what] = name
    return columns


def _estimate(context: click.Context, parameter: click.Parameter, value: bool | None) -> str | None:
    """The setting that a switch stands for."""
    return None if value is None else "always" if value else "never"


def column_option(wanted: str) -> Callable[[Command], Command]:
    """The option that names the columns of a table; ``wanted`` lists what they may hold."""
    return grouped_option(
        "--column",
        "columns",
        group=INPUT,
        metavar="WHAT=NAME",
        multiple=True,
        callback=_named_columns,
        help=f"The column of a TSV, CSV or JSONL file that holds the {wanted}, by its name, or by its number where "
        "the file has no header line.",
    )


FORM_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    setting_option("input-format", group=INPUT, metavar="NAME", type=FORMAT_NAME),
    setting_option("encoding", group=INPUT, metavar="NAME"),
)

LANGUAGE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    setting_option("source-language", "--source-lang", group=LANGUAGE, metavar="TAG"),
    setting_option("target-language", "--target-lang", group=LANGUAGE, metavar="TAG"),
)

_READING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    grouped_option(
        "--source",
        group=INPUT,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The source of the translation, segment by segment.",
    ),
    *FORM_OPTIONS,
    setting_option("segmentation", group=INPUT),
    column_option("id, source, target, reference or flags"),
    setting_option("include-fuzzy", group=INPUT),
    setting_option("exclude", group=INPUT, metavar="PATTERN"),
    setting_option("max-input-bytes", group=INPUT, metavar="NUMBER"),
    *LANGUAGE_OPTIONS,
    setting_option("knowledge", group=LANGUAGE, metavar="FILE"),
)

_CHECKING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    grouped_option(
        "--reference",
        "references",
        group=INPUT,
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A translation by somebody else, segment by segment; may be repeated.",
    ),
    setting_option("glossary", group=LANGUAGE, metavar="FILE"),
    setting_option("do-not-translate", group=LANGUAGE, metavar="TERM"),
    setting_option("accelerator", group=LANGUAGE, metavar="CHARACTER"),
    setting_option("select", group=RULES, metavar="RULE", type=RULE_NAME, callback=_split),
    setting_option("extend-select", group=RULES, metavar="RULE", type=RULE_NAME, callback=_split),
    setting_option("ignore", group=RULES, metavar="RULE", type=RULE_NAME, callback=_split),
    grouped_option(
        "--estimate/--no-estimate",
        "estimate",
        group=RULES,
        default=None,
        callback=_estimate,
        help="Whether a model estimates the quality of translations that have their source, and marks likely errors. "
        "Default: up to 2,000 such segments a run.",
    ),
    setting_option("severity", group=RULES),
    setting_option("baseline", group=RULES, metavar="FILE"),
    setting_option("max-findings", group=RULES, metavar="NUMBER"),
)

SETTINGS_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    grouped_option(
        "--config",
        group=SETTINGS,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The settings file; else the nearest mtqc.toml, or pyproject.toml with [tool.mtqc], from here upward.",
    ),
    grouped_option("--isolated", group=SETTINGS, is_flag=True, help="Read no settings file."),
    grouped_option("--quiet", "-q", group=SETTINGS, is_flag=True, help="Say nothing on standard error but errors."),
    debug_option,
)

_JUDGEMENT_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    setting_option("fail-on", group=RESULT),
    setting_option("fail-under", group=RESULT, metavar="SCORE"),
)


def checking_options(command: Command) -> Command:
    """Gives a command the options that say what is checked and how."""
    for option in reversed((*_READING_OPTIONS, *_CHECKING_OPTIONS, *SETTINGS_OPTIONS)):
        command = option(command)
    return command


def detection_options(command: Command) -> Command:
    """Gives a command the options that say what is read and how."""
    for option in reversed((*_READING_OPTIONS, *SETTINGS_OPTIONS)):
        command = option(command)
    return command


def judgement_options(command: Command) -> Command:
    """Gives a command the options that say what makes a run fail."""
    for option in reversed(_JUDGEMENT_OPTIONS):
        command = option(command)
    return command


def settings_of(options: Mapping[str, Any]) -> LoadedSettings:
    """The settings that hold: those of the settings file, and stronger, what the command line says.

    Raises:
        SettingsError: they do not make sense.
        InputError: the settings file cannot be read.
    """
    if options["config"] is not None and options["isolated"]:
        raise click.UsageError("--config names a settings file, and --isolated forbids to read one.")
    loaded = load_settings(options["config"], Path(), options["isolated"])
    keys = {key.name for key in fields(Settings)}
    given = {key: value for key, value in options.items() if key in keys and value not in (None, (), {})}
    if "columns" in given:
        given["columns"] = {**loaded.settings.columns, **given["columns"]}
    loaded = loaded.overridden(given, COMMAND_LINE)
    loaded.require_known_names()
    return loaded
