"""What the licence of a metric's model forbids: said with every score, not only when the model is downloaded."""

from __future__ import annotations

from mtqc.metrics.known_models import known_model_at
from mtqc.metrics.naming import metric_name


def licence_notices(asked: str) -> tuple[str, ...]:
    """A notice if the metric of that name uses a known model whose licence forbids commercial use, else none."""
    model = metric_name(asked).model
    known = None if model is None else known_model_at(model)
    if known is None or not known.non_commercial:
        return ()
    return (f"the licence of {known.name}, {known.licence}, forbids commercial use",)
