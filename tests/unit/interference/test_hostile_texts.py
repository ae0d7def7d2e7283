from __future__ import annotations

from mtqc.interference.exonyms import find_exonyms
from mtqc.interference.misspelt_names import find_misspelt_names
from mtqc.interference.name_variants import find_name_variants
from mtqc.interference.transliteration import find_transliterations
from mtqc.interference.typography import find_typography
from tests.unit.analysis.hostile import HOSTILE, slow

from .texts import prose

FINDERS = (find_exonyms, find_misspelt_names, find_name_variants, find_transliterations, find_typography)


def test_names_and_typography_take_linear_time() -> None:
    def run(text: str) -> None:
        document = prose(text)
        for find in FINDERS:
            assert list(find(document)) is not None

    assert not slow(run, HOSTILE, seconds=20)
