"""A settings file is found, read and typed; whatever is wrong with it is said with file, line and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtqc.checks.options import Pattern
from mtqc.errors import InputError, SettingsError
from mtqc.formats.base import DEFAULT_COLUMNS
from mtqc.model import Severity, SeverityWeights
from mtqc.settings import Settings
from mtqc.settings_file import LoadedSettings, load_settings


def written(folder: Path, text: str, name: str = "mtqc.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str) -> Settings:
    return load_settings(written(folder, text), folder, False).settings


def problem(folder: Path, text: str) -> str:
    path = written(folder, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path, folder, False)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(f"{folder}/", "")


def test_defaults_hold_where_there_is_no_file(tmp_path: Path) -> None:
    found = load_settings(None, tmp_path, False)
    assert found.settings == Settings()
    assert not found.origins


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    written(tmp_path, 'severity = "major"')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    found = load_settings(None, inner, False)
    assert found.settings.severity is Severity.MAJOR
    assert found.origins == {"severity": str(tmp_path / "mtqc.toml")}
    written(tmp_path / "a", 'severity = "minor"')
    assert load_settings(None, inner, False).settings.severity is Severity.MINOR


def test_pyproject_has_a_table_for_mtqc(tmp_path: Path) -> None:
    written(tmp_path, '[tool.mtqc]\nselect = ["accuracy"]\n', "pyproject.toml")
    assert load_settings(None, tmp_path, False).settings.select == ("accuracy",)


def test_a_pyproject_without_that_table_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, 'ignore = ["style"]')
    inner = tmp_path / "inner"
    inner.mkdir()
    written(inner, '[tool.other]\nselect = ["accuracy"]\n', "pyproject.toml")
    assert load_settings(None, inner, False).settings.ignore == ("style",)


def test_mtqc_toml_is_stronger_than_pyproject(tmp_path: Path) -> None:
    written(tmp_path, '[tool.mtqc]\nselect = ["accuracy"]\n', "pyproject.toml")
    written(tmp_path, 'select = ["markup"]')
    assert load_settings(None, tmp_path, False).settings.select == ("markup",)


def test_isolated_reads_no_file(tmp_path: Path) -> None:
    written(tmp_path, "this is no TOML")
    assert load_settings(None, tmp_path, True).settings == Settings()


def test_every_kind_of_value(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        """
        select = ["accuracy", "markup/tag"]
        severity = "major"
        fail-on = "never"
        fail-under = 90
        include-fuzzy = true
        max-input-bytes = 1000
        glossary = ["terms.tsv", "/other/terms.tsv"]
        baseline = "known.json"
        segmentation = "sentence"
        [per-file-ignores]
        "docs/*.md" = ["style"]
        [severities]
        "accuracy/number" = "critical"
        [weights]
        major = 10
        [columns]
        target = "de"
        source = 1
        [[patterns]]
        name = "house-name"
        message = "The house is called Haus."
        target = "(?i)gebäude"
        severity = "major"
        """,
    )
    assert settings == Settings(
        select=("accuracy", "markup/tag"),
        severity=Severity.MAJOR,
        fail_on="never",
        fail_under=90.0,
        include_fuzzy=True,
        max_input_bytes=1000,
        glossary=(tmp_path / "terms.tsv", Path("/other/terms.tsv")),
        baseline=tmp_path / "known.json",
        segmentation="sentence",
        per_file_ignores={"docs/*.md": ("style",)},
        severities={"accuracy/number": Severity.CRITICAL},
        weights=SeverityWeights(major=10.0),
        columns={**DEFAULT_COLUMNS, "target": "de", "source": "1"},
        patterns=(Pattern("house-name", "The house is called Haus.", "(?i)gebäude", severity=Severity.MAJOR),),
    )
    assert isinstance(settings.fail_under, float)
    assert isinstance(settings.weights.major, float)


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert loaded(tmp_path, '\ufeffselect = ["style"]').select == ("style",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nserverity = "minor"', "mtqc.toml:2: unknown setting 'serverity'; did you mean 'severity'?"),
        (
            'source_language = "en"',
            "mtqc.toml:1: unknown setting 'source_language'; did you mean 'source-language'?",
        ),
        ("zzz = 1", "mtqc.toml:1: unknown setting 'zzz'"),
        (
            'severity = "mayor"',
            "mtqc.toml:1: setting 'severity' must be one of neutral, minor, major, critical, not 'mayor'",
        ),
        (
            '\n"fail-on" = 3',
            "mtqc.toml:2: setting 'fail-on' must be one of neutral, minor, major, critical, never, not 3",
        ),
        (
            '[severities]\n"accuracy/number" = "bad"',
            "mtqc.toml:2: setting 'severities.accuracy/number' must be one of neutral, minor, major, critical, "
            "not 'bad'",
        ),
        ('select = "accuracy"', "mtqc.toml:1: setting 'select' must be a list, not 'accuracy'"),
        ("select = [1]", "mtqc.toml:1: setting 'select[0]' must be a text, not 1"),
        ("target-language = []", "mtqc.toml:1: setting 'target-language' must be a text, not a list"),
        ("target-language = {}", "mtqc.toml:1: setting 'target-language' must be a text, not a table"),
        (
            "target-language = 2026-01-01",
            "mtqc.toml:1: setting 'target-language' must be a text, not a value of type date",
        ),
        ("include-fuzzy = 1", "mtqc.toml:1: setting 'include-fuzzy' must be true or false, not 1"),
        ("max-input-bytes = true", "mtqc.toml:1: setting 'max-input-bytes' must be a whole number, not true"),
        ("max-input-bytes = 1.5", "mtqc.toml:1: setting 'max-input-bytes' must be a whole number, not 1.5"),
        ("max-findings = -3", "mtqc.toml:1: setting 'max-findings' must be 0 or more, not -3"),
        ("fail-under = nan", "mtqc.toml:1: setting 'fail-under' must be a number, not nan"),
        ('fail-under = "9"', "mtqc.toml:1: setting 'fail-under' must be a number, not '9'"),
        ("fail-under = false", "mtqc.toml:1: setting 'fail-under' must be a number, not false"),
        ("baseline = 1", "mtqc.toml:1: setting 'baseline' must be the path of a file, not 1"),
        ('weights = "heavy"', "mtqc.toml:1: setting 'weights' must be a table, not 'heavy'"),
        ("[weights]\nmayor = 1", "mtqc.toml:1: setting 'weights' has an unknown key 'mayor'; did you mean 'major'?"),
        ("columns = []", "mtqc.toml:1: setting 'columns' must be a table, not a list"),
        (
            '[columns]\ntraget = "x"',
            "mtqc.toml:1: setting 'columns' has an unknown column 'traget'; did you mean 'target'?",
        ),
        ("columns.source = 1.5", "mtqc.toml:1: setting 'columns.source' must be a text, not 1.5"),
        ('per-file-ignores = "x"', "mtqc.toml:1: setting 'per-file-ignores' must be a table, not 'x'"),
        (
            '[per-file-ignores]\n"a.po" = ["style"]\n"b.po" = "style"',
            "mtqc.toml:3: setting 'per-file-ignores.b.po' must be a list, not 'style'",
        ),
        ('[[patterns]]\nname = "n"\nmessage = "m"', "mtqc.toml:1: setting 'patterns[0]' lacks the key 'target'"),
        (
            '[[patterns]]\nname = "a"\nmessage = "m"\ntarget = "t"\n\n[[patterns]]\nname = "b"\nmessage = "m"\n'
            'target = "(a"',
            "mtqc.toml:9: setting 'patterns[1].target' of pattern 'b' is no RE2 expression: missing ): (a",
        ),
        (
            '[[patterns]]\nname = "back"\nmessage = "m"\ntarget = "t"\nsource = \'(a)\\1\'',
            "mtqc.toml:5: setting 'patterns[0].source' of pattern 'back' is no RE2 expression: "
            "invalid escape sequence: \\1",
        ),
        ('severity = \n"minor"', "mtqc.toml:1: Invalid value"),
        ("[x", "mtqc.toml: Expected ']' at the end of a table declaration (at end of document)"),
    ],
)
def test_says_what_is_wrong_and_where(tmp_path: Path, text: str, message: str) -> None:
    assert problem(tmp_path, text) == message


def test_a_nested_bomb_is_an_error(tmp_path: Path) -> None:
    assert "nested too deep" in problem(tmp_path, "select = " + "[" * 100_000)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nmtqc = 1", ""])
def test_a_named_pyproject_needs_its_table(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text, "pyproject.toml")
    with pytest.raises(SettingsError, match=r"tool\.mtqc"):
        load_settings(path, tmp_path, False)


def test_lines_are_found_in_pyproject_too(tmp_path: Path) -> None:
    path = written(tmp_path, "[project]\nselect = 1\n\n[tool.mtqc]\nselect = 1\n", "pyproject.toml")
    with pytest.raises(SettingsError, match=r"pyproject\.toml:5: setting 'select' must be a list"):
        load_settings(path, tmp_path, False)


def test_a_key_that_no_line_shows_is_said_without_a_line(tmp_path: Path) -> None:
    assert problem(tmp_path, '"sel\\u0065ct" = 1') == "mtqc.toml: setting 'select' must be a list, not 1"


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: the settings cannot be read: No such file"):
        load_settings(tmp_path / "none.toml", tmp_path, False)


def test_another_encoding_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "mtqc.toml"
    path.write_bytes(b'select = ["\xe4"]')
    with pytest.raises(InputError, match="byte 11 of the settings is not utf-8"):
        load_settings(path, tmp_path, False)


def test_overrides_are_stronger_and_remembered(tmp_path: Path) -> None:
    path = written(tmp_path, 'severity = "major"\nselect = ["style"]')
    found = load_settings(path, tmp_path, False).overridden({"severity": "minor", "fail_under": 3}, "command line")
    assert found.settings == Settings(select=("style",), severity=Severity.MINOR, fail_under=3.0)
    assert found.origins == {"select": str(path), "severity": "command line", "fail-under": "command line"}


def test_overrides_may_be_typed_already_or_none() -> None:
    values: dict[str, Any] = {
        "severity": Severity.MAJOR,
        "weights": SeverityWeights(minor=2),
        "glossary": [Path("a.tsv"), "b.tsv"],
        "source_language": None,
        "fail_on": Severity.CRITICAL,
    }
    settings = LoadedSettings().overridden(values, "arguments").settings
    assert settings == Settings(
        severity=Severity.MAJOR,
        weights=SeverityWeights(minor=2),
        glossary=(Path("a.tsv"), Path("b.tsv")),
        fail_on=Severity.CRITICAL,
    )


def test_an_override_of_an_unknown_key_says_its_origin() -> None:
    with pytest.raises(SettingsError, match=r"^arguments: unknown setting 'traget-language'; did you mean"):
        LoadedSettings().overridden({"traget_language": "de"}, "arguments")


def test_a_value_that_must_be_there_cannot_be_none() -> None:
    with pytest.raises(SettingsError, match="must be one of neutral"):
        LoadedSettings().overridden({"severity": None}, "arguments")
