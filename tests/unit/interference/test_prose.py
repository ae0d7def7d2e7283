import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose, is_running
from mtqc.languages import language
from mtqc.model import Segment

SENTENCE = "Am Abend gingen die Leute aus der Stadt wieder nach Hause."


def prose(*texts: str, code: str = "de", source: str | None = None) -> Prose:
    return Prose([Segment(str(number), text, source) for number, text in enumerate(texts)], language(code), None)


def passage(text: str) -> Passage:
    return Passage(0, Segment("1", text), language("de"))


def test_words_marks_and_sentences() -> None:
    found = passage("„Das U-Boot kam.“ Kam es? 1.234 Mal")
    assert [token.text for token in found.tokens] == [
        *("„", "Das", "U-Boot", "kam", ".", "“", "Kam", "es", "?", "1.234", "Mal")
    ]
    assert [found.text[start : start + 4] for start in sorted(found.sentence_starts)] == ["Das ", "Kam ", "1.23"]
    assert found.is_quoted(3)
    assert not found.is_quoted(20)


def test_what_is_no_prose_is_masked() -> None:
    assert [token.text for token in passage("Siehe https://example.org heute").words] == ["Siehe", "heute"]


def test_running_text_ends_like_a_sentence_or_is_long() -> None:
    assert is_running(passage(SENTENCE))
    assert is_running(passage(SENTENCE.replace(".", ".“")))
    assert not is_running(passage("Ein Blick auf die Lage in der Stadt"))
    assert not is_running(passage("Das reicht."))
    assert is_running(passage("und so weiter " * 10))


def test_headings_are_read_and_do_not_count() -> None:
    found = prose("Eine Überschrift", SENTENCE)
    assert len(found.passages) == 2
    assert len(found.running) == 1
    assert found.words == 13
    assert found.running_words == 11


def test_passages_in_another_language_are_left_out() -> None:
    found = prose(SENTENCE, "The people of the town went home in the evening, and nobody knew what to say.")
    assert [kept.index for kept in found.passages] == [0]
    assert found.left_out == {"another language": 16}


def test_with_the_source_at_hand_nothing_is_foreign() -> None:
    english = "The people of the town went home in the evening, and nobody knew what to say."
    assert len(prose(english, source=english).passages) == 1


def test_code_and_tables_are_left_out() -> None:
    found = prose("1 | 2,50 | 3,75 | 4.000 | 12 %", "x = {%s: 0x1f, 'a': [1, 2, 3]}; y += 1", SENTENCE)
    assert [kept.index for kept in found.passages] == [2]
    assert set(found.left_out) == {"code or table"}


def test_verse_is_no_running_text() -> None:
    lines = ("Der Wind geht über Feld und Rain,", "die Vögel ziehen fort,", "und niemand weiß, wie lang wir sein")
    verse = (*lines, "an diesem stillen Ort, an dem wir waren.")
    assert prose(*verse).running == ()
    assert len(prose(*verse, f"{SENTENCE} {SENTENCE}").running) == 1


def test_a_few_headings_are_no_verse() -> None:
    assert len(prose("Erstens", SENTENCE, "Zweitens", SENTENCE).running) == 2


def test_verse_with_long_lines_is_no_running_text() -> None:
    lines = ("Sing mir, du Strom, von den Schiffern, die nachts auf den Wassern ertranken,",) * 3
    assert prose(*lines, "sing von den Frauen am Ufer, die heute noch warten und weinen.").running == ()


def test_capitals_throughout_are_no_running_text() -> None:
    found = prose(SENTENCE.upper(), SENTENCE)
    assert [kept.index for kept in found.running] == [1]
    assert found.not_running == {"capitals throughout": 11}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.", "it"),
        ("Qnf Unhf fgrug na qre Fgenßr, jb qre Onpu vaf Gny syvrßg haq qvr Jvrfr ortvaag, qvr qre Onhre znug.", "de"),
        ("Kernel Modul Treiber Paket Archiv Spiegel Schlüssel Signatur Quelle Version Datei Ordner Lizenz.", "de"),
    ],
)
def test_words_without_grammar_are_no_running_text(text: str, code: str) -> None:
    found = prose(text, code=code)
    assert found.running == ()
    assert list(found.not_running) in ([], ["rows of words without grammar"])


def test_dialect_and_old_spelling_are_running_text() -> None:
    dialect = "I woaß ned, wia's bei eich is, aber bei uns hod's gestern an ganzn Dog gregnt und de Kia san im Stoi."
    old = "Er that es ungern, denn die Thürme waren ihm zu hoch, und daran war nun einmal Nichts zu ändern."
    assert len(prose(dialect, old).running) == 2


def test_what_is_no_running_text_is_counted() -> None:
    found = prose(
        "Eine Überschrift", f"{SENTENCE} {SENTENCE}", *("Apfel, Birne", "Quitte", "Pflaume und Kirsche", "Schlehe")
    )
    assert found.not_running == {"headings and labels": 2, "verse or lists": 7}


def test_vocabulary() -> None:
    found = prose("Das Haus und das Haus.")
    assert found.vocabulary == {"Das": 1, "Haus": 2, "und": 1, "das": 1}
    assert found.lower_vocabulary == {"das", "haus", "und"}
    assert not found.is_bilingual


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(max_examples=50)
def test_any_text_is_sorted_out(texts: list[str]) -> None:
    found = prose(*texts)
    for kept in found.passages:
        for token in kept.tokens:
            assert kept.text[token.start : token.end] == token.text or "\ufffc" in token.text
        assert kept.sentence_starts <= {token.start for token in kept.words}


@pytest.mark.parametrize("code", ["de", "zh", "fi"])
def test_no_text_has_no_passages(code: str) -> None:
    assert prose("", "  ", code=code).passages == ()


def test_many_short_texts_beside_their_sources_are_an_interface() -> None:
    assert prose(*["Datei speichern"] * 120, source="Save file").is_interface
    assert not prose(*["Datei speichern"] * 20, source="Save file").is_interface
    assert not prose(*["Datei speichern"] * 120).is_interface
    assert not prose(*[f"{SENTENCE} {SENTENCE}"] * 120, source="Sentence").is_interface
