"""What many tests need: packages of plugins, installed for one test."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from mtqc.estimating import wants_estimate
from mtqc.plugins import plugins
from mtqc.settings import Settings

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
"""The models of the tests are tiny: threads that wait for work would take most of the time.

Set here because torch and numpy read it as they load, and processes that tests start inherit it.
"""

InstallPlugin = Callable[[str, Mapping[str, Mapping[str, str]], str], Path]

SHOUTING_CHECK = """
from mtqc.checks.base import Example, SegmentCheck
from mtqc.model import Category, Severity, Span


class Shouting(SegmentCheck):
    rule = "house/shouting"
    category = Category.REGISTER
    severity = Severity.MINOR
    summary = "The translation shouts."
    why = "Readers feel shouted at."
    silent_on = ("a single exclamation mark: one is no shouting",)
    bad = (Example("Halt!!"), Example("Nein!!!"))
    good = (Example("Halt!"), Example("Nein."))

    def check(self, segment, context):
        start = segment.target.find("!!")
        if start >= 0:
            yield self.finding(segment, "Two exclamation marks.", target=Span(start, start + 2), suggestions=["!"])


class Broken(Shouting):
    rule = "house/broken"

    def check(self, segment, context):
        raise ValueError("out of order")
        yield


class Unmakeable(Shouting):
    rule = "house/unmakeable"

    def __init__(self):
        raise RuntimeError("no way")
"""
"""A module of a plugin package: a check that works, one that breaks, and one that cannot be made."""


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keeps what metrics compute out of the cache of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def estimates_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the model that ships out of tests that say nothing of it: its findings change whenever it is trained."""
    monkeypatch.setattr("mtqc.estimating.wants_estimate", _is_asked)


def _is_asked(settings: Settings) -> bool:
    return settings.estimate == "always"


@pytest.fixture
def estimates_as_users_get_them(estimates_only_when_asked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Estimates unasked as well, for tests about that."""
    monkeypatch.setattr("mtqc.estimating.wants_estimate", wants_estimate)


@pytest.fixture
def install_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstallPlugin]:
    """Installs a package of one module as pip would lay it out, and returns the folder that it went to.

    Arguments are the name of package and module, the entry points by group and name, and the module's text.
    """
    site = tmp_path / "site"
    site.mkdir()
    installed: list[str] = []
    monkeypatch.syspath_prepend(str(site))

    def install(name: str, entry_points: Mapping[str, Mapping[str, str]], text: str) -> Path:
        installed.append(name)
        (site / f"{name}.py").write_text(text, encoding="utf-8")
        metadata = site / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        lines = [
            f"[{group}]\n" + "".join(f"{entry} = {value}\n" for entry, value in entries.items())
            for group, entries in entry_points.items()
        ]
        (metadata / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
        plugins.cache_clear()
        return site

    plugins.cache_clear()
    yield install
    plugins.cache_clear()
    for name in installed:
        sys.modules.pop(name, None)
