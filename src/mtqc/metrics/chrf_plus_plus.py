"""chrF++: chrF that counts words and pairs of words too (Popović, 2017)."""

from __future__ import annotations

from typing import ClassVar

from mtqc.metrics.chrf import Chrf


class ChrfPlusPlus(Chrf):
    """chrF with ``word_order`` 2 unless told otherwise; else as ``Chrf``."""

    summary: ClassVar[str] = "n-grams of characters and words shared with the references"
    words: ClassVar[int] = 2
