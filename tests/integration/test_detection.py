"""``mtqc detect`` on texts of every sort: verdicts, exit statuses, what JSON promises, and no verdict from no prose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Mtqc, Outcome

MACHINE = """\
Neuer Ausfall lässt die Bewohner von La Habana ohne Transport

Según die Information des Ministeriums für Transport wird ein neues Lokomotive ab diesem Montag in Zirkulation
gesetzt. Der Kanzler von Ecuador, der mit dem Gesandten Sergey Vorontsov gesprochen hatte, kommentierte, dass
die öffentlichen Politiken in Materie der Energie fortsetzen werden. Aber die octogenarischen Bewohner, die in
La Habana wohnen, zählen nicht mit humanen Ressourcen.

Ya am Morgen realisierten die Nachbarn eine Konzentration vor dem Sitz des Unternehmens. Die Autoritäten
informierten, dass 1,640 MW von Generation fehlen. Inmitten der Krise hat die Regierung mit einem neuem Programm
geantwortet, welches die Passagiere beneficiert und in den nächsten Stunden publiziert wird.

Archiviert unter
"""
NATIVE = """\
Nun also doch: Das alte Hallenbad am Wehr wird abgerissen

Vier Jahre lang hat der Stadtrat gestritten, vertagt und wieder gestritten. Am Donnerstagabend ging es dann doch
ganz schnell: Mit 23 zu 8 Stimmen beschloss die Runde, das Bad am Wehr im kommenden Sommer abreißen zu lassen.
Überrascht hat das wohl niemanden mehr, denn das Dach ist schon seit Jahren undicht, und eine Sanierung wäre
mindestens doppelt so teuer geworden wie ein Neubau.

„Mir tut das trotzdem weh“, sagte Bademeister Uwe Harms, der hier noch selbst schwimmen gelernt hat. Er hätte
sich halt gewünscht, dass man früher mal jemanden fragt, der sich auskennt. Aber nun sei es eben so, und bis zum
Herbst nächsten Jahres müssen die Vereine ohnehin nach Brinkum ausweichen. Dort sind die Bahnen zwar nur 25
Meter lang, dafür gibt es immerhin einen Sprungturm. Was aus dem Grundstück werden soll, weiß bisher keiner so
genau.
"""
SHORT = "Der Bus kommt heute nicht, weil der Fahrer krank ist. Morgen soll er wieder fahren.\n"
FINNISH = """\
Kaupunginvaltuusto päätti maanantaina, että vanha kirjasto puretaan ensi keväänä. Rakennus on ollut tyhjillään
jo kuusi vuotta, eikä sille ole löytynyt uutta käyttöä. Paikalle on tarkoitus rakentaa koulu, johon mahtuu noin
neljäsataa oppilasta. Päätös ei ollut yksimielinen, sillä moni valtuutettu olisi halunnut säilyttää talon.
"""
POEM = """\
Der Abend legt sich auf das Moor,
die Kraniche sind fort,
ein Licht tritt aus dem Haus hervor
und wandert von dem Ort.

Wer geht dort mit der Lampe um
und sucht im Schilf den Kahn?
Die Frösche werden langsam stumm,
der Nebel fängt schon an.

Er hat das Ruder in der Hand
und findet nicht den Steg,
er rief hinüber an das Land,
es wies ihm keiner den Weg.

