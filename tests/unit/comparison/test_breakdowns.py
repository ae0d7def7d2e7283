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
    lengths = [0, 3, 5, 6, 10, 12, 18, 25, 39, 250] * 5
    (found,) = groupings(TestSet(len(lengths), sources=tuple(map(words, lengths))))
    assert (found.by, found.unit) == ("source length", "words")
    assert sizes(found) == {
        "0–5": 15,
        "6–10": 10,
        "11–15": 5,
        "16–20": 5,
        "21–30": 5,
        "31–40": 5,
        "41–250": 5,
    }


def test_buckets_with_next_to_nothing_join_their_neighbours() -> None:
    lengths = [1, *[8] * 100, *[13] * 100, 150]
    (found,) = groupings(TestSet(len(lengths), sources=tuple(map(words, lengths))))
    assert sizes(found) == {"1–10": 101, "11–150": 101}


def test_fewer_than_five_segments_make_no_bucket() -> None:
    lengths = [3] * 5 + [8] * 4 + [12] * 5 + [99] * 2
    (found,) = groupings(TestSet(len(lengths), sources=tuple(map(words, lengths))))
    assert sizes(found) == {"3–5": 5, "6–99": 11}


def test_segments_of_one_length_have_no_parts() -> None:
    assert groupings(TestSet(9, sources=("a b c",) * 9)) == ()


def test_references_serve_where_there_are_no_sources() -> None:
    lengths = [2] * 5 + [9] * 5
    (found,) = groupings(TestSet(11, references=((None, *map(words, lengths)),)))
    assert found.by == "reference length"
    assert sizes(found) == {"2–5": 5, "6–9": 5}


def test_without_sources_and_references_there_is_no_length() -> None:
    assert groupings(TestSet(2)) == ()
    assert groupings(TestSet(2, references=((None, None),))) == ()


@pytest.mark.parametrize(("language", "parted"), [("zh", True), ("xx", False), (None, False)])
def test_languages_without_blanks_are_counted_by_characters(language: str | None, parted: bool) -> None:
    texts = ("我喜欢猫和狗",) * 5 + ("我喜欢猫和狗和鸟也喜欢鱼和马和牛",) * 5
    assert bool(groupings(TestSet(10, sources=texts, source_language=language))) is parted


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
