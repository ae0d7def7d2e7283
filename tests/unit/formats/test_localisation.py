from __future__ import annotations

import sys

import pytest

from mtqc.errors import InputError, MissingExtraError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.localisation import Localisation
from mtqc.formats.localisation_kinds import KINDS
from mtqc.formats.localisation_places import Places
from mtqc.formats.reading import read_documents
from mtqc.model import Document

pytest.importorskip("translate.storage")
pytest.importorskip("ruamel.yaml")

XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def read(name: str, content: str, options: ReadOptions | None = None) -> Document:
    (document,) = Localisation().read(Input.of_bytes(name, content.encode()), options or ReadOptions())
    return document


def rows(document: Document) -> list[tuple[str, str, int | None, int | None]]:
    return [(segment.id, segment.target, segment.line, segment.column) for segment in document.segments]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "strings.xml",
            XML + '<resources>\n  <string name="title">Wetter</string>\n'
            '  <string name="both">Wind &amp; Regen</string>\n'
            '  <string name="code" translatable="false">X</string>\n'
            '  <plurals name="days"><item quantity="one">Ein Tag</item>'
            '<item quantity="other">%d Tage</item></plurals>\n'
            "</resources>\n",
            [
                ("title", "Wetter", 3, 24),
                ("both", "Wind & Regen", 4, None),
                ("days[0]", "Ein Tag", 6, 45),
                ("days[1]", "%d Tage", 6, 82),
            ],
        ),
        ("a.strings", '/* Note */\n"menu.open" = "Öffnen";\n', [("menu.open", "Öffnen", 2, 16)]),
        ("a.properties", "menu.open=Öffnen\nmenu.close=Schlie\\u00dfen\n", [
            ("menu.open", "Öffnen", 1, 11), ("menu.close", "Schließen", 2, None)]),
        ("a.json", '{"menu": {"open": "Öffnen", "count": 3}, "days": ["Mo", "Di"]}', [
            (".menu.open", "Öffnen", 1, 20), (".days[0]", "Mo", 1, 52), (".days[1]", "Di", 1, 58)]),
        ("a.arb", '{"@@locale": "de", "hello": "Hallo {name}"}', [("hello", "Hallo {name}", 1, 30)]),
        ("a.json", '{"open": {"message": "Öffnen", "description": "x"}}', [("open", "Öffnen", 1, 23)]),
        ("a.yaml", "menu:\n  open: Öffnen\n", [("menu->open", "Öffnen", 2, 9)]),
        ("a.toml", '[menu]\nopen = "Öffnen"\n', [("menu.open", "Öffnen", 2, 9)]),
        ("a.ini", "[menu]\nopen=Öffnen\n", [("[menu]open", "Öffnen", 2, 6)]),
        ("a.ftl", "menu-open = Öffnen\n", [("menu-open", "Öffnen", 1, 13)]),
        ("a.resx", XML + '<root>\n<data name="Open"><value>Öffnen</value></data></root>', [("Open", "Öffnen", 3, 26)]),
        ("a.php", "<?php\n$lang['open'] = 'Öffnen';\n", [("$lang['open']", "Öffnen", 2, 18)]),
        ("a.dtd", '<!ENTITY open "Öffnen">\n', [("open", "Öffnen", 1, 16)]),
    ],
)  # fmt: skip
def test_files_of_targets(name: str, content: str, expected: list[tuple[str, str, int | None, int | None]]) -> None:
    document = read(name, content)
    assert rows(document) == expected
    assert all(segment.source is None for segment in document.segments)
    assert document.format == "localisation"


