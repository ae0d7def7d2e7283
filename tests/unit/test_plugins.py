"""Everybody's plugins are found alike, and a clash of names is an error."""

from __future__ import annotations

import pytest

from mtqc.errors import PluginError, UnknownNameError
from mtqc.plugins import plugin, plugins
from tests.conftest import SHOUTING_CHECK, InstallPlugin


def test_mtqcs_own_checks_come_through_entry_points() -> None:
    found = plugins("mtqc.checks")
    assert "accuracy/empty-target" in found
    assert list(found) == sorted(found)
    assert {entry.package for entry in found.values()} >= {"mtqc"}


def test_somebody_elses_plugin_is_found(install_plugin: InstallPlugin) -> None:
    install_plugin("house_rules", {"mtqc.checks": {"house/shouting": "house_rules:Shouting"}}, SHOUTING_CHECK)
    found = plugin("mtqc.checks", "house/shouting")
    assert found.package == "house_rules"
    assert found.load().rule == "house/shouting"


def test_two_plugins_of_one_name_are_an_error(install_plugin: InstallPlugin) -> None:
    install_plugin("impostor", {"mtqc.checks": {"accuracy/empty-target": "impostor:Shouting"}}, SHOUTING_CHECK)
    with pytest.raises(PluginError) as caught:
        plugins("mtqc.checks")
    for part in ("accuracy/empty-target", "'mtqc'", "'impostor'", "uninstall"):
        assert part in str(caught.value)


def test_the_same_package_seen_twice_is_no_clash(install_plugin: InstallPlugin) -> None:
    same = {"accuracy/empty-target": "mtqc.checks.accuracy.empty_target:EmptyTarget"}
    install_plugin("mtqc_again", {"mtqc.checks": same}, "")
    assert "accuracy/empty-target" in plugins("mtqc.checks")


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown report format 'jsn'; did you mean 'json'"):
        plugin("mtqc.reports", "jsn")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("import no_such_module", "ModuleNotFoundError"), ("x = 1", "AttributeError"), ("1/0", "ZeroDivisionError")],
)
def test_a_plugin_that_cannot_be_loaded_says_whose_it_is(install_plugin: InstallPlugin, text: str, reason: str) -> None:
    name = f"bad_{reason.lower()}"
    install_plugin(name, {"mtqc.checks": {"house/bad": f"{name}:Check"}}, text)
    with pytest.raises(PluginError, match=f"plugin 'house/bad' of package '{name}' cannot be loaded: {reason}"):
        plugin("mtqc.checks", "house/bad").load()
