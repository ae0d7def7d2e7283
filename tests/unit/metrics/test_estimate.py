"""The estimate as a metric, by a tiny model whose numbers mean nothing but stay the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import mtqc
from mtqc.errors import CheckpointError, UnknownNameError
from mtqc.metrics.computing import Computing
from mtqc.metrics.estimate import Estimate
from mtqc.metrics.finding import metric
from mtqc.model import Category, Score, System, TestSet
from tests.unit.estimation.tiny_model import TINY
from tests.unit.metrics.tiny_estimator import calibrated

SOURCES = (
    "The cat sat on a mat.",
    "The cat did not see another cat.",
    "And that was not there.",
    "The mat was on a cat and the cat did not see that.",
)
HYPOTHESES = (
    "Die Katze saß auf einer Matte.",
    "Die Katze sah keine andere Katze.",
    "Und das war nicht da.",
    "Matte",
)
HOSTILE = [
    ("", "Etwas", False),
    ("The cat", "", False),
    ("   ", "\u00a0\t", False),
    ("🎉🎉", "🎉", False),
    ("...", "?!", False),
    ("The \x00 cat did not see another cat.", "Die \x1b[31m Katze sah keine andere Katze, und das war nicht da.", True),
    ("The \ud800 cat did not see another cat.", "Die Katze sah keine andere Katze \udfff", True),
    ("The cat did not see another cat. 🎉", "Die Katze sah keine andere Katze. 👩", True),
    ("The cat sat. " * 1_600, "Die Katze saß. " * 1_400, True),
    ("x" * 20_000, "Katze", True),
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return calibrated(tmp_path / "tiny")


def estimated(
    model: Path, sources: tuple[str, ...] = SOURCES, hypotheses: tuple[str, ...] = HYPOTHESES, **settings: Any
) -> Score:
    usual: dict[str, Any] = {"source_language": "en", "target_language": "de", "cache": False}
    (score,) = mtqc.score(hypotheses, sources=sources, metrics=f"estimate:{model}", **{**usual, **settings})
    return score


def test_it_reads_the_source_and_no_reference() -> None:
    facts = metric("estimate", Computing()).facts
    assert (facts.source.value, facts.references.value) == ("required", "unused")
    assert (facts.range, facts.higher_is_better) == ((0.0, 100.0), True)


def test_the_whole_is_the_mean_of_the_segments(model: Path) -> None:
    score = estimated(model)
    values = [segment.value for segment in score.segments]
    assert all(value is not None and 0 <= value <= 100 for value in values)
    assert len(set(values)) == len(SOURCES)
    assert score.value == pytest.approx(sum(filter(None, values)) / len(values))
    assert score.value is not None and score.interval is not None
    assert score.interval.low < score.value < score.interval.high


def test_every_number_says_how_sure_it_is(model: Path) -> None:
    for segment in estimated(model).segments:
        assert segment.value is not None
        # The line from 20 points at 0 to 4 points at 100.
        assert segment.uncertainty == pytest.approx(20 - 0.16 * segment.value)


def test_errors_are_findings_in_the_translation_and_omissions_in_the_source(model: Path) -> None:
    found = [(finding, place) for place, row in enumerate(estimated(model).segments) for finding in row.spans]
    errors = [one for one in found if one[0].category is Category.MISTRANSLATION]
    omissions = [one for one in found if one[0].category is Category.OMISSION]
    assert errors and omissions and len(errors) + len(omissions) == len(found)
    for finding, place in errors:
        assert (finding.rule, finding.segment.id, finding.source) == ("accuracy/estimated-error", str(place + 1), None)
        assert finding.target_text and finding.target_text in HYPOTHESES[place]
        assert finding.target_text in finding.message and finding.severity.value in finding.message
        assert 0.25 <= finding.confidence <= 0.75
    for finding, place in omissions:
        assert (finding.rule, finding.target) == ("accuracy/estimated-error", None)
        assert finding.source_text and finding.source_text in SOURCES[place]
        assert f"left out of the translation: '{finding.source_text}'" in finding.message
        assert 0 <= finding.evidence["gap"] <= len(HYPOTHESES[place])


def test_findings_carry_the_names_of_their_segments(model: Path) -> None:
    test_set = TestSet(2, SOURCES[:2], ids=("a", "b"))
    (found,) = metric(f"estimate:{model}", Computing()).measure(test_set, [System("x", HYPOTHESES[:2])])
    assert {finding.segment.id for segment in found.segments for finding in segment.spans} == {"a", "b"}


def test_a_long_error_is_cut_in_the_message_and_whole_in_the_span(model: Path) -> None:
    long = "Die\nKatze " * 40
    (segment,) = estimated(model, ("The cat",), (long,)).segments
    widest = max(segment.spans, key=lambda finding: finding.target.end - finding.target.start if finding.target else 0)
    assert len(widest.target_text or "") > 100 > len(widest.message)
    assert widest.message.endswith("…'") and "\n" not in widest.message


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (("en", "de"), "en → de is a measured pair"),
        (("ru", "de"), "ru → de is a transfer pair"),
        (("ja", "de"), "ja → de is an untested pair: do not trust the numbers"),
    ],
)
def test_it_says_whether_the_pair_was_compared_with_people(model: Path, languages: tuple[str, str], said: str) -> None:
    score = estimated(model, source_language=languages[0], target_language=languages[1])
    assert score.notices[0].startswith(said)
    assert f"|pair:{languages[0]}-{languages[1]}|status:{said.split(' pair')[0].split()[-1]}|" in score.signature


def test_numbers_of_untested_pairs_are_less_sure(model: Path) -> None:
    tested, untested = estimated(model), estimated(model, source_language="ja")
    for one, other in zip(tested.segments, untested.segments, strict=True):
        assert other.value == pytest.approx(one.value, abs=1e-3)
        assert one.uncertainty is not None
        assert other.uncertainty == pytest.approx(3 * one.uncertainty, abs=1e-3)


def test_languages_that_nobody_can_tell_are_untested(model: Path) -> None:
    (found,) = metric(f"estimate:{model}", Computing()).measure(TestSet(1, ("The cat",)), [System("x", ("Katze",))])
    assert found.notices == (
        "the languages are not known, so this is an untested pair: name them, or do not trust the numbers",
    )
    assert "|pair:?-?|status:untested|" in found.signature


def test_what_cannot_be_judged_has_no_number_and_counts_for_nothing(model: Path) -> None:
    score = estimated(model, (*SOURCES[:2], "The cat", "", ""), (*HYPOTHESES[:2], "ᐃᓄᒃᑎᑐᑦ", "Katze", "Matte"))
    assert [(segment.value, segment.uncertainty, segment.spans) for segment in score.segments[2:]] == [
        (None, None, ())
    ] * 3
    first, second = (segment.value or 0 for segment in score.segments[:2])
    assert score.value == pytest.approx((first + second) / 2)
    assert score.notices[1] == (
        "3 of 5 segments have no score: the source has no words (2); "
        "the translation is in a script that the model does not know (1)"
    )


def test_a_language_that_the_model_does_not_know_has_no_number_at_all(model: Path) -> None:
    score = estimated(model, target_language="fr")
    assert score.value is None
    assert score.interval is None
    assert "4 of 4 segments have no score: the translation is in a language that the model does not know (fr) (4)" in (
        score.notices
    )


def test_hostile_texts_have_a_number_or_a_reason(model: Path) -> None:
    score = estimated(model, tuple(row[0] for row in HOSTILE), tuple(row[1] for row in HOSTILE))
    for segment, (source, hypothesis, judged) in zip(score.segments, HOSTILE, strict=True):
        assert (segment.value is not None) == judged, (source[:20], hypothesis[:20])
        for finding in segment.spans:
            assert finding.target_text or finding.source_text
            assert finding.target is None or finding.target.end <= len(hypothesis)
            assert finding.source is None or finding.source.end <= len(source)
    json.dumps([finding.message for segment in score.segments for finding in segment.spans])
    assert score.notices[1].startswith("5 of 10 segments have no score: ")


def test_the_number_of_a_segment_does_not_depend_on_the_others(model: Path) -> None:
    sources = tuple(f"{text} {'The cat sat. ' * number}" for number in range(12) for text in SOURCES)
    hypotheses = tuple(f"{text} {'Die Katze. ' * (number % 5)}" for number in range(12) for text in HYPOTHESES)
    together = estimated(model, sources, hypotheses)
    for place in (0, 17, 47):
        (alone,) = estimated(model, (sources[place],), (hypotheses[place],)).segments
        assert together.segments[place].value == pytest.approx(alone.value, abs=1e-2)
    threads = estimated(model, sources, hypotheses, processes=1)
    assert [one.value for one in threads.segments] == pytest.approx([one.value for one in together.segments], abs=1e-2)


def test_equal_pairs_are_judged_once_and_progress_counts_them_all(model: Path) -> None:
    steps: list[tuple[int, int]] = []
    systems = [System("a", (*HYPOTHESES[:2], HYPOTHESES[0])), System("b", (*HYPOTHESES[:2], HYPOTHESES[1]))]
    test_set = TestSet(3, (SOURCES[0], SOURCES[1], SOURCES[0]), (), "en", "de")
    found = metric(f"estimate:{model}", Computing()).measure(
        test_set, systems, lambda done, total: steps.append((done, total))
    )
    assert found[0].segments[0] == found[1].segments[0]
    assert found[0].segments[2].value == found[0].segments[0].value != found[1].segments[2].value
    assert steps[-1] == (6, 6)


def test_a_second_run_asks_the_store_and_says_the_same(model: Path, tmp_path: Path) -> None:
    def run() -> Score:
        pairs = (*SOURCES, ""), (*HYPOTHESES, "x")
        return estimated(model, *pairs, cache=True, cache_folder=tmp_path / "cache")

    first = run()
    (model / "body.onnx").write_bytes(b"no network: nothing is judged anew")
    assert run() == first


def test_the_store_keeps_other_languages_and_calibrations_apart(tmp_path: Path) -> None:
    def run(model: Path, source_language: str = "en") -> Score:
        return estimated(model, cache=True, cache_folder=tmp_path / "cache", source_language=source_language)

    first = run(calibrated(tmp_path / "one"))
    scaled = run(calibrated(tmp_path / "other", scale=[[-3, 40], [3, 0]]))
    assert scaled.value != first.value
    assert scaled.signature != first.signature
    transferred = run(tmp_path / "one", "ru")
    assert [one.uncertainty for one in transferred.segments] != [one.uncertainty for one in first.segments]


def test_an_interrupted_run_keeps_what_it_judged(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.estimation.estimator.READ_AHEAD", 2)
    monkeypatch.setattr("mtqc.metrics.estimated_pairs._KEPT_AT_ONCE", 2)
    asked = metric(f"estimate:{model}", Computing(cache=tmp_path / "cache"))
    test_set, systems = TestSet(4, SOURCES, (), "en", "de"), [System("x", HYPOTHESES)]

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked.measure(test_set, systems, interrupt)
    steps: list[int] = []
    asked.measure(test_set, systems, lambda done, total: steps.append(done))
    assert steps == [2, 4]


def test_a_store_that_cannot_be_written_is_said(model: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    score = estimated(model, cache=True, cache_folder=tmp_path / "cache")
    assert score.value is not None
    assert any("scores are not kept for the next run" in notice for notice in score.notices)


def test_the_signature_names_model_network_scale_languages_and_versions(model: Path) -> None:
    parts = estimated(model).signature.split("|")
    assert parts[0] == "estimate"
    assert [part.partition(":")[0] for part in parts[1:]] == [
        "model", "body", "scale", "pair", "status", "onnxruntime", "version",
    ]  # fmt: skip
    assert parts[-1] == f"version:{mtqc.__version__}"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("estimate:nowhere", CheckpointError, "nowhere: no such folder"),
        ("estimate:.", CheckpointError, r"there is no model\.json in it: not the folder of an estimation model"),
        (f"estimate:{TINY}", CheckpointError, "the model is not calibrated"),
        ("estimate:device=cuda", UnknownNameError, "unknown option of estimate 'device'"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_loaded(
    name: str, error: type[Exception], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message) as caught:
        metric(name, Computing())
    assert "\n" not in str(caught.value)


def test_the_model_that_ships_is_the_one_without_a_name() -> None:
    found = metric("estimate", Computing())
    assert isinstance(found, Estimate)
    (good,) = found.measure(TestSet(1, ("The cat sat on the mat.",), (), "en", "de"), [System("a", ("Katze",))])
    assert good.value is not None and 0 <= good.value <= 100
