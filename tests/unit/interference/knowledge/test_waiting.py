import pytest

from mtqc.interference.knowledge import read_entries
from mtqc.interference.knowledge.waiting import WaitingEntries

HEAD = 'source_language = "es"\ntarget_language = "de"\n[words]\ncapital = ["Havanna"]\n'


def waiting(*patterns: str) -> WaitingEntries:
    quoted = ", ".join(f"'{pattern}'" for pattern in patterns)
    entry = f"[[entry]]\nid = 'a'\nkind = 'calque'\nsource = 'b'\nwhy = 'C.'\ntarget = [{quoted}]\n"
    return WaitingEntries(read_entries([("mine.toml", HEAD + entry)]))


@pytest.mark.parametrize(
    ("patterns", "words", "called"),
    [
        (["offiziell~ Rede~"], ["offizielle", "reden"], True),
        (["offiziell~ Rede~"], ["rede"], False),
        (["in Rede|Wort"], ["wort", "in"], True),
        (["in Rede|Wort"], ["in"], False),
        (["(kein) Tag"], ["tage"], False),
        (["(kein) Tag"], ["keiner"], True),
        (["Sonderzeit*"], ["sonderzeitraum"], True),
        (["*kontrolle~"], ["nichts"], True),
        (["@capital"], ["nichts"], True),
        (["# , _ Jahr"], ["jahr"], True),
        (["Rede", "*amt"], ["nichts"], True),
        (["Rede", "Wort"], ["wortes"], True),
    ],
)
def test_an_entry_is_called_by_a_word_it_cannot_do_without(patterns: list[str], words: list[str], called: bool) -> None:
    entries = waiting(*patterns)
    assert bool(entries.called_by(words)) is called
    assert bool(entries.called_by(["offiziell", "rede", "wort", "tag", "kein", "jahr"])) is not called


def test_nothing_waits_for_ever() -> None:
    entries = waiting("Rede")
    assert entries.called_by(["rede"])
    assert entries.called_by(["rede"]) == []


def test_an_entry_may_be_called_by_its_name() -> None:
    entries = waiting("Rede")
    assert [entry.id for entry in entries.called(["es-de/a", "es-de/b"])] == ["a"]
    assert entries.called(["es-de/a"]) == []
