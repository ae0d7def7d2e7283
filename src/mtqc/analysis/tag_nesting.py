"""How start and end tags pair: which cross, close nothing or are never closed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Paired(Protocol):
    """A tag or an inline code."""

    @property
    def kind(self) -> str:
        """``open``, ``close``, or anything that needs no partner."""

    @property
    def name(self) -> str:
        """What start and end have in common."""


Item = TypeVar("Item", bound=Paired)


@dataclass(frozen=True, slots=True)
class NestingFault(Generic[Item]):
    """A tag that does not pair. ``crossed`` is the open tag that an end tag closes before its turn."""

    kind: str
    item: Item
    crossed: Item | None = None


CROSSING, UNOPENED, UNCLOSED = "crossing", "unopened", "unclosed"


def nesting_faults(items: Iterable[Item], may_stay_open: Container[str] = ()) -> Iterator[NestingFault[Item]]:
    """The tags that do not pair: crossing ones where they close, then those never closed.

    ``may_stay_open`` are the lower-case names of elements whose start and end tags need no partner.
    """
    stack: list[Item] = []
    open_names: dict[str, int] = {}
    for item in items:
        name = item.name.lower()
        if item.kind == "open":
            stack.append(item)
            open_names[name] = open_names.get(name, 0) + 1
        elif item.kind == "close":
            if not open_names.get(name):
                if name not in may_stay_open:
                    yield NestingFault(UNOPENED, item)
                continue
            while True:
                inner = stack.pop()
                open_names[inner.name.lower()] -= 1
                if inner.name.lower() == name:
                    break
                if inner.name.lower() not in may_stay_open:
                    yield NestingFault(CROSSING, item, inner)
    for item in stack:
        if item.name.lower() not in may_stay_open:
            yield NestingFault(UNCLOSED, item)
