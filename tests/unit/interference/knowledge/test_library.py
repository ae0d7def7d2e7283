from collections.abc import Sequence

import pytest

from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.knowledge import Library, find_knowledge, read_entries
from mtqc.interference.knowledge.source_expressions import find_expression
from mtqc.interference.prose import Prose
from mtqc.languages import language
from mtqc.model import Segment

TOML = """
source_language = "es"
target_language = "de"

[[entry]]
id = "rede"
kind = "false-friend"
target = ["offiziell~ Rede~"]
source = "discurso oficial"
fix = ["offizielle Darstellung"]
why = "A discurso is also a narrative."
severity = "major"
evidence = "strong"
unless = ["hielt|halten"]

[[entry]]
id = "rede-allein"
kind = "false-friend"
target = ["Rede~"]
source = "discurso"
why = "A discurso is also a narrative."

[[entry]]
id = "oms"
kind = "fixed-term"
target = ["OMS~"]
source = "OMS"
why = "The OMS is the WHO."

[[entry]]
id = "kanzler"
kind = "false-friend"
target = ["Kanzler~"]
source = "canciller"
why = "A canciller is a foreign minister."
near = ["reist~"]
topic = ["Kuba~"]
unless_topic = ["Deutschland~"]
"""
ENTRIES = read_entries([("test.toml", TOML)])


def evidence(texts: Sequence[str], source: str | None = None, known: str | None = None) -> list[Evidence]:
    segments = [Segment(str(number), text, source) for number, text in enumerate(texts)]
    prose = Prose(segments, language("de"), language(known) if known else None)
    library = Library(ENTRIES, "de")
    return list(library.find_confirmed(prose) if source else library.find(prose))


def items(*texts: str) -> list[str]:
    return [found.item.partition("/")[2] for found in evidence(texts)]


def test_the_longest_strong_entry_explains_a_place() -> None:
    (found,) = evidence(["Die offizielle Rede ist bekannt."])
    assert found.item == "es-de/rede"
    assert found.kind is Kind.FALSE_FRIEND
    assert found.rule == "accuracy/false-friend"
    assert found.span.of("Die offizielle Rede ist bekannt.") == "offizielle Rede"
    assert found.languages == {"es": 1.0}
    assert found.is_strong
    assert "discurso oficial" in found.message


def test_what_must_not_stand_in_the_sentence_may_stand_in_the_next() -> None:
    assert items("Die offizielle Rede hielt er.") == ["rede-allein"]
    assert items("Die offizielle Rede kennt er. Dann hielt er an.") == ["rede"]


def test_gates_ask_for_the_passage_and_the_document() -> None:
    assert items("Der Kanzler reiste ab.", "Kuba war weit.") == ["kanzler"]
    assert items("Der Kanzler reiste ab.") == []
    assert items("Der Kanzler blieb.", "Kuba war weit. Man reiste.") == []
    assert items("Der Kanzler reiste ab.", "Kuba war weit, Deutschland auch.") == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Er las die Rede.", True),
        ("Er las die Rede Lincolns.", True),
        ("Er las die Rede, Committee und Board auch.", True),
        ("Er las Rede Committee.", True),
        ("Er las Committee Rede.", False),
        ("Er las Bureau of Rede.", False),
        ("Rede", True),
    ],
)
def test_words_in_names_of_another_language_are_none(text: str, is_found: bool) -> None:
    assert items(text) == ["rede-allein"] * is_found


def test_acronyms_are_written_in_capitals() -> None:
    assert items("Die OMS warnt.", "Die OMSen warnen.") == ["oms", "oms"]
    assert items("Herr Oms warnt.", "Oms warnt.") == []


def test_with_the_source_at_hand_there_is_no_doubt() -> None:
    (found,) = evidence(["Die offizielle Rede ist bekannt."], "Se conoce el discurso oficial.", "es")
    assert found.confidence == 0.95
    assert found.expression == "discurso oficial"
    assert "comes from Spanish “discurso oficial”" in found.message
    assert not evidence(["Die offizielle Rede ist bekannt."], "Se conoce la alocución.", "es")
    assert not evidence(["Die offizielle Rede hielt er."], "Pronunció el discurso oficial.", "es")[1:]
    assert not evidence(["Nichts davon."], "Se conoce el discurso oficial.", "es")


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["Der Kanzler reist heute noch ab.", "Er kam aus Kuba."], 1),
        (["Der Kanzler reist heute noch ab.", "Er kam aus Peru."], 0),
        (["Der Kanzler reist heute noch ab.", *["Nichts."] * 30, "Er kam aus Kuba."], 0),
        (["Der Kanzler reist heute noch ab.", "Er kam aus Kuba und aus Deutschland."], 0),
        (["Der Kanzler blieb noch lange im Saal.", "Er kam aus Kuba."], 0),
    ],
)
def test_with_the_source_at_hand_gates_look_at_what_is_nearby(texts: list[str], count: int) -> None:
    assert len(evidence(texts, "El canciller viaja hoy.", "es")) == count


def test_a_known_source_language_makes_weak_entries_count() -> None:
    (found,) = evidence(["Eine Rede."], known="es")
    assert found.is_strong


def test_entries_of_users_join_those_that_ship() -> None:
    prose = Prose([Segment("1", "Die offizielle Rede ist bekannt.")], language("de"), None)
    mine = read_entries([("mine.toml", TOML.replace('id = "rede"', 'id = "mine"'))])
    assert "es-de/mine" in [entry.name for entry in Library.shipped("de", None, mine).entries]
    assert list(find_knowledge(prose, mine))


@pytest.mark.parametrize(
    ("source", "has"),
    [
        ("Los discursos oficiales", True),
        ("El discurso", False),
        ("La oficialidad discursiva", False),
    ],
)
def test_expressions_are_found_inflected(source: str, has: bool) -> None:
    assert (find_expression(source, ("nada", "discurso oficial")) is not None) is has


def test_an_expression_of_short_words_needs_all() -> None:
    assert find_expression("No va a ser", ("va a",)) == "va a"
    assert find_expression("No fue así", ("va a",)) is None


def test_labels_are_left_to_those_who_check_terms() -> None:
    assert not evidence(["Offizielle Rede"], "Discurso oficial", "es")


def test_an_entry_of_users_replaces_the_one_of_its_name() -> None:
    mine = read_entries([("mine.toml", TOML.replace("A discurso is also a narrative.", "Mine."))])
    library = Library((*ENTRIES, *mine), "de")
    prose = Prose([Segment("1", "Die offizielle Rede ist bekannt.")], language("de"), None)
    (found,) = library.find(prose)
    assert "Mine." in found.message