def test_xml_is_recognised_under_any_name() -> None:
    document = read("texts", XML + '<resources><string name="a">Hallo</string><string name="b"/></resources>')
    assert [(segment.id, segment.target) for segment in document.segments] == [("a", "Hallo")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    for name, content, row in (
        ("a.strings", '"a" = "Öffnen";\n', ("a", "Öffnen", 1, 8)),
        ("a.resx", '<root><data name="a"><value>Öffnen</value></data></root>', ("a", "Öffnen", 1, 29)),
    ):
        (document,) = Localisation().read(Input.of_bytes(name, content.encode(encoding)), ReadOptions())
        assert rows(document) == [row]


def test_yaml_of_rails_names_its_language() -> None:
    document = read("de.yml", "de:\n  menu:\n    open: Öffnen\n")
    assert (document.target_language, rows(document)) == ("de", [("menu->open", "Öffnen", 3, 11)])


QT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_AT" sourcelanguage="en">
<context><name>Window</name>
<message><source>Open</source><comment>menu</comment><translation>Öffnen</translation></message>
<message><source>Close</source><translation type="unfinished">Zu</translation></message>
<message><source>Gone</source><translation type="vanished">Fort</translation></message>
<message><source>Empty</source><translation type="unfinished"></translation></message>
<message numerus="yes"><source>%n file(s)</source>
<translation><numerusform>Eine Datei</numerusform><numerusform>%n Dateien</numerusform></translation></message>
</context></TS>
"""


def test_qt_holds_both_sides() -> None:
    document = read("a.ts", QT)
    assert (document.source_language, document.target_language) == ("en", "de-AT")
    assert document.notices == ("1 unfinished text was not checked (setting include-fuzzy)",)
    assert [(segment.target, segment.source) for segment in document.segments] == [
        ("Öffnen", "Open"),
        ("", "Empty"),
        ("Eine Datei", "%n file(s)"),
        ("%n Dateien", "%n file(s)"),
    ]
    first, _, one, many = document.segments
    assert (first.line, first.column, first.context) == (5, 67, "Window menu")
    assert set(one.flags) == {"plural:0", "single-number"}
    assert set(many.flags) == {"plural:1"}
    assert len({segment.id for segment in document.segments}) == 4


def test_unfinished_texts_on_demand() -> None:
    document = read("a.ts", QT, ReadOptions(include_fuzzy=True))
    (fuzzy,) = [segment for segment in document.segments if "fuzzy" in segment.flags]
    assert (fuzzy.target, document.notices) == ("Zu", ())


@pytest.mark.parametrize(("language", "single"), [("fr", False), ("xx-unknown", False), ("", False), ("en", True)])
def test_a_form_that_serves_one_number_depends_on_the_language(language: str, single: bool) -> None:
    document = read("a.ts", QT.replace("de_AT", language))
    one = list(document.segments)[2]
    assert ("single-number" in one.flags) is single


def test_comments_silence_and_inform() -> None:
    (segment,) = read("a.strings", '/* mtqc: ignore accuracy/number */\n/* For the menu */\n"a" = "b";\n').segments
    assert segment.flags == {"ignore:accuracy/number"}
    assert segment.notes == ("For the menu",)


def test_translation_is_paired_with_its_source_by_key() -> None:
    (document,) = read_documents(
        Input.of_bytes("de.json", b'{"b": "Zwei", "a": "Eins"}'),
        ReadOptions(),
        source=Input.of_bytes("en.json", b'{"a": "One", "b": "Two"}'),
    )
    assert [(segment.target, segment.source) for segment in document.segments] == [("Zwei", "Two"), ("Eins", "One")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"a": '),
        ("a.json", "[" * 100_000),
        ("a.yaml", "a: [b"),
        ("a.toml", "= 1"),
        ("a.resx", "<root><data>"),
        ("a.ini", "no section"),
        ("a.ts", "export const a = 1;"),
        ("a.xml", "<other/>"),
        ("a.catkeys", "a=b\nc=d\n"),
    ],
)
def test_broken_files_are_input_errors(name: str, content: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name, content)
    assert str(caught.value).startswith(f"{name}")
    assert "\n" not in str(caught.value)


def test_entities_never_reach_the_toolkit() -> None:
    bomb = '<!DOCTYPE resources [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(InputError, match="entity"):
        read("strings.xml", f'{XML}{bomb}<resources><string name="a">&b;</string></resources>')


def test_aliases_do_not_multiply() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 9)]
    with pytest.raises(InputError, match="limit"):
        read("a.yaml", "\n".join(lines))


@pytest.mark.parametrize("missing", ["translate", "ruamel.yaml"])
def test_missing_extra_names_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in list(sys.modules):
        if module.startswith(("translate", missing)):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"reading YAML files needs more packages: pip install 'mtqc\[l10n\]'"):
        read("a.yaml", "a: b")


def test_kinds_exist_in_the_toolkit() -> None:
    from importlib import import_module

    for kind in KINDS:
        assert hasattr(import_module(f"translate.storage.{kind.module}"), kind.reader), kind
        assert kind.suffixes or kind.shared_suffixes


def test_places_are_found_in_order() -> None:
    places = Places(
        'open = "opened"\nopened = "open"\nno_open = "x"\nopen = "far"\n\n\n\n\n\n\n away\nkey = "caf\\u00e9"\n'
    )
    assert places.find("open", "opened") == (1, 9)
    assert places.find("opened", "open") == (2, 11)
    assert places.find("open", "away") == (4, None)
    assert places.find("key", "café") == (12, None)
    assert places.find("gone", "x") == (None, None)
    assert places.find("", "x") == (None, None)
    assert places.find("...", "") == (None, None)


def test_names_inside_longer_names_are_passed_over_for_a_while() -> None:
    places = Places("xa " * 100 + "a=1")
    assert places.find("a", "1") == (None, None)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", '{\n"a":', "a.json:2: cannot be read as JSON: Expecting value"),
        ("a.resx", "<root>", "a.resx:1: cannot be read as .NET resources: Premature end of data in tag root line 1"),
        ("a.yaml", "b: 1\na: [1", "a.yaml:2: cannot be read as YAML: "),
    ],
)
def test_what_the_toolkit_says_is_said_plainly_and_with_its_line(name: str, content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        list(Localisation().read(Input.of_bytes(name, content.encode()), ReadOptions()))
    assert str(caught.value).startswith(message)
    assert "Error(" not in str(caught.value)
    assert "<" not in caught.value.problem.replace("<stream end>", "")
