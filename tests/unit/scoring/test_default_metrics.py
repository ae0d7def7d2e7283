from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.model.test_set import TestSet
from mtqc.scoring.default_metrics import default_metrics


def test_bleu_and_chrf_where_there_are_references() -> None:
    assert default_metrics(TestSet(1, None, (("r",),))) == ("bleu", "chrf")


@pytest.mark.parametrize(
    ("sources", "way"), [(None, "or name with sources a metric that needs none, such as"), (("s",), "or name a metric")]
)
def test_without_references_it_says_what_is_possible(sources: tuple[str, ...] | None, way: str) -> None:
    with pytest.raises(SettingsError) as caught:
        default_metrics(TestSet(1, sources))
    assert str(caught.value).startswith(
        "there are no references: add some for bleu and chrf (-r FILE, in Python references=[…]), or name "
    )
    assert way in str(caught.value)
