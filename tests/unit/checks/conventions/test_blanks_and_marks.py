from __future__ import annotations

import pytest

from mtqc.checks.base import Check, Example
from mtqc.checks.conventions.brackets import Brackets
from mtqc.checks.conventions.capitalisation import Capitalisation
from mtqc.checks.conventions.doubled_word import DoubledWord
from mtqc.checks.conventions.ellipsis import Ellipsis
from mtqc.checks.conventions.end_punctuation import EndPunctuation
from mtqc.checks.conventions.end_punctuation_strict import EndPunctuationStrict
from mtqc.checks.conventions.punctuation_spacing import PunctuationSpacing
from mtqc.checks.conventions.whitespace import Whitespace
from mtqc.model import Finding

from ..running import findings_on


def found(check: Check, target: str, source: str | None = None, tag: str | None = "de") -> list[Finding]:
    return findings_on(check, Example(target, source=source, source_language="en", target_language=tag))


def marked(check: Check, target: str, source: str | None = None, tag: str | None = "de") -> list[str | None]:
    return [finding.target_text for finding in found(check, target, source, tag)]


@pytest.mark.parametrize(
    ("target", "source", "marks"),
    [
        ("Datei (neu] öffnen", "Open (new) file", ["(", "]"]),
        ("Datei (neu öffnen", "Open (new file", []),
        ("%(name)s fehlt", "%(name)s is missing", []),
        ("{0} (neu", "{0} (new)", ["("]),
    ],
)
def test_brackets_are_compared_with_the_source(target: str, source: str, marks: list[str]) -> None:
    assert marked(Brackets(), target, source) == marks


@pytest.mark.parametrize("text", ["(Er lachte. Und ging.", "Und ging.)", "(neu", "Ende 1989)"])
def test_brackets_alone_may_be_half_of_something(text: str) -> None:
    assert not found(Brackets(), text)


@pytest.mark.parametrize(
    ("target", "source", "tag", "marks"),
    [
        ("los archivos se guardan aquí.", "The files are saved here.", "es", ["los"]),
        ("„die Datei“ wurde nicht gefunden.", "“The file” could not be found.", "de", ["die"]),
        ('"fetch" wurde nicht ausgeführt.', "Fetching was not run today.", "de", []),
        ("x86 wird nicht unterstützt hier.", "The processor is not supported.", "de", []),
        ("die Datei wurde gespeichert", "The file has been saved", "de", []),
        ("die Datei fehlt.", "the file is missing.", "de", []),
        ("eine Datei.", "A file.", "de", []),
        ("Die Datei wurde gespeichert.", "The file has been saved.", "de", []),
        ("BITTE WARTEN SIE", "Please wait", "de", ["BITTE WARTEN SIE"]),
        ("Bitte warten Sie", "PLEASE WAIT NOW", "de", ["Bitte warten Sie"]),
        ("HTTP URL", "the address", "de", []),
        ("SCHLIESSEN", "Close it", "de", []),
        ("ABCD EFGH", "Abcdefgh", "de", []),
        ("GTK の設定ファイル", "The settings file of it", "ja", []),
        ("postmaster 를 중지하고 실행하십시오.", "Stop the server and run it.", "ko", []),
    ],
)
def test_capitals_follow_the_source(target: str, source: str, tag: str, marks: list[str]) -> None:
    assert marked(Capitalisation(), target, source, tag) == marks


