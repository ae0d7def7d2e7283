from __future__ import annotations

import pytest

from mtqc.interference.citations import is_cited

from .texts import prose


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Er sah gestern „Adiós, X“ im Kino.", True),
        ("Er sagte: „Ich war noch nie in X und will auch nicht dorthin.“", False),
        ("Er sagte: „Ich war noch nie in ‚Adiós X‘ und will auch nicht.“", True),
        ("Er sang: „Cuando salí de X dejé enterrado mi corazón“ noch am Abend.", True),
        ("Er war gestern in X und sagte nichts.", False),
    ],
)
def test_cited(text: str, cited: bool) -> None:
    (passage,) = prose(text).passages
    assert is_cited(passage, text.index("X")) is cited
