"""How much tokens tell by how few texts they are in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b


def inverse_document_frequency(texts: Sequence[Iterable[int]]) -> tuple[Mapping[int, float], float]:
    """The weight of each token id that is in some of the texts, and that of all others.

    A token in c of N texts weighs log((N + 1) / (c + 1)), as in BERTScore (Zhang et al. 2020, section 3).
    """
    counts = Counter(token for text in texts for token in set(text))
    total = len(texts) + 1
    return {token: math.log(total / (count + 1)) for token, count in counts.items()}, math.log(total)


def weights_digest(weights: Mapping[int, float]) -> str:
    """A short name for weights, which differs where they do."""
    content = ",".join(f"{token}:{weight!r}" for token, weight in sorted(weights.items()))
    return blake2b(content.encode(), digest_size=8).hexdigest()
