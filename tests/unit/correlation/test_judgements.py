from __future__ import annotations

import numpy as np
import pytest

from mtqc.correlation.judgements import judgements_of
from mtqc.correlation.metric_scores import baselines, of_column
from mtqc.correlation.mqm_weights import google_weights
from mtqc.correlation.references import with_reference_systems
from mtqc.correlation.roles import roles_of
from mtqc.correlation.score_table import read_score_table
from mtqc.errors import InputError, UnknownNameError
from tests.unit.correlation.tables import THREE_SYSTEMS, file_of, judged

RATINGS = """\
system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity
A\td\t1\t1\tr1\ta source\ta <v>bad</v> text\tAccuracy/Mistranslation\tMajor
A\td\t1\t1\tr1\ta source\ta bad <v>text</v>\tFluency/Punctuation\tMinor
A\td\t1\t1\tr2\ta source\ta bad text\tNo-error\tno-error
A\td\t2\t2\tr1\tanother\tnothing\tNon-translation!\tMajor
B\td\t1\t1\tr1\ta source\ta good text\tNo-error\tNo-error
B\td\t2\t2\tr1\tanother\t<v>else</v>\tStyle/Awkward\tMinor
"""


def test_systems_and_segments_make_a_matrix() -> None:
    found = judged(THREE_SYSTEMS)
    assert found.systems == ("A", "B", "C")
    assert [name for _, name in found.segments] == ["1", "2", "3"]
    assert found.human.tolist() == [[90, 80, 85], [50, 70, 60], [20, 10, 40]]
    assert found.sources == ("eins", "zwei", "dreizehn")
    assert found.hypotheses is not None
    assert found.hypotheses[1] == ("won", "too", "thirty")
    assert found.references == (("one", "two", "thirteen"),)
    assert found.scale.higher_is_better


def test_wmts_mqm_ratings_become_scores_with_googles_weights() -> None:
    table = read_score_table(file_of(RATINGS))
    roles = roles_of(table, {})
    assert roles.is_ratings
    found = judgements_of(table, roles, (), None)
    # Two raters of A's first segment: 5 + 0.1 and nothing.
    assert found.human.tolist() == [[pytest.approx(-2.55), -25], [0, -1]]
    assert found.hypotheses == (("a bad text", "nothing"), ("a good text", "else"))
    assert found.scale.higher_is_better
    assert not found.scale.guessed
    assert found.segments == (("d", "1"), ("d", "2"))


def test_tabs_in_a_file_called_csv_separate_quoted_cells() -> None:
    text = 'system\tsegment\thuman\ttarget\nA\t1\t5\t"""Nein"", sagt er."\n'
    assert read_score_table(file_of(text, "human.csv")).column("target") == ('"Nein", sagt er.',)
    table = read_score_table(file_of(text))
    assert table.column("target") == ('"""Nein"", sagt er."',)
    assert judgements_of(table, roles_of(table, {}), (), None).notices[0] == (
        "human.tsv: 1 cell stands in quotation marks, with others doubled inside, as in CSV; TSV takes them as they "
        "are: if a program wrote it, call the file .csv"
    )


def test_ratings_with_a_column_of_scores_can_be_read_as_scores() -> None:
    cells = ["points", *map(str, range(6))]
    lines = [f"{line}\t{cell}" for line, cell in zip(RATINGS.splitlines(), cells, strict=True)]
    table = read_score_table(file_of("\n".join(lines)))
    found = judgements_of(table, roles_of(table, {"human": ["points"]}), (), None)
    assert found.human.tolist() == [[1, 3], [4, 5]]
    assert any("rows" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("severity", "category", "weight"),
    [
        ("Major", "Accuracy/Omission", 5),
        ("minor", "Fluency/Punctuation", 0.1),
        ("Minor", "Fluency/Punctuation/Quotes", 0.1),
        ("Minor", "Fluency/Grammar", 1),
        ("Major", "Non-translation!", 25),
        ("Neutral", "Style", 0),
        ("HOTW-test", "x", 0),
        ("grave", "x", None),
    ],
)
def test_weights_are_googles(severity: str, category: str, weight: float | None) -> None:
    assert google_weights().weight(severity, category) == weight


@pytest.mark.parametrize(
    ("column", "values", "told", "higher", "human"),
    [
        ("human", "3 90", None, True, [3, 90]),
        ("mqm", "-5 0", None, True, [-5, 0]),
        ("mqm", "5 0", None, False, [-5, 0]),
        ("mqm", "5 0", True, True, [5, 0]),
        ("human", "5 0", False, False, [-5, 0]),
        ("da", "-1.5 0.7", None, True, [-1.5, 0.7]),
    ],
)
def test_the_direction_of_peoples_scores_is_told_or_guessed(
    column: str, values: str, told: bool | None, higher: bool, human: list[float]
) -> None:
    first, second = values.split()
    found = judged(f"system segment {column}\nA 1 {first}\nA 2 {second}", higher_is_better=told)
    assert (found.scale.higher_is_better, found.scale.guessed) == (higher, told is None)
    assert found.human.tolist() == [human]


