from __future__ import annotations

import numpy as np
import pytest

from mtqc.correlation.correlating import correlate
from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores, of_column
from mtqc.correlation.significance import Permutations
from mtqc.errors import InputError, SettingsError
from mtqc.model.correlation import Level, Measure, Statistic
from mtqc.statistics.grouping import Grouping
from mtqc.statistics.pearson import pearson
from tests.unit.correlation.tables import THREE_SYSTEMS, judged

COLUMNS = ("good", "bad")


def judgements() -> Judgements:
    return judged(THREE_SYSTEMS, COLUMNS)


def metrics(found: Judgements) -> list[MetricScores]:
    return [of_column(found, name, True) for name in COLUMNS]


def test_figures_of_systems_and_segments() -> None:
    found = judgements()
    report = correlate(found, metrics(found), tuple(Grouping))
    good = report.metrics[0]

    def value(level: Level, statistic: Statistic, group: str | None = None) -> float | None:
        correlation = good.correlation(Measure(level, statistic, group))
        assert correlation is not None
        return correlation.value

    assert value(Level.SYSTEM, Statistic.ACCURACY) == 1
    assert value(Level.SYSTEM, Statistic.KENDALL) == 1
    # People's means 85, 60 and 23.3 against 0.8333, 0.5667 and 0.2.
    expected = pearson(np.array([[85, 60, 70 / 3]]), np.array([[2.5 / 3, 1.7 / 3, 0.2]]))[0]
    assert value(Level.SYSTEM, Statistic.PEARSON) == pytest.approx(expected)
    assert value(Level.SYSTEM, Statistic.SPA) is not None
    # Every source has its three translations in the right order.
    assert value(Level.SEGMENT, Statistic.WITHIN_SOURCE) == 1
    assert value(Level.SEGMENT, Statistic.ACC_EQ, "item") == 1
    assert value(Level.SEGMENT, Statistic.SPEARMAN, "item") == pytest.approx(1)
    # Within system A people say 90, 80, 85 where the metric says 0.9, 0.8, 0.8.
    by_system = [
        pearson(np.array([human], dtype=np.float64), np.array([metric], dtype=np.float64))[0]
        for human, metric in (((90, 80, 85), (9, 8, 8)), ((50, 70, 60), (6, 6, 5)), ((2, 1, 4), (1, 2, 3)))
    ]
    assert value(Level.SEGMENT, Statistic.PEARSON, "system") == pytest.approx(np.mean(by_system))
    assert (report.scores, report.segments, good.scores) == (9, 3, 9)


def test_lengths_stand_beside_the_metrics() -> None:
    found = judgements()
    report = correlate(found, metrics(found))
    assert [metric.metric for metric in report.metrics if metric.is_baseline] == [
        "− source length",
        "− translation length",
    ]
    source = report.metrics[2]
    # It is the same for all systems, so it has nothing to say of them.
    assert {correlation.value for correlation in source.correlations} == {None}
    all_together = correlate(found, metrics(found), (Grouping.NONE,)).metrics[2]
    measure = Measure(Level.SEGMENT, Statistic.PEARSON, "none")
    correlation = all_together.correlation(measure)
    assert correlation is not None
    assert correlation.value is not None


@pytest.mark.parametrize("statistic", ["system-spa", "system-pearson", "acc-eq", "pearson", "tau-b"])
def test_metrics_are_ranked_with_p_values(statistic: str) -> None:
    found = judgements()
    report = correlate(found, metrics(found), (Grouping.ITEM,), [statistic], Permutations(200, 1))
    (ranking,) = report.rankings
    assert ranking.metrics[0] == "good"
    assert ranking.ranks[0] == 1
    assert len(ranking.differences) == len(ranking.metrics) * (len(ranking.metrics) - 1) / 2
    for difference in ranking.differences:
        assert difference.difference >= 0
        assert 0 < difference.p_value <= difference.p_adjusted <= 1


def test_all_groupings_of_a_figure_are_tested() -> None:
    found = judgements()
    report = correlate(found, metrics(found), (Grouping.ITEM, Grouping.NONE), ["acc-eq"], Permutations(50))
    assert [ranking.measure.group for ranking in report.rankings] == ["item", "none"]
    assert any("far too small" in notice for notice in report.notices)
    only_item = correlate(found, metrics(found), (Grouping.ITEM, Grouping.NONE), ["acc-eq by item"], Permutations(50))
    assert [ranking.measure.group for ranking in only_item.rankings] == ["item"]


