"""The command line: one file a command; parses, calls the library, prints."""

from mtqc.cli.main import main, run

__all__ = ["main", "run"]
