"""Scores and rankings in Python: lists in, dataclasses out."""

from __future__ import annotations

import doctest
import math
from pathlib import Path

import pytest

import mtqc
from mtqc import face_scores
from tests.conftest import InstallPlugin
from tests.house_metrics import ENTRY_POINTS, HOUSE_METRICS

ENGLISH = ["The house is at the end of the street.", "We talked about it yesterday."]
GERMAN = ["Das Haus steht am Ende der Straße.", "Wir haben gestern darüber gesprochen."]
OTHER = ["Das Haus ist am Ende der Straße.", ""]


@pytest.fixture
def house(install_plugin: InstallPlugin) -> None:
    install_plugin("house_metrics", {"mtqc.metrics": ENTRY_POINTS}, HOUSE_METRICS)


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(face_scores).failed == 0


def test_systems_by_name_and_default_metrics() -> None:
    scores = mtqc.score({"A": GERMAN, "B": OTHER}, references=GERMAN, target_language="de")
    assert [(score.metric, score.system) for score in scores] == [
        ("bleu", "A"),
        ("bleu", "B"),
        ("chrf", "A"),
        ("chrf", "B"),
    ]
    assert scores[0].value == pytest.approx(100.0)
    assert scores[3].segments[1].value == 0.0
    assert scores[3].interval is not None


def test_several_references_and_options() -> None:
    (score,) = mtqc.score(GERMAN, references=[OTHER, GERMAN], metrics=["chrf:word_order=2"], resamples=0)
    assert score.signature.startswith("nrefs:2|")
    assert score.value == pytest.approx(100.0)
    assert score.interval is None


@pytest.mark.usefixtures("house")
def test_sources_and_progress() -> None:
    told: list[tuple[int, int]] = []
    (score,) = mtqc.score(
        GERMAN, sources=ENGLISH, metrics=["distance"], advance=lambda done, total: told.append((done, total))
    )
    assert score.value == (4 + 8) / 2
    assert told == [(2, 2)]
    assert score.notices == ("guessed target language: de (99% sure)", "guessed source language: en (99% sure)")


@pytest.mark.usefixtures("house")
def test_metrics_of_a_settings_file(tmp_path: Path) -> None:
    config = tmp_path / "mtqc.toml"
    config.write_text('metrics = ["letters"]\nresamples = 0\ntarget-language = "de"\n', encoding="utf-8")
    assert [score.metric for score in mtqc.score(GERMAN, config=config)] == ["letters"]
    assert [score.metric for score in mtqc.score(GERMAN, config=config, metrics=["duel"])] == ["duel"]


def test_one_metric_needs_no_list_and_references_may_be_an_iterator() -> None:
    (score,) = mtqc.score(GERMAN, references=iter(GERMAN), metrics="chrf", resamples=0, target_language="de")
    assert (score.metric, score.value) == ("chrf", 100)


@pytest.mark.usefixtures("house")
def test_nothing_is_kept_without_a_cache(cache_folder: Path) -> None:
    before = {path for path in cache_folder.rglob("*") if path.is_file()}
    mtqc.score(["Ein Satz nur für diese Prüfung."], references=["Ein Satz."], cache=False)
    assert {path for path in cache_folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"metrics": ["blue"]}, "unknown metric 'blue'; did you mean 'bleu'?"),
        ({"target_language": "xx"}, "arguments: unknown language 'xx'"),
        ({"resample": 3}, "arguments: unknown setting 'resample'; did you mean 'resamples'?"),
        ({"references": None}, "there is nothing to compare with: add references"),
        ({"references": ["r"]}, "there are 2 hypotheses, but 1 references"),
    ],
)
def test_what_makes_no_sense(settings: dict[str, object], message: str) -> None:
    with pytest.raises(mtqc.SettingsError) as caught:
        mtqc.score(GERMAN, **{"references": GERMAN, **settings})  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("metric", ["bleu", "chrf", "chrf++", "ter"])
@pytest.mark.parametrize("hypotheses", [["", ""], ["x", ""], ["x", "y"], ["\U0001f600", "\u0301"], ["x " * 3000, "y"]])
@pytest.mark.parametrize("references", [["x", "y"], ["", ""], ["x", None]])
def test_degenerate_texts_have_finite_scores(metric: str, hypotheses: list[str], references: list[str | None]) -> None:
    (score,) = mtqc.score(hypotheses, references=references, metrics=[metric], resamples=50, target_language="de")
    assert score.value is not None
    assert math.isfinite(score.value)
    missing = [number for number, segment in enumerate(score.segments) if segment.value is None]
    assert missing == [number for number, reference in enumerate(references) if reference is None]
    assert bool(score.notices) is bool(missing)


@pytest.mark.usefixtures("house")
def test_ranking_by_a_metric_and_by_risk() -> None:
    candidates = [["a", "abc", "ab"], ["x", "xx"]]
    assert mtqc.rank(candidates, by="letters").best() == ["abc", "xx"]
    assert mtqc.rank(candidates, by="shared", references=["a", "x"]).best() == ["a", "x"]
    assert mtqc.rank(candidates, by="distance", sources=["zz", "z"]).best() == ["ab", "x"]
    found = mtqc.rank(candidates, mbr="shared", weights=[[0, 0, 1], None])
    assert [each.utility for each in found.segments[0].candidates] == [2.0, 1.0, None]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "name one metric, as by=… or as mbr=…"),
        ({"by": "chrf", "mbr": "chrf"}, "name one metric, as by=… or as mbr=…"),
        ({"mbr": "chrf", "weights": [None, None]}, "there are 1 segments, but 2 lists of weights"),
        ({"by": "chrf"}, "chrf needs references"),
        ({"mbr": "chrf", "sources": ["s", "t"]}, "there are 1 hypotheses, but 2 sources"),
    ],
)
def test_what_cannot_be_ranked(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(mtqc.SettingsError) as caught:
        mtqc.rank([["a", "b"]], **arguments)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value).startswith(message)


def test_every_name_of_the_package_can_be_had() -> None:
    for name in mtqc.__all__:
        assert getattr(mtqc, name) is not None
