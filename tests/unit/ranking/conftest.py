"""Metrics that can be worked out in the head."""

from __future__ import annotations

import pytest

from tests.conftest import InstallPlugin
from tests.house_metrics import ENTRY_POINTS, HOUSE_METRICS


@pytest.fixture
def house(install_plugin: InstallPlugin) -> None:
    """The metrics ``letters``, ``distance``, ``shared``, ``undefined`` and ``duel``."""
    install_plugin("house_metrics", {"mtqc.metrics": ENTRY_POINTS}, HOUSE_METRICS)
