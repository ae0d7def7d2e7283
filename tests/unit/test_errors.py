"""Errors are one line, and say where and what to do."""

from __future__ import annotations

import pytest

from mtqc.errors import InputError, MissingExtraError, MtqcError, PluginError, SettingsError, UnknownNameError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (InputError("a.po", "is broken", 3), "a.po:3: is broken"),
        (InputError("a.po", "is broken"), "a.po: is broken"),
        (UnknownNameError("rule", "accuracy/nubmer", ["accuracy/number"]), "did you mean 'accuracy/number'?"),
        (UnknownNameError("rule", "zzz", ["accuracy/number"]), "unknown rule 'zzz'"),
        (MissingExtraError("reading .docx", "docs"), "reading .docx needs more packages: pip install 'mtqc[docs]'"),
    ],
)
def test_the_text_is_for_the_user(error: MtqcError, text: str) -> None:
    assert text in str(error)
    assert "\n" not in str(error)


def test_an_unknown_name_keeps_its_parts() -> None:
    error = UnknownNameError("format", "pp", ["po", "tsv"])
    assert (error.kind, error.name, error.nearest) == ("format", "pp", ("po",))


def test_all_have_one_base() -> None:
    for child in (InputError, SettingsError, UnknownNameError, MissingExtraError, PluginError):
        assert issubclass(child, MtqcError)
