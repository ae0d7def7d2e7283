"""Files of many kinds become one test set, and what does not belong together is said with both names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.scoring.reading import TranslatedTestSet, read_translated
from mtqc.scoring.system_names import SystemFile

Read = Callable[..., TranslatedTestSet]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads files that are given by name and content."""
    monkeypatch.chdir(tmp_path)

    def file(name: str, content: str) -> Input:
        Path(name).write_text(content, encoding="utf-8", newline="")
        return Input.of_path(Path(name))

    def call(
        translations: dict[str, str],
        source: tuple[str, str] | None = None,
        references: dict[str, str] | None = None,
        options: ReadOptions | None = None,
        format_name: str | None = None,
    ) -> TranslatedTestSet:
        return read_translated(
            [SystemFile(file(name, content)) for name, content in translations.items()],
            None if source is None else file(*source),
            [file(name, content) for name, content in (references or {}).items()],
            options or ReadOptions(),
            format_name,
        )

    return call


def test_a_line_is_a_segment_even_where_an_editor_wrapped_it(read: Read) -> None:
    wrapped = (
        "Dies ist ein langer Satz, den ein Editor nach\nsiebzig Zeichen umgebrochen hat, weil er das immer tut\nund\n"
    )
    found = read({"a.txt": wrapped, "b.txt": "x\n\nz"}, ("src.en", "1\n2\n3\n"), {"ref.txt": "\ny\n\n"})
    assert found.test_set.size == 3
    assert found.systems[1].hypotheses == ("x", "", "z")
    assert found.test_set.sources == ("1", "2", "3")
    assert found.test_set.references == (("", "y", ""),)
    assert [system.name for system in found.systems] == ["a", "b"]


@pytest.mark.parametrize(
    "content", ["<p>Ein Absatz.</p>\n<p>Noch einer.</p>\n", "# Kein Titel\n* keine Liste\n", "a\tb\nc\td\n"]
)
def test_lines_that_look_like_markup_are_lines(read: Read, content: str) -> None:
    found = read({"hyp.de": content})
    assert found.systems[0].hypotheses == tuple(content.splitlines())


def test_only_its_name_makes_a_file_a_page(read: Read) -> None:
    page = "<!DOCTYPE html>\n<html><body><p>Ein Absatz.</p><p>Noch einer.</p></body></html>\n"
    assert read({"page.html": page}).systems[0].hypotheses == ("Ein Absatz.", "Noch einer.")
    assert read({"hyp.de": page}).systems[0].hypotheses == tuple(page.splitlines())


def test_a_byte_order_mark_counts_and_is_said(read: Read) -> None:
    found = read({"a.txt": "\ufeffx\n"})
    assert found.systems[0].hypotheses == ("\ufeffx",)
    assert found.notices == (
        "a.txt: begins with a byte order mark, which counts as a character of segment 1, as it does in sacreBLEU",
    )


