from __future__ import annotations

import pytest

from mtqc.checks.accuracy.source_copied import SourceCopied
from mtqc.checks.base import Example
from mtqc.model import Finding

from ..running import findings_on


def on_copy(
    source: str, target: str | None = None, source_language: str | None = "en", target_language: str | None = "de"
) -> list[Finding]:
    example = Example(source if target is None else target, source, source_language, target_language)
    return findings_on(SourceCopied(), example)


@pytest.mark.parametrize(
    "source",
    [
        "But they do not.",
        "Press any key to continue",
        "internal error: bad major code",
        "Click <b>Save</b> to store all changes.",
        " -f, --force   overwrite existing files without asking",
    ],
)
def test_prose_that_was_copied_is_found(source: str) -> None:
    (finding,) = on_copy(source)
    assert finding.target_text == source
    assert finding.source_text == source


@pytest.mark.parametrize(
    "source",
    [
        "OK",
        "Server",
        "Update server",
        "The Lord of the Rings",
        "San Juan Teita Mixtec",
        "GNU Image Manipulation Program",
        "Portable Document Format (*.pdf)",
        "https://example.org/how/to/save/your/files",
        "{first} {second} {third} {fourth}",
        "usage: tool [-v | --verbose] name of file",
        "open | close | save | quit",
        "max_count=%d min_count=%d step_size=%d",
        "Unitatea teritorială autonomă",
    ],
)
def test_what_is_the_same_in_every_language_is_not(source: str) -> None:
    assert on_copy(source) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The file is open.", "the file is open"),
        ("  The file is open", "The file is open."),
        ("The file is open…", "The file is open..."),
    ],
)
def test_punctuation_around_a_copy_makes_no_translation(source: str, target: str) -> None:
    assert on_copy(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("HTTP proxy port", "HTTP-Proxy-Port"),
        ("The file is open.", "Die Datei ist offen."),
        ("The file is open.", "The file was open."),
        ("The file is open.", "The file is open. Die Datei ist offen."),
    ],
)
def test_an_adapted_text_is_no_copy(source: str, target: str) -> None:
    assert on_copy(source, target) == []


def test_variants_of_one_language_share_their_texts() -> None:
    assert on_copy("The file is not open.", source_language="en-US", target_language="en-GB") == []


def test_short_texts_of_close_relatives_may_be_equal() -> None:
    assert on_copy("Filen er ikke gemt.", source_language="da", target_language="nb") == []
    text = "Filen blev ikke gemt i mappen, og derfor kan den ikke åbnes igen af programmet."
    assert on_copy(text, source_language="da", target_language="nb")


def test_one_word_is_enough_in_a_script_that_the_readers_do_not_read() -> None:
    assert on_copy("Настройки", source_language="ru", target_language="en")
    assert on_copy("设置网络", source_language="zh", target_language="en")


def test_chinese_and_japanese_share_words_but_not_sentences() -> None:
    assert on_copy("日本語入力", source_language="zh", target_language="ja") == []
    assert on_copy("我们明天早上一起去公园散步吧", source_language="zh", target_language="yue") == []


def test_a_language_without_word_spaces_needs_a_sentence() -> None:
    assert on_copy("กขคงจฉ", source_language="th", target_language="th") == []
    assert on_copy("漢字", source_language="ja", target_language="ko") == []
    assert on_copy("今日中漢字文書全部確認必要", source_language="ja", target_language="ko")


def test_without_languages_small_letters_decide() -> None:
    assert on_copy("show all hidden files", source_language=None, target_language=None)
    assert on_copy("Visual Studio Code Extensions", source_language=None, target_language=None) == []


def test_long_texts_are_quoted_in_part() -> None:
    (finding,) = on_copy("this text is very long " * 20)
    assert finding.message.endswith('…" was copied, not translated.')
