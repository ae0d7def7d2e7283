"""A progress bar on standard error for whatever takes longer than a second, on terminals only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mtqc.pipeline import Advance

PATIENCE_SECONDS = 1.0


@contextmanager
def progress() -> Iterator[Advance | None]:
    """Gives the function that counts checked segments, or None where nobody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    with shown_after_a_while(bar):
        yield bar.advance


class Bar(Protocol):
    """A bar that counts from the start, and is shown only where that takes long."""

    def show(self) -> None:
        """Puts the bar on the terminal."""

    def hide(self) -> None:
        """Takes it away, if it is there."""


@contextmanager
def shown_after_a_while(bar: Bar) -> Iterator[None]:
    """Shows the bar when a second is over, and hides it at the end."""
    patience = threading.Timer(PATIENCE_SECONDS, bar.show)
    patience.daemon = True
    patience.start()
    try:
        yield
    finally:
        patience.cancel()
        patience.join()
        bar.hide()


class _Bar:
    """Counts from the start, and shows itself when it is asked to."""

    def __init__(self) -> None:
        self._segments = 0
        self._hide: Callable[[], None] = _nothing
        self._update: Callable[[], None] = _nothing

    def advance(self, segments: int) -> None:
        self._segments += segments
        self._update()

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("checking"), BarColumn(), TextColumn("{task.completed:,} segments"), TimeElapsedColumn())
        display = Progress(*columns, console=Console(stderr=True), transient=True)
        task = display.add_task("", total=None, completed=self._segments)
        self._hide = display.stop
        self._update = lambda: display.update(task, completed=self._segments)
        display.start()

    def hide(self) -> None:
        self._hide()


def _nothing() -> None:
    """What there is to do for a bar that does not show."""
