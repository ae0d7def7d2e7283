"""Which documents a run of checks estimates, and what the judgements come to."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import mtqc
from mtqc.baseline import Baseline
from mtqc.errors import CheckpointError
from mtqc.estimating import MOST_UNASKED, TOO_MANY, WORST_KEPT, DocumentJudge, EstimateSum, load_model
from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.estimation.quality_estimator import QualityEstimator
from mtqc.languages import language
from mtqc.model import Document, PairStatus, Report, Segment, Severity
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings
from tests.unit.metrics.tiny_estimator import calibrated
from tests.unit.stated_model import StatedModel, estimate, install, missing, wrong

SOURCE = "The bench in front of the church was painted green in {}."
TARGET = "Die Bank vor der Kirche wurde im Jahr {} rot gestrichen."
FACTS = (language("en"), language("de"))

pytestmark = pytest.mark.usefixtures("estimates_as_users_get_them")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StatedModel:
    return install(monkeypatch, StatedModel())


def document(size: int, path: str = "a.tsv", first: int = 1900) -> Document:
    years = range(first, first + size)
    segments = tuple(
        Segment(str(place), TARGET.format(year), SOURCE.format(year), line=place)
        for place, year in enumerate(years, start=1)
    )
    return Document(path, segments, "en", "de")


def run(*documents: Document, **settings: Any) -> Report:
    return Pipeline.of(Settings(**settings)).run(documents)


def test_a_bilingual_document_is_estimated_unasked(model: StatedModel) -> None:
    (report,) = run(document(3)).documents
    assert report.estimate is not None
    assert (report.estimate.value, report.estimate.judged, report.estimate.unjudged) == (80.0, 3, 0)
    assert (report.estimate.status, report.estimate.signature) == (PairStatus.MEASURED, "stated")
    assert model.languages == [("en", "de")]
    assert report.notices == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"estimate": "never"},
        {"select": ("accuracy/number",)},
        {"select": ("markup",), "extend_select": ("accuracy/number",)},
    ],
)
def test_the_settings_may_want_none(model: StatedModel, settings: dict[str, Any]) -> None:
    (report,) = run(document(3), **settings).documents
    assert report.estimate is None
    assert model.asked == []
    assert report.notices == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ("accuracy",)},
        {"select": ("markup",), "extend_select": ("accuracy/estimated-error",)},
        {"ignore": ("accuracy/estimated-error",)},
        {"estimate": "always", "select": ("accuracy/number",)},
    ],
)
def test_the_rules_selected_may_call_for_one(model: StatedModel, settings: dict[str, Any]) -> None:
    assert run(document(3), **settings).documents[0].estimate is not None


def test_a_translation_alone_is_never_estimated_and_loads_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.estimating.load_model", lambda: pytest.fail("the model was loaded"))
    alone = Document("a.txt", (Segment("1", TARGET), Segment("2", "", SOURCE), Segment("3", TARGET, " ")), "en", "de")
    for wanted in ("auto", "always"):
        assert run(alone, estimate=wanted).documents[0].estimate is None


def test_a_run_that_was_not_asked_for_has_no_patience_for_more(
    model: StatedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqc.estimating.MOST_UNASKED", 10)
    reports = run(document(7, "a"), document(4, "b"), document(3, "c"), document(1, "d")).documents
    assert [report.estimate is not None for report in reports] == [True, False, True, False]
    assert [TOO_MANY in report.notices for report in reports] == [False, True, False, True]
    assert "--estimate" in TOO_MANY
    assert f"{MOST_UNASKED:,}" in TOO_MANY


def test_always_judges_whatever_the_size_block_by_block(model: StatedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.pipeline.BLOCK_SEGMENTS", 4)
    (report,) = run(document(10), estimate="always").documents
    assert report.estimate is not None
    assert report.estimate.judged == 10
    assert model.languages == [("en", "de")] * 3
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)


def test_always_waits_for_sources_that_come_late(model: StatedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.pipeline.BLOCK_SEGMENTS", 4)
    alone = tuple(Segment(f"alone {place}", TARGET) for place in range(6))
    late = Document("a.tsv", (*alone, *document(2).segments), "en", "de")
    (asked,) = run(late, estimate="always").documents
    assert asked.estimate is not None
    assert asked.estimate.judged == 2
    (unasked,) = run(late).documents
    assert (unasked.estimate, TOO_MANY in unasked.notices) == (None, False)


def test_a_document_that_goes_on_is_too_large(model: StatedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.pipeline.BLOCK_CHARACTERS", 50)
    (report,) = run(document(3)).documents
    assert report.estimate is None
    assert TOO_MANY in report.notices


def test_a_model_that_is_not_there_is_said_and_an_error_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> QualityEstimator:
        raise CheckpointError("estimation", "not the folder of a model")

    monkeypatch.setattr("mtqc.estimating.load_model", broken)
    (report,) = run(document(1)).documents
    assert report.estimate is None
    assert report.notices == ("the quality was not estimated: estimation: not the folder of a model",)
    with pytest.raises(CheckpointError):
        run(document(1), estimate="always")


def test_segments_that_cannot_be_judged_are_counted_with_the_reason(model: StatedModel) -> None:
    unknown = document(2).segments
    model.stated = {TARGET.format(1901): Unestimated("the source has no words")}
    short = (Segment("3", "Öffnen", "Open"), Segment("4", "Schließen", "Close"), Segment("5", "Allein"))
    (report,) = run(Document("a.po", (*unknown, *short), "en", "de")).documents
    assert report.estimate is not None
    assert (report.estimate.judged, report.estimate.unjudged) == (1, 3)
    assert report.notices == ("3 segments were not estimated: fewer than four words (2); the source has no words (1)",)


def test_where_nothing_can_be_judged_there_is_no_number(model: StatedModel) -> None:
    (report,) = run(Document("a.po", (Segment("1", "Öffnen", "Open"),), "en", "de")).documents
    assert report.estimate is None
    assert report.notices == ("1 segment was not estimated: fewer than four words",)


@pytest.mark.parametrize(
    ("source", "target", "language", "judged"),
    [
        ("purge [-all|-keep oldest] [-quiet] [-force]", "purge [-all|-keep älteste] [-quiet] [-force]", "de", False),
        ("allow_late allow_proxy allow_forward and", "allow_late allow_proxy allow_forward und", "de", False),
        ("Call std::move(), f() or x=y now", "Jetzt std::move(), f() oder x=y aufrufen", "de", False),
        ("Set LC_ALL or use --locale to change it.", "Zum Ändern LC_ALL setzen oder --locale verwenden.", "de", True),
        ("Use the variable LC_ALL to choose.", "请使用LC_ALL变量来选择语言", "zh", True),
        ("Use it -- well, now and then -- as you like.", "Nutzen Sie es – nun ja, ab und zu – nach Lust.", "de", True),
    ],
)
def test_code_is_left_to_the_rules_and_prose_about_it_is_judged(
    model: StatedModel, source: str, target: str, language: str, judged: bool
) -> None:
    (report,) = run(Document("a.po", (Segment("1", target, source),), "en", language)).documents
    assert (report.estimate is not None) is judged


def test_findings_of_the_model_stand_beside_those_of_rules_and_are_explained_by_them(model: StatedModel) -> None:
    number = Segment("1", "Die Bank vor der Kirche ist 1693 gebaut.", "The bench at the church was built in 1639.")
    other = Segment("2", TARGET.format(1900), SOURCE.format(1900))
    model.stated = {
        number.target: estimate(wrong(number.target, "1693", confidence=0.6)),
        other.target: estimate(wrong(other.target, "rot")),
    }
    report = run(Document("a.tsv", (number, other), "en", "de"), select=("accuracy",))
    first, second = report.findings
    assert (first.rule, first.target_text, first.evidence["estimated"]) == ("accuracy/number", "1693", 0.6)
    assert first.confidence == pytest.approx(1 - 0.1 * 0.4)
    assert (second.rule, second.target_text) == ("accuracy/estimated-error", "rot")
    assert not report.passed


@pytest.mark.parametrize(
    "settings",
    [{"ignore": ("accuracy/estimated-error",)}, {"per_file_ignores": {"*.tsv": ("accuracy/estimated-error",)}}],
)
def test_ignoring_the_rule_silences_its_findings_and_not_the_score(
    model: StatedModel, settings: dict[str, Any]
) -> None:
    model.stated = {TARGET.format(1900): estimate(wrong(TARGET, "rot"))}
    (report,) = run(document(1), **settings).documents
    assert report.findings == ()
    assert report.estimate is not None


def test_a_comment_silences_the_rule_for_one_segment(model: StatedModel) -> None:
    segments = tuple(
        Segment(name, TARGET.format(1900), SOURCE.format(1900), flags=flags)
        for name, flags in (("1", frozenset({"ignore:accuracy/estimated-error"})), ("2", frozenset[str]()))
    )
    model.stated = {TARGET.format(1900): estimate(wrong(TARGET, "rot"))}
    report = run(Document("a.po", segments, "en", "de"), select=("accuracy",))
    assert [finding.segment.id for finding in report] == ["2"]


def test_its_findings_go_into_a_baseline_and_stay_there_when_nothing_is_estimated(
    model: StatedModel, tmp_path: Path
) -> None:
    model.stated = {TARGET.format(1900): estimate(wrong(TARGET, "rot"), missing(SOURCE, "in front of"))}
    rules = ("accuracy/estimated-error",)
    written = Baseline().updated(run(document(1)), rules)
    known = tmp_path / "known.json"
    known.write_text(written.to_json(), encoding="utf-8")
    again = run(document(1), baseline=known)
    assert [finding.known for finding in again] == [True, True]
    assert again.passed
    assert written.updated(run(document(1), estimate="never"), rules) == written
    model.stated = {}
    assert not written.updated(run(document(1)), rules).entries


def test_its_findings_have_the_severity_that_the_settings_give_them(model: StatedModel) -> None:
    model.stated = {TARGET.format(1900): estimate(wrong(TARGET, "rot"))}
    (finding,) = run(document(1), severities={"accuracy/estimated-error": Severity.NEUTRAL})
    assert finding.severity is Severity.NEUTRAL


def test_python_says_it_by_a_keyword(model: StatedModel) -> None:
    pair = [(SOURCE.format(1900), TARGET.format(1900))]
    languages: dict[str, Any] = {"source_language": "en", "target_language": "de"}
    assert mtqc.check(pair, **languages, estimate="never").documents[0].estimate is None
    (report,) = mtqc.check(pair, **languages).documents
    assert report.estimate is not None
    assert report.estimate.scores == (80.0,)
    with pytest.raises(mtqc.SettingsError, match="must be one of auto, always, never"):
        mtqc.check(pair, **languages, estimate="sometimes")


def test_one_judgement_serves_all_equal_pairs() -> None:
    model = StatedModel()
    advanced: list[int] = []
    judge = DocumentJudge(model, ("en", "de"), FACTS, advanced.append)  # type: ignore[arg-type]  # says what is stated
    twice = [*document(2).segments, *document(2).segments, Segment("5", "Allein")]
    judgements = judge.judge(twice)
    assert len(model.asked) == 2
    assert judgements[:2] == judgements[2:4]
    assert judgements[4] is None
    assert sum(advanced) == len(twice)


def test_the_tokens_of_a_block_are_not_kept() -> None:
    judge = DocumentJudge(StatedModel(), ("en", "de"), FACTS)  # type: ignore[arg-type]  # says what is stated
    (judgement,) = judge.judge(tuple(document(1).segments))
    assert isinstance(judgement, QualityEstimate)
    assert (judgement.raw.source, judgement.raw.translation) == ((), ())


def test_the_estimate_of_a_document_is_the_mean_with_both_errors_and_the_worst_first() -> None:
    judge = DocumentJudge(StatedModel(), ("en", "de"), FACTS)  # type: ignore[arg-type]  # says what is stated
    found = EstimateSum(keeps_scores=True)
    segments = tuple(document(14).segments)
    scores = [50.0 + 3 * (place * 5 % 14) for place in range(14)]
    found.add(segments[:9], [estimate(score=score, standard_error=10.0) for score in scores[:9]])
    found.add(segments[9:], [*(estimate(score=score, standard_error=6.0) for score in scores[9:13]), None])
    whole = found.estimate(judge)
    assert whole is not None
    judged = scores[:13]
    assert whole.value == pytest.approx(sum(judged) / 13)
    assert whole.standard_error == pytest.approx(math.sqrt(9 * 100 + 4 * 36) / 13)
    assert whole.segment_error == pytest.approx(math.sqrt((9 * 100 + 4 * 36) / 13))
    assert [one.score for one in whole.worst] == sorted(judged)[:WORST_KEPT]
    assert [one.segment for one in whole.worst][:1] == [segments[judged.index(min(judged))]]
    assert whole.scores == (*judged, None)


def test_scores_are_kept_only_with_the_texts(model: StatedModel) -> None:
    pipeline = Pipeline.of(Settings())
    (kept,) = pipeline.run([document(2)], keep_texts=True).documents
    (left,) = pipeline.run([document(2)]).documents
    assert kept.estimate is not None
    assert left.estimate is not None
    assert (kept.estimate.scores, left.estimate.scores) == ((80.0, 80.0), None)


def test_the_model_that_ships_is_loaded_once_for_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = calibrated(tmp_path / "tiny")
    monkeypatch.setattr("mtqc.estimation.quality_estimator.shipped_model", lambda: folder)
    load_model.cache_clear()
    try:
        (first,), (second,) = run(document(1)).documents, run(document(1)).documents
        assert first.estimate == second.estimate is not None
        assert load_model.cache_info().misses == 1
    finally:
        load_model.cache_clear()


def test_the_whole_way_with_a_model_of_random_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = calibrated(
        tmp_path / "tiny",
        thresholds={"span": 0.5, "finding": 0.2, "doubt": 0.2, "source_doubt": 0.6, "gap": 0.45, "source": 0.45},
    )
    monkeypatch.setattr("mtqc.estimating.load_model", lambda: QualityEstimator(folder))
    short = tuple(Segment(str(place), f"Er sah {place} rote.", f"He saw {place} red.") for place in range(30))
    report = run(Document("a.tsv", short, "en", "de"), select=("accuracy",))
    (only,) = report.documents
    assert only.estimate is not None
    assert only.estimate.judged == 30
    assert 0 <= only.estimate.value <= 100
    assert "tiny" in only.estimate.signature
    assert not report.failures
    assert {finding.rule for finding in report} >= {"accuracy/estimated-error"}
