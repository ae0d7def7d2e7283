"""A progress bar on standard error for metrics that take longer than a second, on terminals only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mtqc.cli.progress import shown_after_a_while

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from mtqc.metrics.computing import Advance
    from mtqc.scoring.running import AdvanceOf

_LONGEST_LABEL = 40


@contextmanager
def measuring_progress() -> Iterator[AdvanceOf | None]:
    """Gives the function that names the metric at work, and so gets what counts its items; None where nobody looks on.

    The bar shows how much is done of how much, and how long the rest will take.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    with shown_after_a_while(bar):
        yield bar.advance_of


class _Bar:
    """Counts from the start, and shows itself when it is asked to: one line a metric."""

    def __init__(self) -> None:
        self._metrics: dict[str, tuple[int, int]] = {}
        self._display: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        # The timer shows the bar while the metrics count on.
        self._lock = threading.Lock()

    def advance_of(self, metric: str) -> Advance:
        """What counts the items of the metric of that name."""

        def advance(done: int, total: int) -> None:
            with self._lock:
                self._metrics[metric] = (done, total)
                self._update(metric)

        return advance

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with self._lock:
            self._display = Progress(*columns, console=Console(stderr=True), transient=True)
            for metric in self._metrics:
                self._update(metric)
            self._display.start()

    def hide(self) -> None:
        with self._lock:
            if self._display is not None:
                self._display.stop()

    def _update(self, metric: str) -> None:
        if self._display is None:
            return
        done, total = self._metrics[metric]
        if metric not in self._tasks:
            label = metric if len(metric) <= _LONGEST_LABEL else "…" + metric[1 - _LONGEST_LABEL :]
            self._tasks[metric] = self._display.add_task(label, total=total)
        self._display.update(self._tasks[metric], completed=done, total=total)