Nun treibt er, wo das Wasser ruht,
und singt ein altes Lied,
und weiß, es wird am Ende gut,
wenn ihn der Morgen sieht.
"""
OLD = """\
Es war gegen Ende des Monats October, als der alte Müller zum ersten Male seit vielen Jahren wieder in die Stadt
fuhr. Er that es ungern, denn die Thürme waren ihm zu hoch und die Gassen zu enge; aber der Amtmann hatte
geschrieben, daß er in Person erscheinen müsse, und daran war nun einmal Nichts zu ändern. Der Knecht schirrte
die Braunen an, die Frau gab ihm ein Stück Brod mit auf den Weg, und so rollte denn der Wagen zum Thore hinaus.
Unterwegs begegnete ihm der Schulmeister, welcher zu Fuße ging und einen Korb voll Aepfel am Arme trug. Derselbe
rief schon von Weitem, und der Müller hielt verdrießlich die Pferde an.
"""
SWISS = """\
Die Strasse nach Grindelwald bleibt bis Ende Woche gesperrt. Gemäss dem Kanton ist am Montagabend erneut ein
Hang ins Rutschen gekommen, grösser als noch im Frühling. Verletzt wurde niemand, ein Postauto musste aber
umkehren. Die Fahrgäste seien mit einem Ersatzbus nach Interlaken gebracht worden, heisst es weiter. Wer heute
noch nach oben will, nimmt am besten den Zug. Die Bahn setzt zusätzliche Wagen ein, allerdings erst ab 9 Uhr.
«Wir bitten die Leute, nicht auf eigene Faust loszulaufen», sagt Regierungsrätin Annelies Bürki. Bis dahin müsse
man sich halt gedulden.
"""
DIALECT = """\
I woaß ned, wia's bei eich is, aber bei uns dahoam hod's gestern an ganzn Dog gregnt. De Kia san im Stoi bliem,
und da Votta hod gsogt, des werd heier nix mehr mit'm Hei. Mia ham dann hoid Kartn gspuit, wos soist sunst
macha. Auf d'Nocht is da Nachbar no kemma und hod vazäit, dass eam da Wind s'Dach vom Schupfn owagrissn hod. Do
samma dann olle ummi und ham gholfn, bis's finster worn is. So is des bei uns, wenn oana Hilf braucht, dann
hilft ma.
"""
LIST = "\n".join(f"- {count} Pfund {what}" for count in range(2, 12) for what in ("Mehl", "Zucker", "Äpfel", "Quark"))
CODE = "\n".join(f"x[{n}] = {{'a': [{n}, {n + 1}], \"b\": f(y, z=0x{n:02x})}};  // {n}" for n in range(60))
ENGLISH_PARAGRAPH = (
    "The council said in a statement that the building could not be saved because the roof had been damaged by water "
    "for many years. Residents who had hoped for something else were invited to a meeting next month.\n"
)


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def of_json(outcome: Outcome) -> dict[str, Any]:
    """The documents of a report by the names of their files."""
    assert outcome.status == 0, outcome.err
    return {Path(document["path"]).stem: document for document in json.loads(outcome.out)["documents"]}


def verdicts(outcome: Outcome) -> dict[str, str]:
    return {name: document["detection"]["verdict"] for name, document in of_json(outcome).items()}


def test_each_sort_of_text_has_its_verdict(mtqc: Mtqc, folder: Path) -> None:
    write(folder, machine=MACHINE, native=NATIVE, short=SHORT, list=LIST, finnish=FINNISH, poem=POEM)
    assert verdicts(mtqc("detect", ".", "--format", "json", "--target-language", "de")) | {"finnish": ""} == {
        "machine": "machine",
        "native": "no-trace",
        "short": "too-short",
        "list": "not-judged",
        "finnish": "",
        "poem": "not-judged",
    }


def test_a_machine_is_named_with_its_language_and_its_places(mtqc: Mtqc, folder: Path) -> None:
    write(folder, machine=MACHINE)
    document = of_json(mtqc("detect", "machine.txt", "--format", "json"))["machine"]
    detection = document["detection"]
    assert detection["source"] == "es"
    assert 0.5 < detection["machine"] <= detection["translated"] <= 1
    assert abs(sum(detection["source_language"].values()) - 1) < 0.01
    kinds = {reason["evidence"] for reason in detection["reasons"]["machine"]}
    assert len(kinds) >= 2
    seen = {finding["target"]["text"] for finding in document["findings"]}
    assert {"Según", "La Habana", "Archiviert unter"} <= seen
    lines = MACHINE.splitlines()
    for finding in document["findings"]:
        start = finding["column"] - 1
        assert lines[finding["line"] - 1][start:].startswith(finding["target"]["text"])


def test_a_native_text_is_accused_of_nothing(mtqc: Mtqc, folder: Path) -> None:
    write(folder, native=NATIVE)
    outcome = mtqc("detect", "native.txt")
    assert outcome.status == 0
    assert "no trace of a translation found, which does not prove that it is none" in outcome.out
    assert "source" not in outcome.out.replace("source language", "")
    assert "Spanish" not in outcome.out
    assert "places" not in outcome.out


def test_exit_statuses(mtqc: Mtqc, folder: Path) -> None:
    write(folder, machine=MACHINE, native=NATIVE, short=SHORT, poem=POEM)
    assert mtqc("detect", "machine.txt").status == 0
    assert mtqc("detect", "machine.txt", "--fail-on", "machine").status == 1
    assert mtqc("detect", "machine.txt", "--fail-on", "translated").status == 1
    for name in ("native", "short", "poem"):
        assert mtqc("detect", f"{name}.txt", "--fail-on", "translated").status == 0
    assert mtqc("detect", ".", "--fail-on", "machine").status == 1
    assert mtqc("detect", "missing.txt").status == 2


def test_a_language_that_mtqc_knows_nothing_of(mtqc: Mtqc, folder: Path) -> None:
    write(folder, finnish=FINNISH)
    outcome = mtqc("detect", "finnish.txt")
    assert "no verdict" in outcome.out
    assert "mtqc knows nothing of translations into Finnish: no evidence was looked for." in " ".join(
        outcome.out.split()
    )
    assert "%" not in outcome.out.replace("99% sure", "")
    detection = of_json(mtqc("detect", "finnish.txt", "--format", "json"))["finnish"]["detection"]
    assert detection["verdict"] == "not-judged"
    assert detection["translated"] is detection["machine"] is detection["source"] is None
    assert detection["source_language"] == {}
    assert detection["ran"] == []
    assert detection["not_run"]["style"] == "mtqc has none of it for texts in Finnish"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        pytest.param(LIST, "verse or lists", id="list"),
        pytest.param(POEM, "verse or lists", id="poem"),
        pytest.param(CODE, "code or table", id="code"),
        pytest.param(NATIVE.upper(), "capitals throughout", id="capitals"),
        pytest.param(ENGLISH_PARAGRAPH * 4, "another language", id="another language"),
        pytest.param(
            "Haus Baum Wiese Ziegel Dach Rinne Garten Zaun Tor Weg Stein Moos. " * 9, "without grammar", id="words"
        ),
    ],
)
def test_no_verdict_from_what_is_no_prose(mtqc: Mtqc, folder: Path, text: str, others: str) -> None:
    write(folder, text=text)
    detection = of_json(mtqc("detect", "text.txt", "--target-language", "de", "--format", "json"))["text"]["detection"]
    assert detection["verdict"] == "not-judged"
    assert detection["translated"] is detection["machine"] is None
    assert "words are running text. The others: " in detection["notes"][0]
    assert others in detection["notes"][0]


def test_a_paragraph_in_another_language_is_no_evidence(mtqc: Mtqc, folder: Path) -> None:
    write(folder, mixed=f"{NATIVE}\n{ENGLISH_PARAGRAPH}")
    document = of_json(mtqc("detect", "mixed.txt", "--format", "json"))["mixed"]
    assert document["detection"]["verdict"] == "no-trace"
    assert any("words of another language were left out" in note for note in document["detection"]["notes"])
    assert document["findings"] == []


def test_a_quotation_of_machine_output_is_not_the_author(mtqc: Mtqc, folder: Path) -> None:
    quoted = (
        "„Según die Information wird ein neues Lokomotive in Zirkulation gesetzt“, stand auf dem Zettel am Bahnhof."
    )
    write(folder, quoting=f"{NATIVE}\n{quoted}\n")
    assert verdicts(mtqc("detect", "quoting.txt", "--format", "json")) == {"quoting": "no-trace"}


def test_texts_whose_language_cannot_be_told(mtqc: Mtqc, folder: Path) -> None:
    write(folder, empty="", numbers="12 34 56,7 89\n" * 40)
    outcome = mtqc("detect", "empty.txt", "numbers.txt", "--details")
    assert outcome.status == 0
    assert "there is no text in it" in outcome.out
    assert "its language could not be told" in outcome.out
    documents = of_json(mtqc("detect", ".", "--format", "json"))
    assert documents["empty"]["detection"] is None


def test_old_spelling_swiss_spelling_and_dialect_are_no_machine(mtqc: Mtqc, folder: Path) -> None:
    write(folder, old=OLD, swiss=SWISS, dialect=DIALECT)
    documents = of_json(mtqc("detect", ".", "--format", "json", "--target-language", "de"))
    assert {document["detection"]["verdict"] for document in documents.values()} == {"no-trace"}


def test_the_table_and_the_page(mtqc: Mtqc, folder: Path) -> None:
    write(folder, machine=MACHINE, native=NATIVE, poem=POEM)
    outcome = mtqc("detect", ".", "--target-language", "de")
    header, *rows = outcome.out.splitlines()
    assert header.split() == ["verdict", "translated", "machine", "from", "words", "file"]
    assert [row.split()[0] for row in rows] == ["machine", "no-trace", "not-judged"]
    assert [row.split()[3] for row in rows] == ["es", "–", "–"]
    page = mtqc("detect", ".", "--target-language", "de", "--format", "html").out
    assert "reads as unedited machine translation (from Spanish)" in page
    assert page.count("from Spanish") >= 1
    assert "no verdict" in page
