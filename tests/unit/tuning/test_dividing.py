"""Judgements in two parts without a source in common."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.tuning.dividing import divided, divided_by
from mtqc.tuning.judgement import Judgement


def _judgements(sources: list[int]) -> list[Judgement]:
    return [Judgement(f"Source {source}", f"t{place}", 1.0, None, place) for place, source in enumerate(sources)]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 20), min_size=1), st.floats(0.05, 0.9), st.integers(0, 3))
def test_no_source_is_in_both_parts_and_nothing_is_lost(sources: list[int], share: float, seed: int) -> None:
    judgements = _judgements(sources)
    found = divided(judgements, share, seed)
    assert sorted(one.line for one in (*found.learnt, *found.held_back)) == list(range(len(sources)))
    assert not {one.source_key for one in found.learnt} & {one.source_key for one in found.held_back}
    assert found == divided(judgements, share, seed)


def test_about_the_share_is_held_back_and_the_seed_says_which() -> None:
    judgements = _judgements(list(range(200)))
    found = divided(judgements, 0.1, 1)
    assert len(found.held_back) == 20
    assert divided(judgements, 0.1, 2) != found


def test_spellings_of_one_source_are_one_source() -> None:
    learnt = [Judgement("The cat!", "a", 1.0, None, 1), Judgement("Dogs", "b", 1.0, None, 2)]
    found = divided_by(learnt, [Judgement("the  CAT", "c", 1.0, None, 1)])
    assert [one.source for one in found.learnt] == ["Dogs"]
    assert Judgement("!?", "a", None, None, 1).source_key == "!?"
