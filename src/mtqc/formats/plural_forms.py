"""Which plural form of a PO file serves which numbers, from its ``Plural-Forms`` header."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from gettext import c2py

_HEADER = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=\s*([^;]+)")
_TRIED = 1001
"""Numbers up to 1,000 are tried: the rules of all languages of CLDR repeat within that, but for whole millions."""


@dataclass(frozen=True, slots=True)
class PluralForms:
    """``of_one`` is the form that the number 1 takes; ``single`` are the forms that serve one number alone."""

    count: int
    of_one: int | None
    single: frozenset[int]

    @classmethod
    def of(cls, header: str) -> PluralForms | None:
        """The forms that a header describes; None if it cannot be understood.

        The expression never runs as it is: gettext reads it by a grammar of its own, which knows integers, ``n``
        and the operators of C.
        """
        found = _HEADER.match(header[:2000])
        if not found:
            return None
        count = int(found[1])
        try:
            form_of = c2py(found[2])
            used = [form_of(number) for number in range(_TRIED)]
        except (ValueError, ArithmeticError, RecursionError, MemoryError, SyntaxError):
            return None
        served = Counter(used)
        return cls(
            count,
            # With one form there is nothing to tell apart: the text must fit every number.
            of_one=used[1] if count > 1 else None,
            single=frozenset(form for form in served if served[form] == 1),
        )


WITHOUT_HEADER = PluralForms(2, 0, frozenset({0}))
"""What gettext supposes where no header says otherwise: one form for 1, one for all other numbers."""
