"""What the library tells while it works, such as that it downloads a model, as lines on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

LOGGER = "mtqc"


class _Lines(logging.Handler):
    """Writes each message as a line of mtqc's, unless the command is to be quiet."""

    def emit(self, record: logging.LogRecord) -> None:
        context = click.get_current_context(silent=True)
        if context is None or not context.params.get("quiet"):
            click.echo(f"mtqc: {record.getMessage()}", err=True)


@contextmanager
def told_log() -> Iterator[None]:
    """Shows warnings of the library, which configures no logging itself, for as long as a command runs."""
    logger = logging.getLogger(LOGGER)
    handler = _Lines(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
