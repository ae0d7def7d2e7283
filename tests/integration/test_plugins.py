"""A package of plugins, installed beside mtqc, takes part in every command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import SHOUTING_CHECK, InstallPlugin

from .conftest import Mtqc

PAGE = Path(__file__).parents[2] / "docs" / "plugins.md"


@pytest.fixture(autouse=True)
def text(folder: Path) -> None:
    (folder / "a.txt").write_text("Gut.\nHalt!!\n", encoding="utf-8")


def test_a_check_of_somebody_else(mtqc: Mtqc, install_plugin: InstallPlugin, environment: dict[str, str]) -> None:
    rules = {"house/shouting": "house:Shouting"}
    environment["PYTHONPATH"] = str(install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK))
    outcome = mtqc("check", "a.txt", "--target-lang", "de")
    assert outcome.status == 1
    assert "house/shouting" in outcome.out
    assert "The translation shouts." in mtqc("rules").out
    assert "Two exclamation marks." in mtqc("explain", "house/shouting").out


def test_a_broken_check_ends_no_run(mtqc: Mtqc, install_plugin: InstallPlugin, environment: dict[str, str]) -> None:
    rules = {f"house/{name}": f"house:{name.title()}" for name in ("shouting", "broken", "unmakeable")}
    environment["PYTHONPATH"] = str(install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK))
    outcome = mtqc("check", "a.txt", "--target-lang", "de", "--format", "json")
    assert outcome.status == 2
    report = json.loads(outcome.out)
    assert [finding["rule"] for finding in report["documents"][0]["findings"]] == ["house/shouting"]
    assert [failure["rule"] for failure in report["failures"]] == ["house/unmakeable", "house/broken"]
    assert "ValueError: out of order" in outcome.err
    assert "Traceback" not in outcome.err


def test_two_checks_of_one_name_are_an_error(
    mtqc: Mtqc, install_plugin: InstallPlugin, environment: dict[str, str]
) -> None:
    rules = {"accuracy/number": "impostor:Shouting"}
    environment["PYTHONPATH"] = str(install_plugin("impostor", {"mtqc.checks": rules}, SHOUTING_CHECK))
    outcome = mtqc("check", "a.txt", "--target-lang", "de")
    assert outcome.status == 2
    assert outcome.err == (
        "mtqc: error: two plugins of mtqc.checks are called 'accuracy/number': one of 'impostor', "
        "one of 'mtqc'; uninstall one of them\n"
    )


def test_the_plugin_of_the_documentation_works(
    mtqc: Mtqc, install_plugin: InstallPlugin, environment: dict[str, str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    rules = {"house/shouting": "house_rules:Shouting"}
    environment["PYTHONPATH"] = str(install_plugin("house_rules", {"mtqc.checks": rules}, code))
    assert "Two exclamation marks." in mtqc("check", "a.txt", "--target-lang", "de").out
    explained = mtqc("explain", "house/shouting")
    assert explained.status == 0
    assert explained.out.count("Two exclamation marks.") == 2
