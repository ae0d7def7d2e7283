"""The command ``mtqc`` and its subcommands."""

from __future__ import annotations


def main() -> None:
    """Runs the command line."""
