"""Pairs of texts as the model reads them: ``<s> source </s></s> translation </s>``."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtqc.errors import CheckpointError
from mtqc.estimation.windows import Line, Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OTHER, SOURCE, TRANSLATION = 0, 1, 2
"""The sides that a token can be of; special tokens and padding are of neither."""
SPECIAL_TOKENS = 4
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tokenised:
    """A text as ids of tokens, with the offsets of each in code points of the text as it was given."""

    ids: tuple[int, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Sequenced:
    """What the model reads of one window: the ids, and the side of each."""

    ids: tuple[int, ...]
    sides: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


class PairTokenizer:
    """The tokenizer of a model, read from a file of the package tokenizers, which may be zipped.

    Raises:
        CheckpointError: the file is not what the package tokenizers reads, or lacks the special tokens.
    """

    def __init__(self, path: Path) -> None:
        # Takes some tens of milliseconds to import.
        from tokenizers import Tokenizer

        try:
            content = path.read_bytes()
            self._tokenizer: Tokenizer = Tokenizer.from_str(
                (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
            )
        except Exception as error:
            # The package raises bare Exception.
            raise CheckpointError(str(path), f"not a tokenizer: {error}") from None
        # Texts are cut and filled up by whoever reads them, whatever the file says.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, self._end, self.unknown = (self._id(path, token) for token in ("<s>", "</s>", "<unk>"))

    def _id(self, path: Path, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise CheckpointError(str(path), f"the tokenizer has no token {token}")
        return found

    @property
    def pieces(self) -> int:
        """How many ids there are."""
        return self._tokenizer.get_vocab_size()

    def tokenised(self, texts: Sequence[str]) -> list[Tokenised]:
        """Each text by itself, without special tokens."""
        # The package takes what UTF-8 can write; a lone half of a surrogate pair is one code point, as its stand-in.
        encodings = self._tokenizer.encode_batch(
            [_SURROGATE.sub("\ufffd", text) for text in texts], add_special_tokens=False
        )
        return [
            Tokenised(tuple(encoding.ids), Line(text, encoding.offsets))
            for text, encoding in zip(texts, encodings, strict=True)
        ]

    def sequenced(self, source: Tokenised, translation: Tokenised, window: Window) -> Sequenced:
        """A window of a pair as one sequence."""
        first = source.ids[window.source_start : window.source_end]
        second = translation.ids[window.translation_start : window.translation_end]
        return Sequenced(
            (self._start, *first, self._end, self._end, *second, self._end),
            (OTHER, *[SOURCE] * len(first), OTHER, OTHER, *[TRANSLATION] * len(second), OTHER),
        )
