from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.evidence import Kind
from mtqc.interference.typography import find_typography
from tests.unit.interference.texts import evidence, marked, prose

PIECES = ["«\u00a0x\u00a0»", "¿Wo?", "3 p.m.", "Mai 3, 2026", "$5 Millionen", "—a—", '"x"', "„x“", "31.5 Meter"]


def test_all_kinds_at_once() -> None:
    text = "Er kam am Juni 15 um 3 p.m. an; ¿wo war er denn bis dahin —in Rom—?"
    assert marked(find_typography, text) == ["am Juni 15", "3 p.m.", "¿", "—in Rom—"]
    assert {found.kind for found in evidence(find_typography, text)} == {Kind.TYPOGRAPHY}


def test_only_a_known_source_language_counts() -> None:
    text = "Er kam am Juni 15 an; ¿wo war er denn bis dahin?"
    assert marked(find_typography, text, source="es") == ["¿"]
    assert marked(find_typography, text, source="en") == ["am Juni 15"]


def test_other_targets_have_no_such_evidence() -> None:
    assert not marked(find_typography, "¿Waar was hij toen hij weg was?", code="nl")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=50) | st.sampled_from(PIECES), max_size=5))
def test_never_raises_and_stays_inside_the_text(texts: list[str]) -> None:
    for code in ("de", "en", "es", "fr", "it", "pt"):
        for found in find_typography(prose(*texts, code=code)):
            assert 0 <= found.span.start < found.span.end <= len(texts[found.passage])
