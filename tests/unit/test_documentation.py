"""The generated pages are up to date, everything has its place in them, and what hand-written pages show works."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from shutil import copytree
from types import ModuleType

import click
import pytest

from mtqc.checks.options import Pattern
from mtqc.cli.command import mtqc, run
from mtqc.plugins import plugins
from mtqc.settings import Settings, example, key_names
from mtqc.settings_file import load_settings
from mtqc.settings_values import choices, type_name

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rules.md", "settings.md", "command-line.md", "models.md"])
def test_generated_pages_are_not_stale(generate: ModuleType, name: str) -> None:
    assert page(f"docs/{name}") == generate.pages()[name], "run python docs/generate.py"


def test_the_generator_writes_what_is_stale(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    monkeypatch.setattr(generate, "pages", lambda: {"a.md": "new\n", "b.md": "same\n"})
    (tmp_path / "a.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("same\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit) as ended:
        generate.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "docs/a.md is stale: run python docs/generate.py\n"
    monkeypatch.setattr("sys.argv", ["generate.py"])
    generate.main()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "new\n"
    assert capsys.readouterr().out == "docs/a.md\n"


@pytest.mark.parametrize("rule", [name for name, plugin in plugins("mtqc.checks").items() if plugin.package == "mtqc"])
def test_every_rule_is_documented(rule: str) -> None:
    assert f"\n### {rule}\n" in page("docs/rules.md")


@pytest.mark.parametrize("key", key_names())
def test_every_setting_is_documented(key: str) -> None:
    assert f"\n## {key}\n" in page("docs/settings.md")


def test_every_command_and_option_is_documented() -> None:
    def check(command: click.Command, path: str) -> None:
        text = page("docs/command-line.md")
        assert f"\n## {path}\n" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option) and "--help" not in parameter.opts:
                assert parameter.opts[0] in text
        if isinstance(command, click.Group):
            for name, below in command.commands.items():
                check(below, f"{path} {name}")

    check(mtqc, "mtqc")


@pytest.mark.parametrize("form", [name for name, plugin in plugins("mtqc.reports").items() if plugin.package == "mtqc"])
def test_every_report_is_documented(form: str) -> None:
    assert f"\n| `{form}` |" in page("docs/command-line.md")


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_the_example_of_every_setting_can_be_read(field: object, tmp_path: Path) -> None:
    text = example(field)  # type: ignore[arg-type]  # parametrize gives objects
    path = tmp_path / "mtqc.toml"
    path.write_text(text, encoding="utf-8")
    settings = load_settings(path, tmp_path, False).settings
    name = field.name  # type: ignore[attr-defined]  # as above
    assert getattr(settings, name) != getattr(Settings(), name)


def test_types_are_said_in_words() -> None:
    assert type_name("select") == "a list of texts"
    assert type_name("per-file-ignores") == "a table of lists of texts"
    assert type_name("severities") == "a table of words out of neutral, minor, major, critical"
    assert type_name("fail-on") == "one of neutral, minor, major, critical, never"
    assert type_name("patterns") == "a list of tables"
    assert type_name("weights") == "a table"
    assert type_name("fail-under") == "a number"
    assert choices("segmentation") == ("passage", "paragraph", "line", "sentence")
    assert choices("select") == ()


def test_the_keys_of_a_pattern_are_documented() -> None:
    text = page("docs/settings.md")
    for field in fields(Pattern):
        assert f"| `{field.name}` |" in text


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/README.md", "docs/plugins.md", "docs/rules.md", "docs/scores.md"]
)
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#]+)\)", re.sub(r"```.*?```", "", page(name), flags=re.DOTALL)):
        if "://" not in target:
            assert (folder / target).exists(), target


def test_the_settings_in_the_readme_can_be_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", page("README.md"), re.DOTALL)
    (tmp_path / "mtqc.toml").write_text(text, encoding="utf-8")
    load_settings(None, tmp_path, False).require_known_names()


def test_the_scores_in_the_documentation_can_be_had() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", page("docs/scores.md"), re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert names["best"] == ["Guten Morgen!"]


@pytest.mark.parametrize("name", ["README.md", "docs/compare.md", "docs/correlate.md"])
def test_the_python_of_the_pages_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("compare-example", "correlate-example"):
        copytree(ROOT / "docs" / folder, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (code,) = re.findall(r"```python\n(.*?)```", page(name), re.DOTALL)
    exec(code, {})


def test_the_scores_in_the_readme_are_those_of_the_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = re.findall(r"^mtqc (score .*reference\.de)$", page("README.md"), re.MULTILINE)
    (shown,) = re.findall(r"```text\n(3 systems.*?)```", page("README.md"), re.DOTALL)
    monkeypatch.chdir(ROOT / "docs" / "compare-example")
    assert run(command.split()) == 0
    assert capsys.readouterr().out.startswith(shown)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"\.venv/bin/(python -m pytest.*)", page("README.md"))
    # CI asks for coverage too: it has torch, without which a part of the tests is skipped.
    assert f'"$bin/{command.replace(" ", chr(34) + " ", 1)}' in page(".ci/run")


def test_the_version_stands_in_one_place() -> None:
    assert "version" in tomllib.loads(page("pyproject.toml"))["project"]["dynamic"]
