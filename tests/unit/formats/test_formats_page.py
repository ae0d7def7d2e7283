from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.formats.recognition import format_named
from mtqc.plugins import plugins

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats.md"


@pytest.mark.parametrize("name", list(plugins("mtqc.formats")))
def test_each_format_is_in_the_table_with_its_suffixes(name: str) -> None:
    row = next((line for line in PAGE.read_text("utf-8").split("\n") if line.startswith(f"| `{name}` |")), None)
    assert row, f"docs/formats.md has no row for {name}"
    _, _, suffixes, segment, place, needs, _ = row.split("|")
    chosen = format_named(name)
    own, _, shared = suffixes.partition("shared:")
    assert [suffix.strip(" `;") for suffix in own.split(",") if suffix.strip()] == list(chosen.suffixes)
    assert [suffix.strip(" `") for suffix in shared.split(",") if suffix.strip()] == list(chosen.shared_suffixes)
    assert needs.strip(" `") == (f"mtqc[{chosen.extra}]" if chosen.extra else "")
    assert segment.strip()
    assert place.strip()
