"""A first look at a text: which entries may find something in it, by a word that they cannot do without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mtqc.interference.knowledge.entry import Entry
from mtqc.interference.knowledge.forms import FormIndex, endings
from mtqc.interference.knowledge.pattern import Choice
from mtqc.interference.passages import find_tokens

_MOST_REMEMBERED = 100_000
_SHORTEST_KEY = 4
_MARKS = "\"'“”„‘’«»‹›()[].,:;!?…"


class KeyWords:
    """The key words of entries; what each stretch between blanks has of them is looked up once and remembered."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self._forms = FormIndex(endings(language))
        self._by_form: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            for pattern in entry.target:
                key = pattern.elements[pattern.key]
                if not isinstance(key, Choice) or min(len(form.text) for form in key.forms) < _SHORTEST_KEY:
                    # Such a word is in every other sentence, and tells nothing at a first look.
                    continue
                for form in key.forms:
                    self._by_form[self._forms.add(form)].append(entry)
        self._telling: dict[str, list[Entry]] = {}
        self._idle: set[str] = set()

    def entries(self, text: str) -> list[Entry]:
        """The entries whose key word a text has; some may be there twice."""
        pieces = set(text.lower().split())
        pieces -= self._idle
        return [entry for piece in pieces for entry in self._of(piece)]

    def _of(self, piece: str) -> list[Entry]:
        known = self._telling.get(piece)
        if known is not None:
            return known
        if len(self._telling) + len(self._idle) >= _MOST_REMEMBERED:
            self._telling.clear()
            self._idle.clear()
        bare = piece.strip(_MARKS)
        words = [bare] if bare.isalpha() else [word.lower for word in find_tokens(piece) if word.is_word]
        forms = (form for word in words if self._forms.may_be_form(word) for form in self._forms.forms(word))
        entries = [entry for form in forms for entry in self._by_form[form]]
        if entries:
            self._telling[piece] = entries
        else:
            self._idle.add(piece)
        return entries
