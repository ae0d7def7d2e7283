from __future__ import annotations

import pytest

from mtqc.comparison.breakdowns import NO_VALUE, Grouping, breakdown, groupings
from mtqc.errors import MtqcError, UnknownNameError
from mtqc.model.test_set import TestSet
from mtqc.statistics.segment_statistics import mean_of


def words(count: int) -> str:
    return " ".join(["word"] * count)


def sizes(grouping: Grouping) -> dict[str, int]:
    return {label: len(places) for label, places in grouping.parts.items()}


def test_every_segment_is_in_one_bucket_of_length() -> None:
    lengths = [0, 3, 5, 6, 10, 12, 18, 25, 39, 250]
    (found,) = groupings(TestSet(len(lengths), sources=tuple(map(words, lengths))))
    assert (found.by, found.unit) == ("source length", "words")
    assert sizes(found) == {
        "0–5": 3,
        "6–10": 2,
        "11–15": 1,
        "16–20": 1,
        "21–30": 1,
        "31–40": 1,
        "41–250": 1,
    }


def test_buckets_with_next_to_nothing_join_their_neighbours() -> None:
    lengths = [1, *[8] * 100, *[13] * 100, 150]
    (found,) = groupings(TestSet(len(lengths), sources=tuple(map(words, lengths))))
    assert sizes(found) == {"0–10": 101, "11–150": 101}


def test_one_length_is_one_bucket() -> None:
    (found,) = groupings(TestSet(2, sources=("", "")))
    assert sizes(found) == {"0": 2}


def test_references_serve_where_there_are_no_sources() -> None:
    (found,) = groupings(TestSet(3, references=((words(2), None, words(4)),)))
    assert found.by == "reference length"
    assert sizes(found) == {"0–4": 2}


def test_without_sources_and_references_there_is_no_length() -> None:
    assert groupings(TestSet(2)) == ()
    assert groupings(TestSet(2, references=((None, None),))) == ()


@pytest.mark.parametrize("language", ["zh", "xx", None])
def test_languages_without_blanks_are_counted_by_characters(language: str | None) -> None:
    (found,) = groupings(TestSet(1, sources=("我喜欢猫和狗",), source_language=language))
    assert sizes(found) == {"0–3" if language == "zh" else "0–1": 1}


def test_columns_make_parts_with_the_largest_first() -> None:
    columns = {"domain": ("news", "talk", "news", "", "news", "talk")}
    (found,) = groupings(TestSet(6, columns=columns), ("domain",))
    assert (found.by, found.unit) == ("domain", None)
    assert sizes(found) == {"news": 3, "talk": 2, NO_VALUE: 1}


def test_an_unknown_column_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown column 'domian'; did you mean 'domain'"):
        groupings(TestSet(1, columns={"domain": ("news",)}), ("domian",))


def test_a_column_with_too_many_values_is_refused() -> None:
    with pytest.raises(MtqcError, match="column 'id' has 31 values; a breakdown takes 30 at most"):
        groupings(TestSet(31, columns={"id": tuple(map(str, range(31)))}), ("id",))


def test_values_are_those_of_the_part_alone() -> None:
    (grouping,) = groupings(TestSet(4, columns={"domain": ("a", "a", "a", "b")}), ("domain",))
    found = breakdown("own", grouping, ("one", "two"), [mean_of([1, 3, None, None]), mean_of([5, 6, 7, 8])])
    assert [(part.label, part.segments, part.values) for part in found.parts] == [
        ("a", 3, (2.0, 6.0)),
        ("b", 1, (None, 8.0)),
    ]
