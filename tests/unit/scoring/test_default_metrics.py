from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.model.test_set import TestSet
from mtqc.scoring.default_metrics import default_metrics


@pytest.mark.parametrize("sources", [None, ("s",)])
def test_bleu_and_chrf_where_there_are_references(sources: tuple[str, ...] | None) -> None:
    assert default_metrics(TestSet(1, sources, (("r",),))) == ("bleu", "chrf")


def test_the_estimate_where_there_are_sources_alone() -> None:
    assert default_metrics(TestSet(1, ("s",))) == ("estimate",)


def test_without_either_it_says_what_to_add() -> None:
    with pytest.raises(SettingsError) as caught:
        default_metrics(TestSet(1))
    assert str(caught.value) == (
        "there is nothing to compare with: add references for bleu and chrf (-r FILE, in Python references=[…]), "
        "or sources for estimate (-s FILE, in Python sources=[…])"
    )
