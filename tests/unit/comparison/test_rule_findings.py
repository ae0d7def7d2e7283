from __future__ import annotations

from typing import Literal

import pytest

from mtqc.comparison.rule_findings import ALL_RULES, compare_findings
from mtqc.comparison.testing import Plan
from mtqc.model import Severity
from mtqc.model.comparison import Correction
from mtqc.model.test_set import System, TestSet
from mtqc.settings import Settings
from tests.conftest import SHOUTING_CHECK, InstallPlugin
from tests.unit.stated_model import StatedModel, install

COUNT = 12
SET = TestSet(
    COUNT, sources=tuple(f"Room {10 + number}." for number in range(COUNT)), source_language="en", target_language="de"
)
RIGHT = System("right", tuple(f"Raum {10 + number}." for number in range(COUNT)))
WRONG = System("wrong", tuple(f"Raum {50 + number}." for number in range(COUNT)))
ONCE = System("once", (*RIGHT.hypotheses[:-1], "Raum 99."))
NUMBERS = Settings(select=("accuracy/number",))


def test_rules_are_counted_and_differences_tested() -> None:
    found, notices = compare_findings(SET, [RIGHT, WRONG, ONCE], NUMBERS, Plan(), [0, 2, 1])
    assert notices == ()
    assert found.systems == ("right", "once", "wrong")
    (rule,) = found.rules
    assert (rule.rule, rule.severity, rule.counts) == ("accuracy/number", Severity.MAJOR, (0, 1, 12))
    assert rule.per_1000_segments == pytest.approx((0, 1000 / 12, 1000))
    assert (found.total.rule, found.total.counts) == (ALL_RULES, rule.counts)
    by_pair = {each.systems: each for each in rule.differences}
    # Twelve segments with a finding on one side only: two of 4,096 signs are as extreme.
    assert by_pair["right", "wrong"].p_value == pytest.approx(2 / 4096)
    assert by_pair["right", "wrong"].p_adjusted == pytest.approx(6 * 2 / 4096)
    assert by_pair["right", "wrong"].significant
    # One finding more is no evidence.
    assert by_pair["right", "once"].p_value == 1
    assert not by_pair["right", "once"].significant


def test_only_pairs_with_the_baseline_are_told() -> None:
    plan = Plan(baseline=0, correction=Correction.NONE)
    found, _ = compare_findings(SET, [RIGHT, WRONG, ONCE], NUMBERS, plan, [0, 2, 1])
    assert [each.systems for each in found.total.differences] == [("once", "right"), ("wrong", "right")]
    assert found.total.differences[1].p_adjusted == pytest.approx(2 / 4096)
    assert found.total.differences[1].difference == 1000


def test_nothing_found_is_no_difference() -> None:
    found, _ = compare_findings(SET, [RIGHT, RIGHT], NUMBERS, Plan(), [0, 1])
    assert found.rules == ()
    assert found.total.counts == (0, 0)
    assert found.total.differences[0].p_value == 1


def test_settings_that_hide_findings_do_not_count_here() -> None:
    hiding = Settings(select=("accuracy/number",), max_findings=1, severity=Severity.CRITICAL)
    found, _ = compare_findings(SET, [RIGHT, WRONG], hiding, Plan(), [0, 1])
    assert found.total.counts == (0, 12)


def test_a_broken_check_is_told_and_the_others_count(install_plugin: InstallPlugin) -> None:
    rules = {f"house/{name}": f"house:{name.title()}" for name in ("shouting", "broken")}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK)
    loud = System("loud", ("Halt!!", *RIGHT.hypotheses[1:]))
    found, notices = compare_findings(SET, [RIGHT, loud], Settings(select=("house",)), Plan(), [1, 0])
    assert found.total.counts == (1, 0)
    assert len(notices) == 2
    assert "the check house/broken broke in right: ValueError: out of order" in notices


def test_progress_counts_every_segment() -> None:
    done: list[int] = []
    compare_findings(SET, [RIGHT, ONCE], NUMBERS, Plan(), [0, 1], done.append)
    assert sum(done) == 2 * COUNT


def test_texts_without_a_source_are_checked_alone() -> None:
    alone = TestSet(2, target_language="de")
    doubled = System("doubled", ("Das das Haus ist ist groß.", "Ein Haus."))
    fine = System("fine", ("Das Haus ist groß.", "Ein Haus."))
    settings = Settings(select=("conventions/doubled-word",))
    found, _ = compare_findings(alone, [doubled, fine], settings, Plan(), [1, 0])
    assert found.total.counts[0] == 0
    assert found.total.counts[1] > 0


@pytest.mark.usefixtures("estimates_as_users_get_them")
@pytest.mark.parametrize(("wanted", "asked"), [("auto", 0), ("always", 2)])
def test_what_a_model_marks_counts_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, wanted: Literal["auto", "always"], asked: int
) -> None:
    model = install(monkeypatch, StatedModel())
    pair = TestSet(1, ("The bench was painted green.",), source_language="en", target_language="de")
    systems = [System(name, (f"Die Bank wurde {name} gestrichen.",)) for name in ("grün", "rot")]
    compare_findings(pair, systems, Settings(estimate=wanted), Plan(), [0, 1])
    assert len(model.asked) == asked
