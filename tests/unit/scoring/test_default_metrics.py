from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.model.test_set import TestSet
from mtqc.scoring.default_metrics import default_metrics


def test_bleu_and_chrf_where_there_are_references() -> None:
    assert default_metrics(TestSet(1, None, (("r",),))) == ("bleu", "chrf")


@pytest.mark.parametrize(
    ("sources", "end"), [(None, "wmt22-cometkiwi-da with -s FILE"), (("s",), "wmt22-cometkiwi-da")]
)
def test_without_references_it_says_what_is_possible(sources: tuple[str, ...] | None, end: str) -> None:
    with pytest.raises(
        SettingsError, match=r"there are no references: add -r FILE for bleu and chrf, or name"
    ) as caught:
        default_metrics(TestSet(1, sources))
    assert str(caught.value).endswith(end)
