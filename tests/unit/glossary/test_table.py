from __future__ import annotations

import pytest

from mtqc.errors import InputError
from mtqc.formats.input import Input
from mtqc.glossary import Glossary, Term
from mtqc.glossary.table import read_table


def glossary(text: str, name: str = "terms.tsv") -> Glossary:
    return read_table(Input.of_bytes(name, text.encode()))


def test_two_columns_are_source_and_target() -> None:
    assert glossary("user account\tBenutzerkonto\n").terms == (Term("user account", ("Benutzerkonto",)),)


def test_a_third_column_is_a_note() -> None:
    assert glossary("log\tProtokoll\tnot the wooden one\n").terms[0].note == "not the wooden one"


def test_comments_and_blank_lines_are_passed_over() -> None:
    assert len(glossary("# our terms\n\nlog\tProtokoll\r\n \n").terms) == 1


def test_several_targets_stand_in_one_cell() -> None:
    assert glossary("password\tPasswort | Kennwort\n").terms[0].targets == ("Passwort", "Kennwort")


def test_a_header_names_the_columns() -> None:
    (term,) = glossary("Target\tSource\tForbidden\tCase sensitive\nMobiltelefon\tphone\tHandy|Telefon\tyes\n").terms
    assert term == Term("phone", ("Mobiltelefon",), ("Handy", "Telefon"), case_sensitive=True)


def test_a_word_may_be_forbidden_whatever_the_source() -> None:
    (term,) = glossary("forbidden\ttarget\nWhitelist\tPositivliste\n").terms
    assert term == Term(None, ("Positivliste",), ("Whitelist",))


def test_language_tags_as_header_make_a_termbase() -> None:
    termbase = glossary("en,de-DE,fr\nkeyboard,Tastatur,clavier\n", "terms.csv")
    assert termbase.terms == ()
    assert termbase.between("en-GB", "de") == (Term("keyboard", ("Tastatur",)),)
    assert termbase.between("fr", "en") == (Term("clavier", ("keyboard",)),)
    assert termbase.between("es", "de") == ()
    assert termbase.between(None, "de") == ()


@pytest.mark.parametrize("row", ["log\tProtokoll", "tag\tMarke", "no\tno", "xx\tyy"])
def test_short_terms_are_no_language_tags(row: str) -> None:
    assert len(glossary(row).terms) == 1


def test_csv_cells_may_hold_commas_and_lines() -> None:
    (term,) = glossary('source,target,note\n"one, two","eins, zwei","a\nb"\n', "terms.csv").terms
    assert (term.source, term.targets, term.note) == ("one, two", ("eins, zwei",), "a\nb")


def test_an_empty_file_is_an_empty_glossary() -> None:
    assert glossary("\n") == Glossary()


def test_a_line_without_a_target_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"terms\.tsv:2: a glossary line needs"):
        glossary("a\tb\nlonely\n")


def test_an_unknown_column_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="unknown column 'colour'"):
        glossary("source\ttarget\tcolour\na\tb\tc\n")


def test_a_broken_csv_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError, match=r"terms\.csv:1"):
        glossary("a," + "b" * 1_000_001 + "\n", "terms.csv")
