"""File names, paths and command-line options that a translation lost or changed."""

from __future__ import annotations

import re
from types import MappingProxyType

from mtqc.analysis.addresses import Address
from mtqc.checks.address import AddressCheck
from mtqc.checks.base import Example

# Words in a path that stand for whatever the reader has there.
_METAVARIABLE = re.compile(
    r"path/to|[<>*]|^~/(?:Desktop|Documents|Downloads|Music|Pictures|Videos)"
    r"|\b(?:archive|device|dir|directory|document|example|file|filename|folder|image|name|path|user|username)\b",
    re.IGNORECASE,
)


class FilePath(AddressCheck):
    """Compares the file names, paths and long options of source and target."""

    rule = "accuracy/file-path"
    summary = "A file name, a path or a command-line option is missing or changed."
    why = "Readers type paths and options as they read them; a translated one does not exist."
    silent_on = (
        "words that stand for any file or directory (`/path/to/file`, `archive.tar`): people translate those",
        "the folders of a home directory, which desktops name in the user's language (`~/Pictures`)",
        "words with a slash between them (`and/or`): a path has a known root, or several parts",
        "paths that only the translation has: examples are adapted",
        "an address that stands there twice, or once instead of twice",
    )
    triggers = "/\\.-"
    nouns = MappingProxyType({"path": "Path", "option": "Option"})
    reports_added = False
    bad = (
        Example("Bearbeiten Sie /etc/rechner.", source="Edit /etc/hosts.", marks="/etc/rechner"),
        Example("Rufen Sie es mit --ausführlich auf.", source="Call it with --verbose."),
        Example("Öffnen Sie liesmich.txt.", source="Open readme.txt.", marks="liesmich.txt"),
    )
    good = (
        Example("»/etc/hosts« und/oder ~/.profile bearbeiten", source="Edit /etc/hosts and/or ~/.profile"),
        Example("Speichern unter /pfad/zu/datei.txt", source="Save as /path/to/file.txt"),
        Example("Mit --input=DATEI lesen", source="Read with --input=FILE"),
    )

    def is_kept(self, address: Address) -> bool:
        """Metavariables are not."""
        return address.kind == "option" or _METAVARIABLE.search(address.text) is None