@pytest.mark.parametrize("name", ["within-source", "system-accuracy", "pearsn"])
def test_figures_without_a_test_are_refused_with_those_that_have_one(name: str) -> None:
    found = judgements()
    with pytest.raises(SettingsError, match=f"no test for '{name}' here; there is for system-spa, system-pearson"):
        correlate(found, metrics(found), (Grouping.ITEM,), [name])


def test_one_system_has_figures_of_segments_only() -> None:
    found = judgements().without(["B", "C"])
    report = correlate(found, metrics(found), (Grouping.ITEM, Grouping.NONE))
    assert report.measures(Level.SYSTEM) == ()
    assert {measure.group for measure in report.measures(Level.SEGMENT)} == {"none"}
    assert any("one system alone" in notice for notice in report.notices)


def test_missing_scores_are_said() -> None:
    found = judged(THREE_SYSTEMS.replace(" 90 0.9 ", " NA 0.9 ").replace(" 70 0.6 ", " 70 NA "), COLUMNS)
    report = correlate(found, metrics(found))
    assert report.scores == 8
    assert report.metrics[0].scores == 7
    assert report.metrics[0].notices == ("no score for 1 of the translations that people judged",)
    assert any("people judged 2 of 3 segments in all systems" in notice for notice in report.notices)
    assert any("3 systems say little" in notice for notice in report.notices)


def test_a_metric_that_speaks_against_people_may_be_turned_wrong() -> None:
    found = judgements()
    turned = of_column(found, "good", False)
    report = correlate(found, [turned])
    assert report.metrics[0].notices == (
        "it speaks against people: if higher is better, say --higher-is-better 'good'",
    )


def test_scores_of_systems_alone_are_enough() -> None:
    found = judgements()
    only_systems = MetricScores("x", np.full((3, 3), np.nan), np.array([3.0, 2.0, 1.0]))
    report = correlate(found, [only_systems], (Grouping.ITEM,), ["system-pearson"], Permutations(20))
    accuracy = report.metrics[0].correlation(Measure(Level.SYSTEM, Statistic.ACCURACY))
    assert accuracy is not None
    assert accuracy.value == 1
    assert report.metrics[0].scores == 0


def test_five_systems_are_not_called_few() -> None:
    rows = "\n".join(
        f"{system} {segment} {segment * 7 % 5} {number}" for number, system in enumerate("ABCDE") for segment in (1, 2)
    )
    found = judged("system segment human x\n" + rows, ["x"])
    assert not any("say little" in notice for notice in correlate(found, [of_column(found, "x", True)]).notices)


def test_no_texts_are_said_to_leave_out_the_length() -> None:
    found = judged("system segment human x\nA 1 3 1\nA 2 4 2\nB 1 5 3\nB 2 6 4", ["x"])
    report = correlate(found, [of_column(found, "x", True)])
    assert any("no length to compare with" in notice for notice in report.notices)


def test_one_score_is_not_enough() -> None:
    found = judged("system segment human x\nA 1 3 1\nB 1 NA 2", ["x"])
    with pytest.raises(InputError, match="one score cannot correlate"):
        correlate(found, [of_column(found, "x", True)])


def test_one_system_needs_another_grouping() -> None:
    found = judgements().without(["B", "C"])
    with pytest.raises(InputError, match="one system alone: correlate its segments with --group none"):
        correlate(found, metrics(found))


def test_equal_scores_of_people_are_said() -> None:
    found = judged("system segment human x\nA 1 3 1\nA 2 3 2\nB 1 3 3\nB 2 3 4", ["x"])
    report = correlate(found, [of_column(found, "x", True)])
    assert any("the same score: nothing can correlate" in notice for notice in report.notices)


def test_tests_say_how_far_they_have_come() -> None:
    found = judgements()
    told: list[tuple[str, int, int]] = []
    correlate(
        found,
        metrics(found),
        (Grouping.ITEM,),
        ["pearson"],
        Permutations(5),
        lambda name: lambda done, of: told.append((name, done, of)),
    )
    assert told[-1] == ("pearson by item", 3, 3)
