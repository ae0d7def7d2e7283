"""The German noun phrase that was meant, where the fewest changes leave only one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from mtqc.interference.agreement.cells import CASES, OF_CASE, OF_GENDER, PLURAL, Cell, cases_in, cells_in, genders_in
from mtqc.interference.agreement.grammar import contractions, ending_in, endings
from mtqc.interference.agreement.noun_phrases import NounPhrase
from mtqc.interference.agreement.nouns import noun, variants

_TWO_CASES = 2
_GENITIVE = OF_CASE[CASES.index("genitive")]
Change = dict[int, str]
"""From the place of a token to what is to stand there instead."""


def in_same_case(phrase: NounPhrase, text: str) -> tuple[str, ...]:
    """The phrase with the gender or number of its noun, if the case of what stands before leaves only one.

    *ein nuklearer U-Boot* is nominative, and so is *ein nukleares U-Boot*. An article alone does not tell which of the
    two cases of *in* is meant.
    """
    has_case = phrase.adjectives or phrase.determiner.preposition or len(cases_in(phrase.governed)) != _TWO_CASES
    cases = cases_in(phrase.modified & phrase.governed or phrase.modified if has_case else phrase.governed)
    own = genders_in(phrase.noun.cells)
    cells = [cell for cell in _possible_cells(phrase) if cell.case in cases and cell.gender in own]
    return _only(phrase, text, [change for cell in cells for change in _changes(phrase, cell, may_change_noun=True)])


def with_other_ending(phrase: NounPhrase, text: str) -> tuple[str, ...]:
    """The phrase with another ending of its noun, if there is only one that agrees: *des Hauses* for *des Haus*."""
    changes = [
        change
        for cell in cells_in(phrase.modified & phrase.governed or phrase.modified)
        for change in _changes(phrase, cell, may_change_noun=True)
    ]
    endings_alone = [change for change in changes if change.keys() == {phrase.end}]
    # The genitive in -s is right wherever the one in -es is.
    shortest = min((change[phrase.end] for change in endings_alone), key=len, default="")
    longer = {shortest.removesuffix("s") + "es"} if shortest.endswith("s") else set()
    return _only(phrase, text, [change for change in endings_alone if change[phrase.end] not in longer])


def with_fewest_changes(phrase: NounPhrase, text: str) -> tuple[str, ...]:
    """The phrase with as few words changed before the noun as make it agree, if there is only one way.

    After *des* it is the noun that is wrong as well: nothing is certain.
    """
    if not phrase.determiner.cells & ~_GENITIVE:
        return ()
    changes = [change for cell in _possible_cells(phrase) for change in _changes(phrase, cell, may_change_noun=False)]
    fewest = min(map(len, changes), default=0)
    return _only(phrase, text, [change for change in changes if len(change) == fewest])


def _only(phrase: NounPhrase, text: str, changes: list[Change]) -> tuple[str, ...]:
    written = {_written(phrase, change, text) for change in changes}
    return tuple(written) if len(written) == 1 else ()


def _possible_cells(phrase: NounPhrase) -> Iterator[Cell]:
    return cells_in(phrase.governed & OF_GENDER[PLURAL] if phrase.has_number else phrase.governed)


def _changes(phrase: NounPhrase, cell: Cell, may_change_noun: bool) -> Iterator[Change]:
    """The ways to put the whole phrase into one cell."""
    determiner = _determiner_in(phrase, cell)
    if determiner is None:
        return
    nouns: list[Change] = [{}] if phrase.noun.cells & cell.bit else []
    if may_change_noun and not nouns:
        nouns = [{phrase.end: form} for form in variants(phrase.noun_form) if noun(form).cells & cell.bit]
    for declension, of_noun in product(phrase.determiner.paradigm.declensions, nouns):
        yield determiner | _adjectives_in(phrase, declension, cell) | of_noun


def _determiner_in(phrase: NounPhrase, cell: Cell) -> Change | None:
    determiner = phrase.determiner
    if determiner.cells & cell.bit:
        return {}
    form = determiner.paradigm.forms.get(cell)
    if form is None:
        return None
    if determiner.preposition:
        form = contractions().get((determiner.preposition, form), f"{determiner.preposition} {form}")
    is_capital = phrase.tokens[phrase.start].text[0].isupper()
    return {phrase.start: form[0].upper() + form[1:] if is_capital else form}


def _adjectives_in(phrase: NounPhrase, declension: str, cell: Cell) -> Change:
    places = {token.start: place for place, token in enumerate(phrase.tokens[: phrase.end]) if place >= phrase.start}
    return {
        places[token.start]: word.stem + ending_in(declension, cell)
        for token, word in phrase.adjectives
        if not endings(declension).get(word.ending, 0) & cell.bit
    }


def _written(phrase: NounPhrase, change: Change, text: str) -> str:
    pieces: list[str] = []
    done = phrase.span.start
    for place in sorted(change):
        token = phrase.tokens[place]
        pieces += text[done : token.start], change[place]
        done = token.end
    return "".join(pieces) + text[done : phrase.span.end]
