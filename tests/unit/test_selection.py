"""Rules are chosen by path and prefix; what does not exist is an error that names the nearest."""

from __future__ import annotations

import pytest

from mtqc.errors import PluginError, UnknownNameError
from mtqc.plugins import plugins
from mtqc.selection import covers, in_running_order, load_check, load_checks, require_known, select_checks
from tests.conftest import SHOUTING_CHECK, InstallPlugin

OFF = SHOUTING_CHECK + "\n\nclass Quiet(Shouting):\n    rule = 'house/quiet'\n    on_by_default = False\n"


@pytest.fixture
def house(install_plugin: InstallPlugin) -> None:
    rules = {"house/shouting": "house:Shouting", "house/quiet": "house:Quiet"}
    install_plugin("house", {"mtqc.checks": rules}, OFF)


@pytest.mark.parametrize(
    ("prefix", "rule", "covered"),
    [
        ("accuracy", "accuracy/number", True),
        ("accuracy/", "accuracy/number", True),
        ("accuracy/number", "accuracy/number", True),
        ("accuracy/num", "accuracy/number", False),
        ("all", "accuracy/number", True),
        ("", "accuracy/number", True),
        ("style", "accuracy/number", False),
    ],
)
def test_a_prefix_covers_whole_parts(prefix: str, rule: str, covered: bool) -> None:
    assert covers(prefix, rule) is covered


def test_by_default_every_rule_runs_that_is_on() -> None:
    selection = select_checks([], [], [])
    assert selection.reported == {check.rule for check in load_checks()[0] if check.on_by_default}
    assert not selection.failures


def test_a_prefix_selects_what_is_on_below_it(house: None) -> None:
    assert select_checks(["house"], [], []).reported == {"house/shouting"}
    assert select_checks(["house/quiet"], [], []).reported == {"house/quiet"}
    assert select_checks(["house"], ["house/quiet"], []).reported == {"house/shouting", "house/quiet"}


def test_all_turns_on_every_rule(house: None) -> None:
    assert select_checks(["all"], [], []).reported == set(plugins("mtqc.checks"))


def test_extend_select_adds_to_the_default(house: None) -> None:
    default = select_checks([], [], []).reported
    assert select_checks([], ["house/quiet"], []).reported == default | {"house/quiet"}


def test_ignore_is_stronger_than_select(house: None) -> None:
    assert select_checks(["house"], ["house/quiet"], ["house/shouting"]).reported == {"house/quiet"}
    assert not select_checks([], [], ["all"]).reported


def test_what_silences_others_runs_although_it_is_not_reported(house: None) -> None:
    selection = select_checks(["house"], [], [])
    assert "accuracy/empty-target" in {check.rule for check in selection.checks}


@pytest.mark.parametrize("name", ["house/shuoting", "hous"])
def test_an_unknown_rule_names_the_nearest(house: None, name: str) -> None:
    message = f"unknown rule '{name}'; did you mean 'house"
    with pytest.raises(UnknownNameError, match=message):
        select_checks([name], [], [])
    with pytest.raises(UnknownNameError, match=message):
        select_checks([], [name], [])
    with pytest.raises(UnknownNameError, match=message):
        select_checks([], [], [name])


def test_known_prefixes_are_no_error(house: None) -> None:
    require_known(["house", "house/quiet", "all"])


def test_a_check_that_cannot_be_made_is_a_failure_of_its_own(install_plugin: InstallPlugin) -> None:
    rules = {"house/unmakeable": "house:Unmakeable", "house/other-name": "house:Shouting"}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK)
    selection = select_checks(["house"], [], [])
    assert {failure.rule for failure in selection.failures} == set(rules)
    assert not select_checks(["house"], [], ["house"]).failures
    with pytest.raises(PluginError, match="'house/unmakeable' of package 'house' cannot be made: RuntimeError: no way"):
        load_check("house/unmakeable")
    with pytest.raises(PluginError, match="'house/other-name' of package 'house' is no check of that rule"):
        load_check("house/other-name")


def test_a_check_that_cannot_be_imported_is_an_error(install_plugin: InstallPlugin) -> None:
    install_plugin("house", {"mtqc.checks": {"house/none": "house:Absent"}}, SHOUTING_CHECK)
    with pytest.raises(PluginError, match="plugin 'house/none' of package 'house' cannot be loaded: AttributeError"):
        load_check("house/none")


def test_what_silences_runs_first(install_plugin: InstallPlugin) -> None:
    names = {"a": "'house/c',", "b": "'house/a',", "c": ""}
    classes = "".join(
        f"\n\nclass {name.upper()}(Shouting):\n    rule = 'house/{name}'\n    silences = ({silences})\n"
        for name, silences in names.items()
    )
    rules = {f"house/{name}": f"house:{name.upper()}" for name in names}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK + classes)
    checks = [load_check(rule) for rule in rules]
    assert [check.rule for check in in_running_order(checks)] == ["house/b", "house/a", "house/c"]


def test_a_circle_of_silences_still_has_an_order(install_plugin: InstallPlugin) -> None:
    classes = "".join(
        f"\n\nclass {name.upper()}(Shouting):\n    rule = 'house/{name}'\n    silences = ('',)\n" for name in "ba"
    )
    rules = {f"house/{name}": f"house:{name.upper()}" for name in "ab"}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK + classes)
    assert [check.rule for check in in_running_order(map(load_check, rules))] == ["house/a", "house/b"]
