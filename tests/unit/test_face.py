"""``mtqc.check`` takes texts, files and segments, and is light to import."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import mtqc
import mtqc.face
from mtqc.errors import InputError, SettingsError
from mtqc.model import Document, Report, Segment
from tests.conftest import SHOUTING_CHECK, InstallPlugin


@pytest.fixture
def house(install_plugin: InstallPlugin) -> None:
    install_plugin("house", {"mtqc.checks": {"house/shouting": "house:Shouting"}}, SHOUTING_CHECK)


def targets(report: Report) -> list[str]:
    return [finding.segment.target for finding in report]


def test_a_str_is_a_text_line_by_line(house: None) -> None:
    report = mtqc.check("Gut.\nHalt!!\n", target_language="de", select=["house"])
    assert [(finding.segment.target, finding.line, finding.column) for finding in report] == [("Halt!!", 2, 5)]
    (document,) = report.documents
    assert (document.path, document.format) == ("<text>", "text")


def test_a_str_is_never_the_name_of_a_file(house: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Halt!!", encoding="utf-8")
    report = mtqc.check("a.txt", target_language="de", select=["house"])
    assert not len(report)
    assert report.documents[0].notices == ("a.txt is also the name of a file; give a pathlib.Path to check the file",)


def test_a_str_that_looks_like_markup_is_text(house: None) -> None:
    report = mtqc.check("<html><p>Halt!!</p></html>", target_language="de", select=["house"])
    assert report.documents[0].format == "text"
    named = mtqc.check("<html><p>Halt!!</p></html>", target_language="de", select=["house"], input_format="html")
    assert named.documents[0].format == "html"


def test_a_path_is_a_file_or_a_folder(house: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Halt!!", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Stopp!!", encoding="utf-8")
    assert targets(mtqc.check(tmp_path / "a.txt", target_language="de", select=["house"])) == ["Halt!!"]
    assert targets(mtqc.check(tmp_path, target_language="de", select=["house"])) == ["Halt!!", "Stopp!!"]
    assert targets(mtqc.check(tmp_path, target_language="de", select=["house"], exclude=["a*"])) == ["Stopp!!"]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        mtqc.check(tmp_path / "none.txt")


def test_source_beside_a_text_or_a_file(house: None, tmp_path: Path) -> None:
    source = tmp_path / "en.txt"
    source.write_text("Fine.\nStop!", encoding="utf-8")
    languages: dict[str, Any] = {"source_language": "en", "target_language": "de", "select": ["house"]}
    (finding,) = mtqc.check("Gut.\nHalt!!", source=source, **languages)
    assert finding.segment.source == "Stop!"
    (finding,) = mtqc.check("Gut.\nHalt!!", source="Fine.\nStop!", references=["Gut.\nStopp!"], **languages)
    assert (finding.segment.source, finding.segment.references) == ("Stop!", ("Stopp!",))


def test_unequal_partners_are_an_error() -> None:
    with pytest.raises(InputError, match="2"):
        mtqc.check("eins\nzwei", source="one", target_language="de", source_language="en")


def test_segments_pairs_and_texts(house: None) -> None:
    units: list[Any] = [Segment("a", "Halt!!"), ("Stop!", "Stopp!!"), (None, "Nein!!"), "Aus!!", "Gut."]
    report = mtqc.check(units, source_language="en", target_language="de", select=["house"])
    assert [(finding.segment.id, finding.segment.source) for finding in report] == [
        ("a", None),
        ("2", "Stop!"),
        ("3", None),
        ("4", None),
    ]
    assert report.documents[0].segments == 5


def test_a_document_as_it_is(house: None) -> None:
    document = Document("mine", (Segment("1", "Halt!!"),), target_language="de", format="mine")
    assert mtqc.check(document, select=["house"]).documents[0].format == "mine"


@pytest.mark.parametrize("unit", [3, ("a", "b", "c"), (1, "b")])
def test_other_units_are_an_error(unit: object) -> None:
    with pytest.raises(SettingsError, match="unit 1 is neither"):
        mtqc.check([unit])  # type: ignore[list-item]  # that is what must fail


def test_segments_bring_their_own_source() -> None:
    with pytest.raises(SettingsError, match="segments bring their own"):
        mtqc.check(["a"], source="b")


def test_settings_of_a_file_and_stronger_ones(house: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = Path("mtqc.toml")
    config.write_text('select = ["house"]\nseverity = "major"', encoding="utf-8")
    assert not len(mtqc.check("Halt!!", target_language="de", config=config))
    assert len(mtqc.check("Halt!!", target_language="de", config=config, severity="minor")) == 1
    unconfigured = mtqc.check("Halt!!", target_language="de")
    assert unconfigured.settings == {"target-language": "de"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"traget_language": "de"}, "arguments: unknown setting 'traget-language'; did you mean 'target-language'?"),
        ({"severity": "mayor"}, "arguments: setting 'severity' must be one of"),
        ({"select": ["acuracy"]}, "arguments: unknown rule 'acuracy'; did you mean 'accuracy'?"),
        ({"target_language": "xx-xx"}, "arguments: unknown language 'xx-xx'"),
    ],
)
def test_settings_that_make_no_sense(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        mtqc.check("Text", **settings)
    assert str(caught.value).startswith(message)


def test_texts_are_kept_for_notebooks() -> None:
    assert mtqc.check("Gut.", target_language="de").documents[0].texts is not None
    assert mtqc.check("Gut.", target_language="de", keep_texts=False).documents[0].texts is None


@pytest.mark.parametrize("text", ["", " \n\n", "\ud800", "a\0b", "\ufeff", "x" * 300])
def test_any_text_gives_a_report_or_an_input_error(text: str) -> None:
    try:
        report = mtqc.check(text, target_language="de")
    except InputError as error:
        assert str(error).startswith("<text>")
    else:
        assert isinstance(report, Report)


@pytest.mark.parametrize("module", [mtqc, mtqc.face])
def test_examples_in_docstrings_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]  # both are modules
    assert tried
    assert not failed


def test_every_public_name_exists() -> None:
    for name in mtqc.__all__:
        assert getattr(mtqc, name) is not None
    assert set(mtqc.__all__) == set(dir(mtqc))
    with pytest.raises(AttributeError, match="module 'mtqc' has no attribute 'chekc'"):
        _ = mtqc.chekc


def test_importing_mtqc_loads_nothing_heavy() -> None:
    code = "import sys, mtqc; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("numpy", "lxml", "rich", "click", "transformers", "onnxruntime", "regex", "babel"):
        assert f"'{heavy}'" not in loaded
