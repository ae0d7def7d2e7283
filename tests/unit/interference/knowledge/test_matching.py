import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.knowledge import forms
from mtqc.interference.knowledge.forms import FormIndex, endings
from mtqc.interference.knowledge.matching import PatternIndex
from mtqc.interference.knowledge.pattern import Form, parse_pattern
from mtqc.interference.passages import Passage
from mtqc.languages import language
from mtqc.model import Segment
from tests.unit.analysis.hostile import slow


def marked(pattern: str, text: str, code: str = "de") -> list[str]:
    passage = Passage(0, Segment("1", text), language(code))
    found = PatternIndex([parse_pattern(pattern, {})], code).matches(passage)
    return [match.marked.of(text) for matches in found.values() for match in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("Kanzler", "Er war nie Kanzler.", ["Kanzler"]),
        ("Kanzler", "Der Kanzlers Hut.", []),
        ("Kanzler~", "Des Kanzlers Hut und die Kanzlern.", ["Kanzlers", "Kanzlern"]),
        ("repressiv~ Politik~", "Die repressiven Politiken des Landes.", ["repressiven Politiken"]),
        ("repressiv~ Politik~", "Repressive Politik half nicht.", ["Repressive Politik"]),
        ("kanalisier~", "Alles wird kanalisiert, man kanalisierte es.", ["kanalisiert", "kanalisierte"]),
        ("*kontrolle~", "Die Cyberkontrollen und die Kontrolle.", ["Cyberkontrollen", "Kontrolle"]),
        ("*Kontrolle~", "Die Kontrolle.", ["Kontrolle"]),
        ("Sonderzeit*", "Im Sonderzeitraum.", ["Sonderzeitraum"]),
        ("im _ Raum", "Er ist im leeren Raum.", ["im leeren Raum"]),
        ("seit # Jahren", "Das gilt seit 20 Jahren.", ["seit 20 Jahren"]),
        ("Rede … halten", "Die Rede muss er morgen noch halten.", ["Rede muss er morgen noch halten"]),
        ("Rede … halten", "Die Rede muss er morgen früh noch einmal halten.", []),
        ("Rede … halten", "Eine Rede. Sie halten still.", []),
        ("Rede , die", "Die Rede, die er hielt.", ["Rede, die"]),
        ("(weder ein|kein) Kanzler".replace("weder ein|", ""), "Er ist kein Kanzler.", ["Kanzler"]),
        ("(kein) Kanzler", "Er ist Kanzler.", []),
        ("Kanzler (noch)", "Weder Kanzler noch König.", ["Kanzler"]),
        ("^ nach innen", "Nach innen wirkt es. Er geht nach innen.", ["Nach innen"]),
        ("^ verwandte Videos $", "Verwandte Videos:", ["Verwandte Videos"]),
        ("^ verwandte Videos $", "VERWANDTE VIDEOS", ["VERWANDTE VIDEOS"]),
        ("^ verwandte Videos $", "Verwandte Videos sah er gern.", []),
        ("seit #|zwei Jahren", "Seit 20 Jahren, seit zwei Jahren.", ["Seit 20 Jahren", "seit zwei Jahren"]),
        ("Rede (,|.|und)", "Die Rede. Rede und Rede, Rede!", ["Rede", "Rede", "Rede"]),
        ("rede", "Die Rede.", []),
        ("Rede", "Er rede viel.", []),
        ("Rede", "„Rede!“", ["Rede"]),
    ],
)
def test_a_pattern_marks(pattern: str, text: str, expected: list[str]) -> None:
    assert marked(pattern, text) == expected


def test_english_endings() -> None:
    assert marked("pretend~", "He pretends, she pretended, we are pretending.", "en") == [
        "pretends",
        "pretended",
        "pretending",
    ]


def test_a_language_without_endings_has_the_stem() -> None:
    assert endings("xx") == ("",)
    assert "en" in endings("de")


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_MOST_REMEMBERED", 2)
    index = FormIndex(("", "en"))
    number = index.add(Form.parse("haus~"))
    assert index.add(Form.parse("haus~")) == number
    for word in ("haus", "hausen", "maus", "haus"):
        assert index.forms(word) == ({number} if "haus" in word else set())


PATTERNS = ["Rede … halten", "*kontrolle~", "Sonder*", "^ a $", "_ b", "# c", "(x) y", "a , b", "… c".replace("… ", "")]


@given(st.text(alphabet="abcxy RrEede.,!?„“\n\u0301😀1", max_size=60))
@settings(max_examples=100)
def test_matches_lie_within_any_text(text: str) -> None:
    passage = Passage(0, Segment("1", text), language("de"))
    index = PatternIndex([parse_pattern(pattern, {}) for pattern in PATTERNS], "de")
    for matches in index.matches(passage).values():
        for match in matches:
            assert 0 <= match.marked.start < match.marked.end <= len(text)
            assert match.marked.of(text).strip()


def test_any_text_takes_linear_time() -> None:
    index = PatternIndex([parse_pattern(pattern, {}) for pattern in PATTERNS], "de")
    assert not slow(lambda text: index.matches(Passage(0, Segment("1", text), language("de"))))
