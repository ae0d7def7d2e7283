"""JSON that any program can read, whatever stands in the texts or in a plugin's evidence."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(value: Any, indent: int | None = 2) -> str:
    """The value as JSON text that encodes to UTF-8.

    Only lone surrogates are escaped: they have no UTF-8 form, and in JSON text they stand nowhere but in strings.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def json_value(value: Any) -> Any:
    """The value with everything that JSON lacks replaced.

    NaN and infinities become null, sets and other collections arrays, keys texts, all else what ``str`` makes of it.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): json_value(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((json_value(part) for part in value), key=str)
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return [json_value(part) for part in value]
    return str(value)
