"""How scores are computed: on what, how precisely, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Precision = Literal["float32", "bfloat16", "float16", "int8"]

Advance = Callable[[int, int], None]
"""Is told how many of how many items are done, as often as there is something new."""


@dataclass(frozen=True, slots=True)
class Computing:
    """Choices that may change how long a score takes, but only by rounding what it is.

    ``devices`` are those of torch ("cpu", "cuda:1"); none means the best there is. ``batch_tokens`` is how many tokens
    a batch of a learned metric holds at most, padding counted. ``processes`` is how many count n-grams, and how many
    threads estimate; None means one a core, or fewer for little text. ``cache`` is the folder that keeps statistics
    and scores; None keeps nothing. ``offline`` forbids downloads.
    """

    devices: tuple[str, ...] = ()
    precision: Precision = "float32"
    batch_tokens: int = 4096
    processes: int | None = None
    cache: Path | None = None
    offline: bool = False
