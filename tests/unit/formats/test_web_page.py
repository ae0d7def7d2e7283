from __future__ import annotations

import sys

import pytest

from mtqc.errors import InputError, MissingExtraError
from mtqc.formats.web_page import WebPage
from tests.unit.formats.markup_files import misplaced, shown
from tests.unit.formats.reading_formats import read_one, segments_of, targets

PAGE = """<!DOCTYPE html>
<html lang="de"><head><title>Die Seite</title></head><body>
<nav><a href="/">Start</a> <a href="/x">Impressum</a></nav>
<article><h1>Eine große Überschrift</h1>
<p>Das ist ein längerer Absatz mit <b>fettem</b> Text,
  der wirklich etwas sagt und nicht zu kurz ist.</p>
<p>Ein zweiter Absatz,<br> der ebenfalls lang genug ist, um als Haupttext zu gelten.</p>
<ul><li>Der erste Punkt der Liste</li><li>Der zweite Punkt der Liste</li></ul>
<table><tr><td>Eine Zelle</td><td>Noch eine Zelle</td></tr></table>
</article><footer>Alle Rechte vorbehalten</footer></body></html>
"""


def test_the_main_text_keeps_its_places_and_codes() -> None:
    pytest.importorskip("trafilatura")
    document = read_one(WebPage(), PAGE)
    segments = list(document.segments)
    assert (document.target_language, document.format) == ("de", "web-page")
    assert targets(segments) == [
        "Eine große Überschrift",
        "Das ist ein längerer Absatz mit fettem Text, der wirklich etwas sagt und nicht zu kurz ist.",
        "Ein zweiter Absatz,\nder ebenfalls lang genug ist, um als Haupttext zu gelten.",
        "Der erste Punkt der Liste",
        "Der zweite Punkt der Liste",
        "Eine Zelle",
        "Noch eine Zelle",
    ]
    assert [segment.id for segment in segments] == [str(number) for number in range(1, 8)]
    assert shown(segments[1].target_codes) == [(32, "open", "b"), (38, "close", "b")]
    assert misplaced(PAGE, segments, besides=" \n") == []


def test_text_that_is_put_together_differently_has_no_place() -> None:
    pytest.importorskip("trafilatura")
    page = PAGE.replace("<h1>Eine große Überschrift</h1>", "<h1>Eine große <div>Überschrift</div></h1>")
    unplaced = [segment for segment in segments_of(WebPage(), page) if segment.line is None]
    assert all("Überschrift" in segment.target or "große" in segment.target for segment in unplaced)


def test_a_page_without_main_text() -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(InputError, match="file: has no main text; the format html reads all of the page"):
        read_one(WebPage(), "<html><body></body></html>")


def test_what_trafilatura_cannot_bear_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    trafilatura = pytest.importorskip("trafilatura")

    def extract(*_: object, **__: object) -> str:
        raise RecursionError("too deep")

    monkeypatch.setattr(trafilatura, "extract", extract)
    with pytest.raises(InputError, match="file: its main text cannot be told: too deep"):
        read_one(WebPage(), PAGE)


def test_without_trafilatura_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'mtqc\[docs\]'"):
        read_one(WebPage(), PAGE)


@pytest.mark.parametrize("content", ["<" * 20_000, "<b>" * 20_000 + "x", "<div>" * 20_000 + "<p>text", "&" * 20_000])
def test_hostile_pages_are_read_or_refused(content: str) -> None:
    pytest.importorskip("trafilatura")
    try:
        segments_of(WebPage(), content)
    except InputError as error:
        assert "main text" in str(error)
