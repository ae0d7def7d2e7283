"""Metrics run on judged texts, and scores that were computed before."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from mtqc.correlation.measuring import measured_scores
from mtqc.correlation.score_files import of_score_file
from mtqc.errors import InputError, SettingsError, UnknownNameError
from mtqc.metrics.computing import Computing
from tests.unit.correlation.tables import THREE_SYSTEMS, file_of, judged

LANGUAGES = ("de", "en")
TEXTS = """\
system segment target reference human
A 1 the_cat_sat_on_the_mat the_cat_sat_on_a_mat 5
A 2 the_dog_ran_to_the_house the_dog_ran_home 3
A 3 he_is_at_home_now he_is_at_home
B 1 cats_sit_on_mats the_cat_sat_on_a_mat 1
B 2 a_dog_ran_home the_dog_ran_home 4
B 3 he_went_home he_is_at_home 2"""


def text_table() -> str:
    """The table with blanks in the texts; people did not judge the third segment of A."""
    lines = [line.split(" ") for line in TEXTS.splitlines()]
    return "\n".join("\t".join(cell.replace("_", " ") for cell in [*line, ""][:5]) for line in lines)


def test_a_systems_score_is_that_of_the_segments_that_people_judged() -> None:
    from mtqc.correlation.judgements import judgements_of
    from mtqc.correlation.roles import roles_of
    from mtqc.correlation.score_table import read_score_table

    table = read_score_table(file_of(text_table()))
    found = judgements_of(table, roles_of(table, {}), (), None)
    (bleu, ter), _ = measured_scores(["bleu", "ter"], found, LANGUAGES, Computing(processes=1))
    judged_texts = ["the cat sat on the mat", "the dog ran to the house"]
    expected = BLEU().corpus_score(judged_texts, [["the cat sat on a mat", "the dog ran home"]]).score
    assert bleu.systems[0] == pytest.approx(expected)
    assert bleu.segments.shape == (2, 3)
    assert not np.isnan(bleu.segments).any()
    assert "nrefs:1" in (bleu.signature or "")
    # TER is turned: higher is better for whoever compares.
    assert not ter.higher_is_better
    assert (ter.segments <= 0).all()


def test_systems_that_translated_other_segments_are_measured_on_theirs() -> None:
    found = judged(THREE_SYSTEMS.rpartition("\n")[0])
    (chrf,), _ = measured_scores(["chrf"], found, LANGUAGES, Computing(processes=1))
    assert np.isnan(chrf.segments[2, 2])
    assert chrf.segments[1, 0] == pytest.approx(CHRF().sentence_score("won", ["one"]).score)
    assert chrf.systems[2] == pytest.approx(CHRF().corpus_score(["ein", "zwei"], [["one", "two"]]).score)


def test_languages_are_guessed_where_nobody_names_them() -> None:
    _, guessed = measured_scores(["chrf"], judged(THREE_SYSTEMS), (None, None), Computing(processes=1))
    assert all("guessed" in notice for notice in guessed)


def test_what_a_metric_needs_is_asked_for() -> None:
    with pytest.raises(InputError, match="no column of translations"):
        measured_scores(["bleu"], judged("system segment human\nA 1 2"), LANGUAGES, Computing())
    without_references = judged("system segment target human\nA 1 x 2\nB 1 y 3")
    with pytest.raises(SettingsError, match="--reference-system NAME"):
        measured_scores(["bleu"], without_references, LANGUAGES, Computing())
    with pytest.raises(SettingsError, match="did you mean 'bleu'"):
        measured_scores(["blue"], without_references, LANGUAGES, Computing())


def scores_json(**changes: object) -> str:
    def score(system: str, value: float, segments: list[float | None]) -> dict[str, object]:
        return {
            "metric": "ter",
            "system": system,
            "value": value,
            "segments": [{"value": each, "spans": []} for each in segments],
            "signature": "nrefs:1",
            "higher_is_better": False,
            "notices": ["one is long"],
        }

    scores = [score("B", 60, [50, 60, None]), score("A", 10, [5, 10, 15]), score("C", 90, [80, 90, 100])]
    return json.dumps({"schema": "mtqc-scores/1", "scores": scores, **changes})


def test_score_files_are_brought_to_the_systems_of_the_table() -> None:
    (ter,) = of_score_file(file_of(scores_json(), "scores.json"), judged(THREE_SYSTEMS))
    assert ter.systems.tolist() == [-10, -60, -90]
    assert ter.segments[0].tolist() == [-5, -10, -15]
    assert np.isnan(ter.segments[1, 2])
    assert (ter.signature, ter.notices) == ("nrefs:1", ("one is long",))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not of the form mtqc-scores/1"),
        (scores_json(schema="mtqc-report/1"), "is not of the form mtqc-scores/1"),
        (scores_json(scores=[{"metric": "x"}]), "is not of the form mtqc-scores/1: KeyError: 'system'"),
    ],
)
def test_other_json_is_refused(content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        of_score_file(file_of(content, "scores.json"), judged(THREE_SYSTEMS))
    assert message in str(caught.value)


def test_score_files_of_other_systems_and_segments_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown system in scores\.json 'D'"):
        of_score_file(file_of(scores_json(), "scores.json"), judged(THREE_SYSTEMS.replace("\nC", "\nD")))
    fewer = judged("\n".join(THREE_SYSTEMS.splitlines()[:3]))
    with pytest.raises(InputError, match=r"3 segments of system 'A', but 2 in human\.tsv"):
        of_score_file(file_of(scores_json(), "scores.json"), fewer)
