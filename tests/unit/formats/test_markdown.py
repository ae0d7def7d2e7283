from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.formats.markdown import Markdown
from mtqc.model import Segment
from tests.unit.formats.markup_files import misplaced, read_or_refuse
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets


def read(content: str) -> list[str]:
    return targets(segments_of(Markdown(), content))


def places(segments: list[Segment]) -> list[tuple[int | None, int | None]]:
    return [(segment.line, segment.column) for segment in segments]


def test_blocks_are_segments_with_their_inline_markup() -> None:
    content = (
        '# Ein  *Titel* ##\n\nEin [Link](http://a.example "T") und `Code`.\n\n'
        "1. Eins\n   - Zwei\n\n> Zitat\n> > tief\n\nUnterstrichen\n===\n"
    )
    segments = segments_of(Markdown(), content)
    assert targets(segments) == [
        "Ein  *Titel*",
        'Ein [Link](http://a.example "T") und `Code`.',
        "Eins",
        "Zwei",
        "Zitat",
        "tief",
        "Unterstrichen",
    ]
    assert places(segments) == [(1, 3), (3, 1), (5, 4), (6, 6), (8, 3), (9, 5), (11, 1)]
    assert [segment.id for segment in segments] == [str(number) for number in range(1, 8)]
    assert misplaced(content, segments) == []


def test_wrapped_lines_go_on_after_a_space() -> None:
    content = "> - Ein Absatz\n>   über drei\nZeilen.\n"
    (segment,) = segments_of(Markdown(), content)
    assert segment.target == "Ein Absatz über drei Zeilen."
    assert rest_of_line(content, segment, segment.target.index("über")) == "über drei"
    assert rest_of_line(content, segment, segment.target.index("Zeilen")) == "Zeilen."
    assert misplaced(content, [segment], besides=" ") == []


@pytest.mark.parametrize("mark", ["  ", "   ", "\\", "\\\\\\"])
def test_hard_line_breaks_are_line_feeds(mark: str) -> None:
    content = f"Eins{mark}\n zwei\\\\\ndrei"
    (segment,) = segments_of(Markdown(), content)
    kept = "\\\\" if len(mark) == 3 and "\\" in mark else ""
    assert segment.target == f"Eins{kept}\nzwei\\\\ drei"
    assert misplaced(content, [segment], besides=" \n") == []


def test_cells_of_tables_are_segments() -> None:
    content = "> | Kopf | b \\| c |\n> |---|---|\n> | x `\\|` | x |\n> | x |\n> | a&#124;b | \\\\\\| |\n"
    segments = segments_of(Markdown(), content)
    assert targets(segments)[:6] == ["Kopf", "b \\| c", "x `\\|`", "x", "x", "a&#124;b"]
    assert places(segments)[:6] == [(1, 5), (1, 12), (3, 5), (3, 14), (4, 5), (5, 5)]
    assert misplaced(content, segments[:6]) == []


@pytest.mark.parametrize(
    "left_out",
    [
        "```python\nnein\n```",
        "    nein",
        "<div>\nnein\n</div>",
        "<!-- nein -->",
        "[nein]: http://example.org 'nein'",
        "***",
    ],
)
def test_what_is_no_prose_is_left_out(left_out: str) -> None:
    assert read(f"{left_out}\n\nja\n") == ["ja"]


@pytest.mark.parametrize(
    ("front_matter", "language"),
    [
        ("---\nlang: de\ntitle: nein\n---\n", "de"),
        ("---\r\ntitle: nein\r\nlanguage:  'pt-BR'\r\n...\r\n", "pt-BR"),
        ('+++\nlang = "de"\n+++\n', "de"),
        ("---\ntitle: nein\n---\n", None),
    ],
)
def test_front_matter_is_left_out_and_names_the_language(front_matter: str, language: str | None) -> None:
    document = read_one(Markdown(), f"{front_matter}# Ja\n")
    (segment,) = document.segments
    assert (document.target_language, segment.target, segment.column) == (language, "Ja", 3)
    assert segment.line == front_matter.count("\n") + 1


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert read("---\nlang: de\n") == ["lang: de"]


def test_comments_silence_the_next_block() -> None:
    content = (
        "<!-- mtqc: ignore markup/tag -->\nEins\n\n<div><!-- mtqc: ignore accuracy/number --><!-- x -->\n</div>\n\n"
        "Zwei\n\nDrei\n\n<!-- mtqc: ignore offen\n"
    )
    assert [(segment.target, *(segment.flags - {"md-text"})) for segment in segments_of(Markdown(), content)] == [
        ("Eins", "ignore:markup/tag"),
        ("Zwei", "ignore:accuracy/number"),
        ("Drei",),
    ]


def test_other_line_ends() -> None:
    content = "# A\r\n\r\nb\rc\r\nd\u2028e\r\n"
    segments = segments_of(Markdown(), content)
    assert targets(segments) == ["A", "b c d\u2028e"]
    assert places(segments) == [(1, 3), (3, 1)]


def test_tabs_and_no_break_spaces_do_not_lead_astray() -> None:
    content = "- \tTab\n\t cont\n\n\u00a0\nx\n"
    segments = segments_of(Markdown(), content)
    assert targets(segments) == ["Tab cont", "x"]
    assert misplaced(content, segments, besides=" ") == []


HOSTILE = {
    "brackets": "[" * 300_000,
    "labels": "[a\n" * 30_000,
    "quotes": "> " * 200_000,
    "signs": "<" * 300_000,
    "stars": "* " * 100_000,
    "pipes": "|" * 300_000,
    "ticks": "`" * 300_000,
    "backslashes": "\\" * 300_000,
    "hashes": "#" * 300_000,
    "blanks": "a" + " " * 300_000 + "b",
    "lines": "a\n" * 20_000,
    "comments": "<!--\n" * 30_000,
    "deep list": "".join("  " * depth + "- a\n" for depth in range(150)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_in_linear_time(name: str) -> None:
    began = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - began < 4


@given(st.text(st.sampled_from("a *#>-|`\\<!\n\t\r1.[]:=\u00a0"), max_size=60))
@settings(max_examples=100)
def test_any_text_is_read_and_every_place_is_in_the_file(content: str) -> None:
    for segment in segments_of(Markdown(), content):
        for offset in range(len(segment.target)):
            position = segment.position(offset)
            assert position is not None
            assert 1 <= position.line <= content.count("\n") + 1


@given(st.binary(max_size=60))
@settings(max_examples=50)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(Markdown(), content)


WORDS = st.text(st.sampled_from("abcäöü日😀(),;?"), min_size=1, max_size=6)


@given(
    st.lists(st.tuples(st.sampled_from(["", "> ", "- ", "1. ", "# ", "> - "]), st.lists(WORDS, min_size=1)), min_size=1)
)
@settings(max_examples=60)
def test_what_was_written_is_read_with_the_place_of_each_character(blocks: list[tuple[str, list[str]]]) -> None:
    texts = [" ".join(words) for _, words in blocks]
    content = "\n\n".join(prefix + text for (prefix, _), text in zip(blocks, texts, strict=True))
    segments = segments_of(Markdown(), content)
    assert targets(segments) == texts
    assert misplaced(content, segments) == []