@pytest.mark.parametrize(
    ("translations", "source", "references", "message"),
    [
        ({"a.txt": "1\n2\n", "b.txt": "1\n"}, None, {}, "a.txt: has 2 lines, but b.txt has 1: 1 fewer"),
        ({"a.txt": "1\n"}, ("s.txt", "1\n2\n"), {}, "a.txt: has 1 line, but s.txt has 2: 1 more"),
        ({"a.txt": "1\n"}, None, {"r.txt": "1\n", "q.txt": ""}, "a.txt: has 1 line, but q.txt has 0: 1 fewer"),
        (
            {"a.txt": "1\n"},
            None,
            {"r.tsv": "reference\tid\nx\t1\ny\t2\n"},
            "a.txt: has 1 line, but r.tsv has 2 rows: 1 more",
        ),
        ({"a.txt": ""}, None, {}, "a.txt: holds no lines: there is nothing to score"),
        ({"a.tsv": ""}, None, {}, "a.tsv: holds no rows: there is nothing to score"),
    ],
)
def test_unequal_counts_name_both_files(
    read: Read, translations: dict[str, str], source: tuple[str, str] | None, references: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(translations, source, references)
    assert str(caught.value) == message


TABLE = (
    "system\tid\tsource\ttarget\treference\treference2\tdomain\nA\t1\ts1\ta1\tr1\tq1\tnews\nA\t2\ts2\ta2\t\tq2\tlaw\n"
)


def test_a_table_holds_everything(read: Read) -> None:
    found = read({"all.tsv": TABLE + "B\t2\ts2\tb2\t\tq2\tlaw\nB\t1\ts1\tb1\tr1\tq1\tnews\n"})
    assert [(system.name, system.hypotheses) for system in found.systems] == [("A", ("a1", "a2")), ("B", ("b1", "b2"))]
    assert found.test_set.sources == ("s1", "s2")
    assert found.test_set.references == (("r1", None), ("q1", "q2"))
    assert found.test_set.columns == {"domain": ("news", "law")}
    assert found.test_set.ids == ("1", "2")


def test_systems_of_a_table_translate_equally_many_segments(read: Read) -> None:
    with pytest.raises(InputError, match=r"^all.tsv: system 'B' has 1 row, but 'A' has 2$"):
        read({"all.tsv": TABLE + "B\t2\ts2\tb2\t\tq2\tlaw\n"})


def test_two_files_may_not_hold_the_same_system(read: Read) -> None:
    with pytest.raises(InputError, match=r"^b.tsv: holds a system 'A', and so does a.tsv$"):
        read({"a.tsv": TABLE, "b.tsv": TABLE})


def test_sources_of_all_files_have_to_agree(read: Read) -> None:
    one, other = "source\ttarget\ns1\tx\ns2\ty\n", "source\ttarget\ns1\tx\ns3\ty\n"
    with pytest.raises(InputError, match=r"^b.tsv: has another source for segment 2 than a.tsv: are they of one"):
        read({"a.tsv": one, "b.tsv": other})
    assert read({"a.tsv": one, "b.tsv": other}, ("s.txt", "p\nq\n")).test_set.sources == ("p", "q")


def test_columns_of_files_beside_are_kept(read: Read) -> None:
    found = read({"a.txt": "x\ny\n"}, ("s.tsv", "source\tdomain\nX\tnews\nY\tlaw\n"))
    assert found.test_set.sources == ("X", "Y")
    assert found.test_set.columns == {"domain": ("news", "law")}
    found = read({"a.tsv": "target\tdomain\nx\tA\ny\tB\n"}, ("s.tsv", "source\tdomain\nX\tnews\nY\tlaw\n"))
    assert found.test_set.columns == {"domain": ("A", "B")}


def test_files_beside_are_stronger_than_columns(read: Read) -> None:
    found = read({"all.tsv": TABLE}, ("s.txt", "p\nq\n"), {"r.tsv": "reference\treference2\n1\t2\n3\t4\n"})
    assert found.test_set.sources == ("p", "q")
    assert found.test_set.references == (("1", "3"), ("2", "4"))


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv(read: Read, delimiter: str) -> None:
    found = read({"a.csv": f'target{delimiter}source{delimiter}genre\n"x{delimiter} y"{delimiter}s{delimiter}news\n'})
    assert found.systems[0].hypotheses == (f"x{delimiter} y",)
    assert found.test_set.columns == {"genre": ("news",)}


def test_tsv_written_as_csv_is_noticed(read: Read) -> None:
    table = 'source\ttarget\n"He said ""no""."\tEr sagte nein.\n'
    found = read({"a.tsv": table})
    assert found.notices == (
        "a.tsv: 1 cell stands in quotation marks, with others doubled inside, as in CSV; TSV takes them as they are: "
        "if a program wrote it, read it with --input-format csv",
    )
    assert found.test_set.sources == ('"He said ""no""."',)
    found = read({"a.tsv": table}, format_name="csv")
    assert found.test_set.sources == ('He said "no".',)
    assert found.notices == ()


def test_tables_without_a_header(read: Read) -> None:
    found = read({"a.tsv": "s\tx\n"}, None, {"r.tsv": "r\n"})
    assert (found.test_set.sources, found.test_set.references) == (("s",), (("r",),))
    assert found.notices[0] == "a.tsv: no header line: took column 1 as source, column 2 as target"


def test_columns_by_number(read: Read) -> None:
    options = ReadOptions(columns={"target": "3", "source": "1", "reference": "2"})
    found = read({"a.tsv": "s\tr\tx\n"}, options=options)
    assert found.systems[0].hypotheses == ("x",)
    assert found.test_set.references == (("r",),)


def test_jsonl(read: Read) -> None:
    rows = [
        {"id": 7, "target": "x", "source": "s", "references": ["r", "q"], "domain": "law", "ok": True, "more": [1]},
        {"id": 8, "target": None, "source": None, "references": ["p"], "domain": None, "ok": False, "more": []},
    ]
    found = read({"a.jsonl": "\n".join(map(json.dumps, rows)) + "\n\n"})
    assert found.systems[0].hypotheses == ("x", "")
    assert found.test_set.sources == ("s", "")
    assert found.test_set.references == (("r", "p"), ("q", None))
    assert found.test_set.columns == {"domain": ("law", ""), "ok": ("true", "false")}
    assert found.test_set.ids == ("7", "8")
    assert found.notices == ("1 of 2 segments have no source: it was taken as empty",)


def test_jsonl_with_numbered_references(read: Read) -> None:
    rows = [{"target": "x", "reference": "", "reference_2": "q"}, {"target": "y"}, {"target": "z", "reference": "r"}]
    found = read({"a.jsonl": "\n".join(map(json.dumps, rows))})
    assert found.test_set.references == ((None, None, "r"), ("q", None, None))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "source\treference\ts\n", "no column 'target' among 'source', 'reference', 's'"),
        ("a.tsv", "source\ttarget\na\tb\tc\n", "a.tsv:2: 3 columns where the first line has 2"),
        ("a.tsv", "source\ttarget\na\n", "a.tsv:2: 1 column where the first line has 2"),
        ("a.jsonl", '{"target": "x"}\n{"mt": "y"}\n', "a.jsonl:2: no key 'target' among 'mt'"),
        ("a.jsonl", '{"target": 1}\n', "a.jsonl:1: 'target' should be a text, not a number"),
    ],
)
def test_broken_tables_name_the_line(read: Read, name: str, content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read({name: content})
    assert message in str(caught.value)


XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="{name}" source-language="en" target-language="de" datatype="plaintext"><body>
<trans-unit id="a"><source>Open</source><target>{text}</target></trans-unit>
</body></file></xliff>"""


def test_bilingual_formats_bring_their_source_and_languages(read: Read) -> None:
    found = read({"a.xliff": XLIFF.format(name="x", text="Öffnen"), "b.xliff": XLIFF.format(name="x", text="Auf")})
    assert [system.hypotheses for system in found.systems] == [("Öffnen",), ("Auf",)]
    assert found.test_set.sources == ("Open",)
    assert (found.test_set.source_language, found.test_set.target_language) == ("en", "de")
    assert found.test_set.ids == ("a",)


def test_stated_languages_are_stronger_than_those_of_the_file(read: Read) -> None:
    found = read({"a.xliff": XLIFF.format(name="x", text="Auf")}, options=ReadOptions(target_language="de-AT"))
    assert found.test_set.target_language == "de-AT"


def test_documents_of_one_file_become_a_column(read: Read) -> None:
    two = XLIFF.format(name="x", text="1").replace(
        "</file>",
        "</file>"
        + XLIFF.format(name="y", text="2").split("\n", 1)[1].replace("</xliff>", "").replace('id="a"', 'id="b"'),
        1,
    )
    found = read({"a.xliff": two})
    assert found.systems[0].hypotheses == ("1", "2")
    assert found.test_set.columns == {"document": ("1", "2")}


def test_a_reference_in_the_format_of_the_translation(read: Read) -> None:
    po = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "Open"\nmsgstr "{}"\n'
    found = read({"a.po": po.format("Öffnen")}, None, {"r.po": po.format("Aufmachen")})
    assert found.test_set.references == (("Aufmachen",),)
    assert found.test_set.sources == ("Open",)


def test_segments_stand_in_the_order_of_the_first_file_by_their_ids(read: Read) -> None:
    found = read(
        {"a.tsv": "id\ttarget\nx\ta1\ny\ta2\n", "b.tsv": "id\ttarget\ny\tb2\nx\tb1\n"},
        ("s.tsv", "id\tsource\ny\ts2\nx\ts1\n"),
        {"r.tsv": "id\treference\ny\tr2\nx\tr1\n"},
    )
    assert found.systems[1].hypotheses == ("b1", "b2")
    assert found.test_set.sources == ("s1", "s2")
    assert found.test_set.references == (("r1", "r2"),)
    assert found.notices == ()


@pytest.mark.parametrize(
    ("ids", "notices"),
    [
        ("xz", ("b.tsv: its segments have other ids than those of a.tsv: they are paired in their order",)),
        ("13", ()),
    ],
)
def test_segments_with_other_ids_are_paired_in_their_order(read: Read, ids: str, notices: tuple[str, ...]) -> None:
    first = "id\ttarget\n{}\ta1\n{}\ta2\n".format(*("xy" if notices else "12"))
    found = read({"a.tsv": first, "b.tsv": f"id\ttarget\n{ids[1]}\tb2\n{ids[0]}\tb1\n"})
    assert found.systems[1].hypotheses == ("b2", "b1")
    assert found.notices == notices


def test_a_stated_format(read: Read) -> None:
    found = read({"a.txt": "source\ttarget\ns\tx\n"}, format_name="tsv")
    assert found.systems[0].hypotheses == ("x",)
    assert read({"b.tsv": "a\tb\n"}, format_name="text").systems[0].hypotheses == ("a\tb",)
