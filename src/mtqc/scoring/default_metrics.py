"""The metrics that are used when nobody names any."""

from __future__ import annotations

from mtqc.errors import SettingsError
from mtqc.model.test_set import TestSet

_WITH_REFERENCES = ("bleu", "chrf")
_WITH_SOURCES = ("estimate",)


def default_metrics(test_set: TestSet) -> tuple[str, ...]:
    """What a test set is scored by when no metric is named.

    With references BLEU and chrF, which can be compared with the numbers of others; with sources alone the estimate of
    the model that ships.

    Raises:
        SettingsError: there is neither; says what to add.
    """
    if test_set.references:
        return _WITH_REFERENCES
    if test_set.sources is not None:
        return _WITH_SOURCES
    raise SettingsError(
        f"there is nothing to compare with: add references for {' and '.join(_WITH_REFERENCES)} (-r FILE, in Python "
        f"references=[…]), or sources for {' and '.join(_WITH_SOURCES)} (-s FILE, in Python sources=[…])"
    )