@pytest.mark.parametrize(
    ("target", "source", "tag", "marks"),
    [
        ("Er kam mit mit dem Zug.", None, "de", ["mit mit"]),
        ("Er kam mit mit, dann ging er.", None, "de", ["mit mit"]),
        ("Er kam mit mit.", None, "de", ["mit mit"]),
        ("Er kam mit  mit dem Zug.", None, "de", []),
        ("mit mit mit", None, "de", []),
        ("Der Wert Wert fehlt.", None, "de", ["Wert Wert"]),
        ("the Duran Duran song", None, "en", []),
        ("the Smith Smith song", None, "en", []),
        ("the Smith Smith song", None, None, []),
        ("that that is", None, "en", []),
        ("bla bla", None, "de", []),
        ("alt-alt alt", None, "de", []),
        ("kupu kupu", None, "id", []),
        ("Wort Wort", "word word", "de", ["Wort Wort"]),
        ("word word", "word word", "en", []),
        ("%s %s fehlt", "%s %s missing", "de", []),
    ],
)
def test_doubled_words_are_found_where_nothing_excuses_them(
    target: str, source: str | None, tag: str | None, marks: list[str]
) -> None:
    assert marked(DoubledWord(), target, source, tag) == marks


def test_three_full_stops_are_found_each_time() -> None:
    assert marked(Ellipsis(), "... und ...", "… and …") == ["...", "..."]
    assert not found(Ellipsis(), "http://a.de/.../b und so", "http://a.de/…/b and so")


@pytest.mark.parametrize(
    ("target", "source", "tag", "count"),
    [
        ("Löschen", "Delete?", "de", 1),
        ("Löschen.", "Delete?", "de", 1),
        ("Löschen!", "Delete", "de", 1),
        ("Löschen", "Delete!", "de", 1),
        ("Löschen.", "Delete!", "de", 0),
        ("Wirklich!", "Really?!", "de", 0),
        ("Name", "Name:", "de", 1),
        ("Name.", "Name:", "de", 0),
        ("Wird umgebrochen?", "Whether to wrap", "de", 0),
        ("Wird umgebrochen?", "Wraps lines", "de", 1),
        ("Wird umgebrochen?", " ", "de", 1),
        ("123", "456?", "de", 0),
        ("", "Name:", "de", 0),
        ("¿Guardar?", "Save?", "es", 0),
        ("Guardar?", "Save?", "es", 1),
        ("¿Guardar? Seguro?", "Save? Sure?", "es", 1),
        ("¡Guardar!", "Save!", "es", 0),
        ("Hola! ¿Qué tal?", "Hi! How are you?", "es", 1),
        ("¿¡Qué!?", "What!?", "es", 0),
        ("Yahoo! es rápido", "Yahoo! is fast", "es", 0),
        ("El (?) falta", "The (?) is missing", "es", 0),
    ],
)
def test_ends_are_those_of_the_source(target: str, source: str, tag: str, count: int) -> None:
    assert len(found(EndPunctuation(), target, source, tag)) == count


def test_spanish_needs_its_opening_marks_without_a_source() -> None:
    (finding,) = found(EndPunctuation(), "Quiere guardar?", None, "es")
    assert finding.message == "A sentence ends with ? and does not begin with ¿."


@pytest.mark.parametrize(
    ("target", "source", "tag", "count"),
    [
        ("Weiter.", "Go on", "de", 1),
        ("Weiter", "Go on", "de", 0),
        ("次の通り。", "As follows:", "ja", 0),
        ("", "a.", "de", 0),
    ],
)
def test_strictly_every_end_counts(target: str, source: str, tag: str, count: int) -> None:
    assert len(found(EndPunctuationStrict(), target, source, tag)) == count


