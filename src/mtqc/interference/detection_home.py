"""Where a text is at home: what the names in it say of its source language, given that it is translated."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from mtqc.interference.detection_weights import weights
from mtqc.interference.homes import Mention


def home_log_evidence(
    mentions: Sequence[Mention], prior: Mapping[str, float], candidates: Collection[str]
) -> dict[str, float]:
    """What the names in a text multiply each candidate's odds by, as a logarithm.

    A name speaks for the languages at home with it, by how much more often it stands in texts from them than in others
    (Poisson counts, whose rates detection.toml holds), and hardly more if it comes again, as it does because it came
    before. The sum nears a limit, since the names of one article are there for one reason. And a share of all
    articles is about other places than their own, whatever they mention: so no name settles the matter.

    ``prior`` gives the probability of each candidate before the text is read.
    """
    spoken = dict.fromkeys(candidates, 0.0)
    for mention in mentions:
        for code, share in mention.languages.items():
            if code in spoken:
                spoken[code] += share * _times(mention) * _surprise(mention, code)
    total = sum(spoken.values())
    if not total:
        return spoken
    home = weights().home
    shrunk = home.most * (1 - math.exp(-total / home.most)) / total
    gains = {code: math.exp(value * shrunk) for code, value in spoken.items()}
    expected = sum(prior[code] * gain for code, gain in gains.items())
    return {code: math.log((1 - home.foreign) * gain / expected + home.foreign) for code, gain in gains.items()}


def _times(mention: Mention) -> float:
    """How many independent mentions those of one name are worth: 1 for one, 1.4 for three, 2 for fifteen."""
    return math.sqrt(math.log2(1 + mention.count))


def _surprise(mention: Mention, code: str) -> float:
    """Ln of how many times likelier a name is in texts from the language whose home it is of."""
    home = weights().home
    return math.log1p(home.rates[mention.kind.value] / home.written_about.get(code, home.others))
