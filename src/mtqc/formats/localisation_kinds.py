"""Which reader of translate-toolkit a localisation file needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of localisation file, and the module and class of ``translate.storage`` that read it.

    ``suffixes`` are its own, ``shared_suffixes`` those that other files have too. ``content`` tells it from other kinds
    of the same suffix by the first kilobytes. ``sides`` says whether it holds sources and targets, or targets only.
    """

    name: str
    module: str
    reader: str
    suffixes: tuple[str, ...] = ()
    shared_suffixes: tuple[str, ...] = ()
    sides: Literal["target", "source and target"] = "target"
    content: re.Pattern[bytes] | None = None
    is_xml: bool = False

    def fits(self, suffixes: tuple[str, ...], head: bytes) -> bool:
        """Whether a file with these suffixes that begins like this is of the kind."""
        named = not {*self.suffixes, *self.shared_suffixes}.isdisjoint(suffixes)
        return named and (self.content is None or self.content.search(head) is not None)


def _root(name: bytes) -> re.Pattern[bytes]:
    """Matches XML whose outermost element is of that name."""
    prologue = rb"\s*+(?>(?:<\?[^>]*+>\s*+|<!--(?>(?:(?!-->).)*)-->\s*+|<!DOCTYPE(?>(?:[^>\[]|\[[^\]]*+\])*)>\s*+)*)"
    return re.compile(rb"\A(?:\xef\xbb\xbf)?" + prologue + b"<" + name + rb"[\s>]", re.DOTALL)


# The first that fits counts: kinds known by their content stand before those that take what is left of a suffix.
KINDS = (
    Kind(
        "Android resources", "aresource", "AndroidResourceFile", (), (".xml",), content=_root(b"resources"), is_xml=True
    ),
    Kind("Apple strings", "properties", "stringsutf8file", (".strings",)),
    Kind("Apple plural strings", "stringsdict", "StringsDictFile", (".stringsdict",), is_xml=True),
    Kind("Java properties", "properties", "javautf8file", (), (".properties",)),
    Kind(".NET resources", "resx", "RESXFile", (".resx", ".resw"), is_xml=True),
    Kind("Fluent", "fluent", "FluentFile", (".ftl",)),
    Kind("Application Resource Bundle", "jsonl10n", "ARBJsonFile", (".arb",)),
    Kind("Application Resource Bundle", "jsonl10n", "ARBJsonFile", (), (".json",), content=re.compile(rb'"@@locale"')),
    Kind("RESJSON", "jsonl10n", "RESJSONFile", (".resjson",)),
    Kind("FormatJS", "jsonl10n", "FormatJSJsonFile", (), (".json",), content=re.compile(rb'"defaultMessage"\s*:')),
    Kind(
        "WebExtension messages",
        "jsonl10n",
        "WebExtensionJsonFile",
        (),
        (".json",),
        content=re.compile(rb'\A\s*+\{\s*+"[^"]*+"\s*+:\s*+\{\s*+"(?:message|description|placeholders)"\s*+:'),
    ),
    Kind("JSON", "jsonl10n", "JsonNestedFile", (), (".json",)),
    Kind(
        "Ruby on Rails YAML",
        "yaml",
        "RubyYAMLFile",
        (),
        (".yaml", ".yml"),
        content=re.compile(
            rb"\A(?>(?:(?:---|#)[^\n]*+\n)*)[\"']?[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?[\"']?:[ \t\r]*+\n[ \t]"
        ),
    ),
    Kind("YAML", "yaml", "YAMLFile", (), (".yaml", ".yml")),
    Kind("TOML", "toml", "TOMLFile", (), (".toml",)),
    Kind("INI", "ini", "inifile", (), (".ini",)),
    Kind("PHP arrays", "php", "phpfile", (), (".php",)),
    Kind("Windows resource script", "rc", "rcfile", (), (".rc",)),
    Kind("Mozilla DTD", "dtd", "dtdfile", (), (".dtd",)),
    Kind("WiX localisation", "wxl", "WxlFile", (".wxl",), is_xml=True),
    Kind("Qt Linguist", "ts2", "tsfile", (), (".ts",), "source and target", _root(b"TS"), is_xml=True),
    Kind("Qt phrase book", "qph", "QphFile", (".qph",), (), "source and target", is_xml=True),
    Kind("Mozilla lang", "mozilla_lang", "LangStore", (), (".lang",), "source and target"),
    Kind("Haiku catalogue keys", "catkeys", "CatkeysFile", (".catkeys",), (), "source and target"),
    Kind("UTX dictionary", "utx", "UtxFile", (".utx",), (), "source and target"),
)
