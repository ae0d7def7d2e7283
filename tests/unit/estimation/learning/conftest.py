"""The tiny network in torch, restored from its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtqc.estimation.model_folder import model_folder
from tests.unit.estimation.tiny_model import TINY

if TYPE_CHECKING:
    from mtqc.estimation.learning.network import LearningNetwork


@pytest.fixture
def network() -> LearningNetwork:
    from mtqc.estimation.learning.restoring import Body, restored

    folder = model_folder(TINY)
    return restored(folder, Body(folder))
