"""The command line: one file a command; parses, calls the library, prints."""

from mtqc.cli.command import main, run

__all__ = ["main", "run"]
