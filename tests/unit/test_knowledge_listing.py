import pytest

from mtqc.errors import UnknownNameError
from mtqc.knowledge_listing import has_entries, in_full, overview, pairs


def test_rules_of_the_knowledge_base_are_known() -> None:
    assert has_entries("accuracy/false-friend")
    assert not has_entries("accuracy/number")
    assert {"es-de", "en-de", "fr-de", "es-en", "de-en", "en-es"} <= set(pairs())


def test_the_overview_has_a_line_an_entry() -> None:
    lines = list(overview("accuracy/false-friend"))
    assert any(line.startswith("Spanish into German: ") for line in lines)
    (canciller,) = [line for line in lines if line.lstrip().startswith("Kanzler") and "canciller" in line]
    assert "Außenminister" in canciller


def test_a_pair_in_full_has_reasons_gates_and_examples() -> None:
    lines = "\n".join(in_full("accuracy/false-friend", "es-de"))
    assert "reported on its own" in lines
    assert "  topic: " in lines
    assert "  finds: " in lines
    assert "  not:   " in lines


def test_an_unknown_pair_is_named_with_its_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'es-de'"):
        list(in_full("accuracy/false-friend", "es-dee"))
