"""Evidence of agreement: article, adjective and noun that do not go together in gender, number and case.

German is judged by a table of nouns with their cases, the Romance languages by tables of nouns and adjectives. No
source language explains an error of agreement better than another, so that this evidence points to none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mtqc.interference.agreement.german import find_in_german
from mtqc.interference.agreement.romance import find_in_romance
from mtqc.interference.evidence import Evidence
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources

_FINDERS: Mapping[str, Callable[[Passage], Iterator[Evidence]]] = {
    "de": find_in_german,
    "es": find_in_romance,
    "fr": find_in_romance,
    "it": find_in_romance,
    "pt": find_in_romance,
}


def find_agreement(prose: Prose) -> Iterator[Evidence]:
    """The phrases of a text that do not agree; nothing in a language that mtqc has no grammar of."""
    code = prose.language.code
    find = _FINDERS.get(code)
    if find is None or not supported_sources("agreement", code):
        return
    for passage in prose.passages:
        yield from find(passage)