@pytest.mark.parametrize(
    ("target", "source", "tag", "marks"),
    [
        ("Ja , nein .", None, "de", [" ,", " ."]),
        ("Wirklich ?", None, "de", [" ?"]),
        ("Wirklich ?", None, "fr", []),
        ("Oui , non", None, "fr", [" ,"]),
        ("Das Zeichen ; fehlt.", "The character ; is missing.", "de", []),
        ("Option ? fehlt", "? option is missing", "de", []),
        ("Name : Wert", "Name : value", "de", []),
        ("a . . . b", None, "de", []),
        ("Ende.Anfang hier", None, "de", ["."]),
        ("System.Windows.Forms lesen", None, "de", []),
        ("Node.js und Datei.Txt", "Node.js and Datei.Txt", "de", []),
        ("Val.Wert", "Sym.Value", "de", []),
        ("eins,zwei und drei, vier", None, "de", [","]),
        ("eins,zwei,drei", None, "de", []),
        ("eins,zwei und drei, vier", "one,two and three, four", "de", []),
        ("eins;zwei", None, "de", [";"]),
        ("EINS,ZWEI", None, "de", []),
        ("好的!谢谢", None, "zh", ["!"]),
        ("好的，谢谢", None, "zh", []),
        ("应用,软件", "app,software", "zh", []),
        ("Voulez-vous?", None, "fr", ["?"]),
        ("Voulez-vous&nbsp;?", None, "fr", []),
        ("«&nbsp;oui&nbsp;»", None, "fr", []),
        ("tar: échec", "tar: failed", "fr", []),
        ("Erreur: échec", "Error: failed", "fr", [":"]),
        ("Erreur: échec !", None, "fr-CA", [":"]),
        ("10:30, std::list, http://a.fr:80/", None, "fr", []),
        ("Er kam—endlich.", None, "de", ["—"]),
        ("Er kam—endlich.", None, "en", []),
        ("Er kam — endlich.", None, "de", []),
    ],
)
def test_blanks_stand_where_the_language_has_them(target: str, source: str | None, tag: str, marks: list[str]) -> None:
    assert marked(PunctuationSpacing(), target, source, tag) == marks


def test_french_without_its_blanks_throughout_is_one_finding() -> None:
    others = tuple((None, f"Voulez-vous {number}?") for number in range(5))
    example = Example("Voulez-vous?", target_language="fr", others=others)
    (finding,) = findings_on(PunctuationSpacing(), example)
    assert finding.message == "There is no blank before the question mark, nor in 5 other places."


def test_french_with_most_of_its_blanks_lacks_each_other() -> None:
    others = tuple((None, f"Voulez-vous {number} ?") for number in range(9))
    others += tuple((None, f"Voulez-vous {number}?") for number in range(4))
    assert len(findings_on(PunctuationSpacing(), Example("Et toi?", target_language="fr", others=others))) == 5


@pytest.mark.parametrize(
    ("target", "source", "tag", "marks"),
    [
        ("Fehler in", "Error in ", "de", ["n"]),
        ("Fehler in ", "Error in", "de", [" "]),
        ("von", " of", "de", ["v"]),
        (" von", "of", "de", [" "]),
        ("   von", "of", "de", []),
        (" von ", "  of  ", "de", []),
        (" ", ".", "de", []),
        ("エラー", "Error ", "ja", []),
        ("エラー ", "Error", "ja", [" "]),
        ("\u00a0; suite", "; next", "fr", []),
        ("Ein  Wort", None, "de", ["  "]),
        ("Ein  Wort", "A  word", "de", []),
        ("Eins,  zwei", "One, two", "de", ["  "]),
        ("Ein  Wort   hier", None, "de", []),
        ("Ein  Wort  hier  ist  es", None, "de", []),
        ("Fertig.  Weiter.", "Done. Go on.", "de", ["  "]),
        ("Fertig.  Weiter.", "Done; go on.", "de", []),
        ("Name\tWert", "Name, value", "de", ["\t"]),
        ("Name\n\tWert", "Name, value", "de", []),
        ("1\t2", "1, 2", "de", []),
        ("Name\tWert", "Name   value", "de", []),
    ],
)
def test_blanks_are_those_of_the_source(target: str, source: str | None, tag: str, marks: list[str]) -> None:
    assert marked(Whitespace(), target, source, tag) == marks


@pytest.mark.parametrize(
    ("target", "source", "mended"),
    [("von", " of", " von"), ("Fehler in", "Error in ", "Fehler in "), (" von", "of", "von"), ("in ", "in", "in")],
)
def test_suggestions_mend_the_ends(target: str, source: str, mended: str) -> None:
    (finding,) = found(Whitespace(), target, source)
    assert finding.target is not None
    assert target[: finding.target.start] + finding.suggestions[0] + target[finding.target.end :] == mended
