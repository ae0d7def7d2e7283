"""Runs a model over many items: each different one once, in batches of like length, on all devices."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mtqc.errors import MtqcError
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.devices import devices, is_out_of_memory
from mtqc.metrics.learned.score_store import ScoreStore

Item = TypeVar("Item", bound=Hashable)
Result = TypeVar("Result")

ScoreBatch = Callable[[list[Item], str], Sequence[Result]]
"""Gives the result of each item of a batch, computed on the device of that name."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """The results in the order of the items, and what there is to know about the run."""

    results: tuple[Result, ...]
    notices: tuple[str, ...] = ()


def run(
    items: Sequence[Item],
    *,
    cost_of: Callable[[Item], int],
    score_batch: ScoreBatch[Item, Result],
    computing: Computing,
    advance: Advance | None = None,
    store: ScoreStore | None = None,
    key_of: Callable[[Item], Any] = lambda item: item,
) -> Outcome[Result]:
    """Computes a result for each item; equal items are computed once, and what the store has not at all.

    ``cost_of`` is the number of tokens that the model reads for an item. A batch holds as many items as fit into
    ``computing.batch_tokens`` when all are padded to the longest, and at least one. The longest come first, so that
    memory runs out at once if it does: the batch is then halved, as are those that follow, and a notice says so.
    ``score_batch`` is called from one thread a device; results must not depend on what else is in a batch.

    With a store, results are JSON values, and ``key_of`` gives a JSON value that says all of an item that matters.
    What was computed is in the store even if the run is interrupted.

    Raises:
        MtqcError: there is not enough memory for a single item.
    """
    work = _Work(items, score_batch, computing, advance, store, key_of)
    work.take_stored()
    work.line_up(cost_of)
    work.finish()
    notices = (*work.notices, *(store.notices if store else ()))
    return Outcome(tuple(work.results[item] for item in items), notices)


@dataclass(slots=True)
class _Waiting(Generic[Item]):
    item: Item
    cost: int


@dataclass(slots=True)
class _Work(Generic[Item, Result]):
    items: Sequence[Item]
    score_batch: ScoreBatch[Item, Result]
    computing: Computing
    advance: Advance | None
    store: ScoreStore | None
    key_of: Callable[[Item], Any]
    results: dict[Item, Result] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    _counts: dict[Item, int] = field(default_factory=dict)
    _waiting: deque[_Waiting[Item]] = field(default_factory=deque)
    _done: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _failure: BaseException | None = None

    def take_stored(self) -> None:
        for item in self.items:
            self._counts[item] = self._counts.get(item, 0) + 1
        if self.store is None:
            return
        for item, count in self._counts.items():
            if (kept := self.store.get(self.key_of(item))) is not None:
                self.results[item] = kept.value
                self._done += count
        self._tell()

    def line_up(self, cost_of: Callable[[Item], int]) -> None:
        waiting = [_Waiting(item, cost_of(item)) for item in self._counts if item not in self.results]
        waiting.sort(key=lambda one: one.cost, reverse=True)
        self._waiting = deque(waiting)

    def finish(self) -> None:
        if not self._waiting:
            return
        names = devices(self.computing)
        if len(names) == 1:
            self._serve(names[0])
        else:
            self._serve_all(names)
        if self._failure is not None:
            raise self._failure

    def _serve_all(self, names: Sequence[str]) -> None:
        threads = [threading.Thread(target=self._serve, args=(name,), daemon=True) for name in names]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except BaseException as error:
            # An interruption reaches this thread only: the others end after their batch.
            self._failure = error
            for thread in threads:
                thread.join()
            raise

    def _serve(self, device: str) -> None:
        budget = self.computing.batch_tokens
        try:
            while batch := self._next(budget):
                try:
                    results = self.score_batch([one.item for one in batch], device)
                except (RuntimeError, MemoryError) as error:
                    if not is_out_of_memory(error):
                        raise
                    budget = self._halved(batch, device)
                else:
                    self._keep(batch, results)
        except BaseException as error:
            with self._lock:
                self._failure = self._failure or error

    def _next(self, budget: int) -> list[_Waiting[Item]]:
        with self._lock:
            if self._failure is not None or not self._waiting:
                return []
            size = max(1, budget // max(1, self._waiting[0].cost))
            return [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]

    def _halved(self, batch: list[_Waiting[Item]], device: str) -> int:
        """Puts a batch back that did not fit, and gives the number of tokens that may."""
        longest = batch[0].cost
        if len(batch) == 1:
            raise MtqcError(
                f"not enough memory on {device} for one segment of {longest} tokens; "
                "use a device with more, a smaller model, or a lower precision"
            )
        budget = len(batch) // 2 * longest
        with self._lock:
            self._waiting.extendleft(reversed(batch))
            self.notices.append(f"out of memory on {device}: went on with batches of {budget:,} tokens")
        _release_memory()
        return budget

    def _keep(self, batch: list[_Waiting[Item]], results: Sequence[Result]) -> None:
        with self._lock:
            for one, result in zip(batch, results, strict=True):
                self.results[one.item] = result
                self._done += self._counts[one.item]
            if self.store is not None:
                self.store.put([(self.key_of(one.item), self.results[one.item]) for one in batch])
            self._tell()

    def _tell(self) -> None:
        if self.advance is not None:
            self.advance(self._done, len(self.items))


def _release_memory() -> None:
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
