"""``python -m mtqc``: the command line."""

from mtqc.cli import main

main()
