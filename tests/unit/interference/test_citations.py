from __future__ import annotations

import pytest

from mtqc.interference.citations import is_cited, is_mentioned

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


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Auf der Karte stand „X der Großmutter“, und alle lachten.", True),
        ("Sie sammelt Sätze wie „klicken Sie hier, um X zu sehen“ und lacht.", True),
        ("Er sagte: „Ich war noch nie in X.“", False),
        ("Er sagte, er sei „noch nie in seinem ganzen langen Leben und auch sonst nicht in X gewesen“.", False),
        ("Er war gestern in X und sagte „nichts“.", False),
        ("Das Zeichen „X“ und das Zeichen „…“ sind alles.", True),
    ],
)
def test_mentioned(text: str, mentioned: bool) -> None:
    (passage,) = prose(text).passages
    assert is_mentioned(passage, text.index("X")) is mentioned


def test_marks_without_words_mention_nothing() -> None:
    (passage,) = prose("Er schrieb „…“ und ging nach Hause.").passages
    assert not is_mentioned(passage, passage.text.index("…"))
