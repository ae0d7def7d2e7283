"""What a user may set, typed: the keys of mtqc.toml and of ``[tool.mtqc]`` in pyproject.toml.

Each field is one key, with underscores for hyphens; its ``help`` is what the settings page of the documentation says.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from mtqc.checks.options import Pattern
from mtqc.formats.base import DEFAULT_COLUMNS, ReadOptions, Segmentation
from mtqc.formats.input import DEFAULT_LIMIT
from mtqc.metrics.computing import Precision
from mtqc.model import Severity, SeverityWeights

Value = TypeVar("Value")
FailOn = Severity | Literal["never"]


_EMPTY_TABLE: Mapping[str, Any] = MappingProxyType({})


def _key(default: Value, help: str, example: str) -> Value:
    """A settings key with its default, its explanation, and a value as it is written in TOML."""
    return field(default_factory=lambda: default, metadata={"help": help, "example": example})


def explanation(key: Field[Any]) -> str:
    """What the documentation says of a settings key."""
    return str(key.metadata["help"])


def example(key: Field[Any]) -> str:
    """The key as a settings file may set it: lines of TOML."""
    name = key.name.replace("_", "-")
    value = str(key.metadata["example"])
    if not value.startswith("\n"):
        return f"{name} = {value}"
    return (f"[[{name}]]" if isinstance(plain_value(getattr(Settings(), key.name)), list) else f"[{name}]") + value


_PATTERN_EXAMPLE = r"""
name = "house-name"
message = "The product is called Sesam in German."
source = '\bSesame\b'
target = '\bSesam\b'
severity = "major"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; :func:`mtqc.settings_file.load_settings` fills them from a file."""

    select: tuple[str, ...] = _key(
        (),
        "Rules to run, by path or path prefix; `all` is every rule. Empty: every rule that is on by default.",
        '["accuracy", "markup/placeholder"]',
    )
    extend_select: tuple[str, ...] = _key(
        (),
        "Rules to run besides those, such as some that are off by default.",
        '["conventions/end-punctuation-strict"]',
    )
    ignore: tuple[str, ...] = _key(
        (), "Rules not to run, by path or path prefix; stronger than `select`.", '["conventions/quotation-style"]'
    )
    per_file_ignores: Mapping[str, tuple[str, ...]] = _key(
        _EMPTY_TABLE,
        "A table from file patterns (`docs/**/*.md`) to rules that are ignored in those files.",
        '\n"docs/**/*.md" = ["conventions/whitespace"]',
    )
    exclude: tuple[str, ...] = _key(
        (), "File patterns that are left out when a directory is checked.", '["build/*", "*.generated.po"]'
    )
    severities: Mapping[str, Severity] = _key(
        _EMPTY_TABLE,
        "A table from rules to the severity that their findings get instead of their own.",
        '\n"accuracy/number" = "critical"',
    )
    severity: Severity = _key(Severity.NEUTRAL, "Show only findings of this severity and above.", '"minor"')
    fail_on: FailOn = _key(
        Severity.MINOR, "The exit status is 1 for findings of this severity and above; or `never`.", '"major"'
    )
    fail_under: float | None = _key(None, "The exit status is 1 if a document's MQM score is below this number.", "90")
    weights: SeverityWeights = _key(
        SeverityWeights(), "A table of the penalty points of each severity.", "\nminor = 1\nmajor = 10\ncritical = 100"
    )
    source_language: str | None = _key(
        None, "The language of the sources as BCP 47 tag; guessed when left out.", '"en"'
    )
    target_language: str | None = _key(
        None, "The language of the targets as BCP 47 tag; guessed when left out.", '"de-CH"'
    )
    input_format: str | None = _key(
        None, "The format of the input; recognised by content and name when left out.", '"po"'
    )
    encoding: str | None = _key(
        None, "The encoding of text files without byte order mark; UTF-8 when left out.", '"iso-8859-1"'
    )
    segmentation: Segmentation | None = _key(
        None,
        "How plain text divides into segments: `passage` (the default: a line, or the lines of a wrapped paragraph), "
        "`line`, `paragraph` or `sentence`.",
        '"sentence"',
    )
    columns: Mapping[str, str] = _key(
        DEFAULT_COLUMNS,
        "A table that names the columns of TSV, CSV and JSONL files: `id`, `source`, `target`, `reference`, `flags`. "
        "Numbers count columns from 1 in files without a header line.",
        '\nsource = "en"\ntarget = "de"',
    )
    include_fuzzy: bool = _key(False, "Also check units marked fuzzy or in need of work.", "true")
    max_input_bytes: int = _key(DEFAULT_LIMIT, "How many bytes a file may be long, or unpack to.", "100_000_000")
    max_findings: int = _key(
        100_000,
        "How many findings the report of a file lists at most. All count in its score; a notice says how many more.",
        "1_000",
    )
    glossary: tuple[Path, ...] = _key((), "Glossary files: TSV, CSV or TBX.", '["terms.tsv"]')
    knowledge: tuple[Path, ...] = _key(
        (), "Files of your own entries for the knowledge base of false friends, calques and terms.", '["mine.toml"]'
    )
    do_not_translate: tuple[str, ...] = _key(
        (), "Names and terms that stay as they are in the source.", '["mtqc", "Open Sesame"]'
    )
    accelerator: str | None = _key(
        None, "The character before an accelerator key in user interfaces: `&` or `_`.", '"&"'
    )
    baseline: Path | None = _key(
        None, "A file of known findings, which are marked and fail nothing.", '"mtqc-baseline.json"'
    )
    estimate: Literal["auto", "always", "never"] = _key(
        "auto",
        "Whether a model estimates the quality of translations that have their source, and marks likely errors: "
        "`always`, `never`, or `auto`, which judges up to 2,000 such segments a run, file by file as long as whole "
        "files fit, and nothing where `select` leaves out `accuracy/estimated-error`.",
        '"always"',
    )
    metrics: tuple[str, ...] = _key(
        (),
        "Metrics that `mtqc score` and `mtqc compare` use: `bleu`, `chrf`, `comet:MODEL`, with options as in "
        "`bleu:tokenize=intl`. Empty: `bleu` and `chrf` where there are references, else `estimate`.",
        '["chrf", "comet:Unbabel/wmt22-comet-da"]',
    )
    resamples: int = _key(
        1000,
        "How many times segments are drawn for a confidence interval or a paired bootstrap; 0 draws none.",
        "5_000",
    )
    seed: int = _key(12345, "What random draws start from: the same seed gives the same figures.", "42")
    devices: tuple[str, ...] = _key(
        (),
        "Where learned metrics run: `cpu`, `cuda`, `cuda:1`, `mps`. Empty: on the best there is.",
        '["cuda:0", "cuda:1"]',
    )
    precision: Precision = _key(
        "float32", "How precisely learned metrics compute; all but `float32` change scores a little.", '"bfloat16"'
    )
    batch_tokens: int = _key(4096, "How many tokens learned metrics compute at once: fewer need less memory.", "16_384")
    processes: int | None = _key(
        None,
        "How many processes count n-grams, and threads estimate; when left out one a core, or fewer for little text.",
        "4",
    )
    cache: bool = _key(True, "Keep what metrics computed, so that the same texts cost nothing the next time.", "false")
    cache_folder: Path | None = _key(
        None, "Where that is kept; in the user's cache folder when left out.", '".mtqc-cache"'
    )
    offline: bool = _key(False, "Never download models: use those that are there already.", "true")
    patterns: tuple[Pattern, ...] = _key((), "Rules of your own: an array of tables.", _PATTERN_EXAMPLE)

    def read_options(self) -> ReadOptions:
        """What the settings say about reading."""
        return ReadOptions(
            source_language=self.source_language,
            target_language=self.target_language,
            segmentation=self.segmentation,
            columns=self.columns,
            include_fuzzy=self.include_fuzzy,
        )

    def changed(self) -> dict[str, Any]:
        """What is not at its default, by hyphenated key, as values that TOML and JSON have."""
        default = Settings()
        return {
            key.name.replace("_", "-"): plain_value(getattr(self, key.name))
            for key in fields(self)
            if getattr(self, key.name) != getattr(default, key.name)
        }


def plain_value(value: Any) -> Any:
    """A value of a setting as a settings file would hold it: texts, numbers, lists and tables; None stays None."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Mapping):
        return {name: plain_value(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [plain_value(part) for part in value]
    if is_dataclass(value):
        parts = {key.name.replace("_", "-"): plain_value(getattr(value, key.name)) for key in fields(value)}
        return {name: part for name, part in parts.items() if part is not None}
    return value


def toml_value(value: Any) -> str:
    """A plain value as TOML writes it in one line; tables as inline tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {toml_value(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(part) for part in value) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


@cache
def key_names() -> tuple[str, ...]:
    """The keys as they are written in settings files, with hyphens, in the order of the documentation."""
    return tuple(key.name.replace("_", "-") for key in fields(Settings))
