from pathlib import Path

import pytest

from mtqc.errors import InputError
from mtqc.interference.evidence import Kind
from mtqc.interference.knowledge import read_entries, read_knowledge, shipped_entries
from mtqc.model import Category, Severity

HEAD = 'source_language = "es"\ntarget_language = "de"\n'
ENTRY = """
[[entry]]
id = "canciller"
kind = "false-friend"
target = ["Kanzler~"]
source = "canciller | cancillera"
fix = ["Außenminister"]
why = "A canciller is a foreign minister."
"""


def test_an_entry_has_defaults() -> None:
    (entry,) = read_entries([("mine.toml", HEAD + ENTRY)])
    assert entry.name == "es-de/canciller"
    assert entry.kind is Kind.FALSE_FRIEND
    assert entry.source == ("canciller", "cancillera")
    assert entry.severity is Severity.MINOR
    assert entry.category is Category.MISTRANSLATION
    assert not entry.is_strong


def test_an_entry_says_more() -> None:
    more = 'severity = "major"\nevidence = "strong"\ncategory = "terminology/wrong-term"\nunless = ["Berlin"]\n'
    (entry,) = read_entries([("mine.toml", HEAD + ENTRY + more)])
    assert entry.severity is Severity.MAJOR
    assert entry.is_strong
    assert entry.category is Category.WRONG_TERM
    assert [pattern.text for pattern in entry.unless] == ["Berlin"]


def test_word_lists_hold_for_all_files_of_a_pair() -> None:
    lists = HEAD + '[words]\ncapital = ["Havanna"]\n'
    near = 'near = ["@capital"]\n'
    (entry,) = read_entries([("words.toml", lists), ("mine.toml", HEAD + ENTRY + near)])
    assert entry.near


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("= 1", "is not TOML"),
        (ENTRY, "needs source_language, a language such as 'es'"),
        ('source_language = "es"\ntarget_language = 1\n', "needs target_language"),
        ('source_language = "xx"\ntarget_language = "de"\n', "source_language: unknown language 'xx'"),
        (HEAD + 'entries = ""', "unknown key 'entries'; did you mean 'entry'?"),
        (HEAD + "words = 1", "[words] holds lists of words by name"),
        (HEAD + "[words]\na = 1", "[words] holds lists of words by name"),
        (HEAD + "entry = [1]", "entry 1: is no table"),
        (HEAD + "entry = 1", "[[entry]] holds tables"),
        (HEAD + "[[entry]]\nid = 'a'", "entry 'a': needs kind"),
        (HEAD + "[[entry]]\nid = 1", "entry '1': id has to be a text"),
        (HEAD + "[[entry]]\nid = 'a'\nfixes = ['b']", "entry 'a': unknown key 'fixes'; did you mean 'fix'?"),
        (HEAD + ENTRY + "good = 'a'", "entry 'canciller': good has to be a list of texts"),
        (
            HEAD + ENTRY.replace("false-friend", "false-fiend"),
            "unknown kind 'false-fiend'; did you mean 'false-friend'?",
        ),
        (HEAD + ENTRY + "severity = 'bad'", "unknown severity 'bad'"),
        (HEAD + ENTRY + "evidence = 'strongly'", "unknown evidence 'strongly'; did you mean 'strong'?"),
        (HEAD + ENTRY + "category = 'style'", "unknown category 'style'"),
        (HEAD + ENTRY.replace("Kanzler~", "(Kanzler"), "'(Kanzler' does not close its bracket"),
        (HEAD + ENTRY + ENTRY, "entry 'canciller' is there twice"),
    ],
)
def test_a_file_that_makes_no_sense_says_why(text: str, problem: str) -> None:
    with pytest.raises(InputError) as error:
        read_entries([("mine.toml", text)])
    assert str(error.value).startswith("mine.toml: ")
    assert problem in str(error.value)


def test_files_of_users_are_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + ENTRY, encoding="utf-8")
    assert [entry.id for entry in read_knowledge([file])] == ["canciller"]
    with pytest.raises(InputError, match=r"nowhere\.toml"):
        read_knowledge([tmp_path / "nowhere.toml"])


def test_a_pair_without_knowledge_has_no_entries() -> None:
    assert shipped_entries("fi", "hu") == ()
