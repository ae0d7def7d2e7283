from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.quotations import find_quotations, pair_marks

from .hostile import slow


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in find_quotations(text)]


def alone(text: str) -> list[tuple[str, bool]]:
    return [(mark.text, mark.opens) for mark in pair_marks(text)[1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er sagte: „Ja“, dann „nein“.", ["„Ja“", "„nein“"]),
        ("She said “yes” twice.", ["“yes”"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("Er las »Die Zeit« und «Le Monde».", ["»Die Zeit«", "«Le Monde»"]),
        ("Han sa ”ja”.", ["”ja”"]),
        ("彼は「はい」と『言った』。", ["「はい」", "『言った』"]),
        ('日本"引用"だ', ['"引用"']),
        ("点（“ . ”）结尾", ["“ . ”"]),
        ('Ein "Wort" und "noch eins".', ['"Wort"', '"noch eins"']),
        ('Er sagte: „ja" und "nein“.', ['„ja"', '"nein“']),
        ("don't 'quote' it's", ["'quote'"]),
        ("`foo' und ``bar''", ["`foo'", "`bar'"]),
        ('"%s" ist \\"da\\"', ['"%s"', '"da\\"']),
        ('a " b " c', ['" b "']),
        ('""', ['""']),
        ("kein Zitat", []),
    ],
)
def test_quotations_of_every_style_are_found(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_inner_quotations_stand_deeper() -> None:
    outer, inner = find_quotations("„Er rief ‚halt‘ und lief“")
    assert (outer.depth, inner.depth) == (0, 1)
    assert inner.content.of("„Er rief ‚halt‘ und lief“") == "halt"


@pytest.mark.parametrize(
    "text", ["5'10\" hoch", 'Ein Rohr von 6".', "dogs' toys", 'צה"ל', "’s Abends", "rock 'n' roll"]
)
def test_apostrophes_and_measures_are_no_quotation_marks(text: str) -> None:
    assert not alone(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er „sagte ja", [("„", True)]),
        ("sagte ja“ und ging", [("“", False)]),
        ("Suche auf „%1„ beschränken", [("„", True), ("„", True)]),
        ("»Neu“ öffnen", [("»", True), ("“", False)]),
        ('Ein "Wort" und "noch eins', [('"', True)]),
        ('l"épidémie', [('"', False)]),
    ],
)
def test_marks_without_partner_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    assert alone(text) == found


def test_apostrophes_at_the_start_of_words_do_not_pile_up() -> None:
    assert quoted("’t was ’t huis van “Jan” " + "’t " * 30 + "“Piet”") == ["“Jan”", "“Piet”"]


@given(st.text(alphabet="„“”\"'’‘«»‹›「」`a1 .\u00a0語"))
@settings(max_examples=100)
def test_every_mark_is_used_once(text: str) -> None:
    quotations, marks = pair_marks(text)
    places = [place for quotation in quotations for place in (quotation.span.start, quotation.span.end - 1)]
    places += [mark.start for mark in marks]
    assert len(places) == len(set(places))
    for quotation in quotations:
        assert text[quotation.span.start] == quotation.opening
        assert text[quotation.span.end - 1] == quotation.closing
    assert all(text[mark.start] == mark.text for mark in marks)


def test_hostile_text_takes_no_time() -> None:
    patterns = ('"', "„", "“", "«»", "„«", "'", 'a"', '" ', "(„", "„»", "»")
    assert not slow(pair_marks, tuple(pattern * (60_000 // len(pattern)) for pattern in patterns))
