from __future__ import annotations

import pytest

from mtqc.interference.evidence import Evidence
from mtqc.interference.knowledge import Library, read_entries
from mtqc.interference.prose import Prose
from mtqc.languages import language
from mtqc.model import Segment

TOML = """
source_language = "es"
target_language = "de"

[[entry]]
id = "kanzler"
kind = "false-friend"
target = ["Kanzler~"]
source = "canciller"
fix = ["Außenminister"]
why = "A canciller is a foreign minister."
bad = ["Der Kanzler reist nach Caracas."]

[[entry]]
id = "energie"
kind = "fixed-term"
target = ["energetisch~ Krise~|Bereich~", "elektrisch~ Dienst~"]
source = "crisis energética|sector energético"
fix = ["Energiekrise"]
why = "German makes compounds of energético."
bad = ["Die energetische Krise dauert an."]

[[entry]]
id = "kontaktiert"
kind = "calque"
target = ["kontaktiert~ von"]
source = "contactado por"
fix = ["auf Anfrage von"]
why = "German says auf Anfrage von."
bad = ["Sie schwieg, kontaktiert von der Presse."]

[[entry]]
id = "band"
kind = "wrong-sense"
target = ["das Band", "die Band"]
source = "banda|cinta"
fix = ["die Bande"]
why = "A banda is a gang."
bad = ["Das Band stahl Autos."]

[[entry]]
id = "eigen"
kind = "calque"
target = ["Thematik~"]
source = "temática"
fix = ["Thema"]
why = "A temática is a subject."
"""
ENTRIES = read_entries([("test.toml", TOML)])


def only(text: str) -> Evidence:
    (found,) = Library(ENTRIES, "de").find(Prose([Segment("1", text)], language("de"), None))
    return found


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Dort sprach der Kanzler.", "Außenminister"),
        ("Es war eine  energetische  Krise.", "Energiekrise"),
        ("Kontaktiert von der Presse, schwieg sie.", "Auf Anfrage von"),
        ("Gestern stahl das Band Autos.", "die Bande"),
        ("Der Film hat eine ernste Thematik.", "Thema"),
    ],
)
def test_a_fix_that_fits_the_place_is_suggested(text: str, fix: str) -> None:
    found = only(text)
    assert found.suggestions == (fix,)
    assert "seems to come from Spanish" in found.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Die Rede des Kanzlers war kurz.",
            "“Kanzlers” seems to come from Spanish “canciller”. A canciller is a foreign minister. "
            "Better: “Außenminister”, in the form that fits here.",
        ),
        (
            "Der elektrische Dienst fiel aus.",
            "“elektrische Dienst” seems to come from Spanish. German makes compounds of energético. "
            "For instance, “energetische Krise” is “Energiekrise”.",
        ),
        (
            "Viele kontaktierten von dort die Presse.",
            "“kontaktierten von” seems to come from Spanish “contactado por”. German says auf Anfrage von.",
        ),
        (
            "Gestern stahl die Band Autos.",
            "“die Band” seems to come from Spanish “banda”. A banda is a gang. "
            "Better: “die Bande”, in the form that fits here.",
        ),
    ],
)
def test_elsewhere_the_message_names_it(text: str, message: str) -> None:
    found = only(text)
    assert found.message == message
    assert found.suggestions == ()


def test_the_expression_is_left_open_where_the_place_does_not_tell_it() -> None:
    assert only("Der elektrische Dienst fiel aus.").expression == ""
    assert only("Die Rede des Kanzlers war kurz.").expression == "canciller"
