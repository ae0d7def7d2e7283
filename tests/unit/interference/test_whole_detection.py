"""All finders and the fusion together, on any text: no error, honest numbers, places inside the text, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection import detect
from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.interference.reading import Reading, read
from mtqc.model import Detection, Verdict
from tests.unit.analysis.hostile import HOSTILE, slow

from .style.articles import NATIVE_GERMAN, TRANSLATED_GERMAN
from .texts import prose

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
WORDS = (
    *("der", "die", "das", "und", "Según", "El", "La", "Habana", "Kanzler", "nonagenarisch", "Vladimir", "Kolokoltsev"),
    *(
        "neues",
        "Haus",
        "ein",
        "eine",
        "—",
        "„",
        "“",
        '"',
        "1,639",
        "1.639",
        "MW",
        ".",
        ",",
        ":",
        "(",
        ")",
        "in",
        "Materie",
    ),
    *(
        "los",
        "casas",
        "une",
        "maison",
        "uma",
        "casa",
        "nuevos",
        "the",
        "of",
        "Archiviert",
        "unter",
        "l'",
        "un",
        "\n",
        "\u0301",
    ),
)


def judged(document: Prose) -> tuple[Reading, Detection]:
    reading = read(document)
    return reading, detect(reading.prose, reading.evidence)


def hard_groups(evidence: tuple[Evidence, ...]) -> int:
    return len({found.kind.group for found in evidence if found.is_strong and found.kind.group.is_hard})


def assert_honest(document: Prose) -> None:
    """What holds of every text: places lie in it, numbers are probabilities, and no machine without two hard groups."""
    reading, detection = judged(document)
    for found in reading.evidence:
        assert 0 <= found.span.start < found.span.end <= len(document.segments[found.passage].target)
        assert 0 <= found.confidence <= 1
    if detection.translated is None or detection.machine is None:
        assert detection.machine is None
        assert detection.verdict not in (Verdict.MACHINE, Verdict.TRANSLATED)
    else:
        assert 0 <= detection.machine <= detection.translated <= 1
        if hard_groups(reading.evidence) < 2:
            assert detection.machine < 0.5
    assert all(0 <= share <= 1 for share in detection.source_language.values())
    assert sum(detection.source_language.values()) <= 1 + 1e-9
    if detection.verdict in (Verdict.TOO_SHORT, Verdict.NOT_JUDGED):
        assert (detection.translated, detection.machine, detection.source) == (None, None, None)
        assert not detection.source_language
        assert detection.notes


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text(code: str, texts: list[str]) -> None:
    assert_honest(prose(*texts, code=code))


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), min_size=1, max_size=4), st.booleans())
def test_any_words_beside_an_article(code: str, texts: list[str], is_native: bool) -> None:
    article = " ".join((NATIVE_GERMAN if is_native else TRANSLATED_GERMAN).split())
    assert_honest(prose(*texts, *([article] if code == "de" else []), code=code))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.sampled_from(("es", "en", "fr", "fi")))
def test_any_words_from_a_known_language(text: str, source: str) -> None:
    assert_honest(prose(text, " ".join(TRANSLATED_GERMAN.split()), source=source))


@pytest.mark.parametrize("code", ["fi", "ja", "ar", "zh", "nl"])
def test_a_language_without_evidence_has_no_number(code: str) -> None:
    document = prose("1 2 3 und so weiter. " * 40, code=code)
    assert_honest(document)
    assert judged(document)[1].translated is None


def test_a_list_with_a_few_sentences_is_a_list() -> None:
    items = [f"Schraube {number} mit Mutter" for number in range(400)]
    document = prose(*items, " ".join(TRANSLATED_GERMAN.split()))
    assert document.running_words >= 80
    detection = judged(document)[1]
    assert detection.verdict is Verdict.NOT_JUDGED
    assert detection.notes[0].endswith("words are running text. The others: verse or lists (1,600).")


def test_a_text_of_one_line_takes_linear_time() -> None:
    article = " ".join(NATIVE_GERMAN.split()) + " "
    short, long = prose(article * 30), prose(article * 300)
    taken = []
    for document in (short, short, long):
        start = time.process_time()
        judged(document)
        taken.append(time.process_time() - start)
    assert taken[2] < 30 * taken[1] + 1


def test_many_tiny_segments_take_linear_time() -> None:
    start = time.process_time()
    assert judged(prose(*("Der Hund", "Ja.") * 10_000))[1].verdict is Verdict.NOT_JUDGED
    assert time.process_time() - start < 10


@pytest.mark.parametrize(("code", "first"), list(zip(LANGUAGES, range(6), strict=True)))
def test_hostile_texts_take_linear_time(code: str, first: int) -> None:
    # Every language sees a sixth of them, since finders share their patterns; German sees all.
    texts = HOSTILE if code == "de" else HOSTILE[first::6]
    assert not slow(lambda text: judged(prose(text, code=code)), texts, seconds=20)
