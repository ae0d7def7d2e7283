from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.errors import InputError
from mtqc.formats.input import Input
from mtqc.glossary import Concept, Glossary, Term
from mtqc.glossary.tbx import is_tbx, read_tbx

EDITION_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="1">
    <langSet xml:lang="en"><tig><term>user
      account</term></tig></langSet>
    <langSet xml:lang="de">
      <tig><term>Konto</term><termNote type="partOfSpeech">noun</termNote></tig>
      <ntig><termGrp><term>Benutzerkonto</term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
      <tig><term>Account</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    </langSet>
  </termEntry>
  <termEntry id="2"><langSet xml:lang="en"><tig><term> </term></tig></langSet></termEntry>
</body></text></martif>
"""
EDITION_2019 = """<?xml version="1.0"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
  <conceptEntry id="1">
    <langSec xml:lang="en"><termSec><term>keyboard</term></termSec></langSec>
    <langSec xml:lang="pt_BR"><termSec><term>teclado</term>
      <basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec></langSec>
  </conceptEntry>
</body></text></tbx>
"""


def concepts(text: str) -> list[Concept]:
    return list(read_tbx(Input.of_bytes("terms.tbx", text.encode())))


def test_the_edition_of_2008_is_read() -> None:
    (concept,) = concepts(EDITION_2008)
    assert concept.preferred == {"en": ("user account",), "de": ("Benutzerkonto", "Konto")}
    assert concept.forbidden == {"de": ("Account",)}


def test_the_edition_of_2019_is_read() -> None:
    (concept,) = concepts(EDITION_2019)
    assert concept.term("en", "pt-BR") == Term("keyboard", (), ("teclado",))


def test_a_termbase_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "terms.xml"
    path.write_text(EDITION_2008)
    table = tmp_path / "terms.tsv"
    table.write_text("log\tProtokoll\n")
    glossary = Glossary.read([path, table])
    assert [term.source for term in glossary.between("en", "de")] == ["log", "user account"]


def test_a_table_is_no_termbase() -> None:
    assert not is_tbx(Input.of_bytes("terms.tsv", b"martif\ttbx\n"))


def test_a_broken_termbase_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError, match=r"terms\.tbx:\d+"):
        concepts(EDITION_2008[:600])