def test_several_raters_are_averaged_and_missing_scores_stay_missing() -> None:
    found = judged("system segment human\nA 1 80\nA 1 60\nA 2 nan\nB 1 NA\nB 1 10")
    assert found.human[:, 0].tolist() == [70, 10]
    assert np.isnan(found.human[:, 1]).all()
    assert found.notices == ("2 translations have several rows, such as those of raters: their mean counts",)


def test_several_columns_of_people_are_averaged() -> None:
    table = read_score_table(file_of("system\tsegment\tx\ty\nA\t1\t4\t6\nA\t2\t\t8"))
    found = judgements_of(table, roles_of(table, {"human": ["x", "y"]}), (), None)
    assert found.human.tolist() == [[5, 8]]
    assert found.scale.name == "x + y"


def test_segments_without_names_are_told_by_their_sources() -> None:
    found = judged("system src human\nA eins 1\nA zwei 2\nB eins 3")
    assert found.human.shape == (2, 2)
    assert "same source" in found.notices[0]


def test_json_lines_are_tables_too() -> None:
    text = '{"system": "A", "seg": 1, "score": -5, "mt": "x", "spans": []}\n{"system": "B", "seg": 1, "mt": null}\n'
    table = read_score_table(file_of(text, "human.jsonl.gz"))
    found = judgements_of(table, roles_of(table, {}), (), None)
    assert found.human[0, 0] == -5
    assert np.isnan(found.human[1, 0])
    assert found.hypotheses == (("x",), ("",))


def test_csv_is_read_with_its_quotation_marks() -> None:
    table = read_score_table(file_of('system;segment;human;target\nA;1;5;"a; b"\n', "human.csv"))
    assert table.column("TARGET") == ("a; b",)


def test_translations_by_people_become_references() -> None:
    found = with_reference_systems(judged(THREE_SYSTEMS), ["A"])
    assert found.systems == ("B", "C")
    assert found.references == (("one", "two", "thirteen"), ("one", "two", "thirteen"))
    assert with_reference_systems(found, []) is found


def test_lengths_are_baselines_as_far_as_there_are_texts() -> None:
    source, translation = baselines(judged(THREE_SYSTEMS))
    assert source.segments.tolist() == [[-4, -4, -8]] * 3
    assert translation.segments[2].tolist() == [-3, -4, -2]
    assert translation.systems[2] == -3
    assert baselines(judged("system segment human\nA 1 5")) == ()


def test_columns_are_turned_so_that_higher_is_better() -> None:
    found = judged(THREE_SYSTEMS, ["good"])
    assert of_column(found, "good", True).systems[2] == pytest.approx(0.2)
    assert of_column(found, "good", False).systems[2] == pytest.approx(-0.2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("system segment human\nA 1 much", "human.tsv:2: 'much' in column 'human' is no number"),
        ("system segment human\nA 1 inf", "is no number"),
        ("system segment human\nA 1 NA", "no score in column human"),
        ("system segment human", "no rows"),
        ("system segment human human\nA 1 2 3", "two columns are named 'human'"),
        ("system segment human\nA 1", "human.tsv:2: 2 columns where the first line names 3"),
        ("segment human\n1 2", "no column of systems among 'segment', 'human': name it with --column system=NAME"),
        ("system human\nA 2", "no column of segments"),
        ("system segment\nA 2", "no column of people's scores"),
        ("system segment human source\nA 1 2 x\nB 1 3 y", "human.tsv:3: segment '1' has another text in column"),
        ("system segment human target\nA 1 2 x\nA 1 3 y", "system A, segment '1' has another text"),
        ("system segment rater category severity\nA 1 r Style Grave", "unknown severity 'Grave'; known are critical"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        judged(text)
    assert message in str(caught.value)


def test_an_empty_file_of_records_is_none() -> None:
    with pytest.raises(InputError, match="no rows"):
        read_score_table(file_of("\n", "human.jsonl"))


def test_mistyped_names_bring_the_nearest() -> None:
    table = read_score_table(file_of("system\tsegment\thuman\nA\t1\t2"))
    with pytest.raises(UnknownNameError, match="did you mean 'human'"):
        roles_of(table, {"human": ["humna"]})
    with pytest.raises(UnknownNameError, match="column role 'systm'; did you mean 'system'"):
        roles_of(table, {"systm": ["system"]})
    with pytest.raises(UnknownNameError, match="did you mean 'AB'"):
        judged("system segment human\nAB 1 2").without(["AC"])


def test_rows_can_be_chosen() -> None:
    table = read_score_table(file_of("system\tsegment\thuman\tlp\nA\t1\t2\ten-de\nA\t1\t3\tzh-en"))
    assert table.where({"lp": "zh-en"}).numbers("human") == (3,)
    assert table.where({"lp": "zh-en"}).lines == (3,)
    with pytest.raises(InputError, match="no row with 'en-fr' in column 'lp', which holds 'en-de', 'zh-en'"):
        table.where({"lp": "en-fr"})


def test_somebody_has_to_stay() -> None:
    with pytest.raises(InputError, match="no system is left"):
        judged("system segment human\nA 1 2").without(["A"])
    with pytest.raises(InputError, match="no column of translations"):
        with_reference_systems(judged("system segment human\nA 1 2"), ["A"])
