"""Metrics run on systems, and what they find becomes scores with intervals."""

from __future__ import annotations

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.computing import Advance, Computing
from mtqc.model import Score
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.reading import TranslatedTestSet
from mtqc.scoring.running import Resampling, measured, metrics_named, score_report, scores_of

TEST_SET = TestSet(3, ("a", "bb", "ccc"), (("ab", None, "cd"),))
SYSTEMS = (System("one", ("a", "bb", "xxx")), System("two", ("aaaaa", "b", "")))


def scores(*asked: str, resamples: int = 1000, test_set: TestSet = TEST_SET) -> list[Score]:
    metrics = metrics_named(asked, test_set, Computing())
    return [*scores_of(tuple(measured(metrics, test_set, SYSTEMS)), SYSTEMS, Resampling(resamples))]


pytestmark = pytest.mark.usefixtures("house")


def test_every_metric_scores_every_system() -> None:
    found = scores("letters", "distance")
    assert [(score.metric, score.system, score.value, score.higher_is_better) for score in found] == [
        ("letters", "one", 2.0, True),
        ("letters", "two", 2.0, True),
        ("distance", "one", 0.0, False),
        ("distance", "two", 8 / 3, False),
    ]
    assert found[0].signature == "house:letters"
    assert found[0].range == (0.0, None)
    assert [len(segment.spans) for segment in found[0].segments] == [0, 0, 3]


def test_a_metric_named_twice_runs_once() -> None:
    assert len(scores("letters", "letters")) == 2


def test_intervals_hold_the_value_and_come_from_the_seed() -> None:
    (one, two) = scores("letters")
    assert one.interval is not None
    assert two.interval is not None
    assert one.interval.low < 2.0 < one.interval.high
    assert two.interval.low < one.interval.low
    assert scores("letters")[0].interval == one.interval


def test_a_metric_has_the_same_interval_whatever_runs_beside_it() -> None:
    assert scores("letters")[0].interval == scores("distance", "letters")[2].interval


def test_no_resamples_no_interval() -> None:
    assert [score.interval for score in scores("letters", resamples=0)] == [None, None]


def test_one_segment_has_no_interval() -> None:
    one = [System("one", ("ab",))]
    found = tuple(measured(metrics_named(["letters"], TestSet(1), Computing()), TestSet(1), one))
    (score,) = scores_of(found, one, Resampling())
    assert (score.value, score.interval) == (2.0, None)


def test_a_segment_without_a_reference_counts_for_nothing() -> None:
    (one, _) = scores("shared")
    assert [segment.value for segment in one.segments] == [1.0, None, 0.0]
    assert one.value == 0.5
    assert one.notices == ("1 segments have no reference",)


def test_what_is_no_number_is_none() -> None:
    (one, _) = scores("undefined")
    assert (one.value, one.interval) == (None, None)
    assert {segment.value for segment in one.segments} == {None}


def test_a_licence_that_forbids_commercial_use_is_said_with_each_score() -> None:
    (free, _) = scores("letters:Unbabel/wmt22-comet-da")
    assert free.notices == ()
    (bound, _) = scores("letters:unbabel/wmt22-cometkiwi-da")
    assert bound.notices == ("the licence of Unbabel/wmt22-cometkiwi-da, CC-BY-NC-SA-4.0, forbids commercial use",)


@pytest.mark.parametrize(
    ("asked", "test_set", "message"),
    [
        (["shared"], TestSet(3), "shared needs references: -r FILE on the command line, references=[…] in Python"),
        (["distance"], TestSet(3), "distance needs sources: -s FILE on the command line, sources=[…] in Python"),
        (["bleu", "letters", "shared"], TestSet(3), "bleu and shared need references: -r FILE"),
        (["chrf", "bleu", "shared"], TestSet(3), "chrf, bleu and shared need references"),
    ],
)
def test_what_is_missing_is_said_before_anything_runs(asked: list[str], test_set: TestSet, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        scores(*asked, test_set=test_set)
    assert str(caught.value).startswith(message)


def test_an_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown metric 'leters'; did you mean 'letters'"):
        scores("leters")


def test_progress_is_told_by_metric() -> None:
    told: list[tuple[str, int, int]] = []

    def advance_of(metric: str) -> Advance:
        return lambda done, total: told.append((metric, done, total))

    metrics = metrics_named(["letters", "distance"], TEST_SET, Computing())
    list(measured(metrics, TEST_SET, SYSTEMS[:1], advance_of))
    assert told == [("letters", 3, 3), ("distance", 3, 3)]


def test_a_report_says_what_was_scored_and_how() -> None:
    test_set = TestSet(3, TEST_SET.sources, TEST_SET.references, "en", "de", ("x", "y", "z"))
    found = tuple(measured(metrics_named(["shared"], test_set, Computing()), test_set, SYSTEMS))
    report = score_report(TranslatedTestSet(test_set, SYSTEMS, ("guessed",)), found, Resampling(100, 7))
    assert (report.metrics, report.systems) == (("shared",), ("one", "two"))
    assert (report.segments, report.references, report.resamples, report.seed) == (3, 1, 100, 7)
    assert (report.source_language, report.target_language) == ("en", "de")
    assert report.segment_name(1) == "y"
    assert report.all_notices == ("guessed", "shared: 1 segments have no reference")


@pytest.mark.parametrize(("asked", "original"), [("bleu", BLEU()), ("chrf", CHRF()), ("ter", TER())])
def test_intervals_are_those_of_sacrebleu(asked: str, original: BLEU | CHRF | TER) -> None:
    words = ["Haus", "Hund", "Ecke", "Straße", "bellt", "steht", "am", "Ende", "der", "und"]
    references = tuple(" ".join(words[(place * step) % 10] for step in range(1, 9)) for place in range(40))
    hypotheses = tuple(" ".join(words[(place * step) % 10] for step in range(1, 7)) + " ja" for place in range(40))
    theirs = original.corpus_score(list(hypotheses), [list(references)], n_bootstrap=300)
    test_set = TestSet(40, None, (references,), None, "de")
    systems = [System("one", hypotheses)]
    found = tuple(measured(metrics_named([asked], test_set, Computing()), test_set, systems))
    (ours,) = scores_of(found, systems, Resampling(300))
    assert ours.interval is not None
    assert ours.value == theirs.score
    assert (ours.interval.high - ours.interval.low) / 2 == pytest.approx(theirs._ci, abs=1e-4)
