"""The metrics that are used when nobody names any."""

from __future__ import annotations

from mtqc.errors import SettingsError
from mtqc.model.test_set import TestSet

_WITH_REFERENCES = ("bleu", "chrf")


def default_metrics(test_set: TestSet) -> tuple[str, ...]:
    """What a test set is scored by when no metric is named: BLEU and chrF, which need references.

    Raises:
        SettingsError: there are no references; says what to add.
    """
    if test_set.references:
        return _WITH_REFERENCES
    without = "with sources a metric that needs none" if test_set.sources is None else "a metric that needs none"
    raise SettingsError(
        f"there are no references: add some for {' and '.join(_WITH_REFERENCES)} (-r FILE, in Python references=[…]), "
        f"or name {without}, such as comet:Unbabel/wmt22-cometkiwi-da"
    )
