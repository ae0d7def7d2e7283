import pytest

from mtqc.interference.knowledge.pattern import Any, Choice, Form, Mark, Mode, Pattern, parse_pattern


def parse(text: str, **words: tuple[str, ...]) -> Pattern:
    return parse_pattern(text, words)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kanzler", Form("kanzler", Mode.EXACT, True)),
        ("Kanzler~", Form("kanzler", Mode.INFLECTED, True)),
        ("repressiv~", Form("repressiv", Mode.INFLECTED, False)),
        ("*kontrolle", Form("kontrolle", Mode.HEAD, False)),
        ("*kontrolle~", Form("kontrolle", Mode.INFLECTED_HEAD, False)),
        ("Sonderzeit*", Form("sonderzeit", Mode.BEGINNING, True)),
    ],
)
def test_a_word_names_a_form(text: str, form: Form) -> None:
    assert parse(text).elements == (Choice((form,)),)


def test_a_choice_names_several() -> None:
    (choice,) = parse("Land~|Länder~").elements
    assert isinstance(choice, Choice)
    assert [form.text for form in choice.forms] == ["land", "länder"]


def test_word_lists_are_spelt_out() -> None:
    (choice,) = parse("@capital|Bonn", capital=("Havanna", "Caracas")).elements
    assert isinstance(choice, Choice)
    assert [form.text for form in choice.forms] == ["havanna", "caracas", "bonn"]


def test_wildcards_numbers_gaps_and_marks() -> None:
    assert parse("Rede _ # … , halten").elements[1:-1] == (Any.WORD, Any.NUMBER, Any.GAP, Mark(","))


def test_marks_that_touch_a_word_are_elements_of_their_own() -> None:
    assert [type(element) for element in parse("Nein, danke!").elements] == [Choice, Mark, Choice, Mark]


def test_brackets_are_context() -> None:
    assert parse("(kein~|weder) Kanzler").marked == (1, 2)
    assert parse("Kanzler (noch ein)").marked == (0, 1)
    assert parse("(kein _) Kanzler").marked == (2, 3)
    assert parse("Rede (und) Antwort").marked == (0, 3)


def test_anchors() -> None:
    pattern = parse("^ Archiviert unter $")
    assert pattern.starts_sentence
    assert pattern.ends_passage
    assert pattern.ignores_case
    assert not parse("^ Archiviert").ignores_case


def test_the_key_is_the_longest_word() -> None:
    assert parse("in der Kontrolle von").key == 2
    assert parse("… der Kontrolle".replace("… ", "_ ")).key == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "an empty line"),
        ("_ #", "names no word"),
        ("… Rede", "begins or ends with a gap"),
        ("Rede …", "begins or ends with a gap"),
        ("(Rede", "does not close"),
        ("Rede)", "did not open"),
        ("(Rede (und) Antwort) geben", "bracket within brackets"),
        ("@nothing", "no word list 'nothing'"),
        ("Rede $ halten", "goes on after its end"),
        ("*aber*", "names no single word"),
        ("seit |zwei Jahren", "a choice that names nothing"),
        ("seit _|zwei Jahren", "a choice that names nothing"),
        (",|#|und", "names no word"),
        ("*a", "has fewer than 2 letters"),
        ("a~b", "names no single word"),
    ],
)
def test_what_makes_no_sense_is_said(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem.replace("(", r"\(")):
        parse(text)


def test_a_list_with_a_phrase_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="names no single word"):
        parse("@country", country=("Costa Rica",))
