from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.jsonl import Jsonl
from tests.unit.formats.reading_formats import segments_of


def test_an_object_is_a_segment() -> None:
    content = (
        '\ufeff{"id": 7, "source": "Hi", "target": "Hallo\\n\\ud83d\\ude00", "flags": ["fuzzy"], "reference": "Hey"}\n'
        "\n"
        '{"target": null, "source": null, "flags": "a, b", "references": ["x", "y"], "other": {"a": 1}}\r\n'
    )
    first, second = segments_of(Jsonl(), content)
    assert (first.id, first.source, first.target, first.references) == ("7", "Hi", "Hallo\n😀", ("Hey",))
    assert (set(first.flags), first.line, first.column) == ({"fuzzy"}, 1, None)
    assert (second.id, second.source, second.target, second.line) == ("3", None, "", 3)
    assert (set(second.flags), second.references) == ({"a", "b"}, ("x", "y"))


def test_named_keys() -> None:
    options = ReadOptions(columns={"target": "mt", "source": "src", "reference": "human", "id": "seg"})
    (segment,) = segments_of(Jsonl(), '{"seg": "a", "src": "Hi", "mt": "Hallo", "human": ["Hey", "Na"]}', options)
    assert (segment.id, segment.source, segment.target, segment.references) == ("a", "Hi", "Hallo", ("Hey", "Na"))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"target": "a"', "file:2: is not JSON: expecting ',' delimiter (column 16)"),
        ("{'target': 1}", "file:2: is not JSON: expecting property name"),
        ('["a"]', "file:2: should be a JSON object, not a list; JSON Lines have one object a line"),
        ('"a"', "file:2: should be a JSON object, not a text"),
        ("null", "file:2: should be a JSON object, not null"),
        ('{"text": "a", "n": 1}', "file:2: no key 'target' among 'text', 'n': name the target column"),
        ("{}", "file:2: no key 'target' among nothing"),
        ('{"target": 1.5}', "file:2: 'target' should be a text, not a number"),
        ('{"target": ["a"]}', "file:2: 'target' should be a text, not a list"),
        ('{"target": {}}', "file:2: 'target' should be a text, not an object"),
        ('{"target": "a", "id": true}', "file:2: 'id' should be a text, not true or false"),
        ('{"target": "a", "references": [null]}', "file:2: 'references' should be a text, not null"),
        ('{"target": "a\\ud800b"}', "file:2: 'target' holds half a character (\\ud800)"),
        ('{"target": "a", "id": "first"}', "file:2: the id 'first' is already that of line 1"),
        ('{"target": ' + "[" * 100_000, "file:2: the JSON is nested too deeply"),
        ('{"target": ' + "1" * 5_000 + "}", "file:2: is not JSON that can be read: "),
    ],
)
def test_errors_say_where_and_what(line: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        segments_of(Jsonl(), f'{{"id": "first", "target": "a"}}\n{line}\n')
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b' {"target": "a"}\n{"tar', True),
        (b'{"menu": {"open": "a"}}', False),
        (b'{"target": "cut', False),
        (b"[" * 8000, False),
        (b'{"a":' * 1500, False),
        (b"text", False),
    ],
)
def test_content_is_recognised_by_its_first_object(head: bytes, known: bool) -> None:
    assert Jsonl().recognises(head) is known


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.booleans())
def test_reads_what_the_json_module_writes(rows: list[tuple[str, str]], ascii_only: bool) -> None:
    content = "".join(
        json.dumps({"source": source, "target": target}, ensure_ascii=ascii_only) + "\n" for source, target in rows
    )
    segments = segments_of(Jsonl(), content)
    assert [(segment.source, segment.target) for segment in segments] == rows


@settings(max_examples=60)
@given(st.text(st.sampled_from('{}[]":, targe\\ud80\n1'), max_size=40))
def test_any_text_gives_segments_or_an_input_error(content: str) -> None:
    try:
        segments_of(Jsonl(), content)
    except InputError as error:
        assert error.line
