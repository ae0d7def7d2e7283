from __future__ import annotations

import pytest

from mtqc.statistics.human_sensitivity import human_sensitivity


@pytest.mark.parametrize(
    ("metric", "model", "difference", "agreement"),
    [
        # What mt-thresholds' accuracy() returns for one point of BLEU, chrF and COMET, and 0.1 of MetricX.
        ("bleu", None, 1.0, 0.639887),
        ("chrf", None, 1.0, 0.700220),
        ("comet", "Unbabel/wmt22-comet-da", 0.01, 0.908916),
        ("comet", "models/wmt22-cometkiwi-da/", -0.01, 0.927661),
        ("metricx", "google/metricx-23-large-v2p0", 0.1, 0.873013),
    ],
)
def test_agreement_is_on_the_scale_of_the_metric_in_mtqc(
    metric: str, model: str | None, difference: float, agreement: float
) -> None:
    curve = human_sensitivity(metric, model)
    assert curve is not None
    assert curve.agreement(difference) == pytest.approx(agreement, abs=1e-6)


def test_a_difference_and_its_agreement_are_inverse() -> None:
    curve = human_sensitivity("bleu")
    assert curve is not None
    needed = curve.difference(0.8)
    # The paper's table of thresholds has 2.34 points of BLEU for 80 per cent.
    assert needed == pytest.approx(2.34, abs=0.01)
    assert needed is not None
    assert curve.agreement(needed) == pytest.approx(0.8)


def test_no_difference_of_bleu_convinces_nine_people_of_ten() -> None:
    curve = human_sensitivity("bleu")
    assert curve is not None
    assert curve.difference(0.9) is None
    assert curve.difference(0.3) is None
    assert curve.agreement(1e9) == pytest.approx(0.8833333)


@pytest.mark.parametrize(
    ("metric", "model", "options"),
    [
        ("ter", None, {}),
        ("comet", "somebody/else", {}),
        ("comet", None, {}),
        ("chrf", None, {"word_order": "2"}),
        ("bleu", None, {"lowercase": "true"}),
        ("bleu", None, {"tokenize": "char"}),
    ],
)
def test_other_metrics_models_and_options_have_no_curve(
    metric: str, model: str | None, options: dict[str, str]
) -> None:
    assert human_sensitivity(metric, model, options) is None


def test_tokenisers_have_curves_of_their_own() -> None:
    curves = {
        name: human_sensitivity("bleu", None, {"tokenize": name} if name else {})
        for name in ("", "13a", "flores101", "flores200")
    }
    assert curves[""] == curves["13a"]
    assert len(set(curves.values())) == 3
    assert human_sensitivity("spbleu") == curves["flores200"]
