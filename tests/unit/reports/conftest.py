"""Golden files, and a registry in which the sample report's rules have a check that does not change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtqc.errors import UnknownNameError
from mtqc.reports import rules
from tests.unit.reports.sample_check import SampleCheck

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files of the reports anew")


class SamplePlugin:
    def load(self) -> Any:
        return SampleCheck


@pytest.fixture(autouse=True)
def sample_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules of the dimension accuracy are those of the sample check; no other rule is installed."""

    def plugin(group: str, name: str) -> SamplePlugin:
        if name.startswith("accuracy/"):
            return SamplePlugin()
        raise UnknownNameError("check", name, ())

    monkeypatch.setattr(rules, "plugin", plugin)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file, or writes it: ``pytest tests/unit/reports --update-golden``."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
